"""Placeholders in editors' texts: ``{name}`` and nothing else (design rule 9).

There are no dots, brackets, formats, tags or filters, so a text can reach no
attribute, setting or code. What is filled in is not looked at again.
"""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_BRACES = re.compile(r"\{[^{}\n]{0,40}\}|[{}]")
# Characters that turn the direction of what follows: text that reads other than it is.
_DIRECTION_CHANGES = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class ValueKind(Enum):
    """How a value stands in a mail."""

    #: One line of text.
    LINE = "line"
    #: A person's own words, of several lines: set off as a quotation.
    WORDS = "words"
    #: Several short lines.
    LINES = "lines"
    #: The editors' rich text.
    RICH = "rich"
    #: One of the site's addresses.
    LINK = "link"
    #: Lists under headings: ``Section``.
    SECTIONS = "sections"


@dataclass(frozen=True)
class Entry:
    """A title that leads to ``url``, one of the site's addresses, and short lines below it."""

    title: str | Promise
    url: str
    lines: tuple[str | Promise, ...] = ()


@dataclass(frozen=True)
class Section:
    """Entries under a heading, then what else can be done: pairs of label and address."""

    title: str | Promise
    entries: tuple[Entry, ...]
    links: tuple[tuple[str | Promise, str], ...] = ()


@dataclass(frozen=True)
class Placeholder:
    """A name editors may use in a text. ``sample`` fills previews.

    What is ``private`` belongs to two people, or to one: what one wrote to the other, how they reach each
    other, when they meet, whom somebody looks for. Staff are shown the sample instead (S-12, D20).
    """

    name: str
    description: str | Promise
    sample: str | Promise | dt.date | tuple[Section, ...]
    kind: ValueKind = ValueKind.LINE
    private: bool = False


def names_in(text):
    """Return the set of placeholder names in ``text``."""
    return set(PLACEHOLDER.findall(text))


def fill(text, values):
    """Return ``text`` with each ``{name}`` replaced by ``values[name]``; unknown ones stay as they are."""
    return PLACEHOLDER.sub(lambda match: str(values.get(match[1], match[0])), text)


def unknown_in(text, allowed):
    """Return what stands in braces in ``text`` and is no allowed placeholder, each once, in order."""
    rest = PLACEHOLDER.sub(lambda match: "" if match[1] in allowed else match[0], text)
    return list(dict.fromkeys(_BRACES.findall(rest)))


def validate_placeholders(text, allowed):
    """Refuse anything in braces that is not in ``allowed``.

    Raises ``ValidationError`` with code ``placeholder``, naming what is unknown.
    """
    unknown = unknown_in(text, allowed)
    if unknown:
        raise ValidationError(
            _("Not known here: %(unknown)s. Possible are: %(allowed)s."),
            params={
                "unknown": ", ".join(unknown),
                "allowed": ", ".join(f"{{{name}}}" for name in allowed),
            },
            code="placeholder",
        )


def one_line(value, limit=None):
    """Return ``value`` as one line without control or direction characters, cut at ``limit`` (M-15)."""
    text = "".join(
        " " if char.isspace() or unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char
        for char in without_tricks(str(value))
    )
    text = " ".join(text.split())
    if limit and len(text) > limit:
        text = text[: limit - 1].rstrip() + "…"
    return text


def without_tricks(value):
    """Return ``value`` without control characters (but line breaks and tabs), halves of characters and direction changes."""
    return "".join(
        char
        for char in str(value).replace("\r\n", "\n").replace("\r", "\n")
        if char in "\n\t"
        or not (char in _DIRECTION_CHANGES or unicodedata.category(char) in {"Cc", "Cs"})
    )
