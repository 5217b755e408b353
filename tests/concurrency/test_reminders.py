"""Runs of the ladder at once, and runs that are killed: each reminder once, none left out (C-16, F-14, M-20)."""

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from collections import Counter

import pytest
from django.utils import timezone

from tests.concurrency.racing import race
from tests.concurrency.test_processes import database_url
from tests.factories import Cast, MentorshipFactory, RequestFactory
from wagtail_mentoring.actions.due import run_due
from wagtail_mentoring.models import Notification, ReminderDone

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]
PAIRS = 12


@pytest.fixture
def pairs():
    """Pairs for whom two steps are due now."""
    cast = Cast(ladder=True)
    now = timezone.now()
    return [
        MentorshipFactory(
            request=RequestFactory(mentor=cast.mentor(), mentee=cast.mentee(), status="accepted"),
            started_at=now - dt.timedelta(days=8),
            last_activity_at=now - dt.timedelta(days=31),
        )
        for _number in range(PAIRS)
    ]


def all_done_once():
    assert Counter(ReminderDone.objects.values_list("kind", flat=True)) == {
        "first_conversation": PAIRS,
        "quiet": PAIRS,
    }
    assert Counter(
        Notification.objects.filter(event__startswith="reminder_").values_list("event", flat=True)
    ) == {"reminder_first_conversation": 2 * PAIRS, "reminder_quiet": 2 * PAIRS}


def test_four_runs_at_once_do_each_step_once(pairs):
    results = race(*[lambda: list(run_due())] * 4)
    assert not [one for one in results if isinstance(one, Exception)]
    list(run_due())
    all_done_once()


def test_runs_that_are_killed_leave_nothing_out_and_do_nothing_twice(pairs):
    command = [sys.executable, "-c", RUN]
    for pause in (0.0, 0.05, 0.15, 0.3, 0.5):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment())
        process.stdout.readline()
        time.sleep(pause)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
    list(run_due())
    all_done_once()
    assert list(run_due()) == []


def environment():
    return {
        **os.environ,
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "tests.settings"),
    }


RUN = """
import django
django.setup()
from wagtail_mentoring.actions.due import run_due
print("ready", flush=True)
list(run_due())
"""
