"""Registers the ModelAdmin classes. A site that wants its own leaves this app out and registers those."""

from wagtail_modeladmin.options import modeladmin_register

from .options import MentoringAdminGroup

modeladmin_register(MentoringAdminGroup)
