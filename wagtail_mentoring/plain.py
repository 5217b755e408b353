"""Text as it is compared: without accents and case, in whatever script."""

from __future__ import annotations

import unicodedata

#: Letters that Unicode does not take apart.
LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)


def plain(text: str) -> str:
    """Return the text by which names are put in order and words are found: accents and case do not matter."""
    text = text.casefold()
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKD", text).translate(LETTERS)
    return "".join(letter for letter in text if not unicodedata.combining(letter))


def only_words(text: str) -> str:
    """Return the letters and digits, with one space wherever anything else stands."""
    letters = (letter if unicodedata.category(letter)[0] in "LMN" else " " for letter in text)
    return " ".join("".join(letters).split())
