"""The transcript: plain text with time marks, so that editors can write and correct it anywhere.

A paragraph may begin with the time at which it is said and with who says it::

    [0:12] Ana Moura: I never planned to teach.

    [0:31] What changed your mind?
"""

import re
from dataclasses import dataclass

from .times import InvalidTime, format_time, parse_time

_MARK = re.compile(r"\[\s*([\d:.,]{1,12})\s*\]\s*")
#: A name, as it stands before a colon: short, and no sentence.
_SPEAKER = re.compile(r"([^\W\d_][^:.!?;,\n]{0,59}):\s+(?=\S)")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_SENTENCE_END = re.compile(r"[.!?…。؟\"'”’)\]]$")
#: A paragraph of captions ends with a sentence after so many characters, or at a silence of so many seconds.
PARAGRAPH_LENGTH, SILENCE = 400, 4
#: It ends at the latest after so many.
PARAGRAPH_MOST = 1200


@dataclass(frozen=True)
class Paragraph:
    """One paragraph. ``start`` is in seconds, or ``None`` without a mark; ``language`` is the page's."""

    text: str
    start: float | None = None
    speaker: str = ""

    @property
    def time(self):
        """The mark as readers see it."""
        return "" if self.start is None else format_time(self.start)

    @property
    def seconds(self):
        """The mark for a media fragment (``#t=``)."""
        return "" if self.start is None else f"{self.start:g}"

    def __str__(self):
        mark = f"[{self.time}] " if self.start is not None else ""
        return f"{mark}{self.speaker}: {self.text}" if self.speaker else f"{mark}{self.text}"


def paragraphs_of_text(text):
    """Return the ``Paragraph`` list of a transcript as editors write it."""
    found = []
    for block in _PARAGRAPHS.split(text.replace("\r\n", "\n").replace("\r", "\n")):
        block = block.strip()
        start = None
        mark = _MARK.match(block)
        if mark:
            try:
                start = parse_time(mark[1])
                block = block[mark.end() :]
            except InvalidTime:
                pass
        speaker = _SPEAKER.match(block)
        name = ""
        if speaker:
            name, block = speaker[1].strip(), block[speaker.end() :]
        if block or name:
            found.append(Paragraph(block, start, name))
    return found


def paragraphs_of_track(track):
    """Return the paragraphs that the captions of a ``Track`` make."""
    found = []
    words, start, speaker, end = [], None, "", 0

    def flush():
        if words:
            found.append(Paragraph(" ".join(words), int(start), speaker))
            words.clear()

    for cue in track.cues:
        for span in cue.spans:
            length = sum(map(len, words))
            is_full = length > PARAGRAPH_LENGTH and _SENTENCE_END.search(words[-1])
            if words and (
                (span.speaker and span.speaker != speaker)
                or cue.start - end > SILENCE
                or is_full
                or length > PARAGRAPH_MOST
            ):
                flush()
            if not words:
                # A voice goes on speaking until another is named.
                start, speaker = cue.start, span.speaker or speaker
            # Captions that roll up repeat the line before.
            if not words or words[-1] != span.text:
                words.append(span.text)
        end = cue.end
    flush()
    return found


def transcript_text(track):
    """Return a transcript made of captions, for editors to go on with.

    A speaker is named where the voice changes, not in each paragraph.
    """
    lines, before = [], ""
    for paragraph in paragraphs_of_track(track):
        name = "" if paragraph.speaker == before else paragraph.speaker
        before = paragraph.speaker
        lines.append(str(Paragraph(paragraph.text, paragraph.start, name)))
    return "\n\n".join(lines)
