"""How far one answer is what somebody asks: the part of the score that knows the rules.

Pure, as ``scoring``: no models, no queries, no settings.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from zoneinfo import ZoneInfo

from ..enums import CriterionKind, Importance, LanguageLevel, MatchRule, Role

#: The degree of a perfect fit. Sixty divides evenly by what occurs, and three times sixty
#: (a must) still fits into a byte, which ``columns`` needs.
FULL = 60
HALF = FULL // 2
#: The hours of the day, by a person's own clock, at which a call is reasonable.
WAKES_AT, SLEEPS_AT = 8, 21

#: An answer: a choice's key (or a country, or a time zone) with the level of a language, else 0.
Tick = tuple[int | str, int]
#: All answers of one person to one criterion; empty when they said nothing.
Said = frozenset[Tick]
SILENT: Said = frozenset()


@dataclass(frozen=True)
class CriterionSpec:
    """What the score has to know of a criterion."""

    id: int
    label: str
    kind: str
    rule: str
    distance: int = 1
    weight: int = 5
    is_hard: bool = False
    is_public: bool = True
    #: Private: it counts only for those who agreed to be found by it (D20).
    needs_consent: bool = False
    asks: frozenset[str] = frozenset(Role.values)
    #: choice -> its label, in the editors' order; on a scale the order is the meaning
    labels: Mapping[int, str] = field(default_factory=dict)

    @property
    def is_compared(self) -> bool:
        return self.rule != MatchRule.IGNORE

    def step(self, said: Said) -> int | None:
        """Return where on the scale an answer stands, from 0; ``None`` without one."""
        steps = list(self.labels)
        found = [steps.index(key) for key, _level in said if key in self.labels]
        return max(found) if found else None


@dataclass(frozen=True)
class Wish:
    """How much a criterion matters to a member, and which answers they would like to find."""

    importance: int = Importance.NICE
    choices: frozenset[int] = frozenset()


DEFAULT_WISH = Wish()


@dataclass(frozen=True)
class Person:
    """One side of a pair: answers and wishes by criterion id."""

    role: Role
    answers: Mapping[int, Said] = field(default_factory=dict)
    wishes: Mapping[int, Wish] = field(default_factory=dict)
    #: The private criteria this person wants to be found by (D20).
    findable: frozenset[int] = frozenset()

    def said(self, spec: CriterionSpec) -> Said:
        """Return what may be counted: a private answer only with its owner's consent."""
        if spec.needs_consent and spec.id not in self.findable:
            return SILENT
        return self.answers.get(spec.id, SILENT)


@dataclass(frozen=True)
class Ask:
    """What one person looks for in the other, by one criterion."""

    importance: int
    #: True: the answers they wish for. False: their own, to be compared by the criterion's rule.
    is_wish: bool
    said: Said


@dataclass(frozen=True)
class Comparison:
    """``degree`` is 0 to ``FULL``; ``holds`` is ``None`` when the other has not answered."""

    degree: int
    holds: bool | None


#: No answer is neither for nor against: it counts as half, so that an almost empty profile comes
#: neither before one that fits nor behind one that does not.
UNKNOWN = Comparison(HALF, None)


def what_is_asked(spec: CriterionSpec, role: Role, wish: Wish | None, own: Said) -> Ask | None:
    """Return what a person of ``role`` looks for in the other, or ``None`` if this does not matter.

    Who names no wish is compared by their own answer, where both are asked the question.
    """
    wish = wish or DEFAULT_WISH
    if not wish.importance or role.other not in spec.asks:
        return None
    if wish.choices:
        return Ask(wish.importance, True, frozenset((key, 0) for key in wish.choices))
    if own and role in spec.asks:
        return Ask(wish.importance, False, own)
    return None


def is_must(ask: Ask | Wish) -> bool:
    return ask.importance >= Importance.MUST


def hard_rule_holds(spec: CriterionSpec, mentor: Said, mentee: Said, on: datetime.date) -> bool:
    """Return whether the editors' "must fit" lets these two see each other. Silence does."""
    if not spec.is_hard or not mentor or not mentee:
        return True
    return _by_rule(spec, mentor, mentee, on).holds is not False


def compare(spec: CriterionSpec, role: Role, ask: Ask, said: Said, on: datetime.date) -> Comparison:
    """Return how far ``said`` is what a person of ``role`` asks."""
    if not said:
        return UNKNOWN
    if ask.is_wish:
        return _by_wish(spec, ask.said, said)
    mentor, mentee = (ask.said, said) if role is Role.MENTOR else (said, ask.said)
    return _by_rule(spec, mentor, mentee, on)


def _by_wish(spec, wished, said):
    if spec.kind == CriterionKind.LANGUAGE:
        return _languages(wished, said)
    common = len(keys_of(wished) & keys_of(said))
    if not common:
        return Comparison(0, False)
    if spec.kind != CriterionKind.MULTIPLE:  # one answer at most: to be among the wished is all
        return Comparison(FULL, True)
    return Comparison(HALF + HALF * common // len(wished), True)


def _by_rule(spec, mentor, mentee, on):
    rule = spec.rule
    if spec.kind == CriterionKind.LANGUAGE:
        return _languages(mentor, mentee)
    if rule == MatchRule.HOURS_OVERLAP:
        return _hours(spec, mentor, mentee, on)
    if rule in (MatchRule.AT_LEAST, MatchRule.MENTOR_ABOVE):
        return _steps(spec, mentor, mentee)
    if spec.kind == CriterionKind.TIME_ZONE:
        same = _offset(mentor, on) == _offset(mentee, on)
        return Comparison(FULL if same else 0, same)
    common = len(mentor & mentee)
    if rule == MatchRule.SAME:
        return Comparison(FULL * common // len(mentor | mentee), mentor == mentee)
    if not common:
        return Comparison(0, False)
    if rule == MatchRule.OFFER_MEETS_SOUGHT:
        return Comparison(FULL * common // len(mentee), True)
    return Comparison(HALF + HALF * common // len(mentee), True)


def keys_of(said):
    return {key for key, _level in said}


def _languages(one, other):
    """The best language both speak: fluently is full, so-so is three quarters, a few words are half."""
    other_levels = dict(other)
    best = max(
        (
            min(level or LanguageLevel.NATIVE, other_levels[language] or LanguageLevel.NATIVE)
            for language, level in one
            if language in other_levels
        ),
        default=0,
    )
    if best >= LanguageLevel.FLUENT:
        return Comparison(FULL, True)
    if best == LanguageLevel.CONVERSATIONAL:
        return Comparison(FULL * 3 // 4, True)
    return Comparison(HALF if best else 0, False)


def _steps(spec, mentor, mentee):
    """One step short of the wanted distance is a near miss, worth half."""
    upper, lower = spec.step(mentor), spec.step(mentee)
    if upper is None or lower is None:
        return UNKNOWN
    wanted = spec.distance if spec.rule == MatchRule.MENTOR_ABOVE else 0
    missing = wanted - (upper - lower)
    if missing <= 0:
        return Comparison(FULL, True)
    return Comparison(HALF if missing == 1 else 0, False)


def _hours(spec, mentor, mentee, on):
    one, other = _offset(mentor, on), _offset(mentee, on)
    if one is None or other is None:
        return UNKNOWN
    wanted = max(spec.distance, 1) * 60
    shared = overlap(one, other)
    if shared >= wanted:
        return Comparison(FULL, True)
    return Comparison(FULL * shared // wanted, False)


def overlap(one: int, other: int) -> int:
    """Return how many minutes a day both are awake, given their offsets from UTC in minutes."""
    awake = (SLEEPS_AT - WAKES_AT) * 60
    apart = abs(one - other) % (24 * 60)
    return max(0, awake - apart) + max(0, awake - (24 * 60 - apart))


def _offset(said, on):
    return min((offset(str(name), on) for name, _level in said), default=None)


@lru_cache(maxsize=4096)
def offset(zone: str, on: datetime.date) -> int | None:
    """Return the minutes by which ``zone`` is ahead of UTC at noon of that day; ``None`` if there is no such zone."""
    try:
        moment = datetime.datetime(on.year, on.month, on.day, 12, tzinfo=ZoneInfo(zone))
    except (KeyError, ValueError, OSError):
        return None
    return int(moment.utcoffset().total_seconds() // 60)
