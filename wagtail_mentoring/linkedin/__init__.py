"""Reads the archive that LinkedIn gives its members, and nothing of it that is not asked for (R22, F13).

``read_archive(upload)`` takes the zip or one of its CSV files and returns
``Findings``, plain and bounded; everything else it can do is raise
``ArchiveError``. Nothing is written anywhere, and nothing here knows the database.
"""

from .errors import ArchiveError, Note
from .findings import Findings, FoundEducation, FoundLanguage, FoundPosition
from .limits import Limits
from .matching import Match, match_choice
from .reader import read_archive

__all__ = [
    "ArchiveError",
    "Findings",
    "FoundEducation",
    "FoundLanguage",
    "FoundPosition",
    "Limits",
    "Match",
    "Note",
    "match_choice",
    "read_archive",
]
