"""What can be said about an upload, in words for its owner."""

from dataclasses import dataclass

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

#: Code -> words. ``file`` is one of the names below, never the uploaded one.
ERRORS = {
    "too_large": gettext_lazy(
        "This file is larger than %(size)s. Choose the smaller archive at LinkedIn, or upload one of its CSV files alone."
    ),
    "empty": gettext_lazy("This file is empty. Choose another one."),
    "not_an_archive": gettext_lazy(
        "This is neither the zip file from LinkedIn nor one of its CSV files. Choose another one."
    ),
    "damaged": gettext_lazy(
        "This zip file cannot be read; it may be damaged. Download it from LinkedIn once more."
    ),
    "encrypted": gettext_lazy(
        "This zip file is locked with a password. Upload it as LinkedIn made it."
    ),
    "unusual": gettext_lazy(
        "This zip file is packed in an unusual way. Upload it as LinkedIn made it, or one of its CSV files alone."
    ),
    "too_many_files": gettext_lazy(
        "There are too many files in this zip file. Upload it as LinkedIn made it."
    ),
    "unpacks_too_large": gettext_lazy(
        "“%(file)s” in this zip file is far larger than LinkedIn makes it. Nothing was read."
    ),
    "table_too_large": gettext_lazy(
        "“%(file)s” is far larger than LinkedIn makes it. Nothing was read."
    ),
    "duplicate": gettext_lazy(
        "There are several files “%(file)s” in this zip file. Upload the one you mean alone."
    ),
    "cell_too_large": gettext_lazy(
        "One field of “%(file)s” is longer than anything LinkedIn writes. Nothing was read."
    ),
    "nothing_found": gettext_lazy(
        "There is nothing in this file that your profile could take over. Ask LinkedIn for Profile, Positions, Education, Skills and Languages."
    ),
}

#: The tables that are read, as LinkedIn names them.
FILES = {
    "profile": "Profile.csv",
    "positions": "Positions.csv",
    "educations": "Education.csv",
    "skills": "Skills.csv",
    "languages": "Languages.csv",
}


class ArchiveError(ValueError):
    """An upload that is not read. ``code`` is one of ``ERRORS``; ``message`` is for the member."""

    def __init__(self, code, *, table="", size=0):
        self.code, self.table, self.size = code, table, size
        super().__init__(code)

    @property
    def message(self):
        words = {
            "file": FILES.get(self.table, "CSV"),
            "size": filesizeformat(self.size).replace(".0", ""),
        }
        return ERRORS[self.code] % words


@dataclass(frozen=True)
class Note:
    """Something of a table that was left out: ``cut``, ``incomplete`` or ``unknown_columns``."""

    code: str
    table: str
    number: int = 0

    def __str__(self):
        words = {"file": FILES[self.table], "count": self.number}
        if self.code == "cut":
            return _("Only the first %(count)d rows of %(file)s are shown.") % words
        if self.code == "incomplete":
            return (
                ngettext(
                    "%(count)d row of %(file)s is left out, because its name or place is missing.",
                    "%(count)d rows of %(file)s are left out, because their name or place is missing.",
                    self.number,
                )
                % words
            )
        return _("%(file)s could not be read: its columns are not those of LinkedIn.") % words
