"""From an upload to what was found in it."""

import datetime as dt

from django.utils.translation import gettext as _

from . import words
from .errors import ArchiveError, Note
from .findings import Findings, FoundEducation, FoundLanguage, FoundPosition
from .limits import Limits
from .tables import open_table, recognize
from .text import clean, clean_lines, decode, fold
from .zips import is_zip, read_tables, table_of

FIRST_YEAR = 1900


def read_archive(upload, limits=None, today=None):
    """Return the ``Findings`` of an uploaded zip or CSV file. Raises ``ArchiveError`` and nothing else."""
    limits = limits or Limits()
    if upload.size > limits.file_bytes:
        raise ArchiveError("too_large", size=limits.file_bytes)
    upload.seek(0)
    head = upload.read(16)
    upload.seek(0)
    if not head:
        raise ArchiveError("empty")
    if is_zip(head):
        texts = {table: decode(data) for table, data in read_tables(upload, limits).items()}
    else:
        texts = _single(upload, limits)
    reading = _Reading(limits, today or dt.date.today())
    for table, text in texts.items():
        reading.read(table, text)
    if not reading.found:
        raise ArchiveError("nothing_found")
    return reading.found


def _single(upload, limits):
    data = upload.read(limits.table_bytes + 1)
    if len(data) > limits.table_bytes:
        raise ArchiveError("table_too_large")
    text = decode(data)
    table = table_of(getattr(upload, "name", "") or "")
    if table is None or open_table(text, table) is None:
        table = recognize(text)
    if table is None:
        raise ArchiveError("not_an_archive")
    return {table: text}


class _Reading:
    def __init__(self, limits, today):
        self.limits, self.today, self.found = limits, today, Findings()

    def read(self, name, text):
        table = open_table(text, name)
        if table is None:
            if text.strip():
                self.found.notes.append(Note("unknown_columns", name))
            return
        getattr(self, f"_{name}")(table)

    def _profile(self, table):
        for row in table:
            # There is one person in it; the other columns are none of ours.
            self.found.headline = clean(row.get("headline", ""), self.limits.headline)
            self.found.summary = clean_lines(row.get("summary", ""), self.limits.summary)
            return

    def _positions(self, table):
        self._rows(table, self.limits.positions, self._position)

    def _position(self, row):
        title, organization = self._line(row, "title"), self._line(row, "organization")
        if title and organization:
            return FoundPosition(title, organization, *self._years(row))
        return None

    def _educations(self, table):
        self._rows(table, self.limits.educations, self._education)

    def _education(self, row):
        institution = self._line(row, "institution")
        parts = [self._line(row, "degree"), self._line(row, "subject")]
        degree = clean(", ".join(filter(None, parts)), self.limits.line)
        if institution:
            # LinkedIn lets people leave the degree out; our history has a name for each row.
            return FoundEducation(degree or _("Studies"), institution, *self._years(row))
        return None

    def _skills(self, table):
        self._rows(table, self.limits.skills, lambda row: self._line(row, "name") or None, key=fold)

    def _languages(self, table):
        self._rows(table, self.limits.languages, self._language, key=lambda found: fold(found.name))

    def _language(self, row):
        name = self._line(row, "name")
        return FoundLanguage(name, words.level(row.get("level", "")[:200])) if name else None

    def _line(self, row, field):
        return clean(row.get(field, ""), self.limits.line)

    def _years(self, row):
        """Return first and last year as the history takes them; what cannot be is left out."""
        this_year = self.today.year
        start = words.year(row.get("start", ""), this_year)
        end = words.year(row.get("end", ""), this_year)
        if start is not None and not FIRST_YEAR <= start <= this_year:
            start = None
        if end is not None and end > this_year + 10:
            end = None
        if start and end and end < start:
            start = end = None
        return start, end

    def _rows(self, table, most, make, key=lambda found: found):
        """Fill the list of ``table.name``, each thing once, up to ``most`` of them."""
        kept, seen, incomplete = getattr(self.found, table.name), set(), 0
        for row in table:
            made = make(row)
            if made is None:
                incomplete += 1
            elif key(made) not in seen:
                if len(kept) == most:
                    self.found.notes.append(Note("cut", table.name, most))
                    break
                seen.add(key(made))
                kept.append(made)
        if incomplete:
            self.found.notes.append(Note("incomplete", table.name, incomplete))
