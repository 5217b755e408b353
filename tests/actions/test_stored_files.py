"""Files that actions store: kept with what they belong to, or not at all."""

import pytest
from django.core.files.base import ContentFile

from tests.factories import Cast, RequestFactory
from wagtail_mentoring.actions import RaiseConcernAction, SendMessageAction
from wagtail_mentoring.attachments import Attachment
from wagtail_mentoring.enums import ConcernRoute
from wagtail_mentoring.models import Concern, Message

from .helpers import codes

pytestmark = pytest.mark.django_db


@pytest.fixture
def files():
    """Two files: both are stored, and then the database refuses the row of the second."""
    refused = ContentFile(b"Second.")
    refused.size = None
    return [
        Attachment("first.txt", "text/plain", ContentFile(b"First.")),
        Attachment("second.txt", "text/plain", refused),
    ]


def left_over(media_root):
    return [path for path in media_root.rglob("*") if path.is_file()]


def test_a_message_that_could_not_be_sent_leaves_no_file(files, media_root):
    cast = Cast()
    request = RequestFactory(mentor=cast.mentor(), mentee=cast.mentee())
    sender = request.mentee
    action = SendMessageAction(
        request, sender, text="Hello.", files=files, actor=sender.member.user
    )
    assert codes(action) == ["conflict"]
    assert not Message.objects.exists()
    assert not left_over(media_root)


def test_a_concern_that_could_not_be_raised_leaves_no_file(files, media_root):
    cast = Cast()
    member = cast.mentee().member
    action = RaiseConcernAction(
        cast.program,
        member,
        route=ConcernRoute.OFFICE,
        what_happened="They shouted at me.",
        files=files,
        actor=member.user,
    )
    assert codes(action) == ["conflict"]
    assert not Concern.objects.exists()
    assert not left_over(media_root)
