"""``mentoring_send_mail``: for cron, and as a service."""

import datetime as dt
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core import mail as django_mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.factories import RequestFactory, UserFactory
from wagtail_mentoring.models import Notification
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


def test_the_check_fails_while_a_mail_waits_too_long():
    """M-06."""
    request = RequestFactory()
    notify("request_received", recipient=request.mentor, about=request, program=request.program)
    call_command("mentoring_check", stdout=StringIO())
    Notification.objects.update(created_at=timezone.now() - dt.timedelta(minutes=20))
    err = StringIO()
    with pytest.raises(CommandError):
        call_command("mentoring_check", stdout=StringIO(), stderr=err)
    assert "the oldest of 1 mails has waited for 20 minutes" in err.getvalue()


def test_monitoring_is_warned_when_nobody_is_told_of_concerns():
    """Whoever raises one would wait for nobody (D16). The day the committee is appointed may be to come: no failure."""

    def warnings():
        err = StringIO()
        call_command("mentoring_check", stdout=StringIO(), stderr=err)
        return err.getvalue()

    assert "The program office" in warnings()
    assert "The oversight committee" in warnings()
    otto = UserFactory()
    otto.groups.add(Group.objects.get(name="Oversight committee"))
    assert "The oversight committee" not in warnings()
    otto.is_active = False
    otto.save()
    assert "The oversight committee" in warnings()
