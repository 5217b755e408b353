"""Report for editors: links to other sites that are dead."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from ..models import LinkCheck
from .export import OpenExportMixin
from .filters import ProgramFilterSet


class LinkFilterSet(ProgramFilterSet):
    class Meta:
        model = LinkCheck
        fields = ["state"]


class LinkReportView(OpenExportMixin, ReportView):
    """What ``mentoring_check_links`` found; the links that have been dead for longest stand first."""

    permission_policy = ModelPermissionPolicy(LinkCheck)
    any_permission_required = ["view"]
    page_title = _("Links to other sites")
    header_icon = "link"
    index_url_name = "wagtail_mentoring_links"
    index_results_url_name = "wagtail_mentoring_links_results"
    default_ordering = "failing_since"
    verbose_name_plural = _("links")
    filterset_class = LinkFilterSet
    list_export = [
        "url",
        "place_title",
        "get_state_display",
        "http_status",
        "detail",
        "leads_to",
        "failing_since",
        "checked_at",
    ]
    export_headings = {"get_state_display": _("State")}
    export_filename = "links"

    @cached_property
    def url_finder(self):
        return AdminURLFinder(self.request.user)

    @cached_property
    def columns(self):
        return [
            TitleColumn(
                "place_title",
                label=_("Where"),
                get_url=lambda check: (
                    self.url_finder.get_edit_url(check.place) if check.place else None
                ),
            ),
            Column("url", label=_("Address")),
            Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
            Column("why", label=_("Answer"), accessor=why),
            DateColumn("failing_since", label=_("Dead since"), sort_key="failing_since"),
            DateColumn("checked_at", label=_("Checked"), sort_key="checked_at"),
        ]

    def get_base_queryset(self):
        checks = LinkCheck.objects.prefetch_related("place")
        # Without a choice of a state: what somebody should look at.
        return checks if self.request.GET.get("state") else checks.to_look_at()


def why(check):
    """Return what the other site said, and where it leads."""
    words = [str(check.http_status or ""), check.detail]
    if check.leads_to:
        words.append(f"→ {check.leads_to}")
    return " ".join(filter(None, words))
