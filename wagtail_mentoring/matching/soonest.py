"""The order "soonest free": who can begin now, then who can begin later, then who has no place."""

from __future__ import annotations

from .columns import slots_of
from .ranking import ByFit

MOST_PLACES = 9


class SoonestFree:
    """The slots of ``candidates``: free now, then by the day their window opens, then the full ones.

    Within a day those with more free places come first, then the better fit, then the name. A
    sequence for Django's ``Paginator`` that puts only as much in order as is looked at.
    """

    def __init__(self, pool, candidates, scores, limit_of, on):
        self.pool = pool
        self.candidates = candidates
        self.scores = scores
        self.limit_of = limit_of
        self.on = on

    def __len__(self):
        return self.candidates.bit_count()

    def __getitem__(self, wanted):
        start, stop, _step = wanted.indices(len(self))
        found, passed = [], 0
        for group in self._groups():
            if passed >= stop:
                break
            count = group.bit_count()
            if passed + count > start:
                ranking = ByFit(self.pool, group, self.scores, lambda _slot: 0)
                found += ranking[max(0, start - passed) : stop - passed]
            passed += count
        return found

    def _groups(self):
        pool, full = self.pool, self.pool.full(self.limit_of)
        later: dict = {}
        for slot, day in pool.available_from.items():
            if day > self.on:
                later.setdefault(day, []).append(slot)
        days = sorted(later)
        waiting = slots_of((slot for day in days for slot in later[day]), len(pool))
        for group in (self.candidates & ~full, self.candidates & full):
            yield from self._by_places(group & ~waiting)
            if group & waiting:
                for day in days:
                    yield from self._by_places(group & slots_of(later[day], len(pool)))

    def _by_places(self, group):
        for places in range(MOST_PLACES, -1, -1):
            if not group:
                return
            some = group & self._with_places(places)
            group &= ~some
            if some:
                yield some

    def _with_places(self, places):
        return self.pool.loads.where(lambda load: load is not None and self._free(load) == places)

    def _free(self, load):
        open_mentorships, capacity = load
        limit = self.limit_of(capacity)
        return MOST_PLACES if limit is None else max(0, min(MOST_PLACES, limit - open_mentorships))
