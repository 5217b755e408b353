"""The addresses of other sites in what editors wrote."""

from html.parser import HTMLParser
from urllib.parse import urldefrag, urlsplit

#: Longer addresses are not looked at.
MOST_CHARACTERS = 2000


class _Hrefs(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self.found += [value for name, value in attrs if name == "href" and value]


def web_links(value):
    """Return the http and https addresses in ``value``, each once and in order, without what follows a ``#``.

    ``value`` is rich text, a bare address, or lists and dictionaries of them, such as the raw data of a
    StreamField. Addresses without a host are pages of the site itself, and left out.
    """
    found = {}
    for text in _texts(value):
        if "<" in text:
            parser = _Hrefs()
            parser.feed(text)
            candidates = parser.found
        else:
            candidates = [text]
        for candidate in candidates:
            link = _web_link(candidate.strip())
            if link:
                found[link] = None
    return list(found)


def _texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _texts(one)


def _web_link(text):
    if len(text) > MOST_CHARACTERS or any(char.isspace() for char in text):
        return ""
    try:
        parts = urlsplit(text)
        is_web = parts.scheme in ("http", "https") and parts.hostname
    except ValueError:
        return ""
    return urldefrag(text).url if is_web else ""
