"""From the search to the shortlist, side by side, out of sight and back, in a browser (F19, F20, A-01 to A-05)."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE, assert_fits
from tests.factories import agree, publish_code_of_conduct
from tests.views.finding import Society

pytestmark = pytest.mark.django_db(transaction=True)

#: Set to a folder to keep a picture of every state.
PICTURES = os.environ.get("MENTORING_PICTURES")
LIST = "My shortlist of mentors"


@pytest.fixture
def society():
    society = Society()
    publish_code_of_conduct(society.program)
    agree(society.mentee)
    for name, choices in {
        "Ana Lindqvist": [society.bayes, society.senior],
        "Ben Okafor": [society.surveys, society.senior],
        "Chloë Donaudampfschifffahrtselektrizität": [society.sports, society.early],
        "Dan Moreno": [society.bayes, society.surveys, society.senior],
    }.items():
        agree(society.add_mentor(name, *choices, capacity=2))
    return society


class Walk:
    """A page in front of the mentee: at each stop it must fit the screen and satisfy axe."""

    def __init__(self, page, assert_accessible, script):
        self.page, self.assert_accessible, self.script = page, assert_accessible, script

    def look(self, name):
        page = self.page
        if PICTURES:
            size = page.viewport_size["width"]
            page.screenshot(path=Path(PICTURES) / f"shortlist-{name}-{size}.png", full_page=True)
        assert_fits(page, name)
        if self.script:  # axe is one
            self.assert_accessible(page)

    def card(self, name):
        heading = self.page.get_by_role("heading", name=name)
        return self.page.get_by_role("article").filter(has=heading)

    def tab_to(self, locator):
        """Press Tab until ``locator`` has the focus (A-02)."""
        locator.wait_for()
        for _stop in range(100):
            if locator.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{locator} cannot be reached with the Tab key.")

    def press(self, locator, key="Enter"):
        self.tab_to(locator)
        self.page.keyboard.press(key)

    def button(self, name, words):
        """A button of somebody's card; who it is about is part of its name."""
        return self.card(name).get_by_role("button", name=f"{words} {name}", exact=True)


@pytest.mark.parametrize(
    ("viewport", "script"),
    [(DESKTOP, True), (PHONE, True), (PHONE, False)],
    ids=["desk", "phone", "phone-no-script"],
)
def test_set_aside_compare_dismiss_and_bring_back(
    society, new_page, assert_accessible, viewport, script
):
    page = new_page(society.user, viewport=viewport, java_script_enabled=script)
    walk = Walk(page, assert_accessible, script)
    names = ["Ana Lindqvist", "Ben Okafor", "Chloë Donaudampfschifffahrtselektrizität"]

    # Three are set aside where they are found.
    page.goto(society.url())
    for name in names:
        walk.button(name, "Put on my shortlist").click()
        expect(page.get_by_text(f"{name} is on your shortlist.")).to_be_visible()
        expect(walk.button(name, "Take off my shortlist")).to_be_visible()
    walk.look("find")
    page.get_by_role("link", name=LIST).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(LIST)
    expect(page.get_by_role("article")).to_have_count(3)

    # A note of one's own.
    ana = walk.card("Ana Lindqvist")
    walk.press(ana.locator("summary", has_text="Write a note"))
    walk.press(ana.get_by_role("textbox"), "A")
    page.keyboard.type("sk about the priors.")
    walk.look("note")
    walk.press(ana.get_by_role("button", name="Save note"))
    expect(page.get_by_text("Your note on Ana Lindqvist is saved.")).to_be_visible()
    expect(walk.card("Ana Lindqvist")).to_contain_text("Ask about the priors.")
    walk.look("list")

    # Side by side, by keyboard. The boxes stand in the cards, the button above them.
    for name in names:
        walk.press(page.get_by_role("checkbox", name=f"Compare {name}"), "Space")
    walk.press(page.get_by_role("button", name="Compare", exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text("Side by side")
    table = page.get_by_role("table", name="3 mentors")
    headers = [table.get_by_role("columnheader", name=name) for name in names]
    for header in headers:
        expect(header).to_have_count(1)
    topics = table.get_by_role("row").filter(
        has=page.get_by_role("rowheader", name="Topics You asked for: Bayesian methods, Surveys")
    )
    # The newest on the list comes first.
    expect(topics.get_by_role("cell")).to_have_text(
        ["Sports No", "Surveys Yes, 1 of 2", "Bayesian methods Yes, 1 of 2"], use_inner_text=True
    )
    expect(table.get_by_role("cell", name="Ask about the priors.")).to_be_visible()
    walk.look("compare")
    region = page.get_by_role("region", name="What you asked for and what they said, side by side")
    walk.tab_to(region)
    if viewport is PHONE:
        # What does not fit passes by under the arrow keys, and what a row is about stays in sight.
        corner = table.get_by_role("rowheader", name="Fit").bounding_box()["x"]
        for _press in range(8):
            page.keyboard.press("ArrowRight")
        expect(headers[0]).to_be_in_viewport()
        assert table.get_by_role("rowheader", name="Fit").bounding_box()["x"] == corner

    # Out of sight, and back.
    page.get_by_role("link", name=LIST).first.click()
    walk.press(walk.button("Ben Okafor", "Not for me"))
    message = page.get_by_text("Ben Okafor is not shown to you any more, and is not told.")
    expect(message).to_be_visible()
    expect(page.get_by_role("article")).to_have_count(2)
    page.goto(society.url())
    expect(walk.card("Ben Okafor")).to_have_count(0)
    expect(walk.card("Dan Moreno")).to_have_count(1)
    page.get_by_role("link", name="1 mentor you dismissed is left out").click()
    expect(walk.card("Ben Okafor")).to_be_visible()
    walk.look("dismissed")
    walk.press(walk.button("Ben Okafor", "Bring back"))
    expect(page.get_by_text("Ben Okafor is shown to you again.")).to_be_visible()
    expect(page.get_by_role("heading", name="You have dismissed nobody")).to_be_visible()
    walk.look("nobody")
    page.goto(society.url())
    expect(walk.card("Ben Okafor")).to_have_count(1)


@pytest.mark.parametrize(
    ("viewport", "script"), [(DESKTOP, True), (PHONE, False)], ids=["desk", "phone-no-script"]
)
def test_take_a_suggestion_on_the_desk(society, new_page, assert_accessible, viewport, script):
    page = new_page(society.user, viewport=viewport, java_script_enabled=script)
    walk = Walk(page, assert_accessible, script)
    for mentor in society.program.mentor_profiles.exclude(member__name__startswith="Dan"):
        society.mentee.shortlist.create(candidate=mentor)

    page.goto(society.url("desk"))
    expect(page.get_by_role("heading", name="Suggested mentors")).to_be_visible()
    expect(page.get_by_role("article")).to_have_count(1)
    walk.look("desk")
    walk.press(walk.button("Dan Moreno", "Put on my shortlist"))
    expect(page.get_by_text("Dan Moreno is on your shortlist.")).to_be_visible()
    expect(page.get_by_text("There is nobody new to suggest at the moment.")).to_be_visible()
    # With nobody to suggest, the desk leads to the search, by a button one can see.
    walk.look("desk-empty")
    ahead = page.get_by_role("main").get_by_role("link", name="Find mentors").last
    expect(ahead).to_be_visible()
    page.get_by_role("main").get_by_role("link", name=LIST).last.click()
    expect(walk.card("Dan Moreno")).to_be_visible()
