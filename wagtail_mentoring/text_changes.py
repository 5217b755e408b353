"""What changed between two versions of a text, paragraph by paragraph and word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from .faq_documents.html import blocks_of_html

#: Paragraphs with less in common than this are two paragraphs, not one that was changed.
LEAST_LIKENESS = 0.4
_WORDS = re.compile(r"\w+|\W")


@dataclass(frozen=True)
class Part:
    """A piece of a paragraph: ``kind`` is "same", "added" or "removed"."""

    kind: str
    text: str


@dataclass(frozen=True)
class ChangedParagraph:
    """A paragraph that is new, gone or changed."""

    parts: tuple[Part, ...]


def changes_between(old_html, new_html):
    """Return the ``ChangedParagraph`` of ``new_html``, compared with ``old_html``, in reading order.

    Only words are compared: other markup is no change of what is said.
    """
    old = [block.text for block in blocks_of_html(old_html)]
    new = [block.text for block in blocks_of_html(new_html)]
    changes = []
    for kind, start, end, new_start, new_end in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if kind != "equal":
            changes += _paragraphs(old[start:end], new[new_start:new_end])
    return changes


def _paragraphs(removed, added):
    """Pair what stands at the same place as long as it is alike."""
    changes = []
    for number in range(max(len(removed), len(added))):
        before = removed[number] if number < len(removed) else ""
        after = added[number] if number < len(added) else ""
        if before and after and _likeness(before, after) >= LEAST_LIKENESS:
            changes.append(ChangedParagraph(_words(before, after)))
            continue
        if before:
            changes.append(ChangedParagraph((Part("removed", before),)))
        if after:
            changes.append(ChangedParagraph((Part("added", after),)))
    return changes


def _likeness(before, after):
    return SequenceMatcher(
        None, _WORDS.findall(before), _WORDS.findall(after), autojunk=False
    ).ratio()


def _words(before, after):
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    parts, removed, added = [], "", ""
    for number, (kind, start, end, new_start, new_end) in enumerate(steps):
        text = "".join(old[start:end])
        # A space between two changed words parts no changes.
        if kind == "equal" and not (not text.strip() and 0 < number < len(steps) - 1):
            parts += _changed(removed, added)
            removed = added = ""
            parts.append(Part("same", text))
        else:
            removed += text
            added += "".join(new[new_start:new_end])
    return tuple(parts + _changed(removed, added))


def _changed(removed, added):
    return [Part(kind, text) for kind, text in (("removed", removed), ("added", added)) if text]
