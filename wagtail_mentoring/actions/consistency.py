"""What must always be true, asked of the data (C-05). An empty list means all is well."""

from django.db.models import Count, F, Q

from .. import get_participant_model
from ..enums import OPEN_MENTORSHIP_STATUSES, RequestStatus, Role
from ..models import Mentorship, MentorshipRequest


def find_inconsistencies():
    """Return a sentence for each thing that cannot be."""
    return [*_pairs(), *_counters(), *_people()]


def _pairs():
    for request in MentorshipRequest.objects.filter(
        status=RequestStatus.ACCEPTED, mentorship__isnull=True
    ):
        yield f"Request {request.pk} is accepted, and there is no mentorship."
    for mentorship in Mentorship.objects.exclude(request__status=RequestStatus.ACCEPTED):
        yield f"Mentorship {mentorship.pk} comes from a request that was not accepted."
    for model in (MentorshipRequest, Mentorship):
        name = model._meta.model_name
        broken = model.objects.exclude(
            mentor__member=F("mentor_member"),
            mentee__member=F("mentee_member"),
            mentor__program=F("program"),
            mentee__program=F("program"),
        )
        for pair in broken:
            yield f"{name} {pair.pk} names other people or another program than its profiles."


def _counters():
    for role in Role:
        profiles = get_participant_model(role).objects.annotate(
            counted=Count("mentorships", filter=Q(mentorships__status__in=OPEN_MENTORSHIP_STATUSES))
        )
        for profile in profiles.exclude(counted=F("open_mentorships")):
            yield f"{role} {profile.pk} counts {profile.open_mentorships} open mentorships, there are {profile.counted}."


def _people():
    for model in (MentorshipRequest, Mentorship):
        for pair in model.objects.filter(mentor_member=F("mentee_member")):
            yield f"{model._meta.model_name} {pair.pk} pairs somebody with themself."
