"""From bytes to cues, by the grammar of WebVTT, strictly."""

import codecs
import re
from dataclasses import dataclass, field
from typing import NamedTuple

from .errors import Problem, TrackError
from .limits import Limits
from .spoken import spans_of, unknown_tag
from .times import cue_seconds

ARROW = "-->"
_SRT_TIME = re.compile(r"\d\d:\d\d:\d\d,\d{3}\s*-->")
_LINE_END = re.compile(r"\r\n|\n|\r")
KINDS = ("captions", "descriptions", "chapters")


class Cue(NamedTuple):
    """What is said, shown or begun from ``start`` to ``end``, both in seconds."""

    start: float
    end: float
    text: str
    line: int

    @property
    def spans(self):
        """The words by speaker, as plain text."""
        return spans_of(self.text)

    @property
    def words(self):
        """The words without their speakers."""
        return " ".join(span.text for span in self.spans)


@dataclass
class Track:
    """A file that has been read."""

    cues: list[Cue] = field(default_factory=list)

    @property
    def end(self):
        """Seconds at which the last cue ends."""
        return max((cue.end for cue in self.cues), default=0)

    @property
    def text(self):
        return "\n".join(cue.words for cue in self.cues)


def read_webvtt(upload, kind="captions", limits=Limits()):  # noqa: B008 -- frozen
    """Return the ``Track`` of a file.

    ``upload`` is bytes or a binary file; of that not more than the limit is read. ``kind`` is one
    of ``KINDS``: chapters follow each other, captions may overlap where two people speak at once.
    Raises ``TrackError`` with all problems.
    """
    text = _decode(_bytes_of(upload, limits), limits)
    return _Reader(text, kind, limits).read()


def _bytes_of(upload, limits):
    if isinstance(upload, bytes | bytearray | memoryview):
        return bytes(upload[: limits.file_bytes + 1])
    return upload.read(limits.file_bytes + 1)


def _decode(data, limits):
    if len(data) > limits.file_bytes:
        raise TrackError([Problem("too_large", size=limits.file_bytes)])
    if not data.strip():
        raise TrackError([Problem("empty")])
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise TrackError([Problem("wrong_encoding")])
    body = data.removeprefix(codecs.BOM_UTF8)
    # Other files that were given the wrong name have a zero somewhere; text has none.
    if b"\x00" in body:
        code = "nul" if body.startswith(b"WEBVTT") else "not_webvtt"
        raise TrackError([Problem(code)])
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        if not body.startswith(b"WEBVTT"):
            raise TrackError([Problem("not_webvtt")]) from error
        line = body[: error.start].count(b"\n") + 1
        raise TrackError([Problem("wrong_encoding", line)]) from error


class _Reader:
    """Goes through the blocks of a file; blocks are separated by empty lines."""

    def __init__(self, text, kind, limits):
        self.lines = _LINE_END.split(text)
        self.kind, self.limits = kind, limits
        self.problems, self.more = [], 0
        self.cues = []

    def read(self):
        self._header()
        for number, block in self._blocks():
            if len(self.cues) >= self.limits.cues:
                self._problem("too_many_cues")
                break
            self._block(number, block)
        if not self.cues and not self.problems:
            self._problem("no_cues")
        if self.problems:
            raise TrackError(self.problems, self.more)
        return Track(self.cues)

    def _problem(self, code, line=0, found=""):
        if len(self.problems) < self.limits.problems:
            self.problems.append(Problem(code, line, found))
        else:
            self.more += 1

    def _header(self):
        first = self.lines[0]
        if first != "WEBVTT" and not first.startswith(("WEBVTT ", "WEBVTT\t")):
            is_srt = any(_SRT_TIME.match(line.strip()) for line in self.lines[:20])
            raise TrackError([Problem("srt" if is_srt else "not_webvtt")])

    def _blocks(self):
        """Yield (number of the first line, lines) of each block below the header."""
        number, block = 0, []
        # The header goes on to the first empty line, unless times stand in it.
        start = 1
        while start < len(self.lines) and self.lines[start] and ARROW not in self.lines[start]:
            start += 1
        for at, line in enumerate(self.lines[start:], start + 1):
            if len(line) > self.limits.line:
                self._problem("line_too_long", at)
                line = ""
            if line:
                number = number or at
                block.append(line)
            elif block:
                yield number, block
                number, block = 0, []
        if block:
            yield number, block

    def _block(self, number, block):
        head = block[0]
        if ARROW not in head and re.match(r"NOTE(?:[ \t]|$)", head):
            return
        if head.rstrip() in ("STYLE", "REGION") and ARROW not in "".join(block):
            if self.cues:
                self._problem("late_style", number)
            return
        timing = 0 if ARROW in head else 1
        if len(block) <= timing or ARROW not in block[timing]:
            self._problem("no_time", number)
            return
        self._cue(number + timing, block[timing], block[timing + 1 :])

    def _cue(self, number, times, lines):
        start, end = self._times(times)
        if start is None or end is None:
            self._problem("bad_time", number)
            return
        for line_number, line in enumerate(lines, number + 1):
            if ARROW in line:
                # Two cues without an empty line between them: a browser would end the first here.
                self._problem("bad_time", line_number)
                return
        text = "\n".join(lines)
        before = self.cues[-1] if self.cues else None
        if end <= start:
            self._problem("ends_before_start", number)
        elif end > self.limits.seconds:
            self._problem("too_late", number)
        elif before and start < before.start:
            self._problem("out_of_order", number)
        elif before and self.kind == "chapters" and start < before.end:
            self._problem("overlap", number)
        if len(text) > self.limits.cue_text:
            self._problem("cue_too_long", number + 1)
        else:
            unknown = unknown_tag(text)
            if unknown:
                self._problem("markup", number + 1, unknown)
            elif not spans_of(text):
                self._problem("no_text", number)
        self.cues.append(Cue(start, end, text, number))

    def _times(self, line):
        start, _arrow, rest = line.partition(ARROW)
        if not start[-1:].isspace() or not rest[:1].isspace():
            return None, None
        end = rest.split(maxsplit=1)[0] if rest.strip() else ""
        return cue_seconds(start.strip()), cue_seconds(end)
