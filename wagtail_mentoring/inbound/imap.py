"""A mailbox on a mail server."""

import base64
import imaplib
import re
import ssl
from contextlib import suppress

from ..conf import settings
from .base import HEAD_BYTES, Fetched, InboundMailBackend

#: So many mails at a time, the oldest first: an answer that names more is too long for Python's client.
MOST_MAILS = 5000
_NOT_PLAIN = re.compile(r"[^\x20-\x7e]+")


class ImapError(Exception):
    """The server does not do what it is asked to; the message is for whoever set it up."""


class ImapBackend(InboundMailBackend):
    """A mailbox on a mail server, over an encrypted connection to a server whose certificate is valid.

    Options: ``host``, ``user``, ``password``; ``port`` (993), ``folder`` ("INBOX"), ``timeout`` in
    seconds (30), ``ca`` (a file with the certificate of the authority that signed the server's, where
    it is one of your own), ``ssl`` (true; false only for a server on this machine).

    A mail that has been dealt with is marked as deleted at once, and removed at the end. Several may fetch
    at the same time.
    """

    def __init__(self, **options):
        super().__init__(**options)
        self.server = self._connect()
        try:
            self._log_in(options["user"], options["password"])
            self.count = int(self._ask("select", quoted(options.get("folder", "INBOX")))[0])
        except BaseException:
            self._leave()
            raise

    def fetch(self):
        if not self.count:
            return
        numbers = self._ask("uid", "SEARCH", f"1:{min(self.count, MOST_MAILS)}", "UNDELETED")[0]
        for number in (numbers or b"").split():
            uid = number.decode()
            size = self._size(uid)
            if size is None:
                continue
            is_too_large = size > settings.INBOUND_MAX_BYTES
            raw = self._body(uid, f"[HEADER]<0.{HEAD_BYTES}>" if is_too_large else "[]")
            if raw is not None:
                yield Fetched(uid, raw, is_too_large)

    def done(self, fetched):
        self._ask("uid", "STORE", fetched.key, "+FLAGS.SILENT", "(\\Deleted)")

    def close(self):
        with suppress(imaplib.IMAP4.error, OSError):
            self.server.expunge()
        self._leave()

    def _connect(self):
        options = self.options
        timeout = options.get("timeout", 30)
        if not options.get("ssl", True):
            return imaplib.IMAP4(options["host"], options.get("port") or 143, timeout=timeout)
        # Python's client alone would take any certificate, and tell anybody the password.
        context = ssl.create_default_context(cafile=options.get("ca"))
        return imaplib.IMAP4_SSL(
            options["host"], options.get("port") or 993, ssl_context=context, timeout=timeout
        )

    def _log_in(self, user, password):
        try:
            if (user + password).isascii():
                self.server.login(user, password)
            else:
                # LOGIN knows no other letters.
                self.server.authenticate("PLAIN", lambda _: f"\0{user}\0{password}".encode())
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error as error:
            raise ImapError(f"the server does not let {user} in: {_words(error)}") from None

    def _leave(self):
        with suppress(imaplib.IMAP4.error, OSError):
            self.server.logout()
        # After a broken connection logout() leaves the socket open.
        with suppress(OSError):
            self.server.shutdown()

    def _ask(self, command, *args):
        answer, data = getattr(self.server, command)(*args)
        if answer != "OK":
            raise ImapError(f"{command.upper()} was answered with {answer}: {_words(data[0])}")
        return data

    def _fetch(self, uid, what):
        """Return the lines of the answer; none when somebody else has taken the mail away in the meantime."""
        answer, lines = self.server.uid("FETCH", uid, what)
        return [line for line in lines if line] if answer == "OK" else []

    def _size(self, uid):
        for line in self._fetch(uid, "(RFC822.SIZE)"):
            size = re.search(rb"RFC822\.SIZE (\d+)", line) if isinstance(line, bytes) else None
            if size:
                return int(size[1])
        return None

    def _body(self, uid, section):
        for line in self._fetch(uid, f"(BODY.PEEK{section})"):
            if isinstance(line, tuple):
                return line[1]
        return None


def quoted(folder):
    """Return the name of a folder as IMAP wants it (RFC 3501, 5.1.3): in ASCII, quoted."""

    def coded(match):
        code = base64.b64encode(match[0].encode("utf-16-be")).decode().rstrip("=")
        return f"&{code.replace('/', ',')}-"

    name = _NOT_PLAIN.sub(coded, folder.replace("&", "&-"))
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _words(said):
    """Return what a server said; Python's client gives it as bytes, within its own errors, too."""
    if isinstance(said, Exception):
        said = said.args[0] if said.args else ""
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said or "")
