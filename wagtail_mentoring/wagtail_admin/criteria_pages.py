"""What the pages beside the list of criteria share."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.views.generic import View
from wagtail.admin.views.generic import PermissionCheckedMixin
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from .chosen_program import ChosenProgramMixin


class CriteriaPageView(ChosenProgramMixin, PermissionCheckedMixin, WagtailAdminTemplateMixin, View):
    """A page of the criteria. First the right, then the object: who has no right learns nothing."""

    #: All of these are needed.
    permissions = ("change",)
    header_icon = "list-ul"
    index_url_name = None
    list_label = ""
    http_method_names = ["get", "post", "head", "options"]

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if not all(map(self.user_has_permission, self.permissions)):
            raise PermissionDenied

    def url(self, name, *args):
        """Return the address of another page of the same viewset."""
        namespace = self.index_url_name.rpartition(":")[0]
        return reverse(f"{namespace}:{name}", args=args)

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": self.list_label},
            {"url": "", "label": self.get_page_title()},
        ]

    def show(self, status=200, **context):
        return self.render_to_response(self.get_context_data(**context), status=status)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **{
                "media": "",
                "index_url": reverse(self.index_url_name),
                "program": self.program,
                # A site with one program never sees the question (D18).
                "programs": self.programs if len(self.programs) > 1 else [],
                **kwargs,
            }
        )
