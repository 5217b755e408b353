"""The page of questions and answers in real Chromium (A-13).

The ``page`` fixture fails on any script error and on any violation of the content security policy.
"""

import pytest
from django.core.cache import cache
from playwright.sync_api import expect
from wagtail.models import Site

from tests.browser.conftest import DESKTOP, PHONE, assert_fits
from tests.factories import FAQEntryFactory, ProgramFactory, TopicFactory
from wagtail_mentoring.models import FAQFeedback
from wagtail_mentoring.pages.models import FAQPage

SMALL_TARGETS = """() => [...document.querySelectorAll(".mentoring :is(button, input, .mentoring-faq__link)")]
    .map(target => [target.textContent.trim() || target.id, target.getBoundingClientRect()])
    .filter(([, box]) => box.width && (box.width < 24 || box.height < 24)).map(([name]) => name)"""


@pytest.fixture
def faq(db):
    """A FAQ page with four questions in two topics; its address."""
    cache.clear()
    begin, work = TopicFactory(name="Beginning"), TopicFactory(name="Working together")
    FAQEntryFactory(question="How do I enroll?", answer="<p>Use {enrollment_url}.</p>", topic=begin)
    FAQEntryFactory(question="Who pays?", answer="<p>Nobody pays.</p>", topic=begin)
    FAQEntryFactory(
        question="What happens first?",
        answer="<p>A short call within {first_conversation_days}.</p>",
        topic=work,
    )
    FAQEntryFactory(
        question="How many will ask me?",
        answer="<p>Up to {mentor_capacity_ceiling}.</p>",
        topic=work,
        audience="mentors",
    )
    home = Site.objects.get(is_default_site=True).root_page
    page = home.add_child(
        instance=FAQPage(title="Questions and answers", slug="faq", program=ProgramFactory())
    )
    page.save_revision().publish()
    return "/faq/"


def toggle(page, question):
    return page.get_by_role("heading", name=question, level=3).get_by_role("button")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["1280", "375"])
def test_axe_finds_nothing_folded_or_open(new_page, faq, assert_accessible, size):
    page = new_page(viewport=size)
    page.goto(faq)
    assert_accessible(page)
    page.get_by_role("button", name="Open all answers").click()
    assert_accessible(page)
    assert_fits(page)
    assert page.evaluate(SMALL_TARGETS) == []


def test_answers_fold_and_open_by_keyboard(page, faq):
    page.goto(faq)
    button = toggle(page, "Who pays?")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(page.get_by_text("Nobody pays.")).not_to_be_visible()
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_text("Nobody pays.")).to_be_visible()
    assert button.get_attribute("aria-controls") == "answer-who-pays"
    page.keyboard.press("Tab")
    expect(page.locator("#answer-who-pays").get_by_role("button", name="Yes")).to_be_focused()
    button.focus()
    page.keyboard.press("Space")
    expect(button).to_have_attribute("aria-expanded", "false")
    # What is folded is no stop for the keyboard.
    page.keyboard.press("Tab")
    expect(toggle(page, "What happens first?")).to_be_focused()


def test_all_open_and_close_at_once(page, faq):
    page.goto(faq)
    page.get_by_role("button", name="Open all answers").click()
    assert page.locator("[aria-expanded=true]").count() == 4
    page.get_by_role("button", name="Close all answers").click()
    assert page.locator("[aria-expanded=true]").count() == 0


def test_a_link_to_a_question_opens_it(page, faq):
    page.goto(f"{faq}#faq-what-happens-first")
    expect(page.get_by_text("A short call within 7 days.")).to_be_visible()
    page.keyboard.press("Tab")
    expect(toggle(page, "What happens first?")).to_be_focused()
    # On the page itself, too, and with the link that the answer offers.
    toggle(page, "Who pays?").click()
    page.locator("#answer-who-pays").get_by_role("link", name="Link to this question").click()
    assert page.url.endswith("#faq-who-pays")


def test_the_browsers_own_search_finds_what_is_folded(page, faq):
    """Chromium opens what is hidden "until-found" and tells the page by ``beforematch``."""
    page.goto(faq)
    answer = page.locator("#answer-who-pays")
    assert answer.get_attribute("hidden") == "until-found"
    assert answer.evaluate("one => getComputedStyle(one).contentVisibility") == "hidden"
    # The headless browser has no search box; a link to a text fragment takes the same way.
    page.goto(f"{faq}?again#:~:text=Nobody%20pays")
    expect(toggle(page, "Who pays?")).to_have_attribute("aria-expanded", "true")


def test_paper_shows_every_answer(page, faq):
    page.goto(faq)
    page.emulate_media(media="print")
    for words in ("Nobody pays.", "A short call within 7 days.", "Up to 5 mentees."):
        expect(page.get_by_text(words)).to_be_visible()
    expect(page.get_by_text("Was this helpful?").first).not_to_be_visible()


def test_the_list_narrows_while_typing_and_comes_back(page, faq):
    page.goto(faq)
    page.get_by_role("searchbox").press_sequentially("short CALL")
    expect(page.get_by_role("heading", level=3)).to_have_text(["What happens first?"])
    expect(page.get_by_role("heading", name="Beginning")).not_to_be_visible()
    expect(page.locator("[data-mentoring-faq-count]")).to_have_text("One question fits.")
    page.get_by_role("searchbox").fill("zebra")
    expect(page.locator("[data-mentoring-faq-count]")).to_contain_text("No question fits.")
    page.get_by_role("searchbox").fill("")
    expect(page.get_by_role("heading", level=3)).to_have_count(4)


def test_enter_sends_the_search_and_shows_the_answers(page, faq):
    page.goto(faq)
    page.get_by_role("searchbox").fill("nobody")
    page.keyboard.press("Enter")
    page.wait_for_url("**/faq/?q=nobody")
    expect(page.get_by_text("Nobody pays.")).to_be_visible()
    page.get_by_role("link", name="Show all").click()
    expect(page.get_by_role("heading", level=3)).to_have_count(4)


def test_a_role_is_chosen_by_a_link(page, faq):
    page.goto(faq)
    page.get_by_role("link", name="For mentees").click()
    expect(page.get_by_role("heading", level=3)).to_have_count(3)
    expect(page.get_by_role("link", name="For mentees")).to_have_attribute("aria-current", "page")


def test_a_vote_is_counted_in_place_and_thanked_for(page, faq):
    page.goto(faq)
    toggle(page, "Who pays?").click()
    answer = page.locator("#answer-who-pays")
    answer.get_by_role("button", name="Yes").click()
    expect(answer.get_by_role("status")).to_have_text("Thank you for your answer.")
    expect(answer.get_by_role("status")).to_be_focused()
    assert page.url.endswith(faq)
    assert page.context.cookies() == []
    assert FAQFeedback.objects.get().helpful == 1


def test_without_script_everything_can_be_read_searched_and_answered(new_page, faq):
    page = new_page(java_script_enabled=False)
    page.goto(faq)
    for words in ("Nobody pays.", "A short call within 7 days."):
        expect(page.get_by_text(words)).to_be_visible()
    expect(page.get_by_role("button", name="Open all answers")).not_to_be_visible()
    page.locator("#answer-who-pays").get_by_role("button", name="No", exact=True).click()
    expect(page.get_by_text("Thank you for your answer.")).to_be_visible()
    assert page.url.endswith("?thanks=who-pays#faq-who-pays")
    assert FAQFeedback.objects.get().not_helpful == 1
    page.get_by_role("searchbox").fill("call")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=3)).to_have_text(["What happens first?"])


def test_the_data_block_is_allowed_by_the_policy_and_never_run(page, faq):
    page.goto(faq)
    data = page.evaluate(
        "() => JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)"
    )
    assert data["@type"] == "FAQPage"
    assert len(data["mainEntity"]) == 4
