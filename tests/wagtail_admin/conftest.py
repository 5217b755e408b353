"""Actors of the admin, and a program with one of everything."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from tests.factories import (
    ChoiceFactory,
    ConcernFactory,
    CriterionFactory,
    FAQEntryFactory,
    MenteeFactory,
    MentorFactory,
    MentorshipFactory,
    ProgramFactory,
    RequestFactory,
    SignalFactory,
    SocietyMeetingFactory,
    TestimonialFactory,
    TopicFactory,
    UserFactory,
    answer,
)
from wagtail_mentoring.enums import NotificationStatus, ProfileStatus
from wagtail_mentoring.models import (
    CheckIn,
    CodeOfConductAgreement,
    Notification,
    NotificationTemplate,
)

GROUPS = {
    "coordinator": "Mentoring coordinators",
    "mentoring_editor": "Mentoring editors",
    "committee": "Oversight committee",
    "web_editor": "Editors",
}
ACTORS = ("anonymous", "member", "mentor", "mentee", "former_staff", *GROUPS, "superuser")


@pytest.fixture
def actor(db):
    """Make a user by the name of a part: ``actor("coordinator")``."""

    def make(name):
        if name == "anonymous":
            return None
        if name in {"mentor", "mentee"}:
            factory = MentorFactory if name == "mentor" else MenteeFactory
            return factory().member.user
        user = UserFactory(
            username=f"the_{name}", is_superuser=name == "superuser", is_staff=name == "superuser"
        )
        if name in GROUPS:
            user.groups.add(Group.objects.get(name=GROUPS[name]))
        if name == "former_staff":
            # Still in the group, but the account is closed.
            user.groups.add(Group.objects.get(name=GROUPS["coordinator"]))
            type(user).objects.filter(pk=user.pk).update(is_active=False)
        return user

    return make


@pytest.fixture
def as_actor(actor):
    """Return a client of somebody: ``as_actor("coordinator")``."""

    def make(name):
        client = Client()
        user = actor(name)
        if user is not None:
            client.force_login(user)
        return client

    return make


@pytest.fixture
def coordinator(actor):
    return actor("coordinator")


@pytest.fixture
def admin(coordinator):
    """A client of a coordinator."""
    client = Client()
    client.force_login(coordinator)
    return client


def make_notification(program, member, **values):
    """Return a mail in the log; sent unless something else is said."""
    number = Notification.objects.count()
    return Notification.objects.create(
        **{
            "key": f"key-{number}",
            "program": program,
            "event": "request_received",
            "recipient": member.user,
            "member": member,
            "to_email": member.email,
            "language": "en",
            "subject": f"Subject {number}",
            "body_text": "The text of the mail.",
            "message_id": f"<{number}@society.example>",
            "status": NotificationStatus.SENT,
            **values,
        }
    )


def make_agreement(program, member, role="mentor"):
    return CodeOfConductAgreement.objects.create(
        member=member,
        program=program,
        role=role,
        page_title="Code of Conduct",
        revision_ref=1,
        revision_created_at=member.created_at,
        text_hash="0" * 64,
        language="en",
    )


@pytest.fixture
def world(db):
    """One of everything, under names that tests can look for."""
    program = ProgramFactory(name="Careers")
    mentor = MentorFactory(program=program, member__name="Ruth Abiola")
    mentee = MenteeFactory(program=program, member__name="Ivo Marek", status=ProfileStatus.PENDING)
    request = RequestFactory(
        mentor=mentor, mentee=MenteeFactory(program=program, member__name="Lena Okoro")
    )
    mentorship = MentorshipFactory(
        request=RequestFactory(
            mentor=mentor,
            mentee=MenteeFactory(program=program, member__name="Sam Tiedt"),
            status="accepted",
        )
    )
    criterion = CriterionFactory(program=program, label="Methods")
    choice = ChoiceFactory(criterion=criterion, label="Surveys")
    answer(mentor, criterion, choice)
    return SimpleNamespace(
        program=program,
        mentor=mentor,
        mentee=mentee,
        member=mentor.member,
        request=request,
        mentorship=mentorship,
        criterion=criterion,
        choice=choice,
        notification=make_notification(program, mentor.member),
        agreement=make_agreement(program, mentor.member),
        signal=SignalFactory(mentorship=mentorship),
        check_in=CheckIn.objects.create(
            mentorship=mentorship, role="mentee", member=mentorship.mentee_member, months=3
        ),
        concern=ConcernFactory(program=program, reporter=mentorship.mentee_member),
        faq_entry=FAQEntryFactory(program=program, topic=TopicFactory()),
        topic=TopicFactory(),
        meeting=SocietyMeetingFactory(),
        testimonial=TestimonialFactory(program=program),
        mail_text=NotificationTemplate.objects.create(
            program=program, event="request_received", subject="A request for {recipient}"
        ),
    )
