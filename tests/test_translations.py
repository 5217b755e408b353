"""Catalogs: complete for English, compiled, and with the placeholders of the original."""

import re
from pathlib import Path

import polib
import pytest

import wagtail_mentoring

LOCALE = Path(wagtail_mentoring.__file__).parent / "locale"
CATALOGS = sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))
PLACEHOLDER = re.compile(r"%\((\w+)\)|{(\w+)}")


def placeholders(text):
    return {"".join(found) for found in PLACEHOLDER.findall(text)}


def test_there_is_a_catalog_to_start_from():
    assert LOCALE / "en" / "LC_MESSAGES" / "django.po" in CATALOGS


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.parts[-3])
def test_a_catalog_is_compiled_as_it_stands(path):
    written = {
        (entry.msgctxt, entry.msgid): entry.msgstr or entry.msgstr_plural
        for entry in polib.pofile(str(path)).translated_entries()
    }
    compiled = {
        (entry.msgctxt, entry.msgid): entry.msgstr or entry.msgstr_plural
        for entry in polib.mofile(str(path.with_suffix(".mo")))
    }
    assert compiled == written


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.parts[-3])
def test_a_translation_has_the_placeholders_of_the_original(path):
    wrong = [
        entry.msgid
        for entry in polib.pofile(str(path)).translated_entries()
        for text in [entry.msgstr, *entry.msgstr_plural.values()]
        if text and not placeholders(text) <= placeholders(entry.msgid + entry.msgid_plural)
    ]
    assert wrong == []
