"""The outbox as a queue: leases, order, pauses, an end, and what is kept."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import ModelLogEntry

from tests.factories import MemberFactory, RequestFactory, UserFactory
from wagtail_mentoring.enums import NotificationStatus as Status
from wagtail_mentoring.exceptions import ActionRefused
from wagtail_mentoring.models import Notification
from wagtail_mentoring.notifications import outbox
from wagtail_mentoring.notifications.dispatch import notify

pytestmark = pytest.mark.django_db

START = dt.datetime(2027, 3, 2, 12, tzinfo=dt.UTC)


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


def queue(request=None, **kwargs):
    """Queue a mail to the mentor of a new request, or of ``request``."""
    request = request or RequestFactory()
    return notify(
        "request_received",
        recipient=request.mentor,
        about=request,
        program=request.program,
        step=uuid.uuid4(),
        **kwargs,
    )


def reload(mail):
    return Notification.objects.get(pk=mail.pk)


class TestTaking:
    def test_a_mail_is_taken_once(self):
        mail = queue()
        assert outbox.take() == [mail]
        assert outbox.take() == []
        assert reload(mail).status == Status.SENDING

    def test_no_more_than_asked_for_and_the_oldest_first(self):
        mails = [queue() for _ in range(3)]
        assert outbox.take(2) == mails[:2]

    def test_what_is_not_due_stays(self, clock):
        mail = queue()
        Notification.objects.update(next_attempt_at=START + dt.timedelta(minutes=5))
        assert outbox.take() == []
        assert outbox.next_due() == START + dt.timedelta(minutes=5)
        clock.shift(dt.timedelta(minutes=5))
        assert outbox.take() == [mail]

    def test_the_order_is_kept_for_each_recipient(self):
        """M-10: the second waits while the first is unfinished, other people do not."""
        mentor_member = MemberFactory()
        first = queue(RequestFactory(mentor__member=mentor_member))
        second = queue(RequestFactory(mentor__member=mentor_member))
        other = queue()
        (taken_first, _taken_other) = outbox.take()
        assert [taken_first.pk, _taken_other.pk] == [first.pk, other.pk]
        assert outbox.take() == []
        outbox.retry(taken_first, "later")
        assert outbox.take() == []
        Notification.objects.update(next_attempt_at=timezone.now())
        (again,) = [mail for mail in outbox.take() if mail.pk == first.pk]
        outbox.sent(again)
        assert outbox.take() == [second]

    def test_a_query_count_that_does_not_grow(self, django_assert_num_queries):
        for _ in range(3):
            queue()
        # savepoint, choose, update, savepoint, read
        with django_assert_num_queries(5):
            assert len(outbox.take()) == 3


class TestLease:
    def test_a_dead_senders_mail_is_taken_over_when_the_lease_ends(self, clock):
        """M-06."""
        mail = queue()
        (held,) = outbox.take()
        clock.shift(dt.timedelta(seconds=299))
        assert outbox.take() == []
        clock.shift(dt.timedelta(seconds=2))
        (taken_over,) = outbox.take()
        assert taken_over == mail
        assert taken_over.attempts == 1
        assert not outbox.renew(held)
        assert not outbox.sent(held), "the first holder has nothing to say any more"
        assert outbox.sent(taken_over)

    def test_a_renewed_lease_lasts_longer(self, clock):
        queue()
        (held,) = outbox.take()
        clock.shift(dt.timedelta(seconds=200))
        assert outbox.renew(held)
        clock.shift(dt.timedelta(seconds=200))
        assert outbox.take() == []

    def test_a_lease_that_has_run_out_is_not_renewed(self, clock):
        queue()
        (held,) = outbox.take()
        clock.shift(dt.timedelta(seconds=301))
        assert not outbox.renew(held)

    def test_what_was_not_sent_is_given_back(self):
        mails = [queue(), queue()]
        held = outbox.take()
        outbox.sent(held[0])
        assert outbox.release(held) == 1
        assert outbox.take() == [mails[1]]
        assert reload(mails[1]).attempts == 0

    def test_a_mail_that_ends_every_sender_is_given_up_in_the_end(self, clock):
        mail = queue()
        outbox.take()
        clock.shift(dt.timedelta(hours=73))
        assert outbox.take() == []
        assert reload(mail).status == Status.FAILED


class TestPauses:
    def test_pauses_double_up_to_an_hour_with_jitter(self, clock):
        """M-04."""
        mail = queue()
        pauses = []
        for _ in range(10):
            (held,) = outbox.take()
            outbox.retry(held, "450 later")
            due = reload(mail).next_attempt_at
            pauses.append((due - timezone.now()).total_seconds())
            clock.move_to(due)
        for pause, plain in zip(pauses, [60, 120, 240, 480, 960, 1920, *[3600] * 4], strict=True):
            assert plain * 0.8 <= pause <= plain * 1.2
        assert len(set(pauses)) == 10
        assert reload(mail).error == "450 later"

    def test_a_mail_is_given_up_after_72_hours(self, clock):
        mail = queue()
        tries = 0
        while reload(mail).status == Status.QUEUED:
            clock.move_to(reload(mail).next_attempt_at)
            (held,) = outbox.take()
            outbox.retry(held, "450 later")
            tries += 1
        age = timezone.now() - START
        assert dt.timedelta(hours=72) <= age <= dt.timedelta(hours=74)
        assert tries < 120
        assert reload(mail).error == "Given up after 72 hours. 450 later"

    def test_an_outage_counts_no_attempts_and_asks_less_and_less(self, clock):
        mail = queue()
        pauses = []
        while timezone.now() - START < dt.timedelta(hours=4):
            (held,) = outbox.take()
            outbox.postpone(held, "refused")
            due = reload(mail).next_attempt_at
            pauses.append((due - timezone.now()).total_seconds())
            clock.move_to(due)
        assert reload(mail).attempts == 0
        assert pauses[0] < 30
        assert max(pauses) <= 900 * 1.2
        assert len(pauses) < 60

    def test_an_outage_of_more_than_72_hours_ends_in_failure(self, clock):
        mail = queue()
        clock.shift(dt.timedelta(hours=72))
        outbox.postpone(outbox.take()[0], "refused")
        assert reload(mail).status == Status.FAILED


class TestHealth:
    def test_an_empty_outbox_is_well(self):
        health = outbox.outbox_health()
        assert (health.queued, health.sending, health.failed) == (0, 0, 0)
        assert health.oldest_age is None
        assert not health.is_late

    def test_a_mail_that_waits_too_long_is_seen(self, clock):
        """M-06."""
        queue()
        queue()
        outbox.failed(outbox.take(1)[0], "550")
        clock.shift(dt.timedelta(minutes=15))
        assert not outbox.outbox_health().is_late
        clock.shift(dt.timedelta(seconds=1))
        health = outbox.outbox_health()
        assert health.is_late
        assert (health.queued, health.failed) == (1, 1)
        assert health.oldest_age == dt.timedelta(minutes=15, seconds=1)


class TestSendingAgain:
    def test_a_failed_mail_gets_a_new_window_and_the_act_is_logged(self, clock):
        mail = queue()
        outbox.failed(outbox.take()[0], "550 no such user")
        clock.shift(dt.timedelta(days=20))
        actor = UserFactory()
        again = outbox.resend(reload(mail), actor)
        assert again.status == Status.QUEUED
        assert (again.attempts, again.error) == (0, "")
        assert again.message_id == mail.message_id
        entry = ModelLogEntry.objects.get(action="wagtail_mentoring.notification.resend")
        assert entry.user == actor
        (held,) = outbox.take()
        outbox.retry(held, "450")
        assert reload(mail).status == Status.QUEUED

    def test_a_mail_that_had_arrived_goes_out_as_a_new_one(self):
        mail = queue()
        outbox.sent(outbox.take()[0])
        assert outbox.resend(reload(mail), UserFactory()).message_id != mail.message_id

    def test_a_mail_on_its_way_is_not_queued_twice(self):
        mail = queue()
        with pytest.raises(ActionRefused) as refused:
            outbox.resend(mail, UserFactory())
        assert refused.value.codes == ["unfinished"]

    def test_two_at_once_queue_it_once(self):
        mail = queue()
        outbox.failed(outbox.take()[0], "550")
        first, second = reload(mail), reload(mail)
        outbox.resend(first, UserFactory())
        with pytest.raises(ActionRefused):
            outbox.resend(second, UserFactory())
        assert ModelLogEntry.objects.count() == 1

    def test_a_mail_without_its_text_is_not_sent_again(self, clock):
        mail = queue()
        outbox.sent(outbox.take()[0])
        clock.shift(dt.timedelta(days=31))
        outbox.purge_bodies()
        with pytest.raises(ActionRefused) as refused:
            outbox.resend(reload(mail), UserFactory())
        assert refused.value.codes == ["purged"]


def test_texts_are_deleted_after_their_time_and_the_record_is_kept(clock):
    """M-23."""
    finished, waiting = queue(), queue()
    outbox.sent(outbox.take(1)[0])
    clock.shift(dt.timedelta(days=29))
    assert outbox.purge_bodies() == 0
    clock.shift(dt.timedelta(days=2))
    assert outbox.purge_bodies() == 1
    assert outbox.purge_bodies() == 0
    finished, waiting = reload(finished), reload(waiting)
    assert (finished.body_text, finished.body_html) == ("", "")
    assert finished.status == Status.SENT
    assert waiting.body_text and waiting.body_html
