"""What a change of weights and rules would do to real pairs, before it is saved.

A few mentees search once by the rules as they are and once as they would be,
with the code of the search itself. Only what everybody may read counts, as in
members' searches. Constant number of queries; ten thousand mentors take
milliseconds.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby

from django.utils import timezone

from .. import get_participant_model
from ..enums import Role
from .changes import get_pools
from .comparing import CriterionSpec, Person
from .index import words_of
from .names import sort_key
from .people import load_criteria, wish_of
from .pool import Pool
from .ranking import ByFit, InOrder, Judgment, judge
from .scoring import today
from .search import candidates_for, limits_of

#: How many mentees are looked at, and how many mentors each of them sees.
MENTEES = 5
TOP = 5
#: Further down than this, a place is not told as a number.
FAR_DOWN = 100
#: Scores are counted in steps of this size.
STEP = 10

#: Criterion id -> what would be different: weight, rule, distance, is_hard.
Changes = Mapping[int, Mapping]


@dataclass(frozen=True)
class Place:
    """A mentor in a mentee's list. ``other`` is the place in the other of the two lists.

    ``other`` is ``None`` when the mentor is not in that list at all, and
    ``FAR_DOWN`` when further down than that.
    """

    profile_id: int
    number: int
    score: int
    other: int | None

    @property
    def is_far(self):
        return self.other is not None and self.other >= FAR_DOWN

    @property
    def moved(self):
        """How many places up (down: negative) from now to new, for a place of the new list."""
        return 0 if self.other is None else self.other - self.number


@dataclass(frozen=True)
class MenteeTrial:
    profile_id: int
    now: tuple[Place, ...]
    new: tuple[Place, ...]

    @property
    def is_changed(self):
        return [place.profile_id for place in self.now] != [place.profile_id for place in self.new]


@dataclass
class Totals:
    """What holds of all pairs looked at together."""

    pairs: int = 0
    #: Pairs that a "must fit" of the editors keeps apart, and those that a mentee's own must does.
    by_rule: int = 0
    by_must: int = 0
    #: How many pairs have a score of 0 to 9, 10 to 19, … 100.
    scores: list[int] = field(default_factory=lambda: [0] * (100 // STEP + 1))


@dataclass(frozen=True)
class Trial:
    mentees: tuple[MenteeTrial, ...]
    now: Totals
    new: Totals

    @property
    def changed(self):
        """How many of the mentees would see other mentors on top, or in another order."""
        return sum(mentee.is_changed for mentee in self.mentees)

    @property
    def replaced(self):
        """How many of the top places would be others' than now."""
        return sum(
            len({p.profile_id for p in mentee.new} - {p.profile_id for p in mentee.now})
            for mentee in self.mentees
        )


def try_changes(program, changes: Changes, *, name="", mentees=MENTEES, top=TOP) -> Trial:
    """Compare what mentees of ``program`` find now with what they would find after ``changes``.

    Looked at are the mentees who joined last, or those with ``name`` in theirs.
    """
    specs = [spec for _criterion, spec in load_criteria(program)]
    new_specs = [dataclasses.replace(spec, **changes.get(spec.id, {})) for spec in specs]
    on = timezone.localdate()
    pools = get_pools()
    wanted = [spec.id for spec in specs]
    with pools.pool(program, Role.MENTEE, wanted) as pool:
        slots = _sample(pool, name, mentees, on)
        people = {pool.profiles[slot]: pool.person(slot, specs) for slot in slots}
    searchers = get_participant_model(Role.MENTEE).objects.in_bulk(list(people))
    people = _with_wishes(people)
    tried, now, new = [], Totals(), Totals()
    with pools.pool(program, Role.MENTOR, wanted) as pool:
        for pk, person in people.items():
            if pk not in searchers:
                continue
            search = _Search(program, searchers[pk], person, pool, on)
            before, after = search.ranking(specs, now), search.ranking(new_specs, new)
            tried.append(
                MenteeTrial(
                    pk,
                    _places(pool, before, after, top),
                    _places(pool, after, before, top),
                )
            )
    return Trial(tuple(tried), now, new)


class _Search:
    """One mentee's search among the mentors of a pool."""

    def __init__(self, program, searcher, person, pool: Pool, on):
        self.program, self.searcher, self.person = program, searcher, person
        self.pool, self.on = pool, on
        self.limit_of = limits_of(pool.model, program)

    def ranking(self, specs: list[CriterionSpec], totals: Totals) -> ByFit:
        """Return the mentors in the order of fit, and count them into ``totals``."""
        judgment = judge(self.pool, specs, self.person, today())
        candidates = self._candidates(judgment)
        softened = [dataclasses.replace(spec, is_hard=False) for spec in specs]
        musts = judge(self.pool, softened, self.person, today()).misfits
        everybody = self._candidates(Judgment(judgment.scores, 0))
        found = ByFit(
            self.pool,
            candidates,
            judgment.scores,
            lambda slot: self.pool.free_places(slot, self.limit_of),
        )
        totals.pairs += everybody.bit_count()
        totals.by_must += (everybody & musts).bit_count()
        totals.by_rule += (everybody & judgment.misfits & ~musts).bit_count()
        for score in range(101):
            totals.scores[score // STEP] += found.scores.count(score + 1)
        return found

    def _candidates(self, judgment):
        return candidates_for(
            self.program, self.searcher, self.pool, judgment, self.limit_of, self.on
        )


def _sample(pool, name, number, on):
    """Return the slots of the mentees to look at: the newest first, the same every time."""
    listed = pool.listed(on)
    for word in map(sort_key, words_of(name).split()):
        listed &= pool.named(word)
    return list(InOrder(pool.by_newest, listed, len(pool))[0:number])


def _with_wishes(people: dict[int, Person]):
    """Return the people with what they wish for, in one query."""
    model = get_participant_model(Role.MENTEE)._meta.get_field("preferences").related_model
    rows = model.objects.filter(profile__in=list(people)).order_by("profile", "criterion")
    rows = rows.values_list("profile", "criterion", "importance", "choices")
    wishes = {
        key: wish_of(row[2:] for row in group)
        for key, group in groupby(rows, key=lambda row: row[:2])
    }
    return {
        pk: dataclasses.replace(
            person,
            wishes={criterion: wish for (who, criterion), wish in wishes.items() if who == pk},
        )
        for pk, person in people.items()
    }


def _places(pool, ours: ByFit, theirs: ByFit, top) -> tuple[Place, ...]:
    """Return the first places of one list with where each is in the other."""
    others = {slot: number for number, slot in enumerate(theirs[0:FAR_DOWN], start=1)}
    places = []
    for number, slot in enumerate(ours[0:top], start=1):
        is_there = bool(theirs.scores[slot])
        places.append(
            Place(
                profile_id=pool.profiles[slot],
                number=number,
                score=ours.scores[slot] - 1,
                other=others.get(slot, FAR_DOWN) if is_there else None,
            )
        )
    return tuple(places)
