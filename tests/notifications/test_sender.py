"""What is sent, to whom, and what is not sent after all."""

import datetime as dt
from email.utils import parsedate_to_datetime

import pytest
import time_machine
from django.core import mail as django_mail

from tests.factories import MentorshipFactory, RequestFactory, UserFactory
from wagtail_mentoring.enums import NotificationStatus as Status
from wagtail_mentoring.enums import RequestStatus
from wagtail_mentoring.models import MentorshipRequest, Notification
from wagtail_mentoring.notifications.dispatch import notify
from wagtail_mentoring.notifications.sender import drain

pytestmark = pytest.mark.django_db


def queue(request=None):
    request = request or RequestFactory()
    return notify(
        "request_received", recipient=request.mentor, about=request, program=request.program
    )


def test_a_mail_carries_the_headers_of_a_mail_by_a_machine():
    """M-14."""
    with time_machine.travel(dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)):
        notification = queue()
    assert drain().sent == 1
    message = django_mail.outbox[0].message()
    assert message["Message-ID"] == notification.message_id
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "All"
    assert message["From"] == "mentoring@society.example"
    assert message["Reply-To"] == "office@society.example"
    assert message["To"] == notification.recipient.email
    assert parsedate_to_datetime(message["Date"]).day == 2
    text, html = message.get_payload()
    assert text.get_content_type() == "text/plain"
    assert html.get_content_type() == "text/html"


def test_mails_about_a_request_and_what_came_of_it_form_a_thread():
    mentorship = MentorshipFactory(request__status=RequestStatus.ACCEPTED)
    request = mentorship.request
    for event, about in [("request_declined", request), ("mentorship_started", mentorship)]:
        notify(event, recipient=mentorship.mentee, about=about, program=mentorship.program)
    drain()
    first, second = [message.message() for message in django_mail.outbox]
    assert first["References"] == second["References"] == second["In-Reply-To"]
    assert request.uuid.hex in first["References"]


def test_the_body_is_the_one_that_was_queued():
    """M-11."""
    request = RequestFactory(mentee__member__name="Ana")
    notification = queue(request)
    request.mentee.member.name = "Somebody else"
    request.mentee.member.save()
    drain()
    assert django_mail.outbox[0].body == notification.body_text
    assert "Ana" in django_mail.outbox[0].body


def test_the_account_s_present_address_is_used():
    notification = queue()
    notification.recipient.email = "new@society.example"
    notification.recipient.save()
    drain()
    assert django_mail.outbox[0].to == ["new@society.example"]


def test_a_mail_whose_subject_has_vanished_is_not_sent():
    """M-10: declared for each kind."""
    request = RequestFactory()
    about_request = queue(request)
    declined = notify(
        "request_declined", recipient=request.mentee, about=request, program=request.program
    )
    MentorshipRequest.objects.filter(pk=request.pk).update(
        status=RequestStatus.WITHDRAWN, open_pair=None, decided_at=request.created_at
    )
    tally = drain()
    assert (tally.sent, tally.canceled) == (1, 1)
    about_request.refresh_from_db()
    declined.refresh_from_db()
    assert (about_request.status, declined.status) == (Status.CANCELED, Status.SENT)
    assert about_request.error


def test_a_mail_about_something_deleted_is_not_sent():
    request = RequestFactory()
    notification = queue(request)
    request.delete()
    assert drain().canceled == 1
    notification.refresh_from_db()
    assert notification.status == Status.CANCELED


def test_an_account_that_was_closed_gets_nothing_more():
    """C-11."""
    notification = queue()
    notification.recipient.is_active = False
    notification.recipient.save()
    assert drain().canceled == 1
    assert django_mail.outbox == []


def test_an_address_that_became_unusable_fails_with_a_reason():
    notification = queue()
    notification.recipient.email = "nowhere"
    notification.recipient.save()
    assert drain().failed == 1
    notification.refresh_from_db()
    assert (notification.status, notification.attempts) == (Status.FAILED, 0)
    assert "address" in notification.error


def test_the_whole_outbox_is_drained_in_batches_and_in_order(mentoring_settings):
    mentoring_settings(MAIL_BATCH_SIZE=2)
    member = RequestFactory().mentor.member
    requests = [RequestFactory(mentor__member=member) for _ in range(3)]
    expected = [queue(request).message_id for request in requests]
    for _ in range(3):
        queue()
    assert drain().sent == 6
    to_member = [
        m.extra_headers["Message-ID"] for m in django_mail.outbox if m.to == [member.email]
    ]
    assert to_member == expected
    assert not Notification.objects.exclude(status=Status.SENT).exists()


def test_a_stopping_process_gives_back_what_it_has_not_sent():
    for _ in range(3):
        queue()
    asked = iter([False, False, True, True])
    assert drain(stop=lambda: next(asked)).sent == 1
    assert Notification.objects.filter(status=Status.QUEUED, lease_token=None).count() == 2


def test_nothing_private_is_logged(caplog, use_mailer):
    """M-12, S-18: neither address nor words."""
    use_mailer("tests.notifications.backends.Refusing")
    caplog.set_level("DEBUG", "wagtail_mentoring")
    request = RequestFactory(message="A secret of mine")
    notification = queue(request)
    assert drain().failed == 1
    assert caplog.text
    assert notification.recipient.email not in caplog.text
    assert "secret" not in caplog.text
    notification.refresh_from_db()
    assert notification.error == "550 No such person"


@pytest.mark.parametrize(
    ("backend", "status"),
    [
        ("Refusing", Status.FAILED),
        ("Odd", Status.QUEUED),
        ("Silent", Status.QUEUED),
        ("Broken", Status.QUEUED),
    ],
)
def test_no_mail_backend_can_break_the_sender(use_mailer, backend, status):
    use_mailer(f"tests.notifications.backends.{backend}")
    notification = queue()
    drain()
    notification.refresh_from_db()
    assert notification.status == status
    assert notification.error
    assert notification.lease_token is None


def test_a_user_without_member_profile_is_mailed():
    user = UserFactory(first_name="Kim", last_name="Ode")
    request = RequestFactory()
    notify("request_received", recipient=user, about=request, program=request.program)
    drain()
    assert "Hello Kim Ode," in django_mail.outbox[0].body
