"""What time brings: memberships, breaks that end, places that became free, reminders, expiry (D8, D14), new people.

``run_due`` is what ``manage.py mentoring_run_due`` calls. It may run as often
as one likes, several at once, and after days of downtime: every step looks at
what is due now, and each act locks and asks the rules again (C-16).
"""

import datetime as dt
import logging
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from .. import get_member_profile_model, get_participant_model, membership
from ..enums import ConcernStatus, MembershipState, ProfileStatus, RequestStatus, Role
from ..exceptions import ActionBusy, ActionRefused
from ..models import Concern, MentoringProgram, MentorshipRequest
from .completeness import COUNT_AGAIN_AFTER, CountCompletenessAction
from .concerns import EmptyConcernAction
from .digests import find_digests
from .enrolled_groups import FollowEnrolledAction, find_strays
from .ladder import find_due
from .members import RefreshMembershipAction
from .messages import TellOfMessagesAction, due_message_mails
from .profiles import ResumeProfileAction
from .reminders import RemindAction
from .requests import ExpireRequestAction, PromoteWaitingAction
from .responsiveness import CountResponsesAction, profiles_to_count
from .search_news import NoteLookAction, TellNewPeopleAction, look_at_due

logger = logging.getLogger(__name__)

BATCH = 500


@dataclass(frozen=True)
class Due:
    """One thing that is due: the step's name, the object it is about, and the action that does it.

    A quiet one only notes that somebody looked: it is done, and nobody is told of it.
    """

    step: str
    about: Any
    action: Any
    quiet: bool = False

    @property
    def what(self):
        """What it is about, in a few words."""
        return getattr(self.about, "what", None) or (
            f"{self.about._meta.verbose_name} {self.about.pk}"
        )

    @property
    def is_possible(self):
        """Whether a reminder's own rules agree; the other acts ask them when they are done."""
        if not isinstance(self.action, RemindAction):
            return True
        return self.action.load() is not None and not self.action.refusals()


def due_memberships(now):
    """Members about whom the society says something new. Asks the backend in batches."""
    model = get_member_profile_model()
    today = timezone.localdate(now)
    last = 0
    while True:
        members = list(
            model.objects.filter(pk__gt=last, user__isnull=False)
            .filter(Q(mentor_profiles__isnull=False) | Q(mentee_profiles__isnull=False))
            .select_related("user")
            .order_by("pk")
            .distinct()[:BATCH]
        )
        if not members:
            return
        last = members[-1].pk
        answers = membership.ask_many([member.user for member in members])
        ended = _with_ended_membership(members)
        for member in members:
            answer = answers.get(member.user_id)
            if answer is None or answer.state == MembershipState.UNKNOWN:
                continue
            action = RefreshMembershipAction(member, answer=answer)
            if action.is_news() or action.is_due(ended.get(member.pk, ()), today):
                yield Due("membership", member, action)


def _with_ended_membership(members):
    """Return ``{member pk: profiles}`` of those whose membership has ended; one query for each role."""
    found = {}
    ids = [member.pk for member in members if member.membership_lapsed_on is not None]
    for role in Role if ids else ():
        pending = MentorshipRequest.objects.filter(
            **{role.value: OuterRef("pk")}, status=RequestStatus.PENDING
        )
        profiles = (
            get_participant_model(role).objects.filter(member__in=ids).select_related("program")
        )
        for profile in profiles.annotate(has_open_requests=Exists(pending)):
            found.setdefault(profile.member_id, []).append(profile)
    return found


def due_resumptions(now):
    """Breaks whose last day is over."""
    today = timezone.localdate(now)
    for role in Role:
        for profile in get_participant_model(role).objects.filter(
            status=ProfileStatus.PAUSED, paused_until__lt=today
        ):
            yield Due("resume", profile, ResumeProfileAction(profile))


def _pending(program):
    return MentorshipRequest.objects.filter(
        program=program, status=RequestStatus.PENDING, waiting_since__isnull=True
    )


def _older_than(queryset, days, now):
    return queryset.filter(clock_started_at__lte=now - dt.timedelta(days=days))


def due_expiries(now):
    """Requests nobody answered within the program's days. Those on a waiting list do not expire."""
    for program in MentoringProgram.objects.filter(request_expiry_days__isnull=False):
        for request in _older_than(_pending(program), program.request_expiry_days, now).order_by(
            "pk"
        ):
            yield Due("expire", request, ExpireRequestAction(request))


def due_reminders(now):
    """Steps of the ladder that were not done yet (R79). After a downtime only the latest of each kind is due."""
    for found in find_due(now):
        step = f"{found.step.kind}_{found.step.number}"
        yield Due(step, found, RemindAction(found))


def due_promotions(now):
    """Mentors with a free place for whom somebody waits."""
    mentors = (
        get_participant_model(Role.MENTOR)
        .objects.filter(
            requests__status=RequestStatus.PENDING,
            requests__waiting_since__isnull=False,
            open_mentorships__lt=F("capacity"),
        )
        .select_related("program")
        .distinct()
    )
    for mentor in mentors:
        offered = mentor.requests.promoted().count()
        if mentor.limit is None or mentor.open_mentorships + offered < mentor.limit:
            yield Due("promote", mentor, PromoteWaitingAction(mentor))


def due_completeness(now):
    """Programs whose questions changed, or whose profiles were not counted for a day (F9)."""
    programs = MentoringProgram.objects.filter(
        Q(completeness_counted_at__isnull=True)
        | Q(completeness_counted_at__lte=now - COUNT_AGAIN_AFTER)
    )
    for program in programs:
        yield Due("completeness", program, CountCompletenessAction(program))


def due_enrolled_groups(now):
    """Groups of those who take part that do not hold just these: memberships end, and hands slip."""
    for program in MentoringProgram.objects.all():
        if program.enrolled_group_id is None or any(find_strays(program)):
            yield Due("enrolled_group", program, FollowEnrolledAction(program), quiet=True)


def due_saved_searches(now):
    """Saved searches whose owner has not been told of new people for the program's days, and whom somebody new fits."""
    quiet = []
    for news in look_at_due(now):
        telling = [one.search for one in news if one.new]
        if telling:
            yield Due("saved_search", telling[0], TellNewPeopleAction(news, now=now))
            continue
        quiet += news
        if len(quiet) >= BATCH:
            yield Due("saved_search", quiet[0].search, NoteLookAction(quiet, now=now), quiet=True)
            quiet = []
    if quiet:
        yield Due("saved_search", quiet[0].search, NoteLookAction(quiet, now=now), quiet=True)


def due_messages(now):
    """Conversations in which something was written in the pause after the last mail (F37)."""
    for conversation, role in due_message_mails(now):
        yield Due("message_mail", conversation, TellOfMessagesAction(conversation, role))


def due_digests(now):
    """Members for whom mails have come together, and whose morning it is (F79)."""
    for action in find_digests(now):
        yield Due("digest", action.member, action)


def due_responses(now):
    """Profiles that answered somebody since it was last counted how soon they do (F21)."""
    for profiles in profiles_to_count():
        for profile in profiles:
            yield Due("responses", profile, CountResponsesAction(profile), quiet=True)


def due_concerns(now):
    """Closed cases that are older than the program keeps them (P-07)."""
    closed = Concern.objects.filter(
        status=ConcernStatus.CLOSED,
        emptied_at__isnull=True,
        program__concern_keep_days__isnull=False,
    )
    for concern in closed.select_related("program").order_by("pk"):
        if concern.closed_at <= now - dt.timedelta(days=concern.program.concern_keep_days):
            # Quiet: what a run prints must not say that there is a case.
            yield Due("concern", concern, EmptyConcernAction(concern), quiet=True)


STEPS = (
    due_memberships,
    due_resumptions,
    due_enrolled_groups,
    due_completeness,
    due_promotions,
    due_expiries,
    due_reminders,
    due_responses,
    due_concerns,
    due_saved_searches,
    due_messages,
    due_digests,
)
#: Steps that read as they go: what one act changes does not move the rows they still have to look at.
STREAMED = (due_memberships, due_reminders, due_saved_searches, due_digests)


def run_due(*, now=None, dry_run=False):
    """Do what is due and yield each ``Due`` that was done, or would be with ``dry_run``.

    What somebody else did in the meantime is passed over; a row that is busy
    stays due for the next run.
    """
    now = now or timezone.now()
    for step in STEPS:
        # A list: what one act changes must not move the rows the step still has to look at.
        for due in step(now) if step in STREAMED else list(step(now)):
            if dry_run:
                if not due.quiet and due.is_possible:
                    yield due
                continue
            try:
                due.action.execute()
            except (ActionRefused, ActionBusy) as error:
                logger.info("%s of %s was not done: %s", due.step, due.about.pk, error)
            except DatabaseError:
                raise
            except Exception:
                # One that cannot be done, for whatever reason, keeps nobody else from theirs.
                logger.exception("%s of %s failed.", due.step, due.about.pk)
            else:
                if due.action.did_something and not due.quiet:
                    yield due
