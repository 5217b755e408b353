"""Looks at questions and answers as a careful colleague would: what is missing, twice, or will go stale.

Nothing here refuses to save; the forms and the report point things out.
"""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from ..content_placeholders import CONTENT_NAMES
from ..enums import Audience
from ..models import FAQEntry, MentoringProgram
from ..placeholders import PLACEHOLDER, unknown_in
from ..rich_text import plain_text

#: From here on two questions are “nearly the same”; 1 is the same.
SIMILAR = 0.84

EMPTY, TWICE, NUMBER, UNKNOWN = "empty", "twice", "number", "unknown"
FINDING_KINDS = {
    EMPTY: gettext_lazy("No answer"),
    TWICE: gettext_lazy("Asked twice"),
    NUMBER: gettext_lazy("Number of a setting"),
    UNKNOWN: gettext_lazy("Unknown placeholder"),
}


@dataclass(frozen=True)
class Finding:
    """One thing to look at in ``entry``. ``other`` is the entry that asks the same."""

    kind: str
    entry: FAQEntry
    message: str | Promise
    other: FAQEntry | None = None


# The same question twice


@lru_cache(maxsize=2048)
def normalized(question):
    """Return a question without case, marks, punctuation and double spaces."""
    text = unicodedata.normalize("NFKD", PLACEHOLDER.sub(" ", question)).casefold()
    letters = (
        char if char.isalnum() else "" if char in "'’" or unicodedata.combining(char) else " "
        for char in text
    )
    return " ".join("".join(letters).split())


def similarity(first, second):
    """Return from 0 to 1 how alike two questions are, whatever the order of their words.

    A question that is the other one with a few words more at its end counts as nearly the same.
    """
    first, second = normalized(first), normalized(second)
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    short, long = sorted((first.split(), second.split()), key=len)
    # Most pairs end here: without half of the shorter one's words in common nothing is alike.
    if 2 * len(set(short) & set(long)) < len(set(short)):
        return 0.0
    if _another_word(set(short) - set(long), set(long) - set(short)):
        return 0.0
    found = _ratio(first, second, 0)
    if len(short) >= 4 and long[: len(short)] == short:
        found = max(found, 0.9)
    return max(found, _ratio(" ".join(sorted(short)), " ".join(sorted(long)), found))


def _another_word(first, second):
    """Return whether a word that carries the meaning has been put in the place of another.

    “Who pays the mentors?” is not “Who are the mentors?”, however alike they look. Words of up to
    three letters and forms of the same word do not count.
    """

    def lonely(words, others):
        return [
            word
            for word in words
            if not any(SequenceMatcher(None, word, other).ratio() >= 0.6 for other in others)
        ]

    left, right = lonely(first, second), lonely(second, first)
    return bool(left and right) and any(len(word) > 3 for word in (*left, *right))


def _ratio(first, second, least):
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    # Two cheap upper bounds first: most pairs end here.
    least = max(least, SIMILAR - 0.1)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    return matcher.ratio()


def meet(first, second):
    """Return whether two entries can stand on one page: a role and a program in common, one language."""
    audiences = {first.audience, second.audience}
    return (
        first.locale_id == second.locale_id
        and (len(audiences) == 1 or Audience.BOTH in audiences)
        and (
            first.program_id == second.program_id
            or first.program_id is None
            or second.program_id is None
        )
    )


def same_questions(entry, others=None):
    """Return the entries that ask (nearly) the same as ``entry`` for a role in common, most alike first."""
    if others is None:
        rows = FAQEntry.objects.filter(locale=entry.locale_id).exclude(pk=entry.pk)
        others = [latest(other) for other in rows.select_related("latest_revision")]
    found = []
    for other in others:
        if meet(entry, other):
            alike = similarity(entry.question, other.question)
            if alike >= SIMILAR:
                found.append((alike, other))
    return [other for _alike, other in sorted(found, key=lambda pair: (-pair[0], pair[1].pk or 0))]


# Numbers that are settings


def _unit_words():
    """Return ``{unit: words for it}`` in the active language."""
    return {
        "day": pgettext("words for the unit, separated by |", "day|days").split("|"),
        "week": pgettext("words for the unit, separated by |", "week|weeks").split("|"),
        "month": pgettext("words for the unit, separated by |", "month|months").split("|"),
        "year": pgettext("words for the unit, separated by |", "year|years").split("|"),
        "request": pgettext("words for the unit, separated by |", "request|requests").split("|"),
    }


def _number_words():
    """Return ``{word: number}`` from one to twelve and some more, in the active language."""
    words = pgettext(
        "numbers from one to twelve, then fourteen, twenty, thirty, separated by |",
        "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|twenty|thirty",
    ).split("|")
    return dict(zip(words, [*range(1, 13), 14, 20, 30], strict=False))


#: field of the program -> unit its number is in
_SETTINGS = {
    "first_conversation_days": "day",
    "request_first_reminder_days": "day",
    "request_second_reminder_days": "day",
    "request_expiry_days": "day",
    "membership_grace_days": "day",
    "suggested_months_min": "month",
    "suggested_months_max": "month",
    "mentee_max_mentors": "mentor",
    "mentor_capacity_default": "mentee",
    "mentor_capacity_ceiling": "mentee",
    "mentee_max_open_requests": "request",
}
#: unit -> (the unit of the settings it is counted in, how many of those)
_CONVERSIONS = {"week": ("day", 7), "year": ("month", 12)}


class StatedNumbers:
    """Finds numbers that repeat a setting of a program. Make one for many entries."""

    def __init__(self, programs=None):
        self.programs = list(MentoringProgram.objects.all() if programs is None else programs)
        self._numbers = _number_words()

    def find(self, entry):
        """Return ``[(words in the text, placeholders that print them)]``."""
        programs = [
            program
            for program in self.programs
            if entry.program_id is None or program.pk == entry.program_id
        ]
        # What a placeholder prints is no number of the editor's.
        text = PLACEHOLDER.sub(" · ", f"{entry.question} · {plain_text(entry.answer)}")
        found = defaultdict(list)
        for program in programs:
            for words, unit, number in self._stated(text, program):
                for field, its_unit in _SETTINGS.items():
                    if its_unit == unit and getattr(program, field) == number:
                        found[words].append(field)
            email = program.office_email
            if email and email.casefold() in text.casefold():
                found[email].append("office_email")
        return [(words, list(dict.fromkeys(names))) for words, names in found.items()]

    def _stated(self, text, program):
        """Yield (words, unit, number) of every number with a unit; weeks in days, years in months."""
        units = _unit_words()
        units["mentor"] = [program.word("mentor"), program.word("mentor", plural=True)]
        units["mentee"] = [program.word("mentee"), program.word("mentee", plural=True)]
        by_word = {str(word).casefold(): unit for unit, words in units.items() for word in words}
        number = "|".join([r"\d{1,4}", *map(re.escape, self._numbers)])
        pattern = re.compile(
            rf"\b({number})(?:\s*(?:-|–|—|to|{re.escape(pgettext('a range: 6 to 12', 'to'))}|"
            rf"or|and)\s*({number}))?[\s-]+({'|'.join(map(re.escape, by_word))})\b",
            re.IGNORECASE,
        )
        for match in pattern.finditer(text):
            unit = by_word[match[3].casefold()]
            for stated in filter(None, (match[1], match[2])):
                # “One mentor” is how people talk; it need not mean the limit.
                if unit in ("mentor", "mentee", "request") and not stated.isdigit():
                    if self._value(stated) == 1:
                        continue
                base, factor = _CONVERSIONS.get(unit, (unit, 1))
                yield match[0], base, self._value(stated) * factor

    def _value(self, word):
        return int(word) if word.isdigit() else self._numbers[word.casefold()]


def number_message(words, names):
    """Say which placeholders print what the text states."""
    shown = _(" or ").join(f"{{{name}}}" for name in names)
    return ngettext(
        "“%(words)s” is a setting of the program. Write %(placeholders)s, so that the text changes with it.",
        "“%(words)s” is a setting of the program. Write one of %(placeholders)s, so that the text changes with it.",
        len(names),
    ) % {"words": words, "placeholders": shown}


# All together


def check_entry(entry, *, others=None, numbers=None):
    """Return the findings of one entry."""
    findings = []
    if not entry.has_answer:
        findings.append(
            Finding(
                EMPTY, entry, _("The question has no answer. It cannot be published like this.")
            )
        )
    unknown = unknown_in(f"{entry.question} {strip_tags(entry.answer)}", CONTENT_NAMES)
    if unknown:
        findings.append(
            Finding(UNKNOWN, entry, _("Not known here: %(names)s.") % {"names": ", ".join(unknown)})
        )
    findings += [
        Finding(
            TWICE,
            entry,
            _("“%(question)s” asks nearly the same for the same readers.")
            % {"question": other.question},
            other,
        )
        for other in same_questions(entry, others)
    ]
    findings += [
        Finding(NUMBER, entry, number_message(words, names))
        for words, names in (numbers or StatedNumbers()).find(entry)
    ]
    return findings


def check_entries(entries=None):
    """Return the findings of all entries, as they would be published next: drafts in their latest text."""
    if entries is None:
        rows = FAQEntry.objects.select_related("latest_revision", "topic", "program", "locale")
        entries = [latest(entry) for entry in rows]
    numbers = StatedNumbers()
    findings = []
    for place, entry in enumerate(entries):
        # Each pair is named once, at the later of the two.
        findings += check_entry(entry, others=entries[:place], numbers=numbers)
    return findings


def latest(entry):
    """Return ``entry`` with the text of its latest draft."""
    revision = entry.latest_revision
    if revision is None or not entry.has_unpublished_changes:
        return entry
    content = revision.content
    entry.question = content.get("question", entry.question)
    entry.answer = content.get("answer", entry.answer)
    entry.audience = content.get("audience", entry.audience)
    return entry
