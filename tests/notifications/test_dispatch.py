"""Queueing: once, with its cause, and only to people who can get it."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import transaction

from tests.factories import (
    MemberFactory,
    MenteeFactory,
    MentorFactory,
    MentorshipFactory,
    ProgramFactory,
    RequestFactory,
    UserFactory,
)
from wagtail_mentoring.enums import NotificationStatus, ProfileStatus, RequestStatus
from wagtail_mentoring.models import MentorshipRequest, Notification, RequestNote
from wagtail_mentoring.notifications import dispatch
from wagtail_mentoring.notifications.dispatch import cancel_queued, notify, notify_coordinators

pytestmark = pytest.mark.django_db


def ask(request, **kwargs):
    return notify(
        "request_received",
        recipient=request.mentor.member,
        about=request,
        program=request.program,
        **kwargs,
    )


def test_a_mail_is_queued_with_what_it_needs(mentoring_settings):
    mentoring_settings(FROM_EMAIL="Mentoring <mentoring@society.example>")
    request = RequestFactory()
    mail = ask(request)
    assert mail.status == NotificationStatus.QUEUED
    assert mail.recipient == request.mentor.member.user
    assert mail.to_email == request.mentor.member.user.email
    assert mail.about == request
    assert mail.from_email == "Mentoring <mentoring@society.example>"
    assert mail.reply_to == "office@society.example"
    assert mail.message_id.endswith("@society.example>")
    assert request.mentee.member.name in mail.subject


def test_the_same_mail_is_queued_once():
    """M-07."""
    request = RequestFactory()
    assert ask(request) is not None
    assert ask(request) is None
    assert ask(request, step="again") is not None
    assert Notification.objects.count() == 2


def test_a_conflict_leaves_the_transaction_usable(monkeypatch):
    """The other insert may come between our look and our own (M-07)."""
    request = RequestFactory()
    first = ask(request)
    Notification.objects.filter(pk=first.pk).update(key="other")
    original = dispatch.render_event

    def and_meanwhile(*args, **kwargs):
        Notification.objects.filter(pk=first.pk).update(key=first.key)
        return original(*args, **kwargs)

    monkeypatch.setattr(dispatch, "render_event", and_meanwhile)
    with transaction.atomic():
        assert ask(request) is None
        assert Notification.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_mail_outside_a_transaction_is_refused():
    with pytest.raises(transaction.TransactionManagementError):
        ask(RequestFactory())


@pytest.mark.django_db(transaction=True)
def test_a_rollback_leaves_no_mail_and_a_commit_leaves_one():
    """M-01."""
    request = RequestFactory()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        assert ask(request)
        raise ZeroDivisionError
    assert Notification.objects.count() == 0
    with transaction.atomic():
        ask(request)
    assert Notification.objects.count() == 1


@pytest.mark.parametrize(
    "user",
    [
        {"email": ""},
        {"email": "not an address"},
        {"email": "a@b.example\nBcc: everybody@c.example"},
        {"is_active": False},
    ],
)
def test_nobody_unreachable_is_mailed(user):
    request = RequestFactory(mentor__member=MemberFactory(user=UserFactory(**user)))
    assert ask(request) is None


def test_a_member_without_account_is_not_mailed():
    request = RequestFactory(mentor__member=MemberFactory(user=None))
    assert ask(request) is None


def test_profiles_and_users_can_be_named_as_recipients():
    request = RequestFactory()
    as_profile = notify(
        "request_received", recipient=request.mentor, about=request, program=request.program
    )
    assert as_profile.member == request.mentor.member
    user = request.mentor.member.user
    assert (
        notify("request_received", recipient=user, about=request, program=request.program) is None
    )


def test_an_unknown_value_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="password"):
        ask(RequestFactory(), extra={"password": "x"})


def test_the_one_who_was_asked_gets_the_text_for_them():
    request = RequestFactory()
    events = {
        notify(event, recipient=side, about=request, program=request.program).event
        for event in ("request_expired", "request_place_free")
        for side in (request.mentor, request.mentee)
    }
    assert events == {
        "request_expired",
        "request_expired_asked",
        "request_place_free",
        "request_place_free_asked",
    }


def test_each_question_brings_a_mail():
    request = RequestFactory()

    def question(body):
        RequestNote.objects.create(request=request, kind="question", body=body)
        return notify(
            "request_question", recipient=request.mentee, about=request, program=request.program
        )

    assert "First" in question("First").body_text
    assert "Second" in question("Second").body_text


def test_each_pause_brings_a_mail():
    mentorship = MentorshipFactory()

    def tell():
        return notify(
            "partner_paused",
            recipient=mentorship.mentee,
            about=mentorship,
            program=mentorship.program,
        )

    assert tell() is not None
    assert tell() is None
    mentorship.mentor.status_changed_at += mentorship.mentor.status_changed_at.resolution * 5000
    assert tell() is not None


class TestCoordinators:
    def test_those_with_the_permission_get_it(self):
        permission = Permission.objects.get(codename="coordinate_mentoringprogram")
        group = Group.objects.create(name="Office")
        group.permissions.add(permission)
        by_group, of_their_own, both = UserFactory.create_batch(3)
        group.user_set.add(by_group, both, UserFactory(is_active=False))
        of_their_own.user_permissions.add(permission)
        both.user_permissions.add(permission)
        UserFactory(is_superuser=True)
        profile = MentorFactory(status=ProfileStatus.PENDING)
        mails = notify_coordinators("profile_submitted", about=profile, program=profile.program)
        assert {mail.recipient for mail in mails} == {by_group, of_their_own, both}
        assert profile.member.name in mails[0].body_text
        assert "coordinate" in mails[0].body_text

    def test_the_office_gets_it_when_there_is_none(self):
        profile = MenteeFactory(status=ProfileStatus.PENDING)
        (mail,) = notify_coordinators("profile_submitted", about=profile, program=profile.program)
        assert mail.to_email == "office@society.example"
        assert mail.recipient is None
        assert "Program office" in mail.body_text
        assert (
            notify_coordinators("profile_submitted", about=profile, program=profile.program) == []
        )

    def test_nobody_gets_it_when_there_is_no_office_either(self):
        profile = MenteeFactory(program=ProgramFactory(office_email=""))
        assert (
            notify_coordinators("profile_submitted", about=profile, program=profile.program) == []
        )


class TestCancel:
    def test_what_makes_no_sense_any_more_is_canceled(self):
        """M-10."""
        request, other = RequestFactory(), RequestFactory()
        stale, kept = ask(request), ask(other)
        declined = notify(
            "request_declined", recipient=request.mentee, about=request, program=request.program
        )
        assert cancel_queued(request) == 0
        MentorshipRequest.objects.filter(pk=request.pk).update(
            status=RequestStatus.DECLINED, open_pair=None, decided_at=request.created_at
        )
        assert cancel_queued(request) == 1
        states = dict(Notification.objects.values_list("pk", "status"))
        assert states == {stale.pk: "canceled", kept.pk: "queued", declined.pk: "queued"}

    def test_named_mails_are_canceled_whatever_the_state(self):
        request = RequestFactory()
        ask(request)
        assert cancel_queued(request, ["request_reminder"]) == 0
        assert cancel_queued(request, ["request_received"]) == 1
