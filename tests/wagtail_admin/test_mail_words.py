"""The log of mails shows staff what was sent when to whom, and no word that is not theirs to read (S-12, D20)."""

import datetime as dt
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from tests.factories import Cast, UserFactory
from tests.notifications.cases import case
from wagtail_mentoring.enums import NotificationStatus
from wagtail_mentoring.events import CONFIDENTIAL, EVENTS
from wagtail_mentoring.models import Notification, NotificationTemplate
from wagtail_mentoring.notifications.dispatch import draft, notify
from wagtail_mentoring.placeholders import Entry, Section, ValueKind

pytestmark = pytest.mark.django_db
CANARY = "Quetzal"
LIST = "wagtail_mentoring_notifications:index"

#: What staff may read of the log, and where else they read it: everything else that members write is the members'.
READ_ELSEWHERE = {
    # The request's own page has its words.
    ("request_received", "message"),
    ("request_place_free_asked", "message"),
    ("request_reminder", "message"),
    ("request_declined", "message"),
    ("request_question", "question"),
    ("request_answered", "answer"),
    # The coordinators' own note.
    ("profile_returned", "note"),
    ("profile_suspended", "note"),
    # Links to what one may do now.
    *((event.key, "choices") for event in EVENTS.values() if "choices" in event.names),
    # The rules say what is missing, not what was written.
    ("reminder_incomplete", "missing"),
}
#: Single lines with what two people, or one, keep to themselves.
PRIVATE_LINES = {
    ("meeting_planned", "when"),
    ("meeting_moved", "when"),
    ("meeting_canceled", "when"),
    ("saved_search_news", "news"),
}
LONG = (ValueKind.WORDS, ValueKind.LINES, ValueKind.SECTIONS)
#: (key of the event, name of the placeholder) of all that may carry what a member wrote or wishes.
CARRIERS = [
    (event.key, placeholder.name)
    for event in EVENTS.values()
    for placeholder in event.placeholders
    if placeholder.kind in LONG or (event.key, placeholder.name) in PRIVATE_LINES
]


def value(kind):
    """Return a value of a placeholder that holds the canary."""
    if kind is ValueKind.LINES:
        return [CANARY]
    if kind is ValueKind.SECTIONS:
        return (Section(CANARY, (Entry(CANARY, "http://testserver/", (CANARY,)),)),)
    return CANARY


def queue(key, name):
    """Queue a mail of the kind ``key`` with the canary where ``name`` stands, in subject (if it may) and text."""
    event = EVENTS[key]
    recipient, about, program, extra = case(event)
    extra = extra() if callable(extra) else extra
    NotificationTemplate.objects.filter(program=program, event=key).delete()
    subject = f"News {{{name}}}" if event.may_head(name) else "News"
    NotificationTemplate.objects.create(
        program=program, event=key, subject=subject, body=f"For you: {{{name}}}"
    )
    given = {**extra, name: value(event.placeholder(name).kind)}
    with transaction.atomic():
        mail = notify(key, recipient=recipient, about=about, program=program, extra=given)
    assert CANARY in mail.body_text
    return mail


def everything(client, mail):
    """Return all that the log shows of it: lists, searches, files, its page, acts, history, and what bulk actions ask."""
    listing = reverse(LIST)
    addresses = [
        *(listing + query for query in ("", "?ordering=subject", "?export=csv")),
        reverse("wagtail_mentoring_notifications:inspect", args=[mail.pk]),
        reverse("wagtail_mentoring_notifications:act", args=[mail.pk, "resend"]),
        reverse("wagtail_mentoring_notifications:history", args=[mail.pk]),
        *(
            reverse("wagtail_bulk_action", args=["wagtail_mentoring", "notification", name])
            + f"?id={mail.pk}"
            for name in ("release", "drop", "resend")
        ),
        "/admin/reports/site-history/",
    ]
    texts = {}
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200 or mail.event in CONFIDENTIAL, address
        texts[address] = (answer.getvalue() if answer.streaming else answer.content).decode()
    return texts


@pytest.mark.parametrize(("key", "name"), CARRIERS, ids=lambda text: text)
def test_no_word_of_a_member_is_in_the_log(key, name, as_actor):
    mail = queue(key, name)
    Notification.objects.update(status=NotificationStatus.SENT)
    client = as_actor("coordinator")
    found = [address for address, text in everything(client, mail).items() if CANARY in text]
    if (key, name) in READ_ELSEWHERE:
        assert any("inspect" in address for address in found)
    else:
        assert found == []
        answer = client.get(reverse(LIST), {"q": CANARY})
        assert list(answer.context["object_list"]) == []


def test_the_log_of_what_staff_did_has_no_private_subject_either(as_actor):
    mail = queue("saved_search_news", "news")
    assert CANARY in mail.subject
    Notification.objects.update(status=NotificationStatus.SENT)
    client = as_actor("coordinator")
    act = reverse("wagtail_mentoring_notifications:act", args=[mail.pk, "resend"])
    client.post(act, {"seen": client.get(act).context["seen"]})
    entry = ModelLogEntry.objects.get(action="wagtail_mentoring.notification.resend")
    assert entry.label == "Somebody new fits a saved search"
    assert CANARY not in client.get("/admin/reports/site-history/").text


def test_state_time_recipient_and_error_are_shown_of_a_private_mail(as_actor):
    mail = queue("mentorship_ended", "thanks")
    Notification.objects.update(status=NotificationStatus.FAILED, error="Mailbox unknown")
    client = as_actor("coordinator")
    for address in (
        reverse(LIST),
        reverse("wagtail_mentoring_notifications:inspect", args=[mail.pk]),
    ):
        text = client.get(address).text
        for words in ("Mentorship over", mail.member.name, "Failed", "Mailbox unknown"):
            assert words in text
    assert "Subject and text are not shown" in text
    row = client.get(reverse(LIST) + "?export=csv").getvalue().decode().splitlines()[1]
    for words in ("Mentorship over", mail.to_email, "Mailbox unknown"):
        assert words in row


def test_who_may_not_see_requests_does_not_read_them_in_mails():
    mail = queue("request_received", "message")
    user = UserFactory()
    user.groups.add(group := Group.objects.create(name="Mail room"))
    group.permissions.add(
        *Permission.objects.filter(codename__in=["access_admin", "view_notification"])
    )
    client = Client()
    client.force_login(user)
    page = reverse("wagtail_mentoring_notifications:inspect", args=[mail.pk])
    text = client.get(page).text
    assert CANARY not in text
    assert "you may not see what this mail is about" in text
    group.permissions.add(Permission.objects.get(codename="view_mentorshiprequest"))
    assert CANARY in client.get(page).text


def test_a_look_ahead_at_reminders_shows_examples_of_what_is_private():
    """What somebody asked for in a partner is theirs, also in a mail that is only looked at (D20)."""
    event = EVENTS["reminder_without_partner"]
    recipient, about, program, _extra = case(event)
    given = {
        "since": dt.date(2027, 1, 1),
        "sought_role": "mentor",
        "people": value(ValueKind.SECTIONS),
        "resources": (),
    }
    shown = draft(event.key, recipient=recipient, about=about, program=program, extra=given)
    assert CANARY not in shown.rendered.text + shown.rendered.html
    assert "Biostatistician in clinical trials" in shown.rendered.text
    with transaction.atomic():
        sent = notify(event.key, recipient=recipient, about=about, program=program, extra=given)
    assert CANARY in sent.body_text


def test_the_page_of_a_looked_at_mail_says_that_it_shows_an_example(as_actor):
    cast = Cast(ladder=True)
    mentee = cast.mentee(status_changed_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    query = {
        "program": cast.program.pk,
        "kind": "without_partner",
        "number": 1,
        "role": "mentee",
        "object": mentee.pk,
        "to": mentee.member.pk,
    }
    page = as_actor("coordinator").get(
        f"{reverse('wagtail_mentoring_reminders:mail')}?{urlencode(query)}"
    )
    assert "here an example stands in its place" in page.text
