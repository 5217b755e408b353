"""Who is new for a question somebody keeps: the search without a page, for many questions at once."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from itertools import compress

from django.http import QueryDict
from django.utils import timezone

from ..models.saved_searches import unpack
from .changes import get_pools
from .columns import mask_bytes
from .filters import all_of
from .index import find_profiles
from .marks import blocked_by_member
from .meetings import load_meetings
from .params import DEFAULT_ORDER, MEETINGS, SearchParams
from .people import load_criteria, load_people
from .ranking import ByFit, judge
from .scoring import today
from .search import candidates_for, chosen_sets, limits_of, without_members


@dataclass(frozen=True)
class Question:
    """What ``searcher``, a mentor or mentee profile, asks by ``query``.

    ``known`` are the ids already shown, packed as ``SavedSearch.known`` is;
    ``about`` is for whoever asks, to tell the answers apart.
    """

    searcher: object
    query: str
    known: bytes = b""
    about: object = None


@dataclass(frozen=True)
class Answer:
    """``query`` is what was understood; ``found`` the ids of all who match, ``new`` of those not known, best fit first.

    Somebody the searcher dismissed is found, as they have been shown, and never new.
    """

    query: str
    found: Set[int]
    new: tuple[int, ...]


def query_of(params: SearchParams) -> str:
    """Return the question itself, without order and page, as it is kept: the same for the same question."""
    chosen = {slug: tuple(sorted(values)) for slug, values in sorted(params.chosen.items())}
    return params.query(chosen=chosen, order=DEFAULT_ORDER).removeprefix("?")


def params_of(query: str) -> SearchParams:
    """Return what a kept question asks. Unknown names and impossible values count as not there."""
    return SearchParams.parse(QueryDict(query))


def look(program, questions, *, criteria=None):
    """Yield ``(question, Answer)`` for questions of searchers of ``program``, by the rules of ``search``.

    A few queries for all of them, and one for each different text. One answer
    at a time, as each may hold a hundred thousand people. ``criteria`` may be
    what ``load_criteria`` returns, when it is there already.
    """
    criteria = load_criteria(program) if criteria is None else criteria
    for role in dict.fromkeys(question.searcher.role.other for question in questions):
        asked = [question for question in questions if question.searcher.role.other is role]
        yield from _look(program, role, asked, criteria)


def _look(program, role, questions, criteria):
    searchers = {question.searcher.pk: question.searcher for question in questions}
    people = load_people(list(searchers.values()))
    dismissed = _dismissed_by(list(searchers.values()))
    blocked = blocked_by_member([searcher.member_id for searcher in searchers.values()])
    asked = [params_of(question.query) for question in questions]
    texts = {words: find_profiles(role, words) for words in {params.words for params in asked}}
    specs = [spec for _criterion, spec in criteria]
    on = timezone.localdate()
    meetings = load_meetings(on) if any(MEETINGS in params.chosen for params in asked) else None
    needed = meetings.labels if meetings else ()
    with get_pools().pool(program, role, [spec.id for spec in specs], needed) as pool:
        limit_of = limits_of(pool.model, program)

        def free_places(slot):
            return pool.free_places(slot, limit_of)

        for question, params in zip(questions, asked, strict=True):
            searcher = question.searcher
            judgment = judge(pool, specs, people[searcher.pk], today())
            matching = candidates_for(program, searcher, pool, judgment, limit_of, on)
            matching = without_members(matching, pool, blocked[searcher.member_id])
            text_ids = texts[params.words]
            _facets, sets, params = chosen_sets(pool, role, criteria, params, text_ids, meetings)
            matching = all_of(matching, sets.values())
            found = frozenset(compress(pool.profiles, mask_bytes(matching, len(pool))))
            new = pool.of_profiles(found - unpack(question.known) - dismissed[searcher.pk])
            best = ByFit(pool, new, judgment.scores, free_places)[:] if new else ()
            yield question, Answer(query_of(params), found, tuple(pool.profiles[s] for s in best))


def _dismissed_by(searchers):
    """Return ``{pk: ids}`` of whom searchers of one role dismissed, in one query."""
    found = {searcher.pk: set() for searcher in searchers}
    dismissals = type(searchers[0])._meta.get_field("dismissals").related_model
    rows = dismissals.objects.filter(profile__in=found)
    for profile, candidate in rows.order_by().values_list("profile", "candidate"):
        found[profile].add(candidate)
    return found
