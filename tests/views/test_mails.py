"""A member's own choice of mails, and stopping one kind by the address in the mail (F79, M-19)."""

import pytest
from django.db import transaction
from django.urls import reverse

from tests.factories import Cast, MentorshipFactory, RequestFactory
from wagtail_mentoring.enums import MailFrequency, MailKind
from wagtail_mentoring.forms.mails import EXPLANATIONS, offered_kinds
from wagtail_mentoring.models import MailPreference, Notification
from wagtail_mentoring.notifications.delivery import MAILS, key_of_mails
from wagtail_mentoring.notifications.dispatch import notify
from wagtail_mentoring.notifications.sender import drain
from wagtail_mentoring.notifications.unsubscribe import unsubscribe_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(client):
    class World:
        cast = Cast()

    World.profile = World.cast.mentee()
    client.force_login(World.profile.member.user)
    World.client = client
    World.url = reverse("wagtail_mentoring:desk_mails", kwargs={"program": World.cast.program.slug})
    return World


def chosen(profile):
    return dict(
        MailPreference.objects.filter(member=profile.member).values_list("kind", "frequency")
    )


def everything(frequency):
    return dict.fromkeys([kind.value for kind in offered_kinds()], frequency)


def test_everything_comes_at_once_at_first(world, django_assert_max_num_queries):
    with django_assert_max_num_queries(16):
        page = world.client.get(world.url)
    text = page.content.decode()
    assert text.count('value="at_once" selected') == len(offered_kinds())
    assert "between 8 a.m. and 8 p.m." in text
    assert not MailPreference.objects.exists()


def test_a_choice_is_kept_and_shown(world):
    data = everything("at_once") | {"pairs": "weekly", "requests": "off"}
    response = world.client.post(world.url, data, follow=True)
    assert "Mails come as you chose" in response.content.decode()
    assert chosen(world.profile) == {"pairs": "weekly", "requests": "off"}
    assert response.content.decode().count('value="weekly" selected') == 1
    world.client.post(world.url, everything("at_once"))
    assert set(chosen(world.profile).values()) == {"at_once"}


def test_what_is_not_offered_is_not_taken(world):
    response = world.client.post(world.url, everything("at_once") | {"pairs": "hourly"})
    assert response.status_code == 200
    assert not MailPreference.objects.exists()


def test_each_kind_that_is_offered_is_explained():
    assert set(offered_kinds()) <= set(EXPLANATIONS)


def test_a_member_reads_that_mails_come_back(world):
    member = world.profile.member
    member.mail_failed_at, member.mail_failed_address = member.created_at, member.email
    member.save()
    assert "came back" in world.client.get(world.url).content.decode()


def test_the_desk_leads_there(world):
    desk = world.url.replace("mails/", "")
    assert world.url in world.client.get(desk).content.decode()


# One click in the mail


def address(profile, kind):
    token = unsubscribe_token(MAILS, key_of_mails(kind, profile.member))
    return reverse("wagtail_mentoring:unsubscribe", kwargs={"token": token})


def test_a_reminder_carries_the_address_that_stops_its_kind(world, client, mailoutbox):
    client.logout()
    request = RequestFactory(
        mentee=world.profile, mentor=world.cast.mentor(), initiated_by="mentor"
    )
    with transaction.atomic():
        mail = notify(
            "request_reminder", recipient=world.profile, about=request, program=request.program
        )
    path = mail.unsubscribe_url.removeprefix("http://localhost").removeprefix("http://testserver")
    assert path == address(world.profile, MailKind.REQUESTS)
    page = client.get(path)
    assert "Reminders of requests" in page.content.decode()
    assert not MailPreference.objects.exists()
    for _click in range(2):
        response = client.post(path, {"List-Unsubscribe": "One-Click"})
        assert response.status_code == 200
    assert chosen(world.profile) == {"requests": "off"}
    mail.refresh_from_db()
    assert mail.status == "canceled"
    drain()
    assert mailoutbox == []
    assert "do not get these mails" in client.get(path).content.decode()


def test_the_address_of_a_digest_stops_all_that_can_be_stopped(world, client):
    client.logout()
    client.post(address(world.profile, MailKind.DIGEST))
    from wagtail_mentoring.models.reminders import CHOSEN_KINDS

    stopped = {str(kind) for kind in CHOSEN_KINDS} - {"messages"}
    assert chosen(world.profile) == dict.fromkeys(stopped, MailFrequency.OFF)


def test_the_foot_of_a_mail_leads_to_the_choice(world):
    mentorship = MentorshipFactory(
        request=RequestFactory(mentor=world.cast.mentor(), mentee=world.profile, status="accepted")
    )
    with transaction.atomic():
        mail = notify(
            "mentorship_started",
            recipient=world.profile,
            about=mentorship,
            program=mentorship.program,
        )
    assert world.url in mail.body_text
    assert world.url in mail.body_html
    assert mail.unsubscribe_url == ""


def test_the_office_and_coordinators_have_nothing_to_choose(world):
    with transaction.atomic():
        from wagtail_mentoring.notifications.dispatch import notify_coordinators

        notify_coordinators("profile_submitted", about=world.profile, program=world.profile.program)
    assert "mails/" not in Notification.objects.get().body_text
