"""Concerns: who may raise one, and who may handle it (D16)."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..conf import settings
from ..enums import CONCERN_TRANSITIONS, ConcernRoute, ConcernStatus
from ..exceptions import Refusal
from ..models import Concern
from .base import BaseRules


class ConcernRules(BaseRules):
    """May this person raise a concern, or work on this case?"""

    def can_raise_concern(self, user, member, program):
        """Whoever takes part in the program, or ever did, member of the society or not; so many a day (S-27).

        Nobody raises one in somebody else's name.
        """
        if (
            user is not None
            and member is not None
            and not (user.is_active and member.user_id == user.pk)
        ):
            return [Refusal("not_yours", _("Only the person themself can do this."))]
        taken_part = any(
            profiles.filter(member=member).exists()
            for profiles in (program.mentor_profiles, program.mentee_profiles)
        )
        if not taken_part:
            return [
                Refusal(
                    "never_enrolled",
                    _("This form is for people who take part in the program, or did."),
                )
            ]
        limit = settings.CONCERNS_PER_DAY
        today = Concern.objects.filter(
            reporter=member, created_at__gt=timezone.now() - dt.timedelta(days=1)
        )
        if today.count() >= limit:
            return [
                Refusal(
                    "too_many_concerns",
                    ngettext(
                        "You have sent %(limit)d concern within a day. Please write to the office, or come back tomorrow.",
                        "You have sent %(limit)d concerns within a day. Please write to the office, or come back tomorrow.",
                        limit,
                    )
                    % {"limit": limit},
                )
            ]
        return []

    def can_handle_concern(self, user, concern):
        """Those who read its route, and never anybody involved. ``None`` is the system.

        Whoever may not gets the same answer as for a case that is not there.
        """
        if user is None or Concern.objects.readable_by(user).filter(pk=concern.pk).exists():
            return []
        return [Refusal("no_such_concern", _("There is no such case."))]

    def can_work_on_concern(self, user, concern):
        """Handle a case whose content is still there and which is not closed."""
        refusals = self.can_handle_concern(user, concern)
        if not refusals and not concern.is_open:
            refusals = [Refusal("concern_closed", _("This case is closed. Open it again first."))]
        return refusals

    def can_move_concern(self, user, concern, transition):
        """May the case make this move of ``CONCERN_TRANSITIONS``?"""
        refusals = self.can_handle_concern(user, concern)
        if refusals:
            return refusals
        if concern.emptied_at is not None:
            return [
                Refusal("concern_emptied", _("This case is so old that only its counts are left."))
            ]
        sources, _targets = CONCERN_TRANSITIONS[transition]
        if concern.status not in sources:
            return [
                Refusal(
                    "concern_moved",
                    _("This case is “%(status)s” now.") % {"status": concern.get_status_display()},
                )
            ]
        return []

    def can_assign_concern(self, user, concern, assignee):
        """To somebody who may read it, or to nobody."""
        refusals = self.can_work_on_concern(user, concern)
        if not refusals and assignee is not None and self.can_handle_concern(assignee, concern):
            refusals = [
                Refusal("not_a_reader", _("This person cannot look after the case. Choose again."))
            ]
        return refusals

    def can_escalate_concern(self, user, concern):
        """The office hands a case to the committee; it does not come back (R72)."""
        refusals = self.can_work_on_concern(user, concern)
        if not refusals and concern.route == ConcernRoute.COMMITTEE:
            refusals = [
                Refusal("already_escalated", _("The oversight committee has this case already."))
            ]
        return refusals

    def can_read_conversation(self, user, concern):
        """Only the committee, only inside an open case that is about two people (F80)."""
        refusals = self.can_work_on_concern(user, concern)
        if refusals:
            return refusals
        if user is not None and not self.oversees(user):
            return [
                Refusal(
                    "not_committee", _("Only the oversight committee reads what two people write.")
                )
            ]
        if concern.route != ConcernRoute.COMMITTEE:
            return [Refusal("not_escalated", _("Hand the case to the oversight committee first."))]
        if concern.pair is None:
            return [Refusal("no_pair", _("This case is about no request and no mentorship."))]
        return []

    def can_empty_concern(self, concern):
        """What a closed case says goes after the program's days; the counts stay (P-07)."""
        days = concern.program.concern_keep_days
        if (
            concern.status != ConcernStatus.CLOSED
            or concern.emptied_at is not None
            or days is None
            or concern.closed_at > timezone.now() - dt.timedelta(days=days)
        ):
            return [Refusal("concern_kept", _("This case is kept still."))]
        return []
