"""Many at once, on PostgreSQL and MariaDB: limits hold, each request is decided once, nobody waits for ever."""

import itertools
import time

import pytest
from django.db import connection, transaction

from tests.concurrency.racing import ROUNDS, done, race
from tests.factories import Cast, MentorshipFactory, RequestFactory
from wagtail_mentoring.actions import (
    AcceptRequestAction,
    DeclineRequestAction,
    EndMentorshipAction,
    ExpireRequestAction,
    LeaveProfileAction,
    MakeRequestAction,
    PauseProfileAction,
    SuspendProfileAction,
    WithdrawRequestAction,
    locks,
    requests,
)
from wagtail_mentoring.actions.consistency import find_inconsistencies
from wagtail_mentoring.actions.due import run_due
from wagtail_mentoring.enums import FullMentorPolicy, Role
from wagtail_mentoring.exceptions import ActionBusy, ActionRefused
from wagtail_mentoring.models import Mentorship, MentorshipRequest, Notification

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def guards_off(monkeypatch):
    """Take the locks and the numbered places away, so that a race shows what they prevent (C-12)."""
    numbers = itertools.count(1)

    def read_without_lock(model, ids):
        profiles = {
            p.pk: p
            for p in model.objects.filter(pk__in=ids).select_related("member__user", "program")
        }
        time.sleep(0.05)
        return profiles

    monkeypatch.setattr(locks, "_lock", read_without_lock)
    monkeypatch.setattr(requests, "first_free_slot", lambda taken: next(numbers))
    monkeypatch.setattr(requests, "taken_slots", lambda profile: set())
    # What follows a pairing would, without the locks, only deadlock.
    for name in ("count_places", "settle_full_mentee", "settle_full_mentor"):
        monkeypatch.setattr(requests, name, lambda action, profile, change=0: None)


def accept(request):
    return AcceptRequestAction(MentorshipRequest.objects.get(pk=request.pk)).execute


def requests_of_one_mentee(mentors=8):
    cast = Cast(mentee_max_open_requests=None)
    mentee = cast.mentee()
    return [RequestFactory(mentor=cast.mentor(), mentee=mentee) for _number in range(mentors)]


def requests_to_one_mentor(capacity, mentees, **rules):
    cast = Cast(mentor_capacity_ceiling=20, **rules)
    mentor = cast.mentor(capacity=capacity)
    return [RequestFactory(mentor=mentor, mentee=cast.mentee()) for _number in range(mentees)]


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_a_mentee_gets_one_mentor(round_number):
    """C-01"""
    asked = requests_of_one_mentee()
    assert len(done(race(*[accept(r) for r in asked]))) == 1
    assert Mentorship.objects.open().count() == 1
    statuses = sorted(MentorshipRequest.objects.values_list("status", flat=True))
    assert statuses == ["accepted"] + ["closed"] * 7
    assert Notification.objects.filter(event="request_closed").count() == 7
    assert find_inconsistencies() == []


@pytest.mark.race_control
def test_control_without_guards_a_mentee_gets_several(guards_off):
    """C-12: were the guards off, the race above would do harm."""
    asked = requests_of_one_mentee()
    race(*[accept(r) for r in asked])
    assert Mentorship.objects.open().count() > 1


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_capacity_is_neither_exceeded_nor_left_unused(round_number):
    """C-02"""
    asked = requests_to_one_mentor(3, 8)
    assert len(done(race(*[accept(r) for r in asked]))) == 3
    assert set(Mentorship.objects.values_list("mentor_slot", flat=True)) == {1, 2, 3}
    assert (
        MentorshipRequest.objects.filter(status="pending", waiting_since__isnull=False).count() == 5
    )
    assert Notification.objects.filter(event="request_waiting").count() == 5
    assert find_inconsistencies() == []


@pytest.mark.race_control
def test_control_without_guards_capacity_is_exceeded(guards_off):
    """C-12"""
    asked = requests_to_one_mentor(3, 8)
    race(*[accept(r) for r in asked])
    assert Mentorship.objects.open().count() > 3


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_a_request_is_decided_once(round_number):
    """C-03"""
    cast = Cast()
    request = RequestFactory(mentor=cast.mentor(), mentee=cast.mentee())
    acts = [
        action(MentorshipRequest.objects.get(pk=request.pk)).execute
        for action in (
            AcceptRequestAction,
            DeclineRequestAction,
            WithdrawRequestAction,
            ExpireRequestAction,
        )
        * 2
    ]
    results = race(*acts)
    assert len(done(results)) == 1
    assert all(isinstance(r, ActionRefused) for r in results if isinstance(r, Exception))
    request.refresh_from_db()
    assert not request.is_open
    assert find_inconsistencies() == []


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_crossing_requests_make_one(round_number):
    """C-07"""
    cast = Cast()
    mentor, mentee = cast.mentor(), cast.mentee()
    results = race(
        MakeRequestAction(mentee, mentor).execute, MakeRequestAction(mentor, mentee).execute
    )
    assert len(done(results)) == 1
    assert MentorshipRequest.objects.count() == 1
    assert Notification.objects.filter(event="request_received").count() == 1


def test_the_same_form_ten_times_makes_one_request():
    """C-14"""
    import uuid

    cast = Cast()
    mentor, mentee, token = cast.mentor(), cast.mentee(), uuid.uuid4()
    results = race(
        *[MakeRequestAction(mentee, mentor, form_token=token).execute for _n in range(10)]
    )
    assert {r.pk for r in results} == {MentorshipRequest.objects.get().pk}
    assert Notification.objects.count() == 1


@pytest.mark.parametrize("way_out", [LeaveProfileAction, SuspendProfileAction, PauseProfileAction])
def test_accept_against_going(way_out):
    """C-11: whoever is faster, nothing is left half done."""
    for _round in range(ROUNDS):
        cast = Cast()
        mentor, mentee = cast.mentor(), cast.mentee()
        request = RequestFactory(mentor=mentor, mentee=mentee)
        race(accept(request), way_out(mentee).execute, way_out(mentor).execute)
        request.refresh_from_db()
        if way_out is PauseProfileAction:
            assert request.status == "accepted"
        elif way_out is LeaveProfileAction:
            assert not Mentorship.objects.open().filter(request=request).exists()
        assert not request.is_open
    assert find_inconsistencies() == []


def test_account_removed_while_a_request_is_accepted():
    """C-11"""
    for _round in range(ROUNDS):
        cast = Cast()
        mentor, mentee = cast.mentor(), cast.mentee()
        request = RequestFactory(mentor=mentor, mentee=mentee)
        race(accept(request), mentor.member.user.delete)
        request.refresh_from_db()
        assert not request.is_open
        assert not Mentorship.objects.open().filter(request=request).exists()
    assert find_inconsistencies() == []


def test_a_storm_of_everything_ends_without_deadlock():
    """C-08: locks in one order."""
    for _round in range(max(2, ROUNDS // 2)):
        cast = Cast(mentee_max_open_requests=None, mentor_capacity_ceiling=5)
        mentors = [cast.mentor(capacity=2) for _n in range(4)]
        mentees = [cast.mentee() for _n in range(6)]
        open_requests = [
            RequestFactory(mentor=mentor, mentee=mentee, initiated_by=Role.MENTEE)
            for mentor in mentors[:3]
            for mentee in mentees[:5]
        ]
        pair = MentorshipFactory(
            request=RequestFactory(mentor=mentors[3], mentee=mentees[5], status="accepted")
        )
        acts = [accept(r) for r in open_requests]
        acts += [WithdrawRequestAction(r).execute for r in open_requests[::4]]
        acts += [EndMentorshipAction(pair, pair.mentee).execute, lambda: list(run_due())]
        acts += [LeaveProfileAction(mentors[0]).execute, PauseProfileAction(mentees[4]).execute]
        results = race(*acts)
        assert not [r for r in results if isinstance(r, ActionBusy)]
        assert find_inconsistencies() == []


def test_who_waits_too_long_for_a_lock_is_told_to_try_again(settings):
    """C-08: a bounded wait, and a kind answer."""
    settings.WAGTAIL_MENTORING = {"LOCK_TIMEOUT_SECONDS": 1}
    cast = Cast()
    request = RequestFactory(mentor=cast.mentor(), mentee=cast.mentee())

    def hold():
        with transaction.atomic():
            locks.lock_profiles([request.mentor_id], [request.mentee_id])
            time.sleep(4)

    def accept_meanwhile():
        time.sleep(0.5)
        started = time.monotonic()
        try:
            return accept(request)()
        except ActionBusy as busy:
            return busy, time.monotonic() - started

    _held, (busy, seconds) = race(hold, accept_meanwhile)
    assert isinstance(busy, ActionBusy)
    assert seconds < 3.5
    assert MentorshipRequest.objects.get(pk=request.pk).is_open


@pytest.mark.parametrize("round_number", range(max(2, ROUNDS // 2)))
def test_limits_hold_inside_a_request_wide_transaction(round_number):
    """C-09: ATOMIC_REQUESTS, with reads before the lock."""
    asked = requests_of_one_mentee(6)

    def in_a_transaction(request):
        def act():
            with transaction.atomic():
                list(Mentorship.objects.all())
                return accept(request)()

        return act

    assert len(done(race(*[in_a_transaction(r) for r in asked]))) == 1
    assert Mentorship.objects.open().count() == 1


@pytest.mark.parametrize("round_number", range(max(2, ROUNDS // 2)))
def test_limits_hold_under_repeatable_read(round_number):
    """C-09: a snapshot taken before the lock must not decide."""
    asked = requests_of_one_mentee(6)
    level = {
        "postgresql": "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ",
        "mysql": "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ",
    }[connection.vendor]

    def with_snapshot(request):
        def act():
            if connection.vendor == "mysql":
                with connection.cursor() as cursor:
                    cursor.execute(level)
            with transaction.atomic():
                if connection.vendor == "postgresql":
                    with connection.cursor() as cursor:
                        cursor.execute(level)
                list(Mentorship.objects.all())
                time.sleep(0.02)
                return accept(request)()

        return act

    assert len(done(race(*[with_snapshot(r) for r in asked]))) == 1
    assert Mentorship.objects.open().count() == 1
    assert find_inconsistencies() == []


def test_due_runs_at_once_do_each_thing_once():
    """C-16"""
    import datetime as dt

    from django.utils import timezone

    cast = Cast()
    long_ago = timezone.now() - dt.timedelta(days=30)
    for _number in range(5):
        RequestFactory(mentor=cast.mentor(), mentee=cast.mentee(), clock_started_at=long_ago)
    race(*[lambda: list(run_due())] * 5)
    assert MentorshipRequest.objects.filter(status="expired").count() == 5
    assert Notification.objects.filter(event="request_expired").count() == 5


@pytest.mark.parametrize("policy", FullMentorPolicy.values)
def test_many_accepts_for_ten_places(policy):
    """Exactly ten mentorships, every other asker told once."""
    asked = requests_to_one_mentor(10, 40, full_mentor_policy=policy)
    results = race(*[accept(r) for r in asked])
    assert Mentorship.objects.open().count() == 10
    assert len(done(results)) == 10
    told = {"hidden": "request_closed", "waiting_list": "request_waiting"}.get(policy)
    if told:
        mails = list(Notification.objects.filter(event=told).values_list("to_email", flat=True))
        assert len(mails) == len(set(mails)) == 30
    assert find_inconsistencies() == []
