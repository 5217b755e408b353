"""The pages of people and records, the front page of the admin, and bulk actions."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    ChoiceFactory,
    CriterionFactory,
    DeclineReasonFactory,
    MenteeFactory,
    MentorFactory,
    MentorshipFactory,
    RequestFactory,
    TestimonialFactory,
    answer,
)
from tests.wagtail_admin.conftest import make_notification
from wagtail_mentoring.enums import NotificationStatus, ProfileStatus
from wagtail_mentoring.models import Notification, Position

pytestmark = pytest.mark.django_db


def page(client, kind, obj):
    return client.get(reverse(f"wagtail_mentoring_{kind}:inspect", args=[obj.pk])).text


def test_a_profile_shows_person_role_answers_and_partners(admin, world):
    text = page(admin, "mentors", world.mentor)
    for words in ("Ruth Abiola", "Methods", "Surveys", "Sam Tiedt", "Lena Okoro"):
        assert words in text
    assert "1 of 2" in text
    assert reverse("wagtail_mentoring_members:inspect", args=[world.member.pk]) in text
    assert reverse("wagtail_mentoring_mentorships:inspect", args=[world.mentorship.pk]) in text
    assert "Not agreed to the text that binds now" in text


def private_answer(world):
    criterion = CriterionFactory(
        program=world.program, label="Background", privacy="private", is_filter=False
    )
    answer(world.mentor, criterion, ChoiceFactory(criterion=criterion, label="A secret answer"))


def test_a_private_answer_is_flagged_for_coordinators(admin, world):
    private_answer(world)
    text = page(admin, "mentors", world.mentor)
    assert "A secret answer" in text
    assert "Private: coordinators only" in text


def test_a_private_answer_is_hidden_from_other_staff(admin, coordinator, world):
    private_answer(world)
    coordinator.groups.get().permissions.remove(
        Permission.objects.get(codename="coordinate_mentoringprogram")
    )
    text = page(admin, "mentors", world.mentor)
    assert "Surveys" in text
    assert "A secret answer" not in text
    assert "Background" not in text


def test_preferences_are_shown_to_nobody_else(admin, world):
    wish = world.mentor.preferences.create(criterion=world.criterion)
    wish.choices.add(ChoiceFactory(criterion=world.criterion, label="A private wish"))
    assert "A private wish" not in page(admin, "mentors", world.mentor)


def test_a_member_shows_contact_and_participation(admin, world):
    type(world.member).objects.filter(pk=world.member.pk).update(phone="+44 20 7946 0018")
    Position.objects.create(
        member=world.member, title="Lecturer", organization="Harbor University", start_year=2019
    )
    text = page(admin, "members", world.member)
    for words in (
        "+44 20 7946 0018",
        world.member.user.email,
        "Lecturer, Harbor University",
        "Since 2019",
        "Mentor in Careers",
        "Code of Conduct, as Mentor",
    ):
        assert words in text


def test_the_picture_comes_from_the_view_that_asks_the_rules(admin, world):
    type(world.member).objects.filter(pk=world.member.pk).update(
        picture="mentoring/pictures/0123456789abcdef.jpg"
    )
    text = page(admin, "members", world.member)
    assert f'src="/mentoring/picture/{world.member.uuid}/01234567/"' in text
    assert "mentoring/pictures/" not in text


def test_members_words_are_escaped(admin, world):
    type(world.member).objects.filter(pk=world.member.pk).update(
        bio="<script>alert(1)</script>", name="<b>Ruth</b>"
    )
    for kind, obj in (("members", world.member), ("mentors", world.mentor)):
        text = page(admin, kind, obj)
        assert "<script>alert(1)" not in text
        assert "<b>Ruth</b>" not in text


def test_a_request_shows_its_words(admin, world):
    world.request.notes.create(kind="question", body="Which field?")
    text = page(admin, "requests", world.request)
    for words in ("I would like to learn from you.", "Which field?", "28 days", "Asked"):
        assert words in text


def test_a_mail_shows_its_text_and_fate(admin, world):
    text = page(admin, "notifications", world.notification)
    for words in ("The text of the mail.", "Ruth Abiola", "Request received"):
        assert words in text


def test_an_agreement_shows_text_and_time(admin, world):
    text = page(admin, "agreements", world.agreement)
    for words in ("Code of Conduct", "0" * 64, "Ruth Abiola"):
        assert words in text


# The front page


def test_the_front_page_tells_what_waits(admin, world):
    program = world.program
    RequestFactory(
        mentor=world.mentor,
        mentee__program=program,
        clock_started_at=timezone.now() - dt.timedelta(days=27),
    )
    make_notification(program, world.member, status=NotificationStatus.FAILED)
    make_notification(
        program,
        world.member,
        status=NotificationStatus.QUEUED,
        created_at=timezone.now() - dt.timedelta(hours=2),
    )
    type(world.member).objects.filter(pk=world.member.pk).update(
        membership_lapsed_on=timezone.localdate()
    )
    text = admin.get("/admin/").text
    for words in (
        "1 mentee waits for approval",
        "1 request expires within seven days",
        "1 mail was not delivered",
        "the oldest has waited for 120 minutes",
        "1 participant is no current member any more",
        "/admin/mentoring/mentees/?status=pending",
    ):
        assert words in text


def test_the_front_page_says_when_nothing_waits(admin, db):
    assert "Nothing at the moment." in admin.get("/admin/").text


@pytest.mark.parametrize("who", ["web_editor", "mentoring_editor", "committee"])
def test_the_front_page_tells_others_nothing(who, as_actor, world):
    assert "what waits for you" not in as_actor(who).get("/admin/").text


# Bulk actions


def bulk_url(model, action, *ids, **params):
    meta = model._meta
    url = reverse("wagtail_bulk_action", args=[meta.app_label, meta.model_name, action])
    query = "&".join([f"id={pk}" for pk in ids] + [f"{k}={v}" for k, v in params.items()])
    return f"{url}?{query}"


def test_several_profiles_are_approved_at_once(admin, world):
    mentees = [MenteeFactory(program=world.program, status=ProfileStatus.PENDING) for _ in range(3)]
    url = bulk_url(type(mentees[0]), "approve", *(m.pk for m in mentees), next="/admin/")
    assert "This is done to 3 profiles:" in admin.get(url).text
    response = admin.post(url, follow=True)
    assert "3 profiles approved." in response.text
    assert Notification.objects.filter(event="profile_approved").count() == 3
    for mentee in mentees:
        mentee.refresh_from_db()
        assert mentee.status == "active"


def test_what_cannot_be_done_is_told_and_left_alone(admin, world):
    active = MenteeFactory(program=world.program, member__name="Already in")
    url = bulk_url(type(active), "approve", active.pk, world.mentee.pk, next="/admin/")
    response = admin.post(url, follow=True)
    assert "1 profile approved." in response.text
    assert "Left as they were: Already in." in response.text


def test_several_profiles_are_paused_until_a_day(admin, world):
    until = timezone.localdate() + dt.timedelta(days=14)
    url = bulk_url(type(world.mentor), "pause", world.mentor.pk, next="/admin/")
    assert 'name="until"' in admin.get(url).text
    admin.post(url, {"until": until.isoformat()})
    world.mentor.refresh_from_db()
    assert (world.mentor.status, world.mentor.paused_until) == ("paused", until)


def test_all_means_all_that_the_filters_show(admin, world):
    waiting = MenteeFactory(
        program=world.program, status=ProfileStatus.PENDING, member__region="North"
    )
    url = bulk_url(
        type(waiting),
        "approve",
        "all",
        next="/admin/mentoring/mentees/%3Fstatus%3Dpending%26region%3DNorth",
    )
    admin.post(url)
    waiting.refresh_from_db()
    world.mentee.refresh_from_db()
    assert (waiting.status, world.mentee.status) == ("active", "pending")


def test_all_without_a_list_is_nobody(admin, world):
    assert admin.post(bulk_url(type(world.mentor), "pause", "all")).status_code == 404
    world.mentor.refresh_from_db()
    assert world.mentor.status == "active"


def test_all_respects_the_search(admin, world):
    url = bulk_url(
        type(world.mentor), "pause", "all", next="/admin/mentoring/mentors/%3Fq%3Dnobody"
    )
    assert admin.get(url).status_code == 404


@pytest.mark.parametrize("ids", [("x",), ("999999",), ("9" * 40,), ("%00",)])
def test_odd_ids_do_no_harm(ids, admin, world):
    assert admin.get(bulk_url(type(world.mentor), "pause", *ids)).status_code == 404


def test_the_front_page_tells_an_editor_what_members_have_offered(as_actor, world):
    TestimonialFactory(live=False, member=world.member)
    text = as_actor("mentoring_editor").get("/admin/").text
    assert "1 testimonial of a member waits to be read" in text
    assert "wait for approval" not in text and "waits for approval" not in text


@pytest.mark.parametrize("is_party", [True, False])
def test_why_the_other_declined_or_ended_is_not_for_a_coordinator_who_is_one_of_the_two(
    admin, coordinator, is_party
):
    """P-14: it was told to coordinators, not to the other."""
    mentee = MenteeFactory(member__user=coordinator) if is_party else MenteeFactory()
    reason = DeclineReasonFactory(program=mentee.program, text="Canary of declining")
    mentor = MentorFactory(program=mentee.program)
    request = RequestFactory(mentor=mentor, mentee=mentee, status="declined", decline_reason=reason)
    pair = MentorshipFactory(
        request=RequestFactory(mentor=mentor, mentee=mentee, status="accepted"),
        end_note="Canary of ending",
        ended_by="mentor",
        status="ended",
        ended_at=timezone.now(),
        mentor_slot=None,
        mentee_slot=None,
        open_pair=None,
    )
    for kind, item in (("requests", request), ("mentorships", pair)):
        text = page(admin, kind, item)
        assert ("Canary" in text) is not is_party
