"""From a file or pasted text to blocks. Whatever the file holds, nothing but ``UnreadableDocument`` is raised."""

from __future__ import annotations

import codecs
import io
import zipfile
import zlib

from django.utils.translation import gettext as _

from .html import blocks_of_html
from .text import blocks_of_text

#: A FAQ of some hundred questions is a fraction of this.
MOST_BYTES = 5 * 1024 * 1024
#: What a .docx may hold once unpacked; pictures are left out and do not count.
MOST_UNPACKED = 20 * 1024 * 1024
MOST_MEMBERS = 2_000


class UnreadableDocument(Exception):
    """The document cannot be read; the message says why, for an editor."""


def read_document(content, name=""):
    """Return the list of blocks in ``content``: bytes of a file called ``name``, or pasted text.

    The format follows from the content, not only from the name: pasted HTML is HTML.
    Raises ``UnreadableDocument``; also where nothing stands in the document.
    """
    blocks = _read(content, name)
    if not blocks:
        raise UnreadableDocument(_("There is no text in it."))
    return blocks


def _read(content, name):
    if isinstance(content, str):
        text = content
    else:
        if len(content) > MOST_BYTES:
            raise UnreadableDocument(
                _("The document is larger than %(size)d MB. Split it, or paste its text.")
                % {"size": MOST_BYTES // 1024**2}
            )
        if content[:4] == b"PK\x03\x04" or name.lower().endswith(".docx"):
            return blocks_of_html(_html_of_docx(content))
        if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" or content[:5] == b"%PDF-":
            raise UnreadableDocument(
                _(
                    "Only .docx, .html and .txt can be read. Save the document as .docx, or copy its text and paste it."
                )
            )
        text = decode(content)
    if len(text) > MOST_BYTES:
        raise UnreadableDocument(_("That is too much text at once. Paste a part of it."))
    text = text.replace("\x00", "")
    if name.lower().endswith((".html", ".htm")) or _looks_like_html(text):
        return blocks_of_html(text)
    return blocks_of_text(text)


def decode(content):
    """Return the text of ``content``: by its byte order mark, else as UTF-8, else as Windows writes it."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _looks_like_html(text):
    start = text.lstrip()[:2000].lower()
    return start.startswith(("<!doctype html", "<html")) or any(
        f"<{tag}" in start and f"</{tag}>" in text.lower()
        for tag in ("p", "h1", "h2", "h3", "h4", "li", "dt", "div", "details")
    )


def _html_of_docx(content):
    try:
        import mammoth
    except ImportError:
        raise UnreadableDocument(
            _(
                "Word files cannot be read on this site: it was installed without “wagtail-mentoring[docx]”. Copy the text and paste it."
            )
        ) from None
    broken = UnreadableDocument(
        _("This is not a Word file that can be read. Save it anew as .docx, or paste its text.")
    )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_docx(archive, broken)
        # Pictures are left out: editors choose them from the library of the site.
        return mammoth.convert_to_html(
            io.BytesIO(content),
            convert_image=mammoth.images.img_element(lambda image: {}),
            style_map="p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => h2:fresh",
        ).value
    except UnreadableDocument:
        raise
    except Exception as error:  # a damaged file may break its reader anywhere
        raise broken from error


def _check_docx(archive, broken):
    """Refuse archives that unpack to more than a document can be, and XML that defines entities."""
    members = archive.infolist()
    if len(members) > MOST_MEMBERS or "word/document.xml" not in archive.namelist():
        raise broken
    total = 0
    for member in members:
        if not member.filename.endswith((".xml", ".rels")):
            continue
        if member.flag_bits & 0x1:
            raise UnreadableDocument(
                _("The file is protected by a password. Save it without one, or paste its text.")
            )
        try:
            with archive.open(member) as part:
                # Sizes in the archive's list may lie; what really comes out counts.
                data = part.read(MOST_UNPACKED - total + 1)
        except (zlib.error, EOFError) as error:
            raise broken from error
        total += len(data)
        if total > MOST_UNPACKED:
            raise UnreadableDocument(_("The document is too large once unpacked. Paste its text."))
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise broken
