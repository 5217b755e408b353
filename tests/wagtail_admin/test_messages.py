"""What two people write to each other is on no page of the admin, whoever looks (S-12)."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from wagtail.models import ModelLogEntry, ReferenceIndex

from tests.factories import Cast, MentorshipFactory, RequestFactory
from wagtail_mentoring.actions import MarkReadAction, SendMessageAction
from wagtail_mentoring.attachments import process_attachment
from wagtail_mentoring.enums import RequestStatus
from wagtail_mentoring.models import Conversation, Message, MessageAttachment, Notification

pytestmark = pytest.mark.django_db

CANARY = "canary-that-two-people-keep"
LISTS = ("mentors", "mentees", "members", "requests", "mentorships", "mails", "agreements")


@pytest.fixture
def written(db):
    """A conversation, about a pair and about a request, with files, mails and readers."""
    cast = Cast(mentee_max_open_requests=None)
    mentee = cast.mentee()
    accepted = RequestFactory(mentor=cast.mentor(), mentee=mentee, status=RequestStatus.ACCEPTED)
    pair = MentorshipFactory(request=accepted)
    pending = RequestFactory(mentor=cast.mentor(), mentee=mentee)
    for request in (accepted, pending):
        file = process_attachment(ContentFile(CANARY.encode(), name=f"{CANARY}.txt"))
        SendMessageAction(
            request, mentee, text=f"{CANARY} words", files=[file], actor=mentee.member.user
        ).execute()
        MarkReadAction(request, request.mentor, actor=request.mentor.member.user).execute()
    return {
        "mentors": accepted.mentor,
        "mentees": mentee,
        "members": mentee.member,
        "requests": accepted,
        "mentorships": pair,
        "mails": Notification.objects.filter(event="message_received").first(),
    }


def pages(written):
    """Return the addresses of lists, searches, exports, records and histories."""
    found = ["/admin/", "/admin/reports/site-history/", "/admin/reports/site-history/?export=csv"]
    for name in LISTS:
        base = f"/admin/mentoring/{name}/"
        found += [base, f"{base}?q={CANARY}", f"{base}?export=csv", f"{base}?export=xlsx"]
        if name in written:
            pk = written[name].pk
            found += [f"{base}inspect/{pk}/", f"{base}history/{pk}/"]
    return found


@pytest.mark.parametrize("name", ["coordinator", "committee", "superuser"])
def test_no_page_of_the_admin_has_a_word_of_it(client, actor, written, name):
    assert Message.objects.filter(text__contains=CANARY).count() == 2
    assert Notification.objects.filter(body_text__contains=CANARY).count() == 2
    client.force_login(actor(name))
    opened = 0
    for page in pages(written):
        response = client.get(page)
        if response.status_code != 200:
            continue
        opened += 1
        content = response.getvalue().replace(f"?q={CANARY}".encode(), b"")
        content = content.replace(f'value="{CANARY}"'.encode(), b"")
        content = content.replace(f"q={CANARY}".encode(), b"")
        assert f"{CANARY} words".encode() not in content, page
        assert f"{CANARY}.txt".encode() not in content, page
    assert opened > 5


def test_a_mail_about_a_message_says_that_its_text_is_not_shown(client, actor, written):
    client.force_login(actor("coordinator"))
    page = client.get(f"/admin/mentoring/mails/inspect/{written['mails'].pk}/")
    assert (
        "Subject and text are not shown: they may hold what is between two people"
        in page.content.decode()
    )


def test_neither_the_log_nor_the_reference_index_nor_a_permission_knows_of_it(written):
    assert CANARY not in str(list(ModelLogEntry.objects.values()))
    for model in (Conversation, Message, MessageAttachment):
        assert not ModelLogEntry.objects.filter(content_type__model=model._meta.model_name).exists()
        assert not Permission.objects.filter(content_type__model=model._meta.model_name).exists()
    for message in Message.objects.all():
        assert not ReferenceIndex.get_references_for_object(message).exists()
        assert CANARY not in str(message) + repr(message)


def test_nobody_but_the_two_reads_it_on_the_members_pages(client, actor, written):
    uuid = written["requests"].uuid
    file = MessageAttachment.objects.first().uuid
    program = written["requests"].program
    for name in ("coordinator", "committee", "superuser"):
        client.force_login(actor(name))
        for path in (f"{uuid}/", f"files/{file}/"):
            response = client.get(f"/mentoring/{program.slug}/my/messages/{path}")
            assert response.status_code == 404


def test_no_model_of_messages_has_a_page_in_the_admin():
    from wagtail.admin.viewsets import viewsets
    from wagtail.snippets.models import get_snippet_models

    shown = {getattr(viewset, "model", None) for viewset in viewsets.viewsets}
    shown |= set(get_snippet_models())
    for name in ("Conversation", "Message", "MessageAttachment"):
        assert apps.get_model("wagtail_mentoring", name) not in shown
