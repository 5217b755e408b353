"""Each file here belongs to one settings module and is left alone by the others."""

from django.conf import settings

FILES = {
    "test_swapped.py": "tests.settings_swapped",
    "test_swapped_admin.py": "tests.settings_swapped",
    "test_basepage.py": "tests.settings_basepage",
}
collect_ignore = [name for name, module in FILES.items() if module != settings.SETTINGS_MODULE]
