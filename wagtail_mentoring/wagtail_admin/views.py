"""Views shared by the lists and pages of people and records."""

from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError, RestrictedError
from django.forms import Media
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import IndexView as SnippetIndexView

from .bulk_actions import PROFILE_ACTIONS
from .bulk_acts import buttons_for
from .columns import ProgramAwareColumns
from .export import SafeExportMixin


class CheckFirstMixin:
    """Asks for the permission before it looks for the object, so that nobody can probe which rows there are."""

    permission_asked_first = "view"

    def setup(self, request, *args, **kwargs):
        self.request = request
        if not self.permission_policy.user_has_permission(
            request.user, self.permission_asked_first
        ):
            raise PermissionDenied
        super().setup(request, *args, **kwargs)


class ListMixin(ProgramAwareColumns, SafeExportMixin):
    """Loads what the columns need in one query, whatever the number of rows."""

    select_related = ()

    def get_base_queryset(self):
        """Return the rows this user may see; filters, search and counts start from it (S-04)."""
        queryset = super().get_base_queryset()
        # Without names it would follow every foreign key there is.
        return queryset.select_related(*self.select_related) if self.select_related else queryset

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        context["media"] += Media(css={"all": ["wagtail_mentoring/admin/admin.css"]})
        return context


class RecordIndexView(ListMixin, generic.IndexView):
    """The list of a model that is not a snippet."""


class BulkRecordIndexView(RecordIndexView):
    """The same with bulk actions for those who may use them."""

    bulk_actions = ()

    @cached_property
    def bulk_buttons(self):
        return buttons_for(self.model, self.request.user, self.bulk_actions)

    @cached_property
    def columns(self):
        columns = super().columns
        if not self.bulk_buttons:
            return columns
        kind = self.model._meta.model_name
        return [BulkActionsCheckboxColumn("bulk_actions", obj_type=kind), *columns]


class PlainSnippetIndexView(ListMixin, SnippetIndexView):
    """A list of snippets without bulk actions."""

    @cached_property
    def columns(self):
        return [column for column in super().columns if column.name != "bulk_actions"]


class BulkSnippetIndexView(ListMixin, SnippetIndexView):
    """A list of snippets with the app's own bulk actions for those who may use them."""

    #: Those of profiles unless a list has its own.
    bulk_actions = PROFILE_ACTIONS

    @cached_property
    def bulk_buttons(self):
        return buttons_for(self.model, self.request.user, self.bulk_actions)

    @cached_property
    def columns(self):
        columns = super().columns
        if self.bulk_buttons:
            return columns
        return [column for column in columns if column.name != "bulk_actions"]


class RecordInspectView(CheckFirstMixin, generic.InspectView):
    """The main page of a person or record: what there is to know, and what can be done."""

    any_permission_required = ["view"]
    #: The acts of the viewset, in the order of their buttons.
    acts = ()
    act_url_name = None
    history_url_name = None
    #: What the list is called in the menu.
    list_label = ""
    select_related = ()

    def get_rows(self):
        """Return the rows this user may open; any other answers like a missing one."""
        return self.model._default_manager.all()

    def get_object(self, queryset=None):
        rows = self.get_rows()
        if self.select_related:
            rows = rows.select_related(*self.select_related)
        return get_object_or_404(rows, pk=self.pk)

    def get_fields(self):
        return []

    def get_sections(self):
        """Return the list of ``facts.Section`` to show."""
        return []

    def get_status(self):
        """Return the status in words, for the tag beside the name."""
        return self.object.get_status_display() if hasattr(self.object, "status") else ""

    def get_notices(self):
        """Return sentences that the reader should not miss."""
        return []

    def get_act_links(self):
        """Return the buttons: the acts that the state allows and this user may do."""
        return [
            {
                "label": act.label,
                "icon": act.icon,
                "serious": act.is_serious,
                "group": act.group,
                "url": reverse(self.act_url_name, args=[self.object.pk, act.name]),
            }
            for act in self.acts
            if act.is_allowed_for(self.request.user) and act.is_offered(self.object)
        ]

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": self.list_label},
            {"url": "", "label": str(self.object)},
        ]

    def get_page_title(self):
        return capfirst(self.model._meta.verbose_name)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context.update(
            sections=self.get_sections(),
            status=self.get_status(),
            notices=self.get_notices(),
            act_links=self.get_act_links(),
            history_url=reverse(self.history_url_name, args=[self.object.pk])
            if self.history_url_name
            else "",
            media=MediaContainer([]).media,
        )
        return context


class RecordHistoryView(CheckFirstMixin, HistoryView):
    """What happened to a record, from the audit log."""

    any_permission_required = ["view"]
    inspect_url_name = None
    list_label = ""

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": self.list_label},
            {"url": self.get_inspect_url(), "label": str(self.object)},
            {"url": "", "label": _("History")},
        ]

    def get_inspect_url(self):
        return reverse(self.inspect_url_name, args=[self.object.pk])

    @cached_property
    def header_buttons(self):
        return [
            HeaderButton(label=_("Inspect"), url=self.get_inspect_url(), icon_name="info-circle")
        ]


class GuardedDeleteMixin:
    """Refuses to delete what is in use, with a sentence that says what to do instead."""

    def in_use_message(self):
        """Return why this cannot be deleted, or an empty text. Subclasses answer."""
        return ""

    def dispatch(self, request, *args, **kwargs):
        if self.user_has_permission("delete"):
            refusal = self.in_use_message()
            if refusal:
                return self._refuse(refusal)
        return super().dispatch(request, *args, **kwargs)

    def _refuse(self, refusal):
        messages.error(self.request, refusal)
        return HttpResponseRedirect(reverse(self.edit_url_name, args=[self.object.pk]))

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except (ProtectedError, RestrictedError):
            return self._refuse(
                _("“%(name)s” is in use and cannot be deleted.") % {"name": self.object}
            )
