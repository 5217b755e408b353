"""Mail that comes back (M-21)."""

import pytest
from django.core.management import call_command
from django.db import transaction

from tests.actions.helpers import codes
from tests.factories import Cast
from wagtail_mentoring import get_member_profile_model
from wagtail_mentoring.actions import ForgetBounceAction, record_bounce
from wagtail_mentoring.models import Notification
from wagtail_mentoring.notifications.dispatch import notify

pytestmark = pytest.mark.django_db


def failing():
    return list(get_member_profile_model().objects.with_failing_mail())


def send(event, profile):
    with transaction.atomic():
        return notify(
            event, recipient=profile, about=profile, program=profile.program, extra=None
        ).status


def test_after_a_bounce_only_what_is_needed_is_sent(cast):
    profile = cast.mentee(status="paused")
    member = profile.member
    with transaction.atomic():
        waiting = notify(
            "saved_search_news", recipient=profile, about=profile, program=profile.program
        )
    assert record_bounce(member.email.upper()) == [member]
    waiting.refresh_from_db()
    assert waiting.status == "canceled"
    profile.refresh_from_db()
    assert failing() == [member]
    assert send("profile_reinstated", profile) == "queued"
    with transaction.atomic():
        mail = notify(
            "saved_search_news", recipient=profile, about=profile, program=profile.program, step="2"
        )
    assert (mail.status, mail.body_text) == ("canceled", "")


def test_another_address_ends_it(cast):
    member = cast.mentee().member
    record_bounce(member.email)
    member.user.email = "new@example.com"
    member.user.save()
    assert failing() == []
    member.refresh_from_db()
    assert not member.mail_fails


def test_what_may_pass_by_itself_changes_nothing(cast, capsys):
    member = cast.mentee().member
    call_command("mentoring_record_bounce", member.email, "--temporary")
    assert failing() == []
    call_command("mentoring_record_bounce", member.email, "nobody@example.com")
    assert failing() == [member]
    assert "1 noted." in capsys.readouterr().out


def test_a_coordinator_says_that_it_arrives_again(cast, coordinator):
    member = cast.mentee().member
    assert codes(ForgetBounceAction(member, actor=coordinator)) == ["mail_arrives"]
    record_bounce(member.email)
    member.refresh_from_db()
    ForgetBounceAction(member, actor=coordinator).execute()
    assert failing() == []


def test_no_mail_is_written_about_it(cast):
    member = cast.mentee().member
    record_bounce(member.email)
    assert not Notification.objects.exists()


def test_an_unknown_address_is_nobody():
    Cast()
    assert record_bounce("nobody@example.com") == []
    assert record_bounce("") == []
