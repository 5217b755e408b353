"""What a document is made of, whatever its format: headings, paragraphs, items of lists."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from html import escape
from itertools import groupby


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"


@dataclass(frozen=True)
class Block:
    """One paragraph. ``html`` is its inner HTML, made of allowed inline tags only; ``level`` belongs to headings.

    ``is_strong`` says that the whole paragraph is bold, as headings are in many
    documents; ``is_term`` that the format itself marks it as a question (``dt``, ``summary``).
    """

    kind: BlockKind
    text: str
    html: str = ""
    level: int = 0
    ordered: bool = False
    is_strong: bool = False
    is_term: bool = False

    @classmethod
    def plain(cls, kind, text, **kwargs):
        """Return a block of plain text."""
        return cls(kind, text, escape(text, quote=False), **kwargs)


def to_html(blocks):
    """Return rich text as Wagtail stores it: paragraphs, headings and lists."""
    parts = []
    for (kind, ordered), group in groupby(blocks, key=lambda block: (block.kind, block.ordered)):
        if kind is BlockKind.ITEM:
            tag = "ol" if ordered else "ul"
            items = "".join(f"<li>{block.html}</li>" for block in group)
            parts.append(f"<{tag}>{items}</{tag}>")
        elif kind is BlockKind.HEADING:
            # Below the question, which is a heading itself.
            parts += [f"<h4>{block.html}</h4>" for block in group]
        else:
            parts += [f"<p>{block.html}</p>" for block in group]
    return "".join(parts)


def to_text(blocks):
    """Return the same as plain text, one line for each block."""
    return "\n".join(block.text for block in blocks)
