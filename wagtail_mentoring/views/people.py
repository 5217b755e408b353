"""How people stand on the members' pages: names, places, pictures, days."""

from django.utils.translation import gettext as _

from ..choices import country_name
from ..links import picture_url
from ..notifications.values import as_value


def place_of(member):
    """Return "City, Country", or as much of it as the member gave."""
    return ", ".join(part for part in (member.city, country_name(member.country)) if part)


def person(profile, links, *, visible=True):
    """Return what an element shows of somebody.

    Of a person the reader may not see (any more) only the name is left, which
    stands on what the two wrote to each other (rule 7).
    """
    member = profile.member
    shown = {"profile": profile, "name": member.name, "role": profile.program.word(profile.role)}
    if visible:
        shown |= {
            "headline": member.headline,
            "place": place_of(member),
            "portrait_url": picture_url(member),
            "url": links.profile(profile),
            "statement": profile.statement,
            "time": time_words(profile),
            "answers": answer_words(profile),
        }
    return shown


def window_words(profile, *, start=True):
    """Return from when until when somebody is free, as far as that is still to come (F6)."""
    start, end = profile.begins_on if start else None, profile.available_until
    words = {"start": day(start), "end": day(end)}
    if start and end:
        return _("From %(start)s to %(end)s") % words
    if start:
        return _("From %(start)s") % words
    return _("Until %(end)s") % words if end else ""


def time_words(profile, *, start=True):
    """Return how much time somebody has, and when: "About 2 hours a week, until 30 June 2027" (F6)."""
    hours = profile.get_hours_per_week_display() if profile.hours_per_week is not None else ""
    window = window_words(profile, start=start)
    if hours and window:
        return _("%(hours)s. %(window)s") % {"hours": hours, "window": window}
    return hours or window


def answer_words(profile):
    """Return how soon somebody usually answers; an empty text for too few cases, or where the program shows none (F21)."""
    shown = profile.program.shows_responsiveness
    return profile.get_response_band_display() if shown and profile.response_band else ""


def day(value):
    """Return a day in words, in the reader's language; an empty text for none."""
    return as_value(value)


def names_in_words(names):
    """Return "Ana", "Ana and Ben", or "Ana, Ben and Cara"."""
    names = list(names)
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}
