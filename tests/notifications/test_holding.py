"""Mails that nobody looked after for a day are held until somebody has looked at them (M-24); those of a dead server are not (M-04)."""

import datetime as dt
from collections import Counter

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import transaction

from tests.factories import MentorFactory, UserFactory
from wagtail_mentoring.enums import NotificationStatus
from wagtail_mentoring.exceptions import ActionRefused
from wagtail_mentoring.models import Notification
from wagtail_mentoring.notifications.dispatch import notify
from wagtail_mentoring.notifications.holding import drop_held, release_held
from wagtail_mentoring.notifications.outbox import outbox_health
from wagtail_mentoring.notifications.sender import drain

pytestmark = pytest.mark.django_db
START = dt.datetime(2027, 3, 3, 12, tzinfo=dt.UTC)


def at(**delta):
    return time_machine.travel(START + dt.timedelta(**delta), tick=False)


def queue(count=1):
    for _number in range(count):
        profile = MentorFactory()
        with transaction.atomic():
            notify(
                "enrollment_confirmed", recipient=profile, about=profile, program=profile.program
            )


def states():
    return Counter(Notification.objects.values_list("status", flat=True))


@pytest.fixture
def restored():
    """A queue out of a backup: written while a sender was at work, and then nobody looked for two days."""
    with at():
        drain()
        queue(3)
    with at(days=2):
        yield


def test_a_queue_out_of_a_backup_is_held_not_blasted(restored, mailoutbox):
    assert drain().held == 3
    drain()
    assert states() == {"held": 3}
    assert mailoutbox == []
    assert outbox_health().held == 3
    queue()
    drain()
    assert len(mailoutbox) == 1


def test_the_check_speaks_of_it(restored):
    drain()
    with pytest.raises(CommandError):
        call_command("mentoring_check")


def test_held_mails_go_out_once_somebody_says_so(restored, mailoutbox):
    drain()
    actor = UserFactory()
    first, second, third = Notification.objects.order_by("pk")
    release_held(first, actor)
    drop_held(second, actor)
    drain()
    assert states() == {"sent": 1, "canceled": 1, "held": 1}
    call_command("mentoring_send_mail", "--release-held")
    assert states() == {"sent": 2, "canceled": 1}
    for act in (release_held, drop_held):
        with pytest.raises(ActionRefused) as refused:
            act(first, actor)
        assert refused.value.codes == ["not_held"]


def test_a_mail_server_that_is_down_for_two_days_holds_nothing_back(mailoutbox, use_mailer):
    with at():
        drain()
        queue(60)
    use_mailer("tests.notifications.backends.Broken")
    for hours in range(1, 48):
        with at(hours=hours):
            drain()
    use_mailer("django.core.mail.backends.locmem.EmailBackend")
    with at(hours=49):
        while drain().sent:
            pass
    assert states() == {NotificationStatus.SENT: 60}


def test_the_first_sender_ever_holds_nothing_back(mailoutbox):
    with at():
        queue()
    with at(days=2):
        drain()
    assert states() == {"sent": 1}


def test_the_night_is_no_delay():
    with at():
        queue()
        later = START + dt.timedelta(hours=9)
        Notification.objects.update(send_after=later, next_attempt_at=later)
    with at(hours=8):
        assert not outbox_health().is_late
    with at(hours=10):
        assert outbox_health().is_late


def test_what_waits_for_the_morning_holds_up_nothing_that_is_needed(mailoutbox):
    with at():
        profile = MentorFactory()
        for event in ("profile_approved", "enrollment_confirmed"):
            with transaction.atomic():
                notify(event, recipient=profile, about=profile, program=profile.program)
        first = Notification.objects.earliest("pk")
        first.send_after = first.next_attempt_at = START + dt.timedelta(hours=9)
        first.save()
        drain()
        assert [mail.subject for mail in mailoutbox] == [Notification.objects.latest("pk").subject]
    with at(hours=10):
        drain()
    assert states() == {"sent": 2}
