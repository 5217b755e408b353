"""A mail server, and the mailer that talks to it."""

import django
import pytest

from tests.smtp import SmtpServer


@pytest.fixture
def smtp_server():
    """A running mail server; ``stop()`` and ``start()`` as the test wants."""
    server = SmtpServer().start()
    yield server
    server.stop()


@pytest.fixture
def smtp(smtp_server, settings):
    """The mail server, with the site's mails going to it."""
    if django.VERSION >= (6, 1):
        settings.MAILERS = {
            "default": {
                "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
                "OPTIONS": {"host": smtp_server.host, "port": smtp_server.port},
            }
        }
    else:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST = smtp_server.host
        settings.EMAIL_PORT = smtp_server.port
    return smtp_server


@pytest.fixture
def mentoring_settings(settings):
    """Set single settings of the app: ``mentoring_settings(MAIL_TIMEOUT_SECONDS=1)``."""

    def change(**values):
        settings.WAGTAIL_MENTORING = {**settings.WAGTAIL_MENTORING, **values}

    return change
