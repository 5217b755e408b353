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

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone

from tests.factories import ProgramFactory, UserFactory
from wagtail_mentoring.models import MentoringProgram, Notification
from wagtail_mentoring.notifications.sender import drain

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


def environment():
    """The environment of another process that uses the test's database."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.notifications.settings_smtp",
        "MENTORING_TEST_DATABASE": str(connection.settings_dict["NAME"]),
    }


@pytest.fixture(scope="module")
def stable(django_db_setup):
    """A process that forks senders; see stable.py."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.notifications.stable"],
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "ready\n"
    yield process
    process.stdin.close()
    process.wait(10)


@pytest.fixture
def start(stable, smtp_server):
    """Start a sender and return its process id; at the end of the test all are killed."""
    senders = []

    def start(lease=300.0):
        stable.stdin.write(f"{smtp_server.port} {lease}\n")
        stable.stdin.flush()
        senders.append(int(stable.stdout.readline()))
        return senders[-1]

    yield start
    for pid in senders:
        stop(pid, signal.SIGKILL)


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


def test_a_storm_of_kills_loses_nothing(start, smtp_server):
    """M-02: three senders, killed without warning again and again."""
    wanted = queue(150)
    smtp_server.behavior.delay = 0.02
    senders = [start(lease=2) for _ in range(3)]
    chance = random.Random(2027)
    kills = 0
    while kills < 12 and len(smtp_server.deliveries) < 130:
        time.sleep(chance.uniform(0.05, 0.2))
        victim = chance.randrange(3)
        assert stop(senders[victim], signal.SIGKILL)
        kills += 1
        senders[victim] = start(lease=2)
    wait_until_sent(30)
    counted = Counter(smtp_server.message_ids)
    assert set(counted) == wanted, "nothing is lost, and a copy has the Message-ID of the first"
    assert kills >= 5
    assert sum(counted.values()) - len(wanted) <= kills


def test_senders_side_by_side_send_nothing_twice(start, smtp_server):
    """M-03: four senders on one queue, ended politely and started again in between."""
    wanted = queue(200)
    smtp_server.behavior.delay = 0.01
    senders = [start() for _ in range(4)]
    for turn in range(6):
        time.sleep(0.15)
        assert stop(senders[turn % 4], signal.SIGTERM)
        senders[turn % 4] = start()
    wait_until_sent(30)
    assert len(smtp_server.message_ids) == len(wanted)
    assert set(smtp_server.message_ids) == wanted
    assert {mail.attempts for mail in Notification.objects.all()} == {1}


def test_a_committed_mail_needs_nothing_but_a_sender(start, smtp_server):
    """M-01: whoever committed it may be gone."""
    wanted = queue(1)
    start()
    wait_until_sent(10)
    assert set(smtp_server.message_ids) == wanted


def test_a_sender_survives_an_outage(start, smtp_server):
    """M-04 on the real clock: refused first, delivered after the server's return."""
    smtp_server.stop()
    wanted = queue(20)
    start()
    deadline = time.monotonic() + 10
    while Notification.objects.exclude(error="").count() < 10:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    smtp_server.start()
    Notification.objects.filter(status="queued").update(next_attempt_at=timezone.now())
    start()
    wait_until_sent(10)
    assert set(smtp_server.message_ids) == wanted


def test_a_command_that_queued_mails_sends_them_before_it_ends(smtp_server):
    """With nothing else running: the thread of a process that ends is given time."""
    wanted = queue(20)
    connection.close()
    code = (
        "import sys, django; django.setup(); from tests.notifications.stable import use_server; "
        "use_server(int(sys.argv[1])); from wagtail_mentoring.notifications.tasks import wake; wake()"
    )
    subprocess.run(
        [sys.executable, "-c", code, str(smtp_server.port)],
        env=environment(),
        check=True,
        timeout=60,
    )
    assert set(smtp_server.message_ids) == wanted
    assert not Notification.objects.exclude(status="sent").exists()


@pytest.mark.concurrency
def test_a_database_that_drops_the_sender_while_a_mail_is_confirmed(smtp):
    """M-02: the mail in hand is neither lost nor sent twice."""
    queue(5)
    own = connection.cursor()
    own.execute(
        "SELECT pg_backend_pid()" if connection.vendor == "postgresql" else "SELECT CONNECTION_ID()"
    )
    (number,) = own.fetchone()
    dropped = []

    def drop(delivery):
        if not dropped:
            dropped.append(delivery.message_id)
            with connection.cursor() as cursor:
                # This thread has a connection of its own.
                if connection.vendor == "postgresql":
                    cursor.execute("SELECT pg_terminate_backend(%s)", [number])
                else:
                    cursor.execute(f"KILL {int(number)}")
            connection.close()

    smtp.behavior.on_delivery = drop
    assert drain().sent == 5
    assert dropped
    assert len(smtp.message_ids) == len(set(smtp.message_ids)) == 5
