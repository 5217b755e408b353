"""Addresses: the editors' page where there is one, the app's own URL else; never the request's host (M-18)."""

import uuid

import pytest
from wagtail.models import Page, Site

from tests.factories import MentorFactory, ProgramFactory, RequestFactory, publish_code_of_conduct
from wagtail_mentoring.enums import Role
from wagtail_mentoring.links import ProgramLinks, absolute_url, base_url, picture_url
from wagtail_mentoring.pages.models import FindMentorPage, MyMentoringPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return Site.objects.get(is_default_site=True).root_page.specific


@pytest.fixture
def program():
    return ProgramFactory(slug="careers")


def test_without_pages_the_apps_own_urls_are_used(program):
    links = ProgramLinks(program)
    assert links.url("desk") == "/mentoring/careers/my/"
    assert links.find(Role.MENTOR) == "/mentoring/careers/mentors/"


def test_a_live_page_takes_over_with_all_its_routes(program, home):
    page = home.add_child(instance=FindMentorPage(title="Find", slug="find", program=program))
    mentor = MentorFactory(program=program)
    links = ProgramLinks(program)
    assert links.find(Role.MENTOR) == "/find/"
    assert links.profile(mentor) == f"/find/{mentor.uuid}/"
    assert links.request_form(mentor) == f"/find/{mentor.uuid}/request/"
    assert links.page("find_mentor").pk == page.pk
    page.unpublish()
    assert ProgramLinks(program).find(Role.MENTOR) == "/mentoring/careers/mentors/"


def test_a_page_of_another_program_is_none_of_ours(program, home):
    home.add_child(instance=MyMentoringPage(title="My", slug="my", program=ProgramFactory()))
    assert ProgramLinks(program).url("desk") == "/mentoring/careers/my/"


def test_all_pages_are_found_in_one_query(program, home, django_assert_num_queries):
    home.add_child(instance=FindMentorPage(title="Find", slug="find", program=program))
    home.add_child(instance=MyMentoringPage(title="My", slug="my", program=program))
    links = ProgramLinks(program)
    Page.objects.first().get_url()
    with django_assert_num_queries(1):
        links.url("desk")
        links.find(Role.MENTOR)
        links.find(Role.MENTEE)
        links.url("desk_request", uuid=uuid.uuid4())


def test_mails_use_the_sites_address(program, home):
    site = Site.objects.get(is_default_site=True)
    site.hostname, site.port = "society.example", 443
    site.save()
    request = RequestFactory(mentor=MentorFactory(program=program))
    assert base_url() == "https://society.example"
    assert (
        absolute_url("request", program, request)
        == f"https://society.example/mentoring/careers/my/requests/{request.uuid}/"
    )
    home.add_child(instance=MyMentoringPage(title="My", slug="my", program=program))
    assert (
        absolute_url("request", program, request)
        == f"https://society.example/my/requests/{request.uuid}/"
    )


def test_a_base_url_in_the_settings_wins(program, home, settings):
    settings.WAGTAIL_MENTORING = {"BASE_URL": "https://members.society.example/"}
    home.add_child(instance=MyMentoringPage(title="My", slug="my", program=program))
    assert absolute_url("desk", program) == "https://members.society.example/my/"
    assert absolute_url("find", program, Role.MENTEE).startswith(
        "https://members.society.example/mentoring/careers/"
    )


def test_the_code_of_conduct_has_an_address_while_it_is_published(program):
    page = publish_code_of_conduct(program)
    program.refresh_from_db()
    assert ProgramLinks(program).conduct() == (page.get_url() or "")
    page.unpublish()
    program.refresh_from_db()
    assert ProgramLinks(program).conduct() == ""


def test_no_picture_no_address():
    assert picture_url(MentorFactory().member) == ""
