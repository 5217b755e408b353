"""Blocking somebody (F86): who may, and what it keeps apart."""

from django.utils.translation import gettext as _

from ..exceptions import Refusal
from ..models import MemberBlock
from .base import BaseRules


class BlockRules(BaseRules):
    """Do these two want to have to do with each other?"""

    def is_blocked(self, one, other):
        """Return whether one of two members has blocked the other. Who it was, nobody asks."""
        blocks = MemberBlock.objects.between(one, other)
        ask = blocks.stand_now if self.in_action else blocks.exists
        return self._recall(ask, "blocked", *sorted((one.pk, other.pk)))

    def can_block(self, user, member, other):
        """A member blocks for themself, and may do so at any time."""
        if user is not None and not (user.is_active and member.user_id == user.pk):
            return [Refusal("not_yours", _("Only the person themself can do this."))]
        if member.pk == other.pk:
            return [Refusal("self", _("This is you."))]
        return []

    def can_impose_block(self, user, member, other):
        """Coordinators, and whoever handles a concern, keep two members apart (D16). ``None`` is the system."""
        if user is not None and not (self.is_coordinator(user) or self.oversees(user)):
            return [Refusal("not_coordinator", _("Only a coordinator can do this."))]
        if member.pk == other.pk:
            return [Refusal("self", _("Choose two people."))]
        return []
