"""Find a Mentor and Find a Mentee: filters with counts, words, order, pages (R26 to R30)."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.utils import timezone

from .. import get_participant_model
from ..conf import settings
from ..enums import OPEN_MENTORSHIP_STATUSES, FullMentorPolicy, RequestStatus, Role
from ..models import MentorshipRequest
from .changes import get_pools
from .filters import Facet, all_of, counted, read_filters, ways_on
from .found_words import having_words
from .index import find_profiles
from .marks import load_marks
from .meetings import load_meetings
from .params import SearchParams
from .people import load_criteria, load_self
from .ranking import ByFit, InOrder, judge
from .scoring import Fit, explain, today
from .soonest import MOST_PLACES, SoonestFree


@dataclass(frozen=True)
class Result:
    """Somebody found. ``request`` and ``mentorship`` are what is open between the two, or ``None``.

    ``waiting`` is how many wait for a place with this person; ``is_shortlisted`` whether the searcher keeps them.
    """

    profile: object
    fit: Fit
    request: object = None
    mentorship: object = None
    waiting: int = 0
    is_shortlisted: bool = False

    @property
    def is_full(self):
        return not self.profile.has_free_place

    @property
    def free_places(self):
        """How many more pairings there may be, as far as it counts for the order."""
        limit = self.profile.limit
        most = MOST_PLACES if limit is None else limit - self.profile.open_mentorships
        return max(0, min(MOST_PLACES, most))


@dataclass(frozen=True)
class SearchResult:
    """``params`` holds what was understood of the question; ``without`` how many more each filter keeps away.

    ``without`` maps a criterion's slug, or "q" for the words, to the number of people found when
    this alone is dropped; ``instead`` a slug to the number when any of what was chosen will do.
    ``left_out`` is how many the searcher dismissed and would else find (F20).
    """

    role: Role
    params: SearchParams
    total: int
    page: Page
    results: tuple[Result, ...]
    facets: tuple[Facet, ...]
    without: dict[str, int]
    instead: dict[str, int]
    left_out: int = 0

    @property
    def is_narrowed(self):
        return bool(self.params.words or self.params.chosen)


def search(program, searcher, params: SearchParams, *, page_size=None) -> SearchResult:
    """Search the people of the role that ``searcher``, a profile of ``program``, may be paired with.

    Found are the listed ones, never the searcher's own person, nobody whom a hard rule or a must
    keeps apart from the searcher, and full mentors as the program says (D5). A mentee who has all
    the mentors the program allows is not looking for one and is not found. Constant number of
    queries, whatever the number of people.
    """
    role = searcher.role.other
    criteria = load_criteria(program)
    specs = [spec for _criterion, spec in criteria]
    viewer = load_self([searcher])[searcher.role]
    marks = load_marks(searcher)
    text_ids = find_profiles(role, params.words)
    on = timezone.localdate()
    meetings = load_meetings(on, searcher.member_id)
    pools = get_pools()
    with pools.pool(program, role, [spec.id for spec in specs], meetings.labels) as pool:
        limit_of = limits_of(pool.model, program)
        judgment = judge(pool, specs, viewer, today())
        candidates = candidates_for(program, searcher, pool, judgment, limit_of, on)
        candidates = without_members(candidates, pool, marks.blocked)
        dismissed = candidates & pool.of_profiles(marks.dismissed)
        candidates &= ~dismissed
        filters, sets, params = chosen_sets(pool, role, criteria, params, text_ids, meetings)
        matching = all_of(candidates, sets.values())
        ranking = _ranking(pool, matching, judgment, params.order, limit_of, on)
        paginator = Paginator(ranking, page_size or settings.SEARCH_PAGE_SIZE)
        page = paginator.get_page(params.page)
        slots = list(page.object_list)
        ids = [pool.profiles[slot] for slot in slots]
        people = {pool.profiles[slot]: pool.person(slot, specs) for slot in slots}
        facets = counted(filters, sets, candidates)
        without, instead = ways_on(filters, sets, candidates)
    profiles = _profiles(pools, program, role, ids)
    requests, mentorships = _between(searcher, role, ids)
    results = []
    for profile in profiles:
        pair = {searcher.role: viewer, role: people[profile.pk]}
        fit = explain(pair[Role.MENTOR], pair[Role.MENTEE], specs, searcher.role)
        results.append(
            Result(
                profile,
                fit,
                requests.get(profile.pk),
                mentorships.get(profile.pk),
                profile.waiting_requests,
                profile.pk in marks.shortlisted,
            )
        )
    return SearchResult(
        role=role,
        params=dataclasses.replace(params, page=page.number),
        total=len(ranking),
        page=page,
        results=tuple(results),
        facets=facets,
        without=without,
        instead=instead,
        left_out=dismissed.bit_count(),
    )


def candidates_for(program, searcher, pool, judgment, limit_of, on):
    """Return the set of those whom ``searcher`` may find at all, whatever they ask."""
    candidates = pool.listed(on) & ~pool.of_member(searcher.member_id) & ~judgment.misfits
    if pool.role is Role.MENTEE or program.full_mentor_policy == FullMentorPolicy.HIDDEN:
        candidates &= ~pool.full(limit_of)
    return candidates


def without_members(candidates, pool, members):
    """Return ``candidates`` without these members (ids): they count nowhere, as if they were not there."""
    for member in members:
        candidates &= ~pool.of_member(member)
    return candidates


def chosen_sets(pool, role, criteria, params, text_ids, meetings=None):
    """Return the filters there are, a set for each thing asked, and the params that make sense."""
    filters, sets, params = read_filters(pool, role, criteria, params, meetings)
    if params.words:
        specs = [spec for _criterion, spec in criteria]
        sets["q"] = having_words(pool, specs, text_ids)
    return filters, sets, params


def limits_of(model, program):
    """Return a function from a capacity to the limit of a profile that has it; the model's own rule."""
    known = {}

    def limit_of(capacity):
        if capacity not in known:
            fields = {} if capacity is None else {"capacity": capacity}
            known[capacity] = model(program=program, **fields).limit
        return known[capacity]

    return limit_of


def _ranking(pool, matching, judgment, order, limit_of, on):
    if order == "name":
        return InOrder(pool.by_name, matching, len(pool))
    if order == "newest":
        return InOrder(pool.by_newest, matching, len(pool))
    if order == "soonest":
        return SoonestFree(pool, matching, judgment.scores, limit_of, on)
    return ByFit(pool, matching, judgment.scores, lambda slot: pool.free_places(slot, limit_of))


def _profiles(pools, program, role, ids):
    """Return these profiles in this order, each with how many wait for it (R38).

    Asks the database once more whether they are listed.
    """
    waiting = Q(requests__status=RequestStatus.PENDING, requests__waiting_since__isnull=False)
    found = (
        get_participant_model(role)
        .objects.filter(pk__in=ids)
        .listed()
        .select_related("member")
        .annotate(waiting_requests=Count("requests", filter=waiting))
        .in_bulk()
    )
    gone = [pk for pk in ids if pk not in found]
    if gone:  # changed behind the models' back, or this very moment
        pools.note(program, role, gone)
    for profile in found.values():
        profile.program = program
    return [found[pk] for pk in ids if pk in found]


def _between(searcher, role, ids):
    """Return the open requests and mentorships of ``searcher`` with these profiles, by profile id.

    In one query: a mentorship comes of a request.
    """
    ours = {searcher.role.value: searcher.pk, f"{role.value}__in": ids}
    is_open = Q(status=RequestStatus.PENDING) | Q(
        status=RequestStatus.ACCEPTED, mentorship__status__in=OPEN_MENTORSHIP_STATUSES
    )
    requests, mentorships = {}, {}
    for pair in MentorshipRequest.objects.filter(is_open, **ours).select_related("mentorship"):
        other = getattr(pair, f"{role.value}_id")
        if pair.is_open:
            requests[other] = pair
        else:
            mentorships[other] = pair.mentorship
    return requests, mentorships
