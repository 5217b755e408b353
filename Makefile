# Each target works from a bare clone with Python 3.11 or newer and make.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# The first Python that is new enough; name another with `make PYTHON=/path/to/python test`.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$python && break; done)
VENV ?= .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8000
export PORT
# Workers of pytest, and anything more for its command line: make test PYTEST_ARGS="-k request"
JOBS ?= auto
PYTEST_ARGS ?=
BENCH_ARGS ?=

MANAGE := $(BIN)/python example_site/manage.py
PYTHON_DIRS := $(wildcard wagtail_mentoring tests example_site benchmarks docs scripts .ci)
TEMPLATE_DIRS := $(wildcard wagtail_mentoring/templates wagtail_mentoring/*/templates \
	example_site/templates example_site/*/templates tests/*/templates)

.PHONY: help demo test bench lint docs screenshots format messages build clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then echo "Python 3.11 or newer is needed."; exit 1; fi
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

# One stamp for each set of extras; pip runs again when the metadata changes.
$(VENV)/.installed-%: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable ".[$*]"
	@touch $@

demo: $(VENV)/.installed-demo ## a society's site with demo members on http://127.0.0.1:8000/ (PORT=...)
	@$(MANAGE) migrate --no-input --verbosity 0
	@$(MANAGE) load_demo
	@echo
	@echo "Open http://$(HOST):$(PORT)/ (the admin is at http://$(HOST):$(PORT)/admin/). Ctrl-C stops the server."
	@$(MANAGE) runserver $(HOST):$(PORT)

test: $(VENV)/.installed-testing ## all tests; DATABASE_URL chooses the database (SQLite if unset)
	$(BIN)/python -m pytest -n $(JOBS) $(PYTEST_ARGS)

bench: $(VENV)/.installed-testing ## time the pages and actions that must stay fast
	$(BIN)/python -m benchmarks $(BENCH_ARGS)

lint: $(VENV)/.installed-lint ## style, import layers, templates, metadata
	$(BIN)/ruff check $(PYTHON_DIRS)
	$(BIN)/ruff format --check $(PYTHON_DIRS)
	$(BIN)/lint-imports --config setup.cfg
	$(BIN)/djhtml --check $(TEMPLATE_DIRS)
	$(BIN)/validate-pyproject pyproject.toml

format: $(VENV)/.installed-lint ## put code and templates into the house style
	$(BIN)/ruff check --fix $(PYTHON_DIRS)
	$(BIN)/ruff format $(PYTHON_DIRS)
	$(BIN)/djhtml $(TEMPLATE_DIRS)

docs: $(VENV)/.installed-docs ## build the documentation in docs/_build/html
	$(BIN)/python -m sphinx -W --keep-going -b html docs docs/_build/html

screenshots: $(VENV)/.installed-testing ## make the pictures of the documentation from the demo (Chromium)
	$(BIN)/python scripts/screenshots.py

messages: $(VENV)/.installed-lint ## collect the texts for translators and compile (needs GNU gettext)
	mkdir -p wagtail_mentoring/locale/en/LC_MESSAGES
	cd wagtail_mentoring && ../$(BIN)/django-admin makemessages --all --no-wrap --no-obsolete \
		--add-location file
	cd wagtail_mentoring && ../$(BIN)/django-admin compilemessages

build: $(VENV)/.installed-testing ## build the wheel and the source archive in dist/
	rm -rf dist
	$(BIN)/python -m build

clean: ## remove what the other targets made
	rm -rf build dist docs/_build htmlcov .coverage .coverage.* .pytest_cache .ruff_cache \
		.import_linter_cache .hypothesis tests/var $(VENV)
	find . -name __pycache__ -type d -not -path './.venv*' -prune -exec rm -rf {} +
