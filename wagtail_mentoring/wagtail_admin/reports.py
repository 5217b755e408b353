"""Reports: members whose membership has ended (D14)."""

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from .. import get_member_profile_model, get_mentee_profile_model, get_mentor_profile_model
from ..enums import OPEN_MENTORSHIP_STATUSES, ProfileStatus
from ..models import MentoringProgram, Mentorship
from .export import SafeExportMixin
from .facts import inspect_url
from .filters import member_filters


def lapsed_members():
    """Return the participants whose membership has ended, whether still within the grace or hidden."""
    gone = [ProfileStatus.DRAFT, ProfileStatus.LEFT]
    mentors = get_mentor_profile_model().objects.exclude(status__in=gone)
    mentees = get_mentee_profile_model().objects.exclude(status__in=gone)
    return get_member_profile_model().objects.filter(
        Q(pk__in=mentors.values("member")) | Q(pk__in=mentees.values("member")),
        membership_lapsed_on__isnull=False,
    )


def with_consequences(members):
    """Add the first hidden day and the number of open mentorships to each."""

    def first_hidden(model):
        rows = model.objects.filter(member=OuterRef("pk"), hidden_from__isnull=False)
        return Subquery(rows.order_by("hidden_from").values("hidden_from")[:1])

    def open_as(side):
        rows = Mentorship.objects.filter(
            **{side: OuterRef("pk")}, status__in=OPEN_MENTORSHIP_STATUSES
        )
        counted = rows.order_by().values(side).annotate(count=Count("pk")).values("count")
        return Coalesce(Subquery(counted), 0)

    return members.annotate(
        hidden_from=Coalesce(
            first_hidden(get_mentor_profile_model()), first_hidden(get_mentee_profile_model())
        ),
        open_mentorships=open_as("mentor_member") + open_as("mentee_member"),
    )


class LapsedMembersView(SafeExportMixin, ReportView):
    """Who is no member any more, since when, and who is concerned."""

    permission_policy = ModelPermissionPolicy(MentoringProgram)
    any_permission_required = ["coordinate"]
    page_title = _("Lapsed members")
    header_icon = "warning"
    index_url_name = "wagtail_mentoring_lapsed_report"
    index_results_url_name = "wagtail_mentoring_lapsed_report_results"
    default_ordering = "membership_lapsed_on"
    verbose_name_plural = _("lapsed members")
    list_export = [
        "name",
        "email",
        "region",
        "membership_lapsed_on",
        "hidden_from",
        "open_mentorships",
    ]
    export_headings = {
        "email": _("E-mail"),
        "hidden_from": _("Hidden from"),
        "open_mentorships": _("Open mentorships"),
    }
    export_filename = "lapsed-members"

    @cached_property
    def columns(self):
        return [
            TitleColumn(
                "name",
                label=_("Name"),
                get_url=lambda member: inspect_url("member", member, self.request.user),
                sort_key="name",
            ),
            DateColumn(
                "membership_lapsed_on",
                label=_("Membership ended on"),
                sort_key="membership_lapsed_on",
            ),
            Column("hidden_from", label=_("Hidden from"), sort_key="hidden_from"),
            Column("region", label=_("Region"), sort_key="region"),
            NumberColumn(
                "open_mentorships", label=_("Open mentorships"), sort_key="open_mentorships"
            ),
        ]

    @cached_property
    def filterset_class(self):
        return member_filters(get_member_profile_model())

    def get_base_queryset(self):
        return with_consequences(lapsed_members().select_related("user"))
