"""Shortlists and dismissals: everybody's own business (F20)."""

from django.utils.translation import gettext as _

from ..exceptions import Refusal
from ..models import Mentorship, MentorshipRequest, pair_key
from .base import BaseRules


class ShortlistRules(BaseRules):
    """May this person be set aside, or not be shown any more?"""

    def can_keep_lists(self, user, profile):
        """Only the person themself: coordinators neither read nor change these lists. ``None`` is the system."""
        if user is None or (user.is_active and profile.member.user_id == user.pk):
            return []
        return [Refusal("not_yours", _("Only the person themself can do this."))]

    def can_shortlist(self, profile, candidate):
        """Anybody whom one may be paired with and can see, while one takes part."""
        if candidate.program_id != profile.program_id or candidate.role is profile.role:
            return [
                Refusal(
                    "other_program",
                    _("Only people of the other role in your own program can be kept here."),
                )
            ]
        if candidate.member_id == profile.member_id:
            return [Refusal("self", _("This is you."))]
        refusals = self._enrolled(profile)
        if refusals:
            return refusals
        visible = type(candidate).objects.visible_to(profile.member.user)
        if not visible.filter(pk=candidate.pk).exists():
            return [Refusal("not_visible", _("This person cannot be found any more."))]
        return []

    def can_dismiss(self, profile, candidate):
        """The same, and nothing may be open between the two: that has to be answered first."""
        refusals = self.can_shortlist(profile, candidate)
        if refusals:
            return refusals
        key = pair_key(profile.program_id, profile.member_id, candidate.member_id)
        name = {"name": candidate.member.name}
        if Mentorship.objects.filter(open_pair=key).exists():
            return [
                Refusal(
                    "dismiss_paired",
                    _("You and %(name)s are working together, so nobody is taken out of sight.")
                    % name,
                )
            ]
        if MentorshipRequest.objects.filter(open_pair=key).exists():
            return [
                Refusal(
                    "dismiss_requested",
                    _(
                        "A request between you and %(name)s is open. Answer it or take it back first."
                    )
                    % name,
                )
            ]
        return []
