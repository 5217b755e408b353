"""Find a Mentor and Find a Mentee: filters with counts, words, order, pages (R26 to R30)."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.utils import timezone

from .. import get_participant_model
from ..choices import countries
from ..conf import settings
from ..enums import CriterionKind, FullMentorPolicy, RequestStatus, Role
from ..models import Mentorship, MentorshipRequest
from ..validators import time_zone_names
from .changes import get_pools
from .index import find_profiles
from .names import is_found_anywhere, sort_key
from .params import SearchParams
from .people import load_criteria, load_person
from .ranking import ByFit, InOrder, judge
from .scoring import CriterionSpec, Fit, explain
from .words import answer_label


@dataclass(frozen=True)
class Result:
    """Somebody found. ``request`` and ``mentorship`` are what is open between the two, or ``None``.

    ``waiting`` is how many wait for a place with this person.
    """

    profile: object
    fit: Fit
    request: object = None
    mentorship: object = None
    waiting: int = 0

    @property
    def is_full(self):
        return not self.profile.has_free_place


@dataclass(frozen=True)
class Option:
    """One value of a filter and how many people choosing it, beside the other filters, would leave."""

    value: str
    label: str
    count: int
    checked: bool


@dataclass(frozen=True)
class Facet:
    """A filter: any of the chosen options will do."""

    criterion: object
    options: tuple[Option, ...]

    @property
    def chosen(self):
        return [option for option in self.options if option.checked]


@dataclass(frozen=True)
class SearchResult:
    """``params`` holds what was understood of the question; ``without`` how many more each filter keeps away.

    ``without`` maps a criterion's slug, or "q" for the words, to the number of people found when
    this alone is dropped.
    """

    role: Role
    params: SearchParams
    total: int
    page: Page
    results: tuple[Result, ...]
    facets: tuple[Facet, ...]
    without: dict[str, int]

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
    viewer = load_person(searcher)
    text_ids = find_profiles(role, params.words)
    on = timezone.localdate()
    pools = get_pools()
    with pools.pool(program, role, [spec.id for spec in specs]) as pool:
        limit_of = limits_of(pool.model, program)
        judgment = judge(pool, specs, viewer, on)
        candidates = candidates_for(program, searcher, pool, judgment, limit_of, on)
        facets, sets, params = chosen_sets(pool, role, criteria, params, text_ids)
        matching = _all_of(candidates, sets.values())
        ranking = _ranking(pool, matching, judgment, params.order, limit_of)
        paginator = Paginator(ranking, page_size or settings.SEARCH_PAGE_SIZE)
        page = paginator.get_page(params.page)
        slots = list(page.object_list)
        ids = [pool.profiles[slot] for slot in slots]
        people = {pool.profiles[slot]: pool.person(slot, specs) for slot in slots}
        counted = _counted(pool, facets, sets, candidates, params)
        without = {
            name: _all_of(candidates, (s for other, s in sets.items() if other != name)).bit_count()
            for name in sets
        }
    profiles = _profiles(pools, program, role, ids)
    requests, mentorships = _between(searcher, role, ids)
    results = []
    for profile in profiles:
        pair = {searcher.role: viewer, role: people[profile.pk]}
        fit = explain(pair[Role.MENTOR], pair[Role.MENTEE], specs, searcher.role, on=on)
        results.append(
            Result(
                profile,
                fit,
                requests.get(profile.pk),
                mentorships.get(profile.pk),
                profile.waiting_requests,
            )
        )
    return SearchResult(
        role=role,
        params=dataclasses.replace(params, page=page.number),
        total=len(ranking),
        page=page,
        results=tuple(results),
        facets=counted,
        without=without,
    )


def candidates_for(program, searcher, pool, judgment, limit_of, on):
    """Return the set of those whom ``searcher`` may find at all, whatever they ask."""
    candidates = pool.listed(on) & ~pool.of_member(searcher.member_id) & ~judgment.misfits
    if pool.role is Role.MENTEE or program.full_mentor_policy == FullMentorPolicy.HIDDEN:
        candidates &= ~pool.full(limit_of)
    return candidates


def chosen_sets(pool, role, criteria, params, text_ids):
    """Return the criteria that may be filtered by, a set for each thing asked, and the params that make sense."""
    facets, sets, params = _filters(pool, role, criteria, params)
    if params.words:
        specs = [spec for _criterion, spec in criteria]
        sets["q"] = pool.of_profiles(text_ids) | _by_words(pool, specs, params.words)
    return facets, sets, params


def limits_of(model, program):
    """Return a function from a capacity to the limit of a profile that has it; the model's own rule."""
    known = {}

    def limit_of(capacity):
        if capacity not in known:
            fields = {} if capacity is None else {"capacity": capacity}
            known[capacity] = model(program=program, **fields).limit
        return known[capacity]

    return limit_of


def _all_of(candidates, sets):
    for one in sets:
        candidates &= one
    return candidates


def _filters(pool, role, criteria, params):
    """Return the criteria that may be filtered by, the sets that were chosen, and the params that make sense."""
    facets, sets, chosen = [], {}, {}
    for criterion, spec in criteria:
        if not (criterion.is_filter and criterion.is_asked_of(role)):
            continue
        if criterion.kind == CriterionKind.TEXT:
            continue
        keys = _keys(pool, spec, params.chosen.get(criterion.slug, ()))
        facets.append((criterion, spec, keys))
        values = [value for value in params.chosen.get(criterion.slug, ()) if value in keys]
        if values:
            chosen[criterion.slug] = tuple(values)
            found = 0
            for value in values:
                found |= pool.criteria[spec.id].said.having(keys[value])
            sets[criterion.slug] = found
    return facets, sets, dataclasses.replace(params, chosen=chosen)


def _keys(pool, spec, asked):
    """Return ``{text in an address: key of the answer}``: the choices, or the values that occur and those asked."""
    if spec.kind not in (CriterionKind.COUNTRY, CriterionKind.TIME_ZONE):
        return {str(key): key for key in spec.labels}
    known = dict(countries()) if spec.kind == CriterionKind.COUNTRY else time_zone_names()
    keys = {*pool.criteria[spec.id].said.members(), *(value for value in asked if value in known)}
    return {key: key for key in sorted(keys, key=lambda key: sort_key(answer_label(spec, key)))}


def _counted(pool, facets, sets, candidates, params):
    """Return the facets with the number of people each option would leave beside the other filters."""
    counted = []
    for criterion, spec, keys in facets:
        others = _all_of(candidates, (s for slug, s in sets.items() if slug != criterion.slug))
        checked = params.chosen.get(criterion.slug, ())
        said = pool.criteria[spec.id].said
        options = [
            Option(
                value=value,
                label=answer_label(spec, key),
                count=(others & said.having(key)).bit_count(),
                checked=value in checked,
            )
            for value, key in keys.items()
        ]
        if spec.kind in (
            CriterionKind.COUNTRY,
            CriterionKind.TIME_ZONE,
        ):  # a list of the world's countries or zones: those that occur
            options = [option for option in options if option.count or option.checked]
        counted.append(Facet(criterion, tuple(options)))
    return tuple(counted)


def _by_words(pool, specs: list[CriterionSpec], words):
    """Return the set of those who have each word in their name or in an answer everybody may read."""
    found = pool.active
    for word in map(sort_key, words.split()):
        has_word = pool.named(word)
        for spec in specs:
            for key, label in spec.labels.items():
                if _has_word(sort_key(label), word):
                    has_word |= pool.criteria[spec.id].said.having(key)
        found &= has_word
    return found


def _has_word(text, word):
    if is_found_anywhere(word):
        return word in text
    return text.startswith(word) or f" {word}" in text


def _ranking(pool, matching, judgment, order, limit_of):
    if order == "name":
        return InOrder(pool.by_name, matching, len(pool))
    if order == "newest":
        return InOrder(pool.by_newest, matching, len(pool))
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
    """Return the open requests and mentorships of ``searcher`` with these profiles, by profile id."""
    ours = {searcher.role.value: searcher.pk, f"{role.value}__in": ids}
    requests = MentorshipRequest.objects.filter(**ours, status=RequestStatus.PENDING)
    mentorships = Mentorship.objects.filter(**ours).open()
    return tuple(
        {getattr(pair, f"{role.value}_id"): pair for pair in pairs}
        for pairs in (requests, mentorships)
    )
