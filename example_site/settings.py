"""Settings of the demo site: the Meridian Society for Statistics, which does not exist.

Only what stands under "Mentoring" is about wagtail_mentoring; the rest is what any Wagtail site
has. Environment: DATABASE_URL, BASE_URL or PORT, DEBUG (1 or 0), SECRET_KEY, ALLOWED_HOSTS
(comma-separated), and EXAMPLE_SITE_DIR, the folder for the database, pictures and mails.
"""

import importlib.util
import os
from pathlib import Path

import django

BASE_DIR = Path(__file__).resolve().parent
DATA_DIR = Path(os.environ.get("EXAMPLE_SITE_DIR") or BASE_DIR)

# Where the site is reached: links in mails lead there.
BASE_URL = os.environ.get("BASE_URL") or f"http://127.0.0.1:{os.environ.get('PORT') or 8000}"
DEBUG = os.environ.get("DEBUG", "1") == "1"
SECRET_KEY = os.environ.get("SECRET_KEY", "a-demo-has-no-secrets-so-this-key-may-be-read")
# The demo shows its helpers, such as the mail page, to whoever sits at this machine.
INTERNAL_IPS = ["127.0.0.1", "::1"]
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "*").split(",")

INSTALLED_APPS = [
    "example_site.home",
    "example_site.membership",
    "example_site.demo",
    # Mentoring
    "wagtail_mentoring",
    "wagtail_mentoring.pages",
    "wagtail_mentoring.contrib.modeladmin",
    "wagtail_modeladmin",
    # Wagtail
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
    # Django
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
# ModelAdmin is an extra of the package: without it the site works all the same.
if not importlib.util.find_spec("wagtail_modeladmin"):
    INSTALLED_APPS = [app for app in INSTALLED_APPS if "modeladmin" not in app]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "example_site.middleware.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "example_site.urls"
WSGI_APPLICATION = "example_site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # The site's own templates come first: here it overrides those of wagtail_mentoring.
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

if os.environ.get("DATABASE_URL"):
    import dj_database_url

    DATABASES = {"default": dj_database_url.parse(os.environ["DATABASE_URL"])}
else:
    DATABASES = {
        "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": DATA_DIR / "db.sqlite3"}
    }
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A write transaction takes its lock at once, so that a second writer waits instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = WAGTAILADMIN_LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home:after_login"
LOGOUT_REDIRECT_URL = "/"

USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
LOCALE_PATHS = [BASE_DIR / "locale"]

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static_collected"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    # Members' pictures lie outside MEDIA_ROOT: a view asks the rules before it shows one.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "var" / "pictures"},
    },
}

# Mails are written to a folder; /demo/mail/ shows them to whoever tries the demo.
MAIL_FOLDER = DATA_DIR / "var" / "mail"
DEFAULT_FROM_EMAIL = "Meridian Society for Statistics <office@meridian-statistics.example>"
SERVER_EMAIL = "office@meridian-statistics.example"
if django.VERSION >= (6, 1):
    MAILERS = {"default": {"BACKEND": "example_site.demo.mail.FolderBackend"}}
else:
    EMAIL_BACKEND = "example_site.demo.mail.FolderBackend"

WAGTAIL_SITE_NAME = "Meridian Society for Statistics"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "txt", "xlsx"]
# Both would ask a host on the internet.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None

# Mentoring
# Says what happened and keeps what was written; without it the form is lost.
CSRF_FAILURE_VIEW = "wagtail_mentoring.views.kept.csrf_failure"
WAGTAIL_MENTORING = {
    "MEMBERSHIP_BACKEND": "example_site.membership.backend.SocietyMembershipBackend",
    "FROM_EMAIL": "Mentoring at Meridian <mentoring@meridian-statistics.example>",
    "BASE_URL": BASE_URL,
    "PICTURE_STORAGE": "private",
}
