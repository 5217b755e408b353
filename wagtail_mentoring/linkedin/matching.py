"""Which of the program's choices a skill of LinkedIn's is."""

import re
from dataclasses import dataclass

from .text import fold

#: Joins of words that say nothing.
_FILLING = frozenset({"and", "und", "et", "y", "e", "en", "of", "the", "in", "de", "fur", "for"})


@dataclass(frozen=True)
class Match:
    """``key`` of the choice; ``is_exact`` unless the names only share all words of the choice."""

    key: object
    is_exact: bool


def forms(name):
    """Return the ways in which a name may be written: as it stands, without what is in brackets, without filling."""
    found = []
    for text in (name, re.sub(r"[(\[].*?[)\]]", " ", name)):
        words = [word for word in fold(text).split() if word not in _FILLING]
        form = " ".join(_singular(word) for word in words)
        if form and form not in found:
            found.append(form)
    return found


def _singular(word):
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


def match_choice(name, choices):
    """Return the ``Match`` of ``name`` among ``choices`` (``{key: label}``), or ``None``.

    The same name comes first. Else the choice with most words all of which are
    in the name: "Survival analysis" for "Survival Analysis in Oncology".
    """
    wanted = forms(name)
    best, most = None, 0
    for key, label in choices.items():
        labels = forms(label)
        if set(wanted) & set(labels):
            return Match(key, True)
        for form in labels[:1]:
            parts = set(form.split())
            # One word of two letters is in too many names to mean anything.
            if (
                len(form) > 3
                and len(parts) > most
                and any(parts <= set(own.split()) for own in wanted)
            ):
                best, most = key, len(parts)
    return Match(best, False) if best is not None else None
