"""How much of an upload is looked at."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Bounds of one reading. What they cost is memory: some twenty times ``table_bytes`` at worst."""

    #: The upload itself.
    file_bytes: int = 25 * 1024 * 1024
    #: Files in the archive, and bytes of the list of them.
    members: int = 5_000
    directory_bytes: int = 1024 * 1024
    #: One table, unpacked. LinkedIn's are a few kilobytes.
    table_bytes: int = 2 * 1024 * 1024
    #: Unpacked to packed; text shrinks to a tenth, a bomb to a thousandth.
    ratio: int = 200
    #: Rows that are shown for choosing.
    positions: int = 60
    educations: int = 60
    skills: int = 200
    languages: int = 60
    #: Characters that the profile has room for.
    headline: int = 140
    summary: int = 4000
    line: int = 140
