from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MentoringModelAdminConfig(AppConfig):
    """ModelAdmin classes for sites whose admin is built on wagtail-modeladmin."""

    name = "wagtail_mentoring.contrib.modeladmin"
    label = "wagtail_mentoring_modeladmin"
    verbose_name = _("Mentoring (ModelAdmin)")
    default_auto_field = "django.db.models.BigAutoField"
