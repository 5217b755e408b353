"""Conversations on the members' pages: reading, writing, files, and the list of them all."""

import datetime as dt

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.factories import Cast, MenteeFactory, MessageFactory, RequestFactory
from tests.views.pairing import Visitor, named, pair, text_of
from wagtail_mentoring.actions import EndMentorshipAction
from wagtail_mentoring.enums import MessageMail, RequestStatus, Role
from wagtail_mentoring.models import Message, MessageAttachment, RequestNote

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db):
    return Cast(mentee_max_open_requests=None)


@pytest.fixture
def ana(cast):
    return cast.mentor(member=named("Ana Lindqvist"), capacity=5)


@pytest.fixture
def robin(cast):
    return cast.mentee(member=named("Robin Adeyemi"))


@pytest.fixture
def request_(ana, robin):
    return RequestFactory(mentor=ana, mentee=robin)


def write(request, by, text, **kwargs):
    conversation = getattr(request, "conversation", None)
    where = {"conversation": conversation} if conversation else {"conversation__request": request}
    message = MessageFactory(written_by=by.role, text=text, **where, **kwargs)
    request.conversation = message.conversation
    return message


def attach(message, name="plan.txt", content=b"Our plan."):
    file = MessageAttachment(
        message=message, name=name, content_type="text/plain; charset=utf-8", size=len(content)
    )
    file.file.save(name, ContentFile(content))
    return file


def test_one_writes_and_reads_it_again(client, request_, robin):
    visitor = Visitor(client, robin)
    page = visitor.get("desk_conversation", uuid=request_.uuid)
    assert "Write to Ana Lindqvist" in text_of(page)
    assert "I would like to learn from you." in text_of(page), "the request's own words come first"
    token = page.context["form"]["form_token"].value()
    response = visitor.post(
        "desk_conversation",
        {"message": "When do you <b>like</b> to talk?", "form_token": token},
        uuid=request_.uuid,
    )
    assert response.status_code == 302 and response["Location"].endswith("#latest")
    page = visitor.get("desk_conversation", uuid=request_.uuid)
    assert "When do you &lt;b&gt;like&lt;/b&gt; to talk?" in text_of(page)
    assert "Not read yet" in text_of(page)


def test_the_same_form_twice_is_one_message(client, request_, robin):
    visitor = Visitor(client, robin)
    token = visitor.get("desk_conversation", uuid=request_.uuid).context["form"]["form_token"]
    for _time in range(2):
        data = {"message": "Hello", "form_token": token.value()}
        assert visitor.post("desk_conversation", data, uuid=request_.uuid).status_code == 302
    assert Message.objects.count() == 1


def test_words_stay_when_something_is_wrong(client, request_, robin):
    data = {
        "message": "Long thoughts",
        "files": SimpleUploadedFile("run.txt", b"#!/bin/sh\nexit"),
    }
    page = Visitor(client, robin).post("desk_conversation", data, uuid=request_.uuid)
    assert page.status_code == 200
    assert "Long thoughts" in text_of(page)
    assert "run.txt cannot be sent here." in text_of(page)
    assert "Error:" in text_of(page)
    assert not Message.objects.exists()


@pytest.mark.parametrize("text", ["", "   \n "])
def test_nothing_is_no_message(client, request_, robin, text):
    page = Visitor(client, robin).post("desk_conversation", {"message": text}, uuid=request_.uuid)
    assert page.context["form"].errors["message"].as_data()[0].code == "required"


def test_too_much_in_a_short_time_is_told_and_keeps_the_words(client, cast, request_, robin):
    cast.program.message_hourly_limit = 1
    cast.program.save()
    visitor = Visitor(client, robin)
    visitor.post("desk_conversation", {"message": "One"}, uuid=request_.uuid)
    page = visitor.post("desk_conversation", {"message": "Two"}, uuid=request_.uuid)
    assert page.status_code == 429
    assert "You can go on in 60 minutes." in text_of(page)
    assert ">\nTwo</textarea>" in page.content.decode()


def test_files_go_along_and_only_the_two_get_them(client, cast, request_, ana, robin):
    data = {"message": "", "files": SimpleUploadedFile("plan.txt", b"Our plan.")}
    Visitor(client, robin).post("desk_conversation", data, uuid=request_.uuid)
    file = MessageAttachment.objects.get()
    for profile in (ana, robin):
        visitor = Visitor(client, profile)
        page = visitor.get("desk_conversation", uuid=request_.uuid)
        assert "plan.txt" in text_of(page)
        response = visitor.get("desk_attachment", uuid=file.uuid)
        assert b"".join(response.streaming_content) == b"Our plan."
        assert response["Content-Disposition"] == 'attachment; filename="plan.txt"'
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in response["Content-Security-Policy"]
        assert "no-store" in response["Cache-Control"]
    assert Visitor(client, cast.mentor()).get("desk_attachment", uuid=file.uuid).status_code == 404


def test_a_file_that_is_gone_is_not_found(client, request_, robin):
    file = attach(write(request_, robin, "Here"))
    file.file.storage.delete(file.file.name)
    assert Visitor(client, robin).get("desk_attachment", uuid=file.uuid).status_code == 404


def test_a_site_without_files_shows_no_field(client, settings, request_, robin):
    settings.WAGTAIL_MENTORING = {"ATTACHMENT_MAX_FILES": 0}
    page = Visitor(client, robin).get("desk_conversation", uuid=request_.uuid)
    assert "files" not in page.context["form"].fields


def test_opening_changes_nothing_and_the_button_notes_that_it_was_read(
    client, request_, ana, robin
):
    first = write(request_, robin, "First")
    visitor = Visitor(client, ana)
    page = visitor.get("desk_conversation", uuid=request_.uuid)
    assert page.context["unread"] == "1 new message"
    assert "Mark as read" in text_of(page)
    first.refresh_from_db()
    assert first.read_at is None
    second = write(request_, robin, "Second", sent_at=timezone.now() + dt.timedelta(seconds=1))
    until = {"until": page.context["unread_until"]}
    response = visitor.post("desk_conversation_read", until, uuid=request_.uuid)
    assert response.status_code == 302
    first.refresh_from_db(), second.refresh_from_db()
    assert first.read_at and not second.read_at, "what came since was not on the page"


def test_a_script_gets_no_page(client, request_, ana, robin):
    write(request_, robin, "First")
    visitor = Visitor(client, ana)
    url = visitor.get("desk_conversation", uuid=request_.uuid).context["read_url"]
    response = client.post(url, {}, headers={"X-Requested-With": "fetch"})
    assert (response.status_code, response.content) == (204, b"")
    assert not Message.objects.filter(read_at=None).exists()


@pytest.mark.parametrize("until", ["", "x", "2d931510-d99f-494a-8c67-87feb05e1594"])
def test_a_made_up_message_to_read_until(client, request_, ana, robin, until):
    write(request_, robin, "First")
    response = Visitor(client, ana).post(
        "desk_conversation_read", {"until": until}, uuid=request_.uuid
    )
    assert response.status_code == 302


def test_questions_about_the_request_stand_in_the_same_thread(client, request_, ana, robin):
    write(request_, robin, "A message", sent_at=timezone.now() + dt.timedelta(minutes=2))
    RequestNote.objects.create(
        request=request_,
        kind="question",
        body="Which talk?",
        created_at=timezone.now() + dt.timedelta(minutes=1),
    )
    page = Visitor(client, robin).get("desk_conversation", uuid=request_.uuid)
    said = [(bubble["author"], bubble["text"]) for bubble in page.context["bubbles"]]
    assert said == [
        ("Robin Adeyemi", "I would like to learn from you."),
        ("Ana Lindqvist", "Which talk?"),
        ("Robin Adeyemi", "A message"),
    ]


def test_what_is_over_is_read_and_not_written(client, cast, ana, robin):
    item = pair(ana, robin)
    write(item.request, robin, "Thank you for all")
    EndMentorshipAction(item, robin, actor=robin.member.user).execute()
    with time_machine.travel(timezone.now() + dt.timedelta(days=40)):
        page = Visitor(client, ana).get("desk_conversation", uuid=item.request.uuid)
        assert "Thank you for all" in text_of(page)
        assert "you cannot write here any more" in text_of(page)
        assert "<textarea" not in text_of(page)
        response = Visitor(client, ana).post(
            "desk_conversation", {"message": "Hello?"}, uuid=item.request.uuid
        )
        assert response.status_code == 409
        assert "Hello?" in text_of(response)
    assert Message.objects.count() == 1


def test_long_conversations_come_in_pages_the_latest_first(client, request_, ana, robin):
    start = timezone.now()
    for number in range(60):
        write(request_, robin, f"Number {number:02}", sent_at=start + dt.timedelta(minutes=number))
    visitor = Visitor(client, ana)
    first = visitor.get("desk_conversation", uuid=request_.uuid)
    assert [b["text"] for b in first.context["bubbles"]][-1] == "Number 59"
    assert len(first.context["bubbles"]) == 50
    assert len(first.context["list_page"].paginator.page(2).object_list) == 11


def test_times_stand_in_the_readers_zone(client, request_, ana, robin):
    ana.member.time_zone = "Pacific/Auckland"
    ana.member.save()
    write(request_, robin, "Hi", sent_at=dt.datetime(2027, 1, 5, 20, 0, tzinfo=dt.UTC))
    page = Visitor(client, ana).get("desk_conversation", uuid=request_.uuid)
    assert "9 a.m." in text_of(page)


# The pages of the two


def test_the_pages_of_the_two_lead_to_the_conversation(client, cast, ana, robin, request_):
    write(request_, ana, "About your request")
    page = Visitor(client, robin).get("desk_request", uuid=request_.uuid)
    assert "About your request" in text_of(page)
    assert "1 new message" in text_of(page) and "Write to Ana Lindqvist" in text_of(page)
    other = cast.mentee()
    item = pair(ana, other)
    for number in range(4):
        write(item.request, ana, f"Pair {number}", sent_at=timezone.now() + dt.timedelta(number))
    page = Visitor(client, other).get("desk_mentorship", uuid=item.uuid)
    assert "Pair 3" in text_of(page) and "Pair 0" not in text_of(page)
    assert "See earlier messages" in text_of(page)


def test_the_desk_says_what_is_new(client, request_, ana, robin):
    write(request_, ana, "One")
    write(request_, ana, "Two")
    page = Visitor(client, robin).get("desk")
    assert "Read what Ana Lindqvist wrote" in text_of(page)
    assert "2 new messages" in text_of(page) and "My messages (2 new)" in text_of(page)
    page = Visitor(client, ana).get("desk")
    assert "My messages" in text_of(page) and "new)" not in text_of(page)


# The list


def test_the_list_has_the_latest_first_and_counts_what_is_new(client, cast, ana, robin):
    now = timezone.now()
    quiet = RequestFactory(mentor=ana, mentee=cast.mentee(member=named("Quiet One")))
    old = pair(ana, cast.mentee(member=named("Old Friend"))).request
    for request, text, days in (
        (old, "Long ago", 9),
        (RequestFactory(mentor=ana, mentee=robin), "Just now", -1),
    ):
        message = write(request, request.mentee, text, sent_at=now - dt.timedelta(days=days))
        message.conversation.last_message_at = message.sent_at
        message.conversation.save()
    declined = RequestFactory(
        mentor=ana, mentee=cast.mentee(member=named("No Words")), status=RequestStatus.DECLINED
    )
    page = Visitor(client, ana).get("desk_messages")
    rows = page.context["rows"]
    assert [row["name"] for row in rows] == ["Robin Adeyemi", "Quiet One", "Old Friend"]
    assert [row["unread"] for row in rows] == ["1 new message", "", "1 new message"]
    assert rows[0]["words"] == "Just now"
    # Before the first message: what came with the request.
    assert rows[1]["words"] == quiet.message
    assert declined.mentee.member.name not in text_of(page)
    assert quiet.uuid.hex[:8] in text_of(page)


def test_an_empty_list_leads_to_the_desk(client, ana):
    page = Visitor(client, ana).get("desk_messages")
    assert "No conversations yet" in text_of(page)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries(client, cast, ana, count, django_assert_num_queries):
    for _number in range(count):
        request = RequestFactory(mentor=ana, mentee=cast.mentee())
        write(request, request.mentee, "Hello")
    visitor = Visitor(client, ana)
    with django_assert_num_queries(10):
        visitor.get("desk_messages")


@pytest.mark.parametrize("count", [1, 3])
def test_a_conversation_takes_the_same_queries(
    client, ana, robin, request_, count, django_assert_num_queries
):
    for _number in range(count):
        attach(write(request_, robin, "Hello"))
    visitor = Visitor(client, ana)
    with django_assert_num_queries(14):
        visitor.get("desk_conversation", uuid=request_.uuid)


def test_one_chooses_what_mails_say(client, ana):
    visitor = Visitor(client, ana)
    page = visitor.get("desk_messages")
    assert page.context["mail_form"]["message_mail"].value() == MessageMail.TEXT
    assert visitor.post("desk_message_mail", {"message_mail": "hint"}).status_code == 302
    ana.member.refresh_from_db()
    assert ana.member.message_mail == MessageMail.HINT
    page = visitor.post("desk_message_mail", {"message_mail": "pigeon"})
    assert "Choose one of the two." in text_of(page)
    assert visitor.get("desk_message_mail").status_code == 302


def test_who_has_no_profile_has_no_list(client, cast):
    stranger = MenteeFactory()
    stranger.program = cast.program
    page = Visitor(client, stranger).get("desk_messages")
    assert page.status_code == 200 and page.context["rows"] == []


def test_a_role_in_the_address_is_one_s_own(client, ana, robin, request_):
    """The mentee of one request is not let into another's conversation by a known id."""
    other = RequestFactory()
    assert Visitor(client, robin).get("desk_conversation", uuid=other.uuid).status_code == 404
    response = Visitor(client, robin).post("desk_conversation", {"message": "x"}, uuid=other.uuid)
    assert response.status_code == 404
    assert robin.role == Role.MENTEE and not Message.objects.exists()
