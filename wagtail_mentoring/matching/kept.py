"""The people on a shortlist, with how well they fit: the one score, for a few (F20)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from ..enums import RequestStatus, Role
from .people import load_criteria, load_people, load_person
from .scoring import Fit, explain


@dataclass(frozen=True)
class Kept:
    """``said`` is what they answered, by criterion id; of it only what every member may read."""

    profile: object
    fit: Fit
    said: dict
    waiting: int


def explain_kept(own, profiles):
    """Return ``([Kept], [(criterion, spec)])`` for ``own`` and some profiles of the other role.

    ``profiles`` is a QuerySet of those the reader may see. Constant number of queries.
    """
    waiting = Q(requests__status=RequestStatus.PENDING, requests__waiting_since__isnull=False)
    profiles = list(
        profiles.select_related("member").annotate(
            waiting_requests=Count("requests", filter=waiting, distinct=True)
        )
    )
    criteria = load_criteria(own.program)
    if not profiles:
        return [], criteria
    specs = [spec for _criterion, spec in criteria]
    viewer, people = load_person(own), load_people(profiles)
    kept = []
    for profile in profiles:
        profile.program = own.program
        pair = {own.role: viewer, profile.role: people[profile.pk]}
        fit = explain(pair[Role.MENTOR], pair[Role.MENTEE], specs, own.role)
        kept.append(Kept(profile, fit, people[profile.pk].answers, profile.waiting_requests))
    return kept, criteria
