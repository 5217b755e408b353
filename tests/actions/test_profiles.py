"""Moves of a profile: every event from every state, who may, and what follows (C-04, C-11)."""

import datetime as dt

import pytest
from wagtail.models import ModelLogEntry

from tests.actions.helpers import codes, mails
from tests.factories import (
    Cast,
    CriterionFactory,
    MenteeFactory,
    MentorshipFactory,
    RequestFactory,
    UserFactory,
    agree,
    answer,
)
from wagtail_mentoring.actions import (
    AcceptRequestAction,
    ApproveProfileAction,
    LeaveProfileAction,
    MakeRequestAction,
    PauseProfileAction,
    ReinstateProfileAction,
    RejoinProfileAction,
    ResumeProfileAction,
    ReturnProfileAction,
    SubmitProfileAction,
    SuspendProfileAction,
)
from wagtail_mentoring.actions.consistency import find_inconsistencies
from wagtail_mentoring.enums import PROFILE_TRANSITIONS, ProfileStatus
from wagtail_mentoring.exceptions import ActionRefused
from wagtail_mentoring.models import Mentorship, MentorshipRequest

pytestmark = pytest.mark.django_db

ACTIONS = {
    "submit": SubmitProfileAction,
    "approve": ApproveProfileAction,
    "return": ReturnProfileAction,
    "pause": PauseProfileAction,
    "resume": ResumeProfileAction,
    "leave": LeaveProfileAction,
    "rejoin": RejoinProfileAction,
    "suspend": SuspendProfileAction,
    "reinstate": ReinstateProfileAction,
}
STAFF_ONLY = {"approve", "return", "suspend", "reinstate"}


def test_there_is_an_action_for_each_move():
    assert set(ACTIONS) == set(PROFILE_TRANSITIONS)


@pytest.mark.parametrize("who", ["self", "stranger", "coordinator", "system"])
@pytest.mark.parametrize("status", ProfileStatus.values)
@pytest.mark.parametrize("event", ACTIONS)
def test_only_what_the_table_allows_happens(cast, coordinator, event, status, who):
    mentee = cast.mentee(status=status, goals="To learn.")
    actor = {
        "self": mentee.member.user,
        "stranger": UserFactory(),
        "coordinator": coordinator,
        "system": None,
    }[who]
    sources, targets = PROFILE_TRANSITIONS[event]
    may = who in ("coordinator", "system") or (who == "self" and event not in STAFF_ONLY)
    action = ACTIONS[event](mentee, actor=actor)
    if may and status in sources:
        action.execute()
        mentee.refresh_from_db()
        assert mentee.status in targets
        entry = ModelLogEntry.objects.for_instance(mentee).get()
        assert entry.action == f"wagtail_mentoring.profile.{event}"
        assert (entry.data["from"], entry.data["to"]) == (status, mentee.status)
    else:
        with pytest.raises(ActionRefused):
            action.execute()
        mentee.refresh_from_db()
        assert mentee.status == status
        assert not ModelLogEntry.objects.for_instance(mentee).exists()


def test_enrollment_is_active_at_once_without_approval(cast):
    mentee = cast.mentee(status=ProfileStatus.DRAFT, goals="To learn.", joined_at=None)
    SubmitProfileAction(mentee, actor=mentee.member.user).execute()
    mentee.refresh_from_db()
    assert mentee.is_listed
    assert mentee.joined_at is not None
    assert mails("enrollment_confirmed") == {mentee.member.user.email}


def test_enrollment_waits_for_approval_where_the_program_asks_for_it(coordinator):
    cast = Cast(mentee_approval_required=True)
    mentee = cast.mentee(status=ProfileStatus.DRAFT, goals="To learn.", joined_at=None)
    SubmitProfileAction(mentee, actor=mentee.member.user).execute()
    mentee.refresh_from_db()
    assert mentee.status == ProfileStatus.PENDING
    assert mails("profile_submitted") == {coordinator.email}
    ApproveProfileAction(mentee, actor=coordinator).execute()
    assert mails("profile_approved") == {mentee.member.user.email}


def test_what_is_missing_is_named(cast):
    mentee = cast.mentee(status=ProfileStatus.DRAFT)
    mentee.member.headline = ""
    mentee.member.save()
    required = CriterionFactory(program=cast.program, label="Career stage", is_required=True)
    CriterionFactory(program=cast.program, label="Not asked", is_required=True, ask_mentee=False)
    with pytest.raises(ActionRefused) as refused:
        SubmitProfileAction(mentee).execute()
    (refusal,) = refused.value.refusals
    assert refusal.code == "incomplete"
    assert "headline, your goals, Career stage." in refusal.message
    answer(mentee, required, value="x")
    mentee.member.headline = "Statistician"
    mentee.member.save()
    mentee.goals = "To learn."
    mentee.save()
    SubmitProfileAction(mentee).execute()


def test_enrollment_needs_the_code_of_conduct(cast):
    mentee = MenteeFactory(program=cast.program, status=ProfileStatus.DRAFT, goals="To learn.")
    assert codes(SubmitProfileAction(mentee)) == ["conduct_not_agreed"]
    agree(mentee)
    SubmitProfileAction(mentee).execute()


def test_a_program_without_code_of_conduct_takes_nobody(cast):
    mentee = cast.mentee(status=ProfileStatus.DRAFT, goals="To learn.")
    cast.program.code_of_conduct.unpublish()
    assert codes(SubmitProfileAction(mentee)) == ["conduct_missing"]


def test_a_closed_program_takes_nobody(cast):
    mentee = cast.mentee(status=ProfileStatus.DRAFT, goals="To learn.")
    cast.program.is_open = False
    cast.program.save()
    assert codes(SubmitProfileAction(mentee)) == ["enrollment_closed"]


def test_a_returned_profile_carries_the_note(cast, coordinator):
    mentee = cast.mentee(status=ProfileStatus.PENDING)
    ReturnProfileAction(mentee, note="Tell us more.", actor=coordinator).execute()
    mentee.refresh_from_db()
    assert (mentee.status, mentee.staff_note) == (ProfileStatus.DRAFT, "Tell us more.")
    assert mails("profile_returned") == {mentee.member.user.email}


def test_pause_until_a_day_and_tell_partners(cast):
    mentor, mentee = cast.mentor(), cast.mentee()
    AcceptRequestAction(MakeRequestAction(mentee, mentor).execute()).execute()
    until = dt.date.today() + dt.timedelta(days=40)
    PauseProfileAction(mentor, until=until, tell_partners=True, actor=mentor.member.user).execute()
    mentor.refresh_from_db()
    assert (mentor.status, mentor.paused_until) == (ProfileStatus.PAUSED, until)
    assert not mentor.is_listed
    assert mails("partner_paused") == {mentee.member.user.email}
    assert Mentorship.objects.get().is_open


def test_pause_tells_nobody_unless_wished(cast):
    mentor = cast.mentor()
    AcceptRequestAction(MakeRequestAction(cast.mentee(), mentor).execute()).execute()
    PauseProfileAction(mentor).execute()
    assert mails("partner_paused") == set()


def test_pause_until_today_is_refused(cast):
    assert codes(PauseProfileAction(cast.mentor(), until=dt.date.today())) == ["date_past"]


@pytest.mark.parametrize(
    ("action", "reason"), [(SuspendProfileAction, "suspended"), (LeaveProfileAction, "left")]
)
def test_open_requests_close_and_the_other_is_told(cast, action, reason):
    mentee, asked, asking = cast.mentee(), cast.mentor(), cast.mentor()
    MakeRequestAction(mentee, asked).execute()
    MakeRequestAction(asking, mentee).execute()
    action(mentee).execute()
    assert set(MentorshipRequest.objects.values_list("status", "closed_reason")) == {
        ("closed", reason)
    }
    assert mails("request_closed") == {asked.member.user.email, asking.member.user.email}


def test_who_leaves_ends_their_mentorships(cast):
    mentor = cast.mentor()
    mentees = [cast.mentee(), cast.mentee()]
    for mentee in mentees:
        AcceptRequestAction(MakeRequestAction(mentee, mentor).execute()).execute()
    LeaveProfileAction(mentor, actor=mentor.member.user).execute()
    assert set(Mentorship.objects.values_list("status", "ended_by")) == {("ended", "mentor")}
    assert mails("mentorship_ended") == {mentee.member.user.email for mentee in mentees}
    assert find_inconsistencies() == []
    assert MakeRequestAction(mentees[0], cast.mentor()).execute().is_open


def test_suspension_keeps_mentorships(cast):
    mentor = cast.mentor()
    AcceptRequestAction(MakeRequestAction(cast.mentee(), mentor).execute()).execute()
    SuspendProfileAction(mentor, note="Please call us.").execute()
    assert Mentorship.objects.get().is_open
    assert mails("profile_suspended") == {mentor.member.user.email}


# Staff and their own


@pytest.mark.parametrize("is_pair", [True, False])
@pytest.mark.parametrize(
    ("event", "status"),
    [
        ("leave", "active"),
        ("pause", "active"),
        ("resume", "paused"),
        ("suspend", "active"),
        ("reinstate", "suspended"),
    ],
)
def test_a_coordinator_does_not_move_the_profile_of_their_partner(
    cast, coordinator, is_pair, event, status
):
    """It would end their own mentorship in the other's name, or judge the other."""
    mentor, mentee = cast.mentor(member__user=coordinator), cast.mentee(status=status)
    request = RequestFactory(
        mentor=mentor, mentee=mentee, status="accepted" if is_pair else "pending"
    )
    if is_pair:
        MentorshipFactory(request=request)
    action = ACTIONS[event]
    assert codes(action(mentee, actor=coordinator)) == ["own_pair"]
    another = UserFactory()
    another.user_permissions.set(coordinator.user_permissions.all())
    another.groups.set(coordinator.groups.all())
    action(mentee, actor=another).execute()


def test_once_it_is_over_a_coordinator_decides_again(cast, coordinator):
    mentor, mentee = cast.mentor(member__user=coordinator), cast.mentee()
    RequestFactory(mentor=mentor, mentee=mentee, status="declined")
    SuspendProfileAction(mentee, actor=coordinator).execute()


def test_a_coordinator_who_is_suspended_does_not_let_themself_back_in(cast, coordinator):
    mentor = cast.mentor(member__user=coordinator, status=ProfileStatus.SUSPENDED)
    assert codes(ReinstateProfileAction(mentor, actor=coordinator)) == ["own_profile"]
