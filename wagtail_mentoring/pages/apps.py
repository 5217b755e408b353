from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WagtailMentoringPagesConfig(AppConfig):
    """The page types, for sites whose base page is Wagtail's own ``Page``."""

    name = "wagtail_mentoring.pages"
    label = "wagtail_mentoring_pages"
    verbose_name = _("Mentoring pages")
    default_auto_field = "django.db.models.BigAutoField"
