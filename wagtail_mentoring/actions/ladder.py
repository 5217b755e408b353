"""The ladder of reminders: whom each kind concerns, from when its days count, and which steps are due."""

import datetime as dt
from dataclasses import replace

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from .. import get_participant_model
from ..conf import settings
from ..enums import (
    ENROLLED_PROFILE_STATUSES,
    OPEN_MENTORSHIP_STATUSES,
    AgreementStanding,
    MentorshipStatus,
    ProfileStatus,
    ReminderKind,
    RequestStatus,
    Role,
)
from ..models import (
    MentoringProgram,
    Mentorship,
    MentorshipAgreement,
    MentorshipRequest,
    PairMeeting,
    ReminderRule,
)
from .ladder_base import Found, Ladder, Step, back

BATCH = 500
BOTH_ROLES = tuple(Role)


class RequestLadder(Ladder):
    """Somebody was asked and has not answered (D8). The days stand on the program, beside those to expiry."""

    kind = ReminderKind.REQUEST
    model = MentorshipRequest
    counted_from = "clock_started_at"

    def rows(self, program, role, now):
        rows = self.model.objects.filter(
            program=program, status=RequestStatus.PENDING, waiting_since__isnull=True
        )
        if program.request_expiry_days is not None:
            expired = now - dt.timedelta(days=program.request_expiry_days)
            rows = rows.filter(clock_started_at__gt=expired)
        return rows

    def of_member(self, rows, member):
        return rows.for_member(member)

    def recipients(self, request):
        return [request.asked]


class PairLadder(Ladder):
    """Two who work together; both are told."""

    model = Mentorship
    counted_from = "started_at"
    statuses: tuple = (MentorshipStatus.ACTIVE,)

    def rows(self, program, role, now):
        return self.model.objects.filter(
            program=program,
            status__in=self.statuses,
            mentor__status__in=ENROLLED_PROFILE_STATUSES,
            mentee__status__in=ENROLLED_PROFILE_STATUSES,
        )

    def of_member(self, rows, member):
        return rows.for_member(member)

    def recipients(self, mentorship):
        return [mentorship.mentor, mentorship.mentee]


class FirstConversationLadder(PairLadder):
    kind = ReminderKind.FIRST_CONVERSATION

    def rows(self, program, role, now):
        return super().rows(program, role, now).filter(first_conversation_at__isnull=True)


class GoalsLadder(PairLadder):
    kind = ReminderKind.GOALS

    def rows(self, program, role, now):
        agreed = MentorshipAgreement.objects.filter(
            mentorship=OuterRef("pk"), standing=AgreementStanding.CONFIRMED
        )
        return super().rows(program, role, now).filter(~Exists(agreed))


class QuietLadder(PairLadder):
    """Nothing was done here, and no meeting was planned for these days or for later."""

    kind = ReminderKind.QUIET
    counted_from = "last_activity_at"

    def due(self, program, role, step, later, now, until):
        meetings = PairMeeting.objects.planned().filter(
            mentorship=OuterRef("pk"), starts_at__gt=back(now, step)
        )
        return super().due(program, role, step, later, now, until).filter(~Exists(meetings))


class CheckInLadder(PairLadder):
    kind = ReminderKind.CHECK_IN


class ComingEndLadder(PairLadder):
    kind = ReminderKind.COMING_END
    counted_from = "agreed_end_on"
    statuses = tuple(sorted(OPEN_MENTORSHIP_STATUSES))


class ProfileLadder(Ladder):
    """A participant's own profile."""

    roles = BOTH_ROLES
    counted_from = "status_changed_at"

    def profiles(self, program, role):
        return get_participant_model(role).objects.filter(
            program=program, member__user__is_active=True
        )

    def recipients(self, profile):
        return [profile]


class IncompleteLadder(ProfileLadder):
    """Enrollments that were begun and not sent, and profiles too incomplete to be found (F9, F75)."""

    kind = ReminderKind.INCOMPLETE

    def rows(self, program, role, now):
        profiles = self.profiles(program, role)
        threshold = program.completeness_threshold
        incomplete = Q(pk__in=())
        if program.is_open:
            incomplete |= Q(status=ProfileStatus.DRAFT)
        if threshold:
            incomplete |= Q(status=ProfileStatus.ACTIVE, completeness__lt=threshold)
        return profiles.filter(incomplete)


class WithoutPartnerLadder(ProfileLadder):
    """Who takes part and works with nobody, counted from the last end if there was one (F76)."""

    kind = ReminderKind.WITHOUT_PARTNER
    counted_from = "alone_since"

    def rows(self, program, role, now):
        own = {role: OuterRef("pk")}
        last = Mentorship.objects.filter(**own, ended_at__isnull=False).order_by("-ended_at")
        asking = MentorshipRequest.objects.filter(**own, status=RequestStatus.PENDING)
        return (
            get_participant_model(role)
            .objects.filter(program=program, open_mentorships=0)
            .listed(timezone.localdate(now))
            .filter(~Exists(asking))
            .annotate(
                alone_since=Greatest(
                    F("status_changed_at"),
                    Coalesce(Subquery(last.values("ended_at")[:1]), F("status_changed_at")),
                )
            )
        )

    def _up(self, rows, step, later, now, until):
        # Nobody is alone for longer than they take part; this part the index answers.
        rows = rows.filter(status_changed_at__lte=back(until, step))
        too_late = back(now, step) - dt.timedelta(days=settings.REMINDER_CATCH_UP_DAYS)
        ended = Mentorship.objects.filter(ended_at__gt=too_late).values(rows.model.role.value)
        rows = rows.filter(Q(status_changed_at__gt=too_late) | Q(pk__in=ended))
        return super()._up(rows, step, later, now, until)


class PausedLadder(ProfileLadder):
    """Breaks without an end."""

    kind = ReminderKind.PAUSED

    def rows(self, program, role, now):
        return self.profiles(program, role).filter(
            status=ProfileStatus.PAUSED, paused_until__isnull=True
        )


class MembershipLadder(ProfileLadder):
    """Memberships of which the society's records know the last day; once for who has both roles."""

    kind = ReminderKind.MEMBERSHIP
    counted_from = "member__membership_ends_on"

    def rows(self, program, role, now):
        rows = self.profiles(program, role).filter(status__in=ENROLLED_PROFILE_STATUSES)
        if role == Role.MENTEE:
            mentor = get_participant_model(Role.MENTOR).objects.filter(
                program=program,
                member=OuterRef("member"),
                status__in=ENROLLED_PROFILE_STATUSES,
            )
            rows = rows.filter(~Exists(mentor))
        return rows


LADDERS = {
    ladder.kind: ladder
    for ladder in (
        RequestLadder(),
        FirstConversationLadder(),
        GoalsLadder(),
        QuietLadder(),
        CheckInLadder(),
        ComingEndLadder(),
        IncompleteLadder(),
        WithoutPartnerLadder(),
        PausedLadder(),
        MembershipLadder(),
    )
}


def steps_of(programs):
    """Return ``{program pk: {kind: steps in use, in the order they come}}``; one query."""
    programs = list(programs)
    found = {program.pk: {kind: [] for kind in LADDERS} for program in programs}
    for program in programs:
        days = (program.request_first_reminder_days, program.request_second_reminder_days)
        found[program.pk][ReminderKind.REQUEST] = [
            Step(ReminderKind.REQUEST, number, count)
            for number, count in enumerate(days, start=1)
            if count is not None
        ]
    rules = ReminderRule.objects.filter(program__in=programs, is_enabled=True)
    for program, kind, number, count in rules.values_list("program", "kind", "number", "count"):
        found[program][ReminderKind(kind)].append(Step(ReminderKind(kind), number, count))
    for kinds in found.values():
        for kind, steps in kinds.items():
            steps.sort(key=lambda step: step.count, reverse=kind.counts_down)
            steps[1:] = [replace(step, is_later=True) for step in steps[1:]]
    return found


def find_due(now, *, kind=None, until=None, programs=None, member=None, first=None):
    """Yield a ``Found`` for each step that is due by ``until`` (now, unless given) and was not done.

    Reads a batch of keys at a time. ``programs`` and ``member`` narrow it down; with ``first`` it is
    only so many of each step, those that are due first.
    """
    if programs is None:
        programs = list(MentoringProgram.objects.live().order_by("pk"))
    until = until or now
    all_steps = steps_of(programs)
    for program in programs:
        for ladder in LADDERS.values() if kind is None else [LADDERS[kind]]:
            steps = all_steps[program.pk][ladder.kind]
            for place, step in enumerate(steps):
                later = steps[place + 1] if place + 1 < len(steps) else None
                for role in ladder.roles:
                    rows = ladder.due(program, role, step, later, now, until)
                    if member is not None:
                        rows = ladder.of_member(rows, member)
                    for pk, counted in _first(rows, first) if first else _batches(rows):
                        yield Found(ladder, program, role, step, pk, counted)


def _first(rows, count):
    return list(rows.order_by("counted", "pk").values_list("pk", "counted")[:count])


def _batches(rows):
    last = 0
    while True:
        batch = list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", "counted")[:BATCH])
        yield from batch
        if len(batch) < BATCH:
            return
        last = batch[-1][0]
