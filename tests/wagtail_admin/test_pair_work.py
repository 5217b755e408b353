"""Coordinators see that two people work together, never what they write down (S-12)."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    MemberFactory,
    MenteeFactory,
    MentorFactory,
    MentorshipFactory,
    RequestFactory,
)
from wagtail_mentoring.actions import (
    AddGoalAction,
    AddNoteAction,
    ConfirmAgreementAction,
    PlanMeetingAction,
    ProposeAgreementAction,
)
from wagtail_mentoring.models import Mentorship, Notification

pytestmark = pytest.mark.django_db

CANARY = "Canarygold"


@pytest.fixture
def pair():
    mentor = MentorFactory(member=MemberFactory(name="Ruth Abiola"))
    request = RequestFactory(
        mentor=mentor,
        mentee=MenteeFactory(program=mentor.program, member__name="Sam Tiedt"),
        status="accepted",
    )
    return MentorshipFactory(request=request)


def course(client, pair):
    return client.get(reverse("wagtail_mentoring_mentorships:inspect", args=[pair.pk])).text


def by(profile):
    return {"actor": profile.member.user}


def test_the_record_says_how_the_two_are_doing(admin, pair):
    assert "None yet" in course(admin, pair)
    ProposeAgreementAction(
        pair, pair.mentee, goals="A talk", ends_on=timezone.localdate(), **by(pair.mentee)
    ).execute()
    assert "Proposed by one of them" in course(admin, pair)
    ConfirmAgreementAction(pair, pair.mentor, **by(pair.mentor)).execute()
    text = course(admin, pair)
    for words in ("Agreed by both", "Agreed end", "Last activity"):
        assert words in text


@pytest.mark.parametrize("who", ["coordinator", "superuser"])
def test_no_page_of_the_admin_shows_what_the_two_wrote(as_actor, pair, who):
    pair = Mentorship.objects.with_people().get(pk=pair.pk)
    ProposeAgreementAction(
        pair,
        pair.mentee,
        goals=CANARY,
        rhythm=CANARY,
        communication=CANARY,
        boundaries=CANARY,
        **by(pair.mentee),
    ).execute()
    ConfirmAgreementAction(pair, pair.mentor, **by(pair.mentor)).execute()
    AddGoalAction(
        pair, pair.mentee, title=CANARY, description=CANARY, steps=[CANARY], **by(pair.mentee)
    ).execute()
    for is_shared in (True, False):
        AddNoteAction(
            pair, pair.mentor, text=CANARY, is_shared=is_shared, **by(pair.mentor)
        ).execute()
    PlanMeetingAction(
        pair,
        pair.mentee,
        starts_at=timezone.now() + dt.timedelta(days=3),
        time_zone="UTC",
        place=CANARY,
        link=f"https://{CANARY}.example/",
        agenda=CANARY,
        **by(pair.mentee),
    ).execute()
    client = as_actor(who)
    addresses = [
        reverse("wagtail_mentoring_mentorships:index"),
        reverse("wagtail_mentoring_mentorships:inspect", args=[pair.pk]),
        reverse("wagtail_mentoring_mentorships:index") + "?export=csv",
        reverse("wagtail_mentoring_requests:inspect", args=[pair.request_id]),
        reverse("wagtail_mentoring_mentors:inspect", args=[pair.mentor_id]),
        reverse("wagtail_mentoring_notifications:index"),
        reverse("wagtailadmin_reports:site_history"),
        reverse("wagtailadmin_home"),
    ]
    addresses += [
        reverse("wagtail_mentoring_notifications:inspect", args=[mail.pk])
        for mail in Notification.objects.all()
    ]
    assert len(addresses) > 10
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, address
        body = b"".join(response.streaming_content) if response.streaming else response.content
        assert CANARY.lower() not in body.decode().lower(), address
