"""From one member's message to the other's answer and back: SMTP, a mailbox, the command, SMTP (M-12, M-13)."""

import io
import mailbox
import smtplib
from email.utils import getaddresses

import pytest
from django.core.management import CommandError, call_command

from tests.factories import Cast, ConversationFactory, MentorshipFactory, RequestFactory
from tests.inbound.mails import ADDRESS, OWN
from tests.inbound.test_programs import PROGRAMS, WORDS, written_by
from wagtail_mentoring.actions import SendMessageAction
from wagtail_mentoring.enums import RequestStatus, Role
from wagtail_mentoring.models import Conversation, Message
from wagtail_mentoring.notifications.sender import drain

pytestmark = [pytest.mark.django_db, pytest.mark.smtp]

BACKENDS = "wagtail_mentoring.inbound.backends."


@pytest.fixture
def conversation(db):
    cast = Cast(message_hourly_limit=100, message_mail_pause_minutes=0)
    request = RequestFactory(
        mentor=cast.mentor(), mentee=cast.mentee(), status=RequestStatus.ACCEPTED
    )
    MentorshipFactory(request=request)
    return ConversationFactory(request=request)


class Imap:
    """The replies lie on a mail server."""

    def __init__(self, request, tmp_path):
        self.dovecot = request.getfixturevalue("dovecot")
        self.account = request.getfixturevalue("account")
        self.settings = {
            "INBOUND_BACKEND": BACKENDS + "ImapBackend",
            "INBOUND_OPTIONS": request.getfixturevalue("imap_options"),
        }

    def put(self, raw):
        self.dovecot.deliver(self.account, raw)

    def count(self):
        return len(self.dovecot.mails(self.account))


class Maildir:
    """The replies lie in a folder."""

    def __init__(self, request, tmp_path):
        self.box = mailbox.Maildir(tmp_path / "replies")
        self.settings = {
            "INBOUND_BACKEND": BACKENDS + "MaildirBackend",
            "INBOUND_OPTIONS": {"path": str(tmp_path / "replies")},
        }

    def put(self, raw):
        self.box.add(raw)

    def count(self):
        return len(self.box)


@pytest.fixture(params=[Imap, Maildir], ids=["IMAP", "Maildir"])
def place(request, tmp_path, settings, smtp):
    """Where the mail server puts replies; all other mails go to the members."""
    place = request.param(request, tmp_path)
    settings.WAGTAIL_MENTORING = {
        "INBOUND_ADDRESS": ADDRESS,
        "FROM_EMAIL": "noreply@society.example",
        "MAIL_WAKE": "off",
        **place.settings,
    }

    def deliver(delivery):
        if delivery.recipients[0].startswith("mentoring+"):
            place.put(delivery.raw)

    smtp.behavior.on_delivery = deliver
    return place


def write(conversation, text):
    mentor = conversation.request.mentor
    action = SendMessageAction(
        conversation.request, mentor, text=text, actor=mentor.member.user
    )  # fmt: skip
    action.execute()
    drain()


def fetch():
    out = io.StringIO()
    call_command("mentoring_fetch_mail", stdout=out)
    return out.getvalue().strip()


def last_mail_to(smtp, member):
    """Return the last mail over the wire to ``member``, looked through for the other's address."""
    mine = [one for one in smtp.deliveries if one.recipients == (member.email,)]
    return mine[-1].message


def says(message):
    """Return all that a mail says: its head, and its parts as read."""
    parts = [part.get_content() for part in message.walk() if part.get_content_maintype() == "text"]
    return "\n".join([str(message), *parts])


def send(smtp, raw, sender, to):
    with smtplib.SMTP(smtp.host, smtp.port) as client:
        client.sendmail(sender, [to], raw)


def test_a_message_is_answered_by_mail_and_the_answer_is_answered(conversation, place, smtp):
    request = conversation.request
    mentor, mentee = request.mentor.member, request.mentee.member
    write(conversation, "Is Tuesday fine?")
    for turn, (reader, writer, role) in enumerate(
        [(mentee, mentor, Role.MENTEE), (mentor, mentee, Role.MENTOR)] * 2
    ):
        mail = last_mail_to(smtp, reader)
        ((_name, to),) = getaddresses([mail["Reply-To"]])
        assert to == ADDRESS.replace("{token}", conversation.reply_token(role))
        assert getaddresses([mail["From"]])[0][1] == "noreply@society.example"
        assert writer.email not in says(mail)
        assert conversation.reply_token(role.other) not in says(mail)
        raw = written_by("gmail", to=to, sender=reader.email).replace(b"CAK1", b"CAK%d" % turn)
        send(smtp, raw, reader.email, to)
        assert place.count() == 1
        assert fetch() == "1 delivered, 0 refused, 0 ignored, 0 postponed"
        assert place.count() == 0
        message = Message.objects.latest("pk")
        assert (message.text, message.written_by, message.by_mail) == (OWN, role, True)
        drain()
        assert OWN.splitlines()[0] in says(last_mail_to(smtp, writer))
    everything = [(one.recipients[0], says(one.message)) for one in smtp.deliveries]
    for member in (mentor, mentee):
        others = [text for to, text in everything if to not in (member.email,)]
        members = [text for text in others if "Delivered-To" not in text]
        assert members and not [text for text in members if member.email in text]


@pytest.mark.parametrize("program", PROGRAMS)
def test_whatever_program_it_was_written_with(conversation, place, smtp, program):
    request = conversation.request
    mentor, mentee = request.mentor.member, request.mentee.member
    write(conversation, "Is Tuesday fine?")
    mail = last_mail_to(smtp, mentee)
    to = getaddresses([mail["Reply-To"]])[0][1]
    raw = written_by(
        program, to=to, sender=mentee.email, reply_to=mail["Message-ID"].strip("<>")
    )  # fmt: skip
    send(smtp, raw, mentee.email, to)
    assert fetch() == "1 delivered, 0 refused, 0 ignored, 0 postponed"
    words = WORDS.get(program, OWN)
    assert Message.objects.latest("pk").text == words
    drain()
    told = says(last_mail_to(smtp, mentor))
    assert words.splitlines()[0] in told
    assert mentee.email not in told and conversation.mentee_reply_token not in told


def test_a_mail_that_comes_twice_and_one_that_is_refused(conversation, place, smtp):
    request = conversation.request
    mentor, mentee = request.mentor.member, request.mentee.member
    to = ADDRESS.replace("{token}", conversation.mentee_reply_token)
    raw = written_by("gmail", to=to, sender=mentee.email)
    for mail in (raw, raw, written_by("yahoo", to=to, sender="eve@evil.example")):
        send(smtp, mail, "x@example.com", to)
    assert fetch() == "1 delivered, 1 refused, 1 ignored, 0 postponed"
    drain()
    assert Message.objects.count() == 1
    notice = says(last_mail_to(smtp, mentee))
    assert "did not come from the address of your account" in notice
    assert OWN[:8] not in notice and "eve@evil.example" not in notice
    assert mentor.email not in notice


def test_a_server_that_goes_away_loses_nothing(conversation, smtp, settings, request, tmp_path):
    place = Imap(request, tmp_path)
    settings.WAGTAIL_MENTORING = {"INBOUND_ADDRESS": ADDRESS, "MAIL_WAKE": "off", **place.settings}
    mentee = conversation.request.mentee.member
    to = ADDRESS.replace("{token}", conversation.mentee_reply_token)
    for number in range(4):
        raw = written_by("gmail", to=to, sender=mentee.email)
        place.put(raw.replace(b"CAK1", b"CAK%d" % number))
    from django.db.models.signals import post_save

    def stop(sender, **kwargs):
        place.dovecot.stop()

    post_save.connect(stop, sender=Message)
    out = io.StringIO()
    try:
        with pytest.raises(CommandError, match="The mailbox failed: .*fetched the next time"):
            call_command("mentoring_fetch_mail", stdout=out)
    finally:
        post_save.disconnect(stop, sender=Message)
    with pytest.raises(CommandError, match="cannot be opened: .*refused"):
        fetch()
    assert (Message.objects.count(), place.count()) == (1, 4)
    place.dovecot.start()
    assert fetch() == "3 delivered, 0 refused, 1 ignored, 0 postponed"
    assert (Message.objects.count(), place.count()) == (4, 0)


def test_a_wrong_password_is_said(dovecot, imap_options, settings, db):
    settings.WAGTAIL_MENTORING = {
        "INBOUND_ADDRESS": ADDRESS,
        "INBOUND_BACKEND": BACKENDS + "ImapBackend",
        "INBOUND_OPTIONS": {**imap_options, "password": "wrong-and-secret"},
    }
    with pytest.raises(CommandError, match=r"cannot be opened: .* does not let .* in") as error:
        fetch()
    assert error.value.returncode == 1
    assert "wrong-and-secret" not in str(error.value)
    assert not Conversation.objects.exists()
