"""Times one database: run as ``python -m benchmarks.run SIZE...`` with DATABASE_URL set.

Prints a line of JSON for each size that is done. Works in a test database of its own, which it
makes and removes.
"""

import json
import os
import statistics
import sys
from urllib.parse import urlencode

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

# ruff: noqa: E402 -- models can be imported only now
from django.db import connection, transaction
from django.http import QueryDict
from django.test import Client
from django.test.runner import DiscoverRunner
from django.test.utils import CaptureQueriesContext

from benchmarks.crowd import at_once
from benchmarks.data import GIVEN, index_program, make_program
from benchmarks.handwritten import handwritten, make_arrays
from benchmarks.measuring import case, measure, quantile, tell
from tests.factories import RequestFactory, agree, publish_code_of_conduct
from wagtail_mentoring.actions import AcceptRequestAction
from wagtail_mentoring.links import ProgramLinks
from wagtail_mentoring.matching import changes
from wagtail_mentoring.matching.params import SearchParams
from wagtail_mentoring.matching.search import search

SEARCHERS = 50
RUNS = 30
ACCEPTS = 20
#: Lengths of a text somebody searches for; the search takes the first 200 characters (S-26).
LENGTHS = [10, 100, 1_000, 10_000, 100_000]
#: What such texts are made of: words, marks of query languages, other scripts, nothing but accents.
STUFF = [
    "\"' OR NOT (",
    "bacordefin ",
    "*:&|!<-> ",
    "漢字かな",
    "e\u0301\u0323\u0307",
    "a" * 50 + " ",
]


class Searches:
    """The page of one program, asked by fifty mentees."""

    def __init__(self, size):
        self.size = size
        self.program = make_program(f"society-{size}", size, SEARCHERS)
        tell(f"{size:,} profiles made")
        index_program(self.program)
        publish_code_of_conduct(self.program)
        make_arrays(self.program)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        tell("indexed")
        links = ProgramLinks(self.program)
        self.url, self.desk = links.find("mentor"), links.url("desk")
        self.plain = links.url("enrollment_person")
        self.searchers = list(
            self.program.mentee_profiles.select_related("member__user").order_by("pk")
        )
        self.clients = []
        for searcher in self.searchers:
            searcher.program = self.program
            client = Client()
            client.force_login(searcher.member.user)
            self.clients.append(client)
        criteria = {one.slug: one for one in self.program.criteria.all()}
        topics, stage = (
            list(criteria[slug].choices.order_by("sort_order"))
            for slug in ("topics", "career-stage")
        )
        self.filters = [
            (criteria["topics"].pk, [topics[0].pk, topics[1].pk]),
            (criteria["career-stage"].pk, [stage[1].pk, stage[2].pk, stage[3].pk]),
        ]
        # A word that at least one person has: "Works on … and …".
        member = self.program.mentor_profiles.select_related("member").earliest("pk").member
        self.word = member.headline.split()[2]
        #: name -> query of the page
        self.kinds = {
            "no filter, best fit": {},
            "two filters, best fit": {
                "c-topics": self.filters[0][1],
                "c-career-stage": self.filters[1][1],
            },
            "words": {"q": self.word},
            "newest, third page": {"order": "newest", "page": "3"},
        }

    def page(self, client, query, url=None):
        response = client.get(url or self.url, query)
        assert response.status_code == 200
        assert url or b"mentoring-results" in response.content

    def run(self):
        # Once for everything Django does only once: templates, content types, translations.
        self.page(self.clients[0], {"q": GIVEN[0]})
        with changes._all_pools_lock:
            changes._all_pools.clear()
        cold = measure(lambda query: self.page(self.clients[0], query), [{}])
        yield case("cold: first search of a process", self.size, cold)
        first = measure(lambda client: self.page(client, {}), self.clients[1:])
        yield case("warm: a searcher's first search", self.size, first)
        for name, query in self.kinds.items():
            yield self.kind(name, query)
        soonest = measure(lambda one: self.page(one, {"order": "soonest"}), self.clients[:RUNS])
        yield case("warm: soonest free", self.size, soonest)
        self.page(self.clients[0], {}, self.desk)
        with CaptureQueriesContext(connection) as queries:
            self.page(self.clients[0], {}, self.desk)
        count = len(queries)
        desk = measure(lambda one: self.page(one, {}, self.desk), self.clients[:RUNS])
        yield case("a member's desk", self.size, desk, queries=count)
        yield self.changed()
        yield from self.texts()
        tell("one at a time: done")
        yield from at_once(self, case)
        yield self.accept()

    def kind(self, name, query):
        with CaptureQueriesContext(connection) as queries:
            self.page(self.clients[0], query)
        count = len(queries)  # now: the next request empties the log
        times = measure(lambda client: self.page(client, query), self.clients[:RUNS])
        params = SearchParams.parse(QueryDict(urlencode(query, doseq=True)))
        alone = measure(lambda one: search(self.program, one, params), self.searchers[:RUNS])
        by_hand = self.by_hand(name, search(self.program, self.searchers[0], params))
        return case(
            f"warm: {name}",
            self.size,
            times,
            p99_cpu_seconds=quantile([cpu for _seconds, cpu in times], 0.99),
            queries=count,
            search_seconds=round(statistics.median(t for t, _cpu in alone), 5),
            handwritten_seconds=by_hand,
        )

    def by_hand(self, name, found):
        """Return the seconds of the best query by hand, after a look at whether it gives the same numbers."""
        mine = list(self.searchers[0].answers.exclude(choice=None).values_list("choice", flat=True))
        best = []
        for arrays in (False, True) if connection.vendor == "postgresql" else (False,):
            sql, params = handwritten(
                name, self.program, self.filters, self.word, mine, arrays=arrays
            )
            check(ask(sql, params), found, texts=not arrays)
            runs = measure(lambda _run, sql=sql, params=params: ask(sql, params), range(3))
            best.append(statistics.median(seconds for seconds, _cpu in runs))
        return round(min(best), 5)

    def changed(self):
        """Somebody's headline and answers change before each search."""
        mentors = list(self.program.mentor_profiles.select_related("member")[:RUNS])
        times = []
        for client, mentor in zip(self.clients, mentors, strict=False):
            mentor.answers.first().save()
            times += measure(lambda one: self.page(one, {}), [client])
        return case("warm: after a change of somebody's answers", self.size, times)

    def texts(self):
        """Texts of all lengths; the address is made before, for a browser does that."""
        for length in LENGTHS:
            texts = [(piece * length)[:length] for piece in STUFF] * 5
            addresses = [f"{self.url}?{urlencode({'q': text})}" for text in texts]
            times = measure(lambda address: self.page(self.clients[0], None, address), addresses)
            yield case(
                f"text of {length:,} characters",
                self.size,
                times,
                p99_cpu_seconds=quantile([cpu for _seconds, cpu in times], 0.99),
            )

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


def check(rows, found, *, texts):
    """Raise if the query by hand has other numbers than the search. Arrays hold texts as numbers."""
    counts = {key: number for kind, key, number in rows if kind == "facet"}
    [total] = [number for kind, _key, number in rows if kind == "total"]
    assert total == found.total, (total, found.total)
    for facet in found.facets:
        for option in facet.options:
            if texts or option.value.isdecimal():
                assert counts.get(option.value, 0) == option.count, (facet, option)


def main(sizes):
    runner = DiscoverRunner(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        for size in sizes:
            with transaction.atomic():
                searches = Searches(size)
            found = list(searches.run())
            print(json.dumps(found), flush=True)
            tell(f"{size:,} profiles done")
    finally:
        runner.teardown_databases(databases)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]])
