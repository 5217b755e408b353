"""Where the mails lie that members sent in answer. A site may write its own (docs/how-to/inbound-mail.md)."""

import imaplib
import mailbox
from abc import ABC, abstractmethod
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.utils.module_loading import import_string

from ..conf import settings

#: Of a mail that is too large only so much is read: who sent it, and where to.
HEAD_BYTES = 64 * 1024


@dataclass(frozen=True)
class Fetched:
    """A mail as it came. Of one that ``is_too_large`` only the head is there."""

    key: Any
    raw: bytes
    is_too_large: bool = False


class InboundMailBackend(ABC):
    """Fetches mails. ``options`` are those of ``INBOUND_OPTIONS``."""

    def __init__(self, **options):
        self.options = options

    @abstractmethod
    def fetch(self):
        """Yield each mail that waits, as ``Fetched``. A mail stays until ``done``."""

    @abstractmethod
    def done(self, fetched):
        """Take away a mail that has been dealt with."""

    def close(self):  # noqa: B027 -- most have something to close, not all
        """End it. Called once, whatever happened."""


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
            with suppress(KeyError), self.box.get_file(key) as file:
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
        box = mailbox.mbox(path, create=False)
        box.lock()
        return box

    def close(self):
        self.box.flush()
        self.box.unlock()
        self.box.close()


class ImapBackend(InboundMailBackend):
    """A mailbox on a mail server, over an encrypted connection.

    Options: ``host``, ``user``, ``password``; ``port`` (993), ``folder`` ("INBOX"), ``timeout`` in
    seconds (30), ``ssl`` (true; false only for a server on this machine).
    """

    def __init__(self, **options):
        super().__init__(**options)
        kind = imaplib.IMAP4_SSL if options.get("ssl", True) else imaplib.IMAP4
        port = options.get("port") or (993 if options.get("ssl", True) else 143)
        self.server = kind(options["host"], port, timeout=options.get("timeout", 30))
        self.server.login(options["user"], options["password"])
        self._ask("select", options.get("folder", "INBOX"))

    def fetch(self):
        numbers = self._ask("uid", "SEARCH", None, "UNDELETED")[0] or b""
        for number in numbers.split():
            uid = number.decode()
            size = self._size(uid)
            if size is None:
                continue
            if size > settings.INBOUND_MAX_BYTES:
                yield Fetched(uid, self._body(uid, f"BODY.PEEK[HEADER]<0.{HEAD_BYTES}>"), True)
            else:
                yield Fetched(uid, self._body(uid, "BODY.PEEK[]"))

    def done(self, fetched):
        self._ask("uid", "STORE", fetched.key, "+FLAGS", "(\\Deleted)")

    def close(self):
        with suppress(imaplib.IMAP4.error, OSError):
            self.server.expunge()
            self.server.close()
        with suppress(imaplib.IMAP4.error, OSError):
            self.server.logout()

    def _ask(self, command, *args):
        answer, data = getattr(self.server, command)(*args)
        if answer != "OK":
            raise imaplib.IMAP4.error(f"{command} was answered with {answer}.")
        return data

    def _size(self, uid):
        for line in self._ask("uid", "FETCH", uid, "(RFC822.SIZE)"):
            text = line if isinstance(line, bytes) else (line or (b"",))[0]
            _before, found, size = text.partition(b"RFC822.SIZE ")
            if found:
                return int(size.split(b")")[0].split()[0])
        return None

    def _body(self, uid, what):
        for line in self._ask("uid", "FETCH", uid, f"({what})"):
            if isinstance(line, tuple):
                return line[1]
        return b""


def _limited(key, raw):
    if len(raw) > settings.INBOUND_MAX_BYTES:
        return Fetched(key, raw[:HEAD_BYTES], True)
    return Fetched(key, raw)


def open_backend():
    """Return the site's backend. Raises ``ImportError``, or what it raises itself when it cannot be reached."""
    return import_string(settings.INBOUND_BACKEND)(**settings.INBOUND_OPTIONS)
