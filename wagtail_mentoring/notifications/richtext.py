"""Editors' rich text in mails: as plain text, and as HTML of a few harmless tags."""

from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.utils.safestring import mark_safe
from wagtail.rich_text import expand_db_html

_INLINE = {"b": "b", "strong": "b", "i": "i", "em": "i"}
_SKIPPED = {"script", "style", "template", "title", "iframe", "object"}


class _Converter(HTMLParser):
    """Writes both forms at once. Knows paragraphs, lists, bold, italic and links; drops other tags."""

    def __init__(self, base):
        super().__init__(convert_charrefs=True)
        self.base = base
        self.html = []
        self.text = []
        self.lists = []
        self.links = []
        self.skipping = 0

    def handle_starttag(self, tag, attrs):
        if tag in _SKIPPED:
            self.skipping += 1
        elif tag in _INLINE:
            self.html.append(f"<{_INLINE[tag]}>")
        elif tag == "br":
            self.html.append("<br>")
            self.text.append("\n")
        elif tag in ("ul", "ol"):
            self.html.append(f"<{tag}>")
            self.text.append("\n\n" if not self.lists else "\n")
            self.lists.append([tag, 0])
        elif tag == "li":
            self._start_item()
        elif tag == "a":
            self._start_link(dict(attrs).get("href") or "")
        elif tag == "p" or tag[0] == "h" and tag[1:].isdigit():
            self.html.append("<p>")
            self.text.append("\n\n")

    def _start_item(self):
        kind, count = self.lists[-1] if self.lists else ("ul", 0)
        if self.lists:
            self.lists[-1][1] += 1
        self.html.append("<li>")
        self.text.append(f"\n{count + 1}. " if kind == "ol" else "\n- ")

    def _start_link(self, href):
        url = urljoin(self.base + "/", href)
        if not href or urlsplit(url).scheme not in ("http", "https", "mailto"):
            url = ""
        self.links.append(url)
        if url:
            self.html.append(f'<a href="{escape(url)}">')

    def handle_endtag(self, tag):
        if tag in _SKIPPED:
            self.skipping = max(0, self.skipping - 1)
        elif tag in _INLINE:
            self.html.append(f"</{_INLINE[tag]}>")
        elif tag in ("ul", "ol") and self.lists:
            self.lists.pop()
            self.html.append(f"</{tag}>")
            self.text.append("\n\n" if not self.lists else "")
        elif tag == "li":
            self.html.append("</li>")
        elif tag == "a" and self.links:
            url = self.links.pop()
            if url:
                self.html.append("</a>")
                self.text.append(f" ({url.removeprefix('mailto:')})")
        elif tag == "p" or tag[0] == "h" and tag[1:].isdigit():
            self.html.append("</p>")
            self.text.append("\n\n")

    def handle_data(self, data):
        if not self.skipping:
            self.html.append(escape(data))
            self.text.append(" ".join(data.split("\n")))


def convert(value, base):
    """Return (plain text, safe HTML) of the rich text ``value``, with links made absolute on ``base``."""
    if not value:
        return "", ""
    converter = _Converter(base)
    converter.feed(expand_db_html(str(value)))
    converter.close()
    lines = [line.strip() for line in "".join(converter.text).split("\n")]
    text, blank = [], True
    for line in lines:
        if line or not blank:
            text.append(line)
        blank = not line
    # Every tag and address in it has been written above; all text is escaped.
    return "\n".join(text).strip(), mark_safe("".join(converter.html))  # noqa: S308
