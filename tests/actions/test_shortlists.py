"""Setting people aside, and out of sight: by oneself alone, twice is once, and nothing tells (F20)."""

import pytest
from wagtail.models import ModelLogEntry

from tests.actions.helpers import codes
from tests.factories import Cast, MentorshipFactory, RequestFactory
from wagtail_mentoring.actions import (
    BringBackAction,
    DismissAction,
    RemoveFromShortlistAction,
    SaveShortlistNoteAction,
    ShortlistAction,
)
from wagtail_mentoring.enums import ProfileStatus, RequestStatus
from wagtail_mentoring.models import Notification

ALL = [
    ShortlistAction,
    RemoveFromShortlistAction,
    DismissAction,
    BringBackAction,
    lambda own, other, **kwargs: SaveShortlistNoteAction(own, other, "Mine", **kwargs),
]


@pytest.fixture(params=["mentee", "mentor"])
def two(cast, request):
    """Return whose list it is and who may stand on it, in both directions."""
    mentor, mentee = cast.mentor(), cast.mentee()
    return (mentee, mentor) if request.param == "mentee" else (mentor, mentee)


def kept(profile):
    return (
        [entry.candidate_id for entry in profile.shortlist.all()],
        [mark.candidate_id for mark in profile.dismissals.all()],
    )


def test_twice_is_once(two):
    own, other = two
    for _time in range(2):
        ShortlistAction(own, other).execute()
    assert kept(own) == ([other.pk], [])
    for _time in range(2):
        DismissAction(own, other).execute()
    assert kept(own) == ([other.pk], [other.pk])
    for _time in range(2):
        BringBackAction(own, other).execute()
    assert kept(own) == ([other.pk], [])
    for _time in range(2):
        RemoveFromShortlistAction(own, other).execute()
    assert kept(own) == ([], [])
    assert kept(other) == ([], [])


def test_a_note_outlives_a_dismissal(two):
    own, other = two
    ShortlistAction(own, other).execute()
    SaveShortlistNoteAction(own, other, "Knows surveys.").execute()
    DismissAction(own, other).execute()
    ShortlistAction(own, other).execute()
    assert kept(own) == ([other.pk], [])
    assert own.shortlist.get().note == "Knows surveys."


def test_nobody_is_told_and_nothing_is_logged(two):
    own, other = two
    before = ModelLogEntry.objects.count()
    ShortlistAction(own, other, actor=own.member.user).execute()
    SaveShortlistNoteAction(own, other, "Mine", actor=own.member.user).execute()
    DismissAction(own, other, actor=own.member.user).execute()
    assert ModelLogEntry.objects.count() == before
    assert not Notification.objects.exists()


@pytest.mark.parametrize("action", ALL)
def test_only_the_person_themself(two, coordinator, action):
    own, other = two
    for somebody in (coordinator, other.member.user):
        assert codes(action(own, other, actor=somebody)) == ["not_yours"]


@pytest.mark.parametrize("status", [ProfileStatus.PAUSED, ProfileStatus.LEFT, ProfileStatus.DRAFT])
def test_who_cannot_be_seen_cannot_be_kept(two, status):
    own, other = two
    type(other).objects.filter(pk=other.pk).update(status=status)
    assert codes(ShortlistAction(own, other)) == ["not_visible"]
    assert codes(DismissAction(own, other)) == ["not_visible"]


def test_who_is_gone_can_be_taken_off(two):
    own, other = two
    ShortlistAction(own, other).execute()
    DismissAction(own, other).execute()
    type(other).objects.filter(pk=other.pk).update(status=ProfileStatus.LEFT)
    RemoveFromShortlistAction(own, other).execute()
    BringBackAction(own, other).execute()
    assert kept(own) == ([], [])


def test_people_of_other_programs_and_roles_and_oneself(cast):
    mentee, elsewhere = cast.mentee(), Cast().mentor()
    assert codes(ShortlistAction(mentee, elsewhere)) == ["other_program"]
    assert codes(ShortlistAction(mentee, cast.mentee())) == ["other_program"]
    assert codes(ShortlistAction(mentee, cast.mentor(member=mentee.member))) == ["self"]


def test_whoever_does_not_take_part_keeps_nobody(two):
    own, other = two
    type(own).objects.filter(pk=own.pk).update(status=ProfileStatus.LEFT)
    assert codes(ShortlistAction(own, other)) == ["not_enrolled"]


def test_what_is_open_between_two_is_answered_first(cast):
    mentor, mentee = cast.mentor(), cast.mentee()
    request = RequestFactory(mentor=mentor, mentee=mentee)
    for own, other in ((mentor, mentee), (mentee, mentor)):
        assert codes(DismissAction(own, other)) == ["dismiss_requested"]
    request.delete()
    accepted = RequestFactory(mentor=mentor, mentee=mentee, status=RequestStatus.ACCEPTED)
    MentorshipFactory(request=accepted)
    for own, other in ((mentor, mentee), (mentee, mentor)):
        assert codes(DismissAction(own, other)) == ["dismiss_paired"]


def test_a_note_needs_an_entry(two):
    own, other = two
    assert codes(SaveShortlistNoteAction(own, other, "Mine")) == ["not_on_shortlist"]
