"""One's own profile as others see it equals what these others get (P-08); and the page's queries (F-02)."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    CriterionFactory,
    MentorshipFactory,
    RequestFactory,
    SocietyMeetingFactory,
    UserFactory,
    agree,
    answer,
    publish_code_of_conduct,
)
from tests.views.finding import Society
from wagtail_mentoring.actions import SaveMeetingsAction
from wagtail_mentoring.enums import (
    ContactVisibility,
    CriterionKind,
    CriterionPrivacy,
    MatchRule,
    ProfileStatus,
    RequestStatus,
)
from wagtail_mentoring.models import Education, MenteePreference, Position

pytestmark = pytest.mark.django_db


@pytest.fixture
def society():
    society = Society(contact_visibility=ContactVisibility.ENROLLED)
    publish_code_of_conduct(society.program)
    agree(society.mentee)
    return society


@pytest.fixture
def mentor(society):
    """Somebody with something for each circle."""
    mentor = society.add_mentor(
        "Ana Lind",
        society.bayes,
        society.senior,
        terms="An hour a month.",
        member={
            "headline": "Biostatistician",
            "bio": "I like rivers.",
            "contact_email": "ana@contact.example",
            "phone": "+46 18 000000",
            "phone_visibility": ContactVisibility.NOBODY,
            "website": "https://ana.example/",
            "website_visibility": ContactVisibility.ENROLLED,
        },
    )
    agree(mentor)
    answer(mentor, society.secret, society.red)
    between_us = CriterionFactory(
        program=society.program,
        label="Between us",
        kind=CriterionKind.TEXT,
        match_rule=MatchRule.IGNORE,
        privacy=CriterionPrivacy.PARTNERS,
        is_filter=False,
    )
    answer(mentor, between_us, value="For partners only.")
    Position.objects.create(member=mentor.member, title="Lecturer", organization="Elsewhere")
    Education.objects.create(member=mentor.member, degree="PhD", institution="There")
    meeting = SocietyMeetingFactory(name="Annual meeting", place="Lisbon")
    SaveMeetingsAction(mentor.member, [meeting], actor=mentor.member.user).execute()
    return mentor


def main_of(response):
    """The page's own part, without what is each reader's own: badge, shortlist, breadcrumb, tabs, link to change it."""
    assert response.status_code == 200
    html = re.sub(r"\s+", " ", response.content.decode())
    main = re.search(r"<main\b.*</main>", html).group(0)
    main = re.sub(r'data-mentoring-owner="\w*"', "", main)
    for own in (
        r'<nav class="mentoring-breadcrumb".*?</nav>',
        r'<p class="mentoring-preview">.*?</nav>',
        r'<div class="mentoring-badge.*?</div>',
        r'<div class="mentoring-actions mentoring-actions--tight">.*?</div>',
        r"<p><a [^>]*>(Change my profile|Go to your mentorship)</a></p>",
        r'<p class="mentoring-muted"><a [^>]*>Block [^<]*</a></p>',
        r"<p><a [^>]*>(Read the Code of Conduct)</a></p>",
    ):
        main = re.sub(own, "", main)
    return re.sub(r">\s+<", "><", main)


def silent_mentee(society):
    """A reader of whom nothing is known: no time zone, no answers, so that nothing is compared."""
    mentee = society.add_mentee("Quiet Reader")
    mentee.answers.all().delete()
    return mentee


@pytest.mark.parametrize("standing", ["enrolled", "partner"])
def test_the_preview_is_what_they_get(client, society, mentor, standing):
    reader = silent_mentee(society)
    if standing == "partner":
        request = RequestFactory(mentor=mentor, mentee=reader, status=RequestStatus.ACCEPTED)
        MentorshipFactory(request=request)
        mentor.refresh_from_db()
    url = society.profile_url(mentor)
    client.force_login(reader.member.user)
    theirs = main_of(client.get(url))
    client.force_login(mentor.member.user)
    assert main_of(client.get(f"{url}?as={standing}")) == theirs
    assert ("For partners only." in theirs) is (standing == "partner")
    assert ("ana@contact.example" in theirs) is (standing == "partner")
    assert "https://ana.example/" in theirs
    assert "+46 18 000000" not in theirs and "Red secret" not in theirs
    assert "Will be at “Annual meeting” in Lisbon." in theirs


def test_a_stranger_gets_nothing_and_the_preview_says_so(client, society, mentor):
    url = society.profile_url(mentor)
    assert client.get(url).status_code == 302
    client.force_login(UserFactory())
    assert client.get(url).status_code == 404
    client.force_login(mentor.member.user)
    page = client.get(f"{url}?as=stranger").content.decode()
    assert "Whoever does not take part cannot find you" in page
    for words in (
        "I like rivers.",
        "An hour a month.",
        "ana.example",
        "Lecturer",
        "Biostatistician",
    ):
        assert words not in page


def test_only_the_owner_can_choose_whose_eyes(client, society, mentor):
    client.force_login(society.user)
    url = society.profile_url(mentor)
    page = client.get(f"{url}?as=partner").content.decode()
    assert "For partners only." not in page and "ana@contact.example" not in page
    client.force_login(mentor.member.user)
    assert client.get(f"{url}?as=nonsense").status_code == 200


def test_a_preview_of_what_nobody_finds_says_so(client, society, mentor):
    type(mentor).objects.update(status=ProfileStatus.PAUSED)
    client.force_login(mentor.member.user)
    url = society.profile_url(mentor)
    assert "At the moment nobody new finds you." in client.get(url).content.decode()
    assert "At the moment nobody" not in client.get(f"{url}?as=partner").content.decode()


def test_the_desk_leads_to_the_preview(client, society, mentor):
    client.force_login(mentor.member.user)
    for name in ("desk", "enrollment"):
        page = client.get(society.url(name)).content.decode()
        assert society.profile_url(mentor) in page


def test_two_who_go_to_the_same_meeting_are_told(client, society, mentor):
    meeting = mentor.member.meeting_attendances.get().meeting
    SaveMeetingsAction(society.mentee.member, [meeting], actor=society.user).execute()
    client.force_login(society.user)
    page = client.get(society.profile_url(mentor)).content.decode()
    assert "Will be at “Annual meeting” in Lisbon, and so will you." in page
    type(meeting).objects.update(is_active=False)
    assert "Annual meeting" not in client.get(society.profile_url(mentor)).content.decode()


#: Asked by Django for every page of somebody signed in: session, account, permissions.
FRAMEWORK = ('FROM "django_session"', 'FROM "auth_user"', 'FROM "auth_permission"')


def queries_of(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    sql = [query["sql"].replace("`", '"') for query in captured.captured_queries]
    return [text for text in sql if not any(part in text.split("WHERE")[0] for part in FRAMEWORK)]


@pytest.mark.parametrize("criteria", [1, 8])
@pytest.mark.parametrize("who", ["mentee", "asker", "partner", "self"])
def test_a_profile_takes_at_most_ten_queries(client, society, mentor, who, criteria):
    """F-02: at most ten beside the framework's own, whatever is answered, whoever looks."""
    for _number in range(criteria):
        criterion = CriterionFactory(program=society.program, kind=CriterionKind.YES_NO)
        choice = criterion.choices.first()
        answer(mentor, criterion, choice)
        answer(society.mentee, criterion, choice)
        MenteePreference.objects.create(profile=society.mentee, criterion=criterion)
        Position.objects.create(member=mentor.member, title="More", organization="Elsewhere")
    user = society.user
    if who == "asker":
        RequestFactory(mentor=mentor, mentee=society.mentee)
    elif who == "partner":
        request = RequestFactory(
            mentor=mentor, mentee=society.mentee, status=RequestStatus.ACCEPTED
        )
        MentorshipFactory(request=request)
    elif who == "self":
        user = mentor.member.user
    client.force_login(user)
    expected = {"mentee": 8, "asker": 9, "partner": 9, "self": 9}[who]
    assert len(queries_of(client, society.profile_url(mentor))) == expected
