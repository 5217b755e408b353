"""Reads an existing FAQ (text, HTML, .docx) and finds its questions and answers.

Knows no models and no database: bytes or text go in, a ``FoundFAQ`` comes out.
"""

from .finding import FoundEntry, FoundFAQ, Outside, find_entries
from .reading import MOST_BYTES, UnreadableDocument, read_document

__all__ = [
    "MOST_BYTES",
    "FoundEntry",
    "FoundFAQ",
    "Outside",
    "UnreadableDocument",
    "find_entries",
    "read_document",
]
