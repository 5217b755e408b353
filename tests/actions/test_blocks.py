"""Blocking: what closes and ends by it, and that nobody is told (F86, P-14)."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from wagtail.models import ModelLogEntry

from tests.factories import BlockFactory, MentorshipFactory, RequestFactory, UserFactory
from wagtail_mentoring.actions import (
    BlockAction,
    LiftBlockAction,
    MakeRequestAction,
    UnblockAction,
)
from wagtail_mentoring.enums import MentorshipStatus, RequestStatus
from wagtail_mentoring.models import MemberBlock, MentorshipRequest, Notification

from .helpers import codes, mails

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(cast):
    return cast.mentor(), cast.mentee()


def block(by, of, **kwargs):
    return BlockAction(by.member, of.member, actor=by.member.user, **kwargs).execute()


@pytest.mark.parametrize("mentor_blocks", [True, False])
def test_open_requests_close_without_a_word(two, mentor_blocks):
    mentor, mentee = two
    request = RequestFactory(mentor=mentor, mentee=mentee)
    block(*(two if mentor_blocks else two[::-1]))
    request.refresh_from_db()
    assert request.status == RequestStatus.CLOSED
    assert request.closed_reason == "not_available"
    assert not Notification.objects.exists()


def test_an_open_mentorship_ends_politely(two):
    pair = MentorshipFactory(
        request__mentor=two[0], request__mentee=two[1], request__status="accepted"
    )
    block(two[1], two[0])
    pair.refresh_from_db()
    assert pair.status == MentorshipStatus.ENDED
    assert mails("mentorship_ended") == {two[0].member.user.email}
    for profile in two:
        profile.refresh_from_db()
        assert profile.open_mentorships == 0


def test_what_is_open_with_others_stays(cast, two):
    request = RequestFactory(mentor=cast.mentor(), mentee=two[1])
    block(two[1], two[0])
    request.refresh_from_db()
    assert request.is_open


@pytest.mark.parametrize("mentor_blocks", [True, False])
def test_neither_can_ask_the_other_and_it_reads_like_an_absence(two, mentor_blocks):
    mentor, mentee = two
    block(*(two if mentor_blocks else two[::-1]))
    for asker, asked in (two, two[::-1]):
        action = MakeRequestAction(asker, asked, actor=asker.member.user)
        assert codes(action) == ["not_available"]
    assert not MentorshipRequest.objects.exists()


def test_it_is_written_nowhere_that_others_read(two):
    kind = ContentType.objects.get_for_model(MemberBlock)
    block(*two)
    UnblockAction(two[0].member, two[1].member, actor=two[0].member.user).execute()
    assert not ModelLogEntry.objects.filter(content_type=kind).exists()
    assert not Notification.objects.exists()


def test_twice_is_once_and_each_takes_back_their_own(two):
    mentor, mentee = two
    first = block(mentor, mentee)
    assert block(mentor, mentee) == first
    block(mentee, mentor)
    UnblockAction(mentor.member, mentee.member, actor=mentor.member.user).execute()
    assert list(MemberBlock.objects.values_list("by", flat=True)) == [mentee.member_id]


def test_only_the_person_themself_blocks(two, coordinator):
    for user in (coordinator, two[1].member.user, UserFactory(is_superuser=True)):
        assert codes(BlockAction(two[0].member, two[1].member, actor=user)) == ["not_yours"]
    assert codes(BlockAction(two[0].member, two[0].member, actor=two[0].member.user)) == ["self"]


def test_staff_keep_two_apart_and_only_staff_end_it(two, coordinator):
    mentor, mentee = two
    with_office = BlockAction(mentor.member, mentee.member, imposed=True, actor=coordinator)
    assert with_office.execute().is_imposed
    UnblockAction(mentor.member, mentee.member, actor=mentor.member.user).execute()
    assert MemberBlock.objects.count() == 1
    assert not MemberBlock.objects.made_by(mentor.member).exists()
    by_member = LiftBlockAction(mentor.member, mentee.member, actor=mentor.member.user)
    assert codes(by_member) == ["not_coordinator"]
    LiftBlockAction(mentee.member, mentor.member, actor=coordinator).execute()
    assert not MemberBlock.objects.exists()


def test_a_block_of_ones_own_outlives_that_of_staff(two, coordinator):
    mentor, mentee = two
    block(mentor, mentee)
    for one, other in ((mentee, mentor), (mentor, mentee)):
        BlockAction(one.member, other.member, imposed=True, actor=coordinator).execute()
        # Neither sees that of staff, and the one's own does not vanish from their list.
        assert MemberBlock.objects.made_by(mentor.member).count() == 1
        assert not MemberBlock.objects.made_by(mentee.member).exists()
    LiftBlockAction(mentee.member, mentor.member, actor=coordinator).execute()
    assert MemberBlock.objects.made_by(mentor.member).exists()


def test_whoever_is_kept_apart_by_staff_blocks_as_ever(two, coordinator):
    """What staff imposed must not show by a block that seems to do nothing."""
    mentor, mentee = two
    BlockAction(mentor.member, mentee.member, imposed=True, actor=coordinator).execute()
    block(mentor, mentee)
    assert MemberBlock.objects.made_by(mentor.member).exists()
    UnblockAction(mentor.member, mentee.member, actor=mentor.member.user).execute()
    assert not MemberBlock.objects.made_by(mentor.member).exists()
    assert MemberBlock.objects.filter(is_imposed=True).count() == 1


def test_the_database_knows_it_too(two):
    BlockFactory(by=two[0].member, of=two[1].member)
    for wrong in ({"of": two[1].member}, {"of": two[0].member}):
        with pytest.raises(IntegrityError), transaction.atomic():
            MemberBlock.objects.create(by=two[0].member, **wrong)
