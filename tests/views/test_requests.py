"""A request: what each side sees, what each can do, who cannot, and who came too late."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.actions.helpers import mails
from tests.factories import Cast, DeclineReasonFactory, RequestFactory, UserFactory
from tests.views.pairing import Visitor, named, pair, refused, text_of, url
from wagtail_mentoring.actions import (
    AcceptRequestAction,
    DeclineRequestAction,
    ExpireRequestAction,
    WithdrawRequestAction,
)
from wagtail_mentoring.enums import (
    FullMentorPolicy,
    ProfileStatus,
    RequestNoteKind,
    RequestStatus,
    Role,
)
from wagtail_mentoring.models import Mentorship, MentorshipRequest, Notification

pytestmark = pytest.mark.django_db

ASKED_ACTS = ["desk_request_accept", "desk_request_decline", "desk_request_ask"]
ASKER_ACTS = ["desk_request_answer", "desk_request_withdraw"]
WORDS = {"message": "Some words", "body": "Some words"}


@pytest.fixture
def cast(db):
    return Cast()


@pytest.fixture
def request_(cast):
    return RequestFactory(
        mentor=cast.mentor(member=named("Ana Lindqvist"), terms="An hour a week."),
        mentee=cast.mentee(member=named("Robin Adeyemi"), goals="Give a talk."),
        message="May I learn from you?",
    )


@pytest.fixture
def asked(client, request_):
    return Visitor(client, request_.mentor)


def as_asker(client, request_):
    return Visitor(client, request_.mentee)


# What is shown


def test_the_asked_one_reads_who_why_and_how_to_answer(asked, request_):
    page = asked.get("desk_request", uuid=request_.uuid)
    text = text_of(page)
    for words in (
        "Request from Robin Adeyemi",
        "Robin Adeyemi would like you to be their mentor.",
        "May I learn from you?",
        "Give a talk.",
        "You can answer until",
        "Waiting for your answer",
    ):
        assert words in text
    for name in ASKED_ACTS:
        assert url(request_.program, name, uuid=request_.uuid) in text
    assert url(request_.program, "desk_request_withdraw", uuid=request_.uuid) not in text


def test_the_asker_reads_what_happens_next(client, request_):
    page = as_asker(client, request_).get("desk_request", uuid=request_.uuid)
    text = text_of(page)
    for words in (
        "Your request to Ana Lindqvist",
        "You would like Ana Lindqvist to be your mentor.",
        "An hour a week.",
        "Waiting for an answer",
        "You get a mail as soon as there is an answer.",
    ):
        assert words in text
    assert url(request_.program, "desk_request_withdraw", uuid=request_.uuid) in text
    for name in ASKED_ACTS:
        assert url(request_.program, name, uuid=request_.uuid) not in text


def test_a_mentor_who_asked_reads_the_same_from_the_other_side(client, request_):
    MentorshipRequest.objects.update(initiated_by=Role.MENTOR)
    page = Visitor(client, request_.mentee).get("desk_request", uuid=request_.uuid)
    assert "Ana Lindqvist would like to be your mentor." in text_of(page)
    page = Visitor(client, request_.mentor).get("desk_request", uuid=request_.uuid)
    assert "You would like to be the mentor of Robin Adeyemi." in text_of(page)


def test_a_program_without_an_end_of_requests_names_no_day(asked, request_):
    request_.program.request_expiry_days = None
    request_.program.save()
    assert "You can answer until" not in text_of(asked.get("desk_request", uuid=request_.uuid))


OVER = {
    RequestStatus.WITHDRAWN: (
        lambda r: WithdrawRequestAction(r),
        "Robin Adeyemi withdrew this request on",
        "You withdrew this request on",
    ),
    RequestStatus.DECLINED: (
        lambda r: DeclineRequestAction(r, message="Too little time."),
        "You declined on",
        "Ana Lindqvist declined on",
    ),
    RequestStatus.EXPIRED: (
        lambda r: ExpireRequestAction(r),
        "without an answer",
        "There was no answer until",
    ),
    RequestStatus.ACCEPTED: (
        lambda r: AcceptRequestAction(r),
        "You accepted on",
        "Ana Lindqvist accepted on",
    ),
}


@pytest.mark.parametrize("status", OVER)
def test_a_request_that_is_over_can_still_be_read(client, asked, request_, status):
    action, to_asked, to_asker = OVER[status]
    action(request_).execute()
    page = asked.get("desk_request", uuid=request_.uuid)
    assert to_asked in text_of(page)
    assert "Your answer" not in text_of(page)
    page = as_asker(client, request_).get("desk_request", uuid=request_.uuid)
    assert to_asker in text_of(page)
    assert "Withdraw the request" not in text_of(page)


def test_the_asker_reads_the_words_of_a_decline_but_not_the_reason(client, request_):
    """P-14."""
    reason = DeclineReasonFactory(program=request_.program, text="No good fit for me")
    DeclineRequestAction(request_, message="Too little time.", reason=reason).execute()
    page = as_asker(client, request_).get("desk_request", uuid=request_.uuid)
    assert "Too little time." in text_of(page)
    assert "No good fit for me" not in text_of(page)
    assert "Look for somebody else" in text_of(page)


def test_the_other_is_only_a_name_once_they_are_hidden(client, request_):
    """Rule 7: a request that is over gives nobody a view of a profile that is hidden."""
    DeclineRequestAction(request_).execute()
    type(request_.mentor).objects.filter(pk=request_.mentor.pk).update(
        status=ProfileStatus.SUSPENDED
    )
    page = as_asker(client, request_).get("desk_request", uuid=request_.uuid)
    assert "Ana Lindqvist" in text_of(page)
    assert "An hour a week." not in text_of(page)
    assert str(request_.mentor.uuid) not in text_of(page)


def test_the_place_on_the_waiting_list(client, asked, request_, cast):
    """D5, R38, R39."""
    now = timezone.now()
    earlier = RequestFactory(mentor=request_.mentor, mentee=cast.mentee(), waiting_since=now)
    MentorshipRequest.objects.filter(pk=request_.pk).update(
        waiting_since=now + dt.timedelta(hours=1)
    )
    for _place in range(2):
        pair(request_.mentor, cast.mentee())
    page = as_asker(client, request_).get("desk_request", uuid=request_.uuid)
    assert "number 2 on the waiting list" in text_of(page)
    assert str(earlier.uuid) not in text_of(page)
    page = Visitor(client, request_.mentor).get("desk_request", uuid=request_.uuid)
    assert "number 2 on your waiting list" in text_of(page)
    assert "All your places are taken." in text_of(page)
    assert "Change how many places you offer" in text_of(page)
    assert url(cast.program, "desk_request_accept", uuid=request_.uuid) not in text_of(page)


@pytest.mark.parametrize("side", ["mentor", "mentee"])
def test_a_request_takes_the_same_queries_with_one_note_and_with_three(client, request_, side):
    visitor = Visitor(client, getattr(request_, side))
    # Wagtail remembers its sites after the first page.
    visitor.get("desk_request", uuid=request_.uuid)
    counts = []
    for notes in (1, 3):
        while request_.notes.count() < notes:
            request_.notes.create(kind=RequestNoteKind.QUESTION, body="What first?")
        with CaptureQueriesContext(connection) as queries:
            visitor.get("desk_request", uuid=request_.uuid)
        counts.append(len(queries))
    assert counts == [{"mentor": 18, "mentee": 17}[side]] * 2


# Whose it is


@pytest.mark.parametrize("name", ["desk_request", *ASKED_ACTS, *ASKER_ACTS])
@pytest.mark.parametrize("method", ["get", "post"])
def test_anothers_request_answers_like_a_missing_one(client, request_, cast, name, method):
    """S-02: the same status, body and headers."""
    for visitor in (Visitor(client, cast.mentor()), Visitor(client, cast.mentee())):
        foreign = getattr(visitor, method)(name, uuid=request_.uuid)
        missing = getattr(visitor, method)(name, uuid=uuid.uuid4())
        expected = 405 if (name, method) == ("desk_request", "post") else 404
        assert foreign.status_code == missing.status_code == expected
        assert foreign.content == missing.content
        assert dict(foreign.headers) == dict(missing.headers)
    request_.refresh_from_db()
    assert request_.status == RequestStatus.PENDING


def test_a_request_of_another_program_is_missing_here(client, request_):
    other = Cast()
    Visitor(client, request_.mentor)
    address = url(other.program, "desk_request", uuid=request_.uuid)
    assert client.get(address).status_code == 404


def test_a_coordinator_finds_it_in_the_admin_not_here(client, request_):
    client.force_login(UserFactory(is_superuser=True))
    assert client.get(url(request_.program, "desk_request", uuid=request_.uuid)).status_code == 404


@pytest.mark.parametrize("name", ASKER_ACTS)
def test_the_asked_one_cannot_do_what_is_the_askers(asked, request_, name):
    page = asked.get(name, uuid=request_.uuid)
    assert (page.status_code, refused(page)) == (200, ["not_yours"])
    page = asked.post(name, WORDS, uuid=request_.uuid)
    assert (page.status_code, refused(page)) == (409, ["not_yours"])
    assert not Notification.objects.exists()


@pytest.mark.parametrize("coordinates", [False, True])
@pytest.mark.parametrize("name", ASKED_ACTS)
def test_the_asker_cannot_answer_themself(client, request_, name, coordinates):
    """Not even an asker who coordinates: here everybody acts for themself alone."""
    request_.mentee.member.user.is_superuser = coordinates
    request_.mentee.member.user.save()
    page = as_asker(client, request_).post(name, WORDS, uuid=request_.uuid)
    assert (page.status_code, refused(page)) == (409, ["not_yours"])
    request_.refresh_from_db()
    assert request_.status == RequestStatus.PENDING


@pytest.mark.parametrize("name", [*ASKED_ACTS, *ASKER_ACTS])
def test_reading_a_form_changes_nothing(client, asked, request_, name):
    """S-20, S-21: links in mails lead to a page with a button."""
    visitor = asked if name in ASKED_ACTS else as_asker(client, request_)
    address = url(request_.program, name, uuid=request_.uuid)
    for method in (client.get, client.head, client.options):
        assert method(address).status_code == 200
    assert visitor.get(name, uuid=request_.uuid).status_code == 200
    request_.refresh_from_db()
    assert (request_.status, request_.notes.count()) == (RequestStatus.PENDING, 0)
    assert not Notification.objects.exists()


@pytest.mark.parametrize("name", [*ASKED_ACTS, *ASKER_ACTS])
def test_nobody_acts_without_signing_in(client, request_, name):
    answer = client.post(url(request_.program, name, uuid=request_.uuid), WORDS)
    assert answer.status_code == 302
    assert answer.url.startswith("/login/")
    request_.refresh_from_db()
    assert (request_.status, request_.notes.count()) == (RequestStatus.PENDING, 0)


# What is done


def test_accept(asked, request_):
    """R35, R43: the mentorship begins, and its page opens."""
    answer = asked.post("desk_request_accept", {"message": "With pleasure"}, uuid=request_.uuid)
    mentorship = Mentorship.objects.get()
    assert answer.url == url(request_.program, "desk_mentorship", uuid=mentorship.uuid)
    request_.refresh_from_db()
    assert (request_.status, request_.decision_message) == (
        RequestStatus.ACCEPTED,
        "With pleasure",
    )
    assert "You and Robin Adeyemi are paired now" in text_of(asked.client.get(answer.url))


def test_accept_says_which_other_requests_close(client, request_, cast):
    """D9: told before one decides."""
    Visitor(client, request_.mentee)
    RequestFactory(mentor=cast.mentor(member=named("Ben Okafor")), mentee=request_.mentee)
    MentorshipRequest.objects.filter(pk=request_.pk).update(initiated_by=Role.MENTOR)
    page = Visitor(client, request_.mentee).get("desk_request_accept", uuid=request_.uuid)
    assert "your open requests with Ben Okafor close" in text_of(page)
    page = Visitor(client, request_.mentor).get("desk_request_accept", uuid=request_.uuid)
    assert "Ben Okafor" not in text_of(page)


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        (FullMentorPolicy.WAITING_LIST, "Kim Aalto will be on your waiting list"),
        (FullMentorPolicy.HIDDEN, "your open requests with Kim Aalto close"),
        (FullMentorPolicy.REQUESTABLE, None),
    ],
)
def test_accept_says_what_becomes_of_the_others(asked, request_, cast, policy, words):
    """D5, for a mentor's last place."""
    cast.program.full_mentor_policy = policy
    cast.program.save()
    request_.mentor.capacity = 1
    request_.mentor.save()
    RequestFactory(mentor=request_.mentor, mentee=cast.mentee(member=named("Kim Aalto")))
    text = text_of(asked.get("desk_request_accept", uuid=request_.uuid))
    assert words in text if words else "Kim Aalto" not in text


def lose_agreement(r):
    r.mentor.member.agreements.all().delete()


def suspend(profile):
    type(profile).objects.filter(pk=profile.pk).update(status=ProfileStatus.SUSPENDED)


NOT_ACCEPTED = {
    "conduct_not_agreed": lambda r, cast: lose_agreement(r),
    "suspended": lambda r, cast: suspend(r.mentor),
    "asker_unavailable": lambda r, cast: suspend(r.mentee),
    "mentor_full": lambda r, cast: [pair(r.mentor, cast.mentee()) for _place in range(2)],
    "mentee_full": lambda r, cast: pair(cast.mentor(), r.mentee),
    "request_declined": lambda r, cast: DeclineRequestAction(r).execute(),
    "request_withdrawn": lambda r, cast: WithdrawRequestAction(r).execute(),
    "request_expired": lambda r, cast: ExpireRequestAction(r).execute(),
    "request_accepted": lambda r, cast: AcceptRequestAction(r).execute(),
}


@pytest.mark.parametrize("code", NOT_ACCEPTED)
def test_why_not_accepted(asked, request_, cast, code):
    NOT_ACCEPTED[code](request_, cast)
    before = Mentorship.objects.count()
    page = asked.get("desk_request_accept", uuid=request_.uuid)
    assert (page.status_code, refused(page)) == (200, [code])
    page = asked.post("desk_request_accept", {"message": "Keep this"}, uuid=request_.uuid)
    assert (page.status_code, refused(page)) == (409, [code])
    assert "Keep this" in text_of(page)
    assert Mentorship.objects.count() == before


def test_decline(asked, request_):
    """R35, D9."""
    reason = DeclineReasonFactory(program=request_.program)
    answer = asked.post(
        "desk_request_decline", {"reason": reason.pk, "message": "Alas"}, uuid=request_.uuid
    )
    request_.refresh_from_db()
    assert answer.url == url(request_.program, "desk_request", uuid=request_.uuid)
    assert (request_.status, request_.decline_reason, request_.decision_message) == (
        RequestStatus.DECLINED,
        reason,
        "Alas",
    )
    assert mails("request_declined") == {request_.mentee.member.user.email}


def test_decline_without_a_word(asked, request_):
    asked.post("desk_request_decline", uuid=request_.uuid)
    request_.refresh_from_db()
    assert (request_.status, request_.decline_reason) == (RequestStatus.DECLINED, None)


def test_only_the_programs_present_reasons_are_offered(asked, request_):
    offered = DeclineReasonFactory(program=request_.program)
    dropped = DeclineReasonFactory(program=request_.program, is_active=False)
    foreign = DeclineReasonFactory()
    page = asked.get("desk_request_decline", uuid=request_.uuid)
    assert list(page.context["form"].fields["reason"].queryset) == [offered]
    assert "I would rather not say" in text_of(page)
    for reason in (dropped, foreign):
        page = asked.post(
            "desk_request_decline", {"reason": reason.pk, "message": "Kept"}, uuid=request_.uuid
        )
        assert page.context["form"].errors["reason"] == ["Choose a reason from the list."]
        assert "Kept" in text_of(page)
    request_.refresh_from_db()
    assert request_.is_open


def test_ask_and_answer(client, asked, request_):
    """D9: the request stays open, and each is told."""
    asked.post("desk_request_ask", {"body": "What first?"}, uuid=request_.uuid)
    asker = as_asker(client, request_)
    page = asker.get("desk_request", uuid=request_.uuid)
    assert "Ana Lindqvist would like to know more" in text_of(page)
    assert "You are asked something" in text_of(page)
    page = asker.get("desk_request_answer", uuid=request_.uuid)
    assert "What first?" in text_of(page)
    asker.post("desk_request_answer", {"body": "A talk."}, uuid=request_.uuid)
    page = Visitor(client, request_.mentor).get("desk_request", uuid=request_.uuid)
    assert "A talk." in text_of(page)
    request_.refresh_from_db()
    assert request_.is_open
    assert mails("request_question") == {request_.mentee.member.user.email}
    assert mails("request_answered") == {request_.mentor.member.user.email}


@pytest.mark.parametrize("name", ["desk_request_ask", "desk_request_answer"])
def test_a_note_without_words_is_not_sent(client, asked, request_, name):
    visitor = asked if name == "desk_request_ask" else as_asker(client, request_)
    page = visitor.post(name, {"body": " "}, uuid=request_.uuid)
    assert page.context["form"].errors == {"body": ["Write a few words."]}
    assert request_.notes.count() == 0


def test_withdraw(client, request_):
    answer = as_asker(client, request_).post("desk_request_withdraw", uuid=request_.uuid)
    request_.refresh_from_db()
    assert answer.url == url(request_.program, "desk_request", uuid=request_.uuid)
    assert request_.status == RequestStatus.WITHDRAWN
    assert mails("request_withdrawn") == {request_.mentor.member.user.email}


@pytest.mark.parametrize("name", [*ASKED_ACTS, *ASKER_ACTS])
def test_nothing_can_be_done_twice_or_too_late(client, asked, request_, name):
    """C-03: a plain page with the real state."""
    WithdrawRequestAction(request_).execute()
    Notification.objects.all().delete()
    visitor = asked if name in ASKED_ACTS else as_asker(client, request_)
    page = visitor.post(name, WORDS, uuid=request_.uuid)
    assert (page.status_code, refused(page)) == (409, ["request_withdrawn"])
    assert "This request has been withdrawn in the meantime." in text_of(page)
    assert "Withdrawn" in text_of(page)
    assert not Notification.objects.exists()


@pytest.mark.parametrize("name", [*ASKED_ACTS, *ASKER_ACTS])
def test_the_loser_of_a_race_gets_the_real_state(client, asked, request_, name):
    """C-03: closed between the first look and the lock."""
    visitor = asked if name in ASKED_ACTS else as_asker(client, request_)
    done = []

    def faster(execute, sql, params, many, context):
        if sql.startswith("SAVEPOINT") and not done:
            done.append(True)
            MentorshipRequest.objects.filter(pk=request_.pk).update(
                status=RequestStatus.EXPIRED, open_pair=None, decided_at=timezone.now()
            )
        return execute(sql, params, many, context)

    with connection.execute_wrapper(faster):
        page = visitor.post(name, WORDS, uuid=request_.uuid)
    assert done
    assert (page.status_code, refused(page)) == (409, ["request_expired"])
    assert "This request has expired." in text_of(page)
    assert "Nothing was changed." in text_of(page)
    if name != "desk_request_withdraw":
        assert "Some words" in text_of(page)
    assert not Notification.objects.exists()


def test_busy_rows_ask_for_another_try(asked, request_):
    """C-08."""

    def busy(execute, sql, params, many, context):
        if sql.startswith("UPDATE") and "mentorshiprequest" in sql:
            raise OperationalError("lock timeout")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(busy):
        page = asked.post("desk_request_accept", {"message": "My words"}, uuid=request_.uuid)
    assert (page.status_code, page.headers["Retry-After"]) == (503, "2")
    assert "My words" in text_of(page)
    assert not Mentorship.objects.exists()


def test_further_fields_change_nothing(asked, request_):
    """S-09."""
    asked.post(
        "desk_request_decline",
        {
            "message": "Alas",
            "status": "accepted",
            "closed_reason": "left",
            "mentor": 1,
            "decided_at": "2000-01-01",
            "next": "https://evil.example",
        },
        uuid=request_.uuid,
    )
    mentor = request_.mentor
    request_.refresh_from_db()
    assert (request_.status, request_.closed_reason, request_.mentor) == ("declined", "", mentor)
    assert request_.decided_at.year > 2000


def test_an_ended_session_keeps_the_words(client, request_):
    """A-17."""
    address = url(request_.program, "desk_request_decline", uuid=request_.uuid)
    client.post(address, {"message": "My long words"})
    client.post(
        f"/login/?next={address}",
        {"username": request_.mentor.member.user.username, "password": "mentoring"},
    )
    page = client.get(address)
    assert page.context["form"]["message"].value() == "My long words"


def test_the_last_day_is_said_in_words(client, request_):
    request_.clock_started_at = dt.datetime(2027, 3, 2, 12, tzinfo=dt.UTC)
    request_.created_at = request_.clock_started_at
    request_.save()
    with time_machine.travel(dt.datetime(2027, 3, 10, tzinfo=dt.UTC), tick=False):
        page = Visitor(client, request_.mentor).get("desk_request", uuid=request_.uuid)
    assert "You can answer until March 30, 2027." in text_of(page)


def test_times_are_in_the_readers_own_zone(client, request_):
    request_.created_at = dt.datetime(2027, 3, 2, 22, 30, tzinfo=dt.UTC)
    request_.save()
    member = request_.mentor.member
    for zone, words in (("Asia/Tokyo", "7:30 a.m. (JST)"), ("", "10:30 p.m. (UTC)")):
        member.time_zone = zone
        member.save()
        page = Visitor(client, request_.mentor).get("desk_request", uuid=request_.uuid)
        assert words in text_of(page)
