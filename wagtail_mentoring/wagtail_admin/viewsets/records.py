"""Mails that were sent, and agreements to the Code of Conduct."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet

from ...enums import NotificationStatus
from ...models import CodeOfConductAgreement, Notification
from ..acts.base import ActView
from ..acts.others import NOTIFICATION_ACTS
from ..bulk_mails import MAIL_ACTIONS
from ..columns import ProgramColumn, StatusColumn
from ..facts import Fact, Section, field_fact, inspect_url
from ..filters import agreement_filters, notification_filters
from ..logged_mails import recipient_name, why_words_are_hidden, with_words
from ..views import BulkRecordIndexView, RecordHistoryView, RecordIndexView, RecordInspectView
from .base import RecordViewSetMixin


class NotificationIndexView(BulkRecordIndexView):
    select_related = ("program", "member", "recipient")
    bulk_actions = MAIL_ACTIONS
    export_values = {"recipient": recipient_name, "subject": str}

    def get_base_queryset(self):
        return super().get_base_queryset().without_confidential()

    def search_queryset(self, queryset):
        return with_words(queryset, self.search_query) if self.is_searching else queryset


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

    select_related = ("program", "member", "recipient", "content_type")

    def get_notices(self):
        mail = self.object
        if mail.status == NotificationStatus.HELD and mail.is_private:
            return [
                _(
                    "This mail waited while nobody sent mails. Its words are for its recipient alone: judge by its kind and its day, then let it go out or do not send it."
                )
            ]
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
            *self.words(mail),
        ]
        return [Section(_("Delivery"), fate), Section(_("Contents"), contents)]

    def words(self, mail):
        """Return subject and text, or why they are not shown (S-12)."""
        why = why_words_are_hidden(mail, self.request.user)
        if why:
            return [Fact(_("Words"), why)]
        return [field_fact(mail, "subject"), field_fact(mail, "body_text")]


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
    index_template_name = "wagtail_mentoring/admin/bulk_list.html"
    #: ``logged_mails.with_words`` is what searches; a subject that is not shown is not searched.
    search_fields = ["member__name", "to_email"]
    list_display = [
        TitleColumn(
            "mail",
            label=gettext_lazy("Mail"),
            accessor="__str__",
            get_url=lambda mail: reverse("wagtail_mentoring_notifications:inspect", args=[mail.pk]),
            get_title_id=lambda mail: f"notification_{mail.pk}_title",
        ),
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
