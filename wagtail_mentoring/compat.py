"""The only module that looks at versions of Wagtail and Django."""

from importlib.util import find_spec

from django.utils.module_loading import import_string
from wagtail import VERSION as WAGTAIL_VERSION

try:  # Django 6.0 and later
    from django.tasks import task
except ImportError:
    from django_tasks import task

_IMMEDIATE_BACKENDS = tuple(
    import_string(f"{package}.backends.immediate.ImmediateBackend")
    for package in ("django.tasks", "django_tasks")
    if find_spec(package)
)

HAS_PERMISSION_POLICY_REGISTRY = WAGTAIL_VERSION >= (8, 0)


def register_permission_policy(model, policy):
    """Register a permission policy where Wagtail has a registry for it (8.0 and later)."""
    if HAS_PERMISSION_POLICY_REGISTRY:
        from wagtail.permissions import register_permission_policy as register

        register(model, policy)


def runs_immediately(a_task):
    """Return whether enqueueing ``a_task`` runs it at once, in the process and thread of the caller."""
    return isinstance(a_task.get_backend(), _IMMEDIATE_BACKENDS)


def mail_connection():
    """Return a new connection of the site's default mailer."""
    try:
        from django.core.mail import mailers
    except ImportError:  # Django 6.0 and earlier
        from django.core.mail import get_connection

        return get_connection()
    return mailers.default


__all__ = [
    "HAS_PERMISSION_POLICY_REGISTRY",
    "WAGTAIL_VERSION",
    "mail_connection",
    "register_permission_policy",
    "runs_immediately",
    "task",
]
