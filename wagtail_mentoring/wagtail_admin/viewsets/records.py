"""Mails that were sent, and agreements to the Code of Conduct."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn
from wagtail.admin.viewsets.model import ModelViewSet

from ...enums import NotificationStatus
from ...events import EVENTS
from ...models import CodeOfConductAgreement, Notification
from ..acts.base import ActView
from ..acts.others import NOTIFICATION_ACTS
from ..columns import ProgramColumn, StatusColumn
from ..facts import Fact, Section, field_fact, inspect_url
from ..filters import agreement_filters, notification_filters
from ..views import RecordHistoryView, RecordIndexView, RecordInspectView
from .base import RecordViewSetMixin


def recipient_name(mail):
    """Return the name of the one who gets a mail: the member's, else the account's."""
    if mail.member:
        return mail.member.name
    return mail.recipient.get_username() if mail.recipient else ""


class NotificationIndexView(RecordIndexView):
    select_related = ("program", "member", "recipient")
    export_values = {"recipient": recipient_name}

    def get_base_queryset(self):
        return super().get_base_queryset().without_confidential()


class LoggedMailsMixin:
    """Of mails about what is told in confidence the log has no trace (S-11)."""

    def get_rows(self):
        return super().get_rows().without_confidential()


class NotificationHistoryView(RecordHistoryView):
    """The history of a mail of the log."""

    def get_object(self):
        return get_object_or_404(Notification.objects.without_confidential(), pk=self.pk)


class NotificationActView(LoggedMailsMixin, ActView):
    """Acts on a mail of the log."""


class NotificationInspectView(LoggedMailsMixin, RecordInspectView):
    """A mail as it was written, and how it fared."""

    select_related = ("program", "member", "recipient")

    def get_notices(self):
        mail = self.object
        if mail.status == NotificationStatus.HELD:
            return [
                _(
                    "This mail waited while nobody sent mails. Read it, then let it go out or do not send it."
                )
            ]
        if mail.status == NotificationStatus.FAILED:
            return [_("This mail was not delivered. Correct the cause, then press “Send again”.")]
        return []

    def get_sections(self):
        mail = self.object
        fate = [
            field_fact(mail, "attempts"),
            field_fact(mail, "created_at"),
            field_fact(mail, "next_attempt_at")
            if mail.status == NotificationStatus.QUEUED
            else Fact("", None),
            field_fact(mail, "send_after") if mail.send_after else Fact("", None),
            field_fact(mail, "sent_at"),
            field_fact(mail, "error"),
        ]
        contents = [
            Fact(_("Kind of mail"), mail.event_label),
            Fact(
                _("Recipient"),
                recipient_name(mail),
                url=inspect_url("member", mail.member, self.request.user),
            ),
            field_fact(mail, "to_email"),
            field_fact(mail, "language"),
            field_fact(mail, "subject"),
            *self.words(mail),
        ]
        return [Section(_("Delivery"), fate), Section(_("Contents"), contents)]

    def words(self, mail):
        """Return the text, unless it holds what one member wrote to another (S-12)."""
        event = EVENTS.get(mail.event)
        if event is not None and event.private:
            return [Fact(_("Text"), _("Not shown: it may hold what one member wrote to another."))]
        return [field_fact(mail, "body_text")]


class NotificationViewSet(RecordViewSetMixin, ModelViewSet):
    """The log of mails (F72)."""

    model = Notification
    name = "wagtail_mentoring_notifications"
    url_prefix = "mentoring/mails"
    icon = "mail"
    menu_label = gettext_lazy("Mails sent")
    acts = NOTIFICATION_ACTS
    extra_permissions = ("resend_notification",)
    index_view_class = NotificationIndexView
    inspect_view_class = NotificationInspectView
    act_view_class = NotificationActView
    history_view_class = NotificationHistoryView
    search_fields = ["subject", "member__name", "to_email"]
    list_display = [
        "subject",
        Column(
            "recipient",
            label=gettext_lazy("Recipient"),
            accessor=recipient_name,
            sort_key="member__name",
        ),
        Column(
            "event", label=gettext_lazy("Kind of mail"), accessor="event_label", sort_key="event"
        ),
        StatusColumn(),
        NumberColumn("attempts", label=gettext_lazy("Attempts"), sort_key="attempts"),
        DateColumn("created_at", label=gettext_lazy("Queued"), sort_key="created_at"),
        Column("error", label=gettext_lazy("Last error")),
    ]
    list_export = [
        "recipient",
        "to_email",
        "event_label",
        "subject",
        "get_status_display",
        "attempts",
        "created_at",
        "sent_at",
        "error",
    ]
    export_headings = {
        "recipient": gettext_lazy("Recipient"),
        "event_label": gettext_lazy("Kind of mail"),
        "get_status_display": gettext_lazy("Status"),
    }
    export_filename = "mails"

    @cached_property
    def filterset_class(self):
        return notification_filters(self.model)


class AgreementIndexView(RecordIndexView):
    select_related = ("program", "member")


class AgreementInspectView(RecordInspectView):
    """An agreement: who agreed to which text, and when."""

    select_related = ("program", "member")

    def get_sections(self):
        agreement = self.object
        names = (
            "role",
            "page_title",
            "revision_ref",
            "revision_created_at",
            "text_hash",
            "language",
            "agreed_at",
            "means",
        )
        facts = [
            Fact(
                _("Member"),
                agreement.member.name,
                url=inspect_url("member", agreement.member, self.request.user),
            ),
            Fact(_("Program"), agreement.program.name),
            *(field_fact(agreement, name) for name in names),
        ]
        return [Section(_("Agreement"), facts, help=_("An agreement is never changed."))]


class AgreementViewSet(RecordViewSetMixin, ModelViewSet):
    """Agreements to the Code of Conduct (D13)."""

    model = CodeOfConductAgreement
    name = "wagtail_mentoring_agreements"
    url_prefix = "mentoring/agreements"
    icon = "clipboard-list"
    menu_label = gettext_lazy("Agreements")
    index_view_class = AgreementIndexView
    inspect_view_class = AgreementInspectView
    search_fields = ["member__name", "page_title"]
    list_display = [
        "__str__",
        ProgramColumn(),
        Column("role", label=gettext_lazy("Role"), accessor="get_role_display", sort_key="role"),
        Column("page_title", label=gettext_lazy("Document")),
        DateColumn(
            "revision_created_at",
            label=gettext_lazy("Text of"),
            sort_key="revision_created_at",
        ),
        DateColumn("agreed_at", label=gettext_lazy("Agreed"), sort_key="agreed_at"),
    ]
    list_export = [
        "member.name",
        "program.name",
        "get_role_display",
        "page_title",
        "revision_ref",
        "revision_created_at",
        "agreed_at",
    ]
    export_headings = {
        "member.name": gettext_lazy("Member"),
        "program.name": gettext_lazy("Program"),
        "get_role_display": gettext_lazy("Role"),
    }
    export_filename = "agreements"

    @cached_property
    def filterset_class(self):
        return agreement_filters(self.model)
