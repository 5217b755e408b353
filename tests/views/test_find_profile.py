"""A participant's page: the badge in each state, what is shown to whom, and what is not (R29, R31, R32, D7)."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import (
    MentorFactory,
    MentorshipFactory,
    RequestFactory,
    UserFactory,
    agree,
    answer,
    publish_code_of_conduct,
    show_contact,
)
from tests.views.finding import Society
from wagtail_mentoring.enums import (
    ContactVisibility,
    FullMentorPolicy,
    Importance,
    ProfileStatus,
    RequestStatus,
    Role,
)
from wagtail_mentoring.models import Education, MenteePreference, Position

pytestmark = pytest.mark.django_db


@pytest.fixture
def society():
    society = Society()
    publish_code_of_conduct(society.program)
    agree(society.mentee)
    return society


@pytest.fixture
def mentor(society):
    mentor = society.add_mentor(
        "Ana Lind",
        society.bayes,
        society.senior,
        terms="An hour a month.",
        member={
            "headline": "Biostatistician",
            "bio": "I like rivers.",
            "employer": "University of Elsewhere",
            "contact_email": "ana@contact.example",
            "phone": "+46 18 000000",
        },
    )
    agree(mentor)
    return mentor


@pytest.fixture
def look(client, society):
    def open_profile(profile, user=None):
        client.force_login(user or society.user)
        response = client.get(society.profile_url(profile))
        assert response.status_code == 200
        return re.sub(r"\s+", " ", response.content.decode())

    return open_profile


def badge_link(page):
    found = re.search(r'mentoring-badge__main--link" href="([^"]*)"', page)
    return found.group(1) if found else None


def test_it_says_who_it_is(society, mentor, look):
    Position.objects.create(
        member=mentor.member, title="Lecturer", organization="Elsewhere", start_year=2019
    )
    Education.objects.create(
        member=mentor.member, degree="PhD", institution="There", start_year=2012, end_year=2016
    )
    page = look(mentor)
    for words in (
        "Ana Lind",
        "Biostatistician",
        "I like rivers.",
        "An hour a month.",
        "University of Elsewhere",
        "Lecturer, Elsewhere",
        "since 2019",
        "PhD, There",
        "2012 – 2016",
        "Bayesian methods",
    ):
        assert words in page


def test_why_you_two_is_told_criterion_by_criterion(society, mentor, look):
    wish = MenteePreference.objects.create(
        profile=society.mentee, criterion=society.topics, importance=Importance.IMPORTANT
    )
    wish.choices.set([society.bayes, society.sports])
    page = look(mentor)
    assert "Fits 2 of 2 of your criteria" in page
    assert "Topics (important to you)" in page
    assert "Bayesian methods, Sports" in page
    assert "Yes, 1 of 2" in page
    assert "At least 1 step further than Early career" in page


def test_the_badge_is_the_way_to_ask(society, mentor, look, client):
    page = look(mentor)
    assert "Ask Ana Lind to be your mentor" in page
    assert client.get(badge_link(page)).status_code == 200


def test_a_mentor_asks_a_mentee_by_the_same_badge(society, mentor, look):
    page = look(society.mentee, mentor.member.user)
    assert badge_link(page)
    assert "Offer to be the mentor of Mia Mentee" in page


def test_a_full_mentor_has_a_waiting_list(society, mentor, look):
    type(mentor).objects.update(capacity=1, open_mentorships=1)
    page = look(mentor)
    assert badge_link(page)
    assert "Your request goes to the waiting list" in page
    assert "Full, with a waiting list" in page
    type(society.program).objects.update(full_mentor_policy=FullMentorPolicy.HIDDEN)
    page = look(mentor)
    assert badge_link(page) is None
    assert "Ana Lind has no free place at the moment." in page


def test_an_open_request_is_named_and_led_to(society, mentor, look):
    request = RequestFactory(mentor=mentor, mentee=society.mentee)
    page = look(mentor)
    assert badge_link(page) is None
    assert "You asked on" in page
    assert society.url("desk_request", uuid=request.uuid) in page
    page = look(society.mentee, mentor.member.user)
    assert "Asked you on" in page and "Answer the request" in page


def test_a_pair_is_led_to_its_page_and_sees_the_contact(society, mentor, look):
    assert "ana@contact.example" not in look(mentor)
    request = RequestFactory(mentor=mentor, mentee=society.mentee, status=RequestStatus.ACCEPTED)
    mentorship = MentorshipFactory(request=request)
    page = look(mentor)
    assert badge_link(page) is None
    assert "You two are working together." in page
    assert society.url("desk_mentorship", uuid=mentorship.uuid) in page
    assert "ana@contact.example" in page and "+46 18 000000" in page


@pytest.mark.parametrize(
    ("program", "member", "shown"),
    [
        (ContactVisibility.ENROLLED, ContactVisibility.ENROLLED, True),
        (ContactVisibility.ENROLLED, ContactVisibility.PARTNERS, False),
        (ContactVisibility.PARTNERS, ContactVisibility.ENROLLED, False),
        (ContactVisibility.NOBODY, ContactVisibility.ENROLLED, False),
    ],
)
def test_contact_is_shown_by_the_narrower_choice(society, mentor, look, program, member, shown):
    type(society.program).objects.update(contact_visibility=program)
    show_contact(mentor.member, member)
    assert ("ana@contact.example" in look(mentor)) is shown


def test_the_address_of_an_account_is_never_shown(society, mentor, look):
    mentor.member.contact_email = ""
    mentor.member.save()
    request = RequestFactory(mentor=mentor, mentee=society.mentee, status=RequestStatus.ACCEPTED)
    MentorshipFactory(request=request)
    assert mentor.member.user.email not in look(mentor)


def test_ones_own_profile_is_shown_as_others_see_it(society, mentor, look):
    answer(mentor, society.secret, society.red)
    page = look(mentor, mentor.member.user)
    assert "This is how others see you." in page
    assert "Change my profile" in page
    assert badge_link(page) is None
    assert "Why you two" not in page
    assert "Red secret" not in page and "ana@contact.example" not in page


def test_a_draft_can_be_looked_at_by_its_owner_alone(society, mentor, look, client):
    type(mentor).objects.update(status=ProfileStatus.DRAFT)
    assert "Draft" in look(mentor, mentor.member.user)
    client.force_login(society.user)
    assert client.get(society.profile_url(mentor)).status_code == 404


def test_a_partner_who_takes_a_break_says_so(society, mentor, look):
    request = RequestFactory(mentor=mentor, mentee=society.mentee, status=RequestStatus.ACCEPTED)
    MentorshipFactory(request=request)
    until = timezone.localdate() + timedelta(days=20)
    type(mentor).objects.update(status=ProfileStatus.PAUSED, paused_until=until)
    assert "Takes a break until" in look(mentor)


def test_who_may_not_ask_reads_why_and_where_to_go(society, mentor, look):
    other = society.add_mentee("No Conduct", society.bayes)
    page = look(mentor, other.member.user)
    assert badge_link(page) is None
    assert "Please read the Code of Conduct" in page
    assert "Read the Code of Conduct" in page


@pytest.mark.parametrize("who", ["anonymous", "stranger", "same role", "another program"])
def test_others_get_the_answer_of_a_missing_page(society, mentor, client, who):
    user = None
    if who == "stranger":
        user = UserFactory()
    elif who == "same role":
        user = society.add_mentor("Colleague").member.user
    elif who == "another program":
        user = Society().user
    if user is None:
        assert client.get(society.profile_url(mentor)).status_code == 302
        return
    client.force_login(user)
    assert client.get(society.profile_url(mentor)).status_code == 404


def test_a_coordinator_may_look_at_anybody(society, mentor, look):
    from django.contrib.auth.models import Permission

    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="coordinate_mentoringprogram"))
    page = look(mentor, user)
    assert "Ana Lind" in page and badge_link(page) is None


def test_the_profile_of_one_role_is_not_at_the_address_of_the_other(society, mentor, client):
    client.force_login(society.user)
    wrong = society.url("find_mentee_profile", uuid=mentor.uuid)
    assert client.get(wrong).status_code == 404


def test_what_members_write_is_text(society, look):
    mentor = MentorFactory(
        program=society.program, terms="<script>alert(1)</script>", member__name="<b>Bold</b>"
    )
    page = look(mentor)
    assert "<b>Bold" not in page and "<script>alert" not in page
    assert mentor.role is Role.MENTOR
