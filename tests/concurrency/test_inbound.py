"""Replies by mail, fetched by two at once, or by one that is killed: nothing is lost, nothing comes twice (C-14)."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.core.management import call_command
from django.db import connection

from tests.concurrency.racing import race
from tests.factories import Cast, ConversationFactory, MentorshipFactory, RequestFactory
from tests.inbound.conftest import (  # noqa: F401 -- fixtures
    account,
    dovecot,
    dovecot_server,
    imap_options,
)
from tests.inbound.mails import ADDRESS, reply
from wagtail_mentoring.enums import RequestStatus, Role
from wagtail_mentoring.models import Message

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]

COUNT = 30
CHILD = """
import json, os, django
django.setup()
from django.conf import settings
settings.WAGTAIL_MENTORING = json.loads(os.environ["INBOUND"])
from django.core.management import call_command
call_command("mentoring_fetch_mail")
"""


@pytest.fixture
def waiting(transactional_db, settings, dovecot, account, imap_options):  # noqa: F811
    """So many replies in the mailbox; return their texts."""
    cast = Cast(message_hourly_limit=100)
    request = RequestFactory(
        mentor=cast.mentor(), mentee=cast.mentee(), status=RequestStatus.ACCEPTED
    )
    MentorshipFactory(request=request)
    conversation = ConversationFactory(request=request)
    settings.WAGTAIL_MENTORING = {
        "INBOUND_ADDRESS": ADDRESS,
        "INBOUND_BACKEND": "wagtail_mentoring.inbound.backends.ImapBackend",
        "INBOUND_OPTIONS": imap_options,
        "MAIL_WAKE": "off",
    }
    texts = [f"Answer {number}" for number in range(COUNT)]
    for number, text in enumerate(texts):
        raw = reply(
            request.mentee.member.email,
            conversation.reply_token(Role.MENTEE),
            text,
            message_id=f"<{number}@mail.example>",
        )
        dovecot.deliver(account, raw)
    return texts


def written():
    return sorted(Message.objects.values_list("text", flat=True))


def test_two_who_fetch_at_once(waiting, dovecot, account):  # noqa: F811
    results = race(*[lambda: call_command("mentoring_fetch_mail", verbosity=0)] * 3)
    assert results == [None, None, None]
    assert written() == sorted(waiting)
    call_command("mentoring_fetch_mail", verbosity=0)
    assert dovecot.mails(account) == []


def test_killed_in_the_middle_again_and_again(waiting, dovecot, account, settings):  # noqa: F811
    import json

    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.notifications.settings_smtp",
        "MENTORING_TEST_DATABASE": str(connection.settings_dict["NAME"]),
        "INBOUND": json.dumps(settings.WAGTAIL_MENTORING),
    }
    for wanted in (3, 11, 19):
        child = subprocess.Popen([sys.executable, "-c", CHILD], env=environment)
        deadline = time.monotonic() + 60
        while Message.objects.count() < wanted and child.poll() is None:
            assert time.monotonic() < deadline
            time.sleep(0.005)
        child.send_signal(signal.SIGKILL)
        assert child.wait(20) == -signal.SIGKILL
    assert 19 <= Message.objects.count() < COUNT
    subprocess.run([sys.executable, "-c", CHILD], env=environment, check=True, timeout=120)
    assert written() == sorted(waiting)
    assert dovecot.mails(account) == []
