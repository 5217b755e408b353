"""What is done to several rows of a list at once (C-15)."""

from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.widgets.button import ListingButton

from ..exceptions import ActionBusy, ActionRefused
from .acts.base import ActForm
from .permissions import valid_keys

#: So many rows are named on the page that asks.
NAMED = 50


class ListedBulkAction(BulkAction):
    """Base. “All” means all rows that pass the list's filters and search."""

    #: That of the list unless a model has no snippet's.
    header_icon = ""

    @classmethod
    def is_allowed_for(cls, user):
        """Return whether this user may do it at all."""
        raise NotImplementedError

    def dispatch(self, request, *args, **kwargs):
        # Before any name is read: Wagtail's own pages list names to people without the right.
        if not self.is_allowed_for(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @classmethod
    def rows(cls, model):
        """Return the rows that there are for those who may do this."""
        return model.objects.all()

    def listed(self, rows, data):
        """Return those of ``rows`` that the list shows whose address has ``data``."""
        viewset = self.model.snippet_viewset
        rows = self.filtered(rows, data, viewset.filterset_class)
        words = data.get("q", "").strip()
        if words:
            found = Q()
            for field in viewset.search_fields:
                found |= Q(**{f"{field}__icontains": words})
            rows = rows.filter(found)
        return rows

    def filtered(self, rows, data, filterset_class):
        """Return ``rows`` as the filters of the list leave them."""
        filters = filterset_class(data=data, request=self.request, queryset=rows)
        return filters.filter_queryset(rows) if filters.is_valid() else rows

    def get_all_objects_in_listing_query(self, parent_id):
        """Return what the list shows."""
        if "next" not in self.request.GET:
            return []
        data = QueryDict(urlsplit(self.next_url).query)
        return self.listed(self.rows(self.model), data).values_list("pk", flat=True)

    def get_context_data(self, **kwargs):
        icon = self.header_icon or self.model.snippet_viewset.icon
        return super().get_context_data(**{"header_icon": icon, **kwargs})

    def get_execution_context(self):
        return {**super().get_execution_context(), "self": self}


class ActsBulkAction(ListedBulkAction):
    """Base. What the rules refuse is told by name and left as it is.

    Subclasses name the ``act`` and its ``models``, and say how many things there are in words.
    """

    act = None
    #: What will happen, in a sentence.
    explanation = ""
    #: What the list is called in the menu; empty for the model's own name.
    list_name = ""
    template_name = "wagtail_mentoring/admin/bulk_act.html"
    form_class = ActForm

    @classmethod
    def is_allowed_for(cls, user):
        return cls.act.is_allowed_for(user)

    def done_to(self, count):
        """Return “This is done to … :” for the page that asks."""
        raise NotImplementedError

    def done(self, count):
        """Return what has been done, for the message."""
        raise NotImplementedError

    def name_of(self, obj):
        """Return what one row is called, so that it is told from the others."""
        return str(obj)

    @classmethod
    def get_queryset(cls, model, object_ids):
        # Actions lock rows in this order.
        rows = cls.rows(model).order_by("pk")
        found = list(rows.filter(pk__in=valid_keys(model, object_ids)))
        if not found:
            raise Http404
        return found

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "obj": None}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        items = [row["item"] for row in context["items"]]
        possible = [item for item in items if self.act.is_offered(item)]
        impossible = [item for item in items if not self.act.is_offered(item)]
        context.update(
            act=self.act,
            label=self.display_name,
            explanation=self.explanation,
            list_name=self.list_name or capfirst(self.model._meta.verbose_name_plural),
            done_to=self.done_to(len(possible)),
            possible=[self.name_of(item) for item in possible[:NAMED]],
            possible_more=max(len(possible) - NAMED, 0),
            impossible=[
                (self.name_of(item), item.get_status_display()) for item in impossible[:NAMED]
            ],
            impossible_more=max(len(impossible) - NAMED, 0),
        )
        return context

    @classmethod
    def execute_action(cls, objects, self=None, **kwargs):
        refused = {}
        done = 0
        for obj in objects:
            try:
                self.act.perform(obj, self.cleaned_form.cleaned_data, self.request.user)
            except ActionRefused as error:
                refused.setdefault(error.refusals[0].message, []).append(self.name_of(obj))
            except ActionBusy as error:
                refused.setdefault(str(error), []).append(self.name_of(obj))
            else:
                done += 1
        for reason, names in refused.items():
            messages.warning(
                self.request,
                _("Left as they were: %(names)s. %(reason)s")
                % {"names": _first_of(names), "reason": reason},
            )
        return done, 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        return self.done(num_parent_objects) if num_parent_objects else None


def _first_of(names):
    shown = ", ".join(names[:NAMED])
    if len(names) <= NAMED:
        return shown
    return _("%(names)s and %(count)d more") % {"names": shown, "count": len(names) - NAMED}


def buttons_for(model, user, actions):
    """Return the buttons below a list, of those of ``actions`` that ``user`` may do."""
    return [
        ListingButton(
            action.display_name,
            reverse(
                "wagtail_bulk_action",
                args=[model._meta.app_label, model._meta.model_name, action.action_type],
            ),
            attrs={"aria-label": action.aria_label, "data-bulk-action-button": ""},
            priority=action.action_priority,
            classname="bulk-action-btn",
        )
        for action in actions
        if action.is_allowed_for(user)
    ]
