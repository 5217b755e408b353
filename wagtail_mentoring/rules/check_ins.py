"""How it goes, told in private (F47, F70), and the answers that everybody may know of (F21)."""

from django.utils.translation import gettext as _

from ..exceptions import Refusal
from .mentorships import MentorshipRules


class CheckInRules(MentorshipRules):
    """May this person say how it goes? Nobody says it for them."""

    def can_say_how_it_goes(self, user, mentorship, profile):
        """Either of the two, while they work together. ``None`` is the system."""
        if user is not None and not (user.is_active and profile.member.user_id == user.pk):
            return [Refusal("not_yours", _("Only the person themself can do this."))]
        return self.can_end(mentorship, profile)
