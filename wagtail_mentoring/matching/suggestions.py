"""Suggestions on the desk: the best few, fair to those who are asked least (F19, R37 to R39).

Many people fit about equally well. Were the very best always shown, all would be sent to the same
few. So those within some points of the best take part in a draw, in which everybody's chance is the
greater the less they are asked; who wins depends on the viewer, the person and the day alone.
docs/explanation/fit.md says it in words.
"""

from __future__ import annotations

import hashlib
import math
import re

from django.db.models import Count, Q
from django.utils import timezone

from .. import get_participant_model
from ..enums import FullMentorPolicy, ProfileStatus, RequestStatus, Role
from .changes import get_pools
from .columns import mask_bytes
from .marks import load_acquaintance
from .people import load_criteria, load_self
from .ranking import judge
from .scoring import explain, today
from .search import Result, candidates_for, limits_of, without_members

#: So many take part in the draw; of more, a part that is another for each viewer and day.
MOST_IN_DRAW = 400
#: For each place so many are looked at closely, in the database.
CLOSE_LOOKS = 10
#: How much greater the chance of somebody is whom nobody has asked yet.
NEWCOMER = 2


def suggest(program, profiles, *, on=None, criteria=None):
    """Return ``{role of the viewer: tuple of Result}`` for one person's ``profiles`` in a program.

    Only for those who take part and have a place; with nobody to suggest, the tuple is empty. Never
    anybody a search would not find, nobody shortlisted or dismissed, nobody with whom there has ever
    been a request (so nobody one works or worked with), and no mentor who is full where there is no
    waiting list. ``criteria`` gives, when called, what ``load_criteria`` would read.
    """
    viewers = [p for p in profiles if p.status == ProfileStatus.ACTIVE and p.has_free_place]
    if not program.suggestion_count or not viewers:
        return {}
    specs = [spec for _criterion, spec in (criteria() if criteria else load_criteria(program))]
    marks, met = load_acquaintance(viewers)
    people = load_self(viewers)
    on = on or timezone.localdate()
    return {
        viewer.role: _suggest_to(
            program,
            viewer,
            people[viewer.role],
            specs,
            marks[viewer.role.value],
            met,
            on,
            # What changed since is a matter of milliseconds, and is asked for again at the end.
            is_current=viewer is not viewers[0],
        )
        for viewer in viewers
    }


def _suggest_to(program, own, viewer, specs, marks, met, on, *, is_current):
    role, ids = own.role.other, [spec.id for spec in specs]
    with get_pools().pool(program, role, ids, is_current=is_current) as pool:
        limit_of = limits_of(pool.model, program)
        judgment = judge(pool, specs, viewer, today())
        candidates = candidates_for(program, own, pool, judgment, limit_of, on)
        if program.full_mentor_policy != FullMentorPolicy.WAITING_LIST:
            candidates &= ~pool.full(limit_of)
        candidates &= ~pool.of_profiles(marks.shortlisted | marks.dismissed)
        candidates = without_members(candidates, pool, met)
        slots = near_the_best(
            _scored(candidates, judgment.scores, len(pool)),
            program.suggestion_count,
            program.suggestion_leeway,
        )
        slots = _thinned(pool, slots, own, on)
        drawn = {pool.profiles[slot]: draw(own, pool.profiles[slot], on) for slot in slots}
        loads = {pool.profiles[slot]: pool.loads[slot][0] for slot in slots}
        closer = sorted(drawn, key=lambda pk: (drawn[pk] * (1 + loads[pk]), pk))
        closer = closer[: CLOSE_LOOKS * program.suggestion_count]
        people = {pk: pool.person(pool.slots[pk], specs) for pk in closer}
        scores = {pk: judgment.scores[pool.slots[pk]] for pk in closer}
    found = _with_demand(role, program, closer)
    winners = sorted(found, key=lambda pk: (drawn[pk] / chance(found[pk]), pk))
    winners = sorted(
        winners[: program.suggestion_count], key=lambda pk: (-scores[pk], drawn[pk], pk)
    )
    results = []
    for pk in winners:
        pair = {own.role: viewer, role: people[pk]}
        fit = explain(pair[Role.MENTOR], pair[Role.MENTEE], specs, own.role)
        results.append(Result(found[pk], fit, waiting=found[pk].waiting_requests))
    return tuple(results)


def near_the_best(scored, count, leeway):
    """Return the slots of those who may be suggested.

    They are at most ``leeway`` points below the best, or among the ``count`` best. ``scored`` has one
    byte for each slot: the score plus one, or 0 for who does not take part.
    """
    slots, best = [], None
    for shifted in range(101, 0, -1):
        if best is not None and shifted < best - leeway and len(slots) >= count:
            break
        found = [match.start() for match in re.finditer(re.escape(bytes([shifted])), scored)]
        if found and best is None:
            best = shifted
        slots += found
    return slots


def draw(own, profile_id, day):
    """Return a number above 0, small by chance: the same for these two on this day, on every machine.

    Divided by somebody's chance, the smallest wins: with twice the chance one wins twice as often.
    """
    text = f"{own.role}:{own.pk}:{profile_id}:{day.isoformat()}"
    digest = hashlib.blake2b(text.encode(), digest_size=6).digest()
    return -math.log((int.from_bytes(digest, "big") + 1) / (2**48 + 1))


def chance(profile):
    """Return how likely somebody is to be suggested: the less they are asked, the more."""
    busy = profile.open_mentorships + profile.open_requests
    return (1 if profile.all_requests else NEWCOMER) / (1 + busy)


def _scored(candidates, scores, size):
    mask = int.from_bytes(mask_bytes(candidates, size), "little")
    shifted = int.from_bytes(scores.translate(_PLUS_ONE), "little")
    return (mask & shifted).to_bytes(size, "little")


_PLUS_ONE = bytes(min(code + 1, 255) for code in range(256))


def _thinned(pool, slots, own, on):
    """Return so many of ``slots`` as a draw can have, chosen by their ids and not by their place here."""
    if len(slots) <= MOST_IN_DRAW:
        return slots
    text = f"{own.role}:{own.pk}:{on.isoformat()}"
    start = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=4).digest(), "big")
    limit = 2**32 * MOST_IN_DRAW // len(slots)
    return [
        slot
        for slot in slots
        # Knuth's multiplicative hash spreads ids evenly, whatever gaps they have.
        if (pool.profiles[slot] * 2654435761 + start) % 2**32 < limit
    ]


def _with_demand(role, program, ids):
    """Return these profiles by id, with how many requests they have and ever had; asks again whether they are listed."""
    is_open = Q(requests__status=RequestStatus.PENDING)
    found = (
        get_participant_model(role)
        .objects.filter(pk__in=ids)
        .listed()
        .select_related("member")
        .annotate(
            open_requests=Count("requests", filter=is_open),
            all_requests=Count("requests"),
            waiting_requests=Count(
                "requests", filter=is_open & Q(requests__waiting_since__isnull=False)
            ),
        )
        .in_bulk()
    )
    for profile in found.values():
        profile.program = program
    return found
