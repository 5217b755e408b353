"""Let several mails go out, drop them, or send them again: the same acts, one after the other (M-24)."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import classproperty
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..models import Notification
from .acts.others import DropAct, ReleaseAct, ResendAct
from .bulk_acts import ActsBulkAction
from .filters import notification_filters
from .logged_mails import recipient_name, with_words
from .permissions import can_view


class MailBulkAction(ActsBulkAction):
    """Base for acts on mails of the log, for those who may send again."""

    header_icon = "mail"
    list_name = gettext_lazy("Mails sent")

    @classmethod
    def is_allowed_for(cls, user):
        return can_view(user, Notification) and super().is_allowed_for(user)

    @classproperty
    def models(cls):
        return [Notification]

    @classmethod
    def rows(cls, model):
        # Of mails about what is told in confidence there is no trace here either (S-11).
        return model.objects.without_confidential().select_related("program", "member", "recipient")

    def name_of(self, obj):
        return _("%(mail)s, to %(recipient)s, of %(day)s") % {
            "mail": obj,
            "recipient": recipient_name(obj) or obj.to_email,
            "day": date_format(timezone.localtime(obj.created_at), "DATE_FORMAT"),
        }

    def listed(self, rows, data):
        rows = self.filtered(rows, data, notification_filters(self.model))
        words = data.get("q", "").strip()
        return with_words(rows, words) if words else rows

    def done_to(self, count):
        return ngettext("This is done to one mail:", "This is done to %(count)d mails:", count) % {
            "count": count
        }


class ReleaseBulkAction(MailBulkAction):
    display_name = gettext_lazy("Let them go out")
    action_type = "release"
    aria_label = gettext_lazy("Let the selected mails that are held back go out")
    action_priority = 10
    explanation = gettext_lazy(
        "They waited while nobody sent mails. What has become pointless meanwhile, such as the reminder of a request that has been answered, is canceled by itself; everything else goes out within minutes."
    )
    act = ReleaseAct()

    def done(self, count):
        return ngettext(
            "%(count)d mail waits to be sent.", "%(count)d mails wait to be sent.", count
        ) % {"count": count}


class DropBulkAction(MailBulkAction):
    display_name = gettext_lazy("Do not send them")
    action_type = "drop"
    aria_label = gettext_lazy("Do not send the selected mails that are held back")
    action_priority = 20
    explanation = gettext_lazy(
        "Nobody gets them, and nobody is told. They stay in this list, and each can still be sent again."
    )
    act = DropAct()

    def done(self, count):
        return ngettext("%(count)d mail is not sent.", "%(count)d mails are not sent.", count) % {
            "count": count
        }


class ResendBulkAction(MailBulkAction):
    display_name = gettext_lazy("Send again")
    action_type = "resend"
    aria_label = gettext_lazy("Send the selected mails again")
    action_priority = 30
    explanation = gettext_lazy(
        "The words stay as they are. Each goes to the present address of its account."
    )
    act = ResendAct()

    def done(self, count):
        return ngettext(
            "%(count)d mail waits to be sent again.",
            "%(count)d mails wait to be sent again.",
            count,
        ) % {"count": count}


MAIL_ACTIONS = (ReleaseBulkAction, DropBulkAction, ResendBulkAction)
