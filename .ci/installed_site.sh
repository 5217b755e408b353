#!/usr/bin/env bash
# A new site made with `wagtail start`, with the package as it was built and nothing of the source
# tree: the steps of the installation guide, then the whole way from enrolling to a mentorship.
#
#   .ci/installed_site.sh PYTHON WHEEL [REQUIREMENT ...]
set -euo pipefail

PYTHON="$1"
WHEEL="$(realpath "$2")"
shift 2
SCRIPT="$(cd "$(dirname "$0")" && pwd)/installed_site.py"
SITE="$(mktemp -d)"
trap 'rm -rf "$SITE"' EXIT
cd "$SITE"
unset DJANGO_SETTINGS_MODULE DATABASE_URL
"$PYTHON" -m venv environment
environment/bin/python -m pip install --quiet "$WHEEL" "$@"
environment/bin/wagtail start society . >/dev/null

cat >>society/settings/base.py <<'SETTINGS'

INSTALLED_APPS = [
    "wagtail_mentoring",
    "wagtail_mentoring.pages",
    "wagtail.contrib.routable_page",
    *INSTALLED_APPS,
]
DEFAULT_FROM_EMAIL = "mentoring@society.example"
WAGTAILADMIN_BASE_URL = "http://testserver"
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL = "/admin/login/"
DATABASES["default"]["OPTIONS"] = {
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL;",
}
SETTINGS
sed -i 's|^urlpatterns = \[|&\n    path("mentoring/", include("wagtail_mentoring.urls")),|' society/urls.py

environment/bin/python -c 'import django, wagtail
print("Django", django.__version__ + ", Wagtail", wagtail.__version__)'
environment/bin/python manage.py check --fail-level WARNING
environment/bin/python manage.py migrate --no-input --verbosity 0
environment/bin/python manage.py makemigrations --check --dry-run
environment/bin/python -c "exec(compile(open('$SCRIPT').read(), '$SCRIPT', 'exec'))"
