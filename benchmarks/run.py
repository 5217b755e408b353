"""Times one database: run as ``python -m benchmarks.run SIZE...`` with DATABASE_URL set; prints JSON.

Works in a test database of its own, which it makes and removes.
"""

import json
import os
import statistics
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

# ruff: noqa: E402 -- models can be imported only now
from django.db import connection, connections, transaction
from django.test import Client
from django.test.runner import DiscoverRunner
from django.test.utils import CaptureQueriesContext

from benchmarks.data import GIVEN, WORDS, index_program, make_program
from benchmarks.handwritten import handwritten
from tests.factories import RequestFactory, agree, publish_code_of_conduct
from wagtail_mentoring.actions import AcceptRequestAction
from wagtail_mentoring.links import ProgramLinks
from wagtail_mentoring.matching import changes

SEARCHERS = 30
CLIENTS = 8
ACCEPTS = 20


def measure(function, arguments):
    """Return (seconds, seconds of this process's CPU) for each argument."""
    times = []
    for argument in arguments:
        start, start_cpu = time.perf_counter(), time.process_time()
        function(argument)
        times.append((time.perf_counter() - start, time.process_time() - start_cpu))
    return times


def case(name, size, measured, **more):
    times = sorted(seconds for seconds, _cpu in measured)
    return {
        "name": name,
        "database": connection.vendor,
        "profiles": size,
        "median_seconds": round(statistics.median(times), 5),
        "p95_seconds": round(times[min(len(times) - 1, int(0.95 * len(times)))], 5),
        # What a busy machine does not change; the database server's own work is not in it.
        "cpu_seconds": round(statistics.median(cpu for _seconds, cpu in measured), 5),
        "runs": len(times),
        **more,
    }


def megabytes(thing, seen=None):
    """Return how much memory an object and all it holds take."""
    seen = set() if seen is None else seen
    if id(thing) in seen or isinstance(thing, type):
        return 0
    seen.add(id(thing))
    size = sys.getsizeof(thing)
    if isinstance(thing, dict):
        inner = (*thing.keys(), *thing.values())
    elif isinstance(thing, list | tuple | set | frozenset):
        inner = thing
    elif hasattr(thing, "__dict__") and type(thing).__module__.startswith("wagtail_mentoring.m"):
        inner = vars(thing).values()
    else:
        inner = ()
    return size / 1e6 + sum(megabytes(one, seen) for one in inner)


class Searches:
    """The page of one program, asked by thirty mentees."""

    def __init__(self, size):
        self.size = size
        self.program = make_program(f"society-{size}", size, SEARCHERS)
        index_program(self.program)
        publish_code_of_conduct(self.program)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        self.url = ProgramLinks(self.program).find("mentor")
        self.searchers = list(
            self.program.mentee_profiles.select_related("member__user").order_by("pk")
        )
        self.clients = []
        for searcher in self.searchers:
            searcher.program = self.program
            client = Client()
            client.force_login(searcher.member.user)
            self.clients.append(client)
        topics, stage = (
            list(self.program.criteria.get(slug=slug).choices.order_by("sort_order"))
            for slug in ("topics", "career-stage")
        )
        self.choices = ([topics[0].pk, topics[1].pk], [stage[4].pk])
        #: name -> query of the page
        self.kinds = {
            "no filter, best fit": {},
            "two filters, best fit": {"c-topics": self.choices[0], "c-career-stage": stage[4].pk},
            "words": {"q": WORDS[5]},
            "newest, third page": {"order": "newest", "page": "3"},
        }

    def page(self, client, query):
        response = client.get(self.url, query)
        assert response.status_code == 200
        assert b"mentoring-person__name" in response.content

    def run(self):
        found = []
        # Once for everything Django does only once: templates, content types, translations.
        self.page(self.clients[0], {"q": GIVEN[0]})
        with changes._all_pools_lock:
            changes._all_pools.clear()
        cold = measure(lambda query: self.page(self.clients[0], query), [{}])
        found.append(case("cold: first search of a process", self.size, cold))
        found.append(
            {
                "name": "memory of a process's pool",
                "database": connection.vendor,
                "profiles": self.size,
                "megabytes": round(megabytes(changes.get_pools()._pools), 1),
            }
        )
        first = measure(lambda client: self.page(client, {}), self.clients[1:])
        found.append(case("warm: a searcher's first search", self.size, first))
        for name, query in self.kinds.items():
            with CaptureQueriesContext(connection) as queries:
                self.page(self.clients[0], query)
            count = len(queries)  # now: the next request empties the log
            times = measure(lambda client, query=query: self.page(client, query), self.clients)
            sql, params = handwritten(name, self.program, self.choices, WORDS[5])
            by_hand = measure(lambda _run, sql=sql, params=params: ask(sql, params), range(7))
            found.append(
                case(
                    f"warm: {name}",
                    self.size,
                    times,
                    queries=count,
                    handwritten_seconds=round(statistics.median(t for t, _cpu in by_hand), 5),
                )
            )
        found.append(self.changed())
        found.append(self.at_once())
        found.append(self.accept())
        return found

    def changed(self):
        """Somebody's headline and answers change before each search."""
        mentors = list(self.program.mentor_profiles.select_related("member")[:SEARCHERS])
        times = []
        for client, mentor in zip(self.clients, mentors, strict=True):
            mentor.answers.first().save()
            times += measure(lambda one: self.page(one, {}), [client])
        return case("warm: after a change of somebody's answers", self.size, times)

    def at_once(self):
        """Eight members search at the same time, in threads of one process."""
        times, lock = [], threading.Lock()

        def work(client):
            try:
                mine = measure(
                    lambda query: self.page(client, query), list(self.kinds.values()) * 3
                )
            finally:
                connections.close_all()
            with lock:
                times.extend(mine)

        with ThreadPoolExecutor(CLIENTS) as pool:
            list(pool.map(work, self.clients[:CLIENTS]))
        found = case(f"warm: {CLIENTS} clients at once, all kinds", self.size, times)
        del found["cpu_seconds"]  # all clients' together
        return found

    def accept(self):
        times = []
        mentors = self.program.mentor_profiles.select_related("member__user")[:ACCEPTS]
        for mentor, mentee in zip(mentors, self.searchers[:ACCEPTS], strict=True):
            mentor.program = self.program
            agree(mentor, mentee)
            request = RequestFactory(mentor=mentor, mentee=mentee)
            action = AcceptRequestAction(request, actor=mentor.member.user)
            times += measure(lambda one: one.execute(), [action])
        return case("accept a request", self.size, times)


def ask(sql, params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def main(sizes):
    runner = DiscoverRunner(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        found = []
        for size in sizes:
            with transaction.atomic():
                searches = Searches(size)
            found += searches.run()
            print(f"{connection.vendor}: {size} done", file=sys.stderr)
    finally:
        runner.teardown_databases(databases)
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]])
