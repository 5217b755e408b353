"""Meetings of two people, and what calendars get to know of them."""

import datetime as dt
import zoneinfo

import icalendar
import pytest
import time_machine
import vobject
from django.core import mail as django_mail
from django.utils import timezone

from tests.actions.helpers import codes, mails
from tests.factories import (
    MemberFactory,
    MentorshipFactory,
    PairMeetingFactory,
    RequestFactory,
    UserFactory,
)
from wagtail_mentoring.actions import (
    CancelMeetingAction,
    CompleteMentorshipAction,
    MoveMeetingAction,
    PlanMeetingAction,
    RenewCalendarFeedAction,
    StopCalendarFeedAction,
)
from wagtail_mentoring.models import CalendarFeed, Notification
from wagtail_mentoring.notifications.sender import message_for

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC)
START = dt.datetime(2027, 3, 28, 20, 0, tzinfo=dt.UTC)
ADDRESSES = {"mentor": "ana@example.com", "mentee": "robin@example.com"}


@pytest.fixture
def pair(cast):
    with time_machine.travel(NOW, tick=False):
        ana = MemberFactory(
            name="Ana Lindqvist",
            time_zone="Pacific/Auckland",
            user=UserFactory(email=ADDRESSES["mentor"]),
        )
        robin = MemberFactory(
            name="Robin; Adeyemi, Jr.",
            time_zone="Pacific/Honolulu",
            user=UserFactory(email=ADDRESSES["mentee"]),
        )
        request = RequestFactory(
            mentor=cast.mentor(member=ana), mentee=cast.mentee(member=robin), status="accepted"
        )
        return MentorshipFactory(request=request)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def by(profile):
    return {"actor": profile.member.user}


def plan(pair, profile=None, **terms):
    profile = profile or pair.mentee
    terms = {"starts_at": START, "minutes": 45, "time_zone": "Pacific/Honolulu", **terms}
    return PlanMeetingAction(pair, profile, **terms, **by(profile)).execute()


def mail_to(side, event):
    return Notification.objects.filter(event=event, to_email=ADDRESSES[side]).latest("pk")


def entry_of(mail):
    """Read the calendar of a mail with a library that did not write it."""
    return vobject.readOne(mail.calendar).vevent


def test_both_get_the_time_in_their_own_zone(pair):
    plan(pair)
    assert mails("meeting_planned") == set(ADDRESSES.values())
    ana, robin = mail_to("mentor", "meeting_planned"), mail_to("mentee", "meeting_planned")
    assert "Monday, March 29, 2027, 9 a.m. to 9:45 a.m. (Pacific/Auckland)" in ana.body_text
    assert "Sunday, March 28, 2027, 10 a.m. to 10:45 a.m. (Pacific/Honolulu)" in robin.body_text
    assert "Robin; Adeyemi, Jr. has planned a meeting with you." in ana.body_text
    assert "You have planned a meeting with Ana Lindqvist." in robin.body_text


def test_the_invitation_is_read_by_another_library(pair):
    meeting = plan(
        pair, agenda="Slides; and\nquestions, too", link="https://call.example/1?a=1;b=2", place=""
    )
    for side, partner in (("mentor", "Robin; Adeyemi, Jr."), ("mentee", "Ana Lindqvist")):
        mail = mail_to(side, "meeting_planned")
        calendar, entry = vobject.readOne(mail.calendar), entry_of(mail)
        assert calendar.method.value == "REQUEST"
        assert entry.uid.value == str(meeting.uuid)
        assert entry.sequence.value == "0"
        assert entry.dtstart.value == START
        assert entry.dtend.value == START + dt.timedelta(minutes=45)
        assert partner in entry.summary.value
        assert entry.description.value.startswith("Slides; and\nquestions, too")
        assert entry.location.value == "https://call.example/1?a=1;b=2"
        assert all(len(line.encode()) <= 75 for line in mail.calendar.split("\r\n"))


def test_nobody_learns_the_others_address(pair):
    """M-12: the site invites, and each invitation names its recipient alone."""
    plan(pair)
    for side, other in (("mentor", "mentee"), ("mentee", "mentor")):
        mail = mail_to(side, "meeting_planned")
        message = message_for(mail).message().as_bytes().decode()
        entry = entry_of(mail)
        assert ADDRESSES[other] not in mail.calendar + mail.body_text + mail.body_html + message
        assert entry.attendee.value == f"mailto:{ADDRESSES[side]}"
        assert not entry.organizer.value.endswith(tuple(ADDRESSES.values()))


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_the_mail_has_a_calendar_part_that_says_its_method(pair, settings, method):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    meeting = plan(pair)
    if method == "CANCEL":
        CancelMeetingAction(pair, pair.mentee, meeting, **by(pair.mentee)).execute()
    mail = Notification.objects.filter(to_email=ADDRESSES["mentor"]).latest("pk")
    message_for(mail).send()
    message = django_mail.outbox[-1].message()
    assert message.get_content_type() == "multipart/alternative"
    kinds = [part.get_content_type() for part in message.walk()][1:]
    assert kinds == ["text/plain", "text/html", "text/calendar"]
    part = list(message.walk())[-1]
    assert part.get_param("method") == method
    assert part.get_content_charset() == "utf-8"
    assert "attachment" not in (part.get("Content-Disposition") or "")
    calendar = icalendar.Calendar.from_ical(part.get_payload(decode=True))
    assert calendar["method"] == method


def test_a_moved_meeting_stays_the_same_entry(pair):
    meeting = plan(pair)
    later = START + dt.timedelta(days=2)
    MoveMeetingAction(pair, pair.mentor, meeting, starts_at=later, **by(pair.mentor)).execute()
    mail = mail_to("mentee", "meeting_moved")
    entry = entry_of(mail)
    assert (entry.uid.value, entry.sequence.value) == (str(meeting.uuid), "1")
    assert entry.dtstart.value == later
    assert "Ana Lindqvist has changed your meeting." in mail.body_text
    assert mail_to("mentor", "meeting_moved")


def test_a_canceled_meeting_goes_out_of_both_calendars(pair):
    meeting = plan(pair)
    MoveMeetingAction(pair, pair.mentee, meeting, place="Room 2", **by(pair.mentee)).execute()
    CancelMeetingAction(pair, pair.mentor, meeting, **by(pair.mentor)).execute()
    for side in ADDRESSES:
        mail = mail_to(side, "meeting_canceled")
        entry = entry_of(mail)
        assert vobject.readOne(mail.calendar).method.value == "CANCEL"
        assert (entry.uid.value, entry.sequence.value) == (str(meeting.uuid), "2")
        assert entry.status.value == "CANCELLED"
    for action in (
        CancelMeetingAction(pair, pair.mentor, meeting, **by(pair.mentor)),
        MoveMeetingAction(pair, pair.mentor, meeting, place="Room 3", **by(pair.mentor)),
    ):
        assert codes(action) == ["meeting_canceled"]


def test_each_change_is_mailed_once_to_each(pair):
    meeting = plan(pair)
    for place in ("Room 1", "Room 2"):
        MoveMeetingAction(pair, pair.mentee, meeting, place=place, **by(pair.mentee)).execute()
    assert Notification.objects.filter(event="meeting_planned").count() == 2
    assert Notification.objects.filter(event="meeting_moved").count() == 4


def test_a_meeting_lies_ahead_and_does_not_overlap_another(pair):
    late = PlanMeetingAction(
        pair, pair.mentee, starts_at=NOW, minutes=30, time_zone="UTC", **by(pair.mentee)
    )
    assert codes(late) == ["meeting_past"]
    meeting = plan(pair)
    again = PlanMeetingAction(
        pair,
        pair.mentor,
        starts_at=START + dt.timedelta(minutes=44),
        minutes=30,
        time_zone="UTC",
        **by(pair.mentor),
    )
    assert codes(again) == ["meeting_twice"]
    plan(pair, pair.mentor, starts_at=START + dt.timedelta(minutes=45))
    # The one that is moved is not in its own way.
    MoveMeetingAction(
        pair, pair.mentee, meeting, starts_at=START - dt.timedelta(minutes=5), **by(pair.mentee)
    ).execute()


def test_a_meeting_that_has_begun_is_not_changed(pair, clock):
    meeting = plan(pair)
    clock.move_to(START + dt.timedelta(minutes=1))
    for action in (
        CancelMeetingAction(pair, pair.mentor, meeting, **by(pair.mentor)),
        MoveMeetingAction(pair, pair.mentor, meeting, place="Room 3", **by(pair.mentor)),
    ):
        assert codes(action) == ["meeting_begun"]


def test_only_the_two_change_a_meeting(cast, pair, coordinator):
    meeting = plan(pair)
    third = cast.mentee()
    for actor in (None, coordinator, third.member.user):
        action = CancelMeetingAction(pair, pair.mentee, meeting, actor=actor)
        assert codes(action) == ["not_yours"]


def test_what_was_planned_is_canceled_when_it_is_over(pair):
    to_come, past = plan(pair), PairMeetingFactory(mentorship=pair, starts_at=NOW - dt.timedelta(1))
    CompleteMentorshipAction(pair, pair.mentee, **by(pair.mentee)).execute()
    to_come.refresh_from_db()
    past.refresh_from_db()
    assert (to_come.status, past.status) == ("canceled", "planned")
    assert mails("meeting_canceled") == set(ADDRESSES.values())
    mail = mail_to("mentor", "meeting_canceled")
    assert vobject.readOne(mail.calendar).method.value == "CANCEL"
    assert "You do not work together any more" in mail.body_text


@pytest.mark.parametrize(
    ("zone", "moment", "clock_time"),
    [
        # Before and after Europe's clocks go forward on March 28, 2027, and back on October 31.
        ("Europe/Paris", dt.datetime(2027, 3, 27, 14, tzinfo=dt.UTC), "3 p.m."),
        ("Europe/Paris", dt.datetime(2027, 3, 29, 14, tzinfo=dt.UTC), "4 p.m."),
        ("Europe/Paris", dt.datetime(2027, 10, 30, 14, tzinfo=dt.UTC), "4 p.m."),
        ("Europe/Paris", dt.datetime(2027, 11, 1, 14, tzinfo=dt.UTC), "3 p.m."),
    ],
)
def test_a_change_of_clocks_moves_the_clock_and_not_the_meeting(pair, zone, moment, clock_time):
    pair.mentor.member.time_zone = zone
    pair.mentor.member.save()
    plan(pair, starts_at=moment)
    mail = mail_to("mentor", "meeting_planned")
    assert f"2027, {clock_time} to" in mail.body_text
    assert entry_of(mail).dtstart.value == moment


def test_a_meeting_over_midnight_says_both_days(pair):
    zone = zoneinfo.ZoneInfo("Pacific/Auckland")
    plan(pair, starts_at=dt.datetime(2027, 5, 3, 23, 30, tzinfo=zone), minutes=60)
    text = mail_to("mentor", "meeting_planned").body_text
    assert "Monday, May 3, 2027, 11:30 p.m. to 12:30 a.m. on May 4, 2027" in text


def test_neither_place_nor_link_stands_in_the_text_staff_can_read(pair):
    plan(pair, place="Canaryplace", link="https://canary.example/", agenda="Canaryagenda")
    for mail in Notification.objects.all():
        assert "anary" not in mail.subject + mail.body_text + mail.body_html
        assert "Canaryagenda" in mail.calendar


def test_a_calendar_address_is_for_oneself_and_ends_when_renewed(pair, coordinator):
    member = pair.mentee.member
    first = RenewCalendarFeedAction(member, actor=member.user).execute()
    assert len(first.token) == 64
    second = RenewCalendarFeedAction(member, actor=member.user).execute()
    assert second.token != first.token
    assert CalendarFeed.objects.get(member=member).token == second.token
    for actor in (None, coordinator):
        assert codes(RenewCalendarFeedAction(member, actor=actor)) == ["not_yours"]
    StopCalendarFeedAction(member, actor=member.user).execute()
    assert not CalendarFeed.objects.exists()
    assert timezone.now() == NOW
