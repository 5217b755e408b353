"""Taking part: enrolling, approval, breaks, leaving."""

from django.utils import timezone
from django.utils.translation import gettext as _

from ..enums import ProfileStatus, RequestStatus, Role
from ..exceptions import Refusal
from ..models import Mentorship, MentorshipRequest
from .base import BaseRules


class ParticipationRules(BaseRules):
    """May this person take part, and how?"""

    def can_enroll(self, user, program, role):
        """May this user begin to enroll? Members only, while enrollment is open (R7, R9, R10)."""
        if not (user and user.is_authenticated):
            return [Refusal("not_signed_in", _("Please sign in first."))]
        if not program.is_open or not program.is_active:
            return [Refusal("enrollment_closed", _("Enrollment is closed at the moment."))]
        return self._membership(user, program, None, new=True)

    def can_submit(self, profile):
        """May this enrollment be sent in? Complete, and the Code of Conduct agreed to (R17, R18, R24)."""
        refusals = []
        if profile.status != ProfileStatus.DRAFT:
            return [Refusal("already_sent", _("This enrollment has been sent already."))]
        refusals += self.can_enroll(profile.member.user, profile.program, profile.role)
        missing = self.missing_for_enrollment(profile)
        if missing:
            refusals.append(
                Refusal(
                    "incomplete",
                    _("Something is still missing: %(fields)s.")
                    % {"fields": ", ".join(str(m) for m in missing)},
                )
            )
        return refusals + self._conduct(profile)

    def missing_for_enrollment(self, profile):
        """Return the names of what has to be there before sending: name, headline, required answers."""
        member = profile.member
        missing = [
            member._meta.get_field(name).verbose_name
            for name in ("name", "headline")
            if not getattr(member, name)
        ]
        if not profile.statement:
            name = "terms" if profile.role is Role.MENTOR else "goals"
            missing.append(profile._meta.get_field(name).verbose_name)
        answered = set(profile.answers.values_list("criterion", flat=True))
        missing += [
            criterion.label
            for criterion in profile.program.criteria.asked_of(profile.role).filter(
                is_required=True
            )
            if criterion.pk not in answered
        ]
        return missing

    def can_set_capacity(self, profile, capacity):
        """A mentor says how many mentees they take, up to the program's ceiling (D2, R25)."""
        ceiling = profile.program.mentor_capacity_ceiling
        if 1 <= capacity <= ceiling:
            return []
        return [
            Refusal(
                "capacity_out_of_range",
                _("You can take from 1 to %(ceiling)s at a time.") % {"ceiling": ceiling},
            )
        ]

    def can_set_window(self, profile, start, end):
        """From when until when somebody is free: in this order, and not over already (F6).

        An end that has passed may stay as it is, so that the rest of the form can be saved.
        """
        if start is not None and end is not None and end < start:
            return [Refusal("window_order", _("The last day is before the first."))]
        if end is not None and end != profile.available_until and end < timezone.localdate():
            return [Refusal("window_past", _("Choose a last day that is still to come."))]
        return []

    def can_decide_about(self, user, profile):
        """Nobody of the staff moves the profile of somebody they work with, or have an open request with.

        It would close or end what is between the two, or judge it. ``None`` is the system; for oneself
        everybody acts, whoever one works with.
        """
        if user is None or profile.member.user_id == user.pk:
            return []
        role, other = profile.role.value, profile.role.other.value
        between = {role: profile, f"{other}_member__user": user}
        if (
            Mentorship.objects.open().filter(**between).exists()
            or MentorshipRequest.objects.filter(**between, status=RequestStatus.PENDING).exists()
        ):
            return [
                Refusal(
                    "own_pair",
                    _("You are the other person here. Please ask another coordinator to do this."),
                )
            ]
        return []

    def can_lift_suspension(self, user, profile):
        """Coordinators let somebody back in, but not themselves. ``None`` is the system."""
        if user is not None and profile.member.user_id == user.pk:
            return [
                Refusal(
                    "own_profile",
                    _("This is your own profile. Please ask another coordinator to do this."),
                )
            ]
        return []

    def can_approve(self, profile):
        """Coordinators approve or return those who wait (D15)."""
        if profile.status != ProfileStatus.PENDING:
            return [Refusal("not_pending", _("This profile does not wait for approval."))]
        return []

    def can_pause(self, profile, until=None):
        """An active participant may pause, until a day to come or without end (D6)."""
        if profile.status != ProfileStatus.ACTIVE:
            return [Refusal("not_active", _("Only an active profile can be paused."))]
        if until is not None and until <= timezone.localdate():
            return [Refusal("date_past", _("Choose a day after today."))]
        return []

    def can_resume(self, profile):
        """A paused participant who is still a member may resume."""
        if profile.status != ProfileStatus.PAUSED:
            return [Refusal("not_paused", _("This profile is not paused."))]
        return []

    def can_leave(self, profile):
        """Anybody may leave at any time (D21)."""
        if profile.status == ProfileStatus.LEFT:
            return [Refusal("already_left", _("This profile has left the program already."))]
        return []

    def can_rejoin(self, profile):
        """Who has left may begin again; what they wrote is still there."""
        if profile.status != ProfileStatus.LEFT:
            return [Refusal("not_left", _("This profile has not left the program."))]
        return self.can_enroll(profile.member.user, profile.program, profile.role)

    def can_suspend(self, profile):
        """Staff may suspend those who take part."""
        if not profile.is_enrolled:
            return [Refusal("not_enrolled", _("Only somebody who takes part can be suspended."))]
        return []

    def can_reinstate(self, profile):
        """Staff may end a suspension."""
        if profile.status != ProfileStatus.SUSPENDED:
            return [Refusal("not_suspended", _("This profile is not suspended."))]
        return []

    def can_search(self, profile):
        """May this participant look for people of the other role? Enrolled members only (R26, R27)."""
        return self._enrolled(profile) + self._membership(
            profile.member.user, profile.program, profile.member
        )

    def conduct_refusals(self, profile):
        """Return why the Code of Conduct keeps this participant from requesting and accepting (D13)."""
        return self._conduct(profile)
