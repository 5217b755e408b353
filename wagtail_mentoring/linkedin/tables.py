"""Reads one CSV table by the names of its columns, wherever they stand."""

import csv
import io

from .errors import ArchiveError
from .text import fold
from .words import COLUMNS, NEEDED

#: LinkedIn writes commas; a spreadsheet that saved the file again may not.
DELIMITERS = (",", ";", "\t")
#: Notes may stand above the names of the columns.
MOST_LINES_ABOVE = 30
#: Columns of other lists of LinkedIn, which are about other people or other things.
FOREIGN = frozenset(
    {"first name", "last name", "connected on", "email address", "job url", "application date"}
)


class Table:
    """The rows of one table as dictionaries of the known columns."""

    def __init__(self, name, columns, rows):
        self.name, self.columns, self._rows = name, columns, rows

    def __iter__(self):
        try:
            for row in self._rows:
                found = {
                    field: row[at] if at < len(row) else "" for field, at in self.columns.items()
                }
                if any(value.strip() for value in found.values()):
                    yield found
        except csv.Error:
            raise ArchiveError("cell_too_large", table=self.name) from None


def open_table(text, name):
    """Return the ``Table`` in ``text``, or ``None`` when no line names the columns of table ``name``."""
    best = None
    for delimiter in DELIMITERS:
        found = _header(text, name, delimiter)
        if found and (best is None or len(found[0]) > len(best[0])):
            best = (*found, delimiter)
    if best is None:
        return None
    columns, line, _names, delimiter = best
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    for _number in range(line + 1):
        next(rows)
    return Table(name, columns, rows)


def recognize(text):
    """Return which table a single file holds, by its columns alone, or ``None``.

    Stricter than for a file that has the right name: the list of one's contacts
    has companies and positions as well, but they are those of others.
    """
    for name in ("positions", "educations", "profile", "languages"):
        for delimiter in DELIMITERS:
            found = _header(text, name, delimiter)
            if found is None:
                continue
            columns, _line, names = found[0], found[1], set(found[2])
            if name == "positions" and ("start" not in columns or names & FOREIGN):
                continue
            if name == "languages" and "level" not in columns:
                continue
            if name == "profile" and "headline" not in columns:
                continue
            return name
    found = _header(text, "skills", ",")
    return "skills" if found and len(found[2]) == 1 else None


def _header(text, name, delimiter):
    """Return ``(columns, number of the line, all names)`` of the line with most known names, or ``None``."""
    best = None
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for line, row in enumerate(rows):
            if line >= MOST_LINES_ABOVE:
                break
            names = [fold(cell[:100]) for cell in row[:100]]
            columns = _columns(names, name)
            if columns and (best is None or len(columns) > len(best[0])):
                best = (columns, line, names)
    except csv.Error:
        # Lines that come later may be beyond reading; reading them says so.
        pass
    return best


def _columns(names, table):
    """Return ``{field: position}`` of the known columns, or ``None`` if one that is needed is missing."""
    found = {}
    for field, known in COLUMNS[table].items():
        at = next(
            (at for at, name in enumerate(names) if name in known and at not in found.values()),
            None,
        )
        if at is not None:
            found[field] = at
    if not found or any(field not in found for field in NEEDED[table]):
        return None
    return found
