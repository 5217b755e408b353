"""How long the pages and actions take that must stay fast: ``python -m benchmarks`` or ``make bench``."""
