"""Acts on requests: allowed, refused with the right code, and who is told."""

import datetime as dt
import uuid

import pytest
from django.contrib.auth.models import Permission
from wagtail.models import ModelLogEntry

from tests.actions.helpers import codes, mails
from tests.factories import (
    Cast,
    DeclineReasonFactory,
    MenteeFactory,
    MentorFactory,
    MentorshipFactory,
    RequestFactory,
    UserFactory,
)
from wagtail_mentoring.actions import (
    AcceptRequestAction,
    AnswerInformationAction,
    AskInformationAction,
    DeclineRequestAction,
    EndMentorshipAction,
    ExpireRequestAction,
    MakeRequestAction,
    PromoteWaitingAction,
    WithdrawRequestAction,
)
from wagtail_mentoring.actions.consistency import find_inconsistencies
from wagtail_mentoring.enums import FullMentorPolicy, ProfileStatus, RequestStatus, Role
from wagtail_mentoring.exceptions import ActionRefused, ActionVetoed
from wagtail_mentoring.membership import Membership, MembershipState
from wagtail_mentoring.models import Mentorship, MentorshipRequest, Notification
from wagtail_mentoring.signals import before_action, request_accepted, request_made

pytestmark = pytest.mark.django_db


def test_mentee_asks_mentor(cast, django_capture_on_commit_callbacks):
    mentor, mentee = cast.mentor(), cast.mentee()
    seen = []

    def receiver(sender, instance, actor, **kwargs):
        seen.append((instance, actor))

    request_made.connect(receiver)
    with django_capture_on_commit_callbacks(execute=True):
        request = MakeRequestAction(
            mentee, mentor, message="Hello", actor=mentee.member.user
        ).execute()
    request_made.disconnect(receiver)
    assert (request.status, request.initiated_by, request.message) == (
        "pending",
        Role.MENTEE,
        "Hello",
    )
    assert (request.asker, request.asked) == (mentee, mentor)
    assert mails("request_received") == {mentor.member.user.email}
    assert seen == [(request, mentee.member.user)]
    entry = ModelLogEntry.objects.for_instance(request).get()
    assert (entry.action, entry.user) == ("wagtail_mentoring.request.make", mentee.member.user)
    assert "on_behalf_of" not in entry.data


def test_mentor_asks_mentee(cast):
    mentor, mentee = cast.mentor(), cast.mentee()
    request = MakeRequestAction(mentor, mentee, actor=mentor.member.user).execute()
    assert request.initiated_by == Role.MENTOR
    assert mails("request_received") == {mentee.member.user.email}


def test_the_same_form_sent_twice_makes_one_request(cast):
    mentor, mentee = cast.mentor(), cast.mentee()
    token = uuid.uuid4()
    first = MakeRequestAction(mentee, mentor, form_token=token).execute()
    assert MakeRequestAction(mentee, mentor, form_token=token).execute() == first
    assert MentorshipRequest.objects.count() == 1
    assert Notification.objects.count() == 1


def test_request_to_oneself_is_refused(cast):
    mentor = cast.mentor()
    mentee = cast.mentee(member=mentor.member)
    assert codes(MakeRequestAction(mentee, mentor)) == ["self"]


def test_request_in_another_program_is_refused(cast):
    assert codes(MakeRequestAction(cast.mentee(), MentorFactory())) == ["other_program"]


def test_request_twice_is_refused(cast):
    mentor, mentee = cast.mentor(), cast.mentee()
    MakeRequestAction(mentee, mentor).execute()
    assert codes(MakeRequestAction(mentee, mentor)) == ["already_requested"]
    assert codes(MakeRequestAction(mentor, mentee)) == ["asked_you"]


def test_same_two_people_in_other_roles_have_one_open_request(cast):
    one, other = cast.mentor(), cast.mentor()
    one_as_mentee, other_as_mentee = (
        cast.mentee(member=one.member),
        cast.mentee(member=other.member),
    )
    MakeRequestAction(one_as_mentee, other).execute()
    assert codes(MakeRequestAction(other_as_mentee, one)) == ["asked_you"]


@pytest.mark.parametrize(
    "status",
    [
        ProfileStatus.DRAFT,
        ProfileStatus.PENDING,
        ProfileStatus.PAUSED,
        ProfileStatus.LEFT,
        ProfileStatus.SUSPENDED,
    ],
)
def test_who_is_not_active_cannot_be_asked(cast, status):
    assert codes(MakeRequestAction(cast.mentee(), cast.mentor(status=status))) == ["not_available"]


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (ProfileStatus.DRAFT, "not_enrolled"),
        (ProfileStatus.PENDING, "not_approved"),
        (ProfileStatus.PAUSED, "you_paused"),
        (ProfileStatus.LEFT, "not_enrolled"),
        (ProfileStatus.SUSPENDED, "suspended"),
    ],
)
def test_who_is_not_active_cannot_ask(cast, status, code):
    assert codes(MakeRequestAction(cast.mentee(status=status), cast.mentor())) == [code]


def test_an_inactive_account_cannot_be_asked(cast):
    mentor = cast.mentor()
    mentor.member.user.is_active = False
    mentor.member.user.save()
    assert codes(MakeRequestAction(cast.mentee(), mentor)) == ["not_available"]


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (MembershipState.NONE, "membership_missing"),
        (MembershipState.PENDING, "membership_pending"),
        (MembershipState.UNKNOWN, "membership_unknown"),
    ],
)
def test_membership_is_asked_for(cast, static_membership, state, code):
    mentee = cast.mentee()
    cast.program.membership_grace_days = 0
    cast.program.save()
    static_membership[mentee.member.user.pk] = Membership(state, lapsed_on=dt.date(2020, 1, 1))
    assert codes(MakeRequestAction(mentee, cast.mentor())) == [code]


def test_a_membership_backend_that_fails_gives_no_right(cast, static_membership):
    mentee = cast.mentee()
    static_membership[mentee.member.user.pk] = RuntimeError("register is down")
    assert codes(MakeRequestAction(mentee, cast.mentor())) == ["membership_unknown"]


def test_the_code_of_conduct_comes_first(cast):
    assert codes(MakeRequestAction(MenteeFactory(program=cast.program), cast.mentor())) == [
        "conduct_not_agreed"
    ]


def test_a_mentee_has_a_limit_of_open_requests():
    cast = Cast(mentee_max_open_requests=2)
    mentee = cast.mentee()
    for _number in range(2):
        MakeRequestAction(mentee, cast.mentor()).execute()
    assert codes(MakeRequestAction(mentee, cast.mentor())) == ["too_many_requests"]


def test_requests_of_mentors_do_not_count_against_the_mentee():
    cast = Cast(mentee_max_open_requests=1)
    mentee = cast.mentee()
    MakeRequestAction(cast.mentor(), mentee).execute()
    assert MakeRequestAction(mentee, cast.mentor()).execute().is_open


def test_a_mentee_with_a_mentor_cannot_ask_or_be_asked(cast):
    mentee = cast.mentee()
    MentorshipFactory(
        request=RequestFactory(mentor=cast.mentor(), mentee=mentee, status="accepted")
    )
    assert codes(MakeRequestAction(mentee, cast.mentor())) == ["mentee_full"]
    assert codes(MakeRequestAction(cast.mentor(), mentee)) == ["mentee_full"]


def test_a_full_mentor_has_a_waiting_list(cast):
    mentor = cast.mentor(capacity=1)
    MentorshipFactory(
        request=RequestFactory(mentor=mentor, mentee=cast.mentee(), status="accepted")
    )
    mentee = cast.mentee()
    request = MakeRequestAction(mentee, mentor).execute()
    assert request.is_waiting
    assert mails("request_waiting") == {mentee.member.user.email}


def test_a_full_mentor_is_not_asked_where_the_program_hides_them():
    cast = Cast(full_mentor_policy=FullMentorPolicy.HIDDEN)
    mentor = cast.mentor(capacity=1)
    MentorshipFactory(
        request=RequestFactory(mentor=mentor, mentee=cast.mentee(), status="accepted")
    )
    assert codes(MakeRequestAction(cast.mentee(), mentor)) == ["mentor_full"]


def test_a_full_mentor_cannot_ask(cast):
    mentor = cast.mentor(capacity=1)
    MentorshipFactory(
        request=RequestFactory(mentor=mentor, mentee=cast.mentee(), status="accepted")
    )
    assert codes(MakeRequestAction(mentor, cast.mentee())) == ["mentor_full"]


def test_accept_makes_a_mentorship_and_tells_both(cast, django_capture_on_commit_callbacks):
    mentor, mentee = cast.mentor(), cast.mentee()
    request = MakeRequestAction(mentee, mentor).execute()
    seen = []

    def receiver(sender, instance, mentorship, **kwargs):
        seen.append((instance, mentorship))

    request_accepted.connect(receiver)
    with django_capture_on_commit_callbacks(execute=True):
        mentorship = AcceptRequestAction(
            request, message="Welcome", actor=mentor.member.user
        ).execute()
    request_accepted.disconnect(receiver)
    request.refresh_from_db()
    assert (request.status, request.decision_message, request.open_pair) == (
        "accepted",
        "Welcome",
        None,
    )
    assert (mentorship.status, mentorship.mentor_slot, mentorship.mentee_slot) == ("active", 1, 1)
    mentor.refresh_from_db()
    mentee.refresh_from_db()
    assert (mentor.open_mentorships, mentee.open_mentorships) == (1, 1)
    assert mails("mentorship_started") == {mentor.member.user.email, mentee.member.user.email}
    assert seen == [(request, mentorship)]
    assert find_inconsistencies() == []


def test_only_the_one_asked_accepts(cast):
    mentor, mentee = cast.mentor(), cast.mentee()
    request = MakeRequestAction(mentee, mentor).execute()
    assert codes(AcceptRequestAction(request, actor=mentee.member.user)) == ["not_yours"]
    assert codes(AcceptRequestAction(request, actor=UserFactory())) == ["not_yours"]


def test_a_coordinator_who_is_one_of_the_two_does_not_act_for_the_other(cast, coordinator):
    mentor, mentee = cast.mentor(), cast.mentee(member__user=coordinator)
    # Nobody makes the other ask, either.
    assert codes(MakeRequestAction(mentor, mentee, actor=coordinator)) == ["own_pair"]
    request = MakeRequestAction(mentee, mentor, actor=coordinator).execute()
    assert codes(AcceptRequestAction(request, actor=coordinator)) == ["own_pair"]
    assert codes(DeclineRequestAction(request, actor=coordinator)) == ["own_pair"]
    pair = AcceptRequestAction(request, actor=mentor.member.user).execute()
    assert codes(EndMentorshipAction(pair, pair.mentor, actor=coordinator)) == ["own_pair"]
    EndMentorshipAction(pair, pair.mentee, actor=coordinator).execute()


def test_a_coordinator_accepts_on_behalf_and_the_log_says_so(cast):
    mentor, mentee = cast.mentor(), cast.mentee()
    request = MakeRequestAction(mentee, mentor).execute()
    coordinator = UserFactory()
    coordinator.user_permissions.add(Permission.objects.get(codename="coordinate_mentoringprogram"))
    AcceptRequestAction(request, actor=coordinator).execute()
    entry = ModelLogEntry.objects.for_instance(request).get(
        action="wagtail_mentoring.request.accept"
    )
    assert entry.user == coordinator
    assert entry.data["on_behalf_of"] == str(mentor.member.uuid)


@pytest.mark.parametrize(
    ("act", "status"),
    [
        (lambda r: AcceptRequestAction(r), "accepted"),
        (lambda r: DeclineRequestAction(r), "declined"),
        (lambda r: WithdrawRequestAction(r), "withdrawn"),
        (lambda r: ExpireRequestAction(r), "expired"),
    ],
)
def test_a_request_is_decided_once(cast, act, status):
    request = MakeRequestAction(cast.mentee(), cast.mentor()).execute()
    act(request).execute()
    before = Notification.objects.count()
    for again in (
        AcceptRequestAction,
        DeclineRequestAction,
        WithdrawRequestAction,
        ExpireRequestAction,
    ):
        assert codes(again(MentorshipRequest.objects.get(pk=request.pk))) == [f"request_{status}"]
    assert Notification.objects.count() == before


def test_accept_closes_the_mentees_other_requests_and_tells_those_asked(cast):
    mentee = cast.mentee()
    chosen, others = cast.mentor(), [cast.mentor(), cast.mentor()]
    for mentor in others:
        MakeRequestAction(mentee, mentor).execute()
    request = MakeRequestAction(mentee, chosen).execute()
    AcceptRequestAction(request).execute()
    assert set(
        MentorshipRequest.objects.exclude(pk=request.pk).values_list("status", "closed_reason")
    ) == {("closed", "mentee_full")}
    assert mails("request_closed") == {mentor.member.user.email for mentor in others}


def test_the_last_place_puts_the_others_on_the_waiting_list(cast):
    mentor = cast.mentor(capacity=1)
    first, second = cast.mentee(), cast.mentee()
    request = MakeRequestAction(first, mentor).execute()
    other = MakeRequestAction(second, mentor).execute()
    AcceptRequestAction(request).execute()
    other.refresh_from_db()
    assert other.is_waiting
    assert mails("request_waiting") == {second.member.user.email}
    assert codes(AcceptRequestAction(other)) == ["mentor_full"]


def test_the_last_place_closes_the_others_where_full_mentors_are_hidden():
    cast = Cast(full_mentor_policy=FullMentorPolicy.HIDDEN)
    mentor = cast.mentor(capacity=1)
    request = MakeRequestAction(cast.mentee(), mentor).execute()
    loser = cast.mentee()
    other = MakeRequestAction(loser, mentor).execute()
    AcceptRequestAction(request).execute()
    other.refresh_from_db()
    assert (other.status, other.closed_reason) == ("closed", "mentor_full")
    assert mails("request_closed") == {loser.member.user.email}


def test_capacity_counts_up_to_the_programs_ceiling():
    cast = Cast(mentor_capacity_ceiling=1, mentor_capacity_default=1)
    mentor = cast.mentor(capacity=5)
    AcceptRequestAction(MakeRequestAction(cast.mentee(), mentor).execute()).execute()
    assert MakeRequestAction(cast.mentee(), mentor).execute().is_waiting


def test_a_mentee_may_have_as_many_mentors_as_the_program_says():
    cast = Cast(mentee_max_mentors=2)
    mentee = cast.mentee()
    for _number in range(2):
        AcceptRequestAction(MakeRequestAction(mentee, cast.mentor()).execute()).execute()
    assert set(Mentorship.objects.values_list("mentee_slot", flat=True)) == {1, 2}
    assert codes(MakeRequestAction(mentee, cast.mentor())) == ["mentee_full"]


def test_a_program_without_limit_lets_a_mentee_have_many():
    cast = Cast(mentee_max_mentors=None)
    mentee = cast.mentee()
    for _number in range(3):
        AcceptRequestAction(MakeRequestAction(mentee, cast.mentor()).execute()).execute()
    assert Mentorship.objects.count() == 3


def test_a_paused_mentor_still_answers_what_is_open(cast):
    mentor = cast.mentor()
    request = MakeRequestAction(cast.mentee(), mentor).execute()
    type(mentor).objects.filter(pk=mentor.pk).update(status=ProfileStatus.PAUSED)
    assert AcceptRequestAction(request).execute().is_open


def test_accept_is_refused_when_the_asker_has_left(cast):
    mentee = cast.mentee()
    request = MakeRequestAction(mentee, cast.mentor()).execute()
    type(mentee).objects.filter(pk=mentee.pk).update(status=ProfileStatus.LEFT)
    assert codes(AcceptRequestAction(request)) == ["asker_unavailable"]


def test_a_new_binding_text_must_be_agreed_to_before_accepting(cast):
    mentor = cast.mentor()
    request = MakeRequestAction(cast.mentee(), mentor).execute()
    page = cast.program.code_of_conduct.specific
    page.body = "<p>Be kinder.</p>"
    page.save_revision().publish()
    assert codes(AcceptRequestAction(MentorshipRequest.objects.get(pk=request.pk))) == [
        "conduct_not_agreed"
    ]


def test_decline_carries_a_reason_and_a_message(cast):
    mentor, mentee = cast.mentor(), cast.mentee()
    reason = DeclineReasonFactory(program=cast.program)
    request = MakeRequestAction(mentee, mentor).execute()
    DeclineRequestAction(
        request, reason=reason, message="Not this year.", actor=mentor.member.user
    ).execute()
    request.refresh_from_db()
    assert (request.status, request.decline_reason, request.decision_message) == (
        "declined",
        reason,
        "Not this year.",
    )
    assert mails("request_declined") == {mentee.member.user.email}
    assert "Not this year." in Notification.objects.get(event="request_declined").body_text
    assert reason.text not in Notification.objects.get(event="request_declined").body_text


def test_a_reason_of_another_program_is_refused(cast):
    request = MakeRequestAction(cast.mentee(), cast.mentor()).execute()
    assert codes(DeclineRequestAction(request, reason=DeclineReasonFactory())) == ["other_program"]


def test_asking_for_more_keeps_the_request_open(cast):
    mentor, mentee = cast.mentor(), cast.mentee()
    request = MakeRequestAction(mentee, mentor).execute()
    AskInformationAction(request, body="What do you work on?", actor=mentor.member.user).execute()
    AnswerInformationAction(request, body="On trials.", actor=mentee.member.user).execute()
    request.refresh_from_db()
    assert request.is_open
    assert list(request.notes.values_list("kind", "body")) == [
        ("question", "What do you work on?"),
        ("answer", "On trials."),
    ]
    assert mails("request_question") == {mentee.member.user.email}
    assert mails("request_answered") == {mentor.member.user.email}


def test_withdrawing_frees_the_slot_and_tells_the_other():
    cast = Cast(mentee_max_open_requests=1)
    mentor, mentee = cast.mentor(), cast.mentee()
    request = MakeRequestAction(mentee, mentor).execute()
    WithdrawRequestAction(request, actor=mentee.member.user).execute()
    assert mails("request_withdrawn") == {mentor.member.user.email}
    assert MakeRequestAction(mentee, mentor).execute().is_open


def test_only_the_asker_withdraws(cast):
    mentor = cast.mentor()
    request = MakeRequestAction(cast.mentee(), mentor).execute()
    assert codes(WithdrawRequestAction(request, actor=mentor.member.user)) == ["not_yours"]


def test_raised_capacity_moves_up_those_who_wait_longest(cast):
    mentor = cast.mentor(capacity=1)
    MentorshipFactory(
        request=RequestFactory(mentor=mentor, mentee=cast.mentee(), status="accepted")
    )
    first, second = (MakeRequestAction(cast.mentee(), mentor).execute() for _number in range(2))
    assert PromoteWaitingAction(mentor).execute() == []
    type(mentor).objects.filter(pk=mentor.pk).update(capacity=2)
    assert PromoteWaitingAction(mentor).execute() == [first]
    assert MentorshipRequest.objects.get(pk=second.pk).status == RequestStatus.PENDING
    assert mails("request_place_free") == {first.mentee.member.user.email}
    assert mails("request_place_free_asked") == {mentor.member.user.email}


def test_a_receiver_may_veto_and_nothing_is_changed(cast):
    def no(sender, action, **kwargs):
        raise ActionVetoed("Not on Mondays.")

    before_action.connect(no, sender=MakeRequestAction)
    try:
        with pytest.raises(ActionRefused, match="Not on Mondays"):
            MakeRequestAction(cast.mentee(), cast.mentor()).execute()
    finally:
        before_action.disconnect(no, sender=MakeRequestAction)
    assert not MentorshipRequest.objects.exists()
    assert not Notification.objects.exists()


def test_a_receiver_that_breaks_stops_nothing(cast):
    def broken(sender, action, **kwargs):
        raise RuntimeError("oops")

    before_action.connect(broken)
    try:
        assert MakeRequestAction(cast.mentee(), cast.mentor()).execute().is_open
    finally:
        before_action.disconnect(broken)
