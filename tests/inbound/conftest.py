"""A mail server to fetch from."""

import uuid

import pytest

from tests.conftest import REQUIRE_EVERYTHING
from tests.dovecot import PASSWORD, Dovecot, find_dovecot
from tests.notifications.conftest import smtp, smtp_server, use_mailer  # noqa: F401 -- fixtures
from wagtail_mentoring.inbound.backends import ImapBackend


@pytest.fixture(scope="session")
def dovecot_server():
    """Dovecot, for the whole run; a test uses ``dovecot``."""
    if not find_dovecot() and not REQUIRE_EVERYTHING:
        pytest.skip(
            "Dovecot is not installed: fetching by IMAP needs it (dovecot-imapd on Debian)."
        )
    server = Dovecot()
    yield server
    server.remove()


@pytest.fixture
def dovecot(dovecot_server):
    """A running IMAP server; ``stop()`` and ``start()`` as the test wants."""
    if dovecot_server.process is None:
        dovecot_server.start()
    return dovecot_server


@pytest.fixture
def account():
    """The name of an account with an empty mailbox."""
    return f"u{uuid.uuid4().hex}"


@pytest.fixture
def imap_options(dovecot, account):
    """What a site sets to fetch from the account, over TLS."""
    return {
        "host": "localhost",
        "port": dovecot.tls_port,
        "user": account,
        "password": PASSWORD,
        "ca": str(dovecot.ca),
    }


@pytest.fixture
def connect(imap_options):
    """Open the account's mailbox: ``connect(folder="Other")``. All are closed at the end."""
    opened = []

    def open_mailbox(**changes):
        backend = ImapBackend(**{**imap_options, **changes})
        opened.append(backend)
        return backend

    yield open_mailbox
    for backend in opened:
        backend.close()
