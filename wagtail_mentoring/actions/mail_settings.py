"""Which mails a member gets, and what is known of their address (F79, M-19, M-21)."""

from django.utils.translation import gettext as _

from .. import get_member_profile_model
from ..enums import MailFrequency, MailKind, NotificationStatus
from ..events import EVENTS
from ..exceptions import Refusal
from ..models import MailPreference, Notification
from ..models.reminders import CHOSEN_KINDS
from ..notifications.dispatch import WAITING
from .base import MentoringAction


class SetMailPreferencesAction(MentoringAction):
    """Take over what a member chose, ``{MailKind: MailFrequency}``. What is off is off at once: what waits is not sent (M-19)."""

    event = "member.mails"

    def __init__(self, member, choices, *, actor=None):
        super().__init__(actor=actor)
        self.member, self.choices = member, choices

    def lock(self):
        # No join: it would lock the account as well.
        get_member_profile_model().objects.select_for_update().filter(pk=self.member.pk).first()

    def refusals(self):
        refusals = self.rules.can_edit_member(self.actor, self.member)
        known = set(self.choices) <= set(CHOSEN_KINDS)
        offered = known and all(
            one in MailKind(kind).frequencies for kind, one in self.choices.items()
        )
        if not refusals and not offered:
            refusals = [Refusal("unknown_choice", _("Choose one of those offered."))]
        return refusals

    def write(self):
        before = dict(
            MailPreference.objects.filter(member=self.member).values_list("kind", "frequency")
        )
        changed = {
            str(kind): str(frequency)
            for kind, frequency in self.choices.items()
            if before.get(kind, MailFrequency.AT_ONCE) != frequency
        }
        for kind, frequency in changed.items():
            MailPreference.objects.update_or_create(
                member=self.member, kind=kind, defaults={"frequency": frequency}
            )
        off = {kind for kind, frequency in changed.items() if frequency == MailFrequency.OFF}
        stopped = [event.key for event in EVENTS.values() if event.kind in off]
        if stopped:
            Notification.objects.filter(
                member=self.member, event__in=stopped, status__in=WAITING
            ).update(status=NotificationStatus.CANCELED, error=_("The member does not want these."))
        if changed:
            self.log(self.member, **changed)
        return changed


class RecordBounceAction(MentoringAction):
    """Note that mail to an account came back for good, or that its owner called it spam.

    From then on only what is needed is sent there, until the account has another address.
    """

    event = "member.bounce"

    def __init__(self, member, *, actor=None):
        super().__init__(actor=actor)
        self.member = member

    def write(self):
        self.member.mail_failed_at, self.member.mail_failed_address = self.now, self.member.email
        get_member_profile_model().objects.filter(pk=self.member.pk).update(
            mail_failed_at=self.now, mail_failed_address=self.member.email
        )
        Notification.objects.filter(
            member=self.member,
            event__in=[event.key for event in EVENTS.values() if not event.essential],
            status__in=WAITING,
        ).update(status=NotificationStatus.CANCELED, error=_("Mails to this address come back."))
        self.log(self.member)
        return self.member


class ForgetBounceAction(MentoringAction):
    """The address works again: all mails may be sent there as the member chose."""

    event = "member.bounce_over"

    def __init__(self, member, *, actor=None):
        super().__init__(actor=actor)
        self.member = member

    def refusals(self):
        if not self.member.mail_fails:
            return [Refusal("mail_arrives", _("Nothing says that mails to this person come back."))]
        return []

    def write(self):
        self.member.mail_failed_at, self.member.mail_failed_address = None, ""
        get_member_profile_model().objects.filter(pk=self.member.pk).update(
            mail_failed_at=None, mail_failed_address=""
        )
        self.log(self.member)
        return self.member


def record_bounce(address, permanent=True):
    """Take notice that mail to ``address`` came back, or was reported as spam, and return the members concerned.

    Call it from the webhook of the mail service, or by ``manage.py mentoring_record_bounce``. What is
    not ``permanent`` (a full mailbox) changes nothing.
    """
    if not permanent or not address:
        return []
    members = get_member_profile_model().objects.filter(user__email__iexact=address.strip())
    return [RecordBounceAction(member).execute() for member in members.select_related("user")]
