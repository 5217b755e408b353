"""What the society asks its participants."""

from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TitleFieldPanel,
)
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.snippets.views.snippets import CreateView, DeleteView, EditView, SnippetViewSet

from ...models import Criterion
from ..columns import ProgramColumn
from ..criteria_files import ExportCriteriaView, ImportCriteriaView
from ..filters import ProgramFilterSet
from ..forms import CriterionForm
from ..merge_choices import MergeChoicesView
from ..panels import ChoiceUsePanel
from ..try_weights import TryWeightsView
from ..views import GuardedDeleteMixin, PlainSnippetIndexView
from .base import NoChooserMixin, PolicyMixin


class NotesMixin:
    """Shows the remarks of the form after saving."""

    def form_valid(self, form):
        response = super().form_valid(form)
        for note in form.notes:
            messages.warning(self.request, note)
        return response


class CriterionIndexView(PlainSnippetIndexView):
    """The list, with the ways to the file and to the ready-made set."""

    select_related = ("program",)

    def page_url(self, name):
        return reverse(f"{self.index_url_name.rpartition(':')[0]}:{name}")

    @cached_property
    def header_buttons(self):
        buttons = list(super().header_buttons)
        if self.user_has_permission("change"):
            buttons.append(
                HeaderButton(_("Try weights"), url=self.page_url("try"), icon_name="sliders")
            )
        return buttons

    @cached_property
    def header_more_buttons(self):
        buttons = list(super().header_more_buttons)
        pages = [
            ("add", "import", _("Import criteria"), "upload"),
            ("view", "export", _("Export criteria"), "download"),
        ]
        buttons += [
            Button(label, url=self.page_url(name), icon_name=icon, priority=50)
            for permission, name, label, icon in pages
            if self.user_has_permission(permission)
        ]
        return buttons

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        if self.user_has_permission("add"):
            context["starter_url"] = f"{self.page_url('import')}?starter=1"
        return context


class CriterionCreateView(NotesMixin, CreateView):
    pass


class CriterionEditView(NotesMixin, EditView):
    """The form of a criterion, with the way to what is done to its choices."""

    @cached_property
    def header_more_buttons(self):
        buttons = list(super().header_more_buttons)
        if not self.user_has_permission("change"):
            return buttons
        namespace = self.index_url_name.rpartition(":")[0]
        if self.object.has_choices:
            url = reverse(f"{namespace}:merge", args=[self.object.pk])
            buttons.append(
                HeaderButton(_("Merge choices"), url=url, icon_name="collapse-down", priority=35)
            )
        url = f"{reverse(f'{namespace}:try')}?program={self.object.program_id}"
        buttons.append(HeaderButton(_("Try weights"), url=url, icon_name="sliders", priority=36))
        return buttons


class CriterionDeleteView(GuardedDeleteMixin, DeleteView):
    """What has answers is taken out of use, not deleted."""

    def in_use_message(self):
        count = self.object.answer_count()
        if not count:
            return ""
        return ngettext(
            "“%(name)s” has %(count)d answer and cannot be deleted. Untick “in use” instead: nobody is asked any more, and nothing is lost.",
            "“%(name)s” has %(count)d answers and cannot be deleted. Untick “in use” instead: nobody is asked any more, and nothing is lost.",
            count,
        ) % {"name": self.object, "count": count}


class CriterionFilterSet(ProgramFilterSet):
    class Meta:
        model = Criterion
        fields = ["kind", "privacy", "is_filter", "is_active"]


CRITERION_PANELS = [
    FieldPanel("program"),
    MultiFieldPanel(
        [
            TitleFieldPanel("label", placeholder=False, classname=""),
            FieldPanel("slug"),
            FieldPanel("kind"),
            FieldRowPanel([FieldPanel("ask_mentor"), FieldPanel("ask_mentee")]),
            FieldPanel("mentor_question"),
            FieldPanel("mentee_question"),
            FieldPanel("help_text"),
            FieldPanel("is_required"),
            FieldPanel("is_active"),
        ],
        heading=gettext_lazy("Question"),
    ),
    InlinePanel(
        "choices",
        panels=[FieldRowPanel([FieldPanel("label"), FieldPanel("is_active")]), ChoiceUsePanel()],
        heading=gettext_lazy("Choices"),
        label=gettext_lazy("Choice"),
        help_text=gettext_lazy(
            "Drag to order; on a scale the order is the meaning. A yes-or-no question gets its two choices by itself. Text, country and time zone have none."
        ),
    ),
    MultiFieldPanel(
        [FieldPanel("privacy"), FieldPanel("is_sensitive"), FieldPanel("purpose")],
        heading=gettext_lazy("Privacy"),
        help_text=gettext_lazy(
            "A private answer is read by coordinators alone. It shows in no page, filter or explanation."
        ),
    ),
    MultiFieldPanel(
        [
            FieldPanel("is_filter"),
            FieldRowPanel([FieldPanel("match_rule"), FieldPanel("match_distance")]),
            FieldRowPanel([FieldPanel("weight"), FieldPanel("is_hard_rule")]),
        ],
        heading=gettext_lazy("Search and fit"),
        help_text=gettext_lazy(
            "How much the criterion counts is the weight here times the importance each member gives it."
        ),
    ),
]


def asked_of(criterion):
    """Return who is asked, in words."""
    if criterion.ask_mentor and criterion.ask_mentee:
        return _("Mentors and mentees")
    return _("Mentors") if criterion.ask_mentor else _("Mentees")


class CriterionViewSet(NoChooserMixin, PolicyMixin, SnippetViewSet):
    """Criteria with their choices, in the order members see them."""

    model = Criterion
    icon = "list-ul"
    menu_label = gettext_lazy("Criteria")
    admin_url_namespace = "wagtail_mentoring_criteria"
    base_url_path = "mentoring/criteria"
    copy_view_enabled = False
    inspect_view_enabled = False
    sort_order_field = "sort_order"
    ordering = "sort_order"
    search_backend_name = None
    search_fields = ["label", "mentor_question", "mentee_question"]
    filterset_class = CriterionFilterSet
    index_view_class = CriterionIndexView
    index_template_name = "wagtailadmin/generic/index.html"
    index_results_template_name = "wagtail_mentoring/admin/criteria_results.html"
    add_view_class = CriterionCreateView
    edit_view_class = CriterionEditView
    delete_view_class = CriterionDeleteView
    list_display = [
        "label",
        ProgramColumn(),
        Column("kind", label=gettext_lazy("Kind of answer"), accessor="get_kind_display"),
        Column("asked", label=gettext_lazy("Asked of"), accessor=asked_of),
        Column("privacy", label=gettext_lazy("Who reads it"), accessor="get_privacy_display"),
        BooleanColumn("is_filter", label=gettext_lazy("Filter")),
        Column("weight", label=gettext_lazy("Weight")),
        BooleanColumn("is_active", label=gettext_lazy("In use")),
    ]
    merge_view_class = MergeChoicesView
    export_view_class = ExportCriteriaView
    import_view_class = ImportCriteriaView
    try_view_class = TryWeightsView
    edit_handler = ObjectList(CRITERION_PANELS, base_form_class=CriterionForm)

    def criteria_view(self, view_class):
        return self.construct_view(view_class, permission_policy=self.permission_policy)

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("merge/<int:pk>/", self.criteria_view(self.merge_view_class), name="merge"),
            path("export/", self.criteria_view(self.export_view_class), name="export"),
            path("import/", self.criteria_view(self.import_view_class), name="import"),
            path("try/", self.criteria_view(self.try_view_class), name="try"),
        ]
