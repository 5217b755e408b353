"""Mails of the ladder, the choice of mails, and the ladder in the admin, in a browser (A-01, A-05, A-19, M-19)."""

import datetime as dt
import os
from pathlib import Path

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE, assert_fits
from tests.factories import Cast, MentorshipFactory, RequestFactory, UserFactory
from tests.notifications.cases import case
from wagtail_mentoring.events import LATER_REMINDERS, REMINDERS
from wagtail_mentoring.models import MailPreference, Notification, ReminderRule
from wagtail_mentoring.notifications.dispatch import draft

pytestmark = pytest.mark.django_db(transaction=True)

#: Set to a folder to keep a picture of every state.
PICTURES = os.environ.get("MENTORING_PICTURES")
WIDTHS = pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desk", "phone"])


def keep(page, name):
    if PICTURES:
        path = Path(PICTURES) / f"reminders-{name}-{page.viewport_size['width']}.png"
        page.screenshot(path=path, full_page=True)


@pytest.fixture
def cast(settings, live_server):
    settings.WAGTAIL_MENTORING = {
        **getattr(settings, "WAGTAIL_MENTORING", {}),
        "BASE_URL": live_server.url,
        "MAIL_WAKE": "off",
    }
    return Cast(ladder=True, name="Career mentoring")


def pair(cast):
    started = timezone.now()
    mentor = cast.mentor(member__name="Ana Lindqvist", status_changed_at=started)
    mentee = cast.mentee(member__name="Robin Adeyemi", status_changed_at=started)
    return MentorshipFactory(
        request=RequestFactory(mentor=mentor, mentee=mentee, status="accepted")
    )


@pytest.mark.parametrize(
    ("viewport", "script"), [(DESKTOP, True), (PHONE, False)], ids=["desk", "phone-no-script"]
)
def test_from_the_foot_of_a_mail_to_the_choice_of_mails(
    cast, new_page, assert_accessible, viewport, script
):
    mentee = pair(cast).mentee
    noon = timezone.now().replace(hour=12) + dt.timedelta(days=8)
    with time_machine.travel(noon, tick=False):
        call_command("mentoring_run_due", verbosity=0)
    mail = Notification.objects.get(
        event="reminder_first_conversation", recipient=mentee.member.user
    )
    letter = new_page(viewport=viewport)
    letter.set_content(mail.body_html)
    keep(letter, "mail")
    assert_accessible(letter)
    settings_url = letter.get_by_role("link", name="Choose which mails you get").get_attribute(
        "href"
    )
    page = new_page(mentee.member.user, viewport=viewport, java_script_enabled=script)
    page.goto(settings_url)
    keep(page, "choice")
    assert_fits(page)
    page.get_by_label("Reminders about those you work with").select_option("weekly")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Mails come as you chose")).to_be_visible()
    keep(page, "choice-saved")
    assert MailPreference.objects.get().frequency == "weekly"
    if script:
        assert_accessible(page)

    stop = new_page(viewport=viewport, java_script_enabled=script)
    stop.goto(mail.unsubscribe_url)
    keep(stop, "stop")
    stop.get_by_role("button", name="Stop these mails").click()
    expect(stop.get_by_text("You do not get these mails any more.")).to_be_visible()
    assert MailPreference.objects.get().frequency == "off"


@WIDTHS
def test_each_mail_of_the_ladder_reads_well(cast, new_page, assert_accessible, viewport):
    letter = new_page(viewport=viewport)
    for event in (*REMINDERS.values(), *LATER_REMINDERS.values()):
        recipient, about, program, extra = case(event)
        mail = draft(event.key, recipient=recipient, about=about, program=program, extra=extra)
        letter.set_content(mail.rendered.html)
        keep(letter, event.key)
        if PICTURES:
            text = f"{mail.rendered.subject}\n\n{mail.rendered.text}"
            (Path(PICTURES) / f"{event.key}.txt").write_text(text)
        assert_fits(letter)
        assert_accessible(letter)


@WIDTHS
def test_the_ladder_and_what_it_would_send(cast, new_page, assert_accessible, viewport):
    pair(cast)
    coordinator = UserFactory()
    coordinator.groups.add(Group.objects.get(name="Mentoring coordinators"))
    page = new_page(coordinator, viewport=viewport)

    def look(name):
        keep(page, name)
        # The frame around it is Wagtail's own.
        assert_accessible(page, rules=["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"])

    page.goto("/admin/mentoring/reminders/")
    look("ladder")
    page.get_by_label("Goals not agreed, step 1: days after the two were paired").fill("10")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The reminders have been saved.")).to_be_visible()
    assert ReminderRule.objects.get(kind="goals").count == 10
    page.get_by_role("link", name="See what would be sent").click()
    expect(page.get_by_role("link", name="A first conversation with Ana Lindqvist")).to_be_visible()
    look("plan")
    page.get_by_role("link", name="A first conversation with Ana Lindqvist").click()
    frame = page.frame_locator("iframe")
    expect(frame.get_by_text("no first conversation is noted yet")).to_be_visible()
    look("planned-mail")
    assert not Notification.objects.exists()
