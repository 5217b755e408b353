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
def use_mailer(settings):
    """Send the site's mails by a backend: ``use_mailer(path, host=..., port=...)``."""

    def use(backend, **options):
        if django.VERSION >= (6, 1):
            settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": options}}
            return
        settings.EMAIL_BACKEND = backend
        for name, value in options.items():
            setattr(settings, f"EMAIL_{name.upper()}", value)

    return use


@pytest.fixture
def smtp(smtp_server, use_mailer):
    """The mail server, with the site's mails going to it."""
    backend = "django.core.mail.backends.smtp.EmailBackend"
    use_mailer(backend, host=smtp_server.host, port=smtp_server.port)
    return smtp_server


@pytest.fixture
def mentoring_settings(settings):
    """Set single settings of the app: ``mentoring_settings(MAIL_TIMEOUT_SECONDS=1)``."""

    def change(**values):
        settings.WAGTAIL_MENTORING = {**settings.WAGTAIL_MENTORING, **values}

    return change
