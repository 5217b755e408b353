"""Registers what ``wagtail_admin`` defines, nothing else."""

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.urls import path, reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from .rules import get_rules
from .views.enroll_first import explain_documents, explain_pages
from .wagtail_admin import conduct, faq_import, interviews
from .wagtail_admin.bulk_actions import PROFILE_ACTIONS, NoBulkDelete
from .wagtail_admin.bulk_mails import MAIL_ACTIONS
from .wagtail_admin.concern_report import ConcernReportView, may_read_report
from .wagtail_admin.faq_publishing import PublishFAQBulkAction
from .wagtail_admin.faq_reports import MAY_READ, FAQChecksView, FAQFeedbackView
from .wagtail_admin.home import WaitingPanel
from .wagtail_admin.link_report import LinkReportView
from .wagtail_admin.log_actions import LOG_ACTIONS
from .wagtail_admin.log_formatters import formatter
from .wagtail_admin.reports import LapsedMembersView

#: Attributes of the ``AppConfig``, in the order of the menu.
VIEWSET_ATTRIBUTES = (
    "mentor_viewset",
    "mentee_viewset",
    "member_viewset",
    "request_viewset",
    "mentorship_viewset",
    "signal_viewset",
    "check_in_viewset",
    "concern_viewset",
    "program_viewset",
    "criterion_viewset",
    "faq_viewset",
    "topic_viewset",
    "society_meeting_viewset",
    "testimonial_viewset",
    "reminder_viewset",
    "mail_text_viewset",
    "notification_viewset",
    "agreement_viewset",
)


def load_viewset(attribute):
    """Return the viewset class that an attribute of the app's ``AppConfig`` names.

    Raises ``ImproperlyConfigured`` with the attribute and the path when there is none.
    """
    config = apps.get_app_config("wagtail_mentoring")
    dotted_path = getattr(config, attribute)
    try:
        return import_string(dotted_path)
    except ImportError as error:
        raise ImproperlyConfigured(
            f"{type(config).__name__}.{attribute} names {dotted_path!r}, "
            f"which cannot be imported: {error}"
        ) from error


class MentoringViewSetGroup(SnippetViewSetGroup):
    menu_label = _("Mentoring")
    menu_icon = "mentoring-handshake"
    menu_order = 250
    items = [load_viewset(attribute) for attribute in VIEWSET_ATTRIBUTES]


register_snippet(MentoringViewSetGroup)

for action in (*PROFILE_ACTIONS, *MAIL_ACTIONS, PublishFAQBulkAction):
    hooks.register("register_bulk_action", action)
# After Wagtail's own, whose place it takes.
hooks.register("register_bulk_action", NoBulkDelete, order=1000)


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for name, label, message in LOG_ACTIONS:
        actions.register_action(f"wagtail_mentoring.{name}")(formatter(name, label, message))


@hooks.register("register_icons")
def register_icons(icons):
    return [*icons, "wagtail_mentoring/admin/icons/handshake.svg"]


@hooks.register("construct_homepage_panels")
def add_waiting_panel(request, panels):
    panel = WaitingPanel(request.user)
    if panel.is_shown:
        panels.append(panel)


# Outside Wagtail's own checks of privacy, which send whoever may not read to sign in.
hooks.register("on_serve_page", explain_pages, order=-100)
hooks.register("before_serve_document", explain_documents, order=-100)
hooks.register("register_page_header_buttons", conduct.header_buttons)
hooks.register("after_publish_page", conduct.after_publish)


@hooks.register("register_admin_urls")
def register_report_urls():
    return [
        path(
            "mentoring/faq-import/",
            faq_import.StartImportView.as_view(),
            name="wagtail_mentoring_faq_import",
        ),
        path(
            "mentoring/faq-import/<uuid:uuid>/",
            faq_import.ImportTableView.as_view(),
            name="wagtail_mentoring_faq_import_table",
        ),
        path(
            "mentoring/code-of-conduct/<int:pk>/",
            conduct.ConductView.as_view(),
            name=conduct.URL_NAME,
        ),
        path(
            "mentoring/interviews/<int:pk>/consent/",
            interviews.WithdrawConsentView.as_view(),
            name=interviews.URL_NAME,
        ),
        path(
            "reports/mentoring-lapsed/",
            LapsedMembersView.as_view(),
            name="wagtail_mentoring_lapsed_report",
        ),
        path(
            "reports/mentoring-lapsed/results/",
            LapsedMembersView.as_view(results_only=True),
            name="wagtail_mentoring_lapsed_report_results",
        ),
        path(
            "reports/mentoring-concerns/",
            ConcernReportView.as_view(),
            name="wagtail_mentoring_concern_report",
        ),
        path("reports/faq-checks/", FAQChecksView.as_view(), name="wagtail_mentoring_faq_checks"),
        path(
            "reports/faq-checks/results/",
            FAQChecksView.as_view(results_only=True),
            name="wagtail_mentoring_faq_checks_results",
        ),
        path("reports/mentoring-links/", LinkReportView.as_view(), name="wagtail_mentoring_links"),
        path(
            "reports/mentoring-links/results/",
            LinkReportView.as_view(results_only=True),
            name="wagtail_mentoring_links_results",
        ),
        path(
            "reports/faq-feedback/",
            FAQFeedbackView.as_view(),
            name="wagtail_mentoring_faq_feedback",
        ),
        path(
            "reports/faq-feedback/results/",
            FAQFeedbackView.as_view(results_only=True),
            name="wagtail_mentoring_faq_feedback_results",
        ),
    ]


class CoordinatorMenuItem(MenuItem):
    def is_shown(self, request):
        return get_rules().is_coordinator(request.user)


@hooks.register("register_reports_menu_item")
def register_lapsed_report():
    return CoordinatorMenuItem(
        _("Lapsed members"),
        reverse("wagtail_mentoring_lapsed_report"),
        name="mentoring-lapsed",
        icon_name="warning",
        order=700,
    )


class ConcernMenuItem(MenuItem):
    def is_shown(self, request):
        return may_read_report(request.user)


@hooks.register("register_reports_menu_item")
def register_concern_report():
    return ConcernMenuItem(
        _("Concerns in numbers"),
        reverse("wagtail_mentoring_concern_report"),
        name="mentoring-concerns",
        icon_name="warning",
        order=705,
    )


class FAQMenuItem(MenuItem):
    def is_shown(self, request):
        return FAQChecksView.permission_policy.user_has_any_permission(request.user, MAY_READ)


@hooks.register("register_reports_menu_item")
def register_faq_checks():
    return FAQMenuItem(
        _("Checks of questions and answers"),
        reverse("wagtail_mentoring_faq_checks"),
        name="mentoring-faq-checks",
        icon_name="help",
        order=710,
    )


@hooks.register("register_reports_menu_item")
def register_faq_feedback():
    return FAQMenuItem(
        _("Was this helpful?"),
        reverse("wagtail_mentoring_faq_feedback"),
        name="mentoring-faq-feedback",
        icon_name="help",
        order=720,
    )


class LinkMenuItem(MenuItem):
    def is_shown(self, request):
        return LinkReportView.permission_policy.user_has_permission(request.user, "view")


@hooks.register("register_reports_menu_item")
def register_link_report():
    return LinkMenuItem(
        _("Links to other sites"),
        reverse("wagtail_mentoring_links"),
        name="mentoring-links",
        icon_name="link",
        order=730,
    )
