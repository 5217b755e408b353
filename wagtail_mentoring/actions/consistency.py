"""What must always be true, asked of the data (C-05). An empty list means all is well."""

from django.db.models import Count, Exists, F, OuterRef, Q

from .. import get_participant_model
from ..enums import OPEN_MENTORSHIP_STATUSES, RequestStatus, Role
from ..models import MemberBlock, MentoringProgram, Mentorship, MentorshipRequest
from ..rules import get_rules
from .completeness import find_miscounted, in_batches
from .enrolled_groups import find_strays


def find_inconsistencies():
    """Return a sentence for each thing that cannot be."""
    return [*_pairs(), *_counters(), *_people(), *_blocks(), *_groups(), *_completeness()]


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


def _groups():
    """Page privacy lets in whom the group holds. An ended membership waits for ``mentoring_run_due``."""
    for program in MentoringProgram.objects.exclude(enrolled_group=None):
        missing, strangers = find_strays(program)
        ended = {
            user
            for role in Role
            for user in get_participant_model(role)
            .objects.filter(program=program, member__user__in=strangers)
            .enrolled()
            .values_list("member__user", flat=True)
        }
        for user in sorted(missing):
            yield f"Account {user} takes part in program {program.pk} and is not in its group."
        for user in sorted(strangers - ended):
            yield f"Account {user} is in the group of program {program.pk} and does not take part."


def _completeness():
    """Numbers that ``mentoring_run_due`` puts right; a program that is to be counted anew is no finding."""
    rules = get_rules()
    for program in MentoringProgram.objects.exclude(completeness_counted_at=None):
        for profiles in in_batches(program):
            for profile, value in find_miscounted(profiles, rules):
                if profile.completeness is None:
                    continue  # new, and made by no action: counted with the next run
                yield (
                    f"{profile.role} {profile.pk} is stored as {profile.completeness} % complete, and is {value} %."
                )


def _people():
    for model in (MentorshipRequest, Mentorship):
        for pair in model.objects.filter(mentor_member=F("mentee_member")):
            yield f"{model._meta.model_name} {pair.pk} pairs somebody with themself."


def _blocks():
    """Who blocked whom is not said: whoever reads the answer need not learn it (F86)."""
    mentor, mentee = OuterRef("mentor_member"), OuterRef("mentee_member")
    blocked = Exists(MemberBlock.objects.filter(Q(by=mentor, of=mentee) | Q(by=mentee, of=mentor)))
    for model, statuses in (
        (MentorshipRequest, [RequestStatus.PENDING]),
        (Mentorship, OPEN_MENTORSHIP_STATUSES),
    ):
        for pair in model.objects.filter(blocked, status__in=statuses):
            yield f"{model._meta.model_name} {pair.pk} is open, and the two do not want to have to do with each other."
