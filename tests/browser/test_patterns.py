"""The pattern page in real Chromium: every element in every state, at every width and scheme.

The ``page`` fixture fails on any script error and on any violation of the content security policy.
"""

import json
import time

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import assert_fits

pytestmark = pytest.mark.urls("tests.templates.urls")

PATTERNS = "/patterns/"
KEPT = "wagtail-mentoring:pattern-form"
NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 900}

#: Boxes smaller than 24 × 24 CSS pixels (2.5.8), links inside a sentence aside.
SMALL_TARGETS = """() => [...document.querySelectorAll(
        ".mentoring :is(a, button, input:not([type=hidden]), select, textarea, summary)")]
    .map(target => [target.textContent.trim() || target.id, target.getBoundingClientRect()])
    .filter(([, box]) => box.width && (box.width < 24 || box.height < 24))
    .map(([name]) => name)"""
TOO_WIDE = """() => [...document.querySelectorAll(".mentoring *")]
    .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
    .filter(element => !element.closest(".mentoring-hidden"))
    // A table of people side by side needs two dimensions, and scrolls within a region of its own (1.4.10).
    .filter(element => !element.parentElement.closest(".mentoring-scroll[tabindex]"))
    .map(element => element.className)"""


@pytest.fixture(autouse=True)
def debug(settings):
    settings.DEBUG = True


@pytest.fixture
def patterns(new_page):
    """Open the pattern page: ``patterns("?dir=rtl", viewport=…)``."""

    def open_page(query="", **options):
        page = new_page(**options)
        page.goto(PATTERNS + query)
        return page

    return open_page


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["320", "1280"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(patterns, assert_accessible, size, scheme):
    """A-01."""
    page = patterns(viewport=size, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert_accessible(page)


def test_axe_finds_nothing_from_right_to_left(patterns, assert_accessible):
    assert_accessible(patterns("?dir=rtl", viewport=NARROW))


@pytest.mark.parametrize("query", ["", "?dir=rtl"])
def test_nothing_scrolls_sideways_at_320(patterns, query):
    """A-05."""
    page = patterns(query, viewport=NARROW)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert_fits(page)
    if not query:
        assert page.evaluate(TOO_WIDE) == []


def test_nothing_is_lost_with_text_twice_as_large(patterns):
    """A-05: text of 200 % at 640 pixels, which leaves room as on a phone."""
    page = patterns(viewport={"width": 640, "height": 900})
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    assert_fits(page)


def test_nothing_is_cut_off_with_more_room_between_letters_words_and_lines(patterns):
    """A-05: the spacing of WCAG 1.4.12."""
    page = patterns(viewport=NARROW)
    page.evaluate(
        """() => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
                word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
            document.adoptedStyleSheets = [sheet];
            document.querySelectorAll("details").forEach(one => { one.open = true; });
        }"""
    )
    cut_off = """() => [...document.querySelectorAll(".mentoring *:not(textarea)")]
        .filter(one => getComputedStyle(one).overflowY === "hidden" && !one.closest(".mentoring-hidden, thead"))
        .filter(one => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1)
        .map(one => one.outerHTML.slice(0, 80))"""
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).letterSpacing") != "normal"
    assert_fits(page)
    assert page.evaluate(cut_off) == []


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["320", "1280"])
def test_targets_are_large_enough(patterns, size):
    """A-04."""
    page = patterns(viewport=size)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert page.evaluate(SMALL_TARGETS) == []


def test_the_focus_can_be_seen(patterns):
    """A-03."""
    page = patterns()
    for selector in (".mentoring-button", ".mentoring-control", ".mentoring-tabs__link", "summary"):
        target = page.locator(selector).first
        target.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        outline = target.evaluate("one => getComputedStyle(one).outline")
        assert "3px" in outline, selector
        assert "solid" in outline, selector


def test_forced_colors_leave_every_piece_its_edge(patterns):
    page = patterns(forced_colors="active")
    for selector in (".mentoring-pill", ".mentoring-notice", ".mentoring-portrait--initials"):
        width = page.locator(selector).first.evaluate("one => getComputedStyle(one).borderTopWidth")
        assert width != "0px", selector


def test_nothing_moves_for_whoever_asked_for_less_motion(patterns):
    """A-20."""
    page = patterns(reduced_motion="reduce")
    moving = """() => [...document.querySelectorAll(".mentoring *")]
        .filter(one => /[1-9]/.test(getComputedStyle(one).transitionDuration))
        .map(one => one.getAttribute("class"))"""
    assert page.evaluate(moving) == []


def test_the_summary_of_errors_gets_the_focus_and_leads_to_the_field(patterns):
    """A-07."""
    page = patterns()
    assert page.evaluate("document.activeElement.hasAttribute('data-mentoring-errors')")
    page.get_by_role("link", name="How much does this matter to you? This field").click()
    assert page.evaluate("document.activeElement.id") == "id_wrong-importance_0"
    page.get_by_role("link", name="E-mail address:").click()
    assert page.evaluate("document.activeElement.id") == "id_wrong-email"


def test_rows_are_added_and_removed_on_the_spot(patterns):
    page = patterns()
    rows = page.locator("[data-mentoring-formset] .mentoring-formset__row:visible")
    assert rows.count() == 2
    page.get_by_role("button", name="Add another school").click()
    assert rows.count() == 3
    assert page.evaluate("document.activeElement.name") == "education-2-school"
    assert page.locator("[name=education-TOTAL_FORMS]").input_value() == "3"
    assert page.locator("[data-mentoring-live]").text_content() == "A row was added."
    page.get_by_role("button", name="Remove School 2").click()
    assert rows.count() == 2
    assert page.locator("[name=education-1-DELETE]").is_checked()
    assert rows.nth(1).locator("legend").text_content().split() == ["School", "2"]


def test_no_more_rows_than_allowed(patterns):
    page = patterns()
    add = page.get_by_role("button", name="Add another school")
    for _row in range(3):
        add.click()
    assert not add.is_visible()


def test_characters_left_are_counted_and_told(patterns):
    """A-11."""
    page = patterns()
    area = page.locator("#id_right-about")
    area.fill("x" * 50)
    note = page.locator("#id_right-about_count")
    assert note.text_content() == "You have 150 characters left."
    live = page.locator("#id_right-about_count + [aria-live=polite]")
    expect(live).to_have_text("You have 150 characters left.")
    area.fill("x" * 199)
    assert note.text_content() == "You have 1 character left."


def test_filters_fold_on_small_screens_only(patterns):
    narrow, wide = patterns(viewport=NARROW), patterns(viewport=WIDE)
    for page, opened in ((narrow, False), (wide, True)):
        assert page.locator("[data-mentoring-filters]").evaluate("one => one.open") is opened
    narrow.locator(".mentoring-filters__summary").click()
    assert narrow.get_by_role("button", name="Show results").is_visible()


def test_a_long_list_of_choices_can_be_narrowed(patterns):
    page = patterns()
    page.locator("[name=field]").first.evaluate("one => { one.closest('details').open = true; }")
    page.locator("#filter_field_narrow").fill("ec")
    shown = page.locator("fieldset:has(#filter_field_narrow) .mentoring-option:visible")
    assert shown.all_text_contents()[0].split() == ["Economics", "(7)"]
    assert shown.count() == 1
    status = page.locator("fieldset:has(#filter_field_narrow) [role=status]")
    assert status.text_content() == "1 choice shown"


def test_all_is_there_without_script(patterns):
    page = patterns(java_script_enabled=False, viewport=NARROW)
    assert page.get_by_role("button", name="Show results").is_visible()
    assert page.get_by_label("Remove School 1").is_visible()
    assert not page.get_by_role("button", name="Add another school").is_visible()
    assert not page.get_by_text("You wrote something here before").is_visible()


# Kept drafts


def wait_until(condition, seconds=5):
    """Wait for what a script does after a pause; the page's policy forbids Playwright's own way."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not come to pass"
        time.sleep(0.05)


def form_of(page):
    return page.locator("form[data-mentoring-keep]")


def kept(page):
    return json.loads(page.evaluate(f"sessionStorage.getItem('{KEPT}')") or "null")


def test_what_was_typed_is_offered_again(patterns):
    page = patterns()
    form_of(page).get_by_label("Name").fill("Ana Kovačić")
    wait_until(lambda: kept(page))
    page.goto(PATTERNS)
    offer = page.get_by_text("You wrote something here before that was not saved.")
    assert offer.is_visible()
    assert form_of(page).get_by_label("Name").input_value() == ""
    page.get_by_role("button", name="Put it back").click()
    assert form_of(page).get_by_label("Name").input_value() == "Ana Kovačić"
    assert not offer.is_visible()


def test_what_was_typed_can_be_forgotten(patterns):
    page = patterns()
    form_of(page).get_by_label("Name").fill("Ana")
    wait_until(lambda: kept(page))
    page.goto(PATTERNS)
    page.get_by_role("button", name="Forget it").click()
    assert kept(page) is None
    page.reload()
    assert not page.get_by_text("You wrote something here before").is_visible()


def test_neither_tokens_nor_the_words_of_another_are_kept(patterns):
    page = patterns()
    form_of(page).get_by_label("Name").fill("Ana")
    wait_until(lambda: kept(page))
    assert "csrfmiddlewaretoken" not in kept(page)["values"]
    draft = {**kept(page), "owner": "somebody else"}
    page.evaluate(f"draft => sessionStorage.setItem('{KEPT}', draft)", json.dumps(draft))
    page.reload()
    assert not page.get_by_text("You wrote something here before").is_visible()
    assert kept(page) is None


def test_what_was_sent_and_confirmed_is_forgotten(patterns):
    page = patterns()
    form_of(page).get_by_label("Name").fill("Ana")
    wait_until(lambda: kept(page))
    draft = {**kept(page), "sent": True}
    page.evaluate(f"draft => sessionStorage.setItem('{KEPT}', draft)", json.dumps(draft))
    page.reload()  # the confirmation on the page says that something was saved
    assert kept(page) is None


def test_the_print_has_no_buttons_and_no_filters(patterns):
    page = patterns()
    page.emulate_media(media="print")
    for selector in (".mentoring-filters", ".mentoring-pagination", ".mentoring-tabs"):
        assert not page.locator(selector).first.is_visible()
    assert page.get_by_role("table", name="Why you two").is_visible()
