"""Countries, time zones and languages to choose from, in the reader's language."""

import datetime
import re
import unicodedata
import zoneinfo
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from django.conf import settings as django_settings
from django.utils.translation import get_language, get_language_info, to_locale
from django.utils.translation import gettext_lazy as _

from .linkedin.text import fold
from .linkedin.words import LANGUAGES as LINKEDIN_LANGUAGES
from .validators import time_zone_names

#: First part of a time zone's name -> words for it.
AREAS = {
    "Africa": _("Africa"),
    "America": _("The Americas"),
    "Antarctica": _("Antarctica"),
    "Arctic": _("Arctic"),
    "Asia": _("Asia"),
    "Atlantic": _("Atlantic"),
    "Australia": _("Australia"),
    "Europe": _("Europe"),
    "Indian": _("Indian Ocean"),
    "Pacific": _("Pacific"),
}


def _locale():
    code = to_locale(get_language() or "en")
    for candidate in (code, code.split("_")[0], "en"):
        try:
            return Locale.parse(candidate)
        except (UnknownLocaleError, ValueError):
            continue
    raise UnknownLocaleError("en")


def countries():
    """Return ``[(ISO 3166 code, name)]`` in the current language, sorted as people read."""
    return _countries(str(_locale()))


@lru_cache(maxsize=32)
def _countries(locale):
    names = Locale.parse(locale).territories
    return sorted(
        ((code, names[code]) for code in _country_codes() if code in names),
        key=lambda pair: unicodedata.normalize("NFKD", pair[1]).casefold(),
    )


@lru_cache(maxsize=1)
def _country_codes():
    # Territories in which some time zone is kept are the inhabited ones; regions and
    # exceptional codes (EU, QO, ZZ) have none.
    return frozenset(code for code in get_global("territory_zones") if len(code) == 2) - {"ZZ"}


def country_name(code):
    """Return the name of a country in the current language; the code itself if it is unknown."""
    return _locale().territories.get(code, code) if code else ""


def time_zones(now=None):
    """Return grouped choices ``[(area, [(name, label)])]`` with the present offset in each label."""
    now = now or datetime.datetime.now(datetime.UTC)
    groups = {}
    for name in time_zone_names():
        area = name.split("/", 1)[0]
        if area in AREAS:
            groups.setdefault(area, []).append((name, time_zone_name(name, now)))
    found = [
        (AREAS[area], sorted(zones, key=lambda zone: zone[1]))
        for area, zones in sorted(groups.items())
    ]
    return [*found, (_("Other"), [("UTC", "UTC")])]


def time_zone_name(name, now=None):
    """Return a time zone for a reader: ``Argentina/Buenos Aires (UTC−03:00)``."""
    if name == "UTC":
        return name
    try:
        zone = zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return name
    now = now or datetime.datetime.now(datetime.UTC)
    minutes = int(zone.utcoffset(now.astimezone(zone)).total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    place = name.split("/", 1)[-1].replace("_", " ")
    return f"{place} (UTC{'−' if minutes < 0 else '+'}{hours:02}:{rest:02})"


def languages():
    """Return ``[(code, name)]`` of the site's languages, each in its own words."""
    found = []
    for code, name in django_settings.LANGUAGES:
        try:
            found.append((code, get_language_info(code)["name_local"].capitalize()))
        except KeyError:
            found.append((code, name))
    return found


def language_name(code):
    """Return the site's name of a language."""
    return dict(languages()).get(code, code)


def language_code(name):
    """Return the code of a language called ``name`` in any of the site's languages or LinkedIn's, or ``""``."""
    locales = {str(_locale()), *(to_locale(code) for code, _name in django_settings.LANGUAGES)}
    return _language_codes(tuple(sorted(locales))).get(fold(re.sub(r"[(\[].*", "", name)), "")


@lru_cache(maxsize=8)
def _language_codes(locales):
    found = {}
    for locale in (*LINKEDIN_LANGUAGES, *locales):
        try:
            names = Locale.parse(locale).languages
        except (UnknownLocaleError, ValueError):
            continue
        for code, name in names.items():
            # What one language calls "Portuguese" is not renamed by another.
            found.setdefault(fold(name), code)
    return found
