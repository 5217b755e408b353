"""Scores and order for everybody in a pool at once; the same numbers as ``scoring.explain``."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from itertools import compress, islice
from math import gcd

from .columns import Sum, bits, mask_bytes
from .comparing import CriterionSpec, Person, compare, hard_rule_holds, is_must, what_is_asked
from .pool import REMEMBERED_SCORES, Pool
from .scoring import counts_for, score

#: More people with the same score than this are put in order by sets, fewer one by one.
MANY = 500


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
    """Return everybody's score: the degrees of each answer, looked up and added up for all at once.

    All numbers are divided by what they have in common. They are small then, mostly below 256.
    """
    parts, weight = [], 0
    for spec in specs:
        ask = what_is_asked(spec, viewer.role, viewer.wishes.get(spec.id), viewer.said(spec))
        factor = spec.weight * ask.importance if ask is not None else 0
        if not factor:
            continue
        weight += factor
        said = pool.criteria[spec.id].said
        degrees = said.table(
            lambda said, spec=spec, ask=ask: compare(spec, viewer.role, ask, said, on).degree,
            ("degree", _key_of_spec(spec), ask, on),
        )
        common = gcd(*set(degrees))
        if common:
            degrees = bytes(degree // common for degree in degrees)
            parts.append((said, degrees, factor * common))
    unit = gcd(*(times for _said, _degrees, times in parts))
    most = sum(max(degrees) * times // unit for _said, degrees, times in parts)
    points = Sum(len(pool), most)
    for said, degrees, times in parts:
        points.add(said.read(degrees), times // unit)
    return points.look_up(lambda number: score(number * unit, weight))


def _misfits(pool, specs, viewer, on):
    misfits = 0
    for spec in specs:
        columns, own = pool.criteria[spec.id], viewer.said(spec)
        if spec.is_hard and own:

            def breaks_rule(said, spec=spec, own=own):
                mentor, mentee = (said, own) if pool.role == "mentor" else (own, said)
                return not hard_rule_holds(spec, mentor, mentee, on)

            misfits |= columns.said.where(breaks_rule, ("breaks rule", _key_of_spec(spec), own, on))
        ask = what_is_asked(spec, viewer.role, viewer.wishes.get(spec.id), own)
        if ask is not None and is_must(ask):
            misfits |= columns.said.where(
                lambda said, spec=spec, ask=ask: (
                    compare(spec, viewer.role, ask, said, on).holds is False
                ),
                ("must", _key_of_spec(spec), ask, on),
            )
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
        for shifted in range(101, 0, -1):
            if passed >= stop:
                break
            equals = self.scores.count(shifted)
            if passed + equals > start:
                some = slice(max(0, start - passed), stop - passed)
                found += (self._many if equals > MANY else self._few)(shifted)[some]
            passed += equals
        return found

    def _few(self, shifted):
        matches = re.finditer(re.escape(bytes([shifted])), self.scores)
        return sorted((match.start() for match in matches), key=self._key)

    def _key(self, slot):
        return -self.free_places(slot), self.pool.name(slot), self.pool.profiles[slot]

    def _many(self, shifted):
        """The same without a look at each of them: who asks for nothing finds everybody equal."""
        digits = bytes(49 if code == shifted else 48 for code in range(256))
        equals, loads = bits(self.scores.translate(digits)), self.pool.loads
        by_places = {}
        for load in loads.values():
            some = equals & loads.where(lambda value, load=load: value == load)
            if some:  # as many free places for one as for all of them
                places = self.free_places((some & -some).bit_length() - 1)
                by_places[places] = by_places.get(places, 0) | some
        groups = (by_places[places] for places in sorted(by_places, reverse=True))
        return Chain([InOrder(self.pool.by_name, group, len(self.pool)) for group in groups])


_PLUS_ONE = bytes(min(code + 1, 255) for code in range(256))


class InOrder:
    """Those of ``slots``, which are in order, that are in ``candidates``."""

    def __init__(self, slots, candidates, size):
        self.slots = slots
        self.chosen = mask_bytes(candidates, size)
        self.count = candidates.bit_count()

    def __len__(self):
        return self.count

    def __getitem__(self, wanted):
        start, stop, _step = wanted.indices(self.count)
        chosen = compress(self.slots, map(self.chosen.__getitem__, self.slots))
        return list(islice(chosen, start, stop))


class Chain:
    """Sequences one after the other, of which only as much is made as is looked at."""

    def __init__(self, sequences):
        self.sequences = sequences

    def __len__(self):
        return sum(map(len, self.sequences))

    def __getitem__(self, wanted):
        start, stop, _step = wanted.indices(len(self))
        found, passed = [], 0
        for sequence in self.sequences:
            if passed < stop and passed + len(sequence) > start:
                found += sequence[max(0, start - passed) : stop - passed]
            passed += len(sequence)
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
