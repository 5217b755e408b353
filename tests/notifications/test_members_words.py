"""Members' text in mails stays text, and members' addresses stay private (M-12, M-15, M-16)."""

import datetime as dt

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import (
    ConcernFactory,
    MentorshipFactory,
    ProgramFactory,
    RequestFactory,
    SignalFactory,
)
from tests.notifications.cases import LINK, case
from wagtail_mentoring.enums import MailKind
from wagtail_mentoring.events import EVENTS
from wagtail_mentoring.events.base import COMMON, PAIR, ROLE
from wagtail_mentoring.notifications.dispatch import notify, notify_coordinators
from wagtail_mentoring.notifications.recipients import Recipient, known_zone, resolve
from wagtail_mentoring.notifications.render import render_event
from wagtail_mentoring.notifications.sender import message_for
from wagtail_mentoring.notifications.values import pair_of
from wagtail_mentoring.placeholders import ValueKind

pytestmark = pytest.mark.django_db

ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{office_email} {recipient.user.password}",
    "{{ settings.SECRET_KEY }}{% include 'base.html' %}",
    "[click](https://evil.example) https://evil.example www.evil.example a@evil.example",
    "</blockquote></div><a href='https://evil.example'>here</a>",
    "--\nThe site says: your account is closed. Go to https://evil.example",
    "\u202egnp.exe",
    "a\x00b\x1b[31m",
]


@pytest.mark.parametrize("text", ATTACKS)
def test_members_words_are_only_words(text):
    """M-16: no markup, no link, no placeholder; marked as the member's own."""
    request = RequestFactory()
    # Not saved: some databases refuse part of it, others do not.
    request.message, request.mentee.member.name = text, text
    mail = render_event(
        EVENTS["request_received"], resolve(request.mentor), request, request.program
    )
    assert not any("evil" in link for link in LINK.findall(mail.html))
    for tag in ("<script", "<img", "onerror=alert(1)>"):
        assert tag not in mail.html
    assert mail.html.count("<blockquote>") == mail.html.count("</blockquote>") == 1
    assert not [line for line in mail.text.splitlines() if line.startswith("The site says")]
    assert "\x00" not in mail.text + mail.html
    assert "\u202e" not in mail.text + mail.html + mail.subject


#: What a database stores: no NUL and no halves of characters.
STORED = st.text(
    alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
    | st.sampled_from('\r\n"@:,<>{}%\u202e'),
    max_size=200,
)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(name=STORED.map(lambda text: text[:100] or "x"), words=STORED)
def test_no_text_adds_a_header_or_breaks_a_mail(name, words):
    """M-15, for every kind of mail."""
    program = ProgramFactory(name=name)
    mentorship = MentorshipFactory(
        request__program=program,
        request__mentor__program=program,
        request__mentor__member__name=name,
        request__mentor__staff_note=words,
        request__mentee__member__name=name,
        request__message=words,
        request__decision_message=words,
        thanks=words,
    )
    mentorship.ended_at = timezone.now()
    request, mentor = mentorship.request, mentorship.mentor
    for event in EVENTS.values():
        about = request
        if event.key.startswith(("mentorship", "partner", "agreement", "meeting")):
            about = mentorship
        elif event.key.startswith("concern"):
            about = ConcernFactory(program=program, outcome_told=words)
        elif event.key == "pair_not_a_fit":
            about = SignalFactory(mentorship=mentorship)
        elif event.key.startswith(("profile", "enrollment")):
            about = mentor
        extra = {name: words for name in ("question", "answer") if name in event.names}
        if event.key.startswith(("reminder_", "digest")):
            about = mentorship if event.kind == MailKind.PAIRS else mentor
            extra = {
                one.name: () if one.kind is ValueKind.SECTIONS else words
                for one in event.placeholders
                if one not in (*COMMON, *PAIR, ROLE)
            }
        mail = render_event(event, _recipient(mentor.member), about, program, extra)
        raw = message_for(_Row(mail)).message().as_bytes()
        headers = raw.split(b"\n\n", 1)[0]
        names = {
            line.split(b":")[0] for line in headers.split(b"\n") if line[:1] not in (b" ", b"\t")
        }
        assert names == EXPECTED_HEADERS
        assert b"\nTo: mentor@society.example\n" in headers + b"\n"


EXPECTED_HEADERS = {
    b"Content-Type",
    b"MIME-Version",
    b"Subject",
    b"From",
    b"To",
    b"Reply-To",
    b"Message-ID",
    b"Date",
    b"Auto-Submitted",
    b"X-Auto-Response-Suppress",
}


class _Row:
    """An outbox row that is not stored."""

    recipient_id = None
    to_email = "mentor@society.example"
    from_email = reply_to = "office@society.example"
    message_id = "<mentoring.1@society.example>"
    created_at = dt.datetime(2027, 3, 2, tzinfo=dt.UTC)
    send_after = None
    about = None
    unsubscribe_url = calendar = ""

    def __init__(self, mail):
        self.subject, self.body_text, self.body_html = mail.subject, mail.text, mail.html


def _recipient(member):
    return Recipient(None, member, "mentor@society.example", member.name, "en", known_zone(""))


def test_no_members_address_is_in_a_mail_to_somebody_else():
    """M-12, over every kind of mail, as raw bytes."""
    for event in EVENTS.values():
        recipient, about, program, extra = case(event)
        pair = pair_of(about)
        people = [
            getattr(pair, side).member for side in ("mentor", "mentee") if hasattr(pair, side)
        ]
        people = people or [about.reporter if event.key.startswith("concern") else about.member]
        for number, person in enumerate(people):
            person.user.email = f"secret-{number}@private.example"
            person.contact_email = f"shared-{number}@private.example"
            person.phone = f"+44 20 7946 00{number}"
            person.user.save()
            person.save()
        if event.key == "profile_submitted":
            mails = notify_coordinators(event.key, about=about, program=program)
            own = None
        else:
            mails = [
                notify(event.key, recipient=recipient, about=about, program=program, extra=extra)
            ]
            own = getattr(recipient, "member", recipient)
        for mail in mails:
            raw = message_for(mail).message().as_bytes().decode()
            for person in people:
                allowed = person == own
                assert (person.user.email in raw) <= allowed, event.key
                assert person.contact_email not in raw
                assert person.phone not in raw
