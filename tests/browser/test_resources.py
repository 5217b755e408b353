"""The list of resources and a resource in real Chromium.

The ``page`` fixture fails on any script error and on any violation of the content security policy.
"""

import os

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import expect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction, Site

from tests.browser.conftest import DESKTOP, PHONE, assert_fits
from tests.factories import Cast, MemberFactory, TopicFactory, make_resource
from wagtail_mentoring.pages.models import ResourceIndexPage

pytestmark = pytest.mark.django_db(transaction=True)

BOTH = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["1280", "375"])


class Library:
    """A list of 24 resources: articles here and elsewhere, and a document."""

    def __init__(self):
        self.cast = Cast()
        home = Site.objects.get(is_default_site=True).root_page
        program = self.cast.program
        self.index = home.add_child(
            instance=ResourceIndexPage(
                title="Resources",
                slug="resources",
                program=program,
                introduction="<p>To read, see and hear, whether or not you have found somebody.</p>",
            )
        )
        begin, abroad = TopicFactory(name="First steps"), TopicFactory(name="Working abroad")
        file = ContentFile(b"x" * 240_000, name="plan.pdf")
        document = get_document_model().objects.create(title="A plan", file=file)
        image = get_image_model().objects.create(title="Two people", file=get_test_image_file())
        for number in range(21):
            make_resource(
                self.index,
                program,
                title=f"Letter {number + 1}",
                published_on=f"2025-01-{number + 1:02}",
                summary="What I would tell myself at the beginning.",
            )
        self.article = make_resource(
            self.index,
            program,
            title="How to ask for advice",
            summary="Four questions that make it easy to help you.",
            body="<h2>Before you ask</h2><p>Read, think, write it down.</p>" * 3,
            topics=[begin],
            image=image,
            published_on="2026-03-03",
        )
        make_resource(
            self.index,
            program,
            "link",
            title="Money for travel: grants of learned societies that hardly anybody applies for",
            summary="Where to look, and how to write an application that is read to its end.",
            topics=[begin, abroad],
            audience="mentees",
            reading_minutes=8,
            published_on="2026-03-02",
        )
        self.document = make_resource(
            self.index,
            program,
            "document",
            title="A plan for six months",
            document=document,
            published_on="2026-03-01",
        )
        self.url = "/resources/"


@pytest.fixture
def library():
    return Library()


def shot(page, name):
    """Keep a picture for whoever looks at the pages; asked for by a variable of the environment."""
    if folder := os.environ.get("MENTORING_SHOTS"):
        page.screenshot(path=f"{folder}/{name}-{page.viewport_size['width']}.png", full_page=True)


def unfold(page):
    """On a phone the filters are folded."""
    filters = page.locator("[data-mentoring-filters]")
    if filters.get_attribute("open") is None:
        filters.locator("> summary").click()


@BOTH
def test_axe_finds_nothing_in_the_list_and_its_states(new_page, library, assert_accessible, size):
    page = new_page(viewport=size)
    for query, heading in (
        ("", "24 resources"),
        ("?topic=nothing&kind=document", "0 resources"),
        ("?q=travel&kind=link", "1 resource"),
    ):
        page.goto(library.url + query)
        expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
        unfold(page)
        assert_accessible(page)
        assert_fits(page)
        shot(page, f"resources-{len(query)}")


@BOTH
def test_axe_finds_nothing_on_a_resource(new_page, library, assert_accessible, size):
    page = new_page(viewport=size)
    for one in library.index.get_children().filter(
        title__in=["How to ask for advice", "A plan for six months"]
    ) | library.index.get_children().filter(title__startswith="Money"):
        page.goto(one.url)
        assert_accessible(page)
        assert_fits(page)
        shot(page, f"resources-{one.slug}")


@BOTH
def test_a_member_who_is_not_enrolled_reads_how_to_enroll(
    new_page, library, assert_accessible, size
):
    restriction = PageViewRestriction.objects.create(
        page=library.index, restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.add(library.cast.program.enrolled_group)
    page = new_page(MemberFactory().user, viewport=size)
    page.goto(library.article.url)
    expect(page.get_by_role("link", name="Enroll now")).to_be_visible()
    assert_accessible(page)
    shot(page, "resources-enroll-first")
    page = new_page(library.cast.mentee().member.user, viewport=size)
    page.goto(library.url)
    expect(page.get_by_role("heading", name="24 resources")).to_be_visible()
    pictures = page.locator(".mentoring-resource__picture")
    expect(pictures).to_have_count(1)
    # Fails where the file cannot be had.
    pictures.first.evaluate("image => { image.loading = 'eager'; return image.decode(); }")


def test_filters_change_the_list_in_place_and_back_undoes_them(page, library):
    page.goto(library.url)
    page.evaluate("window.isTheSamePage = true")
    page.get_by_role("checkbox", name="First steps").check()
    expect(page.get_by_role("heading", name="2 resources", exact=True)).to_be_visible()
    expect(page).to_have_title("2 resources – Resources")
    page.get_by_role("radio", name="Mentors").check()
    expect(page.get_by_role("heading", name="1 resource", exact=True)).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="2 resources", exact=True)).to_be_visible()
    page.get_by_role("searchbox").fill("travel")
    expect(page.get_by_role("heading", name="1 resource", exact=True)).to_be_visible()
    assert page.evaluate("window.isTheSamePage")
    page.get_by_role("link", name="Remove filter: Words: travel").click()
    expect(page.get_by_role("heading", name="2 resources", exact=True)).to_be_visible()


def test_the_page_of_the_list_survives_the_way_back(page, library):
    page.goto(library.url)
    page.get_by_role("link", name="Next page").click()
    expect(page.get_by_role("heading", level=3)).to_have_text(
        ["Letter 4", "Letter 3", "Letter 2", "Letter 1"]
    )
    page.get_by_role("link", name="Letter 3").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Letter 3")
    page.go_back()
    expect(page.get_by_role("heading", level=3).first).to_have_text("Letter 4")


def test_the_list_is_used_by_keyboard(page, library):
    page.goto(library.url)
    page.get_by_role("searchbox").focus()
    page.keyboard.type("travel")
    page.keyboard.press("Enter")
    page.wait_for_url("**/resources/?q=travel**")
    expect(page.get_by_role("heading", name="1 resource", exact=True)).to_be_visible()
    page.get_by_role("heading", name="1 resource", exact=True).focus()
    names = []
    for _step in range(3):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.textContent.trim()"))
    assert [" ".join(name.split()) for name in names] == [
        "Remove filter: Words: travel",
        "Clear all",
        "Money for travel: grants of learned societies that hardly anybody applies for",
    ]
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Read the article")).to_be_visible()


def test_without_script_everything_is_there(new_page, library):
    page = new_page(java_script_enabled=False)
    page.goto(library.url)
    page.get_by_label("Words").fill("advice")
    page.get_by_role("button", name="Show results").click()
    expect(page.get_by_role("heading", level=3)).to_have_text(["How to ask for advice"])
    page.get_by_role("checkbox", name="Document").check()
    page.get_by_role("button", name="Show results").click()
    expect(page.get_by_text("Nothing fits all of this")).to_be_visible()
    page.get_by_role("link", name="Without your words: 1 resource").click()
    expect(page.get_by_role("heading", level=3)).to_have_text(["A plan for six months"])
    page.get_by_role("link", name="A plan for six months").click()
    link = page.get_by_role("link", name="Download (PDF, 234.4 KB)")
    response = page.request.get(link.get_attribute("href"))
    assert (response.status, len(response.body())) == (200, 240_000)
