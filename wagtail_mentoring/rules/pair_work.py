"""What two people do together: agreement, length, goals, notes, meetings. For the two alone, while it is open."""

import calendar
import datetime as dt

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import ModelLogEntry

from ..enums import AgreementStanding, GoalStatus, ReminderKind
from ..exceptions import Refusal
from ..models import ReminderRule
from .limits import HOUR, pair_limit
from .mentorships import MentorshipRules

#: What is logged of acts that bring the other a mail.
TROUBLING = tuple(
    f"wagtail_mentoring.{event}"
    for event in ("mentorship.propose", "mentorship.extend", "meeting.plan", "meeting.move")
)
#: Beyond it a day is a slip of the keyboard, and calendars end.
FARTHEST = dt.timedelta(days=5 * 366)


def months_later(day, months):
    """Return the day ``months`` after ``day``, or the last of that month when it has no such day."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return day.replace(
        year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1])
    )


def steps_of_coming_end():
    """Return the steps of the ladder that look ahead to an agreed end, the earliest first."""
    steps = ReminderRule.objects.filter(kind=ReminderKind.COMING_END, is_enabled=True)
    return steps.order_by("-count")


class PairWorkRules(MentorshipRules):
    """What may two people agree on, plan and write down?"""

    def can_act_alone(self, user, profile):
        """What belongs to the two is done by themselves; not even coordinators do it for them."""
        if user is not None and user.is_active and profile.member.user_id == user.pk:
            return []
        return [Refusal("not_yours", _("Only the two people themselves can do this."))]

    def can_work(self, mentorship, profile):
        """Either side, while the mentorship is open; a hold does not keep the two from planning."""
        return self.can_end(mentorship, profile)

    def can_trouble_partner(self, mentorship, profile):
        """May this side do one more thing that brings the other a mail? So many within an hour (S-27).

        Taking back and canceling are no part of it: nobody must be kept from calling off a meeting.
        """
        limit = mentorship.program.pair_hourly_limit
        if limit is None:
            return []
        now = timezone.now()
        own = profile.mentorships.values_list("pk", flat=True)
        done = ModelLogEntry.objects.filter(
            user=profile.member.user_id,
            action__in=TROUBLING,
            timestamp__gt=now - HOUR,
            content_type=ContentType.objects.get_for_model(mentorship),
            object_id__in=[str(pk) for pk in own],
        )
        times = list(done.order_by("-timestamp").values_list("timestamp", flat=True)[:limit])
        return [pair_limit(times[-1] + HOUR - now)] if len(times) >= limit else []

    def latest_end(self, mentorship):
        """Return the last day the two may agree on as the end, or ``None`` without a limit (D11)."""
        months = mentorship.program.longest_months
        return months and months_later(timezone.localdate(mentorship.started_at), months)

    def end_refusals(self, mentorship, ends_on):
        """Return why ``ends_on`` (a date or ``None``) cannot be the agreed end."""
        if ends_on is None:
            return []
        if ends_on < timezone.localdate():
            return [Refusal("end_past", _("The last day is over already. Choose a later one."))]
        latest = self.latest_end(mentorship)
        if latest is not None and ends_on > latest:
            months = mentorship.program.longest_months
            return [
                Refusal(
                    "end_too_late",
                    ngettext(
                        "In this program two people work together for at most %(months)d month. Choose an earlier day.",
                        "In this program two people work together for at most %(months)d months. Choose an earlier day.",
                        months,
                    )
                    % {"months": months},
                )
            ]
        return []

    def end_notice_days(self, program):
        """Return how many days before the agreed end the two are asked what comes next (D11); 0 for never."""
        steps = steps_of_coming_end().filter(program=program)
        return steps.values_list("count", flat=True).first() or 0

    def end_is_near(self, mentorship, notice_days):
        """Return whether the agreed end of an open mentorship is near, or has passed."""
        return (
            mentorship.is_open
            and mentorship.agreed_end_on is not None
            and mentorship.agreed_end_on <= timezone.localdate() + dt.timedelta(days=notice_days)
        )

    def can_extend(self, mentorship, profile, ends_on=None):
        """Either side moves the agreed end to a later day; the other is told (D11, R51)."""
        refusals = self.can_work(mentorship, profile)
        latest = self.latest_end(mentorship)
        agreed = mentorship.agreed_end_on
        if not refusals and latest is not None and (agreed or timezone.localdate()) >= latest:
            refusals = [
                Refusal("longest_reached", _("This is as long as the program allows already."))
            ]
        if refusals or ends_on is None:
            return refusals
        if agreed is not None and ends_on <= agreed:
            return [
                Refusal("end_not_later", _("Choose a day after the one you have agreed on so far."))
            ]
        return self.end_refusals(mentorship, ends_on)

    def can_propose_agreement(self, mentorship, profile, ends_on=None):
        """Either side proposes, or changes what is proposed or agreed, at any time (R49, R52)."""
        return self.can_work(mentorship, profile) or self.end_refusals(mentorship, ends_on)

    def can_confirm_agreement(self, mentorship, profile, agreement, version=None):
        """The other side confirms exactly the version they have read.

        ``agreement`` is the standing proposal or ``None``; ``version`` the number that was read.
        """
        refusals = self.can_work(mentorship, profile)
        if refusals:
            return refusals
        if agreement is None or agreement.standing != AgreementStanding.PROPOSED:
            return [Refusal("nothing_proposed", _("There is no proposal to agree to any more."))]
        if profile is not None and agreement.proposed_by == profile.role:
            return [
                Refusal("own_proposal", _("This is your own proposal; the other one agrees to it."))
            ]
        if version is not None and version != agreement.version:
            return [
                Refusal(
                    "agreement_changed",
                    _("The proposal has been changed in the meantime. Please read it again."),
                )
            ]
        return self.end_refusals(mentorship, agreement.ends_on)

    def can_withdraw_agreement(self, mentorship, profile, agreement):
        """Who proposed takes the proposal back while it is not agreed to."""
        refusals = self.can_work(mentorship, profile)
        if refusals:
            return refusals
        if agreement is None or agreement.standing != AgreementStanding.PROPOSED:
            return [Refusal("nothing_proposed", _("There is no proposal to take back any more."))]
        if agreement.proposed_by != profile.role:
            return [Refusal("not_yours", _("This proposal is not yours."))]
        return []

    def can_add_goal(self, mentorship, profile):
        """Either side adds goals, up to the program's number."""
        refusals = self.can_work(mentorship, profile)
        limit = mentorship.program.goal_limit
        if not refusals and limit is not None and mentorship.goals.count() >= limit:
            refusals = [
                Refusal(
                    "too_many_goals",
                    _(
                        "You have as many goals as the program allows. Change one of them, or remove one."
                    ),
                )
            ]
        return refusals

    def can_change_goal(self, mentorship, profile, goal):
        """Either side changes or removes a goal. ``goal`` is ``None`` when it is gone."""
        refusals = self.can_work(mentorship, profile)
        if not refusals and goal is None:
            refusals = [Refusal("goal_gone", _("This goal has been removed in the meantime."))]
        return refusals

    def can_settle_goal(self, mentorship, profile, goal, status):
        """Either side says that a goal is reached, let go, or under way again."""
        refusals = self.can_change_goal(mentorship, profile, goal)
        if not refusals and goal.status == status:
            messages = {
                GoalStatus.OPEN: _("This goal is under way already."),
                GoalStatus.REACHED: _("This goal is marked as reached already."),
                GoalStatus.DROPPED: _("You have let this goal go already."),
            }
            refusals = [Refusal(f"goal_{status}", messages[GoalStatus(status)])]
        return refusals

    def can_change_note(self, mentorship, profile, note):
        """Only who wrote a note changes, shares or removes it."""
        refusals = self.can_work(mentorship, profile)
        if not refusals and note is None:
            refusals = [Refusal("note_gone", _("This note has been removed in the meantime."))]
        if not refusals and note.author != profile.role:
            refusals = [Refusal("not_yours", _("This note is not yours."))]
        return refusals

    def can_plan_meeting(self, mentorship, profile, starts_at=None, minutes=0, except_pk=None):
        """Either side plans meetings to come; one at a time (R52)."""
        refusals = self.can_work(mentorship, profile)
        if refusals or starts_at is None:
            return refusals
        if starts_at <= timezone.now():
            return [Refusal("meeting_past", _("This time is over. Choose a later one."))]
        if starts_at > timezone.now() + FARTHEST:
            return [Refusal("meeting_far", _("This is years away. Choose a day that is nearer."))]
        ends_at = starts_at + dt.timedelta(minutes=minutes)
        others = mentorship.meetings.planned().filter(
            starts_at__gt=starts_at - dt.timedelta(days=1), starts_at__lt=ends_at
        )
        if any(other.ends_at > starts_at and other.pk != except_pk for other in others):
            return [
                Refusal("meeting_twice", _("The two of you have a meeting at this time already."))
            ]
        return []

    def can_change_meeting(self, mentorship, profile, meeting):
        """Either side moves or cancels a planned meeting that has not begun."""
        refusals = self.can_work(mentorship, profile)
        if not refusals and not meeting.is_planned:
            refusals = [Refusal("meeting_canceled", _("This meeting has been canceled already."))]
        if not refusals and meeting.starts_at <= timezone.now():
            refusals = [Refusal("meeting_begun", _("This meeting has begun or is over already."))]
        return refusals

    def can_have_calendar(self, user, member):
        """A private calendar address is for the person alone: whoever knows it reads their meetings."""
        if user is not None and user.is_active and member.user_id == user.pk:
            return []
        return [Refusal("not_yours", _("Only the person themself can do this."))]
