"""A mail without a text part, as text: what was written anew, not what was quoted."""

import re
from html.parser import HTMLParser

_SKIPPED = {"script", "style", "head", "title", "template"}
_BLOCKS = {
    "address", "article", "div", "dd", "dl", "dt", "footer", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "li", "ol", "p", "pre", "section", "table", "tr", "ul",
}  # fmt: skip
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"}
#: Classes and ids by which mail programs mark what they put round the writer's own words.
_NOT_OWN = (
    "gmail_attr", "moz-cite-prefix", "yahoo_quoted", "protonmail_quote", "OLK_SRC_BODY_SECTION",
    "mail-editor-reference-message-container", "gmail_signature", "moz-signature", "AppleMailSignature",
    "protonmail_signature_block", "ms-outlook-mobile-signature",
)  # fmt: skip
#: The head of the mail that is answered; all that follows is that mail.
_REST = "divRplyFwdMsg"
#: Elements inside one another; deeper ones are read without their structure.
DEEPEST = 400

# Marks of where quotations begin and end, until they are lines that begin with ">".
_BEGIN, _END = "\x02", "\x03"

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts = []
        self.open = []
        #: Depth at which what is skipped began; 0 for all the rest.
        self.skipping = None

    def handle_starttag(self, tag, attrs):
        if tag == "br":
            self._write("\n")
        elif tag in _BLOCKS:
            self._write("\n\n" if tag in ("p", "hr") else "\n")
        if tag in _VOID or len(self.open) >= DEEPEST:
            return
        named = " ".join(value or "" for name, value in attrs if name in ("class", "id"))
        is_quote = tag == "blockquote" and not _is_indented(attrs)
        self.open.append((tag, is_quote))
        if self.skipping is None:
            if _REST in named:
                self.skipping = 0
            elif tag in _SKIPPED or any(name in named for name in _NOT_OWN):
                self.skipping = len(self.open)
        if is_quote:
            self._write(f"\n{_BEGIN}\n")

    def handle_endtag(self, tag):
        if not any(tag == name for name, _is_quote in self.open):
            return
        name = ""
        while name != tag:
            name, is_quote = self.open.pop()
            if is_quote:
                self._write(f"\n{_END}\n")
        if self.skipping is not None and len(self.open) < self.skipping:
            self.skipping = None
        if tag in _BLOCKS:
            self._write("\n\n" if tag == "p" else "\n")

    def handle_data(self, data):
        data = data.replace(_BEGIN, "").replace(_END, "")
        self._write(" ".join(data.split()) if data.strip() else " ", data)

    def _write(self, text, source=""):
        if self.skipping is not None:
            return
        if source[:1].isspace() and text.strip():
            text = " " + text
        if source[-1:].isspace() and text.strip():
            text += " "
        self.parts.append(text)


def _is_indented(attrs):
    """Whether it is only moved to the right, by somebody who writes: Gmail does that so."""
    attrs = {name: (value or "").replace(" ", "").lower() for name, value in attrs}
    return "border:none" in attrs.get("style", "") and "type" not in attrs and "cite" not in attrs


def html_to_text(html):
    """Return the words of ``html``, paragraphs apart, quotations with ">" before each line.

    Markup and scripts are left out, and what mail programs mark as the mail that is answered.
    """
    # What is opened and never closed makes the parser look through all the rest, again and again.
    html = _COMMENT.sub("", html)
    end = html.rfind(">") + 1
    reader = _Reader()
    reader.feed(html[:end] + html[end:].replace("<", "&lt;"))
    reader.close()
    text = "\n".join(_lines("".join(reader.parts)))
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text.strip()


def _lines(text):
    depth, was_blank = 0, True
    for line in text.split("\n"):
        line = " ".join(line.split())
        if line in (_BEGIN, _END):
            depth = max(0, depth + (1 if line == _BEGIN else -1))
            was_blank = True
            if line == _END and not depth:
                yield ""
        elif not depth:
            yield line
        elif line or not was_blank:
            # Within a quotation, too, one blank line is enough.
            yield ">" * depth + (f" {line}" if line else "")
            was_blank = not line
