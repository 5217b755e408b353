"""The society's meetings, at which members may meet in person (R58)."""

from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from ...models import SocietyMeeting
from ..views import PlainSnippetIndexView
from .base import NoChooserMixin, PolicyMixin


class SocietyMeetingViewSet(NoChooserMixin, PolicyMixin, SnippetViewSet):
    """Meetings to tick in a profile. Who will be there is the members' to say, and is not listed here."""

    model = SocietyMeeting
    icon = "calendar"
    menu_label = gettext_lazy("Society meetings")
    admin_url_namespace = "wagtail_mentoring_meetings"
    base_url_path = "mentoring/meetings"
    copy_view_enabled = False
    inspect_view_enabled = False
    search_backend_name = None
    search_fields = ["name", "place"]
    ordering = ["-starts_on", "name"]
    index_view_class = PlainSnippetIndexView
    index_template_name = "wagtailadmin/generic/index.html"
    list_display = [
        "name",
        Column("place", label=gettext_lazy("Place"), sort_key="place"),
        DateColumn("starts_on", label=gettext_lazy("First day"), sort_key="starts_on"),
        DateColumn("ends_on", label=gettext_lazy("Last day"), sort_key="ends_on"),
        BooleanColumn("is_active", label=gettext_lazy("Offered to members")),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("place"),
            FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
            FieldPanel("url"),
            FieldPanel("is_active"),
        ]
    )
