"""The group of those who take part follows every move, and is put right when hands slip."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.factories import ProgramFactory, UserFactory
from wagtail_mentoring.actions import (
    ApproveProfileAction,
    LeaveProfileAction,
    PauseProfileAction,
    RefreshMembershipAction,
    ReinstateProfileAction,
    SuspendProfileAction,
)
from wagtail_mentoring.actions.consistency import find_inconsistencies
from wagtail_mentoring.actions.due import run_due
from wagtail_mentoring.enums import MembershipState, ProfileStatus
from wagtail_mentoring.membership import Membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return UserFactory(is_superuser=True)


def is_in(profile):
    return profile.program.enrolled_group.user_set.filter(pk=profile.member.user_id).exists()


def test_a_program_has_a_group_of_its_name(cast):
    assert cast.program.enrolled_group.name == f"Enrolled in {cast.program.name}"
    cast.program.name = "Careers"
    cast.program.save()
    cast.program.enrolled_group.refresh_from_db()
    assert cast.program.enrolled_group.name == "Enrolled in Careers"
    other = ProgramFactory(name="Careers", slug="other")
    assert other.enrolled_group.name == "Enrolled in Careers (other)"
    other.save()
    other.enrolled_group.refresh_from_db()
    assert other.enrolled_group.name == "Enrolled in Careers (other)"
    other.delete()
    assert not Group.objects.filter(name__contains="(other)").exists()


def test_it_follows_each_move(cast, coordinator):
    profile = cast.mentee(status=ProfileStatus.PENDING)
    assert not is_in(profile)
    ApproveProfileAction(profile, actor=coordinator).execute()
    assert is_in(profile)
    PauseProfileAction(profile).execute()
    assert is_in(profile)
    SuspendProfileAction(profile, actor=coordinator).execute()
    assert not is_in(profile)
    ReinstateProfileAction(profile, actor=coordinator).execute()
    assert is_in(profile)
    LeaveProfileAction(profile).execute()
    assert not is_in(profile)


def test_who_leaves_in_one_role_stays_in_for_the_other(cast):
    mentor = cast.mentor()
    mentee = cast.mentee(member=mentor.member)
    LeaveProfileAction(mentor).execute()
    assert is_in(mentee)
    LeaveProfileAction(mentee).execute()
    assert not is_in(mentee)


def test_an_ended_membership_is_out_when_the_grace_is_over_and_in_when_renewed(cast):
    profile = cast.mentee()
    answer = Membership(MembershipState.LAPSED, lapsed_on=timezone.localdate())
    RefreshMembershipAction(profile.member, answer=answer).execute()
    assert is_in(profile)
    with time_machine.travel(timezone.now() + dt.timedelta(days=40), tick=False):
        RefreshMembershipAction(profile.member, answer=answer).execute()
        list(run_due())
        RefreshMembershipAction(
            profile.member, answer=Membership(MembershipState.CURRENT)
        ).execute()
        assert is_in(profile)


def test_hands_that_slipped_are_put_right_and_reported(cast):
    profile, stranger = cast.mentee(), UserFactory()
    group = cast.program.enrolled_group
    group.user_set.set([stranger])
    assert len(list(find_inconsistencies())) == 2
    with pytest.raises(CommandError):
        call_command("mentoring_check")
    list(run_due())
    assert set(group.user_set.all()) == {profile.member.user}
    assert list(find_inconsistencies()) == []


def test_a_group_that_was_deleted_is_made_again(cast):
    profile = cast.mentee()
    cast.program.enrolled_group.delete()
    list(run_due())
    cast.program.refresh_from_db()
    assert is_in(profile)
