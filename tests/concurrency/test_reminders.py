"""Runs of the ladder at once, and runs that are killed: each reminder once, none left out (C-16, F-14, M-20)."""

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from collections import Counter

import pytest
from django.db import transaction
from django.utils import timezone

from tests.concurrency.racing import ROUNDS, done, race
from tests.concurrency.test_processes import database_url
from tests.factories import (
    Cast,
    MemberFactory,
    MenteeFactory,
    MentorFactory,
    MentorshipFactory,
    ProgramFactory,
    RequestFactory,
)
from wagtail_mentoring.actions.due import due_reminders, run_due
from wagtail_mentoring.models import Notification, ReminderDone
from wagtail_mentoring.notifications import dispatch
from wagtail_mentoring.notifications.dispatch import notify

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


LIMIT, PROGRAMS = 2, 6


@pytest.fixture
def one_in_many():
    """The profiles of one member in several programs; each has something to remind of."""
    member = MemberFactory()
    return [
        MentorFactory(
            member=member, status="paused", program=ProgramFactory(mail_daily_limit=LIMIT)
        )
        for _number in range(PROGRAMS)
    ]


def remind(profile):
    def execute():
        with transaction.atomic():
            return notify(
                "reminder_paused",
                recipient=profile,
                about=profile,
                program=profile.program,
                extra={"since": profile.joined_at},
            )

    return execute


def at_once():
    """Return how many of the mails go out by themselves on their day."""
    return Notification.objects.filter(status="queued").count()


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_no_more_than_the_daily_limit_however_many_runs_there_are(one_in_many, _round):
    """M-20: what they have in common is the member alone."""
    race(*map(remind, one_in_many))
    assert (at_once(), Notification.objects.count()) == (LIMIT, PROGRAMS)


@pytest.mark.race_control
def test_control_without_the_lock_the_daily_limit_is_exceeded(one_in_many, monkeypatch):
    """C-12: were the guard off, the race above would do harm."""
    monkeypatch.setattr(dispatch, "lock_days", lambda members: None)
    race(*map(remind, one_in_many))
    assert at_once() > LIMIT


def test_reminders_of_two_who_mentor_each_other_do_not_wait_for_each_other():
    """C-08: both get a mail of each pair, in programs where the roles are the other way round."""
    ana, robin = MemberFactory(), MemberFactory()
    now = timezone.now()
    for mentor, mentee in [(ana, robin), (robin, ana)] * 3:
        program = ProgramFactory(ladder=True, mail_daily_limit=20)
        request = RequestFactory(
            mentor=MentorFactory(member=mentor, program=program),
            mentee=MenteeFactory(member=mentee, program=program),
            status="accepted",
        )
        MentorshipFactory(
            request=request, started_at=now - dt.timedelta(days=8), last_activity_at=now
        )
    due = [one.action for one in due_reminders(timezone.now())]
    results = race(*[action.execute for action in due])
    assert len(done(results)) == len(due) == 6
    assert Notification.objects.count() == 12


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
