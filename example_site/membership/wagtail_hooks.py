from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet

from .models import Membership


class MembershipViewSet(ModelViewSet):
    """The register in the admin, for the office."""

    model = Membership
    icon = "group"
    menu_label = "Membership"
    menu_order = 900
    add_to_admin_menu = True
    list_display = ["number", "user", "status", "region", "valid_until"]
    list_filter = ["status", "region"]
    search_fields = ["number", "user__first_name", "user__last_name", "user__email"]
    form_fields = ["user", "number", "status", "region", "joined_on", "valid_until"]
    inspect_view_enabled = True


@hooks.register("register_admin_viewset")
def register_membership():
    return MembershipViewSet("membership")
