"""From bytes to clean, bounded text."""

import codecs
import re
import unicodedata

#: Longest first: the mark of UTF-16 begins that of UTF-32.
MARKS = [
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
# Control characters, and those that turn the direction of the text around them.
_UNWANTED = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ud800-\udfff]|[\u202a-\u202e\u2066-\u2069]"
)


def decode(data):
    """Return the text of a CSV file in whatever encoding it was saved; never raises."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    encoding = _utf_16(data[:2000])
    if encoding:
        return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _utf_16(head):
    """Return the byte order of UTF-16 without a mark: every other byte of plain words is zero."""
    if len(head) < 4:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.4 * len(head) / 2 and even * 4 < odd:
        return "utf-16-le"
    if even > 0.4 * len(head) / 2 and odd * 4 < even:
        return "utf-16-be"
    return None


def clean(text, limit):
    """Return ``text`` as one line of at most ``limit`` characters; what is cut off is marked by an ellipsis."""
    # Nothing behind so many characters can still be shown.
    text = unicodedata.normalize("NFC", text[: limit * 4])
    return shorten(" ".join(_UNWANTED.sub("", text).split()), limit)


def clean_lines(text, limit):
    """The same, but line breaks stay."""
    text = unicodedata.normalize("NFC", text[: limit * 4])
    text = _UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return shorten(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip(), limit)


def shorten(text, limit):
    """Cut ``text`` between two words, if it is too long."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    start, _space, _end = head.rpartition(" ")
    return (start if len(start) > limit // 2 else head).rstrip(" ,;:-|") + "…"


def fold(text):
    """Return ``text`` for comparing: no case, accents or punctuation."""
    text = unicodedata.normalize("NFKD", text).casefold()
    kept = (char for char in text if not unicodedata.combining(char))
    return " ".join(re.sub(r"[^\w+#]|_", " ", "".join(kept)).split())
