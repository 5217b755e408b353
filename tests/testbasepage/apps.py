from django.apps import AppConfig


class TestBasePageConfig(AppConfig):
    name = "tests.testbasepage"
    label = "testbasepage"
    default_auto_field = "django.db.models.BigAutoField"
