"""Takes a mail apart, whatever is wrong with it. Nothing here raises for a mail's contents."""

import email
import email.policy
import hashlib
import re
import uuid
from dataclasses import dataclass, field
from email.utils import getaddresses

from django.core.files.base import ContentFile

from ..conf import settings
from ..placeholders import one_line, without_tricks
from .addresses import token_in
from .html import html_to_text
from .quotes import without_quotes

#: Headers in which a mail server says where a mail was delivered; what the sender wrote comes last.
_DESTINATIONS = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To", "Cc")
_AUTOMATIC_PRECEDENCE = {"bulk", "junk", "list", "auto_reply"}
#: Parts that belong to the mail rather than to what somebody sends: signatures, cards, appointments.
_NOT_SENT = {
    "application/pgp-signature",
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "application/ms-tnef",
    "text/calendar",
    "text/vcard",
    "text/x-vcard",
    "message/delivery-status",
}
#: Parts of a mail that are looked at; made-up ones have more.
MOST_PARTS = 100
#: Characters of a mail that are read: the longest message is far shorter, and what it quotes stands below it.
MOST_CHARACTERS = 200_000
#: Quoted strings and comments.
_CHOSEN_BY_SENDER = re.compile(r'"(?:\\.|[^"\\])*"|\((?:\\.|[^()\\])*\)')
_DMARC = re.compile(r"\s*dmarc\s*=\s*(\w+)", re.I)
_NAMESPACE = uuid.UUID("7b1c1f5e-30a5-4e60-9f4b-6d2d6c0d4f4c")


@dataclass(frozen=True)
class Reply:
    """What a mail says. ``sender`` is empty when it names not exactly one."""

    token: str
    sender: str
    #: The same for the same mail, however often it is fetched (C-14).
    form_token: uuid.UUID
    is_automatic: bool
    #: False when the mail server found that the sender is not who the mail says.
    is_authentic: bool
    text: str = ""
    files: list = field(default_factory=list)


def read_reply(raw, *, whole=True):
    """Return the ``Reply`` in ``raw`` (bytes). Without ``whole`` only the head is looked at."""
    message = email.message_from_bytes(raw, policy=email.policy.compat32)
    destinations = _addresses(message, *_DESTINATIONS)
    token = token_in(destinations)
    address = next((one for one in destinations if token and token in one.lower()), "")
    senders = _addresses(message, "From")
    return Reply(
        token=token,
        sender=senders[0] if len(senders) == 1 and len(message.get_all("From", [])) == 1 else "",
        form_token=_identity(message, raw, token),
        is_automatic=_is_automatic(message),
        is_authentic=_is_authentic(message),
        # Of a mail to nobody known the rest is not looked at: anybody can send one.
        text=_text(message, address) if whole and token else "",
        files=_files(message) if whole and token else [],
    )


def _addresses(message, *names):
    values = [str(value) for name in names for value in message.get_all(name, [])]
    return [address.strip() for _name, address in getaddresses(values) if "@" in address]


def _identity(message, raw, token):
    name = one_line(message.get("Message-ID") or "") or hashlib.sha256(raw).hexdigest()
    return uuid.uuid5(_NAMESPACE, f"{token}:{name}")


def _header(message, name):
    return str(message.get(name) or "").strip().lower()


def _is_automatic(message):
    """Whether a program wrote it: such a mail is dropped, and never answered (RFC 3834)."""
    submitted = _header(message, "Auto-Submitted").split(";")[0].strip()
    return bool(
        submitted not in ("", "no")
        or _header(message, "Precedence") in _AUTOMATIC_PRECEDENCE
        or any(
            name in message
            for name in ("X-Loop", "X-Autoreply", "X-Autorespond", "List-Id", "Feedback-ID")
        )
        or _header(message, "Return-Path") == "<>"
        or message.get_content_type() in ("multipart/report", "message/delivery-status")
    )


def _is_authentic(message):
    """Whether nothing says that the sender is made up.

    With ``INBOUND_AUTHSERV_ID`` the site's own mail server has to have found the mail good; a line of
    that name below its own may be the sender's, so that the first one counts.
    """
    results = [str(value) for value in message.get_all("Authentication-Results", [])]
    own = settings.INBOUND_AUTHSERV_ID.lower()
    if not own:
        return not any(re.search(r"\bdmarc\s*=\s*fail\b", result, re.I) for result in results)
    for result in results:
        server, _semicolon, verdict = result.strip().partition(";")
        if server.split()[:1] and server.split()[0].lower() == own:
            return _has_passed(verdict)
    return False


def _has_passed(verdict):
    """Whether DMARC's own result is "pass"; the sender chooses words in comments and properties (RFC 8601)."""
    results = _CHOSEN_BY_SENDER.sub("", verdict).split(";")
    found = [match[1].lower() for match in map(_DMARC.match, results) if match]
    return found == ["pass"]


def _parts(message):
    for number, part in enumerate(message.walk()):
        if number >= MOST_PARTS:
            return
        if not part.is_multipart():
            yield part


def _is_attached(part):
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _text(message, address):
    plain, html = [], []
    for part in _parts(message):
        if _is_attached(part):
            continue
        if part.get_content_type() == "text/plain":
            plain.append(_decoded(part))
        elif part.get_content_type() == "text/html":
            html.append(_decoded(part))
    text = "\n".join(plain)[:MOST_CHARACTERS]
    if not text.strip():
        text = html_to_text("\n".join(html)[:MOST_CHARACTERS])
    return without_tricks(without_quotes(text, address)).strip()


def _decoded(part):
    content = part.get_payload(decode=True) or b""
    if len(content) > 4 * MOST_CHARACTERS:
        start = content[: 4 * MOST_CHARACTERS]
        # Not within a character.
        content = start.rpartition(b"\n")[0] or start
    charset = str(part.get_content_charset() or "utf-8")
    for name in (charset, "utf-8"):
        try:
            return content.decode(name)
        except (LookupError, UnicodeDecodeError, ValueError):
            # Unknown, wrong, or no charset for text at all ("base64").
            continue
    return content.decode("windows-1252", "replace")


def _files(message):
    """Return what somebody attached, as uploads. Pictures in the text, such as a logo below it, are not sent on."""
    files = []
    for part in _parts(message):
        kind = part.get_content_type()
        if not _is_attached(part) or kind in _NOT_SENT:
            continue
        if part.get_content_disposition() != "attachment" and "Content-ID" in part:
            continue
        content = part.get_payload(decode=True)
        if content is not None:
            files.append(ContentFile(content, name=_name(part)))
    return files


def _name(part):
    try:
        parts = email.header.decode_header(part.get_filename() or "")
        name = str(email.header.make_header(parts))
    except (LookupError, UnicodeError, ValueError):
        name = part.get_filename() or ""
    return one_line(name, 200) or "file"
