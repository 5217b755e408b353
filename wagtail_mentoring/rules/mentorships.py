"""Mentorships, and what partners see of each other."""

from django.utils.translation import gettext as _

from ..enums import ContactVisibility
from ..exceptions import Refusal
from ..models import Mentorship
from .base import BaseRules


class MentorshipRules(BaseRules):
    """What may be done with a mentorship, and who sees contact details?"""

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

    def can_see_contact(self, user, member, program):
        """Return whether ``user`` may see the contact details of ``member`` (D7): the narrower of program's and member's choice."""
        if not (user and user.is_authenticated):
            return False
        if member.user_id == user.pk or self.is_coordinator(user):
            return True
        order = list(ContactVisibility)
        allowed = min(
            order.index(ContactVisibility(program.contact_visibility)),
            order.index(ContactVisibility(member.contact_visibility)),
        )
        if order[allowed] == ContactVisibility.NOBODY:
            return False
        if (
            Mentorship.objects.for_user(user)
            .open()
            .for_member(member)
            .filter(program=program)
            .exists()
        ):
            return True
        return order[allowed] == ContactVisibility.ENROLLED and any(
            manager.filter(member__user=user).enrolled().with_membership().exists()
            for manager in (program.mentor_profiles, program.mentee_profiles)
        )
