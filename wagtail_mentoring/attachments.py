"""Decides which files may go with a message, by what is in them (S-23, S-24).

A file's name and the type a browser or mail claims say nothing. Nothing is
executed or unpacked here; files are served as downloads, never as pages.
"""

import re
import zipfile
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image

from .conf import settings
from .pictures import BROKEN, SIGNATURES
from .placeholders import one_line

NAME_LENGTH = 120
#: More than any document has; more of them only costs time.
MOST_PARTS = 5000
#: Endings that are dropped from a name before the right one is put there.
_KNOWN_ENDINGS = {"pdf", "png", "jpg", "jpeg", "webp", "docx", "odt", "txt"}
_NOT_IN_NAMES = re.compile(r'[/\\:*?"<>|%]+')
_ODT = b"application/vnd.oasis.opendocument.text"
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Attachment:
    """A file that has been looked at and may be stored."""

    name: str
    content_type: str
    content: File

    @property
    def size(self):
        return self.content.size


def process_attachment(upload):
    """Return the uploaded file as an ``Attachment``.

    Raises ``ValidationError`` with code ``empty``, ``too_large`` or
    ``not_allowed`` and a message for the member that names the file.
    """
    name = safe_name(upload.name or "")
    shown = {"name": name or _("The file")}
    if not upload.size:
        raise ValidationError(_("%(name)s is empty. Choose another file.") % shown, code="empty")
    if upload.size > settings.ATTACHMENT_MAX_BYTES:
        shown["size"] = filesizeformat(settings.ATTACHMENT_MAX_BYTES).replace(".0", "")
        raise ValidationError(
            _("%(name)s is larger than %(size)s. Choose a smaller one, or send a link.") % shown,
            code="too_large",
        )
    kind = kind_of(upload)
    upload.seek(0)
    if kind is None or kind not in settings.ATTACHMENT_TYPES:
        shown["types"] = allowed_types()
        raise ValidationError(
            _("%(name)s cannot be sent here. You can send these kinds of files: %(types)s.")
            % shown,
            code="not_allowed",
        )
    return Attachment(_with_ending(name, kind), CONTENT_TYPES[kind], upload)


def allowed_types():
    """Return the kinds that may be sent, for people."""
    return ", ".join(kind.upper() for kind in settings.ATTACHMENT_TYPES if kind in CONTENT_TYPES)


def accepted_by_browsers():
    """Return the value of ``accept`` for a field of files."""
    endings = [f".{kind}" for kind in settings.ATTACHMENT_TYPES if kind in CONTENT_TYPES]
    return ",".join(endings + ([".jpeg"] if ".jpg" in endings else []))


def kind_of(file):
    """Return what ``file`` is by its content, as one of the keys of ``CONTENT_TYPES``, or ``None``."""
    file.seek(0)
    head = file.read(16)
    for kind, is_kind in _READERS.items():
        try:
            file.seek(0)
            if is_kind(file, head):
                return kind
        except (*BROKEN, zipfile.BadZipFile, RuntimeError, NotImplementedError):
            # Cut off, made up, or encrypted: it is not what it begins like.
            continue
    return None


def safe_name(name):
    """Return ``name`` without folders, control and direction characters, and what means something to a shell."""
    name = one_line(name).replace("\\", "/").rsplit("/", 1)[-1]
    name = _NOT_IN_NAMES.sub("-", name).strip(" .")
    if len(name) > NAME_LENGTH - 5:
        stem, dot, ending = name.rpartition(".")
        keep = NAME_LENGTH - 6 - len(ending) if dot and len(ending) <= 5 else NAME_LENGTH - 5
        name = f"{stem[:keep]}.{ending}" if dot and len(ending) <= 5 else name[:keep]
    return name


def _with_ending(name, kind):
    stem, dot, ending = name.rpartition(".")
    if not dot or ending.lower() not in _KNOWN_ENDINGS:
        stem = name
    return f"{stem or _('file')}.{kind}"


def _is_image(form):
    def is_image(file, head):
        if not SIGNATURES[form](head):
            return False
        # Reads the header and the checksums, no pixels.
        with Image.open(file, formats=[form]) as image:
            image.verify()
        return True

    return is_image


def _is_docx(file, head):
    names = _parts(file, head)
    # With macros it is another format, whatever it is called.
    return {"[Content_Types].xml", "word/document.xml"} <= names and not any(
        name.lower().endswith(".bin") and "vba" in name.lower() for name in names
    )


def _is_odt(file, head):
    names = _parts(file, head)
    if "mimetype" not in names or "content.xml" not in names:
        return False
    if any(name.startswith(("Basic/", "Scripts/")) for name in names):
        return False
    with zipfile.ZipFile(file) as archive, archive.open("mimetype") as part:
        return part.read(len(_ODT) + 1) == _ODT


def _parts(file, head):
    """Return the names in an archive; the contents stay packed."""
    if head[:4] != b"PK\x03\x04":
        return set()
    with zipfile.ZipFile(file) as archive:
        entries = archive.infolist()
    if len(entries) > MOST_PARTS or any(entry.flag_bits & 1 for entry in entries):
        return set()
    return {entry.filename for entry in entries}


def _is_text(file, head):
    content = file.read(settings.ATTACHMENT_MAX_BYTES + 1)
    if _CONTROLS.search(content):
        return False
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    start = content.lstrip()[:64].lower()
    # A page called a text is a page.
    return not start.startswith((b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script", b"#!"))


_READERS = {
    "pdf": lambda file, head: head.startswith(b"%PDF-"),
    "png": _is_image("PNG"),
    "jpg": _is_image("JPEG"),
    "webp": _is_image("WEBP"),
    "docx": _is_docx,
    "odt": _is_odt,
    "txt": _is_text,
}

#: The kinds a site can allow, and what they are served as.
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "webp": "image/webp",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "txt": "text/plain; charset=utf-8",
}
