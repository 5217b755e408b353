"""System checks: what would only be found by a member otherwise."""

from django.apps import apps
from django.conf import settings as django_settings
from django.core import checks
from django.db import connections
from django.urls import NoReverseMatch, reverse
from django.utils.module_loading import import_string

from .conf import CHOICES, DEFAULTS, DOTTED_PATHS, SETTING_NAME

REQUIRED_APPS = ("wagtail.contrib.routable_page", "wagtail.snippets", "wagtail.admin")


@checks.register("wagtail_mentoring")
def check_settings(app_configs=None, **kwargs):
    """Unknown keys or values, and dotted paths that do not resolve."""
    given = getattr(django_settings, SETTING_NAME, {})
    found = [
        checks.Error(
            f"{SETTING_NAME} has an unknown key {name!r}.",
            hint="The names are listed in docs/reference/settings.md.",
            id="wagtail_mentoring.E001",
        )
        for name in sorted(set(given) - set(DEFAULTS))
    ]
    paths = {name: given.get(name, DEFAULTS[name]) for name in DOTTED_PATHS}
    paths.update({f"FORMS[{name!r}]": path for name, path in given.get("FORMS", {}).items()})
    for name, dotted_path in paths.items():
        try:
            import_string(dotted_path)
        except ImportError as error:
            found.append(
                checks.Error(
                    f"{SETTING_NAME}[{name!r}] names {dotted_path!r}, which cannot be imported: {error}",
                    hint="Write the full dotted path of the class, such as 'membership.backend.RegisterBackend'.",
                    id="wagtail_mentoring.E002",
                )
            )
    for name, choices in CHOICES.items():
        if given.get(name, DEFAULTS[name]) not in choices:
            found.append(
                checks.Error(
                    f"{SETTING_NAME}[{name!r}] must be one of {', '.join(map(repr, choices))}.",
                    id="wagtail_mentoring.E005",
                )
            )
    return found


@checks.register("wagtail_mentoring")
def check_installed(app_configs=None, **kwargs):
    """The Wagtail apps this one uses."""
    return [
        checks.Error(
            f"wagtail_mentoring needs {name!r} in INSTALLED_APPS.", id="wagtail_mentoring.E003"
        )
        for name in REQUIRED_APPS
        if not apps.is_installed(name)
    ]


@checks.register("wagtail_mentoring")
def check_sender(app_configs=None, **kwargs):
    """A sender that is nobody's address."""
    given = getattr(django_settings, SETTING_NAME, {})
    if given.get("FROM_EMAIL") or django_settings.DEFAULT_FROM_EMAIL != "webmaster@localhost":
        return []
    return [
        checks.Warning(
            "Mails would be sent from webmaster@localhost.",
            hint=f"Set DEFAULT_FROM_EMAIL or {SETTING_NAME}['FROM_EMAIL'].",
            id="wagtail_mentoring.W001",
        )
    ]


@checks.register("wagtail_mentoring")
def check_inbound(app_configs=None, **kwargs):
    """Replies by mail that are only half set up."""
    given = {**DEFAULTS, **getattr(django_settings, SETTING_NAME, {})}
    address = given["INBOUND_ADDRESS"]
    if not address:
        return []
    if address.count("{token}") != 1 or "@" not in address.partition("{token}")[2]:
        return [
            checks.Error(
                f"{SETTING_NAME}['INBOUND_ADDRESS'] needs {{token}} once, before the @.",
                hint="Such as 'mentoring+{token}@society.example'.",
                id="wagtail_mentoring.E006",
            )
        ]
    try:
        import_string(given["INBOUND_BACKEND"])
    except ImportError as error:
        return [
            checks.Error(
                f"{SETTING_NAME}['INBOUND_BACKEND'] cannot be imported: {error}",
                id="wagtail_mentoring.E007",
            )
        ]
    return []


@checks.register("wagtail_mentoring")
def check_urls(app_configs=None, **kwargs):
    """The app's URLs are included: members' pictures have no other address."""
    try:
        reverse(
            "wagtail_mentoring:picture",
            kwargs={"uuid": "0" * 8 + "-0000-0000-0000-" + "0" * 12, "stamp": "x"},
        )
    except NoReverseMatch:
        return [
            checks.Error(
                "The URLs of wagtail_mentoring are not included.",
                hint="Add path('mentoring/', include('wagtail_mentoring.urls')) to the site's urls.py, before Wagtail's.",
                id="wagtail_mentoring.E004",
            )
        ]
    return []


@checks.register("wagtail_mentoring", checks.Tags.database)
def check_sqlite(app_configs=None, databases=None, **kwargs):
    """SQLite takes its write lock at the start of a transaction, else writers fail instead of waiting (C-10)."""
    found = []
    for alias in databases or []:
        connection = connections[alias]
        if connection.vendor == "sqlite" and (
            connection.settings_dict["OPTIONS"].get("transaction_mode", "").upper()
            not in ("IMMEDIATE", "EXCLUSIVE")
        ):
            found.append(
                checks.Warning(
                    f"Database {alias!r} is SQLite without transaction_mode 'IMMEDIATE'.",
                    hint="Set OPTIONS: {'transaction_mode': 'IMMEDIATE', 'init_command': 'PRAGMA journal_mode=WAL;'} "
                    "in DATABASES.",
                    id="wagtail_mentoring.W002",
                )
            )
    return found
