"""Reminders: does one still make sense? Asked before it is written, and again before it is sent (M-10, M-20)."""

from django.db.models import Max, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from ..enums import (
    AgreementStanding,
    MentorshipStatus,
    ProfileStatus,
    ReminderKind,
    RequestStatus,
)
from ..exceptions import Refusal
from ..models import CheckIn, ReminderRule
from .blocks import BlockRules


class ReminderRules(BlockRules):
    """What may be brought back to somebody's mind, and when it may not."""

    def reminder_counts_from(self, kind, about):
        """Return the moment, or for what counts down the day, that the steps of ``kind`` count from; may be ``None``."""
        kind = ReminderKind(kind)
        if kind is ReminderKind.REQUEST:
            return about.clock_started_at
        if kind is ReminderKind.QUIET:
            return about.last_activity_at
        if kind is ReminderKind.COMING_END:
            return about.agreed_end_on
        if kind is ReminderKind.MEMBERSHIP:
            return about.member.membership_ends_on
        if kind is ReminderKind.WITHOUT_PARTNER:
            last = about.mentorships.aggregate(moment=Max("ended_at"))["moment"]
            return max(about.status_changed_at, last) if last else about.status_changed_at
        if kind in (ReminderKind.INCOMPLETE, ReminderKind.PAUSED):
            return about.status_changed_at
        return about.started_at

    def can_remind(self, kind, about, profile, number=1):
        """May ``profile`` be reminded of ``about``, a request, a mentorship or that profile itself?"""
        kind = ReminderKind(kind)
        if not profile.program.is_active:
            return [Refusal("program_hidden", _("The program is not visible to members."))]
        user = profile.member.user if profile.member.user_id else None
        if user is None or not user.is_active:
            return [Refusal("no_account", _("There is no active account."))]
        return getattr(self, f"_remind_{kind.value}")(about, profile, number)

    def _remind_request(self, request, profile, number):
        refusals = self._open(request) or self._party(request, profile, request.asked)
        if not refusals and request.waiting_since is not None:
            refusals = [Refusal("on_waiting_list", _("This request is on the waiting list."))]
        return refusals

    def _working(self, mentorship, profile, *statuses):
        """Refuse unless the two work together and both take part."""
        refusals = self.can_end(mentorship, profile)
        if refusals:
            return refusals
        if mentorship.status not in (statuses or (MentorshipStatus.ACTIVE,)):
            return [Refusal("on_hold", _("It is on hold."))]
        for side in (mentorship.mentor, mentorship.mentee):
            if not side.is_enrolled:
                return [Refusal("not_taking_part", _("One of the two does not take part now."))]
        if self.is_blocked(mentorship.mentor.member, mentorship.mentee.member):
            return [Refusal("not_taking_part", _("One of the two does not take part now."))]
        return []

    def _remind_first_conversation(self, mentorship, profile, number):
        return self._working(mentorship, profile) or self.can_mark_first_conversation(
            mentorship, profile
        )

    def _remind_goals(self, mentorship, profile, number):
        refusals = self._working(mentorship, profile)
        if (
            not refusals
            and mentorship.agreements.filter(standing=AgreementStanding.CONFIRMED).exists()
        ):
            refusals = [Refusal("goals_agreed", _("The two have agreed on their goals."))]
        return refusals

    def _remind_quiet(self, mentorship, profile, number):
        return self._working(mentorship, profile)

    def _remind_check_in(self, mentorship, profile, number):
        refusals = self._working(mentorship, profile)
        months = ReminderRule.objects.filter(
            program=mentorship.program_id, kind=ReminderKind.CHECK_IN, number=number
        ).values("count")
        answered = CheckIn.objects.filter(
            mentorship=mentorship, role=profile.role, months__gte=Subquery(months[:1])
        )
        if not refusals and answered.exists():
            refusals = [Refusal("checked_in", _("This check-in has been answered already."))]
        return refusals

    def _remind_coming_end(self, mentorship, profile, number):
        refusals = self._working(
            mentorship, profile, MentorshipStatus.ACTIVE, MentorshipStatus.ON_HOLD
        )
        day = mentorship.agreed_end_on
        if not refusals and (day is None or day < timezone.localdate()):
            refusals = [Refusal("no_end_to_come", _("There is no agreed end to come."))]
        return refusals

    def _remind_incomplete(self, profile, _profile, number):
        if profile.status == ProfileStatus.DRAFT:
            return self.can_enroll(profile.member.user, profile.program, profile.role)
        if profile.status == ProfileStatus.ACTIVE and not profile.is_complete_enough:
            return []
        return [Refusal("complete_enough", _("This profile is complete enough."))]

    def _remind_without_partner(self, profile, _profile, number):
        if profile.status != ProfileStatus.ACTIVE or not profile.is_listed:
            return [Refusal("not_active", _("Only an active profile gets these mails."))]
        if profile.open_mentorships:
            return [Refusal("has_partner", _("There is somebody to work with."))]
        if profile.requests.filter(status=RequestStatus.PENDING).exists():
            return [Refusal("request_under_way", _("A request is under way."))]
        return self.can_search(profile)

    def _remind_paused(self, profile, _profile, number):
        refusals = self.can_resume(profile)
        if not refusals and profile.paused_until is not None:
            refusals = [Refusal("break_has_end", _("This break ends by itself."))]
        return refusals

    def _remind_membership(self, profile, _profile, number):
        day = profile.member.membership_ends_on
        if not profile.is_enrolled:
            return [Refusal("not_active", _("Only those who take part get these mails."))]
        if day is None or day < timezone.localdate():
            return [Refusal("no_end_to_come", _("No end of the membership is known."))]
        return []
