"""How much of a file is looked at."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Bounds of one reading. Three hours of speech make some 200 kB and 4,000 cues."""

    #: The file itself.
    file_bytes: int = 2 * 1024 * 1024
    #: Cues in the file, and characters of one of its lines.
    cues: int = 20_000
    line: int = 2_000
    #: Characters of the text of one cue.
    cue_text: int = 4_000
    #: Seconds at which a cue may end.
    seconds: int = 24 * 60 * 60
    #: Problems that are named; a file of another kind has one in each line.
    problems: int = 10
