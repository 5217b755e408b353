"""What the pages beside the list of criteria share."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import View
from wagtail.admin.views.generic import PermissionCheckedMixin
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..models import MentoringProgram
from .permissions import valid_keys


class CriteriaPageView(PermissionCheckedMixin, WagtailAdminTemplateMixin, View):
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

    @cached_property
    def programs(self):
        return list(MentoringProgram.objects.order_by("name", "pk"))

    @cached_property
    def program(self):
        """The program that the address names, else the first; ``None`` where there is none."""
        asked = valid_keys(MentoringProgram, [self.request.GET.get("program", "")])
        named = [program for program in self.programs if program.pk in asked]
        return next(iter(named or self.programs), None)

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
