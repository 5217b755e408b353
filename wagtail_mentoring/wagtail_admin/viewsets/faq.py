"""Questions and answers, and the topics they are gathered under (F53)."""

from django import forms
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TitleFieldPanel,
)
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, UpdatedAtColumn
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import CopyView, CreateView, EditView, SnippetViewSet

from ...content.checks import NUMBER, TWICE, check_entry
from ...models import FAQEntry, ResourceTopic
from ..columns import ProgramColumn
from ..export import OpenExportMixin
from ..faq_forms import FAQEntryForm, TopicForm
from ..faq_publishing import PublishFAQBulkAction
from ..filters import ProgramFilterSet
from ..panels import ContentPlaceholdersPanel
from ..views import BulkSnippetIndexView, PlainSnippetIndexView
from .base import PolicyMixin


class FindingsMixin:
    """After saving, points out what a careful colleague would; the text is saved all the same."""

    def form_valid(self, form):
        response = super().form_valid(form)
        # An editor who is typing is left alone: Wagtail saves by itself every few seconds.
        if not getattr(self, "expects_json_response", False):
            finder = AdminURLFinder(self.request.user)
            for finding in check_entry(form.instance):
                if finding.kind in (TWICE, NUMBER):
                    self._point_out(finding, finder)
        return response

    def _point_out(self, finding, finder):
        url = finder.get_edit_url(finding.other) if finding.other else None
        buttons = [messages.button(url, _("See the other question"))] if url else []
        messages.warning(self.request, finding.message, buttons=buttons)


class FAQEntryCreateView(FindingsMixin, CreateView):
    pass


class FAQEntryEditView(FindingsMixin, EditView):
    pass


class FAQEntryCopyView(FindingsMixin, CopyView):
    """Begins with the words of an entry; nothing that is sent here can change that one."""

    def get_initial_form_instance(self):
        entry = self.get_object().get_latest_revision_as_object()
        copied = ("question", "answer", "audience", "topic", "program", "locale")
        return FAQEntry(**{name: getattr(entry, name) for name in copied})


class FAQEntryIndexView(OpenExportMixin, BulkSnippetIndexView):
    bulk_actions = (PublishFAQBulkAction,)
    select_related = ("program", "topic", "latest_revision", "locale")

    @cached_property
    def header_more_buttons(self):
        buttons = list(super().header_more_buttons)
        if self.user_has_permission("add"):
            buttons.append(
                HeaderButton(
                    _("Import a FAQ"),
                    reverse("wagtail_mentoring_faq_import"),
                    icon_name="upload",
                    priority=15,
                )
            )
        return buttons


class FAQEntryFilterSet(ProgramFilterSet):
    class Meta:
        model = FAQEntry
        fields = ["audience", "topic", "live"]


class FAQEntryViewSet(PolicyMixin, SnippetViewSet):
    """Questions with their answers, in the order they have on the pages."""

    model = FAQEntry
    icon = "help"
    menu_label = gettext_lazy("Questions and answers")
    admin_url_namespace = "wagtail_mentoring_faq"
    base_url_path = "mentoring/faq"
    chooser_admin_url_namespace = "wagtail_mentoring_faq_chooser"
    chooser_base_url_path = "mentoring/faq-chooser"
    copy_view_enabled = True
    inspect_view_enabled = False
    ordering = "sort_order"
    # Parts of words are found, and drafts at once, on every database.
    search_backend_name = None
    search_fields = ["question", "answer"]
    filterset_class = FAQEntryFilterSet
    index_view_class = FAQEntryIndexView
    add_view_class = FAQEntryCreateView
    edit_view_class = FAQEntryEditView
    copy_view_class = FAQEntryCopyView
    index_template_name = "wagtail_mentoring/admin/bulk_list.html"
    list_display = [
        "question",
        Column(
            "audience",
            label=gettext_lazy("For whom"),
            accessor="get_audience_display",
            sort_key="audience",
        ),
        Column("topic", label=gettext_lazy("Topic"), accessor="topic.name", sort_key="topic__name"),
        ProgramColumn(),
        LiveStatusTagColumn(),
        UpdatedAtColumn(),
    ]
    list_export = [
        "question",
        "answer_text",
        "get_audience_display",
        "topic",
        "program",
        "live",
        "last_published_at",
        "anchor",
    ]
    export_headings = {
        "answer_text": gettext_lazy("Answer"),
        "get_audience_display": gettext_lazy("For whom"),
        "anchor": gettext_lazy("Name in links"),
    }
    export_filename = "questions-and-answers"
    edit_handler = ObjectList(
        [
            FieldPanel("question"),
            FieldPanel("answer"),
            ContentPlaceholdersPanel(
                heading=gettext_lazy("Placeholders"), classname="collapsed", icon="code"
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel(
                        [FieldPanel("audience"), FieldPanel("topic", widget=forms.Select)]
                    ),
                    FieldPanel("program"),
                ],
                heading=gettext_lazy("Where it is shown"),
            ),
            PublishingPanel(),
        ],
        base_form_class=FAQEntryForm,
    )


class TopicIndexView(PlainSnippetIndexView):
    select_related = ("locale",)


class TopicViewSet(PolicyMixin, SnippetViewSet):
    """Topics, in the order they have on the pages."""

    model = ResourceTopic
    icon = "tag"
    menu_label = gettext_lazy("Topics")
    admin_url_namespace = "wagtail_mentoring_topics"
    base_url_path = "mentoring/topics"
    chooser_admin_url_namespace = "wagtail_mentoring_topic_chooser"
    chooser_base_url_path = "mentoring/topic-chooser"
    copy_view_enabled = False
    inspect_view_enabled = False
    ordering = "sort_order"
    search_backend_name = None
    search_fields = ["name", "description"]
    index_view_class = TopicIndexView
    index_template_name = "wagtailadmin/generic/index.html"
    list_display = ["name", Column("description", label=gettext_lazy("Description"))]
    edit_handler = ObjectList(
        [
            TitleFieldPanel("name", placeholder=False, classname=""),
            FieldPanel("slug"),
            FieldPanel("description"),
            FieldPanel("choices"),
        ],
        base_form_class=TopicForm,
    )
