"""Two members from their first talk to a coming end, each in a browser of their own, with and without script.

A-01 to A-07: each state of each page is looked at by axe, at 1280 and at 375 px.
"""

import re

import pytest

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_pairing import Reader
from tests.factories import Cast, MemberFactory, MentorshipFactory, RequestFactory
from wagtail_mentoring.models import Goal, Mentorship, PairMeeting, PairNote

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def item(transactional_db):
    cast = Cast()
    request = RequestFactory(
        mentor=cast.mentor(
            member=MemberFactory(name="Ana Lindqvist", time_zone="Pacific/Auckland")
        ),
        mentee=cast.mentee(
            member=MemberFactory(name="Robin Adeyemi", time_zone="Pacific/Honolulu")
        ),
        status="accepted",
    )
    return MentorshipFactory(request=request)


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_two_members_work_together(item, new_page, assert_accessible, viewport, script):
    def reader(profile, name):
        page = new_page(profile.member.user, viewport=viewport, java_script_enabled=script)
        return Reader(page, item.program, assert_accessible, name, script)

    def write(who, label, text):
        field = who.page.get_by_label(label, exact=True)
        who.focus(field)
        field.fill(text)

    path = f"my/pairs/{item.uuid}/"
    robin, ana = reader(item.mentee, "robin"), reader(item.mentor, "ana")
    robin.open(path).looks_good("pair-new").press("We have talked")
    robin.follow("Write down what you agree on").looks_good("agreement")
    write(robin, "What you want to achieve", "To give a first talk.")
    robin.press("Propose this to Ana Lindqvist").looks_good("pair-proposed").says("You propose")

    ana.open("my/").looks_good("desk-proposal")
    ana.follow("Read what Robin Adeyemi proposes to agree on")
    ana.says("Robin Adeyemi proposes").looks_good("pair-to-agree").press("I agree")
    ana.says("What we agree on")
    assert item.agreements.get().standing == "confirmed"

    robin.open(path).follow("Add a goal").looks_good("goal")
    write(robin, "Goal", "Give a talk abroad")
    robin.focus(robin.page.locator("[name=steps]")).fill("Find a topic\nWrite it")
    robin.press("Add the goal").looks_good("pair-goal")
    robin.follow("Done: Find a topic", role="button")
    assert Goal.objects.get().steps.first().done_at

    robin.open(path).follow("Plan a meeting").looks_good("meeting")
    robin.says("In your time zone, Pacific/Honolulu.")
    robin.focus(robin.page.locator("[name=day]")).fill("2030-03-28")
    robin.focus(robin.page.locator("[name=time]")).fill("10:00")
    robin.focus(robin.page.locator("[name=link]")).fill("https://call.example/room")
    robin.press("Plan the meeting").looks_good("pair-meeting").says("March 28, 2030, 10 a.m.")
    ana.open(path).says("March 29, 2030, 9 a.m.").looks_good("pair-meeting-other")

    ana.follow("Write a note").looks_good("note")
    ana.focus(ana.page.locator("[name=text]")).fill("Ask about the slides.")
    ana.press("Save the note").says("Ask about the slides.").looks_good("pair-full")
    assert not PairNote.objects.get().is_shared
    robin.open(path)
    assert "Ask about the slides." not in robin.page.locator("main").inner_text()

    ana.follow(re.compile(r"^Cancel\b"), exact=False).looks_good("meeting-cancel")
    ana.press("Cancel the meeting").says("Nothing is planned at the moment.")
    assert PairMeeting.objects.get().status == "canceled"

    ana.follow("See all meetings in my own calendar").looks_good("calendar-none")
    ana.press("Get my address").looks_good("calendar")

    Mentorship.objects.filter(pk=item.pk).update(agreed_end_on="2026-01-01")
    robin.open("my/").says("Decide with Ana Lindqvist whether you go on")
    robin.open(path).looks_good("pair-end").follow("Go on longer").looks_good("extend")
    robin.press("Go on until this day").says("The last day is")
    robin.open(f"{path}complete/").press("End the mentorship")
    robin.says("is completed").looks_good("pair-over")


LAYOUT = """() => {
    const box = name => document.querySelector(name).getBoundingClientRect();
    const [step, work, talk] = ["next", "work", "talk"].map(part => box(`.mentoring-pair__${part}`));
    return {
        beside: talk.left >= work.right && Math.abs(talk.top - work.top) < 1,
        below: talk.top >= work.bottom && talk.left === work.left,
        step_on_top: step.bottom <= Math.min(work.top, talk.top),
        shift: window.shifted,
    };
}"""
#: Adds up what moves without anybody having touched the page.
COUNT_SHIFTS = """
    window.shifted = 0;
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
    }).observe({type: "layout-shift", buffered: true});
"""


@pytest.mark.parametrize(
    ("viewport", "beside"), [(DESKTOP, True), (PHONE, False)], ids=["desktop", "phone"]
)
def test_messages_stand_beside_meetings_and_goals_where_there_is_room(
    item, new_page, viewport, beside
):
    """In one column they come after them, and the way there is on top."""
    page = new_page(item.mentee.member.user, viewport=viewport)
    page.add_init_script(COUNT_SHIFTS)
    page.goto(f"/mentoring/{item.program.slug}/my/pairs/{item.uuid}/")
    page.wait_for_load_state("networkidle")
    found = page.evaluate(LAYOUT)
    assert found["step_on_top"]
    assert (found["beside"], found["below"]) == (beside, not beside)
    assert found["shift"] == 0
    headings = page.locator(".mentoring-pair h2").all_inner_texts()
    wanted = ["Next step", "Meetings", "Our goals", "Notes", "Messages"]
    assert [words for words in headings if words in wanted] == wanted
    page.locator(".mentoring-pair__person").get_by_role("link", name="Messages").click()
    assert page.locator("#messages").is_visible() and page.url.endswith("#messages")
