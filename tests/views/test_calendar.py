"""The private calendar address of a member: a key of its own, for open pairs alone, dead at once."""

import datetime as dt

import pytest
import vobject
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories import Cast, MenteeFactory, PairMeetingFactory, UserFactory
from tests.views.pairing import Visitor, named, pair, text_of
from wagtail_mentoring.actions import EndMentorshipAction
from wagtail_mentoring.models import CalendarFeed, PairMeeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def item():
    cast = Cast()
    return pair(
        cast.mentor(member=named("Ana Lindqvist"), capacity=5),
        cast.mentee(member=named("Robin Adeyemi")),
    )


@pytest.fixture
def feed(item):
    return CalendarFeed.objects.create(member=item.mentor.member)


def address(feed):
    return reverse("wagtail_mentoring:calendar_feed", kwargs={"token": feed.token})


def entries(client, feed):
    """Read the feed with a library that did not write it."""
    calendar = vobject.readOne(client.get(address(feed)).content.decode())
    return calendar.contents.get("vevent", [])


def test_a_member_takes_renews_and_stops_their_address(client, item):
    ana = Visitor(client, item.mentor)
    assert "Get my address" in text_of(ana.get("desk_calendar"))
    ana.post("desk_calendar_renew")
    first = CalendarFeed.objects.get()
    page = ana.get("desk_calendar")
    assert "Here is your address." in text_of(page)
    assert "does not work any more" not in text_of(page)
    assert address(first) in text_of(page)
    assert client.get(address(first)).status_code == 200
    ana.post("desk_calendar_renew")
    second = CalendarFeed.objects.get()
    assert "The one you had does not work any more." in text_of(ana.get("desk_calendar"))
    assert client.get(address(first)).status_code == 404
    assert client.get(address(second)).status_code == 200
    ana.post("desk_calendar_stop")
    assert client.get(address(second)).status_code == 404


def test_nobody_signs_in_for_it_and_nothing_keeps_it(client, item, feed):
    answer = client.get(address(feed))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "private" in answer["Cache-Control"] and "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies
    assert client.post(address(feed)).status_code == 405


def test_it_has_the_meetings_of_ones_own_open_pairs(client, item, feed):
    mine = PairMeetingFactory(mentorship=item, agenda="Slides; and more")
    PairMeetingFactory(mentorship=item, status="canceled")
    PairMeetingFactory(mentorship=item, starts_at=timezone.now() - dt.timedelta(days=200))
    PairMeetingFactory()
    (entry,) = entries(client, feed)
    assert entry.uid.value == str(mine.uuid)
    assert entry.dtstart.value == mine.starts_at
    assert "Robin Adeyemi" in entry.summary.value
    assert "attendee" not in entry.contents and "organizer" not in entry.contents
    EndMentorshipAction(item, item.mentor, actor=item.mentor.member.user).execute()
    PairMeeting.objects.update(status="planned")
    assert entries(client, feed) == []


@pytest.mark.parametrize("why", ["inactive", "left", "suspended"])
def test_it_ends_with_the_account_and_with_taking_part(client, item, feed, why):
    PairMeetingFactory(mentorship=item)
    if why == "inactive":
        item.mentor.member.user.is_active = False
        item.mentor.member.user.save()
    else:
        item.mentor.status = why
        item.mentor.save()
    assert client.get(address(feed)).status_code == 404


def test_a_guess_finds_nothing(client, feed):
    for token in ("0" * 64, feed.token[:-1], feed.token[:-1] + "g", "x"):
        path = reverse("wagtail_mentoring:calendar_feed", kwargs={"token": token})
        assert client.get(path).status_code == 404


def test_it_takes_the_same_queries_however_much_there_is(client, item, feed):
    PairMeetingFactory(mentorship=item)
    counts = []
    for _number in range(2):
        client.get(address(feed))
        with CaptureQueriesContext(connection) as queries:
            client.get(address(feed))
        counts.append(len(queries))
        third = pair(item.mentor, MenteeFactory(program=item.program))
        for hours in range(3):
            PairMeetingFactory(
                mentorship=third, starts_at=timezone.now() + dt.timedelta(hours=2 + 3 * hours)
            )
    assert counts[0] == counts[1] <= 6


def test_somebody_without_a_profile_has_no_calendar(client, item):
    client.force_login(UserFactory())
    path = reverse("wagtail_mentoring:desk_calendar", kwargs={"program": item.program.slug})
    assert "Get my address" not in text_of(client.get(path))
    assert client.post(path + "renew/").status_code == 404
    assert not CalendarFeed.objects.exists()
