"""Acts on a person, a mail, and a program."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ... import actions
from ...enums import MembershipState, NotificationStatus
from ...exceptions import ActionRefused, Refusal
from ...notifications.holding import drop_held, release_held
from ...notifications.outbox import resend
from ..permissions import RESEND
from .base import Act


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
        return obj.status not in {
            NotificationStatus.QUEUED,
            NotificationStatus.SENDING,
            NotificationStatus.COLLECTED,
            NotificationStatus.HELD,
        }

    def title(self, obj):
        return _("Send “%(subject)s” again?") % {"subject": obj}

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


class ReleaseAct(Act):
    """Let a mail that is held back go out."""

    name = "release"
    label = gettext_lazy("Let it go out")
    icon = "mail"
    permission = RESEND
    success = gettext_lazy("The mail waits to be sent.")

    def is_offered(self, obj):
        return obj.status == NotificationStatus.HELD

    def title(self, obj):
        return _("Let “%(subject)s” go out?") % {"subject": obj}

    def explanation(self, obj):
        return _("It waited while nobody sent mails. Look at the text: is it still true?")

    def refusals(self, obj, user):
        if self.is_offered(obj):
            return []
        return [Refusal("not_held", _("This mail is not held back any more."))]

    def perform(self, obj, data, user):
        return release_held(obj, actor=user)


class DropAct(ReleaseAct):
    """Cancel a mail that is held back."""

    name = "drop"
    label = gettext_lazy("Do not send it")
    icon = "cross"
    is_serious = True
    success = gettext_lazy("The mail is not sent.")

    def title(self, obj):
        return _("Cancel “%(subject)s”?") % {"subject": obj}

    def perform(self, obj, data, user):
        return drop_held(obj, actor=user)


class MailArrivesAct(Act):
    name = "mail-arrives"
    label = gettext_lazy("Mails arrive again")
    icon = "mail"
    success = gettext_lazy("%(name)s gets all mails again.")

    def is_offered(self, obj):
        return obj.mail_failed_at is not None

    def title(self, obj):
        return _("Do mails to %(name)s arrive again?") % {"name": obj}

    def explanation(self, obj):
        return _("Then reminders and digests are sent there again, as the member chose.")

    def action(self, obj, data, user):
        return actions.ForgetBounceAction(obj, actor=user)


MEMBER_ACTS = (CheckMembershipAct(), MailArrivesAct())
NOTIFICATION_ACTS = (ResendAct(), ReleaseAct(), DropAct())
