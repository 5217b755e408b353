from django.apps import AppConfig


class TestSwappedConfig(AppConfig):
    name = "tests.testswapped"
    label = "testswapped"
    default_auto_field = "django.db.models.BigAutoField"
