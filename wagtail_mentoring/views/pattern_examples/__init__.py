"""Examples for the pattern page and for the tests of the elements.

All people are invented. The words are not translated: only developers see them.
"""

from .base import Example, Section
from .controls import controls, moving, words
from .forms import filters, form_pieces
from .people import people, together
from .states import states

__all__ = ["Example", "Section", "sections"]


def sections() -> list[Section]:
    """Return all sections in the order of the page."""
    return [
        *controls(),
        *people(),
        *states(),
        *form_pieces(),
        *filters(),
        *together(),
        *words(),
        *moving(),
    ]
