"""Finding somebody in a browser: by keyboard, with and without script, on a desk and on a phone (A-01 to A-10)."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE, assert_fits
from tests.factories import agree, publish_code_of_conduct
from tests.views.finding import Society
from wagtail_mentoring.models import Education

pytestmark = pytest.mark.django_db(transaction=True)

#: Set to a folder to keep a picture of every state.
PICTURES = os.environ.get("MENTORING_PICTURES")


@pytest.fixture
def society():
    society = Society()
    publish_code_of_conduct(society.program)
    agree(society.mentee)
    society.mentee.member.time_zone = "Europe/Zagreb"
    society.mentee.member.save()
    place = {"city": "Nairobi", "country": "KE", "time_zone": "Africa/Nairobi"}
    for number, (given, choices) in enumerate(
        {
            "Ana": [society.bayes, society.surveys, society.senior],
            "Ben": [society.surveys, society.senior],
            "Chloë": [society.bayes, society.early],
            "Donaudampfschifffahrtselektrizitäten": [society.sports, society.senior],
            "أمينة": [society.sports],
        }.items()
    ):
        mentor = society.add_mentor(
            f"{given} Mentor",
            *choices,
            capacity=2,
            open_mentorships=number % 3,
            terms="We talk for an hour every other week.",
            member={**place, "headline": f"Statistician, number {number}", "bio": "About me."},
        )
        agree(mentor)
    for number in range(12):
        society.add_mentor(f"Further {number:02}", society.sports)
    return society


@pytest.fixture
def keep(request):
    def picture(page, name):
        if PICTURES:
            size = page.viewport_size["width"]
            path = Path(PICTURES) / f"find-{name}-{size}.png"
            page.screenshot(path=path, full_page=True)

    return picture


def focus(page, locator):
    """Press Tab until ``locator`` has the focus (A-02)."""
    locator.wait_for()
    for _stop in range(150):
        if locator.evaluate("element => element === document.activeElement"):
            return locator
        page.keyboard.press("Tab")
    raise AssertionError(f"{locator} cannot be reached with the Tab key.")


def choice(page, label):
    """Return the box of a filter, whatever its count is."""
    return page.get_by_role("checkbox", name=re.compile(rf"^{label} "))


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_filter_open_and_ask(society, new_page, assert_accessible, keep, viewport, script):
    page = new_page(society.user, viewport=viewport, java_script_enabled=script)
    page.goto(society.url())
    expect(page.get_by_role("heading", name="17 mentors found")).to_be_visible()
    keep(page, f"all-{script}")
    first = page.get_by_role("heading", level=3).first
    expect(first).to_have_text("Ana Mentor")
    filters = page.locator(".mentoring-filters")
    if filters.get_attribute("open") is None:
        page.locator(".mentoring-filters__summary").click()
    choice(page, "Surveys").check()
    choice(page, "Senior").check()
    page.get_by_role("button", name="Show results").click()
    expect(page.get_by_role("heading", name="2 mentors found")).to_be_visible()
    expect(page).to_have_title("2 mentors found – Find mentors")
    keep(page, f"filtered-{script}")
    page.get_by_role("link", name="Remove filter: Stage: Senior").click()
    expect(page.get_by_role("link", name="Remove filter: Topics: Surveys")).to_be_visible()
    expect(page.get_by_role("link", name="Remove filter: Stage: Senior")).to_have_count(0)
    page.get_by_role("link", name="Ana Mentor").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ana Mentor")
    expect(page.get_by_role("table", name="Why you two")).to_be_visible()
    keep(page, f"profile-{script}")
    page.get_by_role("link", name="Ask Ana Mentor to be your mentor").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ana Mentor")
    # Back and back again: the search is still what it was.
    page.go_back()
    page.go_back()
    expect(page.get_by_role("link", name="Remove filter: Topics: Surveys")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 375, 320])
def test_every_state_is_accessible_and_fits(society, new_page, assert_accessible, keep, width):
    mentor = society.program.mentor_profiles.get(member__name="Ana Mentor")
    Education.objects.create(
        member=mentor.member, degree="PhD", institution="University of Nairobi", start_year=2009
    )
    page = new_page(society.user, viewport={"width": width, "height": 800})
    states = {
        "all": society.url(),
        "second page": f"{society.url()}?page=2",
        "chosen": f"{society.url()}?c-topics={society.bayes.pk}&c-topics={society.surveys.pk}&q=Ana",
        "nothing": f"{society.url()}?c-topics={society.bayes.pk}&q=Nobodyhasthiswordintheirtext",
        "profile": society.profile_url(mentor),
        "own profile": society.profile_url(society.mentee),
        "nobody may search": society.url("find_mentee"),
    }
    for name, url in states.items():
        page.goto(url)
        assert_accessible(page)
        assert_fits(page, name)
        keep(page, name.replace(" ", "-"))


def test_by_keyboard_alone(society, new_page):
    page = new_page(society.user)
    page.goto(society.url())
    focus(page, page.get_by_label("Name, topic or other words"))
    page.keyboard.type("ben")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="1 mentor found")).to_be_focused()
    focus(page, page.get_by_role("link", name="Ben Mentor"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ben Mentor")
    focus(page, page.get_by_role("link", name="Ask Ben Mentor to be your mentor"))
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_an_empty_result_leads_on(society, new_page):
    page = new_page(society.user)
    page.goto(f"{society.url()}?c-topics={society.bayes.pk}&q=ben")
    expect(page.get_by_role("heading", name="No mentors fit all of this")).to_be_visible()
    page.get_by_role("link", name="Without Topics: 1 found").click()
    expect(page.get_by_role("link", name="Ben Mentor")).to_be_visible()
