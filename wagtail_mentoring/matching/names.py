"""The names of everybody in a pool, to be put in order and to be looked through."""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from ..plain import plain as sort_key

__all__ = ["Names", "is_found_anywhere", "sort_key"]

#: So many names make one long text to look through. A change writes one of them anew.
NAMES_IN_A_TEXT = 1024


class Names:
    """One name per slot, as ``sort_key`` gives it; an empty one for a vacant slot."""

    def __init__(self):
        self._names: list[str] = []
        self._texts: dict[int, tuple[str, array]] = {}

    def __len__(self) -> int:
        return len(self._names)

    def __getitem__(self, slot: int) -> str:
        return self._names[slot]

    def __setitem__(self, slot: int, name: str) -> None:
        self._names[slot] = name
        self._texts.pop(slot // NAMES_IN_A_TEXT, None)

    def append(self, name: str) -> None:
        self._names.append(name)

    def extend(self, more: int) -> None:
        """Add vacant slots."""
        self._texts.pop(len(self) // NAMES_IN_A_TEXT, None)
        self._names.extend([""] * more)

    def having(self, word: str) -> Iterator[int]:
        """Yield the slots whose name has a word that begins so, some of them twice.

        In scripts that put no spaces between words it may stand anywhere.
        """
        ways = [word] if is_found_anywhere(word) else [f"\n{word}", f" {word}"]
        for number in range(-(-len(self) // NAMES_IN_A_TEXT)):
            text, starts = self._text(number)
            for way in ways:
                place = text.find(way)
                while place >= 0:
                    yield number * NAMES_IN_A_TEXT + bisect_right(starts, place) - 1
                    place = text.find(way, place + 1)

    def _text(self, number):
        if number not in self._texts:
            start = number * NAMES_IN_A_TEXT
            names = self._names[start : start + NAMES_IN_A_TEXT]
            starts = array("I", accumulate((len(name) + 1 for name in names), initial=0))
            self._texts[number] = "\n" + "\n".join(names), starts
        return self._texts[number]


def is_found_anywhere(word: str) -> bool:
    """Return whether a word belongs to a script that does not mark where words begin."""
    return any(unicodedata.category(letter) == "Lo" for letter in word)
