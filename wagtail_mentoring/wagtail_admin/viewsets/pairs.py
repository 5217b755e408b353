"""Requests and mentorships: records of what happened between two people."""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet

from ...enums import AgreementStanding, Role
from ...models import Mentorship, MentorshipRequest
from ...rules import get_rules
from ..acts.mentorships import MENTORSHIP_ACTS
from ..acts.requests import REQUEST_ACTS
from ..columns import ProgramColumn, StatusColumn, days_to_expiry, expiry, has_several_programs
from ..facts import Fact, Section, field_fact, inspect_url
from ..filters import mentorship_filters, request_filters
from ..fit import fit_section
from ..views import RecordIndexView, RecordInspectView
from .base import RecordViewSetMixin

PEOPLE = ("program", "mentor_member", "mentee_member")
BOTH_SIDES = (
    *PEOPLE,
    "mentor__program",
    "mentee__program",
    "mentor__member__user",
    "mentee__member__user",
)
NAMES = ["mentor_member__name", "mentee_member__name"]


class PairInspectView(RecordInspectView):
    """What requests and mentorships show alike."""

    select_related = BOTH_SIDES

    @cached_property
    def is_coordinator(self):
        return get_rules().is_coordinator(self.request.user)

    @cached_property
    def reads_private_words(self):
        return not get_rules().can_read_private_words(self.request.user, self.object)

    def people_section(self):
        pair, user = self.object, self.request.user
        facts = [
            Fact(
                str(pair.program.word(role)).capitalize(),
                pair.side(role).member.name,
                url=inspect_url(role.value, pair.side(role), user),
                flag=self.flag_of(role),
            )
            for role in Role
        ]
        if has_several_programs():
            facts.append(Fact(_("Program"), pair.program.name))
        return Section(_("People"), facts)

    def fit_sections(self):
        """Return the section that says why these two, for coordinators: it shows answers."""
        return [fit_section(self.object)] if self.is_coordinator else []

    def flag_of(self, role):
        return ""


class RequestIndexView(RecordIndexView):
    select_related = PEOPLE
    export_values = {"days_to_expiry": days_to_expiry}


class RequestInspectView(PairInspectView):
    """A request with its answer. The reason to decline is for coordinators who are not one of the two (P-14)."""

    select_related = (*BOTH_SIDES, "decline_reason")

    def flag_of(self, role):
        return _("Asked") if self.object.initiated_by == role else ""

    def get_notices(self):
        if self.object.is_waiting:
            return [
                _("On the waiting list: the mentor has no free place. Reminders and expiry wait.")
            ]
        return []

    def get_sections(self):
        request = self.object
        mentorship = Mentorship.objects.filter(request=request).first()
        course = [
            field_fact(request, "created_at"),
            Fact(_("Expires in"), expiry(request)),
            field_fact(request, "waiting_since"),
            field_fact(request, "decided_at"),
            field_fact(request, "closed_reason"),
            Fact(
                _("Mentorship"),
                mentorship and mentorship.get_status_display(),
                url=inspect_url("mentorship", mentorship, self.request.user),
            ),
        ]
        words = [field_fact(request, "message")]
        words += [Fact(note.get_kind_display(), note.body) for note in request.notes.all()]
        words.append(field_fact(request, "decision_message"))
        if self.reads_private_words:
            words.append(
                field_fact(request, "decline_reason", flag=_("Private: coordinators only"))
            )
        return [
            self.people_section(),
            Section(_("Course"), course),
            Section(_("Words"), words, empty=_("Nothing was written.")),
            *self.fit_sections(),
        ]


class RequestViewSet(RecordViewSetMixin, ModelViewSet):
    """Requests."""

    model = MentorshipRequest
    name = "wagtail_mentoring_requests"
    url_prefix = "mentoring/requests"
    icon = "comment"
    menu_label = gettext_lazy("Requests")
    acts = REQUEST_ACTS
    index_view_class = RequestIndexView
    inspect_view_class = RequestInspectView
    search_fields = NAMES
    list_display = [
        "__str__",
        ProgramColumn(),
        StatusColumn(),
        Column(
            "initiated_by",
            label=gettext_lazy("Asked by the"),
            accessor="get_initiated_by_display",
            sort_key="initiated_by",
        ),
        DateColumn("created_at", label=gettext_lazy("Sent"), sort_key="created_at"),
        Column(
            "expiry", label=gettext_lazy("Expires in"), accessor=expiry, sort_key="clock_started_at"
        ),
        DateColumn(
            "waiting_since",
            label=gettext_lazy("Waiting list since"),
            sort_key="waiting_since",
        ),
        DateColumn("decided_at", label=gettext_lazy("Decided"), sort_key="decided_at"),
    ]
    list_export = [
        "mentor_member.name",
        "mentee_member.name",
        "program.name",
        "get_initiated_by_display",
        "get_status_display",
        "created_at",
        "days_to_expiry",
        "waiting_since",
        "decided_at",
        "get_closed_reason_display",
    ]
    export_headings = {
        "mentor_member.name": gettext_lazy("Mentor"),
        "mentee_member.name": gettext_lazy("Mentee"),
        "program.name": gettext_lazy("Program"),
        "get_initiated_by_display": gettext_lazy("Asked by the"),
        "get_status_display": gettext_lazy("Status"),
        "days_to_expiry": gettext_lazy("Days to expiry"),
        "get_closed_reason_display": gettext_lazy("Closed because"),
    }
    export_filename = "requests"

    @cached_property
    def filterset_class(self):
        return request_filters(self.model)


class MentorshipIndexView(RecordIndexView):
    select_related = PEOPLE


class MentorshipInspectView(PairInspectView):
    """A mentorship. Why it ended is for coordinators who are not one of the two (D12, P-14)."""

    select_related = (*BOTH_SIDES, "end_reason", "request")

    def agreement_words(self):
        standing = set(
            self.object.agreements.filter(standing__isnull=False).values_list("standing", flat=True)
        )
        if AgreementStanding.CONFIRMED in standing:
            return _("Agreed by both")
        if AgreementStanding.PROPOSED in standing:
            return _("Proposed by one of them")
        return _("None yet")

    def get_sections(self):
        mentorship = self.object
        course = [
            field_fact(mentorship, "started_at"),
            field_fact(mentorship, "first_conversation_at"),
            # That there is one, never what it says: it belongs to the two.
            Fact(_("Agreement"), self.agreement_words()),
            field_fact(mentorship, "agreed_end_on"),
            field_fact(mentorship, "last_activity_at"),
            field_fact(mentorship, "ended_at"),
            field_fact(mentorship, "ended_by"),
            Fact(
                _("Request"),
                mentorship.request.created_at,
                url=inspect_url("request", mentorship.request, self.request.user),
            ),
        ]
        sections = [self.people_section(), Section(_("Course"), course), *self.fit_sections()]
        if self.reads_private_words and not mentorship.is_open:
            sections.append(
                Section(
                    _("How it ended"),
                    [
                        field_fact(mentorship, "end_reason"),
                        field_fact(mentorship, "end_note"),
                    ],
                    flag=_("Private: coordinators only"),
                    empty=_("No reason was given."),
                )
            )
        return sections


class MentorshipViewSet(RecordViewSetMixin, ModelViewSet):
    """Mentorships."""

    model = Mentorship
    name = "wagtail_mentoring_mentorships"
    url_prefix = "mentoring/mentorships"
    icon = "mentoring-handshake"
    menu_label = gettext_lazy("Mentorships")
    acts = MENTORSHIP_ACTS
    index_view_class = MentorshipIndexView
    inspect_view_class = MentorshipInspectView
    search_fields = NAMES
    list_display = [
        "__str__",
        ProgramColumn(),
        StatusColumn(),
        DateColumn("started_at", label=gettext_lazy("Started"), sort_key="started_at"),
        DateColumn(
            "first_conversation_at",
            label=gettext_lazy("First conversation"),
            sort_key="first_conversation_at",
        ),
        DateColumn("ended_at", label=gettext_lazy("Over since"), sort_key="ended_at"),
    ]
    list_export = [
        "mentor_member.name",
        "mentee_member.name",
        "program.name",
        "get_status_display",
        "started_at",
        "first_conversation_at",
        "ended_at",
        "get_ended_by_display",
    ]
    export_headings = {
        "mentor_member.name": gettext_lazy("Mentor"),
        "mentee_member.name": gettext_lazy("Mentee"),
        "program.name": gettext_lazy("Program"),
        "get_status_display": gettext_lazy("Status"),
        "get_ended_by_display": gettext_lazy("Ended by the"),
    }
    export_filename = "mentorships"

    @cached_property
    def filterset_class(self):
        return mentorship_filters(self.model)
