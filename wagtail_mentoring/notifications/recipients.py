"""Who gets a mail: address, name, language and time zone."""

import zoneinfo
from dataclasses import dataclass

import swapper
from django.conf import settings as django_settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.validators import validate_email
from django.db.models import Q
from django.utils import timezone, translation

from ..placeholders import one_line


@dataclass(frozen=True)
class Recipient:
    """A person, or the program's office when ``user`` is ``None``."""

    user: object
    member: object
    email: str
    name: str
    language: str
    time_zone: zoneinfo.ZoneInfo

    @property
    def key(self):
        """What stands for this person in the unique key of a notification."""
        return f"u{self.user.pk}" if self.user else "office"

    @property
    def is_reachable(self):
        """Whether there is an address a mail can go to, and an account that is in use."""
        return is_usable_address(self.email) and (self.user is None or self.user.is_active)


def resolve(recipient):
    """Return the ``Recipient`` for a user, a member profile or a mentor or mentee profile."""
    if isinstance(recipient, get_user_model()):
        user = recipient
        model = swapper.load_model("wagtail_mentoring", "MemberProfile")
        member = model.objects.for_user(user)
    else:
        member = getattr(recipient, "member", recipient)
        user = member.user
    admin_profile = _admin_profile(user)
    name = member.name if member else (user.get_full_name() or user.get_username())
    language = (member.language if member else "") or getattr(
        admin_profile, "preferred_language", ""
    )
    zone = (member.time_zone if member else "") or getattr(admin_profile, "current_time_zone", "")
    return Recipient(
        user=user,
        member=member,
        email=(user.email or "") if user else "",
        name=one_line(name),
        language=supported_language(language),
        time_zone=known_zone(zone),
    )


def people_who_run_it():
    """Return (user, name) of the coordinators and the oversight committee, by name; without those who have none.

    A user name may be an address, and is shown to nobody.
    """
    permissions = Permission.objects.filter(
        content_type__app_label="wagtail_mentoring",
        codename__in=["coordinate_mentoringprogram", "handle_concern", "oversee_concern"],
    )
    users = (
        get_user_model()
        ._default_manager.filter(
            Q(groups__permissions__in=permissions) | Q(user_permissions__in=permissions),
            is_active=True,
        )
        .select_related("mentoring_member")
        .distinct()
    )
    found = []
    for user in users:
        member = getattr(user, "mentoring_member", None)
        name = one_line(member.name if member else user.get_full_name())
        if name:
            found.append((user, name))
    return sorted(found, key=lambda one: one[1])


def office_of(program):
    """Return the program's office as ``Recipient``, in the site's language and time zone."""
    return Recipient(
        user=None,
        member=None,
        email=program.office_email,
        name=one_line(program.office_name or program.name),
        language=supported_language(""),
        time_zone=known_zone(""),
    )


def is_usable_address(address):
    """Return whether ``address`` is one plain e-mail address that can stand in a header."""
    try:
        validate_email(address)
    except ValidationError:
        return False
    return True


def supported_language(code):
    """Return ``code`` or its nearest language of the site, else the site's own language."""
    try:
        return translation.get_supported_language_variant(code)
    except LookupError:
        return django_settings.LANGUAGE_CODE


def known_zone(name):
    """Return the time zone called ``name``, or the site's."""
    try:
        return zoneinfo.ZoneInfo(name) if name else timezone.get_default_timezone()
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return timezone.get_default_timezone()


def _admin_profile(user):
    try:
        return user.wagtail_userprofile if user else None
    except (AttributeError, ObjectDoesNotExist):
        return None
