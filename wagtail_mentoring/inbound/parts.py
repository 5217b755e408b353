"""The words and the files of a mail: which of its parts say what somebody wrote, and which belong to the mail."""

import codecs
import email.header

from django.core.files.base import ContentFile

from ..placeholders import one_line, without_tricks
from .html import html_to_text
from .plain import unflowed, without_armor
from .quotes import without_quotes

#: Parts that belong to the mail rather than to what somebody sends: signatures, cards, appointments.
_NOT_SENT = {
    "application/pgp-signature",
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "application/ms-tnef",
    "text/calendar",
    "text/vcard",
    "text/x-vcard",
}
_ENCRYPTED = {
    "multipart/encrypted",
    "application/pgp-encrypted",
    "application/pkcs7-mime",
    "application/x-pkcs7-mime",
}
#: Parts of a mail that are looked at; made-up ones have more.
MOST_PARTS = 100
#: Parts inside one another; deeper ones are left out.
DEEPEST = 20
#: Characters of a mail that are read: the longest message is far shorter, and what it quotes stands below it.
MOST_CHARACTERS = 200_000
#: Of a file's name; longer ones are made up.
MOST_NAME_CHARACTERS = 2000
#: Python's own; no mail program writes them, and some take hours for what is made for it.
_NO_CHARSETS = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined"}


def text_of(message, address=""):
    """Return what was written anew in ``message``. ``address`` is where it went to, which a quotation may name."""
    text = _text(message, _Count())[:MOST_CHARACTERS]
    return without_quotes(without_tricks(without_armor(text)), address).strip()


def files_of(message):
    """Return what somebody attached, as uploads. Pictures in the text, such as a logo below it, are not sent on."""
    files = []
    for part in _leaves(message):
        kind = part.get_content_type()
        if kind in _NOT_SENT or kind.startswith("message/") or not _is_attached(part):
            continue
        if part.get_content_disposition() != "attachment" and "Content-ID" in part:
            continue
        content = part.get_payload(decode=True)
        if content is not None:
            files.append(ContentFile(content, name=_name(part)))
    return files


def is_encrypted(message):
    """Whether it says nothing to whom it is not encrypted for; also when it is signed in such a way."""
    for part in _leaves(message):
        kind = part.get_content_type()
        if kind in _ENCRYPTED:
            return True
        if kind == "text/plain" and not _is_attached(part):
            start = (part.get_payload(decode=True) or b"")[:1000].lstrip()
            if start.startswith(b"-----BEGIN PGP MESSAGE-----"):
                return True
    return False


class _Count:
    """So many parts and no more."""

    def __init__(self):
        self.left = MOST_PARTS

    def is_over(self):
        self.left -= 1
        return self.left < 0


def _leaves(message):
    """Yield the parts that hold something. A mail within the mail is one; what it holds is another's."""
    count, waiting = _Count(), [(message, 0)]
    while waiting and not count.is_over():
        part, depth = waiting.pop()
        if not _holds_parts(part):
            yield part
        elif depth < DEEPEST:
            waiting.extend((child, depth + 1) for child in reversed(part.get_payload()))


def _holds_parts(part):
    return part.is_multipart() and not part.get_content_type().startswith("message/")


def _is_attached(part):
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _text(part, count, depth=0):
    if depth > DEEPEST or count.is_over() or _is_attached(part):
        return ""
    kind = part.get_content_type()
    if kind == "text/plain":
        return _plain(part)
    if kind == "text/html":
        return html_to_text(_decoded(part)[:MOST_CHARACTERS])
    if not _holds_parts(part):
        return ""
    children = part.get_payload()
    if kind == "multipart/alternative":
        # The same words several times. Plain text needs no guessing.
        children = sorted(children, key=lambda child: child.get_content_type() != "text/plain")
    texts = (text for child in children if (text := _text(child, count, depth + 1)).strip())
    if kind in ("multipart/alternative", "multipart/related"):
        return next(texts, "")
    return "\n".join(texts)


def _plain(part):
    text = _decoded(part)[:MOST_CHARACTERS].replace("\r\n", "\n")
    if str(part.get_param("format", "")).lower() == "flowed":
        return unflowed(text, str(part.get_param("delsp", "")).lower() == "yes")
    return text


def _decoded(part):
    content = part.get_payload(decode=True) or b""
    if len(content) > 4 * MOST_CHARACTERS:
        start = content[: 4 * MOST_CHARACTERS]
        # Not within a character.
        content = start.rpartition(b"\n")[0] or start
    charset = str(part.get_content_charset() or "utf-8")
    for name in (charset, "utf-8"):
        try:
            if codecs.lookup(name).name not in _NO_CHARSETS:
                return content.decode(name)
        except (LookupError, UnicodeDecodeError, ValueError):
            # Unknown, wrong, or no charset for text at all ("base64").
            continue
    return content.decode("windows-1252", "replace")


def _name(part):
    name = str(part.get_filename() or "")[:MOST_NAME_CHARACTERS]
    try:
        parts = email.header.decode_header(name)
        if not any(codecs.lookup(charset).name in _NO_CHARSETS for _, charset in parts if charset):
            name = str(email.header.make_header(parts))
    except (LookupError, UnicodeError, ValueError):
        pass
    return one_line(name, 200) or "file"
