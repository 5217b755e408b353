"""HTML to blocks. What stays of the markup: bold, italic, links to the web, mail and telephone."""

from __future__ import annotations

import warnings
from html import escape
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Comment, NavigableString, XMLParsedAsHTMLWarning
from bs4.element import PreformattedString, Tag

from .blocks import Block, BlockKind

HEADINGS = {f"h{level}": level for level in range(1, 7)}
DROPPED = {
    "script", "style", "head", "template", "noscript", "iframe", "object", "embed", "svg", "math",
    "form", "input", "button", "select", "textarea", "nav", "audio", "video", "canvas", "img",
}  # fmt: skip
BLOCKS = {
    "p", "div", "section", "article", "main", "header", "footer", "aside", "body", "html", "ul", "ol", "li", "dl",
    "dt", "dd", "details", "summary", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "blockquote", "pre", "hr",
    "figure", "figcaption", "address", "fieldset", "caption", *HEADINGS,
}  # fmt: skip
INLINE = {"b": "b", "strong": "b", "i": "i", "em": "i"}
SCHEMES = {"http", "https", "mailto", "tel"}
#: Deeper nesting than any document has; a page made to exhaust the stack is cut here.
DEEPEST = 60


def blocks_of_html(text):
    """Return the blocks of an HTML document or fragment."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        soup = BeautifulSoup(text, "html.parser")
    reader = _Reader()
    reader.walk(soup, 0)
    reader.flush()
    return reader.blocks


class _Reader:
    def __init__(self):
        self.blocks = []
        self.parts = []  # (html, text, is bold) of the paragraph being read
        self.make = {"kind": BlockKind.PARAGRAPH}

    def flush(self):
        text = " ".join("".join(text for _html, text, _bold in self.parts).split())
        if text:
            html = "".join(html for html, _text, _bold in self.parts).strip()
            strong = all(bold for _html, text, bold in self.parts if text.strip())
            self.blocks.append(Block(text=text, html=html, is_strong=strong, **self.make))
        self.parts = []

    def walk(self, tag, depth, bold=False):
        for child in tag.children:
            if isinstance(child, NavigableString):
                if not isinstance(child, Comment | PreformattedString):
                    self.add_text(str(child), bold)
            elif not isinstance(child, Tag) or child.name in DROPPED or depth > DEEPEST:
                continue
            elif child.name in BLOCKS:
                self.block(child, depth, bold)
            elif child.name == "br":
                self.line_break(child)
            else:
                self.inline(child, depth, bold)

    def add_text(self, text, bold):
        text = " ".join(text.split(" ")).replace("\n", " ").replace("\t", " ").replace("\xa0", " ")
        if text.strip() or self.parts:
            self.parts.append((escape(text, quote=False), text, bold))

    def line_break(self, tag):
        """Two line breaks in a row part paragraphs, as in text pasted from a mail."""
        after = tag.next_sibling
        while isinstance(after, NavigableString) and not after.strip():
            after = after.next_sibling
        if isinstance(after, Tag) and after.name == "br":
            self.flush()
        elif self.parts:
            self.parts.append((" ", " ", True))

    def block(self, tag, depth, bold):
        self.flush()
        outer, self.make = self.make, self.kind_of(tag)
        self.walk(tag, depth + 1, bold or tag.name == "th")
        self.flush()
        self.make = outer

    def kind_of(self, tag):
        if tag.name in HEADINGS:
            return {"kind": BlockKind.HEADING, "level": HEADINGS[tag.name]}
        if tag.name in ("dt", "summary"):
            return {"kind": BlockKind.PARAGRAPH, "is_term": True}
        if tag.name == "li":
            return {"kind": BlockKind.ITEM, "ordered": tag.parent.name == "ol"}
        if tag.name in ("p", "div") and self.make["kind"] is BlockKind.ITEM:
            return self.make  # a paragraph within an item of a list
        return {"kind": BlockKind.PARAGRAPH}

    def inline(self, tag, depth, bold):
        start = len(self.parts)
        name = INLINE.get(tag.name)
        self.walk(tag, depth + 1, bold or name == "b")
        inside = self.parts[start:]
        if not any(text.strip() for _html, text, _bold in inside):
            return
        opening = closing = ""
        if name:
            opening, closing = f"<{name}>", f"</{name}>"
        elif tag.name == "a" and _is_safe(tag.get("href", "")):
            opening, closing = f'<a href="{escape(tag["href"].strip())}">', "</a>"
        if opening:
            html, text, strong = inside[0]
            self.parts[start] = (opening + html, text, strong)
            html, text, strong = self.parts[-1]
            self.parts[-1] = (html + closing, text, strong)


def _is_safe(href):
    try:
        return urlsplit(href.strip()).scheme.lower() in SCHEMES
    except ValueError:
        return False
