"""Acts on a mentorship: first conversation, hold, go on, complete, end."""

from django.utils.translation import gettext as _

from .. import signals
from ..enums import MENTORSHIP_TRANSITIONS
from ..exceptions import ActionRefused, Refusal
from ..models import Mentorship
from .base import MentoringAction
from .locks import compare_and_set, lock_pair
from .pairs import end_mentorship


class MentorshipAction(MentoringAction):
    """Base for acts of one side, ``profile``, on a mentorship."""

    rule = "can_end"

    def __init__(self, mentorship, profile, *, actor=None):
        super().__init__(actor=actor)
        self.mentorship = mentorship
        self.profile = profile

    def lock(self):
        self.mentorship = lock_pair(
            Mentorship, self.mentorship.pk, self.mentorship.mentor_id, self.mentorship.mentee_id
        )
        side = self.mentorship.side(self.profile.role)
        if side.pk == self.profile.pk:
            self.profile = side

    def refusals(self):
        other = self.mentorship.other_side(self.profile)
        return self.rules.can_act_for(self.actor, self.profile, other) or getattr(
            self.rules, self.rule
        )(self.mentorship, self.profile)

    def change(self, **values):
        """Write ``values`` while the mentorship is in the state it was locked in."""
        values["last_activity_at"] = self.now
        if not compare_and_set(self.mentorship, {self.mentorship.status}, values):
            raise ActionRefused(self.rules.can_end(self.mentorship, self.profile))


class EndMentorshipAction(MentorshipAction):
    """End early: politely to the other, with a private reason for the coordinators (R54, D12)."""

    event = "mentorship.end"
    transition = "end"

    def __init__(self, mentorship, profile, *, reason=None, note="", thanks="", actor=None):
        super().__init__(mentorship, profile, actor=actor)
        self.reason, self.note, self.thanks = reason, note, thanks

    def refusals(self):
        refusals = super().refusals()
        if (
            not refusals
            and self.reason is not None
            and self.reason.program_id != self.mentorship.program_id
        ):
            refusals = [Refusal("other_program", _("Choose a reason from the list."))]
        return refusals

    def write(self):
        end_mentorship(
            self,
            self.mentorship,
            self.profile,
            self.mentorship.other_side(self.profile),
            transition=self.transition,
            reason=self.reason,
            note=self.note,
            thanks=self.thanks,
        )
        return self.mentorship


class CompleteMentorshipAction(EndMentorshipAction):
    """End as completed: the two have done what they wanted to do (D12)."""

    event = "mentorship.complete"
    transition = "complete"


class MarkFirstConversationAction(MentorshipAction):
    """Note that the first conversation has been held (D10)."""

    event = "mentorship.first_conversation"
    rule = "can_mark_first_conversation"

    def write(self):
        self.change(first_conversation_at=self.now)
        self.log(self.mentorship, profile=self.profile)
        self.signal(signals.first_conversation_held, self.mentorship)
        return self.mentorship


class HoldMentorshipAction(MentorshipAction):
    """Put a mentorship on hold; it keeps its places (F48)."""

    event = "mentorship.hold"
    rule = "can_hold"
    transition = "hold"
    sent_signal = signals.mentorship_held

    def write(self):
        (target,) = MENTORSHIP_TRANSITIONS[self.transition][1]
        before = self.mentorship.status
        self.change(status=target)
        self.log(self.mentorship, profile=self.profile, **{"from": before, "to": str(target)})
        self.signal(self.sent_signal, self.mentorship)
        return self.mentorship


class ContinueMentorshipAction(HoldMentorshipAction):
    """Go on after a hold."""

    event = "mentorship.resume"
    rule = "can_continue"
    transition = "resume"
    sent_signal = signals.mentorship_resumed
