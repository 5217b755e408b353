"""Where the mails lie that members sent in answer: the names that a site writes in ``INBOUND_BACKEND``."""

import mailbox
import os
from contextlib import suppress

from django.utils.module_loading import import_string

from ..conf import settings
from .base import HEAD_BYTES, Fetched, InboundMailBackend
from .imap import ImapBackend

__all__ = [
    "Fetched",
    "ImapBackend",
    "InboundMailBackend",
    "MaildirBackend",
    "MboxBackend",
    "MemoryBackend",
    "open_backend",
]


class MemoryBackend(InboundMailBackend):
    """Mails in a list, for tests."""

    mails: list = []

    def fetch(self):
        for raw in list(self.mails):
            yield _limited(raw, raw)

    def done(self, fetched):
        self.mails.remove(fetched.key)


class MailboxBackend(InboundMailBackend):
    """A mailbox on this machine. Option: ``path``."""

    def __init__(self, **options):
        super().__init__(**options)
        self.box = self.open(options["path"])

    def open(self, path):
        raise NotImplementedError

    def fetch(self):
        for key in list(self.box.keys()):
            # Another who fetches may have been quicker.
            with suppress(KeyError, FileNotFoundError):
                with self.box.get_file(key) as file:
                    raw = file.read(settings.INBOUND_MAX_BYTES + 1)
                yield _limited(key, raw)

    def done(self, fetched):
        self.box.discard(fetched.key)

    def close(self):
        self.box.flush()
        self.box.close()


class MaildirBackend(MailboxBackend):
    """A folder in the Maildir format, as Postfix, Dovecot and Exim write it. Option: ``path``."""

    def open(self, path):
        return mailbox.Maildir(path, create=False)


class MboxBackend(MailboxBackend):
    """A file in the mbox format. Option: ``path``. It is locked while mails are read."""

    def open(self, path):
        while True:
            before = os.stat(path).st_ino
            box = mailbox.mbox(path, create=False)
            box.lock()
            if os.stat(path).st_ino == before:
                return box
            # Whoever held it has written it anew since it was opened.
            box.unlock()
            box.close()

    def close(self):
        self.box.flush()
        self.box.unlock()
        self.box.close()


def _limited(key, raw):
    if len(raw) > settings.INBOUND_MAX_BYTES:
        return Fetched(key, raw[:HEAD_BYTES], True)
    return Fetched(key, raw)


def open_backend():
    """Return the site's backend. Raises ``ImportError``, or what it raises itself when it cannot be reached."""
    return import_string(settings.INBOUND_BACKEND)(**settings.INBOUND_OPTIONS)
