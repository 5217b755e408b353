"""A year of two members, from a request to completion, in a browser and with the clock moved on.

F42, F70, F76, F79, M-10, M-20: every mail of the ladder comes on its day, once, and reads well in both forms.
"""

import datetime as dt

import pytest
import time_machine
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.test_pairing import Reader
from tests.browser.year import Clock, button_of, look_at, message_of, what_was_sent
from tests.factories import Cast
from wagtail_mentoring.events import EVENTS
from wagtail_mentoring.models import CheckIn, Mentorship, Notification, Testimonial
from wagtail_mentoring.notifications.recipients import known_zone

pytestmark = pytest.mark.django_db(transaction=True)

#: Midnight of the day on which the two were paired: the day 0 of the story.
START = dt.datetime(2027, 3, 3, tzinfo=dt.UTC)
ASKED, PAIRED, OVER, LAST = -16, 0, 391, 440
BOTH = ("Ana", "Robin")
#: Every mail of the story: day, event with its step, and who gets it.
MAILS = [
    (-16, "request_received", "Ana"),
    (-9, "request_reminder 1", "Ana"),
    (-2, "request_reminder 2", "Ana"),
    *((0, "mentorship_started", name) for name in BOTH),
    *((7, "reminder_first_conversation 1", name) for name in BOTH),
    *((14, "reminder_goals 1", name) for name in BOTH),
    (15, "agreement_proposed", "Ana"),
    (16, "agreement_confirmed", "Robin"),
    *((16, "meeting_planned", name) for name in BOTH),
    (16, "message_received", "Robin"),
    # 30 and 60 days after they met, which was late on day 23.
    *((54, "reminder_quiet 1", name) for name in BOTH),
    *((84, "reminder_quiet_again 2", name) for name in BOTH),
    *((92, "reminder_check_in 1", name) for name in BOTH),
    *((184, "reminder_check_in 2", name) for name in BOTH),
    *((336, "reminder_coming_end 1", name) for name in BOTH),
    *((359, "reminder_coming_end_soon 2", name) for name in BOTH),
    (360, "mentorship_extended", "Ana"),
    *((366, "reminder_check_in 3", name) for name in BOTH),
    # The end is another one now, so both steps come again.
    *((367, "reminder_coming_end 1", name) for name in BOTH),
    (370, "message_received", "Ana"),
    *((390, "reminder_coming_end_soon 2", name) for name in BOTH),
    (391, "mentorship_ended", "Ana"),
    *((436, "reminder_without_partner 1", name) for name in BOTH),
]


@pytest.fixture
def clock(settings, live_server):
    settings.WAGTAIL_MENTORING = {
        **settings.WAGTAIL_MENTORING,
        "BASE_URL": live_server.url,
        "MAIL_WAKE": "off",
    }
    # The browser's own clock stands still, and nobody logs in again.
    settings.SESSION_COOKIE_AGE = 3 * 365 * 24 * 3600
    settings.SESSION_EXPIRE_AT_BROWSER_CLOSE = True
    settings.CSRF_COOKIE_AGE = None
    with time_machine.travel(START) as traveller:
        yield Clock(traveller, START, ASKED, {day for day, *_rest in MAILS})


class Member(Reader):
    """Reads mails, and goes where their buttons lead."""

    def __init__(self, page, letter, profile, assert_accessible):
        name = profile.member.name.split()[0]
        super().__init__(page, profile.program, assert_accessible, name.lower())
        self.letter, self.member = letter, profile.member

    def mail(self, event):
        """Return the latest mail of ``event``."""
        return Notification.objects.filter(event=event, member=self.member).latest("sent_at")

    def open_from(self, event):
        self.page.goto(button_of(self.letter, self.mail(event)))
        return self

    def fill(self, **fields):
        for name, value in fields.items():
            self.page.locator(f"[name={name}]").fill(value)
        return self


def test_a_year(clock, new_page, assert_accessible, live_server, mailoutbox):
    cast = Cast(ladder=True, name="Career mentoring")
    mentor = cast.mentor(
        member__name="Ana Lindqvist",
        member__user__email="ana@home.example",
        member__time_zone="Pacific/Auckland",
    )
    mentee = cast.mentee(
        member__name="Robin Adeyemi",
        member__user__email="robin@home.example",
        member__time_zone="Pacific/Honolulu",
    )
    letter = new_page(viewport=PHONE)
    ana, robin = (
        Member(new_page(one.member.user), letter, one, assert_accessible)
        for one in (mentor, mentee)
    )

    robin.open(f"mentors/{mentor.uuid}/request/")
    robin.fill(message="I read your paper on missing data.").press("Send the request")
    clock.go_to(PAIRED)
    ana.open_from("request_reminder").follow("Accept Robin Adeyemi").press("Accept")
    item = Mentorship.objects.get()
    page = f"my/pairs/{item.uuid}/"

    clock.go_to(8)
    robin.open_from("reminder_first_conversation").press("We have talked").says("Noted.")
    clock.go_to(15)
    robin.open_from("reminder_goals").follow("Write down what you agree on")
    robin.fill(goals="Give a first talk.", ends_on="2028-03-03").press(
        "Propose this to Ana Lindqvist"
    )
    clock.go_to(16)
    ana.open_from("agreement_proposed").press("I agree").says("March 3, 2028")
    robin.open(page).follow("Plan a meeting")
    robin.fill(day="2027-03-26", time="10:00", link="https://call.example/room")
    robin.press("Plan the meeting")
    ana.open(f"my/messages/{item.request.uuid}/").write("Your message", "I look forward to it.")
    ana.press("Send")
    clock.go_to(17)
    robin.open_from("message_received").says("I look forward to it.")

    # Silence: they read what they could do, and do nothing until the program asks how it goes.
    clock.go_to(55)
    ana.page.goto(button_of(letter, ana.mail("reminder_quiet"), "Put it on hold"))
    expect(ana.page.get_by_role("button", name="Put on hold")).to_be_in_viewport()
    ana.looks_good("year-hold")
    clock.go_to(93)
    for one, says in ((ana, "4"), (robin, "3")):
        one.open_from("reminder_check_in").page.get_by_label(says, exact=True).first.check()
        one.press("Send").says("Only the people who run the program read your answers.")
    clock.go_to(185)
    robin.open_from("reminder_check_in").fill(question_2="More time.").press("Send")
    answered = CheckIn.objects.order_by("pk").values_list("months", "role")
    assert list(answered) == [(3, "mentor"), (3, "mentee"), (6, "mentee")]

    clock.go_to(360)
    robin.open_from("reminder_coming_end_soon").follow("Go on longer").fill(ends_on="2028-04-03")
    robin.press("Go on until this day").says("The last day is April 3, 2028 now.")
    clock.go_to(370)
    robin.open(f"my/messages/{item.request.uuid}/").write("Your message", "One last question.")
    robin.press("Send")
    clock.go_to(OVER)
    robin.open_from("reminder_coming_end_soon").follow("We have done what we set out to do")
    robin.write("A word of thanks to Ana Lindqvist", "Thank you for everything.")
    robin.press("End the mentorship").says("is completed").looks_good("year-over")
    robin.follow("Say a few words").fill(message="It opened a door.")
    robin.page.get_by_label("I agree that the society").check()
    robin.press("Offer these words").says("An editor reads your words")
    assert Testimonial.objects.get().mentorship == item
    clock.go_to(OVER + 1)
    ana.open_from("mentorship_ended").open(page).says("Thank you for everything.")
    ana.follow("Say a few words").says("Your words help others")
    clock.go_to(LAST)

    item.refresh_from_db()
    assert (item.status, item.agreed_end_on) == ("completed", dt.date(2028, 4, 3))
    assert sorted(what_was_sent(clock)) == sorted(MAILS)
    assert len(mailoutbox) == len(MAILS)
    links = {ana: set(), robin: set()}
    for row in Notification.objects.select_related("member__user", "program").order_by("sent_at"):
        own, other = (mentor, mentee) if row.member == mentor.member else (mentee, mentor)
        assert message_of(row).to == [own.member.user.email]
        if EVENTS[row.event].patient:
            hour = row.sent_at.astimezone(known_zone(own.member.time_zone)).hour
            assert 8 <= hour < 20, (row.event, row.member.name, hour)
        links[ana if own is mentor else robin] |= look_at(
            letter, row, live_server.url, [other.member.user.email], assert_accessible
        )
    for one, found in links.items():
        for link in sorted(found):
            # Whatever has happened since, a mail leads nobody to a page of errors.
            assert one.page.request.get(link).status == 200, link
    item.refresh_from_db()
    assert item.status == "completed"
    assert Notification.objects.count() == len(MAILS)
