"""Several senders at once, killed and restarted: nothing is lost (M-01, M-02, M-03).

What cannot be avoided over SMTP is a second copy of a mail whose sender was
killed between the server's "250" and our commit; it has the same Message-ID.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone

from tests.factories import ProgramFactory, UserFactory
from wagtail_mentoring.models import MentoringProgram, Notification

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.smtp]


def queue(count):
    """Write ``count`` mails to as many people."""
    program = ProgramFactory()
    content_type = ContentType.objects.get_for_model(MentoringProgram)
    users = [UserFactory() for _ in range(count)]
    Notification.objects.bulk_create(
        Notification(
            key=f"storm:{number}",
            program=program,
            event="storm",
            recipient=user,
            content_type=content_type,
            object_id=program.pk,
            to_email=user.email,
            language="en",
            subject=f"Mail {number}",
            body_text="Hello",
            from_email="office@society.example",
            message_id=f"<storm.{number}@society.example>",
        )
        for number, user in enumerate(users)
    )
    return {f"<storm.{number}@society.example>" for number in range(count)}


@pytest.fixture
def stable(smtp_server):
    """Return a context manager that gives a function to start senders, and ends them all."""

    @contextmanager
    def opened(lease=300.0):
        # Processes of their own have connections of their own; a fork must not share ours.
        connection.close()
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.notifications.settings_smtp",
            "MENTORING_TEST_DATABASE": str(connection.settings_dict["NAME"]),
            "MENTORING_TEST_SMTP_PORT": str(smtp_server.port),
            "MENTORING_TEST_LEASE": str(lease),
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.notifications.stable"],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        senders = []

        def start():
            process.stdin.write("start\n")
            process.stdin.flush()
            senders.append(int(process.stdout.readline()))
            return senders[-1]

        try:
            assert process.stdout.readline() == "ready\n"
            yield start
        finally:
            process.stdin.close()
            process.wait(10)
            for pid in senders:
                stop(pid, signal.SIGKILL)

    return opened


def stop(pid, how):
    """Send a signal to a sender that may be gone already."""
    try:
        os.kill(pid, how)
    except ProcessLookupError:
        return False
    return True


def wait_until_sent(seconds):
    deadline = time.monotonic() + seconds
    while Notification.objects.exclude(status="sent").exists():
        assert time.monotonic() < deadline, Counter(
            Notification.objects.values_list("status", flat=True)
        )
        time.sleep(0.1)


def test_a_storm_of_kills_loses_nothing(stable, smtp_server):
    """M-02: three senders, killed without warning again and again."""
    wanted = queue(150)
    smtp_server.behavior.delay = 0.02
    kills = 0
    with stable(lease=2) as start:
        senders = [start() for _ in range(3)]
        chance = random.Random(2027)
        while kills < 12 and len(smtp_server.deliveries) < 130:
            time.sleep(chance.uniform(0.05, 0.2))
            victim = chance.randrange(3)
            assert stop(senders[victim], signal.SIGKILL)
            kills += 1
            senders[victim] = start()
        wait_until_sent(30)
    counted = Counter(smtp_server.message_ids)
    assert set(counted) == wanted, "nothing is lost, and a copy has the Message-ID of the first"
    assert kills >= 8
    assert sum(counted.values()) - len(wanted) <= kills
    assert max(counted.values()) <= 1 + kills


def test_senders_side_by_side_send_nothing_twice(stable, smtp_server):
    """M-03: four senders on one queue, ended politely and started again in between."""
    wanted = queue(200)
    smtp_server.behavior.delay = 0.01
    with stable() as start:
        senders = [start() for _ in range(4)]
        for turn in range(6):
            time.sleep(0.15)
            assert stop(senders[turn % 4], signal.SIGTERM)
            senders[turn % 4] = start()
        wait_until_sent(30)
    assert len(smtp_server.message_ids) == len(wanted)
    assert set(smtp_server.message_ids) == wanted
    assert {mail.attempts for mail in Notification.objects.all()} == {1}


def test_a_mail_committed_before_a_kill_is_sent_by_the_next_sender(stable, smtp_server):
    """M-01: nothing but the committed row is needed."""
    wanted = queue(1)
    with stable() as start:
        start()
        wait_until_sent(10)
    assert set(smtp_server.message_ids) == wanted


def test_a_sender_process_keeps_up_and_survives_an_outage(stable, smtp_server):
    """M-04, M-08, on the real clock: delivered within seconds of the server's return."""
    smtp_server.stop()
    wanted = queue(20)
    with stable() as start:
        start()
        time.sleep(1)
        smtp_server.start()
        Notification.objects.filter(status="queued").update(next_attempt_at=timezone.now())
        start()
        wait_until_sent(10)
    assert set(smtp_server.message_ids) == wanted
