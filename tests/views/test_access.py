"""Every members' address, for every kind of visitor: who may open it, and that opening changes nothing.

The list of addresses comes from the URL resolver: a new one without an entry in
``WHO`` fails (S-01, S-02, S-17, S-20, M-12).
"""

import uuid

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from tests.factories import (
    BlockFactory,
    Cast,
    GoalFactory,
    GoalStepFactory,
    MentorshipFactory,
    MessageFactory,
    PairMeetingFactory,
    PairNoteFactory,
    RequestFactory,
    SavedSearchFactory,
    UserFactory,
)
from wagtail_mentoring import urls
from wagtail_mentoring.enums import ProfileStatus
from wagtail_mentoring.models import CalendarFeed, MessageAttachment
from wagtail_mentoring.notifications.unsubscribe import unsubscribe_token

pytestmark = pytest.mark.django_db

ACTORS = (
    "anonymous",
    "outsider",
    "mentor",
    "mentee",
    "partner",
    "other_mentor",
    "other_mentee",
    "paused",
    "suspended",
    "left",
    "unapproved",
    "coordinator",
    "superuser",
)
EVERYBODY = set(ACTORS) - {"anonymous"}
#: Who gets an answer other than "there is no such page". Anonymous visitors are led to the login first.
WHO = {
    "enrollment": EVERYBODY,
    "desk": EVERYBODY,
    "find_mentor": EVERYBODY,
    "find_mentee": EVERYBODY,
    # The mentor's page: themself, mentees who are enrolled, staff who coordinate.
    "find_mentor_profile": {
        "mentor",
        "mentee",
        "partner",
        "other_mentee",
        "paused",
        "coordinator",
        "superuser",
    },
    # The mentee's page: themself, mentors who are enrolled, staff who coordinate.
    "find_mentee_profile": {"mentee", "mentor", "other_mentor", "coordinator", "superuser"},
    # Whoever has the other role, whatever its state; who may not search is told so.
    "find_mentor_save": {
        "mentee",
        "partner",
        "other_mentee",
        "paused",
        "suspended",
        "left",
        "unapproved",
    },
    "find_mentee_save": {"mentor", "other_mentor"},
    "desk_search": {"mentee"},
    "desk_mails": EVERYBODY - {"outsider", "coordinator", "superuser"},
    "desk_request": {"mentor", "mentee"},
    "desk_mentorship": {"mentor", "partner"},
    # Only who wrote it.
    "desk_mentorship_note": {"partner"},
    "desk_calendar": EVERYBODY,
    "desk_calendar_renew": EVERYBODY,
    "desk_calendar_stop": EVERYBODY,
    # Whoever has the address (tests/views/test_calendar.py).
    "calendar_feed": set(ACTORS),
    # Whoever never took part is told so.
    "desk_concern": EVERYBODY,
    "desk_concern_sent": EVERYBODY - {"outsider", "coordinator", "superuser"},
    "desk_blocked": EVERYBODY - {"outsider", "coordinator", "superuser"},
    # The mentor, by those who see them; not by themself.
    "desk_block": {"mentee", "partner", "other_mentee", "paused"},
    "desk_unblock": {"mentee"},
    # What was written about the request, and the file with it.
    "desk_messages": EVERYBODY,
    "desk_message_mail": EVERYBODY,
    "desk_conversation": {"mentor", "mentee"},
    "desk_attachment": {"mentor", "mentee"},
    "picture": {
        "mentor",
        "mentee",
        "partner",
        "other_mentee",
        "paused",
        "coordinator",
        "superuser",
    },
    "patterns": set(),
    # Whoever has the address out of the mail (tests/views/test_unsubscribe.py).
    "unsubscribe": set(ACTORS),
}
#: Answers everybody without asking who they are; tests/pages/test_faq_page.py says what it does.
#: and resource_picture asks the privacy of its page (tests/pages/test_restricted_pages.py).
#: The mail service has a secret of its own (tests/views/test_inbound.py).
#: Files, captions and podcasts of interviews ask the privacy of their page (tests/views/test_interviews.py).
PUBLIC = {
    "faq_helpful",
    "resource_picture",
    "inbound_mail",
    "interview_file",
    "interview_track",
    "interview_withdraw",
    "podcast",
}
PATTERNS = [pattern for pattern in urls.urlpatterns if pattern.name not in PUBLIC]
#: The only address that takes a POST without a CSRF token: the mail program has none (S-22).
EXEMPT = {"unsubscribe"}
#: Whoever sees a profile may open the form; those who may not ask are told why.
WHO |= {f"{name}_request": WHO[f"{name}_profile"] for name in ("find_mentor", "find_mentee")}
MAY_ASK = {
    "find_mentor_request": {"mentee", "other_mentee"},
    "find_mentee_request": {"mentor", "other_mentor"},
    "desk_concern": EVERYBODY - {"outsider", "coordinator", "superuser"},
}
#: Own pages that exist only for those who have the role; whoever has not is led away or told so.
OWN = (
    "enrollment_",
    "desk_pause",
    "desk_resume",
    "desk_leave",
    "desk_rejoin",
    "desk_shortlist",
    "desk_compare",
    "desk_dismiss",
    "desk_bring_back",
)


def who_may(name):
    """Return the entry for a route: its own, or that of the object it belongs to."""
    if name in WHO:
        return WHO[name]
    if name.startswith(OWN):
        return None
    for prefix in ("desk_request", "desk_mentorship", "desk_search", "desk_conversation"):
        if name.startswith(prefix):
            return WHO[prefix]
    pytest.fail(f"{name} is a new address: say in WHO who may open it.")


class World:
    def __init__(self):
        self.cast = cast = Cast()
        self.mentor, self.mentee = cast.mentor(capacity=3), cast.mentee()
        self.partner = cast.mentee()
        self.request = RequestFactory(mentor=self.mentor, mentee=self.mentee)
        accepted = RequestFactory(mentor=self.mentor, mentee=self.partner, status="accepted")
        self.pair = MentorshipFactory(request=accepted)
        self.goal = GoalFactory(mentorship=self.pair)
        self.step = GoalStepFactory(goal=self.goal)
        self.note = PairNoteFactory(mentorship=self.pair)
        self.meeting = PairMeetingFactory(mentorship=self.pair)
        self.feed = CalendarFeed.objects.create(member=self.mentor.member)
        self.search = SavedSearchFactory(profile=self.mentee)
        self.block = BlockFactory(by=self.mentee.member)
        message = MessageFactory(conversation__request=self.request)
        self.file = MessageAttachment(message=message, name="a.txt", content_type="text/plain")
        self.file.size = 1
        self.file.file.save("a.txt", ContentFile(b"x"))
        self.mentor.member.picture.save("face.jpg", ContentFile(b"not read here"))
        people = {
            "mentor": self.mentor,
            "mentee": self.mentee,
            "partner": self.partner,
            "other_mentor": cast.mentor(),
            "other_mentee": cast.mentee(),
            "paused": cast.mentee(status=ProfileStatus.PAUSED),
            "suspended": cast.mentee(status=ProfileStatus.SUSPENDED),
            "left": cast.mentee(status=ProfileStatus.LEFT),
            "unapproved": cast.mentee(status=ProfileStatus.PENDING),
        }
        coordinator = UserFactory()
        coordinator.user_permissions.add(
            Permission.objects.get(codename="coordinate_mentoringprogram")
        )
        self.users = {name: profile.member.user for name, profile in people.items()}
        self.users |= {
            "anonymous": None,
            "outsider": UserFactory(),
            "coordinator": coordinator,
            "superuser": UserFactory(is_superuser=True, is_staff=True),
        }

    def client(self, actor):
        client = Client(raise_request_exception=True)
        if self.users[actor]:
            client.force_login(self.users[actor])
        return client

    def kwargs(self, pattern):
        name, wanted = pattern.name, pattern.pattern.converters
        objects = {
            "desk_request": self.request,
            "desk_conversation": self.request,
            "desk_attachment": self.file,
            "desk_mentorship": self.pair,
            "desk_search": self.search,
            "desk_unblock": self.block,
        }
        target = self.mentor.member if name in ("picture", "desk_block") else self.mentor
        if name.startswith("find_mentee"):
            target = self.mentee
        for prefix, instance in objects.items():
            if name.startswith(prefix):
                target = instance
        values = {
            "program": self.cast.program.slug,
            "uuid": target.uuid,
            "role": "mentee",
            "stamp": "x",
            "token": self.feed.token
            if name == "calendar_feed"
            else unsubscribe_token("saved-search", self.search.uuid.hex),
            "goal": self.goal.uuid,
            "step": self.step.uuid,
            "note": self.note.uuid,
            "meeting": self.meeting.uuid,
        }
        return {key: values[key] for key in wanted}


def state():
    """Return everything the app has stored."""
    models = apps.get_app_config("wagtail_mentoring").get_models()
    return {model._meta.label: list(model.objects.order_by("pk").values()) for model in models}


@pytest.fixture
def world():
    return World()


@pytest.mark.parametrize("actor", ACTORS)
def test_who_opens_what_and_that_opening_changes_nothing(world, actor):
    client, before = world.client(actor), state()
    addresses = {user.email for user in world.users.values() if user} - {
        getattr(world.users[actor], "email", None)
    }
    for pattern in PATTERNS:
        name, kwargs = pattern.name, world.kwargs(pattern)
        url = reverse(f"wagtail_mentoring:{name}", kwargs=kwargs)
        for method in (client.get, client.head, client.options):
            response = method(url)
            assert response.status_code < 500, (name, actor)
        response = client.get(url)
        allowed = who_may(name)
        if actor == "anonymous" and actor not in (allowed or ()):
            expected = response.status_code in (302, 404)
            if response.status_code == 302:
                assert "login" in response["Location"]
        elif allowed is None:
            expected = response.status_code in (200, 302, 404)
        else:
            expected = (response.status_code != 404) == (actor in allowed)
        assert expected, f"{actor} opens {name}: {response.status_code}"
        if response.status_code == 200 and name not in ("picture", "desk_attachment"):
            assert "no-store" in response["Cache-Control"], name
            assert response["X-Robots-Tag"] == "noindex", name
            text = response.content.decode()
            assert not [address for address in addresses if address in text], (name, actor)
    assert state() == before


@pytest.mark.parametrize("actor", ACTORS)
def test_nobody_posts_to_what_is_not_theirs(world, actor):
    client, before = world.client(actor), state()
    for pattern in PATTERNS:
        name = pattern.name
        allowed = MAY_ASK.get(name, who_may(name))
        if (
            allowed is None
            or actor in allowed
            or name
            in (
                "enrollment",
                "desk",
                "desk_messages",
                "desk_message_mail",
            )
        ):
            continue
        url = reverse(f"wagtail_mentoring:{name}", kwargs=world.kwargs(pattern))
        response = client.post(url, {"message": "x", "body": "x", "confirm": "on"})
        assert response.status_code in (302, 403, 404, 405, 409), (name, actor)
    assert state() == before


@pytest.mark.parametrize("actor", ["outsider", "other_mentee", "suspended", "coordinator"])
@pytest.mark.parametrize(
    "prefix",
    [
        "desk_request",
        "desk_mentorship",
        "desk_search",
        "desk_conversation",
        "desk_attachment",
        "picture",
        "find_mentor_profile",
    ],
)
def test_what_is_not_theirs_answers_like_what_is_not_there(world, actor, prefix):
    if actor in WHO[prefix]:
        return
    client = world.client(actor)
    for pattern in PATTERNS:
        if not pattern.name.startswith(prefix):
            continue
        kwargs = world.kwargs(pattern)
        real = client.get(reverse(f"wagtail_mentoring:{pattern.name}", kwargs=kwargs))
        kwargs["uuid"] = uuid.uuid4()
        missing = client.get(reverse(f"wagtail_mentoring:{pattern.name}", kwargs=kwargs))
        assert real.status_code == missing.status_code == 404
        assert real.content == missing.content
        assert dict(real.headers) == dict(missing.headers)


@pytest.mark.parametrize("actor", ["mentee", "other_mentee"])
def test_without_csrf_token_nothing_is_done(world, actor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.users[actor])
    before = state()
    for pattern in PATTERNS:
        if pattern.name in EXEMPT:
            continue
        url = reverse(f"wagtail_mentoring:{pattern.name}", kwargs=world.kwargs(pattern))
        assert client.post(url, {"message": "x"}).status_code in (403, 405), pattern.name
    assert state() == before


def test_rights_end_at_once(world):
    """S-29: a page that was open a moment ago does nothing once the right is gone."""
    client = world.client("mentor")
    url = reverse(
        "wagtail_mentoring:desk_request_accept",
        kwargs={"program": world.cast.program.slug, "uuid": world.request.uuid},
    )
    assert client.get(url).status_code == 200
    user = world.users["mentor"]
    user.is_active = False
    user.save()
    assert client.post(url, {"message": ""}).status_code == 302
    world.request.refresh_from_db()
    assert world.request.is_open
