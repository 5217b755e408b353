"""A mail without a text part, as text: what was written anew, not what was quoted."""

import re
from html.parser import HTMLParser

_SKIPPED = {"script", "style", "head", "title", "template", "blockquote"}
_BLOCKS = {
    "address", "article", "div", "dd", "dl", "dt", "footer", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "li", "ol", "p", "pre", "section", "table", "tr", "ul",
}  # fmt: skip
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"}
#: Classes and ids by which mail programs mark what they quote.
_QUOTES = ("gmail_quote", "yahoo_quoted", "protonmail_quote", "moz-cite-prefix", "divRplyFwdMsg")
#: Elements inside one another; deeper ones are read without their structure.
DEEPEST = 400


_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts = []
        self.open = []
        #: Depth at which what is skipped began.
        self.skipping = None

    def handle_starttag(self, tag, attrs):
        if tag == "br":
            self._write("\n")
        elif tag in _BLOCKS:
            self._write("\n\n" if tag in ("p", "hr") else "\n")
        if tag in _VOID or len(self.open) >= DEEPEST:
            return
        self.open.append(tag)
        if self.skipping is None and (tag in _SKIPPED or _is_quote(attrs)):
            self.skipping = len(self.open)

    def handle_endtag(self, tag):
        if tag not in self.open:
            return
        while self.open.pop() != tag:
            pass
        if self.skipping is not None and len(self.open) < self.skipping:
            self.skipping = None
        if tag in _BLOCKS:
            self._write("\n\n" if tag == "p" else "\n")

    def handle_data(self, data):
        self._write(" ".join(data.split()) if data.strip() else " ", data)

    def _write(self, text, source=""):
        if self.skipping is not None:
            return
        if source[:1].isspace() and text.strip():
            text = " " + text
        if source[-1:].isspace() and text.strip():
            text += " "
        self.parts.append(text)


def _is_quote(attrs):
    named = " ".join(value or "" for name, value in attrs if name in ("class", "id"))
    return any(quote in named for quote in _QUOTES)


def html_to_text(html):
    """Return the words of ``html``, paragraphs apart. Markup, scripts and quotations are left out."""
    # What is opened and never closed makes the parser look through all the rest, again and again.
    html = _COMMENT.sub("", html)
    end = html.rfind(">") + 1
    reader = _Reader()
    reader.feed(html[:end] + html[end:].replace("<", "&lt;"))
    reader.close()
    lines = [" ".join(line.split()) for line in "".join(reader.parts).split("\n")]
    text = "\n".join(lines)
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text.strip()
