"""Acts on a person, a mail, and a program."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ... import actions
from ...enums import MembershipState, NotificationStatus
from ...exceptions import ActionRefused, Refusal
from ...notifications.outbox import resend
from ..permissions import RESEND
from .base import Act, stamp


class CheckMembershipAct(Act):
    name = "check-membership"
    label = gettext_lazy("Check membership")
    icon = "rotate"
    success = gettext_lazy("The membership of %(name)s has been checked.")

    def is_offered(self, obj):
        return obj.user_id is not None

    def title(self, obj):
        return _("Check the membership of %(name)s now?") % {"name": obj}

    def explanation(self, obj):
        return _(
            "The society's own records answer. This happens by itself every day; here it happens at once."
        )

    def action(self, obj, data, user):
        return actions.RefreshMembershipAction(obj, actor=user)

    def refusals(self, obj, user):
        # The page only asks; the society's records are asked when the button is pressed.
        return []

    def perform(self, obj, data, user):
        action = self.action(obj, data, user)
        if action.answer.state == MembershipState.UNKNOWN:
            raise ActionRefused(
                [
                    Refusal(
                        "membership_unknown",
                        _("The society's records cannot be reached just now. Try again later."),
                    )
                ]
            )
        return action.execute()


class ResendAct(Act):
    name = "resend"
    label = gettext_lazy("Send again")
    icon = "mail"
    permission = RESEND
    success = gettext_lazy("The mail waits to be sent again.")

    def is_offered(self, obj):
        return obj.status not in {NotificationStatus.QUEUED, NotificationStatus.SENDING}

    def title(self, obj):
        return _("Send “%(subject)s” again?") % {"subject": obj.subject}

    def explanation(self, obj):
        return _("The words stay as they are. It goes to the present address of the account.")

    def refusals(self, obj, user):
        if not self.is_offered(obj):
            return [Refusal("unfinished", _("This mail is still on its way."))]
        if not obj.body_text:
            return [
                Refusal("purged", _("The text of this mail has been deleted because of its age."))
            ]
        return []

    def perform(self, obj, data, user):
        return resend(obj, actor=user)


class BindConductAct(Act):
    name = "bind-conduct"
    label = gettext_lazy("Make the published Code of Conduct binding")
    icon = "clipboard-list"
    success = gettext_lazy("The published Code of Conduct is binding now.")

    def is_offered(self, obj):
        return obj.code_of_conduct_id is not None

    def title(self, obj):
        return str(self.label) + "?"

    def explanation(self, obj):
        return _(
            "Everybody has to agree to it before they can request or accept again. Mentorships go on. Small corrections do not need this: publish them, and the agreements stay."
        )

    def action(self, obj, data, user):
        return actions.BindConductAction(obj, actor=user)

    def stamp(self, obj):
        page = obj.code_of_conduct
        return f"{stamp(obj)}:{page.live_revision_id if page else ''}"


MEMBER_ACTS = (CheckMembershipAct(),)
NOTIFICATION_ACTS = (ResendAct(),)
PROGRAM_ACTS = (BindConductAct(),)
