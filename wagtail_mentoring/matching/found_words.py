"""Whom the words of a search find: names, what they wrote, and answers that everybody may read (R26)."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from ..enums import CriterionKind
from ..plain import only_words, plain
from .filters import WORLDWIDE
from .names import Names, is_found_anywhere
from .words import answer_label


class AnswerTexts:
    """The free texts of one column of answers, to be looked through: each distinct one once."""

    def __init__(self):
        self._values = None
        self._names = Names()

    def having(self, column, word):
        """Return the answers, as the column holds them, that have the word."""
        values = column.values()
        if values is not self._values:  # the column was filled anew
            self._values, self._names = values, Names()
        known = len(self._names)
        self._names.extend(len(values) - known)
        for number in range(known, len(values)):
            texts = (only_words(plain(str(key))) for key, _level in values[number])
            self._names[number] = " ".join(texts)
        return {values[number] for number in self._names.having(word)}


_texts: WeakKeyDictionary = WeakKeyDictionary()


def having_words(pool, specs, found_in_texts):
    """Return the set of those who have each word somewhere.

    ``found_in_texts`` is what ``index.find_profiles`` gave: for each word, whose texts have it.
    Only ``specs`` that everybody may read belong here.
    """
    found = pool.active
    for word, profiles in found_in_texts.items():
        has_word = pool.of_profiles(profiles) | pool.named(word)
        for spec in specs:
            has_word |= _by_answers(pool.criteria[spec.id].said, spec, word)
        found &= has_word
    return found


def _by_answers(column, spec, word):
    if spec.kind == CriterionKind.TEXT:
        having = _texts.setdefault(column, AnswerTexts()).having(column, word)
        return column.where(having.__contains__) if having else 0
    keys = column.members() if spec.kind in WORLDWIDE else spec.labels
    found = 0
    for key in keys:
        if _has_word(only_words(plain(answer_label(spec, key))), word):
            found |= column.having(key)
    return found


def _has_word(text, word):
    if is_found_anywhere(word):
        return word in text
    return text.startswith(word) or f" {word}" in text
