"""``mentoring_send_mail``: for cron, and as a service."""

from io import StringIO

import pytest
from django.core import mail as django_mail
from django.core.management import call_command

from tests.factories import RequestFactory
from wagtail_mentoring.notifications.dispatch import notify

pytestmark = pytest.mark.django_db


def run():
    out = StringIO()
    call_command("mentoring_send_mail", stdout=out)
    return out.getvalue()


def test_what_is_due_is_sent_and_told():
    request = RequestFactory()
    notify("request_received", recipient=request.mentor, about=request, program=request.program)
    assert run() == "Mails: 1 sent.\n"
    assert len(django_mail.outbox) == 1


def test_cron_is_quiet_when_there_is_nothing_to_do():
    assert run() == ""


@pytest.mark.smtp
def test_trouble_is_told(smtp):
    smtp.stop()
    request = RequestFactory()
    notify("request_received", recipient=request.mentor, about=request, program=request.program)
    assert run() == "Mails: 1 waiting for the mail server.\n"
