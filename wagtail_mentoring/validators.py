"""Checks on single values, shared by models and forms."""

import re
import unicodedata
import zoneinfo
from functools import cache

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from .webvtt import InvalidTime, parse_time

validate_web_url = URLValidator(
    schemes=["http", "https"], message=_("Enter an address that starts with https://.")
)


@cache
def time_zone_names():
    """Return the names of all time zones, sorted, without the technical ones."""
    return sorted(
        name
        for name in zoneinfo.available_timezones()
        if name == "UTC"
        or ("/" in name and not name.startswith(("Etc/", "posix/", "right/", "SystemV/")))
    )


def validate_time_zone(value):
    if value not in zoneinfo.available_timezones():
        raise ValidationError(
            _("“%(value)s” is not a known time zone."), params={"value": value}, code="time_zone"
        )


def validate_phone(value):
    """Allow what people write: digits, spaces, ``+ - / ( ) .`` and an extension."""
    if not re.fullmatch(r"[\d\s+()./-]{5,30}(\s*(ext\.?|x)\s*\d{1,6})?", value):
        raise ValidationError(_("Enter a phone number, such as +44 20 7946 0000."), code="phone")


def validate_meeting_link(value):
    """Allow a web address or ``tel:`` with a number; nothing that a browser would run."""
    if value.lower().startswith("tel:"):
        validate_phone(value[4:])
        return
    validate_web_url(value)


def validate_one_line(value):
    """Refuse control characters and line breaks: such text goes into headers of mails (M-15)."""
    if any(unicodedata.category(char) in {"Cc", "Zl", "Zp"} for char in value):
        raise ValidationError(_("Use one line without special characters."), code="one_line")


def validate_time(value):
    """Refuse a length that is not written as a time, such as 24:30."""
    try:
        parse_time(value)
    except InvalidTime:
        raise ValidationError(
            _("Write the length as minutes and seconds, such as 24:30."), code="no_time"
        ) from None
