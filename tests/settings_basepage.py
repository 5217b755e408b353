"""A site with a base page model of its own (Wagtail 8): its page types are made from the mixins."""

from .settings import *  # noqa: F403
from .settings import INSTALLED_APPS as COMMON_APPS

INSTALLED_APPS = [
    "tests.testbasepage",
    "wagtail.test.basepage",
    *(app for app in COMMON_APPS if app != "wagtail_mentoring.pages"),
]
WAGTAIL_PAGE_MODEL = "basepage.BasePage"
