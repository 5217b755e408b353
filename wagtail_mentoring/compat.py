"""The only module that looks at versions of Wagtail and Django."""

from wagtail import VERSION as WAGTAIL_VERSION

try:  # Django 6.0 and later
    from django.tasks import task
except ImportError:
    from django_tasks import task

HAS_PERMISSION_POLICY_REGISTRY = WAGTAIL_VERSION >= (8, 0)


def register_permission_policy(model, policy):
    """Register a permission policy where Wagtail has a registry for it (8.0 and later)."""
    if HAS_PERMISSION_POLICY_REGISTRY:
        from wagtail.permissions import register_permission_policy as register

        register(model, policy)


__all__ = [
    "HAS_PERMISSION_POLICY_REGISTRY",
    "WAGTAIL_VERSION",
    "register_permission_policy",
    "task",
]
