"""A clock that a story moves on, with cron working as it goes, and eyes for the mails it sends."""

import datetime as dt
import os
import re
from html import unescape
from pathlib import Path

from django.core import mail
from django.core.management import call_command

from tests.browser.conftest import assert_fits
from tests.notifications.cases import LINK
from wagtail_mentoring.events import EVENTS
from wagtail_mentoring.models import Notification

#: Set to a folder to keep a picture and the text of every mail.
PICTURES = os.environ.get("MENTORING_PICTURES")
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
UNFILLED = re.compile(r"[{}]|%\(|\bNone\b")
#: Hours, in UTC: late in the evening for both when cron looks, and their morning when it last sends.
ACTS_AT, LOOKS_AT, SENDS_AT = 4, 9, (9, 15, 21)


class Clock:
    """Moves time on, counted in days from ``start``; cron works as they pass, the two act in the morning.

    Cron works on the ``busy`` days, on those around them, and now and then in between.
    """

    def __init__(self, traveller, start, day, busy):
        self.traveller, self.start, self.day, self.busy = traveller, start, day, busy
        self._move(day, ACTS_AT)

    def _move(self, day, hour):
        self.traveller.move_to(self.start + dt.timedelta(days=day, hours=hour))

    def is_lived(self, day):
        return day % 9 == 0 or any(abs(day - one) <= 1 for one in self.busy)

    def go_to(self, day):
        """Let the days pass, and stop in the morning of ``day``."""
        for one in filter(self.is_lived, range(self.day, day)):
            for hour in SENDS_AT:
                self._move(one, hour)
                if hour == LOOKS_AT:
                    call_command("mentoring_run_due", verbosity=0)
                call_command("mentoring_send_mail", verbosity=0)
        self.day = day
        self._move(day, ACTS_AT)

    def day_of(self, moment):
        return (moment - self.start).days


def what_was_sent(clock):
    """Return ``(day, event and step of the ladder, name of the recipient)`` of each mail, in order."""
    found = []
    for row in Notification.objects.select_related("member").order_by("sent_at", "pk"):
        assert row.status == "sent", (row.event, row.step, row.error)
        number = f" {row.step.partition('-')[0]}" if EVENTS[row.event].reminder else ""
        found.append((clock.day_of(row.sent_at), row.event + number, row.member.name.split()[0]))
    return found


def message_of(row):
    """Return the message that went out for a ``Notification``; exactly one did."""
    (message,) = [one for one in mail.outbox if one.extra_headers["Message-ID"] == row.message_id]
    return message


def open_mail(page, row):
    """Show the HTML of a mail on ``page``; return the message."""
    message = message_of(row)
    page.set_content(message.alternatives[0][0])
    return message


def button_of(page, row, label=""):
    """Open a mail and return where its button leads, or the link ``label``."""
    open_mail(page, row)
    label = label or str(EVENTS[row.event].action)
    return page.get_by_role("link", name=label, exact=True).get_attribute("href")


def look_at(page, row, site, strangers, assert_accessible):
    """Read a mail as HTML on ``page``, and as text; return its links.

    ``strangers`` are addresses it must not hold.
    """
    message = open_mail(page, row)
    html, kind = message.alternatives[0]
    assert kind == "text/html"
    name = f"{row.sent_at:%Y-%m-%d}-{row.event}-{row.member.name.split()[0]}"
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"year-{name}.png", full_page=True)
        text = f"{message.subject}\n\n{message.body}"
        (Path(PICTURES) / f"year-{name}.txt").write_text(text)
    assert_fits(page, name)
    assert_accessible(page)

    links = {unescape(link) for link in LINK.findall(html)}
    assert f"{site}/" in links, name
    assert all(link.startswith(f"{site}/") for link in links), links
    assert [link for link in links if link not in message.body] == [], name

    words = message.subject + message.body + page.locator("body").inner_text()
    assert UNFILLED.findall(words) == [], name
    shown = set(ADDRESS.findall(words + html))
    assert shown <= {row.program.office_email, row.to_email}, name
    whole = str([message.message()[header] for header in message.message()])
    parts = " ".join(part[0] for part in message.alternatives)
    for stranger in strangers:
        assert stranger not in words + whole + parts, name
    assert ("List-Unsubscribe" in message.extra_headers) is (not EVENTS[row.event].essential), name
    return links
