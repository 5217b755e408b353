"""Mentorships: their first conversation, breaks and ends."""

from django.utils.translation import gettext as _

from ..exceptions import Refusal
from .base import BaseRules


class MentorshipRules(BaseRules):
    """What may be done with a mentorship?"""

    def can_end(self, mentorship, profile=None):
        """Either side may end or complete at any time (R54, D12)."""
        if not mentorship.is_open:
            return [
                Refusal(
                    "already_over",
                    _("This %(mentorship)s is over already.")
                    % {"mentorship": mentorship.program.mentorship_name},
                )
            ]
        return self._party(mentorship, profile, mentorship.mentor, mentorship.mentee)

    def can_mark_first_conversation(self, mentorship, profile=None):
        """Either side may say that the first conversation has been held, once (D10)."""
        refusals = self.can_end(mentorship, profile)
        if not refusals and mentorship.first_conversation_at:
            refusals = [Refusal("already_held", _("The first conversation is noted already."))]
        return refusals

    def can_hold(self, mentorship, profile=None):
        """An active mentorship may be put on hold by either side (F48)."""
        refusals = self.can_end(mentorship, profile)
        if not refusals and mentorship.status != "active":
            refusals = [Refusal("already_on_hold", _("It is on hold already."))]
        return refusals

    def can_continue(self, mentorship, profile=None):
        """A mentorship on hold may go on."""
        refusals = self.can_end(mentorship, profile)
        if not refusals and mentorship.status != "on_hold":
            refusals = [Refusal("not_on_hold", _("It is not on hold."))]
        return refusals
