"""A site (Wagtail 8) whose pages extend a base page of its own, with the page types from mixins."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Site

from tests.factories import (
    FAQEntryFactory,
    MenteeFactory,
    MentorFactory,
    ProgramFactory,
    UserFactory,
)
from tests.pages.interviewing import linked, make_interview
from tests.testbasepage.models import (
    ArticlePage,
    CodeOfConductPage,
    EnrollmentPage,
    FAQPage,
    FindMenteePage,
    FindMentorPage,
    InterviewPage,
    MentoringIndexPage,
    MyMentoringPage,
    ResourceIndexPage,
    ResourcePage,
)
from wagtail_mentoring.links import ProgramLinks, resource_model

pytestmark = pytest.mark.django_db


@pytest.fixture
def program():
    return ProgramFactory()


@pytest.fixture
def index(program):
    home = Site.objects.get(is_default_site=True).root_page
    index = home.add_child(
        instance=MentoringIndexPage(title="Mentoring", slug="mentoring", program=program)
    )
    for slug, page_type in {
        "enroll": EnrollmentPage,
        "mentors": FindMentorPage,
        "mentees": FindMenteePage,
        "desk": MyMentoringPage,
    }.items():
        index.add_child(instance=page_type(title=slug.title(), slug=slug, program=program))
    conduct = CodeOfConductPage(title="Conduct", slug="conduct", program=program, body="Be kind.")
    index.add_child(instance=conduct)
    return index


def test_the_site_has_the_package_without_its_page_types():
    assert not apps.is_installed("wagtail_mentoring.pages")
    call_command("check", fail_level="WARNING")


def test_the_front_page_is_public(client, index):
    response = client.get(index.url)
    assert response.status_code == 200
    assert "wagtail_mentoring/landing.html" in [template.name for template in response.templates]


@pytest.mark.parametrize("slug", ["enroll", "mentors", "mentees", "desk"])
def test_the_pages_of_members_ask_who_is_there(client, index, slug):
    response = client.get(f"{index.url}{slug}/")
    assert response.status_code == 302
    assert response.url.startswith("/login/")


def test_a_mentee_finds_a_mentor_on_the_page_of_the_site(client, index, program):
    mentor = MentorFactory(program=program, member__name="Ruth Abiola")
    mentee = MenteeFactory(program=program)
    client.force_login(mentee.member.user)
    response = client.get(f"{index.url}mentors/")
    assert response.status_code == 200
    assert "Ruth Abiola" in response.text
    assert client.get(f"{index.url}mentors/{mentor.uuid}/").status_code == 200


def test_links_lead_to_the_pages_of_the_site(index, program):
    links = ProgramLinks(program)
    assert links.url("find_mentor") == f"{index.url}mentors/"
    assert links.url("desk_pause", role="mentee") == f"{index.url}desk/mentee/pause/"


def test_an_editor_can_open_each_page_in_the_admin(client, index):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    for page in [index, *index.get_children()]:
        assert client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200


def test_questions_and_answers_are_shown_and_counted(client, index, program):
    entry = FAQEntryFactory(question="Who pays?", answer="<p>Nobody.</p>")
    page = index.add_child(instance=FAQPage(title="FAQ", slug="faq", program=program))
    html = client.get(page.url).content.decode()
    assert "Who pays?" in html
    assert ProgramLinks(program).faq() == page.url
    url = f"/mentoring/faq/{page.pk}/{entry.uuid}/helpful/"
    assert url in html
    response = client.post(url, {"helpful": "yes"})
    assert response.url == f"{page.url}?thanks=who-pays#faq-who-pays"
    assert entry.feedback.get().helpful == 1


def test_resources_are_made_of_the_mixins(client, index, program):
    parent = index.add_child(
        instance=ResourceIndexPage(title="Resources", slug="resources", program=program)
    )
    article = parent.add_child(
        instance=ArticlePage(title="Ask", slug="ask", program=program, body="<p>Listen first.</p>")
    )
    assert resource_model() is ResourcePage
    assert ProgramLinks(program).resources() == parent.url
    assert "Listen first." in client.get(article.url).text
    assert "Ask" in client.get(parent.url).text


def test_interviews_are_made_of_the_mixins(client, index, program):
    mentor = MentorFactory(program=program)
    page = make_interview(index, program, **linked(mentor.member), title="A talk")
    assert isinstance(page, InterviewPage)
    html = client.get(page.url).text
    assert "I never planned to teach." in html
    assert mentor.member.name in html
    file = reverse("wagtail_mentoring:interview_file", args=[page.pk, page.file.filename])
    assert client.get(file, headers={"Range": "bytes=0-9"}).status_code == 206
    feed = client.get(reverse("wagtail_mentoring:podcast", args=[program.slug])).text
    assert "<title>A talk</title>" in feed
    client.force_login(mentor.member.user)
    assert (
        client.post(reverse("wagtail_mentoring:interview_withdraw", args=[page.pk])).status_code
        == 302
    )
    assert client.get(page.url).status_code == 404
