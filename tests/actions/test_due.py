"""What time brings, once each, whatever happens in between (D8, C-16)."""

import datetime as dt

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from tests.actions.helpers import mails
from tests.factories import Cast, MentorshipFactory, RequestFactory
from wagtail_mentoring.actions import (
    AcceptRequestAction,
    DeclineRequestAction,
    EndMentorshipAction,
    MakeRequestAction,
    PauseProfileAction,
    WithdrawRequestAction,
)
from wagtail_mentoring.actions.due import run_due
from wagtail_mentoring.enums import MembershipState, ProfileStatus
from wagtail_mentoring.membership import Membership
from wagtail_mentoring.models import MentorshipRequest, Notification

pytestmark = pytest.mark.django_db


def later(**delta):
    return time_machine.travel(timezone.now() + dt.timedelta(**delta), tick=False)


def steps():
    return [due.step for due in run_due()]


def test_nothing_is_due_at_first(cast):
    MakeRequestAction(cast.mentee(), cast.mentor()).execute()
    assert steps() == []


def test_reminders_and_expiry_in_their_days(cast):
    mentor, mentee = cast.mentor(), cast.mentee()
    request = MakeRequestAction(mentee, mentor).execute()
    happened = {}
    for day in range(1, 40):
        with later(days=day):
            for due in run_due():
                happened.setdefault(due.step, []).append(day)
    assert happened == {"request_1": [7], "request_2": [14], "expire": [28]}
    request.refresh_from_db()
    assert request.status == "expired"
    assert Notification.objects.filter(event="request_reminder").count() == 2
    assert mails("request_reminder") == {mentor.member.user.email}
    assert mails("request_expired") == {mentee.member.user.email}
    assert mails("request_expired_asked") == {mentor.member.user.email}


def test_a_second_run_does_nothing_again(cast):
    MakeRequestAction(cast.mentee(), cast.mentor()).execute()
    with later(days=8):
        assert steps() == ["request_1"]
        assert steps() == []


def test_after_a_downtime_only_the_latest_reminder_is_sent(cast):
    MakeRequestAction(cast.mentee(), cast.mentor()).execute()
    with later(days=20):
        assert steps() == ["request_2"]
        assert steps() == []


def test_each_step_can_be_switched_off():
    cast = Cast(
        request_first_reminder_days=None,
        request_second_reminder_days=None,
        request_expiry_days=None,
    )
    MakeRequestAction(cast.mentee(), cast.mentor()).execute()
    with later(days=100):
        assert steps() == []


def test_nobody_is_reminded_of_a_withdrawn_request(cast):
    request = MakeRequestAction(cast.mentee(), cast.mentor()).execute()
    WithdrawRequestAction(request).execute()
    with later(days=8):
        assert steps() == []


def test_a_dry_run_changes_nothing(cast, capsys):
    MakeRequestAction(cast.mentee(), cast.mentor()).execute()
    with later(days=30):
        call_command("mentoring_run_due", "--dry-run")
        assert "1 would be done." in capsys.readouterr().out
        assert not Notification.objects.exclude(event="request_received").exists()
        call_command("mentoring_run_due")
        assert "expire: request" in capsys.readouterr().out
        call_command("mentoring_run_due")
        assert "0 done." in capsys.readouterr().out


def test_waiting_requests_neither_remind_nor_expire(cast):
    mentor = cast.mentor(capacity=1)
    MentorshipFactory(
        request=RequestFactory(mentor=mentor, mentee=cast.mentee(), status="accepted")
    )
    MakeRequestAction(cast.mentee(), mentor).execute()
    with later(days=60):
        assert steps() == []


def test_a_free_place_starts_the_days_anew(cast):
    mentor = cast.mentor(capacity=1)
    MentorshipFactory(
        request=RequestFactory(mentor=mentor, mentee=cast.mentee(), status="accepted")
    )
    request = MakeRequestAction(cast.mentee(), mentor).execute()
    type(mentor).objects.filter(pk=mentor.pk).update(capacity=2)
    with later(days=60):
        assert steps() == ["promote"]
        assert not MentorshipRequest.objects.get(pk=request.pk).is_waiting
        assert steps() == []
    with later(days=68):
        assert steps() == ["request_1"]


def test_a_free_place_is_offered_to_one_at_a_time(cast):
    """D5, C-16: a second run does not offer the same place to the next one, too."""
    mentor = cast.mentor(capacity=1)
    pair = AcceptRequestAction(MakeRequestAction(cast.mentee(), mentor).execute()).execute()
    requests = [MakeRequestAction(cast.mentee(), mentor).execute() for _number in range(3)]

    def waiting():
        for request in requests:
            request.refresh_from_db()
        return [request.is_waiting for request in requests]

    with later(hours=1):
        EndMentorshipAction(pair, pair.mentee).execute()
        assert waiting() == [False, True, True]
        assert steps() == []
        DeclineRequestAction(requests[0]).execute()
        assert steps() == ["promote"]
        assert steps() == []
    assert waiting() == [False, False, True]


def test_a_break_ends_after_its_last_day(cast):
    mentor = cast.mentor()
    PauseProfileAction(mentor, until=timezone.localdate() + dt.timedelta(days=10)).execute()
    with later(days=10):
        assert steps() == []
    with later(days=11):
        assert steps() == ["resume"]
    mentor.refresh_from_db()
    assert mentor.status == ProfileStatus.ACTIVE


def test_a_break_without_end_goes_on(cast):
    PauseProfileAction(cast.mentor()).execute()
    with later(days=400):
        assert steps() == []


def test_a_lapse_is_noticed_and_takes_effect_after_the_grace(cast, static_membership):
    mentor = cast.mentor()
    request = MakeRequestAction(cast.mentee(), mentor).execute()
    static_membership[mentor.member.user.pk] = Membership(
        MembershipState.LAPSED, lapsed_on=timezone.localdate()
    )
    assert steps() == ["membership"]
    assert steps() == []
    assert MentorshipRequest.objects.get(pk=request.pk).is_open
    with later(days=31):
        assert "membership" in steps()
        assert MentorshipRequest.objects.get(pk=request.pk).closed_reason == "membership"
        assert "membership" not in steps()


def test_a_new_grace_is_noticed(cast, static_membership):
    mentor = cast.mentor()
    static_membership[mentor.member.user.pk] = Membership(
        MembershipState.LAPSED, lapsed_on=timezone.localdate() - dt.timedelta(days=10)
    )
    assert steps() == ["membership"]
    cast.program.membership_grace_days = 5
    cast.program.save()
    assert steps() == ["membership"]
    mentor.refresh_from_db()
    assert not mentor.is_listed


def test_due_memberships_ask_a_constant_number_of_queries(
    cast, static_membership, django_assert_num_queries
):
    for _number in range(3):
        cast.mentor()
    list(run_due())
    with django_assert_num_queries(22):
        assert steps() == []
    for _number in range(5):
        cast.mentor()
    list(run_due())
    with django_assert_num_queries(22):
        assert steps() == []
