"""What the app's viewsets have in common."""

from django.core.exceptions import PermissionDenied
from django.urls import path
from django.utils.functional import cached_property
from wagtail.admin.admin_url_finder import ModelAdminURLFinder
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.chooser import SnippetChooserViewSet

from ..acts.base import ActView
from ..permissions import can_view, policy_for
from ..views import RecordHistoryView, RecordInspectView


class PolicyMixin:
    """Sets and registers the permission policy before Wagtail looks for one."""

    is_record = False

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(**{"list_label": self.menu_label, **kwargs})

    def get_index_view_kwargs(self, **kwargs):
        # The same thing is called the same in the menu and on its page.
        return super().get_index_view_kwargs(**{"page_title": self.menu_label, **kwargs})

    @cached_property
    def permission_policy(self):
        return policy_for(self.model, is_record=self.is_record)

    def on_register(self):
        # Wagtail 8 would make a policy of its own where none is registered yet.
        self.permission_policy  # noqa: B018
        super().on_register()


class NoChooserMixin:
    """No chooser: Wagtail's would show every name to everybody in the admin (S-10)."""

    def register_chooser_viewset(self):
        """Register nothing; a foreign key is chosen from a plain list."""


class PermittedChooserViewSet(SnippetChooserViewSet):
    """A chooser for those who may see the model, of what is published; Wagtail's shows all to everybody in the admin (S-10)."""

    def _guarded(self, view_class):
        permission_policy = ModelPermissionPolicy(self.model)

        class Guarded(view_class):
            def dispatch(self, request, *args, **kwargs):
                if not permission_policy.user_has_any_permission(
                    request.user, ["add", "change", "publish", "view"]
                ):
                    raise PermissionDenied
                return super().dispatch(request, *args, **kwargs)

            def get_object_list(self):
                return super().get_object_list().filter(live=True)

        return Guarded

    @cached_property
    def choose_view_class(self):
        return self._guarded(SnippetChooserViewSet.choose_view_class)

    @cached_property
    def choose_results_view_class(self):
        return self._guarded(SnippetChooserViewSet.choose_results_view_class)

    @cached_property
    def chosen_view_class(self):
        return self._guarded(SnippetChooserViewSet.chosen_view_class)

    @cached_property
    def chosen_multiple_view_class(self):
        return self._guarded(SnippetChooserViewSet.chosen_multiple_view_class)


class RecordViewSetMixin(PolicyMixin):
    """People and records of what happened: a list, a page with buttons, a history. Nothing is typed over."""

    is_record = True
    copy_view_enabled = False
    inspect_view_enabled = True
    add_to_reference_index = False
    sort_order_field = None
    search_backend_name = None
    inspect_view_class = RecordInspectView
    history_view_class = RecordHistoryView
    act_view_class = ActView
    inspect_template_name = "wagtail_mentoring/admin/inspect.html"
    #: Whether there is a history of the row from the audit log.
    has_history = True
    #: Name of the list in URLs: Wagtail has another one for snippets.
    list_url_name = "index"
    #: Acts for the buttons, instances of ``acts.base.Act``.
    acts = ()
    #: Codenames that can be given to groups besides “view”.
    extra_permissions = ()

    def get_common_view_kwargs(self, **kwargs):
        absent = ("add", "edit", "delete", "usage", "copy")
        return super().get_common_view_kwargs(
            **{
                "permission_policy": self.permission_policy,
                **{f"{name}_url_name": None for name in absent},
                "inspect_url_name": self.get_url_name("inspect"),
                "history_url_name": self.get_url_name("history") if self.has_history else None,
                "act_url_name": self.get_url_name("act"),
                "acts": self.acts,
                **kwargs,
            }
        )

    def get_history_view_kwargs(self, **kwargs):
        return super().get_history_view_kwargs(
            **{"template_name": self.history_view_class.template_name, **kwargs}
        )

    @property
    def act_view(self):
        return self.construct_view(self.act_view_class)

    def get_urlpatterns(self):
        name, key = self.list_url_name, f"<{self.pk_path_converter}:pk>/"
        found = [
            path("", self.index_view, name=name),
            path("results/", self.index_results_view, name=f"{name}_results"),
            path(f"inspect/{key}", self.inspect_view, name="inspect"),
            path(f"inspect/{key}<slug:act>/", self.act_view, name="act"),
        ]
        if self.has_history:
            found += [
                path(f"history/{key}", self.history_view, name="history"),
                path(f"history-results/{key}", self.history_results_view, name="history_results"),
            ]
        return found

    def get_permissions_to_register(self):
        names = [f"view_{self.model._meta.model_name}", *self.extra_permissions]
        return super().get_permissions_to_register().filter(codename__in=names)

    @property
    def url_finder_class(self):
        """Reports and histories link to the inspect page."""
        name = self.get_url_name("inspect")

        class InspectURLFinder(ModelAdminURLFinder):
            edit_url_name = name

            def get_edit_url(self, instance):
                if self.user and not can_view(self.user, type(instance)):
                    return None
                return self.construct_edit_url(instance)

        return InspectURLFinder
