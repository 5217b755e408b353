"""One's own profile: the meter moves with a task, and one looks at it with others' eyes (R23, P-08, A-01, A-05)."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE, assert_fits
from tests.browser.test_enrollment import follow
from tests.factories import (
    CriterionFactory,
    SocietyMeetingFactory,
    agree,
    answer,
    publish_code_of_conduct,
)
from tests.views.enrolling import address
from tests.views.finding import Society
from wagtail_mentoring.actions import SaveMeetingsAction
from wagtail_mentoring.enums import (
    ContactVisibility,
    CriterionKind,
    CriterionPrivacy,
    MatchRule,
)

pytestmark = pytest.mark.django_db(transaction=True)

#: Set to a folder to keep a picture of every state.
PICTURES = os.environ.get("MENTORING_PICTURES")


@pytest.fixture
def mentor():
    society = Society(contact_visibility=ContactVisibility.PARTNERS)
    publish_code_of_conduct(society.program)
    mentor = society.add_mentor(
        "Ana Lind",
        society.bayes,
        society.senior,
        member={"headline": "Biostatistician", "bio": "", "contact_email": "ana@contact.example"},
    )
    agree(mentor)
    between_us = CriterionFactory(
        program=society.program,
        label="Between us",
        kind=CriterionKind.TEXT,
        match_rule=MatchRule.IGNORE,
        privacy=CriterionPrivacy.PARTNERS,
        is_filter=False,
    )
    answer(mentor, between_us, value="For partners only.")
    meeting = SocietyMeetingFactory(name="Annual meeting", place="Lisbon")
    SaveMeetingsAction(mentor.member, [meeting], actor=mentor.member.user).execute()
    return mentor


def percent(page):
    words = page.locator(".mentoring-meter__words").first.text_content()
    return int(re.search(r"(\d+) %", words)[1])


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_fill_a_task_and_look_with_others_eyes(
    mentor, new_page, assert_accessible, viewport, script
):
    page = new_page(mentor.member.user, viewport=viewport, java_script_enabled=script)

    def look(name):
        assert_fits(page, name)
        if PICTURES:
            path = Path(PICTURES) / f"profile-{name}-{viewport['width']}.png"
            page.screenshot(path=path, full_page=True)
        if script:
            assert_accessible(page)

    page.goto(address(mentor.program))
    before = percent(page)
    look("tasks")
    page.get_by_role("link", name="You", exact=True).click()
    page.get_by_label(re.compile("^(About you|Bio)", re.I)).fill("I like rivers.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url(f"**{address(mentor.program)}")
    assert percent(page) > before

    main = page.locator("main")
    follow(page, page.get_by_role("link", name="See my profile as others do"))
    expect(main).to_contain_text("I like rivers.")
    expect(main).to_contain_text("Will be at “Annual meeting” in Lisbon.")
    expect(main).not_to_contain_text("For partners only.")
    look("enrolled")
    for label, standing in (
        ("Members who do not take part", "stranger"),
        ("Your partners", "partner"),
    ):
        follow(page, page.get_by_role("link", name=label))
        expect(page.get_by_role("link", name=label)).to_have_attribute("aria-current", "page")
        look(standing)
        if standing == "partner":
            expect(main).to_contain_text("For partners only.")
            expect(main).to_contain_text("ana@contact.example")
        else:
            expect(main).to_contain_text("Whoever does not take part cannot find you")
            expect(main).not_to_contain_text("I like rivers.")
