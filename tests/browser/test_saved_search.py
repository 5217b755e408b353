"""From a saved search to the mail and off again, in a browser: no script, both widths, axe (A-01, A-05, M-19)."""

import datetime as dt
import os
import re
from pathlib import Path

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE, assert_fits
from tests.factories import agree, publish_code_of_conduct
from tests.views.finding import Society
from wagtail_mentoring.models import SavedSearch

pytestmark = pytest.mark.django_db(transaction=True)

#: Set to a folder to keep a picture of every state.
PICTURES = os.environ.get("MENTORING_PICTURES")


@pytest.fixture
def society():
    society = Society()
    publish_code_of_conduct(society.program)
    agree(society.mentee)
    society.add_mentor("Ana Lindqvist", society.bayes, society.senior)
    return society


def keep(page, name):
    if PICTURES:
        path = Path(PICTURES) / f"saved-{name}-{page.viewport_size['width']}.png"
        page.screenshot(path=path, full_page=True)


@pytest.mark.parametrize(
    ("viewport", "script"), [(DESKTOP, True), (PHONE, False)], ids=["desk", "phone-no-script"]
)
def test_save_get_a_mail_and_stop_it(
    society, new_page, assert_accessible, settings, live_server, viewport, script
):
    settings.WAGTAIL_MENTORING = {
        **getattr(settings, "WAGTAIL_MENTORING", {}),
        "BASE_URL": live_server.url,
        "MAIL_WAKE": "off",
    }
    page = new_page(society.user, viewport=viewport, java_script_enabled=script)

    def look(name):
        keep(page, name)
        assert_fits(page)
        if script:
            assert_accessible(page)

    page.goto(f"{society.url()}?c-topics={society.bayes.pk}")
    page.get_by_text("Save this search", exact=True).first.click()
    look("form")
    page.get_by_label("Name of the search").fill("Bayesian mentors")
    page.get_by_role("button", name="Save this search").click()
    expect(page.get_by_text("The search “Bayesian mentors” is saved.")).to_be_visible()
    expect(page.get_by_role("link", name="Bayesian mentors")).to_be_visible()
    look("saved")
    page.get_by_role("link", name="Rename, delete, mails").click()
    desk = page.locator("#searches")
    expect(desk).to_contain_text("Mail when somebody new fits")
    look("desk")

    society.add_mentor("Newa Comer", society.bayes, society.senior)
    noon = timezone.now().replace(hour=12) + dt.timedelta(days=8)
    with time_machine.travel(noon, tick=True):
        call_command("mentoring_run_due", verbosity=0)
        call_command("mentoring_send_mail", verbosity=0)
    (message,) = [one for one in mail.outbox if "Bayesian" in one.subject]
    assert "Newa Comer" in message.body and "Ana Lindqvist" not in message.body
    html = message.alternatives[0][0]
    if PICTURES:
        (Path(PICTURES) / "saved-mail.txt").write_text(f"{message.subject}\n\n{message.body}")
    letter = new_page(viewport=viewport)
    letter.set_content(html)
    keep(letter, "mail")
    assert_accessible(letter)
    assert_fits(letter)

    # Whoever follows the link need not be signed in.
    stranger = page = new_page(viewport=viewport, java_script_enabled=script)
    url = re.search(r"Stop these mails:\n(\S+)", message.body)[1]
    assert message.extra_headers["List-Unsubscribe"] == f"<{url}>"
    page.goto(url)
    expect(page.get_by_text("Bayesian mentors")).to_be_visible()
    look("stop")
    assert SavedSearch.objects.get().wants_mail
    page.get_by_role("button", name="Stop these mails").focus()
    page.keyboard.press("Enter")
    expect(stranger.get_by_text("You do not get these mails any more.")).to_be_visible()
    look("stopped")
    assert not SavedSearch.objects.get().wants_mail
