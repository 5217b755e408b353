"""Meetings as calendars understand them (RFC 5545, 5546): invitations in mails, and a member's own feed.

Times are written in UTC, so that no calendar can mistake a change of clocks. Nobody's address leaves the site
but the recipient's own: the site itself invites (M-12).
"""

import datetime as dt
from email.utils import parseaddr

import icalendar
from django.conf import settings as django_settings
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from ..conf import settings
from ..links import ProgramLinks
from ..placeholders import one_line, without_tricks
from .values import as_value

PRODUCT = "-//wagtail-mentoring//wagtail-mentoring//EN"
#: How often a calendar should read the feed again.
REFRESH = dt.timedelta(hours=1)
_METHOD = "METHOD:"


def invitation(meeting, profile, recipient):
    """Return the entry of ``meeting`` for the person of ``profile``, to be sent: an invitation or its withdrawal."""
    calendar = _calendar("REQUEST" if meeting.is_planned else "CANCEL")
    event = _event(meeting, profile, _page_of(meeting.mentorship))
    sender = parseaddr(settings.FROM_EMAIL or django_settings.DEFAULT_FROM_EMAIL)[1]
    organizer = icalendar.vCalAddress(f"mailto:{sender}")
    organizer.params["CN"] = icalendar.vText(one_line(meeting.mentorship.program.name))
    event.add("organizer", organizer)
    attendee = icalendar.vCalAddress(f"mailto:{recipient.email}")
    accepted = meeting.planned_by == profile.role
    attendee.params["PARTSTAT"] = icalendar.vText("ACCEPTED" if accepted else "NEEDS-ACTION")
    # Nobody reads answers that calendars send to the site.
    attendee.params["RSVP"] = icalendar.vText("FALSE")
    event.add("attendee", attendee)
    calendar.add_component(event)
    return _text_of(calendar)


def download(meeting, profile):
    """Return the entry of ``meeting`` as a file for the calendar of the person of ``profile``."""
    calendar = _calendar("PUBLISH")
    calendar.add_component(_event(meeting, profile, _page_of(meeting.mentorship)))
    return _text_of(calendar)


def feed(member, meetings):
    """Return all ``meetings`` of ``member`` as one calendar.

    ``meetings`` come with their mentorship, its program and its members.
    """
    calendar = _calendar("PUBLISH")
    calendar.add("x-wr-calname", _("Mentoring"))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    desks = {}
    for meeting in meetings:
        program = meeting.mentorship.program
        if program.pk not in desks:
            desks[program.pk] = ProgramLinks(program).absolute_url("desk")
        calendar.add_component(_entry(meeting, _partner_of(meeting, member), desks[program.pk]))
    return _text_of(calendar)


def method_of(text):
    """Return what an iCalendar text is for: REQUEST, CANCEL or PUBLISH."""
    line = next(line for line in text.splitlines() if line.startswith(_METHOD))
    return line.removeprefix(_METHOD)


def meeting_values(event, meeting, profile, by):
    """Return the placeholders of a mail about ``meeting`` to the person of ``profile``.

    ``by`` is the profile of who did it, or ``None`` when the mentorship is over. To be called with the
    recipient's language and time zone active.
    """
    other = meeting.mentorship.other_side(profile)
    name = {"name": other.member.name}
    if by is None:
        what = _("You do not work together any more, so this meeting with %(name)s is canceled.")
    elif by.role is profile.role:
        what = {
            "meeting_planned": _("You have planned a meeting with %(name)s."),
            "meeting_moved": _("You have changed your meeting with %(name)s."),
            "meeting_canceled": _("You have canceled your meeting with %(name)s."),
        }[event]
    else:
        what = {
            "meeting_planned": _("%(name)s has planned a meeting with you."),
            "meeting_moved": _("%(name)s has changed your meeting."),
            "meeting_canceled": _("%(name)s has canceled your meeting."),
        }[event]
    return {"what": what % name, "when": when_in_words(meeting)}


def when_in_words(meeting):
    """Return day, time and length of ``meeting`` in the active language and time zone, which it names."""
    start, end = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    words = {
        "weekday": formats.date_format(start, "l"),
        "day": as_value(start),
        "start": formats.time_format(start),
        "end": formats.time_format(end),
        "zone": timezone.get_current_timezone_name().replace("_", " "),
    }
    if end.date() != start.date():
        words["last"] = as_value(end)
        return _("%(weekday)s, %(day)s, %(start)s to %(end)s on %(last)s (%(zone)s)") % words
    return _("%(weekday)s, %(day)s, %(start)s to %(end)s (%(zone)s)") % words


def _calendar(method):
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    return calendar


def _event(meeting, profile, page):
    return _entry(meeting, meeting.mentorship.other_side(profile).member, page)


def _entry(meeting, partner, page):
    event = icalendar.Event()
    event.add("uid", str(meeting.uuid))
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", _utc(meeting.changed_at))
    event.add("created", _utc(meeting.created_at))
    event.add("last-modified", _utc(meeting.changed_at))
    event.add("dtstart", _utc(meeting.starts_at))
    event.add("dtend", _utc(meeting.ends_at))
    event.add(
        "summary",
        _("%(program)s: %(name)s")
        % {
            "program": one_line(meeting.mentorship.program.name),
            "name": one_line(partner.name),
        },
    )
    where = one_line(meeting.place or meeting.link)
    if where:
        event.add("location", where)
    about = [without_tricks(meeting.agenda).strip(), one_line(meeting.link), page]
    event.add("description", "\n\n".join(filter(None, about)))
    event.add("class", "PRIVATE")
    event.add("status", "CONFIRMED" if meeting.is_planned else "CANCELLED")
    if page:
        event.add("url", page)
    return event


def _partner_of(meeting, member):
    mentorship = meeting.mentorship
    if mentorship.mentor_member_id == member.pk:
        return mentorship.mentee_member
    return mentorship.mentor_member


def _page_of(mentorship):
    return ProgramLinks(mentorship.program).absolute_url("desk_mentorship", uuid=mentorship.uuid)


def _utc(moment):
    return moment.astimezone(dt.UTC)


def _text_of(calendar):
    return calendar.to_ical().decode()
