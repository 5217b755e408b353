"""The address that takes a mail by POST: off by default, and closed without the secret."""

import io

import pytest
from django.urls import reverse

from tests.factories import ConversationFactory
from wagtail_mentoring.enums import Role
from wagtail_mentoring.models import Message

pytestmark = pytest.mark.django_db

ADDRESS = "mentoring+{token}@society.example"
SECRET = "s3cret-s3cret-s3cret"


@pytest.fixture
def switched_on(settings):
    settings.WAGTAIL_MENTORING = {
        "INBOUND_ADDRESS": ADDRESS,
        "INBOUND_WEBHOOK_SECRET": SECRET,
        "INBOUND_MAX_BYTES": 10_000,
    }


@pytest.fixture
def conversation():
    return ConversationFactory()


def mail(conversation, text="I answer by mail."):
    request = conversation.request
    return (
        f"From: {request.mentee.member.email}\r\n"
        f"To: {ADDRESS.replace('{token}', conversation.reply_token(Role.MENTEE))}\r\n"
        f"Message-ID: <1@mail.example>\r\n\r\n{text}\r\n"
    ).encode()


def post(client, raw, secret=SECRET):
    return client.post(
        reverse("wagtail_mentoring:inbound_mail"),
        raw,
        content_type="message/rfc822",
        headers={"Authorization": f"Bearer {secret}"} if secret is not None else {},
    )


def test_a_mail_becomes_a_message_once(client, switched_on, conversation):
    for _time in range(2):
        response = post(client, mail(conversation))
        assert (response.status_code, response.content) == (204, b"")
        assert "no-store" in response["Cache-Control"]
    message = Message.objects.get()
    assert (message.text, message.by_mail) == ("I answer by mail.", True)


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", SECRET.upper(), "ü"])
def test_without_the_secret_nothing_is_taken(client, switched_on, conversation, secret):
    assert post(client, mail(conversation), secret).status_code == 403
    assert not Message.objects.exists()


@pytest.mark.parametrize("missing", ["INBOUND_ADDRESS", "INBOUND_WEBHOOK_SECRET"])
def test_it_is_not_there_until_it_is_set_up(client, settings, switched_on, conversation, missing):
    settings.WAGTAIL_MENTORING = {**settings.WAGTAIL_MENTORING, missing: ""}
    assert post(client, mail(conversation), "").status_code == 404


def test_a_mail_that_is_too_large_is_not_read(client, switched_on, conversation):
    assert post(client, mail(conversation, "x" * 20_000)).status_code == 413
    assert not Message.objects.exists()


def test_half_a_mail_is_asked_for_again(client, switched_on, conversation):
    """The rest would be lost: the whole mail has the same id."""
    raw = mail(conversation, "First.\r\nSecond.")
    response = client.generic(
        "POST",
        reverse("wagtail_mentoring:inbound_mail"),
        raw[:-10],
        content_type="message/rfc822",
        headers={"Authorization": f"Bearer {SECRET}"},
        **{"CONTENT_LENGTH": str(len(raw)), "wsgi.input": io.BytesIO(raw[:-10])},
    )
    assert response.status_code == 400
    assert not Message.objects.exists()
    assert post(client, raw).status_code == 204
    assert Message.objects.get().text == "First.\nSecond."


def test_reading_the_address_does_nothing(client, switched_on):
    assert client.get(reverse("wagtail_mentoring:inbound_mail")).status_code == 405
