"""Acts on a mentorship: the full product of states and moves, and what an end means."""

import pytest
from wagtail.models import ModelLogEntry

from tests.actions.helpers import codes, mails
from tests.factories import Cast, EndReasonFactory, MentorshipFactory, RequestFactory, UserFactory
from wagtail_mentoring.actions import (
    AcceptRequestAction,
    CompleteMentorshipAction,
    ContinueMentorshipAction,
    EndMentorshipAction,
    HoldMentorshipAction,
    MakeRequestAction,
    MarkFirstConversationAction,
)
from wagtail_mentoring.actions.consistency import find_inconsistencies
from wagtail_mentoring.enums import MENTORSHIP_TRANSITIONS, MentorshipStatus
from wagtail_mentoring.exceptions import ActionRefused
from wagtail_mentoring.models import MentorshipRequest, Notification

pytestmark = pytest.mark.django_db

ACTIONS = {
    "hold": HoldMentorshipAction,
    "resume": ContinueMentorshipAction,
    "complete": CompleteMentorshipAction,
    "end": EndMentorshipAction,
}


@pytest.fixture
def pair(cast):
    mentor, mentee = cast.mentor(), cast.mentee()
    return AcceptRequestAction(MakeRequestAction(mentee, mentor).execute()).execute()


def bring_to(mentorship, status):
    if status == MentorshipStatus.ON_HOLD:
        HoldMentorshipAction(mentorship, mentorship.mentor).execute()
    elif status == MentorshipStatus.COMPLETED:
        CompleteMentorshipAction(mentorship, mentorship.mentor).execute()
    elif status == MentorshipStatus.ENDED:
        EndMentorshipAction(mentorship, mentorship.mentor).execute()
    mentorship.refresh_from_db()


@pytest.mark.parametrize("who", ["mentor", "mentee", "stranger", "coordinator"])
@pytest.mark.parametrize("status", MentorshipStatus.values)
@pytest.mark.parametrize("event", ACTIONS)
def test_only_what_the_table_allows_happens(pair, coordinator, event, status, who):
    bring_to(pair, status)
    profile = pair.mentee if who == "mentee" else pair.mentor
    actor = {"stranger": UserFactory(), "coordinator": coordinator}.get(who, profile.member.user)
    sources, (target,) = MENTORSHIP_TRANSITIONS[event]
    before = ModelLogEntry.objects.count()
    action = ACTIONS[event](pair, profile, actor=actor)
    if who != "stranger" and status in sources:
        action.execute()
        pair.refresh_from_db()
        assert pair.status == target
        assert ModelLogEntry.objects.count() == before + 1
    else:
        with pytest.raises(ActionRefused):
            action.execute()
        pair.refresh_from_db()
        assert pair.status == status
        assert ModelLogEntry.objects.count() == before
    assert find_inconsistencies() == []


def test_a_third_persons_profile_cannot_end_it(cast, pair):
    third = cast.mentor()
    assert codes(EndMentorshipAction(pair, third, actor=third.member.user)) == ["not_yours"]


def test_end_frees_both_places_and_tells_the_other_only_the_thanks(cast, pair):
    reason = EndReasonFactory(program=cast.program, text="It did not fit")
    EndMentorshipAction(
        pair, pair.mentee, reason=reason, note="Between us.", thanks="Thank you for your time."
    ).execute()
    pair.refresh_from_db()
    assert (pair.status, pair.ended_by, pair.end_reason) == ("ended", "mentee", reason)
    assert (pair.mentor_slot, pair.mentee_slot, pair.open_pair) == (None, None, None)
    mail = Notification.objects.get(event="mentorship_ended")
    assert mail.to_email == pair.mentor.member.user.email
    assert "Thank you for your time." in mail.body_text
    assert "Between us." not in mail.body_text + mail.body_html
    assert reason.text not in mail.body_text + mail.body_html


def test_after_the_end_a_new_search_is_possible(cast, pair):
    CompleteMentorshipAction(pair, pair.mentor).execute()
    again = AcceptRequestAction(MakeRequestAction(pair.mentee, pair.mentor).execute()).execute()
    assert again.is_open


def test_the_end_moves_up_who_waits_longest():
    cast = Cast()
    mentor = cast.mentor(capacity=1)
    pair = MentorshipFactory(
        request=RequestFactory(mentor=mentor, mentee=cast.mentee(), status="accepted")
    )
    first, second = (MakeRequestAction(cast.mentee(), mentor).execute() for _number in range(2))
    EndMentorshipAction(pair, pair.mentee).execute()
    assert not MentorshipRequest.objects.get(pk=first.pk).is_waiting
    assert MentorshipRequest.objects.get(pk=second.pk).is_waiting
    assert mails("request_place_free") == {first.mentee.member.user.email}


def test_hold_keeps_the_places(pair):
    HoldMentorshipAction(pair, pair.mentee).execute()
    pair.refresh_from_db()
    assert (pair.status, pair.mentor_slot, pair.mentee_slot) == ("on_hold", 1, 1)


def test_first_conversation_is_noted_once(pair):
    MarkFirstConversationAction(pair, pair.mentee, actor=pair.mentee.member.user).execute()
    pair.refresh_from_db()
    assert pair.first_conversation_at is not None
    assert codes(MarkFirstConversationAction(pair, pair.mentor)) == ["already_held"]


def test_a_reason_of_another_program_is_refused(pair):
    action = EndMentorshipAction(pair, pair.mentor, reason=EndReasonFactory())
    assert codes(action) == ["other_program"]
