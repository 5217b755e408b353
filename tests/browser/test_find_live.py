"""Filtering while the page stays: counts, results, address, focus, back button (A-10, look.md: nothing jumps)."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_find import choice, focus, keep, society  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def find(society, new_page):  # noqa: F811
    page = new_page(society.user)
    page.goto(society.url())
    expect(page.get_by_role("heading", name="17 mentors found")).to_be_visible()
    # Whatever loads the page anew loses this.
    page.evaluate("window.isTheSamePage = true")
    return page


def is_the_same(page):
    return page.evaluate("window.isTheSamePage === true")


def test_counts_and_results_follow_without_loading(find, society):  # noqa: F811
    choice(find, "Surveys").check()
    expect(find.get_by_role("heading", name="2 mentors found")).to_be_visible()
    expect(find).to_have_title("2 mentors found – Find mentors")
    expect(choice(find, "Senior")).to_have_accessible_name("Senior (2)")
    expect(choice(find, "Student")).to_have_accessible_name("Student (0)")
    expect(choice(find, "Surveys")).to_be_focused()
    assert find.url.endswith(f"?c-topics={society.surveys.pk}")
    expect(find.get_by_role("link", name="Remove filter: Topics: Surveys")).to_be_visible()
    choice(find, "Bayesian methods").check()
    expect(find.get_by_role("heading", name="3 mentors found")).to_be_visible()
    find.get_by_role("radio", name="All of these").check()
    expect(find.get_by_role("heading", name="1 mentor found")).to_be_visible()
    expect(choice(find, "Sports")).to_have_accessible_name("Sports (0)")
    assert "match-topics=all" in find.url
    assert is_the_same(find)


def test_back_and_forward_step_through_the_choices(find, society):  # noqa: F811
    choice(find, "Surveys").check()
    expect(find.get_by_role("heading", name="2 mentors found")).to_be_visible()
    choice(find, "Senior").check()
    expect(find.get_by_role("link", name="Remove filter: Stage: Senior")).to_be_visible()
    find.go_back()
    expect(find.get_by_role("link", name="Remove filter: Stage: Senior")).to_have_count(0)
    expect(choice(find, "Senior")).not_to_be_checked()
    expect(choice(find, "Surveys")).to_be_checked()
    find.go_back()
    expect(find.get_by_role("heading", name="17 mentors found")).to_be_visible()
    expect(choice(find, "Surveys")).not_to_be_checked()
    find.go_forward()
    expect(find.get_by_role("heading", name="2 mentors found")).to_be_visible()
    expect(choice(find, "Surveys")).to_be_checked()
    assert is_the_same(find)
    # From a profile back: the search, its choices and the place on the page are as they were.
    find.evaluate("window.scrollTo(0, 120)")
    find.get_by_role("link", name="Ben Mentor").click()
    expect(find.get_by_role("heading", level=1)).to_have_text("Ben Mentor")
    find.go_back()
    expect(find.get_by_role("heading", name="2 mentors found")).to_be_visible()
    expect(choice(find, "Surveys")).to_be_checked()


def test_the_page_one_was_on_survives_the_back_button(find):
    find.get_by_role("link", name="Next page").click()
    expect(find.get_by_role("link", name="Page 2", exact=True)).to_have_attribute(
        "aria-current", "page"
    )
    last = find.locator(".mentoring-person__name a").last
    last.scroll_into_view_if_needed()
    find.wait_for_timeout(100)
    place = find.evaluate("window.scrollY")
    name = last.inner_text()
    last.click()
    expect(find.get_by_role("heading", level=1)).to_have_text(name)
    find.go_back()
    expect(find.get_by_role("link", name="Page 2", exact=True)).to_have_attribute(
        "aria-current", "page"
    )
    find.wait_for_function(f"Math.abs(window.scrollY - {place}) < 4")


def test_typing_is_one_step_and_is_said_once(find):
    find.evaluate("""() => {
        window.said = [];
        const status = document.querySelector("[data-mentoring-count]").parentElement;
        new MutationObserver(() => window.said.push(status.textContent.trim()))
            .observe(status, {childList: true, subtree: true, characterData: true});
    }""")
    words = find.get_by_label("Name, topic or other words")
    words.press_sequentially("ben", delay=30)
    expect(find.get_by_role("heading", name="1 mentor found")).to_be_visible()
    expect(words).to_be_focused()
    assert find.evaluate("window.said") == ["1 mentor found"]
    words.press_sequentially(" m", delay=30)
    find.wait_for_url("**/*q=ben+m")
    find.go_back()
    expect(find.get_by_role("heading", name="17 mentors found")).to_be_visible()
    expect(words).to_have_value("")
    assert is_the_same(find)


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_nothing_jumps_while_filtering(society, new_page, assert_accessible, keep, viewport):  # noqa: F811
    page = new_page(society.user, viewport=viewport)
    page.goto(society.url())
    filters = page.locator(".mentoring-filters")
    if filters.get_attribute("open") is None:
        page.locator(".mentoring-filters__summary").click()
    boxes = page.locator(".mentoring-filters input:visible, .mentoring-filters summary")

    def places():
        return boxes.evaluate_all(
            "all => all.map(one => Math.round(one.getBoundingClientRect().top))"
        )

    choice(page, "Surveys").scroll_into_view_if_needed()
    before = places()
    choice(page, "Surveys").check()
    expect(page.get_by_role("heading", name="2 mentors found")).to_be_visible()
    assert places() == before
    choice(page, "Senior").check()
    expect(page.get_by_role("link", name="Remove filter: Stage: Senior")).to_be_attached()
    assert places() == before
    assert_accessible(page)
    keep(page, "live")


def test_by_keyboard_alone(find):
    focus(find, choice(find, "Surveys"))
    find.keyboard.press("Space")
    expect(find.get_by_role("heading", name="2 mentors found")).to_be_visible()
    expect(choice(find, "Surveys")).to_be_focused()
    find.keyboard.press("Shift+Tab")
    find.keyboard.press("Shift+Tab")
    expect(find.get_by_role("radio", name="Any of these")).to_be_focused()
    find.keyboard.press("ArrowRight")
    expect(find.get_by_role("radio", name="All of these")).to_be_checked()
    find.wait_for_url("**/*match-topics=all*")
    assert is_the_same(find)


def test_without_connection_what_is_there_stays(find, society):  # noqa: F811
    find.route("**/*c-topics*", lambda route: route.abort())
    with find.expect_event("requestfailed"):
        choice(find, "Surveys").check()
    expect(find.get_by_role("heading", name="17 mentors found")).to_be_visible()
    expect(find.locator("[data-mentoring-results]")).not_to_have_attribute("aria-busy", "true")
    find.unroute("**/*c-topics*")
    find.get_by_role("button", name="Show results").click()
    expect(find.get_by_role("heading", name="2 mentors found")).to_be_visible()


def test_who_was_signed_out_is_asked_to_sign_in(find):
    find.context.clear_cookies()
    with find.expect_navigation():
        choice(find, "Surveys").check()
