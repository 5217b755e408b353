"""What becomes of a mail in answer to the site's (M-10, M-12, M-13)."""

import datetime as dt
import io
import mailbox

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.actions.helpers import mails
from tests.factories import ConversationFactory, MentorshipFactory, RequestFactory
from tests.inbound.mails import ADDRESS, GMAIL, OWN, address, reply
from wagtail_mentoring.actions import EndMentorshipAction, SendMessageAction
from wagtail_mentoring.actions.replies import Outcome, receive_mail
from wagtail_mentoring.enums import ProfileStatus, RequestStatus, Role
from wagtail_mentoring.inbound.addresses import reply_address
from wagtail_mentoring.inbound.backends import MemoryBackend
from wagtail_mentoring.models import MemberBlock, Message, Notification

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def switched_on(settings):
    settings.WAGTAIL_MENTORING = {
        "INBOUND_ADDRESS": ADDRESS,
        "INBOUND_BACKEND": "wagtail_mentoring.inbound.backends.MemoryBackend",
    }


@pytest.fixture
def conversation(cast):
    accepted = RequestFactory(
        mentor=cast.mentor(), mentee=cast.mentee(), status=RequestStatus.ACCEPTED
    )
    MentorshipFactory(request=accepted)
    return ConversationFactory(request=accepted)


@pytest.fixture
def robin(conversation):
    return conversation.request.mentee


def answer(conversation, *args, sender=None, **kwargs):
    """Return the bytes of a reply of the mentee."""
    member = conversation.request.mentee.member
    return reply(sender or member.email, conversation.reply_token(Role.MENTEE), *args, **kwargs)


def notices():
    return Notification.objects.filter(event="reply_refused")


def test_the_mail_about_a_message_can_be_answered(conversation, robin):
    mentor = conversation.request.mentor
    SendMessageAction(
        conversation.request, mentor, text="Tuesday?", actor=mentor.member.user
    ).execute()
    mail = Notification.objects.get(event="message_received")
    assert mail.reply_to == address(conversation.reply_token(Role.MENTEE))
    assert "You can answer this mail" in mail.body_text
    raw = reply(robin.member.email, conversation.reply_token(Role.MENTEE), GMAIL)
    assert receive_mail(raw) is Outcome.DELIVERED
    message = Message.objects.last()
    assert (message.text, message.written_by, message.by_mail) == (OWN, Role.MENTEE, True)
    assert mails("message_received") == {robin.member.email, mentor.member.email}


def test_the_same_mail_twice_is_one_message(conversation):
    assert receive_mail(answer(conversation)) is Outcome.DELIVERED
    assert receive_mail(answer(conversation)) is Outcome.IGNORED
    assert Message.objects.count() == 1


def test_the_case_of_an_address_does_not_matter(conversation, robin):
    assert (
        receive_mail(answer(conversation, sender=robin.member.email.upper())) is Outcome.DELIVERED
    )


def test_files_come_along(conversation):
    raw = answer(conversation, files=[("plan.pdf", b"%PDF-1.7", "application/pdf")])
    assert receive_mail(raw) is Outcome.DELIVERED
    assert Message.objects.get().attachments.get().name == "plan.pdf"


CANARY = "canary-in-a-refused-mail"
REFUSED = {
    "another sender": ({"sender": "eve@example.com"}, "wrong_sender"),
    "no sender": ({"sender": "undisclosed"}, "wrong_sender"),
    "a failed check": ({"Authentication_Results": "mx.example; dmarc=fail"}, "not_authentic"),
    "encrypted": ({"text": "-----BEGIN PGP MESSAGE-----\n\nx"}, "encrypted"),
    "nothing new": ({"text": f"> {CANARY}"}, "message_empty"),
    "too many words": ({"text": "x" * 5001}, "message_too_long"),
    "a program": ({"files": [(CANARY, b"MZ\x00", "application/pdf")]}, "file_refused"),
    "many files": ({"files": [("a.txt", b"x", "text/plain")] * 6}, "too_many_files"),
}


@pytest.mark.parametrize(("changes", "code"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_is_told_to_its_member_alone_without_its_words(
    conversation, robin, changes, code
):
    raw = answer(conversation, **{"text": CANARY, **changes})
    assert receive_mail(raw) is Outcome.REFUSED
    assert not Message.objects.exists()
    notice = notices().get()
    assert notice.to_email == robin.member.email
    assert notice.step.startswith(code)
    assert CANARY not in notice.body_text + notice.body_html + notice.subject
    assert "eve@example.com" not in notice.body_text + notice.body_html


def test_only_the_head_of_a_mail_that_is_too_large(conversation):
    assert receive_mail(answer(conversation), is_too_large=True) is Outcome.REFUSED
    assert notices().get().step.startswith("mail_too_large")


def test_one_notice_an_hour_for_each_reason(conversation):
    for number in range(5):
        receive_mail(answer(conversation, sender="eve@example.com", message_id=f"<{number}@x>"))
    assert notices().count() == 1
    receive_mail(answer(conversation, text="> x"))
    assert notices().count() == 2
    with time_machine.travel(timezone.now() + dt.timedelta(hours=1)):
        receive_mail(answer(conversation, sender="eve@example.com"))
    assert notices().count() == 3


@pytest.mark.parametrize(
    "header", [{"Auto_Submitted": "auto-replied"}, {"X_Loop": "x"}, {"Precedence": "bulk"}]
)
def test_what_a_program_wrote_is_dropped_without_a_word(conversation, header):
    assert receive_mail(answer(conversation, **header)) is Outcome.IGNORED
    assert receive_mail(answer(conversation, sender="eve@example.com", **header)) is Outcome.IGNORED
    assert not Message.objects.exists() and not Notification.objects.exists()


def test_a_notice_that_is_answered_by_a_program_makes_no_notice(conversation, robin):
    """The site's own mails come back as they are, or with an answer from a machine: nothing goes round."""
    receive_mail(answer(conversation, sender="eve@example.com"))
    from wagtail_mentoring.notifications.sender import message_for

    own = message_for(notices().get()).message().as_bytes()
    token = address(conversation.reply_token(Role.MENTEE)).encode()
    raw = b"Delivered-To: " + token + b"\n" + own
    assert receive_mail(raw) is Outcome.IGNORED
    assert notices().count() == 1


def test_the_site_s_own_mail_is_known_by_its_id_too(conversation, robin):
    """Somebody's mailbox sends all on, and takes away what says that a program wrote it."""
    receive_mail(answer(conversation, sender="eve@example.com"))
    own = notices().get().message_id
    with time_machine.travel(timezone.now() + dt.timedelta(hours=2)):
        raw = answer(conversation, sender="noreply@society.example", message_id=own)
        assert receive_mail(raw) is Outcome.IGNORED
    assert notices().count() == 1


def test_neither_the_secret_nor_the_own_address_is_sent_on(conversation, robin):
    """Signatures and quotations hold them; whoever has the secret could write in the member's name (M-12, M-13)."""
    own, to = robin.member.email, address(conversation.reply_token(Role.MENTEE))
    text = f"Yes.\n\nRobin\n{own.upper()}, x{own}\n\n> wrote to {to}\n\nTen."
    assert receive_mail(answer(conversation, text)) is Outcome.DELIVERED
    assert Message.objects.get().text == (
        f"Yes.\n\nRobin\n[address left out], x{own}\n\n> wrote to [address left out]\n\nTen."
    )


def test_letters_that_are_the_same_in_small_make_no_sender(conversation, robin):
    """The sign for Kelvin becomes "k", "ß" becomes "ss": domains that somebody else may own."""
    user = robin.member.user
    for own, other in {
        "r@kiss.example": "r@\u212aiss.example",
        "r@strasse.example": "r@straße.example",
    }.items():
        type(user).objects.filter(pk=user.pk).update(email=own)
        raw = answer(conversation, sender="{other}").replace(b"{other}", other.encode())
        assert receive_mail(raw) is Outcome.REFUSED
    assert receive_mail(answer(conversation, sender="R@Strasse.example")) is Outcome.DELIVERED


def test_bytes_that_no_database_takes_are_left_out(conversation):
    raw = answer(conversation, "Yes, Tue{nul}sday.", message_id="<1{nul}@x>")
    assert receive_mail(raw.replace(b"{nul}", b"\x00")) is Outcome.DELIVERED
    assert Message.objects.get().text == "Yes, Tuesday."


@pytest.mark.parametrize("token", ["0" * 40, "x"])
def test_an_address_that_is_nobodys_is_dropped(token):
    assert receive_mail(reply("eve@example.com", token)) is Outcome.IGNORED
    assert not Notification.objects.exists()


def test_the_secret_of_the_other_is_not_one_s_own(conversation, robin):
    raw = reply(robin.member.email, conversation.reply_token(Role.MENTOR))
    assert receive_mail(raw) is Outcome.REFUSED
    assert notices().get().to_email == conversation.request.mentor.member.email


def end(conversation):
    mentorship = conversation.request.mentorship
    EndMentorshipAction(
        mentorship, mentorship.mentor, actor=mentorship.mentor.member.user
    ).execute()


def leave(conversation):
    mentee = conversation.request.mentee
    type(mentee).objects.filter(pk=mentee.pk).update(status=ProfileStatus.LEFT)


def other_leaves(conversation):
    mentor = conversation.request.mentor
    type(mentor).objects.filter(pk=mentor.pk).update(status=ProfileStatus.LEFT)


def block(conversation):
    request = conversation.request
    MemberBlock.objects.create(by=request.mentor_member, of=request.mentee_member)


@pytest.mark.parametrize("act", [end, leave, other_leaves, block])
def test_the_address_is_dead_at_once(conversation, act):
    assert receive_mail(answer(conversation)) is Outcome.DELIVERED
    act(conversation)
    assert receive_mail(answer(conversation, message_id="<2@x>")) is Outcome.REFUSED
    assert Message.objects.count() == 1


def test_after_the_end_a_mail_says_to_answer_on_the_site(conversation):
    end(conversation)
    mentor = conversation.request.mentor
    SendMessageAction(conversation.request, mentor, text="Bye", actor=mentor.member.user).execute()
    mail = Notification.objects.get(event="message_received")
    assert mail.reply_to == conversation.request.program.office_email
    assert "Please answer on the site." in mail.body_text


def test_who_has_no_account_any_more_gets_no_notice(conversation, robin):
    type(robin.member).objects.filter(pk=robin.member.pk).update(user=None)
    assert receive_mail(answer(conversation)) is Outcome.IGNORED


def test_nothing_of_a_mail_is_logged(conversation, caplog):
    caplog.set_level("DEBUG")
    receive_mail(answer(conversation, text=CANARY))
    receive_mail(answer(conversation, text=CANARY, sender="eve@example.com"))
    receive_mail(answer(conversation, text=CANARY, X_Loop="x"))
    for secret in (CANARY, "eve@example.com", conversation.reply_token(Role.MENTEE)):
        assert secret not in caplog.text


# The command


def fetch(**options):
    out = io.StringIO()
    call_command("mentoring_fetch_mail", stdout=out, **options)
    return out.getvalue().strip()


def test_the_command_delivers_and_takes_away(conversation):
    MemoryBackend.mails = [
        answer(conversation),
        answer(conversation, sender="eve@example.com"),
        reply("eve@example.com", "0" * 40),
    ]
    assert fetch() == "1 delivered, 1 refused, 1 ignored, 0 postponed"
    assert MemoryBackend.mails == []
    assert fetch() == ""


def test_a_mail_that_cannot_be_dealt_with_now_stays(conversation, monkeypatch):
    from wagtail_mentoring.exceptions import ActionBusy
    from wagtail_mentoring.management.commands import mentoring_fetch_mail

    def busy(raw, **kwargs):
        raise ActionBusy("later")

    MemoryBackend.mails = [answer(conversation)]
    monkeypatch.setattr(mentoring_fetch_mail, "receive_mail", busy)
    assert fetch() == "0 delivered, 0 refused, 0 ignored, 1 postponed"
    monkeypatch.undo()
    assert fetch() == "1 delivered, 0 refused, 0 ignored, 0 postponed"


def test_a_real_mailbox(conversation, settings, tmp_path):
    box = mailbox.Maildir(tmp_path / "box")
    box.add(answer(conversation))
    settings.WAGTAIL_MENTORING = {
        "INBOUND_ADDRESS": ADDRESS,
        "INBOUND_OPTIONS": {"path": tmp_path / "box"},
    }
    assert fetch() == "1 delivered, 0 refused, 0 ignored, 0 postponed"
    assert Message.objects.get().text == "I answer by mail."
    assert len(mailbox.Maildir(tmp_path / "box")) == 0


def nested(depth):
    """A mail in a mail in a mail: deeper than Python's own reader can go."""
    parts = (f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(depth))
    return "From: eve@evil.example\n" + "".join(parts)


@pytest.mark.parametrize(
    "raw",
    [
        nested(1500),
        # No charset for text, and one whose errors Python's reader does not expect.
        "From: e@evil.example\nTo: {to}\nContent-Disposition: attachment; filename*=idna''%ffx\n\nx",
        "From: e@evil.example\nTo: {to}\nContent-Type: text/plain; charset*=u\x00''%ff\n\nx",
    ],
    ids=["nested", "name", "charset"],
)
def test_a_mail_made_to_break_the_reader_is_not_fetched_for_ever(conversation, raw):
    to = reply_address(conversation.mentor_reply_token)
    MemoryBackend.mails = [raw.replace("{to}", to).encode()]
    fetch()
    assert MemoryBackend.mails == []


def test_switched_off_the_command_says_so(settings):
    settings.WAGTAIL_MENTORING = {}
    with pytest.raises(CommandError, match="off"):
        fetch()


def test_a_mailbox_that_cannot_be_opened(settings, tmp_path):
    settings.WAGTAIL_MENTORING = {
        "INBOUND_ADDRESS": ADDRESS,
        "INBOUND_OPTIONS": {"path": tmp_path / "none"},
    }
    with pytest.raises(CommandError, match="cannot be opened"):
        fetch()
