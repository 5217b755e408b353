"""The outbox under several hands at once: one row for one mail, one sender for one row."""

import pytest
from django.db import transaction
from django.db.models import Q

from tests.concurrency.racing import race
from tests.factories import RequestFactory
from wagtail_mentoring.models import Notification
from wagtail_mentoring.notifications import outbox
from wagtail_mentoring.notifications.dispatch import notify

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]

THREADS = 8


def test_the_same_mail_queued_by_many_is_one_row():
    """M-07: all transactions commit, one of them with the mail."""
    for _ in range(10):
        request = RequestFactory()

        def ask(request=request):
            with transaction.atomic():
                mail = notify(
                    "request_received",
                    recipient=request.mentor.member,
                    about=request,
                    program=request.program,
                )
                # The transaction can still be used after a conflict.
                RequestFactory._meta.model.objects.filter(pk=request.pk).exists()
                return mail is not None

        assert sorted(race(*[ask] * THREADS)) == [False] * (THREADS - 1) + [True]
    assert Notification.objects.count() == 10


def queue(count):
    """Queue mails to ``count`` people."""
    requests = [RequestFactory() for _ in range(count)]
    with transaction.atomic():
        for request in requests:
            notify(
                "request_received",
                recipient=request.mentor.member,
                about=request,
                program=request.program,
            )


def test_each_mail_is_taken_by_one_sender():
    """M-03: all are taken, and none twice."""
    queue(40)

    def take():
        taken = []
        while batch := outbox.take(3):
            taken += [mail.pk for mail in batch]
        return taken

    taken = [pk for result in race(*[take] * THREADS) for pk in result]
    # A sender that looks while the rows are locked finds none; the next round takes them.
    taken += take()
    assert sorted(taken) == sorted(Notification.objects.values_list("pk", flat=True))


@pytest.mark.race_control
def test_without_the_guard_mails_are_taken_twice(monkeypatch):
    """C-12: the test above can fail."""
    queue(10)
    monkeypatch.setattr(outbox, "_due", lambda now: Q(status__in=outbox.UNFINISHED))
    monkeypatch.setattr(outbox, "_heads", lambda now: Notification.objects.all())

    def take():
        return [mail.pk for _ in range(3) for mail in outbox.take(10)]

    taken = [pk for result in race(*[take] * THREADS) for pk in result]
    assert len(taken) > len(set(taken))
