"""Settings of the test site.

The database is SQLite unless DATABASE_URL names another one. MENTORING_TEST_DIR may name the
folder for everything that a run writes; otherwise a new folder is made and removed at the end.
"""

import atexit
import importlib.util
import os
import shutil
import tempfile
from pathlib import Path

import dj_database_url
import django

BASE_DIR = Path(__file__).resolve().parent

# Workers of pytest-xdist and processes started by a test inherit the folder of their parent.
if "MENTORING_TEST_DIR" not in os.environ:
    os.environ["MENTORING_TEST_DIR"] = tempfile.mkdtemp(prefix="wagtail-mentoring-")
    atexit.register(shutil.rmtree, os.environ["MENTORING_TEST_DIR"], ignore_errors=True)
TEST_DIR = Path(os.environ["MENTORING_TEST_DIR"])

SECRET_KEY = "only-for-tests-and-therefore-no-secret"
DEBUG = False
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "tests.urls"
WSGI_APPLICATION = None
USE_TZ = True
TIME_ZONE = "UTC"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or f"sqlite:///{TEST_DIR / 'dev.sqlite3'}"
    )
}
_database = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    # A write transaction takes its lock at once, so that a second writer waits instead of failing.
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
    # A file, not memory: a live server and other processes see what a test has written.
    _database["TEST"] = {"NAME": str(TEST_DIR / "test.sqlite3")}
elif _database["ENGINE"].endswith("mysql"):
    _database["OPTIONS"] = {"charset": "utf8mb4"}
    _database["TEST"] = {"CHARSET": "utf8mb4"}
elif _database["ENGINE"].endswith("postgresql"):
    # A server set up without a locale would make a database that knows ASCII only.
    _database["TEST"] = {"CHARSET": "UTF8", "TEMPLATE": "template0"}

INSTALLED_APPS = [
    "tests.testapp",
    "wagtail_mentoring",
    "wagtail_mentoring.pages",
    "wagtail_mentoring.contrib.modeladmin",
    "wagtail_modeladmin",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "tests.testapp.middleware.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

# bcrypt and the like cost most of the time of a test that logs in.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", "English"), ("de", "German"), ("ar", "Arabic")]

STATIC_URL = "/static/"
STATIC_ROOT = TEST_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = TEST_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

DEFAULT_FROM_EMAIL = "mentoring@society.example"
if django.VERSION >= (6, 1):
    MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
else:
    EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

# Tests call the sender themselves: a thread would outlive the test that woke it.
WAGTAIL_MENTORING = {"MAIL_WAKE": "off"}

LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "/login/"
CSRF_FAILURE_VIEW = "wagtail_mentoring.views.kept.csrf_failure"
LOGIN_REDIRECT_URL = "/"

WAGTAIL_SITE_NAME = "Test society"
WAGTAILADMIN_BASE_URL = "http://testserver"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
# Both would ask a host on the internet.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None

if _database["ENGINE"].endswith("postgresql"):
    # Wagtail's search keeps its index in columns of PostgreSQL's own types.
    INSTALLED_APPS += ["django.contrib.postgres"]

# An extra of the package: interviews choose their recordings from its library.
if importlib.util.find_spec("wagtailmedia"):
    INSTALLED_APPS += ["wagtail_mentoring.contrib.media", "wagtailmedia"]

INSTALLED_APPS = [
    app for app in INSTALLED_APPS if app.count(".") == 0 or importlib.util.find_spec(app)
]
