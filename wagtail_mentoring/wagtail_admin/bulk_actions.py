"""Approve and pause for several profiles at once: the same actions, one after the other (C-15)."""

from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.functional import classproperty
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.widgets.button import ListingButton
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from .. import get_member_profile_model, get_mentee_profile_model, get_mentor_profile_model
from ..exceptions import ActionBusy, ActionRefused
from ..models import (
    Criterion,
    FAQEntry,
    MentoringProgram,
    NotificationTemplate,
    ResourceTopic,
    SocietyMeeting,
    Testimonial,
)
from ..rules import get_rules
from .acts.base import ActForm
from .acts.profiles import ApproveAct, PauseAct, PauseForm
from .permissions import valid_keys


def profile_models():
    return [get_mentor_profile_model(), get_mentee_profile_model()]


class ListedBulkAction(SnippetBulkAction):
    """Base. “All” means all rows that pass the list's filters and search."""

    @classmethod
    def is_allowed_for(cls, user):
        """Return whether this user may do it at all."""
        raise NotImplementedError

    def dispatch(self, request, *args, **kwargs):
        # Before any name is read: Wagtail's own pages list names to people without the right.
        if not self.is_allowed_for(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_all_objects_in_listing_query(self, parent_id):
        """Return what the list shows."""
        if "next" not in self.request.GET:
            return []
        viewset = self.model.snippet_viewset
        data = QueryDict(urlsplit(self.next_url).query)
        rows = self.model.objects.all()
        filters = viewset.filterset_class(data=data, request=self.request, queryset=rows)
        if filters.is_valid():
            rows = filters.filter_queryset(rows)
        words = data.get("q", "").strip()
        if words:
            found = Q()
            for field in viewset.search_fields:
                found |= Q(**{f"{field}__icontains": words})
            rows = rows.filter(found)
        return rows.values_list("pk", flat=True)


class ProfileBulkAction(ListedBulkAction):
    """Base. For coordinators only; what the rules refuse is told by name and left as it is."""

    act = None
    template_name = "wagtail_mentoring/admin/bulk_act.html"
    form_class = ActForm

    @classproperty
    def models(cls):
        return profile_models()

    @classmethod
    def is_allowed_for(cls, user):
        return get_rules().is_coordinator(user)

    @classmethod
    def get_queryset(cls, model, object_ids):
        found = list(
            model.objects.filter(pk__in=valid_keys(model, object_ids))
            .select_related("program", "member__user")
            # Actions lock profiles in this order.
            .order_by("pk")
        )
        if not found:
            raise Http404
        return found

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "obj": None}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["act"] = self.act
        context["possible"] = [
            row["item"] for row in context["items"] if self.act.is_offered(row["item"])
        ]
        context["impossible"] = [
            row["item"] for row in context["items"] if not self.act.is_offered(row["item"])
        ]
        return context

    def object_context(self, snippet):
        return {"item": snippet}

    @classmethod
    def execute_action(cls, objects, self=None, **kwargs):
        refused = {}
        done = 0
        for profile in objects:
            try:
                self.act.action(
                    profile, self.cleaned_form.cleaned_data, self.request.user
                ).execute()
            except ActionRefused as error:
                refused.setdefault(error.refusals[0].message, []).append(str(profile))
            except ActionBusy as error:
                refused.setdefault(str(error), []).append(str(profile))
            else:
                done += 1
        for reason, names in refused.items():
            messages.warning(
                self.request,
                _("Left as they were: %(names)s. %(reason)s")
                % {"names": ", ".join(names), "reason": reason},
            )
        return done, 0


class ApproveBulkAction(ProfileBulkAction):
    display_name = gettext_lazy("Approve")
    action_type = "approve"
    aria_label = gettext_lazy("Approve the selected profiles")
    action_priority = 10
    act = ApproveAct()

    def get_success_message(self, num_parent_objects, num_child_objects):
        if not num_parent_objects:
            return None
        return ngettext(
            "%(count)d profile approved.", "%(count)d profiles approved.", num_parent_objects
        ) % {"count": num_parent_objects}


class PauseBulkAction(ProfileBulkAction):
    display_name = gettext_lazy("Pause")
    action_type = "pause"
    aria_label = gettext_lazy("Pause the selected profiles")
    action_priority = 20
    form_class = PauseForm
    act = PauseAct()

    def get_success_message(self, num_parent_objects, num_child_objects):
        if not num_parent_objects:
            return None
        return ngettext(
            "%(count)d profile paused.", "%(count)d profiles paused.", num_parent_objects
        ) % {"count": num_parent_objects}


class NoBulkDelete(SnippetBulkAction):
    """Stands where Wagtail's bulk delete would: that one shows names to everybody in the admin."""

    display_name = gettext_lazy("Delete")
    action_type = "delete"
    aria_label = gettext_lazy("Delete")

    @classproperty
    def models(cls):
        editable = [
            MentoringProgram,
            Criterion,
            NotificationTemplate,
            FAQEntry,
            ResourceTopic,
            Testimonial,
            SocietyMeeting,
        ]
        return [*profile_models(), get_member_profile_model(), *editable]

    def dispatch(self, request, *args, **kwargs):
        raise PermissionDenied


PROFILE_ACTIONS = (ApproveBulkAction, PauseBulkAction)


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
