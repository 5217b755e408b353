"""Asking somebody: the form, every reason why not, and the same form sent again."""

import datetime as dt
import threading
import uuid

import pytest
from django.contrib.auth.models import Permission
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from tests.factories import (
    Cast,
    ChoiceFactory,
    CriterionFactory,
    MentorFactory,
    ProgramFactory,
    RequestFactory,
    UserFactory,
    answer,
)
from tests.views.pairing import Visitor, named, pair, refused, text_of, url
from wagtail_mentoring.enums import (
    FullMentorPolicy,
    MembershipState,
    ProfileStatus,
    RequestStatus,
    Role,
)
from wagtail_mentoring.exceptions import ActionVetoed
from wagtail_mentoring.membership import Membership, StaticBackend
from wagtail_mentoring.models import MentorshipRequest, Notification
from wagtail_mentoring.signals import before_action

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db):
    return Cast()


@pytest.fixture
def people(cast):
    return cast.mentor(member=named("Ana Lindqvist")), cast.mentee(member=named("Robin Adeyemi"))


@pytest.fixture
def memberships(settings):
    settings.WAGTAIL_MENTORING = {
        **settings.WAGTAIL_MENTORING,
        "MEMBERSHIP_BACKEND": "wagtail_mentoring.membership.StaticBackend",
    }
    StaticBackend.answers = {}
    yield StaticBackend.answers
    StaticBackend.answers = {}


def test_a_mentee_asks_a_mentor(client, people):
    """R31: the form says who and what happens next; the request leads to its own page."""
    ana, robin = people
    visitor = Visitor(client, robin)
    page = visitor.get("find_mentor_request", uuid=ana.uuid)
    assert page.status_code == 200
    assert "Write to Ana Lindqvist" in text_of(page)
    assert "Ana Lindqvist has 28 days to answer" in text_of(page)
    token = page.context["form"]["form_token"].value()
    sent = visitor.post(
        "find_mentor_request", {"message": "Hello Ana", "form_token": token}, uuid=ana.uuid
    )
    request = MentorshipRequest.objects.get()
    assert sent.status_code == 302
    assert sent.url == url(robin.program, "desk_request", uuid=request.uuid)
    assert (request.mentor, request.mentee, request.message) == (ana, robin, "Hello Ana")
    assert (request.initiated_by, request.form_token) == (Role.MENTEE, token)
    assert "is on its way" in text_of(client.get(sent.url))


def test_a_mentor_asks_a_mentee(client, people):
    """R32."""
    ana, robin = people
    Visitor(client, ana).post("find_mentee_request", {"message": "Hello"}, uuid=robin.uuid)
    request = MentorshipRequest.objects.get()
    assert (request.initiated_by, request.asked) == (Role.MENTOR, robin)


def test_an_empty_message_is_asked_for_and_nothing_is_sent(client, people):
    ana, robin = people
    page = Visitor(client, robin).post("find_mentor_request", {"message": "  "}, uuid=ana.uuid)
    assert page.status_code == 200
    assert page.context["form"].errors == {
        "message": ["Write a few words, so that the other one knows why you ask."]
    }
    assert "Error:" in text_of(page)
    assert not MentorshipRequest.objects.exists()


def test_a_long_message_is_kept_and_its_length_told(client, people):
    ana, robin = people
    page = Visitor(client, robin).post(
        "find_mentor_request", {"message": "x" * 3001}, uuid=ana.uuid
    )
    assert "3001 characters" in text_of(page)
    assert "x" * 3001 in text_of(page)


def test_the_waiting_list_is_told_before_anybody_types(client, people, cast):
    """D5."""
    ana, robin = people
    ana.capacity = 1
    ana.save()
    pair(ana, cast.mentee())
    page = Visitor(client, robin).get("find_mentor_request", uuid=ana.uuid)
    assert "it gets a place on the waiting list" in text_of(page)
    sent = client.post(
        url(cast.program, "find_mentor_request", uuid=ana.uuid), {"message": "Hello"}
    )
    assert MentorshipRequest.objects.get(status=RequestStatus.PENDING).is_waiting
    assert "number 1 on the waiting list" in text_of(client.get(sent.url))


def full_mentor(ana, robin, cast):
    cast.program.full_mentor_policy = FullMentorPolicy.HIDDEN
    cast.program.save()
    for _place in range(2):
        pair(ana, cast.mentee())


def full_mentee(ana, robin, cast):
    pair(cast.mentor(), robin)


def enough_requests(ana, robin, cast):
    for _request in range(3):
        RequestFactory(mentor=cast.mentor(), mentee=robin)


def set_status(status):
    def change(ana, robin, cast):
        type(robin).objects.filter(pk=robin.pk).update(status=status)

    return change


def no_agreement(ana, robin, cast):
    robin.member.agreements.all().delete()


def unpublished_conduct(ana, robin, cast):
    cast.program.code_of_conduct.unpublish()


REFUSED = {
    "you_paused": set_status(ProfileStatus.PAUSED),
    "conduct_not_agreed": no_agreement,
    "conduct_missing": unpublished_conduct,
    "already_requested": lambda ana, robin, cast: RequestFactory(mentor=ana, mentee=robin),
    "asked_you": lambda ana, robin, cast: RequestFactory(
        mentor=ana, mentee=robin, initiated_by=Role.MENTOR
    ),
    "already_paired": lambda ana, robin, cast: pair(ana, robin),
    "mentor_full": full_mentor,
    "mentee_full": full_mentee,
    "too_many_requests": enough_requests,
}


@pytest.mark.parametrize("code", REFUSED)
def test_refused_kindly_before_and_after_typing(client, people, cast, code):
    ana, robin = people
    REFUSED[code](ana, robin, cast)
    visitor = Visitor(client, robin)
    before = MentorshipRequest.objects.count()
    page = visitor.get("find_mentor_request", uuid=ana.uuid)
    assert (page.status_code, refused(page)) == (200, [code])
    assert b"<textarea" not in page.content
    page = visitor.post("find_mentor_request", {"message": "Do keep this"}, uuid=ana.uuid)
    assert (page.status_code, refused(page)) == (409, [code])
    assert "Do keep this" in text_of(page)
    assert "Nothing was changed." in text_of(page)
    assert MentorshipRequest.objects.count() == before
    assert not Notification.objects.exists()


def test_not_available(client, people, cast):
    """Somebody who is paused is still seen by those they have to do with, but takes no new requests."""
    ana, robin = people
    pair(ana, robin, status="active")
    type(ana).objects.filter(pk=ana.pk).update(status=ProfileStatus.PAUSED)
    page = Visitor(client, robin).get("find_mentor_request", uuid=ana.uuid)
    assert refused(page) == ["not_available"]


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (MembershipState.NONE, "membership_missing"),
        (MembershipState.PENDING, "membership_pending"),
        (MembershipState.UNKNOWN, "membership_unknown"),
    ],
)
def test_membership(client, people, memberships, state, code):
    """R7, D14: asked of the society in that moment, whatever was true when they signed in."""
    ana, robin = people
    robin.program.membership_grace_days = 0
    robin.program.save()
    visitor = Visitor(client, robin)
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    memberships[robin.member.user.pk] = Membership(state, lapsed_on=yesterday)
    page = visitor.post("find_mentor_request", {"message": "Hi"}, uuid=ana.uuid)
    assert (page.status_code, refused(page)) == (409, [code])


@pytest.mark.parametrize("state", [MembershipState.NONE, MembershipState.PENDING])
def test_who_is_no_member_when_signing_in_sees_no_strangers(client, people, memberships, state):
    """R7: their profiles answer like missing ones."""
    ana, robin = people
    robin.program.membership_grace_days = 0
    robin.program.save()
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    memberships[robin.member.user.pk] = Membership(state, lapsed_on=yesterday)
    page = Visitor(client, robin).get("find_mentor_request", uuid=ana.uuid)
    assert page.status_code == 404


def test_nobody_asks_themself(client, cast):
    member = named("Kim Aalto")
    mentor, mentee = cast.mentor(member=member), cast.mentee(member=member)
    visitor = Visitor(client, mentee)
    assert refused(visitor.get("find_mentor_request", uuid=mentor.uuid)) == ["self"]
    assert refused(visitor.get("find_mentee_request", uuid=mentee.uuid)) == ["self"]


def test_somebody_of_both_roles_asks_in_each(client, people, cast):
    ana, robin = people
    member = named("Kim Aalto")
    cast.mentor(member=member)
    visitor = Visitor(client, cast.mentee(member=member))
    visitor.post("find_mentor_request", {"message": "Hello"}, uuid=ana.uuid)
    visitor.post("find_mentee_request", {"message": "Hello"}, uuid=robin.uuid)
    assert {(r.initiated_by, r.asked.member.name) for r in MentorshipRequest.objects.all()} == {
        ("mentee", "Ana Lindqvist"),
        ("mentor", "Robin Adeyemi"),
    }


def test_a_coordinator_without_a_profile_is_told_to_enroll(client, people):
    ana, _robin = people
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="coordinate_mentoringprogram"))
    client.force_login(user)
    address = url(ana.program, "find_mentor_request", uuid=ana.uuid)
    assert refused(client.get(address)) == ["not_enrolled"]
    assert refused(client.post(address, {"message": "Hello"})) == ["not_enrolled"]


@pytest.mark.parametrize(
    "status",
    [
        ProfileStatus.DRAFT,
        ProfileStatus.PENDING,
        ProfileStatus.PAUSED,
        ProfileStatus.SUSPENDED,
        ProfileStatus.LEFT,
    ],
)
def test_who_cannot_be_seen_is_missing(client, people, status):
    """S-02: the same status, body and headers as for somebody who does not exist."""
    ana, robin = people
    type(ana).objects.filter(pk=ana.pk).update(status=status)
    visitor = Visitor(client, robin)
    for send in (visitor.get, visitor.post):
        hidden = send("find_mentor_request", uuid=ana.uuid)
        missing = send("find_mentor_request", uuid=uuid.uuid4())
        assert hidden.status_code == missing.status_code == 404
        assert hidden.content == missing.content
        assert dict(hidden.headers) == dict(missing.headers)


def test_somebody_of_another_program_is_missing(client, people):
    _ana, robin = people
    stranger = MentorFactory(program=ProgramFactory())
    assert Visitor(client, robin).get("find_mentor_request", uuid=stranger.uuid).status_code == 404


def test_a_stranger_sees_nobody(client, people):
    ana, _robin = people
    client.force_login(UserFactory())
    assert client.get(url(ana.program, "find_mentor_request", uuid=ana.uuid)).status_code == 404


def test_the_same_form_sent_again_leads_to_the_same_request(client, people):
    """C-14: double click, back, retry."""
    ana, robin = people
    visitor = Visitor(client, robin)
    data = {"message": "Hello", "form_token": str(uuid.uuid4())}
    answers = [visitor.post("find_mentor_request", data, uuid=ana.uuid) for _time in range(3)]
    assert [one.status_code for one in answers] == [302] * 3
    assert len({one.url for one in answers}) == 1
    assert MentorshipRequest.objects.count() == Notification.objects.count() == 1


def test_another_form_for_the_same_person_is_refused(client, people):
    ana, robin = people
    visitor = Visitor(client, robin)
    codes = []
    for _time in range(2):
        data = {"message": "Hello", "form_token": str(uuid.uuid4())}
        sent = visitor.post("find_mentor_request", data, uuid=ana.uuid)
        codes.append(sent.status_code)
    assert codes == [302, 409]
    assert refused(sent) == ["already_requested"]


@pytest.mark.parametrize("token", ["", "nonsense", None])
def test_a_form_without_a_usable_token_still_works(client, people, token):
    ana, robin = people
    data = {"message": "Hello"} if token is None else {"message": "Hello", "form_token": token}
    sent = Visitor(client, robin).post("find_mentor_request", data, uuid=ana.uuid)
    assert sent.status_code == 302


def test_a_token_of_somebody_else_shows_nothing_of_theirs(client, people, cast):
    ana, robin = people
    other = RequestFactory(mentor=cast.mentor(), mentee=cast.mentee(), form_token=uuid.uuid4())
    sent = Visitor(client, robin).post(
        "find_mentor_request",
        {"message": "Hello", "form_token": str(other.form_token)},
        uuid=ana.uuid,
    )
    assert sent.status_code == 409
    assert str(other.uuid) not in text_of(sent)
    assert MentorshipRequest.objects.count() == 1


def test_further_fields_change_nothing(client, people, cast):
    """S-09: only message and token are read."""
    ana, robin = people
    Visitor(client, robin).post(
        "find_mentor_request",
        {
            "message": "Hello",
            "status": "accepted",
            "mentee": cast.mentee().pk,
            "initiated_by": "mentor",
            "waiting_since": "2020-01-01",
            "next": "https://evil.example/",
        },
        uuid=ana.uuid,
    )
    request = MentorshipRequest.objects.get()
    assert (request.status, request.mentee, request.initiated_by, request.waiting_since) == (
        "pending",
        robin,
        "mentee",
        None,
    )


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_next_never_leaves_the_site(client, people, target):
    """S-19."""
    ana, robin = people
    client.force_login(robin.member.user)
    address = url(robin.program, "find_mentor_request", uuid=ana.uuid)
    sent = client.post(f"{address}?next={target}", {"message": "Hello", "next": target})
    assert sent.url.startswith("/mentoring/")


def test_reading_changes_nothing(client, people):
    """S-20."""
    ana, robin = people
    visitor = Visitor(client, robin)
    for method in (client.get, client.head, client.options):
        method(url(robin.program, "find_mentor_request", uuid=ana.uuid))
    visitor.get("find_mentor_request", uuid=ana.uuid)
    assert not MentorshipRequest.objects.exists()


def test_a_site_may_veto(client, people):
    ana, robin = people

    def veto(sender, action, **kwargs):
        raise ActionVetoed("Not on a Sunday.")

    before_action.connect(veto)
    try:
        page = Visitor(client, robin).post(
            "find_mentor_request", {"message": "Hello there"}, uuid=ana.uuid
        )
    finally:
        before_action.disconnect(veto)
    assert page.status_code == 409
    assert "Not on a Sunday." in text_of(page)
    assert page.context["form"]["message"].value() == "Hello there"


def test_busy_rows_keep_the_words_and_ask_for_another_try(client, people):
    """C-08: 503 with Retry-After and the form as it was typed."""
    ana, robin = people

    def busy(execute, sql, params, many, context):
        if sql.startswith("INSERT") and "mentorshiprequest" in sql:
            raise OperationalError("lock timeout")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(busy):
        page = Visitor(client, robin).post(
            "find_mentor_request", {"message": "Hello there"}, uuid=ana.uuid
        )
    assert (page.status_code, page.headers["Retry-After"]) == (503, "2")
    assert page.context["form"]["message"].value() == "Hello there"


def test_an_ended_session_keeps_the_words(client, people):
    """A-17: sign in again, and the words are back in the form."""
    ana, robin = people
    address = url(robin.program, "find_mentor_request", uuid=ana.uuid)
    sent = client.post(address, {"message": "A long text"})
    assert sent.status_code == 302
    assert sent.url.startswith("/login/")
    client.post(sent.url, {"username": robin.member.user.username, "password": "mentoring"})
    page = client.get(address)
    assert page.context["form"]["message"].value() == "A long text"
    assert "What you wrote is back in the form" in text_of(page)


def test_asked_by_somebody_who_has_left(client, people):
    ana, robin = people
    RequestFactory(mentor=ana, mentee=robin)
    type(robin).objects.filter(pk=robin.pk).update(status=ProfileStatus.LEFT)
    page = Visitor(client, robin).get("find_mentor_request", uuid=ana.uuid)
    assert refused(page) == ["not_enrolled"]


def test_the_programs_own_words(client, people):
    """D19."""
    ana, robin = people
    robin.program.mentor_word, robin.program.mentors_word = "guide", "guides"
    robin.program.save()
    page = Visitor(client, robin).get("find_mentor_request", uuid=ana.uuid)
    assert "Find guides" in text_of(page)


@pytest.mark.django_db(transaction=True)
def test_ten_times_at_once_makes_one_request(transactional_db):
    """C-14: ten identical forms in parallel make one request and one mail, and all are answered."""
    cast = Cast()
    ana, robin = cast.mentor(), cast.mentee()
    address = url(cast.program, "find_mentor_request", uuid=ana.uuid)
    data = {"message": "Hello", "form_token": str(uuid.uuid4())}
    client = Client()
    client.force_login(robin.member.user)
    session = client.cookies["sessionid"].value
    answers, start = [], threading.Barrier(10)

    def send():
        own = Client()
        own.cookies["sessionid"] = session
        start.wait()
        try:
            answers.append(own.post(address, data))
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one.status_code for one in answers] == [302] * 10
    assert len({one.url for one in answers}) == 1
    assert MentorshipRequest.objects.count() == Notification.objects.count() == 1


def test_why_the_two_fit(client, people, cast):
    """The table says what the asker looks for and what the other one said."""
    ana, robin = people
    criterion = CriterionFactory(program=cast.program, label="Fields of work")
    choice = ChoiceFactory(criterion=criterion, label="Official statistics")
    answer(ana, criterion, choice)
    answer(robin, criterion, choice)
    page = Visitor(client, robin).get("find_mentor_request", uuid=ana.uuid)
    assert "Fits 1 of 1 of your criteria" in text_of(page)
    assert "Official statistics" in text_of(page)
