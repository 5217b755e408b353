"""What was found in an archive: plain, bounded, and small enough to travel in a form."""

from dataclasses import asdict, astuple, dataclass, field

from .errors import Note
from .text import fold


@dataclass(frozen=True)
class FoundPosition:
    title: str
    organization: str
    start_year: int | None = None
    end_year: int | None = None

    @property
    def names(self):
        """The two words that say what this is, for comparing."""
        return fold(self.title), fold(self.organization)

    def values(self):
        """Return the fields of a row of the history."""
        return asdict(self)


@dataclass(frozen=True)
class FoundEducation:
    degree: str
    institution: str
    start_year: int | None = None
    end_year: int | None = None

    @property
    def names(self):
        return fold(self.degree), fold(self.institution)

    def values(self):
        return asdict(self)


@dataclass(frozen=True)
class FoundLanguage:
    name: str
    level: int | None = None


@dataclass
class Findings:
    """Everything an archive has that a profile has a place for."""

    headline: str = ""
    summary: str = ""
    positions: list = field(default_factory=list)
    educations: list = field(default_factory=list)
    skills: list = field(default_factory=list)
    languages: list = field(default_factory=list)
    #: What was left out, to be said.
    notes: list = field(default_factory=list)

    def __bool__(self):
        return any(
            [
                self.headline,
                self.summary,
                self.positions,
                self.educations,
                self.skills,
                self.languages,
            ]
        )

    def to_data(self):
        """Return this as lists and texts, for JSON."""
        return [
            self.headline,
            self.summary,
            [astuple(row) for row in self.positions],
            [astuple(row) for row in self.educations],
            self.skills,
            [astuple(row) for row in self.languages],
            [astuple(note) for note in self.notes],
        ]

    @classmethod
    def from_data(cls, data):
        """The way back. Raises ``ValueError`` or ``TypeError`` for what ``to_data`` has not made."""
        headline, summary, positions, educations, skills, languages, notes = data
        return cls(
            headline,
            summary,
            [FoundPosition(*row) for row in positions],
            [FoundEducation(*row) for row in educations],
            list(skills),
            [FoundLanguage(*row) for row in languages],
            [Note(*row) for row in notes],
        )
