"""Files of every kind, good and hostile: blocks, or one sentence that says what is wrong."""

import io
import zipfile

import pytest

from tests.faq_documents import documents
from wagtail_mentoring.faq_documents import MOST_BYTES, UnreadableDocument, read_document


def changed(content, **parts):
    """Return a copy of an archive with other parts."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, parts.get(name, old.read(name)))
    return file.getvalue()


def test_letters_of_windows_are_read():
    assert read_document("Für wen ist es?".encode("cp1252"), "faq.txt")[0].text == "Für wen ist es?"


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "faq.txt", "no text"),
        ("  \n\x00 ", "", "no text"),
        (b"x" * (MOST_BYTES + 1), "faq.txt", "larger than 5 MB"),
        (b"%PDF-1.7 ...", "faq.pdf", "Save the document as .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old Word", "faq.doc", "Save the document as .docx"),
        (b"PK\x03\x04 and nothing more", "faq.docx", "not a Word file"),
        (b"no archive", "faq.docx", "not a Word file"),
        (documents.WORD[:700], "faq.docx", "not a Word file"),
        (
            documents.docx("a", prolog='<!DOCTYPE w [<!ENTITY a "b">]>'),
            "faq.docx",
            "not a Word file",
        ),
        (documents.docx("a", extra=[("word/huge.xml", "x" * 25_000_000)]), "faq.docx", "too large"),
        (
            documents.docx("a", extra=[(f"word/{n}.xml", "") for n in range(2_001)]),
            "faq.docx",
            "not a Word file",
        ),
        (
            changed(documents.WORD, **{"word/document.xml": b"<w:document"}),
            "faq.docx",
            "not a Word",
        ),
        (documents.docx(), "faq.docx", "no text"),
    ],
)
def test_what_cannot_be_read_is_said(content, name, words):
    with pytest.raises(UnreadableDocument, match=words):
        read_document(content, name)


def test_deep_markup_is_cut_not_followed():
    text = "<div>" * 5_000 + "<p>Deep</p>" + "</div>" * 5_000
    read_document(f"<p>What is it?</p>{text}", "faq.html")


def test_paths_in_a_word_file_mean_nothing():
    content = documents.docx("What is it?", extra=[("../../escape.xml", "<a/>")])
    assert [block.text for block in read_document(content, "faq.docx")] == ["What is it?"]
