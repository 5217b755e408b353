"""Settings of sender processes that a test starts: the test's database and mail server, by environment."""

import os

import django

from tests.settings import *  # noqa: F403

DATABASES["default"]["NAME"] = os.environ["MENTORING_TEST_DATABASE"]  # noqa: F405
WAGTAIL_MENTORING = {
    "MAIL_WAKE": "off",
    "MAIL_LEASE_SECONDS": float(os.environ.get("MENTORING_TEST_LEASE", "300")),
    "MAIL_BATCH_SIZE": 10,
}
_port = int(os.environ["MENTORING_TEST_SMTP_PORT"])
if django.VERSION >= (6, 1):
    MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": _port},
        }
    }
else:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = "127.0.0.1", _port
