"""What can be wrong with a WebVTT file, in words for an editor."""

from dataclasses import dataclass

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

#: Code -> words. Those about one line are said after “Line 12:”.
PROBLEMS = {
    "too_large": gettext_lazy(
        "The file is larger than %(size)s, far more than captions need. Choose another one."
    ),
    "empty": gettext_lazy("The file is empty. Choose another one."),
    "not_webvtt": gettext_lazy(
        "This is not a WebVTT file: the first line must be WEBVTT. Save the captions as “.vtt”."
    ),
    "srt": gettext_lazy(
        "This is a SubRip file (“.srt”). Save the captions as WebVTT (“.vtt”) and upload that."
    ),
    "wrong_encoding": gettext_lazy(
        "The file is not saved as UTF-8, so letters would be lost. Save it as UTF-8 once more."
    ),
    "nul": gettext_lazy("The file holds characters that are no text. Save the captions once more."),
    "no_cues": gettext_lazy("There is nothing to read in this file: it has no cue."),
    "too_many_cues": gettext_lazy("There are more cues than any recording needs."),
    "line_too_long": gettext_lazy("this line is too long."),
    "cue_too_long": gettext_lazy("the text of this cue is too long to be read in its time."),
    "bad_time": gettext_lazy(
        "the times cannot be read. Write them as 00:01:02.500 --> 00:01:05.000."
    ),
    "no_time": gettext_lazy("a line with times is missing above this text."),
    "ends_before_start": gettext_lazy("this cue ends before it begins."),
    "too_late": gettext_lazy("this cue is later than any recording lasts."),
    "out_of_order": gettext_lazy("this cue begins before the one above it."),
    "overlap": gettext_lazy("this chapter begins before the one above it has ended."),
    "no_text": gettext_lazy("this cue has no text."),
    "late_style": gettext_lazy("styles and regions must stand above the first cue."),
    "markup": gettext_lazy(
        "“%(found)s” is no tag of WebVTT. Allowed are v, c, b, i, u, lang and ruby; a plain < is written as &lt;."
    ),
}


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong. ``line`` counts from 1; 0 is the whole file."""

    code: str
    line: int = 0
    found: str = ""
    size: int = 0

    def __str__(self):
        words = PROBLEMS[self.code] % {
            "found": self.found,
            "size": filesizeformat(self.size).replace(".0", ""),
        }
        if not self.line:
            return words
        return _("Line %(line)d: %(problem)s") % {"line": self.line, "problem": words}


class TrackError(ValueError):
    """A file that is not taken. ``problems`` says all that was found, ``more`` how many beyond those."""

    def __init__(self, problems, more=0):
        self.problems, self.more = list(problems), more
        super().__init__(", ".join(problem.code for problem in self.problems))

    @property
    def codes(self):
        return [problem.code for problem in self.problems]

    @property
    def messages(self):
        """Return the problems in words, one each."""
        said = [str(problem) for problem in self.problems]
        if self.more:
            said.append(
                ngettext("And %(count)d more.", "And %(count)d more.", self.more)
                % {"count": self.more}
            )
        return said
