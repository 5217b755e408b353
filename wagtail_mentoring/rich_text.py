"""Rich text of editors, looked at as plain text: for checks, searches and structured data."""

import re

from bs4 import BeautifulSoup, NavigableString

_BLOCKS = ("p", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "td", "th")
#: What is content although it has no text.
_MEDIA = re.compile(r"<(embed|img|video|audio|iframe)\b", re.IGNORECASE)
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


def paragraphs(html):
    """Return the text of each paragraph, heading and list item, in order; empty ones are kept."""
    soup = BeautifulSoup(html or "", "html.parser")
    found, loose = [], []

    def finish():
        if loose and "".join(loose).strip():
            found.append(_one_line("".join(loose)))
        loose.clear()

    def walk(node):
        for child in node.children:
            if isinstance(child, NavigableString):
                loose.append(str(child))
            elif child.name in _BLOCKS:
                finish()
                nested = child.find(_BLOCKS)
                if nested:
                    walk(child)
                    finish()
                else:
                    found.append(_one_line(child.get_text()))
            elif child.name == "br":
                loose.append(" ")
            else:
                walk(child)

    walk(soup)
    finish()
    return found


def plain_text(html):
    """Return the text of ``html`` in one line, paragraphs set apart by a space."""
    return " ".join(text for text in paragraphs(html) if text)


def is_blank(html):
    """Return whether nothing can be seen of ``html``: no text but spaces, no image, no video."""
    if not html:
        return True
    return not _MEDIA.search(html) and not plain_text(html).translate(_INVISIBLE).strip()


def _one_line(text):
    return " ".join(text.split())
