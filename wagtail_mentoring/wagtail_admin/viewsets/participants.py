"""Mentor and mentee profiles."""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from ... import get_mentee_profile_model, get_mentor_profile_model
from ...enums import ProfileStatus, Role
from ...links import picture_url
from ...models import CodeOfConductAgreement, Mentorship, MentorshipRequest
from ...rules import get_rules
from ..acts.profiles import PROFILE_ACTS
from ..answers import answer_section
from ..columns import (
    ProgramColumn,
    StatusColumn,
    completeness,
    has_several_programs,
    listing_state,
    load,
)
from ..facts import Fact, Section, field_fact, inspect_url
from ..filters import account_email, participant_filters
from ..views import BulkSnippetIndexView, RecordInspectView
from .base import NoChooserMixin, RecordViewSetMixin

PEOPLE = ("program", "member__user")


class ParticipantIndexView(BulkSnippetIndexView):
    select_related = PEOPLE
    export_values = {"load": load, "email": lambda profile: profile.member.email}


class ParticipantInspectView(RecordInspectView):
    """A participant: the person in short, what they take part with, and with whom."""

    select_related = PEOPLE

    @cached_property
    def is_coordinator(self):
        return get_rules().is_coordinator(self.request.user)

    def get_sections(self):
        return [
            self.person_section(),
            self.role_section(),
            answer_section(self.object, with_private=self.is_coordinator),
            self.requests_section(),
            self.mentorships_section(),
        ]

    def get_notices(self):
        profile = self.object
        notices = []
        if profile.status == ProfileStatus.PENDING:
            notices.append(_("This profile waits for your approval. Nobody else sees it yet."))
        if state := listing_state(profile):
            notices.append(state)
        return notices

    def person_section(self):
        member = self.object.member
        return Section(
            _("Person"),
            [
                Fact(
                    _("Member"), member.name, url=inspect_url("member", member, self.request.user)
                ),
                field_fact(member, "headline"),
                field_fact(member, "membership_state"),
                field_fact(member, "membership_lapsed_on"),
                field_fact(member, "region"),
            ],
        )

    def role_section(self):
        profile = self.object
        facts = [Fact(_("Program"), profile.program.name)] if has_several_programs() else []
        agreement = (
            CodeOfConductAgreement.objects.binding(profile.member, profile.program, profile.role)
            .order_by("-pk")
            .first()
        )
        facts += [
            field_fact(profile, "status_changed_at"),
            field_fact(profile, "submitted_at"),
            field_fact(profile, "joined_at"),
            field_fact(profile, "paused_until"),
            field_fact(profile, "staff_note"),
            field_fact(profile, "available_from"),
            field_fact(profile, "available_until"),
            field_fact(profile, "hours_per_week"),
            Fact(_("Profile complete"), completeness(profile)),
            Fact(_("Places taken"), load(profile)),
            Fact(
                _("How they like to work") if profile.role is Role.MENTOR else _("Goals"),
                profile.statement,
            ),
            Fact(
                _("Code of Conduct"),
                _("Not agreed to the text that binds now") if agreement is None else None,
            ),
            Fact(
                _("Agreed to the Code of Conduct"),
                agreement and agreement.agreed_at,
                url=inspect_url("agreement", agreement, self.request.user),
            ),
            Fact(
                _("Other role"),
                self.other_profile and self.other_profile.get_status_display(),
                url=inspect_url(
                    self.object.role.other.value, self.other_profile, self.request.user
                ),
            ),
        ]
        return Section(_("Participation"), facts)

    @cached_property
    def other_profile(self):
        model = (
            get_mentee_profile_model()
            if self.object.role is Role.MENTOR
            else get_mentor_profile_model()
        )
        return model.objects.filter(member=self.object.member, program=self.object.program).first()

    def requests_section(self):
        role = self.object.role
        rows = (
            MentorshipRequest.objects.filter(**{role.value: self.object})
            .select_related("mentor_member", "mentee_member")
            .order_by("-created_at")[:10]
        )
        facts = [
            Fact(
                _("Asked %(name)s")
                % {"name": row.mentee_member if role is Role.MENTOR else row.mentor_member}
                if row.initiated_by == role
                else _("Asked by %(name)s")
                % {"name": row.mentee_member if role is Role.MENTOR else row.mentor_member},
                row.created_at,
                url=inspect_url("request", row, self.request.user),
                flag=row.get_status_display(),
            )
            for row in rows
        ]
        return Section(_("Latest requests"), facts, empty=_("None yet."))

    def mentorships_section(self):
        role = self.object.role
        rows = (
            Mentorship.objects.filter(**{role.value: self.object})
            .select_related("mentor_member", "mentee_member")
            .order_by("-started_at")[:10]
        )
        facts = [
            Fact(
                str(row.mentee_member if role is Role.MENTOR else row.mentor_member),
                row.started_at,
                url=inspect_url("mentorship", row, self.request.user),
                flag=row.get_status_display(),
            )
            for row in rows
        ]
        return Section(_("Mentorships"), facts, empty=_("None yet."))

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["portrait_url"] = picture_url(self.object.member)
        return context


class ParticipantViewSet(NoChooserMixin, RecordViewSetMixin, SnippetViewSet):
    """What both roles have in common."""

    list_url_name = "list"
    icon = "user"
    acts = PROFILE_ACTS
    index_view_class = ParticipantIndexView
    inspect_view_class = ParticipantInspectView
    index_template_name = "wagtail_mentoring/admin/bulk_list.html"
    search_fields = [
        "member__name",
        "member__headline",
        "member__employer",
        *account_email("member__user"),
    ]
    list_display = [
        "__str__",
        ProgramColumn(),
        StatusColumn(),
        Column(
            "load", label=gettext_lazy("Places taken"), accessor=load, sort_key="open_mentorships"
        ),
        Column(
            "membership",
            label=gettext_lazy("Membership"),
            accessor="member.get_membership_state_display",
            sort_key="member__membership_state",
        ),
        Column(
            "region",
            label=gettext_lazy("Region"),
            accessor="member.region",
            sort_key="member__region",
        ),
        DateColumn(
            "status_changed_at",
            label=gettext_lazy("Status since"),
            sort_key="status_changed_at",
        ),
        Column(
            "completeness",
            label=gettext_lazy("Complete"),
            accessor=completeness,
            sort_key="completeness",
        ),
        Column("listing", label=gettext_lazy("Remarks"), accessor=listing_state),
    ]
    list_export = [
        "member.name",
        "email",
        "member.phone",
        "program.name",
        "get_status_display",
        "status_changed_at",
        "joined_at",
        "load",
        "completeness",
        "available_from",
        "available_until",
        "get_hours_per_week_display",
        "member.get_membership_state_display",
        "member.membership_lapsed_on",
        "member.region",
        "member.headline",
        "member.employer",
    ]
    export_headings = {
        "member.name": gettext_lazy("Name"),
        "email": gettext_lazy("E-mail"),
        "member.phone": gettext_lazy("Phone"),
        "program.name": gettext_lazy("Program"),
        "get_status_display": gettext_lazy("Status"),
        "status_changed_at": gettext_lazy("Status since"),
        "joined_at": gettext_lazy("Joined"),
        "load": gettext_lazy("Places taken"),
        "completeness": gettext_lazy("Complete (percent)"),
        "available_from": gettext_lazy("Free from"),
        "available_until": gettext_lazy("Free until"),
        "get_hours_per_week_display": gettext_lazy("Hours a week"),
        "member.get_membership_state_display": gettext_lazy("Membership"),
        "member.membership_lapsed_on": gettext_lazy("Membership ended on"),
        "member.region": gettext_lazy("Region"),
        "member.headline": gettext_lazy("Headline"),
        "member.employer": gettext_lazy("Where they work or study"),
    }

    @cached_property
    def filterset_class(self):
        return participant_filters(self.model)


class MentorViewSet(ParticipantViewSet):
    """Mentor profiles."""

    model = get_mentor_profile_model()
    menu_label = gettext_lazy("Mentors")
    admin_url_namespace = "wagtail_mentoring_mentors"
    base_url_path = "mentoring/mentors"
    export_filename = "mentors"


class MenteeViewSet(ParticipantViewSet):
    """Mentee profiles."""

    model = get_mentee_profile_model()
    menu_label = gettext_lazy("Mentees")
    admin_url_namespace = "wagtail_mentoring_mentees"
    base_url_path = "mentoring/mentees"
    export_filename = "mentees"
