"""Enrolling: the choice of a role, the list of tasks, sending it in, and every reason why not."""

import datetime as dt

import pytest
from django.db import OperationalError, connection
from django.urls import reverse
from django.utils.html import strip_tags

from tests.factories import (
    Cast,
    ChoiceFactory,
    CriterionFactory,
    MemberFactory,
    MenteeFactory,
    MentorFactory,
    UserFactory,
    agree,
    answer,
)
from tests.views.enrolling import address, form_data, submit
from wagtail_mentoring import get_member_profile_model, get_mentee_profile_model
from wagtail_mentoring.enums import Importance, MembershipState, ProfileStatus
from wagtail_mentoring.membership import Membership, StaticBackend
from wagtail_mentoring.models import CodeOfConductAgreement, Notification, Position

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return Cast()


@pytest.fixture
def program(cast):
    return cast.program


@pytest.fixture
def user():
    return UserFactory(first_name="Maria", last_name="Silva")


@pytest.fixture
def signed_in(client, user):
    client.force_login(user)
    return client


@pytest.fixture
def backend(settings):
    settings.WAGTAIL_MENTORING = {
        **settings.WAGTAIL_MENTORING,
        "MEMBERSHIP_BACKEND": "wagtail_mentoring.membership.StaticBackend",
    }
    StaticBackend.answers.clear()
    yield StaticBackend.answers
    StaticBackend.answers.clear()


def test_a_page_without_a_form_takes_none(signed_in, cast, user):
    cast.mentee(member=MemberFactory(user=user))
    page = signed_in.post(address(cast.program, "enrollment_sent", role="mentee"))
    assert page.status_code == 405


def test_busy_rows_ask_for_another_try(signed_in, program, user):
    """C-08."""

    def busy(execute, sql, params, many, context):
        if sql.startswith("INSERT") and "menteeprofile" in sql:
            raise OperationalError("lock timeout")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(busy):
        page = signed_in.post(address(program, "enrollment_start"), {"roles": ["mentee"]})
    assert (page.status_code, page.headers["Retry-After"]) == (503, "2")
    assert "Please try again." in page.text
    assert not get_mentee_profile_model().objects.exists()


def test_who_is_not_signed_in_comes_back_after_signing_in(client, program):
    response = client.get(address(program))
    assert response.status_code == 302
    assert response.url == f"/login/?next={address(program)}"


def test_somebody_new_chooses_both_roles_and_gets_the_list_of_tasks(signed_in, user, program):
    page = signed_in.get(address(program))
    assert "How would you like to take part?" in page.content.decode()
    response = submit(signed_in, address(program, "enrollment_start"), roles=["mentor", "mentee"])
    assert response.url == address(program)
    member = get_member_profile_model().objects.get(user=user)
    assert member.name == "Maria Silva"
    assert member.mentor_profiles.get().capacity == program.mentor_capacity_default
    assert member.mentee_profiles.get().status == ProfileStatus.DRAFT
    html = signed_in.get(address(program)).content.decode()
    for task in (
        "You",
        "Picture",
        "What you offer",
        "What you are looking for",
        "Code of Conduct",
        "Check and send",
    ):
        assert task in html
    assert html.count("Cannot start yet") == 2


def test_a_link_chooses_the_role(signed_in, program):
    page = signed_in.get(address(program, "enrollment_start"), {"role": "mentee"})
    assert form_data(page)["roles"] == ["mentee"]


def test_a_link_with_an_unknown_role_chooses_nothing(signed_in, program):
    page = signed_in.get(address(program, "enrollment_start"), {"role": ["boss", "\x00"]})
    assert "roles" not in form_data(page)


def test_no_choice_is_an_error_that_names_itself_in_the_title(signed_in, program):
    response = submit(signed_in, address(program, "enrollment_start"))
    assert response.status_code == 200
    html = response.content.decode()
    assert "<title>Error:" in html
    assert "Choose at least one of the two." in html


def test_a_role_that_is_not_offered_is_refused(signed_in, program):
    response = submit(signed_in, address(program, "enrollment_start"), roles=["admin"])
    assert response.status_code == 200
    assert not get_member_profile_model().objects.exists()


def test_enrolled_in_one_role_only_the_other_is_offered(signed_in, user, cast, program):
    cast.mentee(member=MemberFactory(user=user))
    page = signed_in.get(address(program, "enrollment_start"))
    assert 'value="mentor"' in page.content.decode()
    assert 'value="mentee"' not in page.content.decode()


def test_with_both_roles_there_is_nothing_to_choose(signed_in, user, cast, program):
    member = MemberFactory(user=user)
    cast.mentee(member=member)
    cast.mentor(member=member)
    url = address(program, "enrollment_start")
    assert signed_in.get(url).url == address(program)
    assert signed_in.post(url, {"roles": ["mentor"]}).url == address(program)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (MembershipState.NONE, "For members only"),
        (MembershipState.LAPSED, "For members only"),
        (MembershipState.PENDING, "Nearly there"),
        (MembershipState.UNKNOWN, "Please try again in a little while"),
    ],
)
def test_who_is_no_current_member_reads_why_not(signed_in, user, program, backend, state, words):
    backend[user.pk] = Membership(state)
    page = signed_in.get(address(program))
    assert page.status_code == 200
    assert words in page.content.decode()
    assert program.office_email in page.content.decode()
    assert b'name="roles"' not in page.content
    response = signed_in.post(address(program, "enrollment_start"), {"roles": ["mentor"]})
    assert response.status_code == 409
    assert not get_member_profile_model().objects.exists()


def test_a_register_that_is_down_takes_nobody_in_and_breaks_nothing(
    signed_in, user, program, backend
):
    backend[user.pk] = RuntimeError("connection refused")
    page = signed_in.get(address(program))
    assert page.status_code == 200
    assert "could not check your membership" in page.content.decode()
    assert "connection refused" not in page.content.decode()


def test_a_membership_that_ends_while_the_form_is_open(signed_in, user, program, backend):
    url = address(program, "enrollment_start")
    data = form_data(signed_in.get(url))
    backend[user.pk] = Membership(MembershipState.LAPSED)
    response = signed_in.post(url, {**data, "roles": ["mentee"]})
    assert response.status_code == 409
    assert not get_mentee_profile_model().objects.exists()


def test_closed_enrollment_says_so(signed_in, program):
    program.is_open = False
    program.save()
    html = signed_in.get(address(program)).content.decode()
    assert "Please come back later" in html


def test_a_program_that_is_switched_off_is_not_there(signed_in, program):
    url = address(program)
    program.is_active = False
    program.save()
    assert signed_in.get(url).status_code == 404


def ready_draft(cast, user, role=MenteeFactory, **kwargs):
    """A draft in which nothing is missing."""
    words = {"goals": "Learn"} if role is MenteeFactory else {"terms": "Monthly"}
    profile = role(
        program=cast.program,
        member=MemberFactory(user=user),
        status=ProfileStatus.DRAFT,
        joined_at=None,
        **{**words, **kwargs},
    )
    agree(profile)
    return profile


def test_sent_without_approval_it_is_active_and_says_what_comes_next(signed_in, user, cast):
    profile = ready_draft(cast, user)
    check = address(cast.program, "enrollment_check", role="mentee")
    page = signed_in.get(check)
    assert "Learn" in page.content.decode()
    assert f"{address(cast.program, 'enrollment_role', role='mentee')}" in page.content.decode()
    response = submit(signed_in, check)
    assert response.url == address(cast.program, "enrollment_sent", role="mentee")
    profile.refresh_from_db()
    assert profile.status == ProfileStatus.ACTIVE
    html = signed_in.get(response.url).content.decode()
    assert "Welcome to the program" in html
    assert "Find a mentor" in html
    assert Notification.objects.get().event == "enrollment_confirmed"


def test_what_was_answered_is_read_again_before_it_is_sent(signed_in, user, cast):
    profile = ready_draft(cast, user)
    topics = CriterionFactory(program=cast.program, label="Topics")
    methods = ChoiceFactory(criterion=topics, label="Survival analysis")
    answer(profile, topics, methods, ChoiceFactory(criterion=topics, label="Teaching"))
    wish = profile.preferences.create(criterion=topics, importance=Importance.IMPORTANT)
    wish.choices.add(methods)
    Position.objects.create(
        member=profile.member, title="Analyst", organization="Statistics Office"
    )
    page = signed_in.get(address(cast.program, "enrollment_check", role="mentee"))
    text = " ".join(strip_tags(page.content.decode().replace("<", " <")).split())
    assert "Topics Survival analysis Teaching Change" in text
    assert "Topics Important Survival analysis Change" in text
    assert "Education and positions Analyst, Statistics Office Change" in text


def test_sent_for_approval_it_waits(signed_in, user, cast):
    cast.program.mentee_approval_required = True
    cast.program.save()
    profile = ready_draft(cast, user)
    response = submit(signed_in, address(cast.program, "enrollment_check", role="mentee"))
    profile.refresh_from_db()
    assert profile.status == ProfileStatus.PENDING
    html = signed_in.get(response.url).content.decode()
    assert "Your enrollment has been sent" in html
    assert "Program office looks at what you wrote." in html
    assert "waits for approval" in signed_in.get(address(cast.program)).content.decode()


def test_sent_twice_is_sent_once(signed_in, user, cast):
    ready_draft(cast, user)
    url = address(cast.program, "enrollment_check", role="mentee")
    data = form_data(signed_in.get(url))
    signed_in.post(url, data)
    again = signed_in.post(url, data)
    assert again.url == address(cast.program, "enrollment_sent", role="mentee")
    assert Notification.objects.count() == 1


def test_what_is_missing_stands_on_the_page_and_nothing_is_sent(signed_in, user, cast):
    profile = ready_draft(cast, user, goals="")
    CodeOfConductAgreement.objects.all().delete()
    url = address(cast.program, "enrollment_check", role="mentee")
    html = signed_in.get(url).content.decode()
    assert "This cannot be sent yet" in html
    assert "your goals" in html
    assert "Enroll as a mentee" not in html
    response = signed_in.post(url)
    assert response.status_code == 409
    profile.refresh_from_db()
    assert profile.status == ProfileStatus.DRAFT


def test_both_roles_are_sent_one_after_the_other(signed_in, user, cast):
    member = MemberFactory(user=user)
    mentor = MentorFactory(
        program=cast.program, member=member, status=ProfileStatus.DRAFT, terms="Monthly"
    )
    mentee = MenteeFactory(
        program=cast.program, member=member, status=ProfileStatus.DRAFT, goals="Learn"
    )
    agree(mentor, mentee)
    sent = submit(signed_in, address(cast.program, "enrollment_check", role="mentor"))
    assert "Go on as a mentee" in signed_in.get(sent.url).content.decode()
    submit(signed_in, address(cast.program, "enrollment_check", role="mentee"))
    mentor.refresh_from_db()
    mentee.refresh_from_db()
    assert (mentor.status, mentee.status) == (ProfileStatus.ACTIVE, ProfileStatus.ACTIVE)


def test_a_returned_enrollment_shows_the_note(signed_in, user, cast):
    ready_draft(cast, user, staff_note="Please say more about your goals.")
    html = signed_in.get(address(cast.program)).content.decode()
    assert "Please say more about your goals." in html


def test_who_left_enrolls_again_with_what_was_there(signed_in, user, cast):
    profile = cast.mentee(member=MemberFactory(user=user), status=ProfileStatus.LEFT, goals="Learn")
    page = signed_in.get(address(cast.program))
    assert "You have taken part before." in page.content.decode()
    response = submit(signed_in, address(cast.program, "enrollment_start"), roles=["mentee"])
    assert response.url == address(cast.program)
    profile.refresh_from_db()
    assert (profile.status, profile.goals) == (ProfileStatus.DRAFT, "Learn")


def test_who_is_enrolled_finds_their_profile_here(signed_in, user, cast):
    cast.mentee(member=MemberFactory(user=user), goals="Learn")
    html = signed_in.get(address(cast.program)).content.decode()
    assert "My profile" in html
    assert "Check and send" not in html
    assert "Others can find you." in html


def test_a_membership_that_ended_is_said_to_who_is_enrolled(signed_in, user, cast, backend):
    cast.mentee(member=MemberFactory(user=user), hidden_from="2020-01-01")
    backend[user.pk] = Membership(MembershipState.LAPSED, lapsed_on=dt.date(2019, 12, 1))
    html = signed_in.get(address(cast.program)).content.decode()
    assert "Mentoring is for current members." in html
    assert "Others can find you." not in html


def test_a_new_binding_text_is_to_be_read_again(signed_in, user, cast):
    cast.mentee(member=MemberFactory(user=user))
    page = cast.program.code_of_conduct.specific
    page.body = "<p>Be kind and punctual.</p>"
    page.save_revision().publish()
    html = signed_in.get(address(cast.program)).content.decode()
    assert "Read again" in html


@pytest.mark.parametrize("name", ["role", "wishes", "conduct", "check", "sent"])
def test_a_task_of_a_role_somebody_does_not_have_leads_to_the_list(signed_in, user, cast, name):
    cast.mentee(member=MemberFactory(user=user))
    url = address(cast.program, f"enrollment_{name}", role="mentor")
    assert signed_in.get(url).url == address(cast.program)
    if name != "sent":
        assert signed_in.post(url, {}).url == address(cast.program)


@pytest.mark.parametrize("name", ["person", "picture", "history"])
def test_a_task_before_enrolling_leads_to_the_choice(signed_in, program, name):
    url = address(program, f"enrollment_{name}")
    assert signed_in.get(url).url == address(program)
    assert signed_in.post(url, {"name": "X"}).url == address(program)
    assert not get_member_profile_model().objects.exists()


def test_an_unknown_role_in_the_address_is_not_there(signed_in, user, cast):
    cast.mentee(member=MemberFactory(user=user))
    url = reverse(
        "wagtail_mentoring:enrollment_role", kwargs={"program": cast.program.slug, "role": "boss"}
    )
    assert signed_in.get(url).status_code == 404


def test_opening_pages_changes_nothing(signed_in, user, cast):
    profile = ready_draft(cast, user)
    before = profile.updated_at
    for name in ("", "_start", "_person", "_picture", "_history"):
        signed_in.get(address(cast.program, f"enrollment{name}"))
    for name in ("role", "wishes", "conduct", "check", "sent"):
        signed_in.get(address(cast.program, f"enrollment_{name}", role="mentee"))
    profile.refresh_from_db()
    assert (profile.status, profile.updated_at) == (ProfileStatus.DRAFT, before)


def test_the_meter_names_what_is_missing_and_is_full_in_the_end(signed_in, user, cast):
    profile = ready_draft(cast, user)
    html = signed_in.get(address(cast.program)).content.decode()
    assert "33 % complete" in html
    assert "Add a picture" in html
    member = profile.member
    member.bio, member.country, member.time_zone = "Long way", "PT", "Europe/Lisbon"
    member.picture = "mentoring/pictures/x.jpg"
    member.save()
    Position.objects.create(member=member, title="Statistician", organization="Office")
    assert "100 % complete" in signed_in.get(address(cast.program)).content.decode()


def test_pages_are_private(signed_in, user, cast):
    ready_draft(cast, user)
    response = signed_in.get(address(cast.program))
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_the_same_number_of_queries_whatever_there_is(
    signed_in, user, cast, django_assert_num_queries, number
):
    profile = ready_draft(cast, user)
    MentorFactory(program=cast.program, member=profile.member, status=ProfileStatus.DRAFT)
    for _criterion in range(number):
        CriterionFactory(program=cast.program)
    signed_in.get(address(cast.program))
    with django_assert_num_queries(22):
        signed_in.get(address(cast.program))


def test_who_agreed_to_an_earlier_text_sees_what_changed(signed_in, user, cast):
    cast.mentee(member=MemberFactory(user=user))
    page = cast.program.code_of_conduct.specific
    first = page.latest_revision
    page.body = "<p>Be kind and punctual.</p>"
    page.save_revision().publish()
    url = address(cast.program, "enrollment_conduct", role="mentee")
    html = signed_in.get(url).text
    assert "The Code of Conduct has changed since you agreed to it on" in html
    assert "Be kind<ins>" in html
    # Wagtail may have purged the earlier text; the agreement stays.
    first.delete()
    html = signed_in.get(url).text
    assert "The Code of Conduct has changed since you agreed to it on" in html
    assert "<ins>" not in html
