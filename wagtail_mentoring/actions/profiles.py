"""Moves of a participant's profile: sent, approved, paused, left, suspended."""

from django.utils.translation import gettext as _

from .. import signals
from ..enums import (
    ENROLLED_PROFILE_STATUSES,
    OPEN_MENTORSHIP_STATUSES,
    PROFILE_TRANSITIONS,
    ProfileStatus,
    RequestClosedReason,
)
from ..exceptions import Refusal
from ..models import Mentorship
from ..notifications.delivery import next_calm_moment
from ..notifications.dispatch import notify, notify_coordinators
from .base import MentoringAction
from .enrolled_groups import follow_profile
from .locks import LockSetChanged, compare_and_set, lock_profiles
from .pairs import close_open_requests, end_mentorship


class ProfileAction(MentoringAction):
    """Base for moves of one profile. ``transition`` is a key of ``PROFILE_TRANSITIONS``."""

    transition: str
    staff_only = False
    sent_signal = None

    def __init__(self, profile, *, actor=None):
        super().__init__(actor=actor)
        self.profile = profile

    @property
    def event(self):
        return f"profile.{self.transition}"

    def lock(self):
        self._lock_with([])

    def _lock_with(self, counterpart_ids):
        own = [self.profile.pk]
        is_mentor = self.profile.role == "mentor"
        mentors, mentees = lock_profiles(
            *((own, counterpart_ids) if is_mentor else (counterpart_ids, own))
        )
        self.profile = (mentors if is_mentor else mentees)[self.profile.pk]
        self.counterparts = mentees if is_mentor else mentors

    def refusals(self):
        if self.staff_only:
            if self.actor is not None and not self.rules.is_coordinator(self.actor):
                return [Refusal("not_coordinator", _("Only a coordinator can do this."))]
        else:
            refusals = self.rules.can_act_for(self.actor, self.profile)
            if refusals:
                return refusals
        return self.rules.can_decide_about(self.actor, self.profile) or self.rule()

    def rule(self):
        """Ask the rule for this move."""
        return getattr(self.rules, f"can_{self.transition}")(self.profile)

    def move_to(self, status, **values):
        """Write the new state; only from a state the table allows (C-03, C-04)."""
        sources, targets = PROFILE_TRANSITIONS[self.transition]
        if status not in targets:
            raise ValueError(f"{self.transition} does not lead to {status}.")
        before = self.profile.status
        values = {"status": status, "status_changed_at": self.now, "updated_at": self.now, **values}
        if not compare_and_set(self.profile, sources, values):
            raise LockSetChanged
        self.log(self.profile, profile=self.profile, **{"from": before, "to": str(status)})
        if (before in ENROLLED_PROFILE_STATUSES) != (status in ENROLLED_PROFILE_STATUSES):
            follow_profile(self.profile)
        if self.sent_signal is not None:
            self.signal(self.sent_signal, self.profile)

    def tell(self, event):
        """Queue a mail to the member about this profile."""
        notify(
            event, recipient=self.profile.member, about=self.profile, program=self.profile.program
        )


class SubmitProfileAction(ProfileAction):
    """Send the enrollment in: to the coordinators where the program asks for approval, else straight to active (D15)."""

    transition = "submit"
    sent_signal = signals.profile_submitted

    def write(self):
        program = self.profile.program
        if program.approval_required(self.profile.role):
            self.move_to(ProfileStatus.PENDING, submitted_at=self.now, staff_note="")
            notify_coordinators(
                "profile_submitted",
                about=self.profile,
                program=program,
                step=f"{self.now:%Y%m%d%H%M%S%f}",
            )
        else:
            joined = self.profile.joined_at or self.now
            self.move_to(
                ProfileStatus.ACTIVE, submitted_at=self.now, joined_at=joined, staff_note=""
            )
            self.tell("enrollment_confirmed")
        return self.profile


class ApproveProfileAction(ProfileAction):
    """A coordinator lets the participant in; from now on others see them."""

    transition = "approve"
    staff_only = True
    sent_signal = signals.profile_approved

    def write(self):
        self.move_to(
            ProfileStatus.ACTIVE, joined_at=self.profile.joined_at or self.now, staff_note=""
        )
        self.tell("profile_approved")
        return self.profile


class ReturnProfileAction(ProfileAction):
    """A coordinator gives the enrollment back with a note on what to change."""

    transition = "return"
    staff_only = True
    sent_signal = signals.profile_returned

    def __init__(self, profile, *, note="", actor=None):
        super().__init__(profile, actor=actor)
        self.note = note

    def rule(self):
        return self.rules.can_approve(self.profile)

    def write(self):
        self.move_to(ProfileStatus.DRAFT, staff_note=self.note)
        self.tell("profile_returned")
        return self.profile


class PauseProfileAction(ProfileAction):
    """Take a break: out of searches, no new requests; pairings and open requests go on (R63-R65, D6).

    With ``tell_partners`` the present partners get a short prepared note.
    """

    transition = "pause"
    sent_signal = signals.profile_paused

    def __init__(self, profile, *, until=None, tell_partners=False, actor=None):
        super().__init__(profile, actor=actor)
        self.until = until
        self.tell_partners = tell_partners

    def rule(self):
        return self.rules.can_pause(self.profile, self.until)

    def write(self):
        self.move_to(ProfileStatus.PAUSED, paused_until=self.until)
        if self.tell_partners:
            for mentorship in self.profile.mentorships.filter(
                status__in=OPEN_MENTORSHIP_STATUSES
            ).with_people():
                other, program = mentorship.other_side(self.profile).member, self.profile.program
                notify(
                    "partner_paused",
                    recipient=other,
                    about=mentorship,
                    program=program,
                    not_before=next_calm_moment(["partner_paused"], mentorship, other, program),
                )
        return self.profile


class ResumeProfileAction(ProfileAction):
    """End the break; the profile is found again at once."""

    transition = "resume"
    sent_signal = signals.profile_resumed

    def write(self):
        self.move_to(ProfileStatus.ACTIVE, paused_until=None)
        return self.profile


class SuspendProfileAction(ProfileAction):
    """Staff take somebody out of the program for a time: open requests close, pairings stay."""

    transition = "suspend"
    staff_only = True
    sent_signal = signals.profile_suspended

    def __init__(self, profile, *, note="", actor=None):
        super().__init__(profile, actor=actor)
        self.note = note

    def write(self):
        self.move_to(ProfileStatus.SUSPENDED, staff_note=self.note, paused_until=None)
        close_open_requests(self, self.profile, RequestClosedReason.SUSPENDED)
        self.tell("profile_suspended")
        return self.profile


class ReinstateProfileAction(ProfileAction):
    """Staff let somebody back in."""

    transition = "reinstate"
    staff_only = True
    sent_signal = signals.profile_reinstated

    def rule(self):
        return self.rules.can_lift_suspension(self.actor, self.profile) or super().rule()

    def write(self):
        self.move_to(ProfileStatus.ACTIVE, staff_note="")
        self.tell("profile_reinstated")
        return self.profile


class LeaveProfileAction(ProfileAction):
    """Leave the program in this role: open requests close, pairings end, both with a mail to the other (D21)."""

    transition = "leave"
    sent_signal = signals.profile_left
    closed_reason = RequestClosedReason.LEFT

    def lock(self):
        counterpart = self.profile.role.other.value
        expected = set(
            Mentorship.objects.filter(
                **{self.profile.role.value: self.profile.pk}, status__in=OPEN_MENTORSHIP_STATUSES
            ).values_list(f"{counterpart}_id", flat=True)
        )
        self._lock_with(expected)
        # The locked row knows of a pairing made between reading and locking.
        if self.profile.open_mentorships != len(expected):
            raise LockSetChanged

    def write(self):
        close_open_requests(self, self.profile, self.closed_reason)
        for mentorship in self.profile.mentorships.filter(
            status__in=OPEN_MENTORSHIP_STATUSES
        ).with_people():
            other = self.counterparts[mentorship.other_side(self.profile).pk]
            end_mentorship(self, mentorship, self.profile, other, transition="end")
        self.move_to(ProfileStatus.LEFT, paused_until=None)
        return self.profile


class RejoinProfileAction(ProfileAction):
    """Begin again after having left; what was written before is kept."""

    transition = "rejoin"

    def write(self):
        self.move_to(ProfileStatus.DRAFT)
        return self.profile
