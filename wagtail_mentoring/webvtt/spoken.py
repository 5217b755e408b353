"""The text of a cue: tags are checked, speakers found, and what is left is plain text."""

import html
import re
from dataclasses import dataclass

TAG = re.compile(r"<([^<>]*)>")
#: Names that WebVTT knows; everything else, HTML above all, has no place in a cue.
_KNOWN = re.compile(
    r"/?(?:(?:c|i|b|u|ruby|rt|v|lang)(?:\.[^\s.<>]+)*(?:[ \t][^<>]*)?)|/|(?:\d{2,}:)?\d{2}:\d{2}\.\d{3}",
    re.ASCII,
)
_VOICE = re.compile(r"v(?:\.[^\s.<>]+)*(?:[ \t]+(.*))?", re.DOTALL)
#: Control characters, and those that turn the direction of the text around them.
_UNWANTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff]|[\u202a-\u202e\u2066-\u2069]")
NAME_LENGTH = 80


@dataclass(frozen=True)
class Span:
    """Words of one voice. Both are plain text: they must be escaped like any other."""

    text: str
    speaker: str = ""


def unknown_tag(text):
    """Return the first tag in the text of a cue that WebVTT does not know, or an empty text."""
    for match in TAG.finditer(text):
        if not _KNOWN.fullmatch(match[1]):
            return match[0][:40]
    rest = TAG.sub("", text)
    at = rest.find("<")
    return rest[at : at + 40] if at >= 0 else ""


def spans_of(text):
    """Return the ``Span`` list of a cue's text: tags removed, character references resolved."""
    spans, speaker, start = [], "", 0

    def add(raw):
        words = _plain(raw)
        if words:
            if spans and spans[-1].speaker == speaker:
                spans[-1] = Span(f"{spans[-1].text} {words}".strip(), speaker)
            else:
                spans.append(Span(words, speaker))

    pending = ""
    for match in TAG.finditer(text):
        pending += text[start : match.start()]
        start = match.end()
        voice = _VOICE.fullmatch(match[1])
        if voice or match[1].strip() == "/v":
            add(pending)
            pending = ""
            speaker = _plain(voice[1] or "")[:NAME_LENGTH] if voice else ""
    add(pending + text[start:])
    return spans


def _plain(raw):
    return " ".join(_UNWANTED.sub("", html.unescape(raw)).split())
