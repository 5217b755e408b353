from django.apps import AppConfig, apps
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _


class MentoringModelAdminConfig(AppConfig):
    """ModelAdmin classes for sites whose admin is built on wagtail-modeladmin."""

    name = "wagtail_mentoring.contrib.modeladmin"
    label = "wagtail_mentoring_modeladmin"
    verbose_name = _("Mentoring (ModelAdmin)")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        if not apps.is_installed("wagtail_modeladmin"):
            raise ImproperlyConfigured(
                "wagtail_mentoring.contrib.modeladmin needs wagtail-modeladmin. Install it with "
                "pip install 'wagtail-mentoring[modeladmin]' and add 'wagtail_modeladmin' to "
                "INSTALLED_APPS, or take 'wagtail_mentoring.contrib.modeladmin' out of it."
            )
