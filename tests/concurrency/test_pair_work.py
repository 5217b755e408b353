"""Two people at the same moment: one proposal, one agreement, and only what was read is agreed to."""

import datetime as dt

import pytest
from django.utils import timezone

from tests.concurrency.racing import ROUNDS, done, race
from tests.factories import AgreementFactory, Cast, MentorshipFactory, RequestFactory
from wagtail_mentoring.actions import (
    AddGoalAction,
    ConfirmAgreementAction,
    EndMentorshipAction,
    PlanMeetingAction,
    ProposeAgreementAction,
)
from wagtail_mentoring.actions.mentorships import MentorshipAction
from wagtail_mentoring.models import Mentorship

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


def new_pair(**rules):
    cast = Cast(**rules)
    request = RequestFactory(mentor=cast.mentor(), mentee=cast.mentee(), status="accepted")
    return MentorshipFactory(request=request)


def act(action, pair, role, **terms):
    def execute():
        fresh = Mentorship.objects.with_people().get(pk=pair.pk)
        profile = fresh.side(role)
        return action(fresh, profile, actor=profile.member.user, **terms).execute()

    return execute


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_a_proposal_changed_while_it_is_agreed_to(_round):
    """Either what was read is agreed to and the change is the next proposal, or it is not agreed to."""
    pair = new_pair()
    read = AgreementFactory(mentorship=pair, goals="Read")
    results = race(
        *[
            act(ConfirmAgreementAction, pair, "mentor", version=read.version),
            act(ProposeAgreementAction, pair, "mentee", goals="Changed"),
        ]
    )
    standing = dict(pair.agreements.filter(standing__isnull=False).values_list("goals", "standing"))
    assert standing in (
        {"Read": "confirmed", "Changed": "proposed"},
        {"Changed": "proposed"},
    )
    assert len(done(results)) == len(standing)


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_both_propose_at_once(_round):
    pair = new_pair()
    race(
        *[act(ProposeAgreementAction, pair, role, goals=role) for role in ("mentor", "mentee") * 3]
    )
    assert pair.agreements.filter(standing="proposed").count() == 1
    versions = sorted(pair.agreements.values_list("version", flat=True))
    assert versions == list(range(1, len(versions) + 1))


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_the_number_of_goals_holds(_round):
    pair = new_pair(goal_limit=2)
    results = race(
        *[
            act(AddGoalAction, pair, role, title=f"Goal {number}")
            for number, role in enumerate(("mentor", "mentee") * 3)
        ]
    )
    assert pair.goals.count() == 2 == len(done(results))


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_nothing_is_proposed_after_the_end(_round):
    pair = new_pair()
    results = race(
        *[
            act(EndMentorshipAction, pair, "mentor"),
            act(ProposeAgreementAction, pair, "mentee", goals="A talk"),
        ]
    )
    pair.refresh_from_db()
    assert pair.status == "ended"
    assert pair.agreements.count() == len(done(results)) - 1


HOURLY = 3


def race_to_plan(pair):
    starts = [timezone.now() + dt.timedelta(days=day) for day in range(1, 9)]
    terms = {"minutes": 60, "time_zone": "UTC"}
    return race(
        *[act(PlanMeetingAction, pair, "mentee", starts_at=start, **terms) for start in starts]
    )


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_of_eight_meetings_at_once_as_many_pass_as_the_limit_allows(_round):
    """S-27"""
    pair = new_pair(pair_hourly_limit=HOURLY)
    results = race_to_plan(pair)
    assert len(done(results)) == pair.meetings.count() == HOURLY
    refused = [one for one in results if isinstance(one, Exception)]
    assert {code for one in refused for code in one.codes} == {"pair_limit"}


@pytest.mark.race_control
def test_control_without_locks_more_pass_than_the_limit_allows(monkeypatch):
    """C-12: were the people not locked, the race above would do harm."""

    def unlocked(self):
        self.mentorship = Mentorship.objects.with_people().get(pk=self.mentorship.pk)
        self.profile = self.mentorship.side(self.profile.role)

    monkeypatch.setattr(MentorshipAction, "lock", unlocked)
    pair = new_pair(pair_hourly_limit=HOURLY)
    race_to_plan(pair)
    assert pair.meetings.count() > HOURLY
