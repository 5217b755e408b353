"""Messages once a day: one mail in the morning that says it all, and nothing of what was read (F79, S-12)."""

import datetime as dt

import pytest
import time_machine
from django.core import mail as django_mail
from django.utils import timezone

from tests.actions.helpers import codes
from tests.factories import MentorshipFactory, RequestFactory, UserFactory
from wagtail_mentoring.actions import (
    MarkReadAction,
    RecordBounceAction,
    SendMessageAction,
    SetMailPreferencesAction,
)
from wagtail_mentoring.actions.due import run_due
from wagtail_mentoring.actions.subscriptions import subscription_for
from wagtail_mentoring.enums import MailFrequency, MailKind
from wagtail_mentoring.models import MailPreference, Notification
from wagtail_mentoring.notifications.delivery import MAILS, key_of_mails
from wagtail_mentoring.notifications.sender import drain
from wagtail_mentoring.notifications.unsubscribe import unsubscribe_token

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2027, 3, 2, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def pair(cast):
    mentor = cast.mentor(
        member__name="Ana Lindqvist", member__user=UserFactory(email="a@x.example")
    )
    return with_mentee(cast, mentor)


def with_mentee(cast, mentor, name="Robin Adeyemi"):
    mentee = cast.mentee(member__name=name)
    pair = MentorshipFactory(
        request=RequestFactory(mentor=mentor, mentee=mentee, status="accepted")
    )
    want(mentor, MailFrequency.DAILY)
    return pair


def want(profile, frequency):
    SetMailPreferencesAction(
        profile.member, {MailKind.MESSAGES: frequency}, actor=profile.member.user
    ).execute()


def write(pair, text):
    user = pair.mentee.member.user
    SendMessageAction(pair.request, pair.mentee, text=text, actor=user).execute()


def what_comes():
    """Let time do its work, and return the mails to the mentor since the last look."""
    list(run_due())
    drain()
    found = [mail for mail in django_mail.outbox if mail.to == ["a@x.example"]]
    django_mail.outbox.clear()
    return found


def test_they_come_the_next_morning_in_one_mail_with_the_words(pair, clock):
    for minutes, text in enumerate(("First words.", "Second words.", "Third words.")):
        clock.move_to(NOON + dt.timedelta(minutes=20 * minutes))
        write(pair, text)
        assert what_comes() == []
    clock.move_to(dt.datetime(2027, 3, 3, 1, tzinfo=dt.UTC))
    write(pair, "In the night.")
    assert what_comes() == []
    clock.move_to(dt.datetime(2027, 3, 3, 8, 1, tzinfo=dt.UTC))
    (mail,) = what_comes()
    assert "Robin Adeyemi wrote you 4 messages." in mail.body
    for text in ("First words.", "Second words.", "Third words.", "In the night."):
        assert text in mail.body
    clock.shift(dt.timedelta(days=1))
    assert what_comes() == []


def test_what_comes_before_the_morning_comes_that_morning(pair, clock):
    clock.move_to(dt.datetime(2027, 3, 3, 2, tzinfo=dt.UTC))
    write(pair, "Early words.")
    clock.move_to(dt.datetime(2027, 3, 3, 8, 1, tzinfo=dt.UTC))
    assert len(what_comes()) == 1


def test_what_was_read_by_then_is_not_mailed(pair, clock):
    write(pair, "Read on the site.")
    MarkReadAction(pair.request, pair.mentor, actor=pair.mentor.member.user).execute()
    clock.shift(dt.timedelta(days=1))
    assert what_comes() == []


def test_of_several_people_the_digest_says_who_wrote_and_no_words(cast, pair, clock):
    """S-12: staff can read a digest."""
    other = with_mentee(cast, pair.mentor, name="Kim Osei")
    write(pair, "A secret of mine.")
    write(other, "Another secret.")
    clock.shift(dt.timedelta(days=1))
    (mail,) = what_comes()
    assert "Robin Adeyemi wrote to you" in mail.body and "Kim Osei wrote to you" in mail.body
    assert "secret" not in mail.body + mail.alternatives[0][0]
    assert not Notification.objects.filter(event="digest", body_text__contains="secret").exists()


def test_they_can_be_rare_and_never_off(pair):
    for frequency in (MailFrequency.OFF, MailFrequency.WEEKLY):
        action = SetMailPreferencesAction(
            pair.mentor.member,
            {MailKind.MESSAGES: frequency},
            actor=pair.mentor.member.user,
        )
        assert codes(action) == ["unknown_choice"]
    want(pair.mentor, MailFrequency.AT_ONCE)
    write(pair, "At once.")
    (mail,) = what_comes()
    assert "List-Unsubscribe" not in mail.extra_headers


def test_stopping_everything_by_a_click_leaves_messages_as_they_are(pair):
    member = pair.mentor.member
    token = unsubscribe_token(MAILS, key_of_mails(MailKind.DIGEST, member))
    subscription_for(token).stop()
    chosen = dict(MailPreference.objects.filter(member=member).values_list("kind", "frequency"))
    assert chosen.pop("messages") == "daily"
    assert set(chosen.values()) == {"off"} and not subscription_for(token).is_on
    assert subscription_for(unsubscribe_token(MAILS, key_of_mails("messages", member))) is None


def test_to_an_address_that_came_back_they_are_tried_still(pair, clock):
    """M-21: a message is needed."""
    RecordBounceAction(pair.mentor.member).execute()
    write(pair, "Do you get this?")
    clock.shift(dt.timedelta(days=1))
    assert len(what_comes()) == 1
    assert timezone.now() > NOON
