"""Scores and order for everybody in a pool at once; the same numbers as ``scoring.explain``."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from operator import floordiv

from .columns import Sum, mask_bytes
from .pool import REMEMBERED_SCORES, Pool
from .scoring import (
    NOTHING_TO_COMPARE,
    CriterionSpec,
    Person,
    compare,
    counts_for,
    hard_rule_holds,
    is_must,
    what_is_asked,
)


@dataclass(frozen=True)
class Judgment:
    """``scores`` is one byte per slot; ``misfits`` the set that a rule keeps from each other."""

    scores: bytes
    misfits: int


def judge(pool: Pool, specs: list[CriterionSpec], viewer: Person, on: datetime.date) -> Judgment:
    """Return how well each person in the pool and ``viewer`` fit. Private criteria never count here."""
    specs = [spec for spec in specs if counts_for(spec)]
    key = (on, _key_of(viewer, specs), tuple(map(_key_of_spec, specs)))
    if key in pool.remembered:
        pool.remembered.move_to_end(key)
    else:
        pool.remembered[key] = Judgment(
            _scores(pool, specs, viewer, on), _misfits(pool, specs, viewer, on)
        )
        if len(pool.remembered) > REMEMBERED_SCORES:
            pool.remembered.popitem(last=False)
    return pool.remembered[key]


def _scores(pool, specs, viewer, on):
    points, weights = Sum(len(pool)), _weights_of_theirs(pool, specs)
    for spec in specs:
        if not spec.weight:
            continue
        columns, own = pool.criteria[spec.id], viewer.said(spec)
        ask = what_is_asked(spec, viewer.role, viewer.wishes.get(spec.id), own)
        if ask is not None:
            degrees = columns.said.look_up(
                lambda said, spec=spec, ask=ask: compare(spec, viewer.role, ask, said, on).degree
            )
            points.add(degrees, spec.weight * ask.importance)
            weights.add_everywhere(spec.weight * ask.importance)

        def degree(theirs, spec=spec, own=own):
            ask = what_is_asked(spec, pool.role, *theirs)
            if ask is None:
                return 0
            return ask.importance * compare(spec, pool.role, ask, own, on).degree

        points.add(columns.asks.look_up(degree), spec.weight)
    return _divided(points, weights)


def _weights_of_theirs(pool, specs):
    """Return what the wishes of each person in the pool weigh; the same whoever searches."""
    key = ("weights", *map(_key_of_spec, specs))
    if key not in pool.remembered:
        weights = Sum(len(pool))
        for spec in specs:
            if not spec.weight:
                continue

            def importance(theirs, spec=spec):
                ask = what_is_asked(spec, pool.role, *theirs)
                return ask.importance if ask is not None else 0

            weights.add(pool.criteria[spec.id].asks.look_up(importance), spec.weight)
        pool.remembered[key] = weights
    pool.remembered.move_to_end(key)
    return pool.remembered[key].times(1)


def _divided(points, weights):
    """The arithmetic of ``scoring.score``, for all at once."""
    numerators = points.times(10)
    numerators += weights.times(3)
    denominators = weights.times(6).values()
    if 0 not in denominators:
        return bytes(map(floordiv, numerators.values(), denominators))
    return bytes(
        numerator // denominator if denominator else NOTHING_TO_COMPARE
        for numerator, denominator in zip(numerators.values(), denominators, strict=True)
    )


def _misfits(pool, specs, viewer, on):
    misfits = 0
    for spec in specs:
        columns, own = pool.criteria[spec.id], viewer.said(spec)
        if spec.is_hard and own:

            def breaks_rule(said, spec=spec, own=own):
                mentor, mentee = (said, own) if pool.role == "mentor" else (own, said)
                return not hard_rule_holds(spec, mentor, mentee, on)

            misfits |= columns.said.where(breaks_rule)
        ask = what_is_asked(spec, viewer.role, viewer.wishes.get(spec.id), own)
        if ask is not None and is_must(ask):
            misfits |= columns.said.where(
                lambda said, spec=spec, ask=ask: (
                    compare(spec, viewer.role, ask, said, on).holds is False
                )
            )

        def wants_other(theirs, spec=spec, own=own):
            if theirs[0] is None or not is_must(theirs[0]):
                return False
            ask = what_is_asked(spec, pool.role, *theirs)
            if ask is None:
                return False
            return compare(spec, pool.role, ask, own, on).holds is False

        if own and any(map(wants_other, columns.asks.values())):
            misfits |= columns.asks.where(wants_other)
    return misfits


class ByFit:
    """The slots of ``candidates``, best score first; equals by free places, then by name.

    A sequence for Django's ``Paginator`` that puts only as much in order as is looked at.
    """

    def __init__(self, pool, candidates, scores, free_places):
        self.pool = pool
        self.free_places = free_places
        mask = int.from_bytes(mask_bytes(candidates, len(pool)), "little")
        # One more than the score, so that 0 means: not a candidate.
        shifted = int.from_bytes(scores.translate(_PLUS_ONE), "little")
        self.scores = (mask & shifted).to_bytes(len(pool), "little")
        self.count = candidates.bit_count()

    def __len__(self):
        return self.count

    def __getitem__(self, wanted):
        start, stop, _step = wanted.indices(self.count)
        found, passed = [], 0
        for score in range(101, 0, -1):
            if passed >= stop:
                break
            equals = self.scores.count(score)
            if passed + equals > start:
                slots = sorted(self._with(score), key=self._key)
                found += slots[max(0, start - passed) : stop - passed]
            passed += equals
        return found

    def _with(self, score):
        return [match.start() for match in re.finditer(re.escape(bytes([score])), self.scores)]

    def _key(self, slot):
        return -self.free_places(slot), self.pool.name(slot), self.pool.profiles[slot]


_PLUS_ONE = bytes(min(code + 1, 255) for code in range(256))


class InOrder:
    """The slots of ``candidates`` in the order of ``entries``, tuples that end with the slot."""

    def __init__(self, entries, candidates, size):
        self.entries = entries
        self.chosen = mask_bytes(candidates, size)
        self.count = candidates.bit_count()

    def __len__(self):
        return self.count

    def __getitem__(self, wanted):
        start, stop, _step = wanted.indices(self.count)
        found, passed = [], 0
        for entry in self.entries:
            if passed >= stop:
                break
            if self.chosen[entry[-1]]:
                if passed >= start:
                    found.append(entry[-1])
                passed += 1
        return found


def _key_of(person, specs):
    return (
        person.role,
        tuple((spec.id, person.said(spec), person.wishes.get(spec.id)) for spec in specs),
    )


def _key_of_spec(spec):
    return (
        spec.id,
        spec.kind,
        spec.rule,
        spec.distance,
        spec.weight,
        spec.is_hard,
        spec.asks,
        tuple(spec.labels),
    )
