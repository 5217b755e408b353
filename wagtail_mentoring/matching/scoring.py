"""How well two people fit: the one score of the app (design rule 6).

Pure: no models, no queries, no settings. ``comparing`` says how far two answers agree. Search order,
the explanation a member reads and the coordinators' view all come from ``compare`` and ``explain``.
docs/explanation/fit.md says in words what stands here in code.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from ..enums import Role
from .comparing import (
    FULL,
    Ask,
    Comparison,
    CriterionSpec,
    Person,
    Said,
    compare,
    hard_rule_holds,
    is_must,
    keys_of,
    what_is_asked,
)

#: The score of two people about whom nothing can be compared.
NOTHING_TO_COMPARE = 50


@dataclass(frozen=True)
class FitLine:
    """One criterion, seen by one of the two: what they asked, what the other said, what it counts."""

    spec: CriterionSpec
    ask: Ask
    said: Said
    #: The answers that are both asked and said.
    common: Said
    #: met, partly, not or unknown
    result: str
    #: Percent of all that the viewer asks. It tells nothing of what the other one wishes.
    counts: int
    #: How many of these the pair gets. All lines together make the score that a member reads.
    points: int = 0

    @property
    def is_met(self) -> bool:
        return self.result == "met"


@dataclass(frozen=True)
class Fit:
    """``score`` is 0 to 100; ``fits`` is false when a rule that must hold does not."""

    score: int
    fits: bool
    lines: tuple[FitLine, ...] = ()

    @property
    def matched(self) -> int:
        return sum(line.is_met for line in self.lines)

    @property
    def total(self) -> int:
        return len(self.lines)


def explain(
    mentor: Person,
    mentee: Person,
    criteria: Iterable[CriterionSpec],
    viewer_role: Role,
    *,
    on: datetime.date | None = None,
    include_private: bool = False,
) -> Fit:
    """Return how well the two fit, told to the one who has ``viewer_role``.

    The score is the mean of how far this one finds what they ask in the other, weighted by the
    editors' weight times their own importance; the lines are all that goes into it.
    ``include_private`` is for coordinators: everything counts, and what both of them ask.
    What not everybody may read never touches anything a member sees (S-05); neither does what the
    other one wishes (D20).
    ``on`` is the day whose clock changes count (today).
    """
    on = on or today()
    people = {Role.MENTOR: mentor, Role.MENTEE: mentee}
    points = weight = 0
    fits = True
    seen: list[tuple[CriterionSpec, Ask, Said, Comparison]] = []
    for spec in criteria:
        if not counts_for(spec, include_private=include_private):
            continue
        fits = fits and hard_rule_holds(spec, mentor.said(spec), mentee.said(spec), on)
        for role, person in people.items():
            if not include_private and role is not Role(viewer_role):
                continue
            ask = what_is_asked(spec, role, person.wishes.get(spec.id), person.said(spec))
            if ask is None:
                continue
            said = people[role.other].said(spec)
            comparison = compare(spec, role, ask, said, on)
            points += spec.weight * ask.importance * comparison.degree
            weight += spec.weight * ask.importance
            fits = fits and not (is_must(ask) and comparison.holds is False)
            if role is Role(viewer_role):
                seen.append((spec, ask, said, comparison))
    return Fit(score(points, weight), fits, _lines(seen))


def today() -> datetime.date:
    """Return the day by which clocks are compared: the same for everybody, wherever they are."""
    return datetime.datetime.now(datetime.UTC).date()


def counts_for(spec: CriterionSpec, *, include_private: bool = False) -> bool:
    """Return whether a criterion takes part in a score at all."""
    return spec.is_compared and (spec.is_public or include_private)


def score(points: int, weight: int) -> int:
    """Return the score for the sums of weighted degrees and of weights, rounded half up."""
    if not weight:
        return NOTHING_TO_COMPARE
    return (10 * points + 3 * weight) // (6 * weight)


def _lines(seen):
    seen = [line for line in seen if _is_worth_a_line(*line[:2])]
    # Two of the same weight may differ by one, whole numbers being what they are: by the criterion,
    # not by the place in the list.
    shares = {
        spec.id: (spec.weight * ask.importance, comparison.degree)
        for spec, ask, _said, comparison in sorted(seen, key=lambda line: line[0].id)
    }
    hundred = dict(zip(shares, zip(*_in_hundred(list(shares.values())), strict=True), strict=True))
    lines = []
    for spec, ask, said, comparison in seen:
        keys = keys_of(ask.said)
        lines.append(
            FitLine(
                spec=spec,
                ask=ask,
                said=said,
                common=frozenset(tick for tick in said if tick[0] in keys),
                result=_result(comparison),
                counts=hundred[spec.id][0],
                points=hundred[spec.id][1],
            )
        )
    return tuple(lines)


def _is_worth_a_line(spec, ask):
    return spec.weight * ask.importance or is_must(ask) or spec.is_hard


def _in_hundred(lines):
    """Return, for lines of share and degree, what each counts of a hundred and what it gets.

    Whole numbers that add up: those to a hundred, these to the score.
    """
    total = sum(share for share, _degree in lines)
    full = [number for number, (_share, degree) in enumerate(lines) if degree == FULL]
    others = [number for number in range(len(lines)) if number not in full]
    counts, points = [0] * len(lines), [0] * len(lines)
    if not total:
        return counts, points
    of_full = score(sum(lines[number][0] for number in full) * FULL, total)
    for group, whole in ((full, of_full), (others, 100 - of_full)):
        parts = [100 * lines[number][0] for number in group]
        for number, count in zip(group, _whole(parts, total, whole), strict=True):
            counts[number] = points[number] = count
    rest = score(sum(share * degree for share, degree in lines), total) - of_full
    parts = [100 * lines[number][0] * lines[number][1] for number in others]
    for number, point in zip(others, _whole(parts, total * FULL, rest), strict=True):
        points[number] = min(point, counts[number])
    return counts, points


def _whole(parts, divisor, whole):
    """Return ``parts`` over ``divisor``, rounded down or up so that the sum is ``whole``."""
    found = [part // divisor for part in parts]
    by_rest = sorted(range(len(parts)), key=lambda number: (-(parts[number] % divisor), number))
    for number in by_rest[: max(0, whole - sum(found))]:
        found[number] += 1
    return found


def _result(comparison):
    if comparison.holds is None:
        return "unknown"
    if comparison.holds:
        return "met"
    return "partly" if comparison.degree else "not"
