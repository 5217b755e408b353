"""Messages: who may write when, what comes of it, and that one mail says enough (F37, R44, C-14, S-27)."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import ModelLogEntry

from tests.actions.helpers import codes, mails
from tests.factories import MentorshipFactory, MessageFactory, RequestFactory
from wagtail_mentoring.actions import (
    EndMentorshipAction,
    MarkReadAction,
    SendMessageAction,
    SetMessageMailAction,
    WithdrawRequestAction,
    release_removed_account,
)
from wagtail_mentoring.actions.due import run_due
from wagtail_mentoring.attachments import process_attachment
from wagtail_mentoring.enums import (
    MembershipState,
    MessageMail,
    NotificationStatus,
    ProfileStatus,
    RequestStatus,
    Role,
)
from wagtail_mentoring.membership import Membership
from wagtail_mentoring.models import (
    Conversation,
    MemberBlock,
    Message,
    MessageAttachment,
    Notification,
)
from wagtail_mentoring.notifications.sender import drain
from wagtail_mentoring.signals import message_sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_(cast):
    return RequestFactory(mentor=cast.mentor(), mentee=cast.mentee())


@pytest.fixture
def pair(cast):
    accepted = RequestFactory(
        mentor=cast.mentor(), mentee=cast.mentee(), status=RequestStatus.ACCEPTED
    )
    return MentorshipFactory(request=accepted)


def send(request, profile, text="Hello", **kwargs):
    return SendMessageAction(request, profile, text=text, actor=profile.member.user, **kwargs)


def told():
    """Return the mails about messages, in order."""
    return list(Notification.objects.filter(event="message_received").order_by("pk"))


@pytest.mark.parametrize("side", ["mentor", "mentee"])
def test_both_may_write_about_an_open_request(request_, side):
    profile = getattr(request_, side)
    message = send(request_, profile, "May I ask?\n\nTwo things.").execute()
    assert (message.text, message.written_by) == ("May I ask?\n\nTwo things.", side)
    assert message.conversation.started_by == side
    assert mails("message_received") == {request_.other_side(profile).member.email}


def test_the_conversation_goes_on_when_the_request_is_accepted(pair):
    send(pair.request, pair.mentee).execute()
    send(pair.request, pair.mentor).execute()
    assert Conversation.objects.get().messages.count() == 2


def test_a_message_makes_a_signal_and_leaves_no_trace_in_the_log(
    request_, django_capture_on_commit_callbacks
):
    heard = []

    def receiver(instance, actor, **kwargs):
        heard.append((instance, actor))

    message_sent.connect(receiver)
    with django_capture_on_commit_callbacks(execute=True):
        message = send(request_, request_.mentee).execute()
    assert heard == [(message, request_.mentee.member.user)]
    assert not ModelLogEntry.objects.exists()


@pytest.mark.parametrize(
    "status",
    [
        RequestStatus.DECLINED,
        RequestStatus.WITHDRAWN,
        RequestStatus.EXPIRED,
        RequestStatus.CLOSED,
    ],
)
def test_nobody_writes_about_a_request_that_is_over(cast, status):
    request = RequestFactory(mentor=cast.mentor(), mentee=cast.mentee(), status=status)
    assert codes(send(request, request.mentee)) == [f"request_{status}"]
    assert not Message.objects.exists()


def test_partners_may_write_for_the_programs_days_after_the_end(pair):
    EndMentorshipAction(pair, pair.mentee, actor=pair.mentee.member.user).execute()
    send(pair.request, pair.mentor, "All the best").execute()
    with time_machine.travel(timezone.now() + dt.timedelta(days=31)):
        assert codes(send(pair.request, pair.mentor)) == ["conversation_over"]


def test_a_program_may_close_conversations_with_the_end(cast, pair):
    cast.program.message_days_after_end = 0
    cast.program.save()
    EndMentorshipAction(pair, pair.mentee, actor=pair.mentee.member.user).execute()
    assert codes(send(pair.request, pair.mentee)) == ["conversation_over"]


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (ProfileStatus.SUSPENDED, "suspended"),
        (ProfileStatus.LEFT, "not_enrolled"),
    ],
)
def test_who_does_not_take_part_neither_writes_nor_is_written_to(pair, status, code):
    type(pair.mentee).objects.filter(pk=pair.mentee.pk).update(status=status)
    assert codes(send(pair.request, pair.mentee)) == [code]
    assert codes(send(pair.request, pair.mentor)) == ["other_unavailable"]


@pytest.mark.parametrize("by", ["mentor", "mentee"])
def test_a_block_is_between_them_in_both_directions_and_does_not_say_whose(request_, by):
    members = [request_.mentor_member, request_.mentee_member]
    one, two = members if by == "mentor" else members[::-1]
    MemberBlock.objects.create(by=one, of=two)
    for profile in (request_.mentor, request_.mentee):
        action = send(request_, profile)
        assert codes(action) == ["other_unavailable"]


def test_writing_counts_as_working_together(pair):
    send(pair.request, pair.mentee).execute()
    pair.refresh_from_db()
    assert pair.last_activity_at == Message.objects.get().sent_at


def test_who_takes_a_break_goes_on_writing(pair):
    type(pair.mentor).objects.filter(pk=pair.mentor.pk).update(status=ProfileStatus.PAUSED)
    assert send(pair.request, pair.mentor).execute()
    assert send(pair.request, pair.mentee).execute()


def test_who_is_no_member_any_more_does_not_write(pair, static_membership):
    static_membership[pair.mentor.member.user_id] = Membership(MembershipState.CURRENT)
    static_membership[pair.mentee.member.user_id] = Membership(
        MembershipState.LAPSED, lapsed_on=timezone.localdate() - dt.timedelta(days=90)
    )
    assert codes(send(pair.request, pair.mentee)) == ["membership_missing"]
    assert send(pair.request, pair.mentor).execute()


def test_nobody_writes_for_somebody_else(pair, coordinator):
    for user in (coordinator, pair.mentor.member.user, None):
        action = SendMessageAction(pair.request, pair.mentee, text="x", actor=user)
        assert codes(action) == ["not_yours"]
        assert codes(MarkReadAction(pair.request, pair.mentee, actor=user)) == ["not_yours"]


def test_a_third_person_is_no_side(cast, pair):
    other = cast.mentee()
    assert codes(send(pair.request, other)) == ["not_yours"]


@pytest.mark.parametrize(
    ("text", "code"), [("  \n ", "message_empty"), ("x" * 5001, "message_too_long")]
)
def test_a_message_has_words_and_not_too_many(request_, text, code):
    assert codes(send(request_, request_.mentee, text)) == [code]


def test_the_same_form_sent_twice_is_one_message_and_one_mail(request_):
    token = uuid.uuid4()
    one = send(request_, request_.mentee, form_token=token).execute()
    two = send(request_, request_.mentee, form_token=token).execute()
    assert one == two
    assert len(told()) == 1


def test_the_token_of_somebody_else_is_not_theirs(request_):
    token = uuid.uuid4()
    send(request_, request_.mentee, form_token=token).execute()
    assert codes(send(request_, request_.mentor, form_token=token)) == ["conflict"]


def test_so_many_messages_within_an_hour_and_no_more(cast, request_):
    cast.program.message_hourly_limit = 3
    cast.program.save()
    for _number in range(3):
        send(request_, request_.mentee).execute()
    action = send(request_, request_.mentee)
    assert codes(action) == ["message_limit"]
    assert "in 60 minutes" in str(action.refusals()[0])
    assert send(request_, request_.mentor).execute(), "each has an own limit"
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=61)):
        assert send(request_, request_.mentee).execute()


def test_so_many_new_conversations_within_a_day(cast):
    cast.program.conversation_daily_limit = 1
    cast.program.mentee_max_open_requests = None
    cast.program.save()
    mentee = cast.mentee()
    first, second = (RequestFactory(mentor=cast.mentor(), mentee=mentee) for _ in range(2))
    send(first, mentee).execute()
    assert codes(send(second, mentee)) == ["conversation_limit"]
    assert send(first, mentee).execute(), "one that has begun goes on"
    with time_machine.travel(timezone.now() + dt.timedelta(hours=25)):
        assert send(second, mentee).execute()


def file(name="notes.txt", content=b"Some notes."):
    return process_attachment(ContentFile(content, name=name))


def test_files_go_with_a_message_and_their_names_tell_nothing_in_the_storage(request_):
    message = send(request_, request_.mentee, "", files=[file("../my notes.txt")]).execute()
    stored = message.attachments.get()
    assert (stored.name, stored.size, stored.content_type) == (
        "my notes.txt",
        11,
        "text/plain; charset=utf-8",
    )
    assert "notes" not in stored.file.name and "." not in stored.file.name.rsplit("/", 1)[-1]
    assert stored.file.read() == b"Some notes."


def test_too_many_files(request_, settings):
    settings.WAGTAIL_MENTORING = {"ATTACHMENT_MAX_FILES": 1}
    action = send(request_, request_.mentee, files=[file(), file()])
    assert codes(action) == ["too_many_files"]


# Reading


def test_reading_notes_what_was_on_the_page_and_not_what_came_since(request_):
    first = send(request_, request_.mentee).execute()
    with time_machine.travel(timezone.now() + dt.timedelta(seconds=5)):
        second = send(request_, request_.mentee).execute()
    own = send(request_, request_.mentor).execute()
    user = request_.mentor.member.user
    action = MarkReadAction(request_, request_.mentor, until=first, actor=user)
    assert action.execute() == 1
    assert MarkReadAction(request_, request_.mentor, until=first, actor=user).execute() == 0
    for message in (first, second, own):
        message.refresh_from_db()
    assert first.read_at and not second.read_at and not own.read_at
    assert MarkReadAction(request_, request_.mentor, actor=user).execute() == 1


def test_what_is_over_can_still_be_read(cast):
    request = RequestFactory(
        mentor=cast.mentor(), mentee=cast.mentee(), status=RequestStatus.DECLINED
    )
    MessageFactory(conversation__request=request)
    user = request.mentor.member.user
    assert MarkReadAction(request, request.mentor, actor=user).execute() == 1


# Mails


def test_the_mail_carries_the_words_and_no_address(request_):
    send(request_, request_.mentee, "Shall we <b>talk</b>? {recipient} https://x.example").execute()
    mail = told()[0]
    assert "> Shall we <b>talk</b>? {recipient} https://x.example" in mail.body_text
    assert "Shall we &lt;b&gt;talk&lt;/b&gt;? {recipient} https://x.example" in mail.body_html
    assert 'href="https://x.example' not in mail.body_html
    assert f"{request_.mentee.member.name} wrote to you" == mail.subject
    row = " ".join(
        str(value) for value in Notification.objects.filter(pk=mail.pk).values()[0].values()
    )
    assert request_.mentee.member.email not in row
    assert mail.reply_to == request_.program.office_email
    assert f"messages/{request_.uuid}/" in mail.body_text


def test_a_hint_says_nothing_of_what_was_written(request_):
    reader = request_.mentor.member
    SetMessageMailAction(reader, MessageMail.HINT, actor=reader.user).execute()
    send(request_, request_.mentee, "canary", files=[file("canary.txt")]).execute()
    mail = told()[0]
    assert "canary" not in mail.body_text + mail.body_html + mail.subject
    assert "There is 1 file with it" in mail.body_text


def test_only_oneself_or_a_coordinator_chooses_what_the_mails_say(cast, request_, coordinator):
    reader = request_.mentor.member
    other = request_.mentee.member.user
    assert codes(SetMessageMailAction(reader, "hint", actor=other)) == ["not_yours"]
    SetMessageMailAction(reader, "hint", actor=coordinator).execute()
    reader.refresh_from_db()
    assert reader.message_mail == MessageMail.HINT


def test_what_comes_in_the_pause_after_a_mail_comes_in_one_more(request_):
    start = timezone.now()
    for minute in range(4):
        with time_machine.travel(start + dt.timedelta(minutes=minute)):
            send(request_, request_.mentee, f"Message {minute}").execute()
            assert not list(run_due())
    assert len(told()) == 1
    with time_machine.travel(start + dt.timedelta(minutes=16)):
        assert [due.step for due in run_due()] == ["message_mail"]
        assert not list(run_due())
    first, second = told()
    assert "Message 0" in first.body_text
    assert "wrote you 3 messages" in second.body_text
    positions = [second.body_text.index(f"Message {number}") for number in (1, 2, 3)]
    assert positions == sorted(positions)
    assert "Message 0" not in second.body_text


def test_what_was_read_in_the_pause_makes_no_mail(request_):
    send(request_, request_.mentee).execute()
    send(request_, request_.mentee).execute()
    MarkReadAction(request_, request_.mentor, actor=request_.mentor.member.user).execute()
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=16)):
        assert not list(run_due())
    assert len(told()) == 1


def test_one_hint_is_enough_until_it_has_been_read(request_):
    reader = request_.mentor.member
    SetMessageMailAction(reader, MessageMail.HINT, actor=reader.user).execute()
    send(request_, request_.mentee).execute()
    with time_machine.travel(timezone.now() + dt.timedelta(days=2)):
        send(request_, request_.mentee).execute()
        assert not list(run_due())
        assert len(told()) == 1
        MarkReadAction(request_, request_.mentor, actor=reader.user).execute()
        send(request_, request_.mentee).execute()
        assert len(told()) == 2


def test_a_program_may_mail_each_message(cast, request_):
    cast.program.message_mail_pause_minutes = 0
    cast.program.save()
    for _number in range(3):
        send(request_, request_.mentee).execute()
    assert len(told()) == 3


def read(request):
    MarkReadAction(request, request.mentor, actor=request.mentor.member.user).execute()


def withdraw(request):
    WithdrawRequestAction(request, actor=request.mentee.member.user).execute()


def leave(request):
    type(request.mentor).objects.filter(pk=request.mentor.pk).update(status=ProfileStatus.LEFT)


def block(request):
    MemberBlock.objects.create(by=request.mentor_member, of=request.mentee_member)


@pytest.mark.parametrize("act", [read, withdraw, leave, block])
def test_a_mail_that_has_become_pointless_is_not_sent(request_, act, mailoutbox):
    send(request_, request_.mentee).execute()
    act(request_)
    drain()
    assert told()[0].status == NotificationStatus.CANCELED
    assert not [mail for mail in mailoutbox if "wrote to you" in mail.subject]


def test_all_mails_of_a_conversation_are_one_thread(request_, mailoutbox):
    send(request_, request_.mentee).execute()
    send(request_, request_.mentor).execute()
    drain()
    assert len(mailoutbox) == 2
    threads = {mail.extra_headers["References"] for mail in mailoutbox}
    assert len(threads) == 1
    assert request_.uuid.hex in threads.pop()
    for mail in mailoutbox:
        assert mail.extra_headers["Auto-Submitted"] == "auto-generated"
        assert mail.reply_to == [request_.program.office_email]


# Leaving no trace


def test_erasing_a_person_takes_their_words_and_files_and_leaves_the_others(
    request_, media_root, django_capture_on_commit_callbacks
):
    send(request_, request_.mentee, "canary", files=[file("canary.txt")]).execute()
    send(request_, request_.mentor, "An answer").execute()
    with django_capture_on_commit_callbacks(execute=True):
        release_removed_account(request_.mentee.member.user)
    assert [m.text for m in Message.objects.order_by("pk")] == ["", "An answer"]
    assert not MessageAttachment.objects.exists()
    assert not [path for path in media_root.rglob("*") if path.is_file()]
    for mail in Notification.objects.all():
        assert "canary" not in mail.body_text + mail.body_html


def test_a_role_has_a_secret_of_its_own():
    conversation = MessageFactory().conversation
    tokens = {conversation.reply_token(role) for role in Role}
    assert len(tokens) == 2
    assert {len(token) for token in tokens} == {40}
