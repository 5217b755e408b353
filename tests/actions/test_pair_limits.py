"""Meetings and agreements bring mails: so many within an hour, and of several in a row the latest (S-27)."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from tests.actions.helpers import codes
from tests.factories import MentorshipFactory, PairMeetingFactory, RequestFactory
from wagtail_mentoring.actions import (
    CancelMeetingAction,
    ConfirmAgreementAction,
    ExtendMentorshipAction,
    MoveMeetingAction,
    PauseProfileAction,
    PlanMeetingAction,
    ProposeAgreementAction,
    ResumeProfileAction,
    SignalFeelingAction,
    WithdrawAgreementAction,
)
from wagtail_mentoring.enums import NotificationStatus, PairFeeling
from wagtail_mentoring.models import Notification
from wagtail_mentoring.notifications.sender import drain

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2027, 3, 2, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def pair(cast):
    return paired(cast, cast.mentor())


def paired(cast, mentor):
    request = RequestFactory(mentor=mentor, mentee=cast.mentee(), status="accepted")
    return MentorshipFactory(request=request)


def act(action, pair, role, *args, **kwargs):
    side = pair.side(role)
    return action(pair, side, *args, actor=side.member.user, **kwargs)


def propose(pair, role="mentee"):
    return act(ProposeAgreementAction, pair, role, goals="A talk.")


def plan(pair, role="mentee", **ahead):
    start = timezone.now() + dt.timedelta(**(ahead or {"days": 7}))
    return act(PlanMeetingAction, pair, role, starts_at=start, minutes=60, time_zone="UTC")


def move(pair, meeting, role="mentee", **ahead):
    start = timezone.now() + dt.timedelta(**(ahead or {"days": 9}))
    return act(MoveMeetingAction, pair, role, meeting, starts_at=start, minutes=60, time_zone="UTC")


def extend(pair, role="mentee"):
    day = timezone.localdate() + dt.timedelta(days=90)
    return act(ExtendMentorshipAction, pair, role, ends_on=day)


def sent_to(profile, event):
    """Return how many mails of ``event`` have reached somebody."""
    drain()
    return Notification.objects.filter(
        member=profile.member, event=event, status=NotificationStatus.SENT
    ).count()


def test_proposing_and_taking_back_has_an_end(cast, pair, clock):
    cast.program.pair_hourly_limit = 3
    cast.program.save()
    for _again in range(3):
        propose(pair).execute()
        act(WithdrawAgreementAction, pair, "mentee").execute()
    refused = propose(pair)
    assert codes(refused) == ["pair_limit"]
    assert "in 60 minutes" in str(refused.refusals()[0])
    clock.shift(dt.timedelta(minutes=61))
    assert propose(pair).execute()


def test_all_that_brings_a_mail_counts_together_and_each_side_for_themself(cast, pair):
    cast.program.pair_hourly_limit = 4
    cast.program.save()
    meeting = plan(pair).execute()
    move(pair, meeting).execute()
    propose(pair).execute()
    extend(pair).execute()
    for action in (plan(pair, days=20), move(pair, meeting), propose(pair)):
        assert codes(action) == ["pair_limit"]
    assert propose(pair, "mentor").execute()


def test_other_pairs_of_the_same_person_count_but_not_those_of_others(cast, pair):
    cast.program.pair_hourly_limit = 1
    cast.program.save()
    plan(pair, "mentor").execute()
    second = paired(cast, pair.mentor)
    assert codes(plan(second, "mentor")) == ["pair_limit"]
    assert plan(second, "mentee").execute()


def test_what_calms_things_down_is_never_refused(cast, pair):
    """Nobody may be kept from calling off a meeting, taking back a proposal, or agreeing."""
    cast.program.pair_hourly_limit = 1
    cast.program.save()
    meeting = PairMeetingFactory(mentorship=pair)
    propose(pair).execute()
    assert act(CancelMeetingAction, pair, "mentee", meeting).execute()
    assert act(WithdrawAgreementAction, pair, "mentee").execute()
    version = propose(pair, "mentor").execute().version
    assert act(ConfirmAgreementAction, pair, "mentee", version=version).execute()


def test_without_a_limit_everything_passes(cast, pair):
    cast.program.pair_hourly_limit = None
    cast.program.save()
    for _again in range(25):
        propose(pair).execute()


def test_of_proposals_in_a_row_the_first_and_the_latest_are_mailed(pair, clock):
    for minutes in range(6):
        clock.move_to(NOW + dt.timedelta(minutes=minutes))
        propose(pair).execute()
        assert sent_to(pair.mentor, "agreement_proposed") == 1
    clock.move_to(NOW + dt.timedelta(minutes=15))
    assert sent_to(pair.mentor, "agreement_proposed") == 2
    latest = Notification.objects.filter(status=NotificationStatus.SENT).latest("pk")
    assert latest.step == "6"
    clock.move_to(NOW + dt.timedelta(minutes=40))
    assert sent_to(pair.mentor, "agreement_proposed") == 2
    propose(pair).execute()
    assert sent_to(pair.mentor, "agreement_proposed") == 3, "after a pause it comes at once"


def test_what_is_taken_back_in_the_pause_is_never_heard_of(pair, clock):
    propose(pair).execute()
    assert sent_to(pair.mentor, "agreement_proposed") == 1
    propose(pair).execute()
    act(WithdrawAgreementAction, pair, "mentee").execute()
    clock.shift(dt.timedelta(hours=1))
    assert sent_to(pair.mentor, "agreement_proposed") == 1


def test_of_changes_of_a_meeting_the_latest_is_mailed_and_other_meetings_do_not_wait(pair, clock):
    meeting = plan(pair).execute()
    plan(pair, days=14).execute()
    assert sent_to(pair.mentor, "meeting_planned") == 2
    for days in (8, 9, 10):
        meeting = move(pair, meeting, days=days).execute()
    assert sent_to(pair.mentor, "meeting_moved") == 0
    clock.shift(dt.timedelta(minutes=15))
    assert sent_to(pair.mentor, "meeting_moved") == sent_to(pair.mentee, "meeting_moved") == 1
    mail = Notification.objects.get(
        event="meeting_moved", status=NotificationStatus.SENT, member=pair.mentor.member
    )
    assert "SEQUENCE:3" in mail.calendar


def test_a_meeting_that_is_soon_or_canceled_is_told_of_at_once(pair):
    meeting = plan(pair, hours=2).execute()
    move(pair, meeting, days=2).execute()
    assert sent_to(pair.mentor, "meeting_moved") == 1
    act(CancelMeetingAction, pair, "mentee", meeting).execute()
    assert sent_to(pair.mentor, "meeting_canceled") == 1


def test_breaks_in_a_row_are_told_once(cast, pair, clock):
    for _again in range(4):
        PauseProfileAction(pair.mentor, tell_partners=True).execute()
        sent_to(pair.mentee, "partner_paused")
        ResumeProfileAction(pair.mentor).execute()
        clock.shift(dt.timedelta(minutes=1))
    clock.shift(dt.timedelta(hours=1))
    assert sent_to(pair.mentee, "partner_paused") == 1


def test_coordinators_are_not_flooded_with_the_same_word(cast, coordinator, pair, clock):
    for minutes in range(5):
        clock.move_to(NOW + dt.timedelta(minutes=minutes))
        act(SignalFeelingAction, pair, "mentee", PairFeeling.NOT_A_FIT).execute()
        drain()
    sent = Notification.objects.filter(event="pair_not_a_fit", status=NotificationStatus.SENT)
    assert sent.count() == 1
    clock.move_to(NOW + dt.timedelta(minutes=20))
    drain()
    assert sent.count() == 2
