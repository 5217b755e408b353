"""From asking to the end and back to a new search, in a browser: by keyboard alone, with and without script.

S-16, A-01 to A-07, A-11, A-18: every state of every page on the way is looked at by axe, at 1280 and at 375 px.
"""

import os
from pathlib import Path

import pytest

from tests.browser.conftest import DESKTOP, PHONE, assert_fits
from tests.factories import Cast, EndReasonFactory, MemberFactory
from wagtail_mentoring.enums import MentorshipStatus, RequestStatus
from wagtail_mentoring.models import Mentorship, MentorshipRequest

pytestmark = pytest.mark.django_db(transaction=True)

#: Set to a folder to keep a picture of every state.
PICTURES = os.environ.get("MENTORING_PICTURES")


class Reader:
    """Somebody who reads and writes with the keyboard alone."""

    def __init__(self, page, program, assert_accessible, name, script=True):
        self.page, self.program, self.name, self.script = page, program, name, script
        self.assert_accessible = assert_accessible

    def open(self, path):
        self.page.goto(f"/mentoring/{self.program.slug}/{path}")
        return self

    def focus(self, locator):
        """Press Tab until ``locator`` has the focus: it can be reached, and there is no trap (A-02)."""
        locator.wait_for()
        for _stop in range(120):
            if locator.evaluate("element => element === document.activeElement"):
                return locator
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{locator} cannot be reached with the Tab key.")

    def follow(self, name, role="link", exact=True):
        """Go to a link or a button by keyboard and press Enter."""
        self.focus(self.page.get_by_role(role, name=name, exact=exact).first)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        return self

    def press(self, name):
        return self.follow(name, role="button")

    def write(self, label, text):
        self.focus(self.page.get_by_label(label))
        self.page.keyboard.type(text)
        return self

    def choose(self, label):
        """Choose a radio button: Tab leads to the set, the arrows go through it."""
        wanted = self.page.get_by_label(label)
        choices = self.page.locator(f"input[name={wanted.get_attribute('name')}]")
        chosen = choices.and_(self.page.locator(":checked"))
        self.focus(chosen if chosen.count() else choices.first)
        for _step in range(choices.count() + 1):
            if wanted.is_checked():
                return self
            self.page.keyboard.press("Space" if not chosen.count() else "ArrowDown")
        raise AssertionError(f"{label} cannot be chosen with the arrow keys.")

    def looks_good(self, state):
        """Check the page as it stands: axe, no sideways scroll, one help at its place."""
        page = self.page
        if PICTURES:
            folder = Path(PICTURES)
            folder.mkdir(parents=True, exist_ok=True)
            width = page.viewport_size["width"]
            page.screenshot(path=folder / f"{state}-{self.name}-{width}.png", full_page=True)
        if self.script:
            # Without script axe's own timers stand still; the markup is the same.
            self.assert_accessible(page)
        assert_fits(page, state)
        assert page.locator(".mentoring-help").count() == 1
        assert page.locator("h1").count() == 1
        return self

    def says(self, text):
        assert text in self.page.locator("main").inner_text(), text
        return self


@pytest.fixture
def cast(transactional_db):
    return Cast()


@pytest.fixture
def people(cast):
    """Ana takes one more; Robin and Kim look for somebody."""
    ana = cast.mentor(
        capacity=1,
        terms="An hour every two weeks, by video.",
        member=MemberFactory(
            name="Ana Lindqvist",
            headline="Biostatistician in clinical trials",
            city="Uppsala",
            country="SE",
            contact_email="ana@example.com",
            phone="+46 18 000000",
        ),
    )
    robin = cast.mentee(
        goals="Give a first talk at a conference.",
        member=MemberFactory(name="Robin Adeyemi", headline="Doctoral student", city="Ibadan"),
    )
    return ana, robin


@pytest.fixture
def reader(new_page, cast, assert_accessible):
    def make(profile, name, **options):
        page = new_page(profile.member.user, **options)
        script = options.get("java_script_enabled", True)
        return Reader(page, cast.program, assert_accessible, name, script)

    return make


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["1280", "375"])
def test_from_a_request_to_the_end_and_back_to_a_search(cast, people, reader, viewport, script):
    ana, robin = people
    EndReasonFactory(program=cast.program, text="We reached our goals")
    options = {"viewport": viewport, "java_script_enabled": script}
    asker = reader(robin, "robin", **options)
    asked = reader(ana, "ana", **options)

    asker.open("my/").says("Suggested mentors").looks_good("01-desk-nothing")
    asker.follow("Find mentors").follow("Ana Lindqvist")
    asker.follow("Ask Ana Lindqvist", exact=False).says("28 days").looks_good("02-make")
    asker.press("Send the request")
    assert "Error:" in asker.page.title()
    asker.looks_good("03-make-error")
    if script:
        focused = asker.page.locator("[data-mentoring-errors]")
        assert focused.evaluate("element => element === document.activeElement")
    asker.write("Your message", "I read your paper on missing data, and I would like to learn.")
    asker.press("Send the request").says("is on its way").looks_good("04-request-sent")
    request = MentorshipRequest.objects.get()

    asked.open("my/").says("Answer the request from Robin Adeyemi").looks_good("05-desk-task")
    asked.follow("Answer the request from Robin Adeyemi").looks_good("06-request-received")
    asked.follow("Ask for more Robin Adeyemi").looks_good("07-ask")
    asked.write("Your question", "What would you like to do first?")
    asked.press("Send the question").says("gets your question").looks_good("08-asked")

    asker.open("my/").says("Answer the question of Ana")
    asker.follow("Answer the question of Ana Lindqvist").looks_good("09-question")
    asker.follow("Answer Ana Lindqvist").looks_good("10-answer")
    asker.write("Your answer", "A talk at the spring meeting.")
    asker.press("Send the answer").says("gets your answer").looks_good("11-answered")

    asked.open(f"my/requests/{request.uuid}/").says("A talk at the spring meeting.")
    asked.follow("Accept Robin Adeyemi").says("next steps")
    asked.looks_good("12-accept")
    asked.write("A message", "With pleasure.")
    asked.press("Accept").says("You and Robin Adeyemi are paired now").looks_good("13-pair-ana")
    mentorship = Mentorship.objects.get()

    asker.open("my/").says("Talk with Ana Lindqvist").looks_good("14-desk-pair")
    asker.follow("Talk with Ana Lindqvist for the first time").says("ana@example.com")
    asker.says("With pleasure.").looks_good("15-pair-robin")
    asker.press("We have talked").says("Noted.").looks_good("16-talked")

    asker.focus(asker.page.get_by_text("Has something changed?").locator("xpath=ancestor::summary"))
    asker.page.keyboard.press("Enter")
    asker.press("Put on hold").says("is on hold").looks_good("17-on-hold")
    asker.press("Go on").says("You go on.")

    asker.focus(asker.page.get_by_text("Has something changed?").locator("xpath=ancestor::summary"))
    asker.page.keyboard.press("Enter")
    asker.looks_good("18-footer-open")
    asker.follow("End the mentorship").looks_good("19-end")
    asker.choose("We have done what we set out to do")
    asker.write("A word of thanks to Ana Lindqvist", "Thank you for everything.")
    asker.choose("We reached our goals")
    asker.press("End the mentorship").says("Your mentorship is completed").looks_good(
        "20-over-robin"
    )

    asked.open(f"my/pairs/{mentorship.uuid}/").says("Thank you for everything.")
    asked.looks_good("21-over-ana")
    asker.follow("Look for a new mentor")
    assert asker.page.url.endswith(f"/mentoring/{cast.program.slug}/mentors/")

    mentorship.refresh_from_db()
    request.refresh_from_db()
    assert request.status == RequestStatus.ACCEPTED
    assert mentorship.status == MentorshipStatus.COMPLETED
    assert mentorship.first_conversation_at is not None
    assert mentorship.end_reason.text == "We reached our goals"


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["1280", "375"])
def test_declined_withdrawn_waiting_and_too_late(cast, people, reader, viewport):
    ana, robin = people
    kim = cast.mentee(member=MemberFactory(name="Kim Aalto"))
    asker, asked = reader(robin, "robin", viewport=viewport), reader(ana, "ana", viewport=viewport)
    other = reader(kim, "kim", viewport=viewport)
    for one in (asker, other):
        one.open(f"mentors/{ana.uuid}/request/").write("Your message", "May I ask you?")
        one.press("Send the request")
    first = MentorshipRequest.objects.get(mentee=robin)
    second = MentorshipRequest.objects.get(mentee=kim)

    asked.open(f"my/requests/{first.uuid}/accept/").says("Kim Aalto will be on your waiting list")
    asked.looks_good("30-accept-last-place").press("Accept")
    other.open(f"my/requests/{second.uuid}/").says("number 1 on the waiting list")
    other.looks_good("31-waiting")
    asked.open(f"my/requests/{second.uuid}/").says("number 1 on your waiting list")
    asked.looks_good("32-waiting-asked")
    asked.open(f"my/requests/{first.uuid}/accept/").says("has been accepted already")
    asked.looks_good("33-too-late")

    asked.open(f"my/requests/{second.uuid}/").follow("Decline Kim Aalto")
    asked.looks_good("34-decline").write("A message", "I have no time, alas.")
    asked.press("Decline").looks_good("35-declined")
    other.open(f"my/requests/{second.uuid}/").says("I have no time, alas.").looks_good(
        "36-declined"
    )
    other.follow("Look for somebody else")

    asked.open("my/").looks_good("37-desk-full")


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["1280", "375"])
def test_a_break_and_leaving(cast, people, reader, viewport):
    ana, robin = people
    asker = reader(robin, "robin", viewport=viewport)
    asker.open(f"mentors/{ana.uuid}/request/").write("Your message", "May I ask you?")
    asker.press("Send the request")
    request = MentorshipRequest.objects.get()

    asker.follow("Withdraw the request").looks_good("40-withdraw")
    asker.press("Withdraw the request").says("is withdrawn").looks_good("41-withdrawn")
    request.refresh_from_db()
    assert request.status == RequestStatus.WITHDRAWN

    asker.open("my/").follow("Take a break (Mentee)").looks_good("42-pause")
    asker.press("Take a break").says("You take a break").looks_good("43-desk-paused")
    asker.press("Resume Mentee").says("Welcome back")
    asker.follow("Leave (Mentee)").looks_good("44-leave")
    asker.press("Leave the program").says("You have left").looks_good("45-desk-left")
    asker.press("Enroll again Mentee").says("Good to have you back")


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["1280", "375"])
def test_a_newcomer_is_led_to_the_enrollment(cast, people, new_page, assert_accessible, viewport):
    user = MemberFactory(name="Noa Berg").user
    page = new_page(user, viewport=viewport)
    Reader(page, cast.program, assert_accessible, "noa").open("my/").looks_good(
        "50-newcomer"
    ).follow("Enroll")
    assert "/enroll/" in page.url
