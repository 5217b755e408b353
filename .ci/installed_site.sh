#!/usr/bin/env bash
# A new site made with `wagtail start`, with the package as it was built: settings and URLs of the
# installation guide, migrations, checks, and the front page of the admin.
#
#   .ci/installed_site.sh ENVIRONMENT      (a virtual environment in which the wheel is installed)
set -euo pipefail

ENVIRONMENT="$(cd "$1" && pwd)"
SITE="$(mktemp -d)"
trap 'rm -rf "$SITE"' EXIT
cd "$SITE"
unset DJANGO_SETTINGS_MODULE DATABASE_URL
"$ENVIRONMENT/bin/wagtail" start society . >/dev/null

cat >>society/settings/base.py <<'SETTINGS'

INSTALLED_APPS = [
    "wagtail_mentoring",
    "wagtail_mentoring.pages",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    *INSTALLED_APPS,
]
WAGTAILADMIN_BASE_URL = "http://testserver"
DEFAULT_FROM_EMAIL = "mentoring@society.example"
DATABASES["default"]["OPTIONS"] = {
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL;",
}
SETTINGS
sed -i 's|^urlpatterns = \[|urlpatterns = [\n    path("mentoring/", include("wagtail_mentoring.urls")),|' society/urls.py

manage() { "$ENVIRONMENT/bin/python" manage.py "$@"; }
manage check --fail-level WARNING
manage migrate --no-input --verbosity 0
manage makemigrations --check --dry-run
manage shell --verbosity 0 <<'PYTHON'
from django.contrib.auth import get_user_model
from django.test import Client

client = Client()
client.force_login(get_user_model().objects.create_superuser("admin", "admin@society.example", "x"))
for address in ("/", "/admin/", "/admin/snippets/"):
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
print("A new site answers with the package installed.")
PYTHON
