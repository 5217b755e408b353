"""The sender against a real mail server that misbehaves in every way (M-04, M-05, M-09)."""

import datetime as dt
import time

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from tests.factories import MemberFactory, RequestFactory, UserFactory
from wagtail_mentoring.actions import SendMessageAction
from wagtail_mentoring.enums import NotificationStatus as Status
from wagtail_mentoring.models import Conversation, Notification
from wagtail_mentoring.notifications import background, outbox
from wagtail_mentoring.notifications.dispatch import notify
from wagtail_mentoring.notifications.sender import drain

pytestmark = [pytest.mark.django_db, pytest.mark.smtp]


def queue(count=1, **kwargs):
    mails = []
    for _ in range(count):
        request = RequestFactory(**kwargs)
        mails.append(
            notify(
                "request_received",
                recipient=request.mentor,
                about=request,
                program=request.program,
            )
        )
    return mails


def states():
    return list(Notification.objects.order_by("pk").values_list("status", flat=True))


def make_due():
    Notification.objects.filter(status=Status.QUEUED).update(next_attempt_at=timezone.now())


def test_a_batch_goes_over_one_connection_and_arrives_whole(smtp):
    mails = queue(5, message="Grüße, 你好 – مرحبا\n.\n.. a line with a dot")
    assert drain().sent == 5
    assert smtp.connections == 1
    assert smtp.message_ids == [mail.message_id for mail in mails]
    message = smtp.deliveries[0].message
    text = message.get_body(("plain",)).get_content()
    assert text.replace("\r\n", "\n").strip() == mails[0].body_text.strip()
    assert "> Grüße, 你好 – مرحبا\n> .\n> .. a line" in text.replace("\r\n", "\n")
    html = message.get_body(("html",)).get_content()
    assert html.replace("\r\n", "\n").strip() == mails[0].body_html.strip()


def test_what_stops_mails_by_one_click_arrives_whole(smtp):
    """RFC 8058: both headers, the address in one piece however long, and only where there is one (M-19)."""
    token = "https://society.example/mentoring/unsubscribe/saved-search:" + "x9" * 110 + "/"
    plain = queue()[0]
    Notification.objects.filter(pk=plain.pk).update(unsubscribe_url=token)
    queue()
    assert drain().sent == 2
    first, second = (delivery for delivery in smtp.deliveries)
    assert first.message["List-Unsubscribe"].replace(" ", "") == f"<{token}>"
    assert first.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert token.encode() in first.raw, "no encoded word, no line break inside the address"
    assert max(map(len, first.raw.split(b"\r\n"))) <= 998
    assert "List-Unsubscribe" not in second.message
    assert "List-Unsubscribe-Post" not in second.message


def test_a_server_that_is_down_for_a_burst_loses_nothing(smtp):
    smtp.stop()
    mails = queue(12)
    tally = drain()
    assert (tally.sent, tally.failed, tally.postponed, tally.is_down) == (0, 0, 12, True)
    assert set(states()) == {Status.QUEUED}
    assert drain() == type(tally)(), "nothing is due at once: no hammering"
    smtp.start()
    make_due()
    assert drain().sent == 12
    assert sorted(smtp.message_ids) == sorted(mail.message_id for mail in mails)
    assert {mail.attempts for mail in Notification.objects.all()} == {1}


def test_a_large_outbox_is_tried_once_a_round_while_the_server_is_down(smtp, mentoring_settings):
    mentoring_settings(MAIL_BATCH_SIZE=3)
    smtp.behavior.answer = {"GREETING": "554 closed"}
    queue(9)
    assert drain().postponed == 3
    assert smtp.connections == 1


@pytest.mark.parametrize("hours", [1, 4])
def test_all_kinds_of_outage_end_in_delivery_with_no_human_act(smtp, mentoring_settings, hours):
    """M-04: refused, then hanging, then 421, then no TLS, on a simulated clock."""
    mentoring_settings(MAIL_TIMEOUT_SECONDS=0.2)
    start = dt.datetime(2027, 3, 2, 12, tzinfo=dt.UTC)
    phase = dt.timedelta(hours=hours) / 4
    with time_machine.travel(start, tick=False) as clock:
        smtp.stop()
        mails = queue(4)
        trouble = [
            {},
            {"hang_at": "GREETING"},
            {"answer": {"MAIL": "421 busy"}},
            {"answer": {"EHLO": "454 TLS not available"}},
        ]
        rounds = 0
        while outbox.next_due():
            rounds += 1
            passed = timezone.now() - start
            index = int(passed / phase)
            if index == 0:
                pass
            else:
                if smtp._server is None:
                    smtp.start()
                wanted = trouble[index] if index < 4 else {}
                smtp.behavior.hang_at = wanted.get("hang_at", "")
                smtp.behavior.answer = wanted.get("answer", {})
            drain()
            clock.shift(dt.timedelta(minutes=1))
        late = timezone.now() - start - dt.timedelta(hours=hours)
    assert sorted(smtp.message_ids) == sorted(mail.message_id for mail in mails)
    assert set(states()) == {Status.SENT}
    assert late < dt.timedelta(minutes=75)
    assert rounds < hours * 60 + 90


def test_one_refused_recipient_harms_nobody_else(smtp):
    """M-05."""
    before, bad, after = queue(3)
    smtp.behavior.refuse = {bad.to_email: "550 No such person here"}
    tally = drain()
    assert (tally.sent, tally.failed) == (2, 1)
    assert smtp.connections == 1
    assert states() == [Status.SENT, Status.FAILED, Status.SENT]
    bad.refresh_from_db()
    assert bad.error == "550 No such person here"
    make_due()
    assert drain().sent == 0, "it is not tried again"
    outbox.resend(bad, UserFactory())
    smtp.behavior.refuse = {}
    assert drain().sent == 1


def test_a_recipient_refused_for_now_is_tried_again(smtp):
    grey, other = queue(2)
    smtp.behavior.refuse = {grey.to_email: "451 come back later"}
    assert drain().sent == 1
    assert states() == [Status.QUEUED, Status.SENT]
    smtp.behavior.refuse = {}
    make_due()
    assert drain().sent == 1


def test_a_mail_the_server_does_not_want_fails_alone(smtp):
    queue()
    smtp.behavior.answer = {"BODY": "554 looks like spam"}
    assert drain().failed == 1
    smtp.behavior.answer = {}
    queue()
    assert drain().sent == 1


def test_a_sender_the_server_refuses_is_trouble_of_the_site_and_loses_no_mail(smtp):
    smtp.behavior.answer = {"MAIL": "553 sender not allowed"}
    queue(3)
    tally = drain()
    assert (tally.failed, tally.is_down, tally.postponed) == (0, True, 3)


@pytest.mark.parametrize("command", ["GREETING", "EHLO", "MAIL", "RCPT", "DATA", "BODY"])
def test_a_connection_that_dies_anywhere_is_met_with_another(smtp, command):
    mails = queue(3)
    smtp.behavior.die_at = command
    tally = drain()
    assert (tally.sent, tally.failed, tally.is_down) == (0, 0, True)
    assert set(states()) == {Status.QUEUED}
    smtp.behavior.die_at = ""
    make_due()
    assert drain().sent == 3
    assert sorted(smtp.message_ids) == sorted(mail.message_id for mail in mails)


def test_a_server_that_ends_connections_between_mails_gets_all_of_them(smtp):
    queue(6)
    smtp.behavior.die_after = 2
    sent = 0
    for _ in range(6):
        sent += drain().sent
        make_due()
    assert sent == 6
    assert len(set(smtp.message_ids)) == len(smtp.message_ids) == 6


@pytest.mark.parametrize("command", ["GREETING", "EHLO", "MAIL", "RCPT", "DATA", "BODY"])
def test_a_hanging_server_cannot_hold_the_sender(smtp, mentoring_settings, command):
    mentoring_settings(MAIL_TIMEOUT_SECONDS=0.3)
    queue(10)
    smtp.behavior.hang_at = command
    started = time.monotonic()
    tally = drain()
    assert time.monotonic() - started < 5
    assert tally.is_down
    assert set(states()) == {Status.QUEUED}


def test_a_lease_that_ends_during_a_slow_batch_is_respected(smtp, mentoring_settings):
    """The rest of a batch is not sent by two senders."""
    mails = queue(3)
    held = outbox.take()
    Notification.objects.update(leased_until=timezone.now() - dt.timedelta(seconds=1))
    assert drain().sent == 3
    assert [outbox.renew(mail) for mail in held] == [False] * 3
    assert len(smtp.deliveries) == len(mails)


def test_an_address_beyond_ascii_fails_alone(smtp):
    member = MemberFactory(user__email="ana@bücher.example")
    queue(1, mentor__member=member)
    queue(1)
    tally = drain()
    assert tally.sent + tally.failed == 2
    assert tally.sent >= 1


@pytest.mark.django_db(transaction=True)
def test_a_commit_does_not_wait_for_a_hanging_server_and_mail_still_goes_out(
    smtp, mentoring_settings, settings
):
    """M-09, with nothing started beside the site: tasks run at once, hence a thread sends."""
    settings.WAGTAIL_MENTORING = {}
    mentoring_settings(MAIL_TIMEOUT_SECONDS=3)
    smtp.behavior.hang_at = "GREETING"
    request = RequestFactory()
    started = time.monotonic()
    with transaction.atomic():
        mail = notify(
            "request_received", recipient=request.mentor, about=request, program=request.program
        )
    assert time.monotonic() - started < 1
    try:
        assert smtp.hung.wait(5), "the thread has met the server"
        smtp.behavior.hang_at = ""
        smtp.closing.set()
        wait_until(lambda: Notification.objects.get(pk=mail.pk).status == Status.QUEUED)
        make_due()
        background.start()
        wait_until(lambda: Notification.objects.get(pk=mail.pk).status == Status.SENT)
        wait_until(lambda: background._drainer.thread is None)
    finally:
        background.stop()
        background._renew()
    assert smtp.message_ids == [mail.message_id]


def wait_until(condition, seconds=10):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def test_a_conversation_over_a_real_server_is_one_thread_and_shows_no_address(
    smtp, mentoring_settings
):
    """M-12, M-14: as raw bytes, with an address for replies that is a secret of the recipient's own."""
    domain = "mail.a-society-with-a-long-name.example"
    mentoring_settings(
        INBOUND_ADDRESS="mentoring+{token}@society.example", FROM_EMAIL=f"mentoring@{domain}"
    )
    request = RequestFactory()
    for profile in (request.mentee, request.mentor):
        with transaction.atomic():
            SendMessageAction(
                request, profile, text="Grüße, 你好", actor=profile.member.user
            ).execute()
    assert drain().sent == 2
    to_mentor, to_mentee = smtp.deliveries
    conversation = Conversation.objects.get()
    for delivery, reader, writer in (
        (to_mentor, request.mentor, request.mentee),
        (to_mentee, request.mentee, request.mentor),
    ):
        assert delivery.recipients == (reader.member.email,)
        assert writer.member.email.encode() not in delivery.raw
        token = conversation.reply_token(reader.role)
        assert delivery.message["Reply-To"] == f"mentoring+{token}@society.example"
        assert conversation.reply_token(writer.role).encode() not in delivery.raw
        assert delivery.message["Auto-Submitted"] == "auto-generated"
        text = delivery.message.get_body(("plain",)).get_content()
        assert "> Grüße, 你好" in text and "You can answer this mail" in text
        thread = f" <mentoring.request.{request.uuid.hex}@{domain}>\r\n"
        assert delivery.raw.count(thread.encode()) == 2, "in one piece, however long the domain"
    assert to_mentor.message["References"] == to_mentee.message["References"]
    assert to_mentor.message["References"] == to_mentor.message["In-Reply-To"]
