"""Which files go with messages: what they are is in them, not in their names (S-23, S-24)."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from wagtail_mentoring.attachments import NAME_LENGTH, kind_of, process_attachment, safe_name


def image(form, **kwargs):
    buffer = io.BytesIO()
    Image.new("RGB", (4, 4), "teal").save(buffer, form, **kwargs)
    return buffer.getvalue()


def archive(*names, **contents):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name in names:
            file.writestr(name, "x")
        for name, content in contents.items():
            file.writestr(name, content)
    return buffer.getvalue()


DOCX = archive("[Content_Types].xml", "word/document.xml")
ODT = archive("content.xml", mimetype="application/vnd.oasis.opendocument.text")
GOOD = {
    "pdf": b"%PDF-1.7\n...",
    "png": image("PNG"),
    "jpg": image("JPEG"),
    "webp": image("WEBP"),
    "docx": DOCX,
    "odt": ODT,
    "txt": "Grüße\tund\r\nmehr".encode(),
}
BAD = {
    "a program": b"MZ\x90\x00\x03",
    "a script": b"#!/bin/sh\nrm -rf /",
    "a web page": b"  <!DOCTYPE html><script>alert(1)</script>",
    "a drawing": b"<svg onload=alert(1)>",
    "xml": b'<?xml version="1.0"?><x/>',
    "a zip": archive("notes.txt"),
    "a document with macros": archive(
        "[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"
    ),
    "an odt with macros": archive(
        "content.xml", "Basic/x.xml", mimetype="application/vnd.oasis.opendocument.text"
    ),
    "a spreadsheet": archive("[Content_Types].xml", "xl/workbook.xml"),
    "half a picture": image("PNG")[:40],
    "half a zip": DOCX[:30],
    "latin letters": "Grüße".encode("latin-1"),
    "nothing readable": b"text\x00with\x01controls",
}


def upload(content, name="file"):
    return ContentFile(content, name=name)


def refused(file):
    with pytest.raises(ValidationError) as error:
        process_attachment(file)
    return error.value.code


@pytest.mark.parametrize("kind", GOOD)
def test_what_a_file_is_its_content_says(kind):
    attachment = process_attachment(upload(GOOD[kind], "Report.exe"))
    assert kind_of(upload(GOOD[kind])) == kind
    assert attachment.name == f"Report.exe.{kind}"
    assert attachment.content.read() == GOOD[kind]
    assert "html" not in attachment.content_type


@pytest.mark.parametrize("content", BAD.values(), ids=BAD)
@pytest.mark.parametrize("name", ["notes.pdf", "notes.txt"])
def test_what_is_none_of_them_is_refused_whatever_its_name(content, name):
    assert refused(upload(content, name)) == "not_allowed"


def test_empty_and_too_large(settings):
    settings.WAGTAIL_MENTORING = {"ATTACHMENT_MAX_BYTES": 10}
    assert refused(upload(b"")) == "empty"
    assert refused(upload(b"x" * 11)) == "too_large"
    assert process_attachment(upload(b"x" * 10)).size == 10


def test_a_site_chooses_the_kinds(settings):
    settings.WAGTAIL_MENTORING = {"ATTACHMENT_TYPES": ("pdf",)}
    assert refused(upload(GOOD["png"])) == "not_allowed"
    assert process_attachment(upload(GOOD["pdf"]))


@pytest.mark.parametrize(
    ("given_name", "stored"),
    [
        ("notes.txt", "notes.txt"),
        ("My notes.TXT", "My notes.txt"),
        ("..\\..\\boot.txt", "boot.txt"),
        ("/etc/passwd", "passwd.txt"),
        ("a\r\nSet-Cookie: x.txt", "a Set-Cookie- x.txt"),
        ("cod\u202etxt.exe", "codtxt.exe.txt"),
        ("", "file.txt"),
        ("...", "file.txt"),
    ],
)
def test_a_name_is_a_name_and_nothing_else(given_name, stored):
    assert process_attachment(upload(b"x", given_name)).name == stored


@given(st.text(max_size=400))
def test_any_name_is_made_safe(name):
    safe = safe_name(name)
    assert len(safe) <= NAME_LENGTH - 5
    assert not set(safe) & set('/\\:*?"<>|%\r\n\x00')
    assert not safe.startswith(".")


def test_a_long_name_keeps_its_ending():
    name = process_attachment(upload(b"x", "ä" * 300 + ".txt")).name
    assert name.endswith("ä.txt") and len(name) <= NAME_LENGTH


@given(st.binary(max_size=300))
def test_nothing_makes_the_look_at_a_file_fail(content):
    for head in (b"", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF0000WEBP"):
        kind_of(upload(head + content))
