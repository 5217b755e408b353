"""Reads and checks WebVTT, the format of captions, descriptions and chapters (A-14).

``read_webvtt(upload)`` takes bytes or an open file and returns a ``Track`` of plain, bounded cues,
or raises ``TrackError`` with every problem and its line, in words for an editor. Nothing is
repaired silently: what a browser would skip is pointed out. Nothing here knows the database.

There are libraries for the format, ``webvtt-py`` the best kept. It drops cues that it cannot read,
says no line, and has no limits, so a caption that a viewer would miss would pass unseen.
"""

from .errors import Problem, TrackError
from .limits import Limits
from .reading import Cue, Track, read_webvtt
from .spoken import Span, spans_of
from .times import InvalidTime, duration_words, format_time, iso_duration, parse_time
from .transcript import Paragraph, paragraphs_of_text, paragraphs_of_track, transcript_text

__all__ = [
    "Cue",
    "InvalidTime",
    "Limits",
    "Paragraph",
    "Problem",
    "Span",
    "Track",
    "TrackError",
    "duration_words",
    "format_time",
    "iso_duration",
    "paragraphs_of_text",
    "paragraphs_of_track",
    "parse_time",
    "read_webvtt",
    "spans_of",
    "transcript_text",
]
