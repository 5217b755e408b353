from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WagtailMentoringConfig(AppConfig):
    """The app. Subclass it to name viewsets of your own by the ``*_viewset`` attributes."""

    name = "wagtail_mentoring"
    label = "wagtail_mentoring"
    verbose_name = _("Mentoring")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import checks  # noqa: F401 -- registers the system checks
        from .matching import index
        from .signal_handlers import register_signal_handlers

        index.connect()
        register_signal_handlers()
