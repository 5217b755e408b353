"""Buttons of the admin: the same actions as on the members' pages, marked as done by staff."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from tests.factories import DeclineReasonFactory, EndReasonFactory, MentorFactory
from tests.wagtail_admin.conftest import make_agreement, make_notification
from wagtail_mentoring import membership
from wagtail_mentoring.enums import MembershipState, NotificationStatus
from wagtail_mentoring.models import CodeOfConductAgreement, Notification

pytestmark = pytest.mark.django_db

NAMESPACES = {
    "mentor": "mentors",
    "mentee": "mentees",
    "member": "members",
    "request": "requests",
    "mentorship": "mentorships",
    "notification": "notifications",
}


def act_url(kind, obj, act):
    return reverse(f"wagtail_mentoring_{NAMESPACES[kind]}:act", args=[obj.pk, act])


def inspect_url(kind, obj):
    return reverse(f"wagtail_mentoring_{NAMESPACES[kind]}:inspect", args=[obj.pk])


def seen_in(response):
    return re.search(r'name="seen" value="([^"]*)"', response.text)[1]


def do(client, kind, obj, act, **data):
    """Open the page and press the button."""
    url = act_url(kind, obj, act)
    return client.post(url, {"seen": seen_in(client.get(url)), **data})


def logged(obj, event):
    return ModelLogEntry.objects.for_instance(obj).get(action=f"wagtail_mentoring.{event}")


@pytest.fixture
def conduct(world, monkeypatch):
    """A binding text that everybody in the world has agreed to."""
    from wagtail.models import Page

    page = Page.objects.get(depth=2)
    revision = page.save_revision()
    revision.publish()
    type(world.program).objects.update(code_of_conduct=page, binding_revision=revision)
    for profile in (world.request.mentor, world.request.mentee):
        CodeOfConductAgreement.objects.create(
            member=profile.member,
            program=world.program,
            role=profile.role,
            page_title="Code of Conduct",
            revision=revision,
            revision_ref=revision.pk,
            revision_created_at=revision.created_at,
            text_hash="0" * 64,
            language="en",
        )


def test_a_pending_profile_is_approved(admin, coordinator, world):
    response = do(admin, "mentee", world.mentee, "approve")
    assert response.url == inspect_url("mentee", world.mentee)
    world.mentee.refresh_from_db()
    assert world.mentee.status == "active"
    assert Notification.objects.filter(event="profile_approved").count() == 1
    assert logged(world.mentee, "profile.approve").user == coordinator


def test_a_pending_profile_is_returned_with_a_note(admin, world):
    assert "required" in do(admin, "mentee", world.mentee, "return").text
    do(admin, "mentee", world.mentee, "return", note="Tell us more about your goals.")
    world.mentee.refresh_from_db()
    assert (world.mentee.status, world.mentee.staff_note) == (
        "draft",
        "Tell us more about your goals.",
    )


def test_a_mentor_is_paused_and_resumed_on_their_behalf(admin, world):
    until = timezone.localdate() + dt.timedelta(days=30)
    do(admin, "mentor", world.mentor, "pause", until=until.isoformat())
    world.mentor.refresh_from_db()
    assert (world.mentor.status, world.mentor.paused_until) == ("paused", until)
    assert logged(world.mentor, "profile.pause").data["on_behalf_of"] == str(world.member.uuid)
    do(admin, "mentor", world.mentor, "resume")
    world.mentor.refresh_from_db()
    assert world.mentor.status == "active"


def test_what_was_typed_stays_when_a_rule_refuses(admin, world):
    response = do(admin, "mentor", world.mentor, "pause", until="2020-01-01")
    assert "Choose a day after today." in response.text
    assert "2020-01-01" in response.text
    world.mentor.refresh_from_db()
    assert world.mentor.status == "active"


def test_a_mentor_is_suspended_and_reinstated(admin, world):
    do(admin, "mentor", world.mentor, "suspend", note="We have to talk first.")
    world.mentor.refresh_from_db()
    world.request.refresh_from_db()
    world.mentorship.refresh_from_db()
    assert world.mentor.status == "suspended"
    assert world.request.status == "closed"
    assert world.mentorship.status == "active"
    do(admin, "mentor", world.mentor, "reinstate")
    world.mentor.refresh_from_db()
    assert world.mentor.status == "active"


def test_a_mentor_leaves_on_their_behalf(admin, world):
    do(admin, "mentor", world.mentor, "leave")
    world.mentor.refresh_from_db()
    world.mentorship.refresh_from_db()
    assert (world.mentor.status, world.mentorship.status) == ("left", "ended")


def test_a_request_is_accepted_on_behalf_of_the_one_who_was_asked(
    admin, coordinator, world, conduct
):
    do(admin, "request", world.request, "accept", message="Happy to.")
    world.request.refresh_from_db()
    assert (world.request.status, world.request.decision_message) == ("accepted", "Happy to.")
    assert world.request.mentorship.status == "active"
    entry = logged(world.request, "request.accept")
    assert entry.user == coordinator
    assert entry.data["on_behalf_of"] == str(world.mentor.member.uuid)


def test_the_page_says_beforehand_why_a_request_cannot_be_accepted(admin, world):
    response = admin.get(act_url("request", world.request, "accept"))
    assert "The program has not published its Code of Conduct yet." in response.text
    assert 'name="seen"' not in response.text


def test_a_request_is_declined_with_a_reason_of_its_program(admin, world):
    reason = DeclineReasonFactory(program=world.program, text="No time at the moment")
    other = DeclineReasonFactory(text="Of another program")
    page = admin.get(act_url("request", world.request, "decline"))
    assert reason.text in page.text
    assert other.text not in page.text
    do(admin, "request", world.request, "decline", reason=reason.pk, message="Sorry.")
    world.request.refresh_from_db()
    assert (world.request.status, world.request.decline_reason) == ("declined", reason)


def test_more_is_asked_and_a_request_is_withdrawn(admin, world):
    do(admin, "request", world.request, "ask", body="Which field?")
    assert [note.body for note in world.request.notes.all()] == ["Which field?"]
    do(admin, "request", world.request, "withdraw")
    world.request.refresh_from_db()
    assert world.request.status == "withdrawn"
    entry = logged(world.request, "request.withdraw")
    assert entry.data["on_behalf_of"] == str(world.request.mentee_member.uuid)


def test_a_mentorship_is_held_and_ended_on_behalf_of_one_side(admin, world):
    reason = EndReasonFactory(program=world.program)
    do(admin, "mentorship", world.mentorship, "first-conversation", on_behalf_of="mentee")
    do(admin, "mentorship", world.mentorship, "hold", on_behalf_of="mentor")
    world.mentorship.refresh_from_db()
    assert world.mentorship.status == "on_hold"
    assert world.mentorship.first_conversation_at is not None
    do(admin, "mentorship", world.mentorship, "continue", on_behalf_of="mentor")
    do(
        admin,
        "mentorship",
        world.mentorship,
        "end",
        on_behalf_of="mentor",
        reason=reason.pk,
        note="Told us on the phone.",
        thanks="Thank you.",
    )
    world.mentorship.refresh_from_db()
    assert (world.mentorship.status, world.mentorship.ended_by) == ("ended", "mentor")
    assert (world.mentorship.end_reason, world.mentorship.thanks) == (reason, "Thank you.")


def test_a_mentorship_is_completed(admin, world):
    do(admin, "mentorship", world.mentorship, "complete", on_behalf_of="mentee")
    world.mentorship.refresh_from_db()
    assert world.mentorship.status == "completed"


def test_a_form_opened_before_a_change_is_refused_and_keeps_what_was_typed(admin, world):
    """C-15: a coordinator cannot overwrite what happened in the meantime."""
    url = act_url("mentor", world.mentor, "suspend")
    seen = seen_in(admin.get(url))
    do(admin, "mentor", world.mentor, "pause")
    response = admin.post(url, {"seen": seen, "note": "Out of date"})
    assert response.status_code == 409
    assert "it is “Paused” now" in response.text
    assert "Out of date" in response.text
    world.mentor.refresh_from_db()
    assert world.mentor.status == "paused"
    # Having looked again, one may go on.
    again = admin.post(url, {"seen": seen_in(response), "note": "Still right"})
    assert again.status_code == 302


def test_a_form_without_the_state_it_saw_is_refused(admin, world):
    response = admin.post(act_url("mentor", world.mentor, "pause"))
    assert response.status_code == 409
    world.mentor.refresh_from_db()
    assert world.mentor.status == "active"


def test_opening_a_page_changes_nothing(admin, world):
    for act in ("pause", "suspend", "leave"):
        admin.get(act_url("mentor", world.mentor, act))
    world.mentor.refresh_from_db()
    assert world.mentor.status == "active"
    assert not ModelLogEntry.objects.for_instance(world.mentor).exists()


def test_buttons_are_offered_by_state(admin, world):
    text = admin.get(inspect_url("mentee", world.mentee)).text
    assert act_url("mentee", world.mentee, "approve") in text
    assert act_url("mentee", world.mentee, "pause") not in text
    text = admin.get(inspect_url("mentor", world.mentor)).text
    assert act_url("mentor", world.mentor, "approve") not in text
    assert act_url("mentor", world.mentor, "pause") in text


def test_the_committee_sees_no_buttons_and_no_private_reason(as_actor, world):
    reason = EndReasonFactory(program=world.program, text="A private reason")
    world.mentorship.end_reason = reason
    type(world.mentorship).objects.filter(pk=world.mentorship.pk).update(
        status="ended",
        mentor_slot=None,
        mentee_slot=None,
        open_pair=None,
        ended_at=timezone.now(),
        end_reason=reason,
    )
    url = inspect_url("mentorship", world.mentorship)
    committee = as_actor("committee").get(url).text
    assert "/end/" not in committee
    assert "A private reason" not in committee
    assert inspect_url("mentor", world.mentor) not in committee
    assert "A private reason" in as_actor("coordinator").get(url).text


def test_a_mail_is_sent_again(admin, coordinator, world):
    mail = make_notification(
        world.program, world.member, status=NotificationStatus.FAILED, error="No such mailbox"
    )
    assert "No such mailbox" in admin.get(inspect_url("notification", mail)).text
    do(admin, "notification", mail, "resend")
    mail.refresh_from_db()
    assert (mail.status, mail.attempts) == ("queued", 0)
    assert logged(mail, "notification.resend").user == coordinator


def test_a_mail_on_its_way_is_not_sent_twice(admin, world):
    mail = make_notification(world.program, world.member, status=NotificationStatus.QUEUED)
    assert "/resend/" not in admin.get(inspect_url("notification", mail)).text
    page = admin.get(act_url("notification", mail, "resend"))
    assert "This mail is still on its way." in page.text


def test_sending_again_needs_its_own_permission(admin, coordinator, world):
    from django.contrib.auth.models import Permission

    coordinator.groups.get().permissions.remove(
        Permission.objects.get(codename="resend_notification")
    )
    mail = make_notification(world.program, world.member, status=NotificationStatus.FAILED)
    assert "/resend/" not in admin.get(inspect_url("notification", mail)).text
    assert admin.get(act_url("notification", mail, "resend")).status_code == 302


@pytest.fixture
def register(settings, monkeypatch):
    settings.WAGTAIL_MENTORING = {
        **settings.WAGTAIL_MENTORING,
        "MEMBERSHIP_BACKEND": "wagtail_mentoring.membership.StaticBackend",
    }
    answers = {}
    monkeypatch.setattr(membership.StaticBackend, "answers", answers)
    return answers


def test_a_membership_is_checked_at_once(admin, world, register):
    register[world.member.user.pk] = membership.Membership(MembershipState.LAPSED)
    do(admin, "member", world.member, "check-membership")
    world.member.refresh_from_db()
    assert world.member.membership_state == "lapsed"


def test_a_register_that_does_not_answer_is_said_to(admin, world, register):
    register[world.member.user.pk] = RuntimeError("The register is down.")
    response = do(admin, "member", world.member, "check-membership")
    assert "cannot be reached just now" in response.text
    world.member.refresh_from_db()
    assert world.member.membership_state == "current"


def test_history_tells_who_did_it_and_for_whom(admin, world):
    do(admin, "mentor", world.mentor, "pause")
    url = reverse("wagtail_mentoring_mentors:history", args=[world.mentor.pk])
    text = admin.get(url).text
    assert "Paused (done by staff for the member)" in text
    assert "the_coordinator" in text


def test_history_does_not_say_that_an_approval_was_done_for_the_member(admin, world):
    do(admin, "mentee", world.mentee, "approve")
    url = reverse("wagtail_mentoring_mentees:history", args=[world.mentee.pk])
    text = admin.get(url).text
    assert "Profile approved" in text
    assert "done by staff" not in text


def test_agreements_and_people_have_no_form_at_all(admin, world):
    agreement = make_agreement(world.program, MentorFactory(program=world.program).member)
    for path in (
        f"/admin/mentoring/agreements/edit/{agreement.pk}/",
        f"/admin/mentoring/mentors/edit/{world.mentor.pk}/",
        "/admin/mentoring/mentors/add/",
        f"/admin/mentoring/members/delete/{world.member.pk}/",
        f"/admin/mentoring/mentors/copy/{world.mentor.pk}/",
        f"/admin/mentoring/mentors/usage/{world.mentor.pk}/",
    ):
        assert admin.get(path).status_code == 404


def test_a_crafted_form_changes_nothing_but_what_the_act_changes(admin, world):
    """S-09: every field of the model in the form, and only the declared ones differ afterwards."""
    model = type(world.mentor)
    before = model.objects.values().get(pk=world.mentor.pk)
    extra = {field.attname: "7" for field in model._meta.concrete_fields} | {"status": "left"}
    do(admin, "mentor", world.mentor, "pause", **extra)
    after = model.objects.values().get(pk=world.mentor.pk)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"status", "status_changed_at", "updated_at"}
    assert after["status"] == "paused"
