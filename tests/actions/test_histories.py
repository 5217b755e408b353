"""Random histories keep the invariants (C-13): whatever people do in whatever order, everything fits together."""

import datetime as dt
import os

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.factories import Cast
from wagtail_mentoring.actions import (
    AcceptRequestAction,
    CompleteMentorshipAction,
    DeclineRequestAction,
    EndMentorshipAction,
    ExpireRequestAction,
    HoldMentorshipAction,
    LeaveProfileAction,
    MakeRequestAction,
    PauseProfileAction,
    PromoteWaitingAction,
    ReinstateProfileAction,
    RejoinProfileAction,
    ResumeProfileAction,
    SubmitProfileAction,
    SuspendProfileAction,
    WithdrawRequestAction,
)
from wagtail_mentoring.actions.consistency import find_inconsistencies
from wagtail_mentoring.actions.due import run_due
from wagtail_mentoring.exceptions import ActionRefused
from wagtail_mentoring.models import Mentorship, MentorshipRequest

#: CI runs a few; the nightly figures were made with 500 histories of 50 steps.
HISTORIES = int(os.environ.get("MENTORING_HISTORIES", "8"))
STEPS = int(os.environ.get("MENTORING_HISTORY_STEPS", "30"))

people = st.integers(min_value=0, max_value=3)


class ProgramHistory(RuleBasedStateMachine):
    @initialize(
        limit=st.sampled_from([1, 2, None]),
        policy=st.sampled_from(["hidden", "waiting_list", "requestable"]),
    )
    def begin(self, limit, policy):
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.cast = Cast(
            mentee_max_mentors=limit, full_mentor_policy=policy, mentee_max_open_requests=2
        )
        self.mentors = [self.cast.mentor(capacity=1 + n % 2, terms="Calls.") for n in range(4)]
        self.mentees = [self.cast.mentee(goals="To learn.") for _n in range(3)]
        # One person is both.
        self.mentees.append(self.cast.mentee(member=self.mentors[0].member, goals="To learn."))
        self.clock = time_machine.travel(timezone.now(), tick=False)
        self.traveller = self.clock.start()

    def teardown(self):
        if hasattr(self, "clock"):
            self.clock.stop()
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)

    def attempt(self, action):
        try:
            return action.execute()
        except ActionRefused as refused:
            assert refused.codes

    def requests(self):
        return list(MentorshipRequest.objects.order_by("pk"))

    @rule(mentor=people, mentee=people, by_mentor=st.booleans())
    def ask(self, mentor, mentee, by_mentor):
        pair = self.mentors[mentor], self.mentees[mentee]
        self.attempt(MakeRequestAction(*(pair if by_mentor else pair[::-1])))

    @rule(
        number=st.integers(min_value=0, max_value=20),
        action=st.sampled_from(
            [AcceptRequestAction] * 4
            + [DeclineRequestAction, WithdrawRequestAction, ExpireRequestAction]
        ),
    )
    def decide(self, number, action):
        requests = self.requests()
        if requests:
            self.attempt(action(requests[number % len(requests)]))

    @rule(
        number=st.integers(min_value=0, max_value=20),
        action=st.sampled_from(
            [EndMentorshipAction, CompleteMentorshipAction, HoldMentorshipAction]
        ),
        by_mentor=st.booleans(),
    )
    def work(self, number, action, by_mentor):
        pairs = list(Mentorship.objects.order_by("pk"))
        if pairs:
            pair = pairs[number % len(pairs)]
            self.attempt(action(pair, pair.mentor if by_mentor else pair.mentee))

    @rule(
        person=people,
        is_mentor=st.booleans(),
        action=st.sampled_from(
            [
                PauseProfileAction,
                ResumeProfileAction,
                SuspendProfileAction,
                ReinstateProfileAction,
                LeaveProfileAction,
                RejoinProfileAction,
                SubmitProfileAction,
            ]
        ),
    )
    def move(self, person, is_mentor, action):
        self.attempt(action((self.mentors if is_mentor else self.mentees)[person]))

    @rule(person=people, capacity=st.integers(min_value=1, max_value=3))
    def change_capacity(self, person, capacity):
        mentor = self.mentors[person]
        type(mentor).objects.filter(pk=mentor.pk).update(capacity=capacity)
        self.attempt(PromoteWaitingAction(mentor))

    @rule(days=st.integers(min_value=1, max_value=20))
    def time_passes(self, days):
        self.traveller.shift(dt.timedelta(days=days))
        list(run_due())

    @invariant()
    def everything_fits_together(self):
        if hasattr(self, "cast"):
            assert find_inconsistencies() == []

    @invariant()
    def no_request_of_people_who_are_gone_is_open(self):
        if hasattr(self, "cast"):
            for request in MentorshipRequest.objects.filter(status="pending").with_people():
                assert {request.mentor.status, request.mentee.status} <= {"active", "paused"}


@pytest.mark.django_db
def test_random_histories():
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        ProgramHistory,
        settings=settings(
            max_examples=HISTORIES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
