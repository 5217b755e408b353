"""The ladder of reminders in the menu."""

from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from ...rules import get_rules
from ..reminders import LadderView, PlannedMailView, PlanView


class CoordinatorsMenuItem(MenuItem):
    def is_shown(self, request):
        return get_rules().is_coordinator(request.user)


class ReminderViewSet(ViewSet):
    """The steps of each program, and what they would send."""

    name = "wagtail_mentoring_reminders"
    url_prefix = "mentoring/reminders"
    icon = "calendar-alt"
    menu_label = gettext_lazy("Reminders")
    ladder_view_class = LadderView
    plan_view_class = PlanView
    mail_view_class = PlannedMailView

    @cached_property
    def menu_item_class(self):
        return CoordinatorsMenuItem

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(
            **{"index_url_name": self.get_url_name("index"), **kwargs}
        )

    def get_urlpatterns(self):
        return [
            path("", self.construct_view(self.ladder_view_class), name="index"),
            path("plan/", self.construct_view(self.plan_view_class), name="plan"),
            path("plan/mail/", self.construct_view(self.mail_view_class), name="mail"),
        ]
