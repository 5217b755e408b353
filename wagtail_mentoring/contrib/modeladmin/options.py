"""ModelAdmin classes: profiles in a menu group of their own, and the mentorships as a list of records.

They only show. Everything is done on the pages of the Mentoring menu, which
each row links to.
"""

from django.contrib.admin import SimpleListFilter
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import re_path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail_modeladmin.helpers import ButtonHelper, PermissionHelper
from wagtail_modeladmin.options import ModelAdmin, ModelAdminGroup

from ... import get_mentee_profile_model, get_mentor_profile_model
from ...models import MentoringProgram, Mentorship
from ...wagtail_admin.columns import listing_state, load
from ...wagtail_admin.filters import account_email
from ...wagtail_admin.permissions import EXPORT, can_view, valid_keys
from .views import RecordHistoryView, RecordIndexView, RecordInspectView


def described(label, order=None):
    """Return a decorator that names a computed column."""

    def decorate(function):
        function.short_description = label
        function.admin_order_field = order
        return function

    return decorate


class ProgramFilter(SimpleListFilter):
    """By program, where there are several. Django's own filter by relation needs ``django.contrib.admin`` installed."""

    title = gettext_lazy("Program")
    parameter_name = "program"

    def lookups(self, request, model_admin):
        programs = list(MentoringProgram.objects.values_list("pk", "name"))
        return programs if len(programs) > 1 else []

    def queryset(self, request, queryset):
        value = self.value() or ""
        return queryset.filter(program=int(value)) if value.isdecimal() else queryset


class RecordPermissionHelper(PermissionHelper):
    """Who may see may list and inspect; nobody adds, edits or deletes."""

    def user_has_any_permissions(self, user):
        return can_view(user, self.model)

    def user_can_create(self, user):
        return False

    def user_can_edit_obj(self, user, obj):
        return False

    def user_can_delete_obj(self, user, obj):
        return False


class RecordButtonHelper(ButtonHelper):
    """Adds a button that leads to the page with the acts."""

    def get_buttons_for_obj(self, obj, exclude=None, classnames_add=None, classnames_exclude=None):
        buttons = super().get_buttons_for_obj(obj, exclude, classnames_add, classnames_exclude)
        name = self.view.model_admin.main_page
        # In a list beside other buttons, below an inspected row alone.
        classnames = ["button-secondary", *classnames_add] if classnames_add else []
        buttons.append(
            {
                "url": reverse(f"{name}:inspect", args=[obj.pk]),
                "label": _("Open"),
                "classname": self.finalise_classname(classnames, classnames_exclude),
                "title": _("Open the page of %(name)s, where things are done") % {"name": obj},
            }
        )
        return buttons


class RecordAdmin(ModelAdmin):
    """Base: list, inspect, history, export."""

    #: Namespace of the pages in the Mentoring menu.
    main_page = ""
    inspect_view_enabled = True
    list_per_page = 50
    index_view_class = RecordIndexView
    inspect_view_class = RecordInspectView
    history_view_class = RecordHistoryView
    permission_helper_class = RecordPermissionHelper
    button_helper_class = RecordButtonHelper

    def inspect_view(self, request, instance_pk):
        self.check_first(request, instance_pk)
        return super().inspect_view(request, instance_pk)

    def history_view(self, request, instance_pk):
        self.check_first(request, instance_pk)
        return super().history_view(request, instance_pk)

    def check_first(self, request, instance_pk):
        """Ask for the permission before looking for the row, so that nobody can probe which rows there are."""
        if not self.permission_helper.user_can_list(request.user):
            raise PermissionDenied
        if not valid_keys(self.model, [instance_pk]):
            raise Http404

    def get_list_export(self, request):
        return self.list_export if request.user.has_perm(EXPORT) else ()

    def get_admin_urls_for_registration(self):
        """Only what shows: there are no addresses to add, edit or delete at all."""
        views = {
            "index": self.index_view,
            "inspect": self.inspect_view,
            "history": self.history_view,
        }
        return tuple(
            re_path(
                self.url_helper.get_action_url_pattern(action),
                view,
                name=self.url_helper.get_action_url_name(action),
            )
            for action, view in views.items()
        )

    def register_admin_url_finders(self):
        """Leave it to the main pages."""

    def register_indexing(self):
        """People and what happened between them stay out of the reference index."""


class ProfileAdmin(RecordAdmin):
    """What both roles have in common."""

    menu_icon = "user"
    list_select_related = ("program", "member__user")
    list_display = ("name", "status", "places", "membership", "region", "status_changed_at")
    list_filter = ("status", ProgramFilter, "member__membership_state")
    list_export = (
        "name",
        "email",
        "phone",
        "program",
        "status",
        "places",
        "membership",
        "region",
        "remarks",
    )
    search_fields = ("member__name", "member__headline", *account_email("member__user"))
    ordering = ("member__name",)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.list_select_related)

    @described(gettext_lazy("Name"), order="member__name")
    def name(self, profile):
        return profile.member.name

    @described(gettext_lazy("Places taken"), order="open_mentorships")
    def places(self, profile):
        return load(profile)

    @described(gettext_lazy("Membership"), order="member__membership_state")
    def membership(self, profile):
        return profile.member.get_membership_state_display()

    @described(gettext_lazy("Region"), order="member__region")
    def region(self, profile):
        return profile.member.region

    @described(gettext_lazy("Remarks"))
    def remarks(self, profile):
        return listing_state(profile)

    @described(gettext_lazy("E-mail"))
    def email(self, profile):
        return profile.member.email

    @described(gettext_lazy("Phone"))
    def phone(self, profile):
        return profile.member.phone


_PARTICIPATION = [
    "name",
    "program",
    "status",
    "status_changed_at",
    "submitted_at",
    "joined_at",
    "paused_until",
    "places",
    "membership",
    "region",
    "remarks",
]


class MentorAdmin(ProfileAdmin):
    model = get_mentor_profile_model()
    menu_label = gettext_lazy("Mentor profiles")
    base_url_path = "mentoring-modeladmin/mentors"
    main_page = "wagtail_mentoring_mentors"
    export_filename = "mentors"
    inspect_view_fields = [*_PARTICIPATION, "terms"]


class MenteeAdmin(ProfileAdmin):
    model = get_mentee_profile_model()
    menu_label = gettext_lazy("Mentee profiles")
    base_url_path = "mentoring-modeladmin/mentees"
    main_page = "wagtail_mentoring_mentees"
    export_filename = "mentees"
    inspect_view_fields = [*_PARTICIPATION, "goals"]


class MentorshipAdmin(RecordAdmin):
    """Mentorships with what can be reckoned from their dates."""

    model = Mentorship
    menu_label = gettext_lazy("Record of mentorships")
    menu_icon = "mentoring-handshake"
    base_url_path = "mentoring-modeladmin/mentorships"
    main_page = "wagtail_mentoring_mentorships"
    export_filename = "mentorships"
    list_select_related = ("program", "mentor_member", "mentee_member")
    list_display = (
        "mentor_name",
        "mentee_name",
        "status",
        "started_at",
        "days_to_first_conversation",
        "days_of_mentorship",
    )
    list_filter = ("status", ProgramFilter)
    list_export = (*list_display, "ended_at", "ended_by")
    search_fields = ("mentor_member__name", "mentee_member__name")
    inspect_view_fields = [
        "mentor_name",
        "mentee_name",
        "program",
        "status",
        "started_at",
        "first_conversation_at",
        "days_to_first_conversation",
        "ended_at",
        "ended_by",
        "days_of_mentorship",
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.list_select_related)

    @described(gettext_lazy("Mentor"), order="mentor_member__name")
    def mentor_name(self, mentorship):
        return mentorship.mentor_member.name

    @described(gettext_lazy("Mentee"), order="mentee_member__name")
    def mentee_name(self, mentorship):
        return mentorship.mentee_member.name

    @described(gettext_lazy("Days to the first conversation"), order="first_conversation_at")
    def days_to_first_conversation(self, mentorship):
        if mentorship.first_conversation_at is None:
            return ""
        return str((mentorship.first_conversation_at - mentorship.started_at).days)

    @described(gettext_lazy("Days together"))
    def days_of_mentorship(self, mentorship):
        return str(((mentorship.ended_at or timezone.now()) - mentorship.started_at).days)


class MentoringAdminGroup(ModelAdminGroup):
    menu_label = gettext_lazy("Records")
    menu_icon = "table"
    menu_order = 260
    items = (MentorAdmin, MenteeAdmin, MentorshipAdmin)
