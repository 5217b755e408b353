"""Reports for editors: what to look at in the questions and answers, and what readers found helpful."""

from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from ..content.checks import FINDING_KINDS, check_entries
from ..models import FAQEntry, FAQFeedback
from .export import OpenExportMixin
from .viewsets.faq import FAQEntryFilterSet

MAY_READ = ["add", "change", "view"]


class EntryLinkMixin:
    """Links the entries of a list to where they are edited."""

    @cached_property
    def url_finder(self):
        return AdminURLFinder(self.request.user)

    def edit_url(self, entry):
        return self.url_finder.get_edit_url(entry)


class FAQChecksFilterSet(FAQEntryFilterSet):
    """The entries as their list filters them, and what is to be looked at."""

    kind = ChoiceFilter(
        label=_("What"), choices=list(FINDING_KINDS.items()), method="filter_findings"
    )

    def filter_findings(self, entries, name, value):
        """Findings are no rows; the view looks at this."""
        return entries


class FAQChecksView(EntryLinkMixin, OpenExportMixin, ReportView):
    """Questions without an answer, asked twice, or with a number that is a setting."""

    permission_policy = ModelPermissionPolicy(FAQEntry)
    any_permission_required = MAY_READ
    page_title = _("Checks of questions and answers")
    header_icon = "help"
    index_url_name = "wagtail_mentoring_faq_checks"
    index_results_url_name = "wagtail_mentoring_faq_checks_results"
    is_searchable = False
    verbose_name_plural = _("findings")
    filterset_class = FAQChecksFilterSet
    list_export = ["question", "kind", "message", "other", "audience", "topic"]
    export_headings = {
        "question": _("Question"),
        "kind": _("What"),
        "message": _("Why, and what helps"),
        "other": _("The other question"),
        "audience": _("For whom"),
        "topic": _("Topic"),
    }
    export_values = {
        "question": lambda finding: finding.entry.question,
        "kind": lambda finding: str(FINDING_KINDS[finding.kind]),
        "message": lambda finding: str(finding.message),
        "other": lambda finding: finding.other.question if finding.other else "",
        "audience": lambda finding: finding.entry.get_audience_display(),
        "topic": lambda finding: str(finding.entry.topic or ""),
    }
    export_filename = "checks-of-questions-and-answers"

    @cached_property
    def columns(self):
        return [
            TitleColumn(
                "question",
                label=_("Question"),
                accessor="entry.question",
                get_url=lambda finding: self.edit_url(finding.entry),
            ),
            Column("kind", label=_("What"), accessor=lambda finding: FINDING_KINDS[finding.kind]),
            Column("message", label=_("Why, and what helps")),
            TitleColumn(
                "other",
                label=_("The other question"),
                accessor=lambda finding: finding.other.question if finding.other else "",
                get_url=lambda finding: self.edit_url(finding.other) if finding.other else None,
            ),
        ]

    def get_base_queryset(self):
        return FAQEntry.objects.all()

    def get_filtered_queryset(self):
        entries = self.filter_queryset(self.get_base_queryset())
        shown = set(entries.order_by().values_list("pk", flat=True))
        # Filtered last: a question may be asked twice beside one that the filter leaves out.
        kind = self.filters.form.cleaned_data.get("kind") if self.filters.is_valid() else ""
        order = list(FINDING_KINDS)
        return sorted(
            (
                finding
                for finding in check_entries()
                if finding.entry.pk in shown and (not kind or finding.kind == kind)
            ),
            key=lambda finding: order.index(finding.kind),
        )


def with_feedback(entries):
    """Add to each entry what readers answered, to all its texts and to the present one."""

    def counted(field, **only):
        rows = FAQFeedback.objects.filter(entry=OuterRef("pk"), **only).order_by()
        return Coalesce(
            Subquery(rows.values("entry").annotate(total=Sum(field)).values("total")), 0
        )

    now = {"revision_ref": OuterRef("live_revision_id")}
    return entries.annotate(
        helpful=counted("helpful"),
        not_helpful=counted("not_helpful"),
        helpful_now=counted("helpful", **now),
        not_helpful_now=counted("not_helpful", **now),
    ).annotate(answers=F("helpful") + F("not_helpful"))


def share(entry):
    """Return how many in a hundred found the present text helpful; empty without answers."""
    answers = entry.helpful_now + entry.not_helpful_now
    return f"{round(100 * entry.helpful_now / answers)} %" if answers else ""


class FAQFeedbackView(EntryLinkMixin, OpenExportMixin, ReportView):
    """What readers found helpful. Counts only: nobody knows who answered."""

    permission_policy = ModelPermissionPolicy(FAQEntry)
    any_permission_required = MAY_READ
    page_title = _("Was this helpful?")
    header_icon = "help"
    index_url_name = "wagtail_mentoring_faq_feedback"
    index_results_url_name = "wagtail_mentoring_faq_feedback_results"
    default_ordering = "-not_helpful_now"
    verbose_name_plural = _("questions and answers")
    filterset_class = FAQEntryFilterSet
    list_export = [
        "question",
        "get_audience_display",
        "topic",
        "helpful_now",
        "not_helpful_now",
        "helpful",
        "not_helpful",
    ]
    export_headings = {
        "question": _("Question"),
        "get_audience_display": _("For whom"),
        "topic": _("Topic"),
        "helpful_now": _("Yes, to the present text"),
        "not_helpful_now": _("No, to the present text"),
        "helpful": _("Yes, to all texts"),
        "not_helpful": _("No, to all texts"),
    }
    export_filename = "was-this-helpful"

    @cached_property
    def columns(self):
        return [
            TitleColumn("question", label=_("Question"), get_url=self.edit_url),
            Column("audience", label=_("For whom"), accessor="get_audience_display"),
            NumberColumn("helpful_now", label=_("Yes"), sort_key="helpful_now"),
            NumberColumn("not_helpful_now", label=_("No"), sort_key="not_helpful_now"),
            Column("share", label=_("Helpful, present text"), accessor=share),
            NumberColumn("answers", label=_("Answers to all texts"), sort_key="answers"),
        ]

    def get_base_queryset(self):
        shown = FAQEntry.objects.filter(Q(live=True) | Q(feedback__isnull=False)).distinct()
        return with_feedback(shown.select_related("topic"))
