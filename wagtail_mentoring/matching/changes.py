"""Keeps this process's pools as new as the database: one query before every search.

Every change of a profile, an answer or a wish writes a row of ``SearchChange``
in its own transaction. Rows become visible when their transaction commits, not
in the order of their numbers; so the numbers that were skipped are asked for
again until they turn up or are too old to come.
"""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager

from django.db import router
from django.db.models import Q

from ..conf import settings
from ..models import SearchChange
from .pool import Pool

#: More news than this at once: reading everything anew is quicker.
MOST_NEWS = 5000
#: How far back a new process looks for numbers that may still turn up.
LOOK_BACK = 500
#: How many skipped numbers are waited for, and how many seconds. No transaction of a web request takes as long.
MOST_SKIPPED = 500
WAIT_FOR_SKIPPED = 3600

FIELDS = ("pk", "token", "program", "role", "profile_id")


class Pools:
    """The pools of one database connection's alias."""

    def __init__(self, using):
        self.using = using
        self.lock = threading.RLock()
        self._forget()

    @contextmanager
    def pool(self, program, role, criteria, meetings=(), *, is_current=False):
        """Give the pool of a program and a role, up to date and with these criteria and meetings (ids), under a lock.

        ``is_current`` spares whoever has just asked for another pool the question what has changed.
        """
        with self.lock:
            if not is_current or self._last is None:
                self._read_news()
            key = (program.pk, program.uuid, str(role))
            # The one last asked for stands last.
            pool = self._pools.pop(key, None) or Pool(program.pk, role, self.using)
            self._pools[key] = pool
            self._make_room()
            pool.threshold = program.completeness_threshold
            pool.refresh()
            pool.need(criteria)
            pool.need_meetings(meetings)
            yield pool

    def note(self, program, role, profile_ids):
        """These profiles turned out to be different; read them again next time."""
        with self.lock:
            pool = self._pools.get((program.pk, program.uuid, str(role)))
            if pool is not None:
                for profile in profile_ids:
                    pool.note(profile)

    def _make_room(self):
        """Let go of those that were not asked for the longest, until the rest is not too many people."""
        people = sum(map(len, self._pools.values()))
        for key in list(self._pools)[:-1]:
            if people <= settings.SEARCH_PEOPLE_IN_MEMORY:
                break
            people -= len(self._pools.pop(key))

    def _forget(self):
        self._pools: dict[tuple, Pool] = {}
        self._last: tuple | None = None
        self._skipped: dict[int, float] = {}

    def _read_news(self):
        rows = SearchChange.objects.using(self.using).order_by("pk").values_list(*FIELDS)
        if self._last is None:
            return self._start(rows)
        number, token = self._last
        query = Q(pk__gte=number)
        if self._skipped:
            query |= Q(pk__in=list(self._skipped))
        news = list(rows.filter(query)[: MOST_NEWS + 1])
        known = {row[0]: row[1] for row in news}
        if len(news) > MOST_NEWS or (number and known.get(number) != token):
            # Too much, or our last row was rolled back, pruned or replaced.
            self._forget()
            return self._start(rows)
        for row in news:
            if row[0] != number:
                self._apply(row)
        self._remember([row for row in news if row[0] > number], number)
        return None

    def _start(self, rows):
        latest = list(rows.reverse()[:LOOK_BACK])[::-1]
        self._last = (0, None)
        if latest:
            self._last = latest[0][:2]
            self._remember(latest[1:], latest[0][0])

    def _remember(self, rows, number):
        """Note the last row, and the numbers between that were skipped."""
        now = time.monotonic()
        for row in rows:
            for skipped in range(max(number + 1, row[0] - MOST_SKIPPED), row[0]):
                self._skipped[skipped] = now
            number = row[0]
        if rows:
            self._last = rows[-1][:2]
        for skipped, since in list(self._skipped.items()):
            if now - since > WAIT_FOR_SKIPPED or len(self._skipped) > MOST_SKIPPED:
                del self._skipped[skipped]

    def _apply(self, row):
        number, _token, program, role, profile = row
        self._skipped.pop(number, None)
        for key, pool in list(self._pools.items()):
            if key[0] == program and key[2] == role:
                if profile is None:
                    del self._pools[key]
                else:
                    pool.note(profile)


_all_pools: dict[str, Pools] = {}
_all_pools_lock = threading.Lock()


def get_pools():
    """Return this process's pools for the database that searches read."""
    using = router.db_for_read(SearchChange)
    with _all_pools_lock:
        if using not in _all_pools:
            _all_pools[using] = Pools(using)
        return _all_pools[using]
