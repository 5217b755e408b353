"""How soon somebody answers, in bands, and never below five people (F21)."""

import datetime as dt

import pytest
from django.utils import timezone

from tests.factories import RequestFactory
from wagtail_mentoring.actions import CountResponsesAction
from wagtail_mentoring.actions.due import run_due
from wagtail_mentoring.actions.responsiveness import band_of
from wagtail_mentoring.enums import ResponseBand, Role
from wagtail_mentoring.models import RequestNote

pytestmark = pytest.mark.django_db

START = timezone.now() - dt.timedelta(days=100)


def answered(cast, mentor, days, mentee=None, status="declined", **kwargs):
    return RequestFactory(
        mentor=mentor,
        mentee=mentee or cast.mentee(),
        status=status,
        clock_started_at=START,
        decided_at=START + dt.timedelta(days=days),
        **kwargs,
    )


def band(profile):
    list(run_due())  # counted for the first time
    type(profile).objects.filter(pk=profile.pk).update(response_counted_at=START)
    list(run_due())
    profile.refresh_from_db()
    return profile.response_band


@pytest.fixture
def mentor(cast):
    return cast.mentor()


def test_nothing_below_five_and_the_median_from_five_on(cast, mentor):
    for days in (0.5, 2, 2, 20):
        answered(cast, mentor, days)
    assert band(mentor) == ""
    answered(cast, mentor, 30, status="accepted")
    assert band(mentor) == ResponseBand.THREE_DAYS


def test_five_people_not_five_requests(cast, mentor):
    mentee = cast.mentee()
    for days in (1, 2, 3, 4, 5, 6):
        answered(cast, mentor, days, mentee=mentee)
    for days in (1, 1, 1):
        answered(cast, mentor, days)
    assert band(mentor) == ""


def test_only_what_somebody_was_asked_and_answered(cast, mentor):
    for days in (1, 1, 1, 1):
        answered(cast, mentor, days)
    answered(cast, mentor, 1, initiated_by=Role.MENTOR)
    for status in ("expired", "withdrawn", "closed"):
        answered(cast, mentor, 1, status=status)
    assert band(mentor) == ""


def test_a_question_is_an_answer(cast, mentor):
    for _number in range(5):
        request = answered(cast, mentor, 10)
        RequestNote.objects.create(
            request=request,
            kind="question",
            body="?",
            created_at=START + dt.timedelta(hours=5),
        )
    assert band(mentor) == ResponseBand.DAY


def test_it_is_counted_when_there_is_something_new_alone(cast, mentor):
    for _number in range(5):
        answered(cast, mentor, 1)
    list(run_due())
    mentor.refresh_from_db()
    before = mentor.response_counted_at
    list(run_due())
    mentor.refresh_from_db()
    assert (mentor.response_band, mentor.response_counted_at) == (ResponseBand.DAY, before)


def test_mentees_have_one_as_well(cast):
    mentee = cast.mentee()
    for _number in range(5):
        RequestFactory(
            mentor=cast.mentor(),
            mentee=mentee,
            initiated_by=Role.MENTOR,
            status="declined",
            clock_started_at=START,
            decided_at=START + dt.timedelta(days=6),
        )
    assert CountResponsesAction(mentee).execute() == ResponseBand.WEEK


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (1, ResponseBand.DAY),
        (1.1, ResponseBand.THREE_DAYS),
        (7, ResponseBand.WEEK),
        (14, ResponseBand.TWO_WEEKS),
        (15, ResponseBand.LONGER),
    ],
)
def test_bands_are_wide(days, expected):
    assert band_of([dt.timedelta(days=days)] * 5) == expected
    assert band_of([dt.timedelta(days=days)] * 4) == ""


def test_the_latest_twenty_count(cast):
    latest, earlier = [dt.timedelta(hours=1)] * 20, [dt.timedelta(days=30)] * 80
    assert band_of(latest + earlier) == ResponseBand.DAY
