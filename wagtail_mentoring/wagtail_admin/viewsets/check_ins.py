"""How it goes, as members told the coordinators in private (F47, F70)."""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn
from wagtail.admin.viewsets.model import ModelViewSet

from ...models import CheckIn, PairSignal
from ..facts import Fact, Section, field_fact, inspect_url
from ..private_filters import check_in_filters, signal_filters
from ..views import RecordIndexView, RecordInspectView
from .base import RecordViewSetMixin

PEOPLE = (
    "member",
    "mentorship__program",
    "mentorship__mentor_member",
    "mentorship__mentee_member",
)


class OwnPairsMixin:
    """Nobody reads what was told of a mentorship of their own, whatever their office."""

    def get_rows(self):
        return super().get_rows().readable_by(self.request.user)


class PrivateIndexView(RecordIndexView):
    select_related = PEOPLE

    def get_base_queryset(self):
        return super().get_base_queryset().readable_by(self.request.user)


class PrivateInspectView(OwnPairsMixin, RecordInspectView):
    """What one of the two said."""

    select_related = PEOPLE

    def pair_section(self):
        item = self.object.mentorship
        return Section(
            _("Who"),
            [
                Fact(
                    _("Mentorship"),
                    str(item),
                    url=inspect_url("mentorship", item, self.request.user),
                ),
                Fact(_("Said by"), self.object.member.name),
                field_fact(self.object, "role"),
                field_fact(self.object, "created_at"),
            ],
            help=_("The other person neither sees this nor learns of it."),
        )


class SignalInspectView(PrivateInspectView):
    def get_sections(self):
        said = [field_fact(self.object, "value"), field_fact(self.object, "note")]
        earlier = (
            PairSignal.objects.readable_by(self.request.user)
            .filter(mentorship=self.object.mentorship_id, role=self.object.role)
            .exclude(pk=self.object.pk)
        )
        before = [Fact(one.get_value_display(), one.created_at) for one in earlier]
        return [
            self.pair_section(),
            Section(_("How it goes"), said),
            *([Section(_("At other times"), before)] if before else []),
        ]


class CheckInInspectView(PrivateInspectView):
    def get_sections(self):
        answers = [Fact(answer.asked, answer.said) for answer in self.object.answers.all()]
        return [
            self.pair_section(),
            Section(_("Answers"), [field_fact(self.object, "months"), *answers]),
        ]


class PrivateViewSet(RecordViewSetMixin, ModelViewSet):
    """What both have in common. Nothing of them is in the audit log."""

    has_history = False
    search_fields = [
        "mentorship__mentor_member__name",
        "mentorship__mentee_member__name",
    ]

    def register_admin_url_finder(self):
        """Register nothing: no page links there from elsewhere."""


class SignalViewSet(PrivateViewSet):
    """Signals. No export: the number of rows would tell one of the two that there are some they do not see."""

    model = PairSignal
    name = "wagtail_mentoring_signals"
    url_prefix = "mentoring/signals"
    icon = "comment"
    menu_label = gettext_lazy("How it goes")
    index_view_class = PrivateIndexView
    inspect_view_class = SignalInspectView
    list_display = [
        "__str__",
        Column("member", label=gettext_lazy("Said by"), sort_key="member__name"),
        Column(
            "value",
            label=gettext_lazy("How it goes"),
            accessor="get_value_display",
            sort_key="value",
        ),
        DateColumn("created_at", label=gettext_lazy("Said on"), sort_key="created_at"),
        Column("note", label=gettext_lazy("Note")),
    ]

    @cached_property
    def filterset_class(self):
        return signal_filters(self.model)


def answers_in_words(check_in):
    """Return all answers of a check-in as one text, for a spreadsheet."""
    return "; ".join(f"{answer.asked} {answer.said}" for answer in check_in.answers.all())


class CheckInIndexView(PrivateIndexView):
    export_values = {"answers": answers_in_words}

    def get_base_queryset(self):
        return super().get_base_queryset().prefetch_related("answers")


class CheckInViewSet(PrivateViewSet):
    """Check-ins."""

    model = CheckIn
    name = "wagtail_mentoring_checkins"
    url_prefix = "mentoring/check-ins"
    icon = "tick"
    menu_label = gettext_lazy("Check-ins")
    index_view_class = CheckInIndexView
    inspect_view_class = CheckInInspectView
    list_display = [
        "__str__",
        Column("member", label=gettext_lazy("Said by"), sort_key="member__name"),
        NumberColumn("months", label=gettext_lazy("Months together"), sort_key="months"),
        DateColumn("created_at", label=gettext_lazy("Said on"), sort_key="created_at"),
        Column("answers", label=gettext_lazy("Answers"), accessor=answers_in_words),
    ]
    list_export = ["__str__", "member.name", "get_role_display", "months", "created_at", "answers"]
    export_headings = {
        "__str__": gettext_lazy("Mentorship"),
        "member.name": gettext_lazy("Said by"),
        "get_role_display": gettext_lazy("Role"),
        "answers": gettext_lazy("Answers"),
    }
    export_filename = "check-ins"

    @cached_property
    def filterset_class(self):
        return check_in_filters(self.model)
