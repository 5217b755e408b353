from django.apps import AppConfig, apps
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _


class MentoringMediaConfig(AppConfig):
    """Interviews choose their recording from wagtailmedia's library, where a site has one."""

    name = "wagtail_mentoring.contrib.media"
    label = "wagtail_mentoring_media"
    verbose_name = _("Mentoring (media library)")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        if not apps.is_installed("wagtailmedia"):
            raise ImproperlyConfigured(
                "wagtail_mentoring.contrib.media needs wagtailmedia. Install it with "
                "pip install 'wagtail-mentoring[media]' and add 'wagtailmedia' to INSTALLED_APPS, "
                "or take 'wagtail_mentoring.contrib.media' out of it."
            )
