from django.apps import AppConfig


class TestUserConfig(AppConfig):
    name = "tests.testuser"
    label = "testuser"
    default_auto_field = "django.db.models.BigAutoField"
