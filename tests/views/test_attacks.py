"""Attackers and what is between two people: whoever is out of it stays out, and no form breaks (S-01, S-02, S-07, S-12, M-15)."""

import datetime as dt
import uuid

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    AgreementFactory,
    BlockFactory,
    Cast,
    GoalFactory,
    GoalStepFactory,
    MentorshipFactory,
    MessageFactory,
    PairMeetingFactory,
    PairNoteFactory,
    RequestFactory,
    UserFactory,
)
from tests.views.test_access import state
from wagtail_mentoring import urls
from wagtail_mentoring.actions import BlockAction, EndMentorshipAction
from wagtail_mentoring.models import Concern, MentorshipRequest, Message, MessageAttachment

pytestmark = pytest.mark.django_db
CANARY = "Xylophone"
PREFIXES = ("desk_mentorship", "desk_conversation", "desk_attachment")


class Pair:
    """Two people with one of everything between them, all with a word that nobody else may read."""

    def __init__(self, **rules):
        self.cast = Cast(**rules)
        self.mentor, self.mentee = self.cast.mentor(), self.cast.mentee()
        request = RequestFactory(
            mentor=self.mentor, mentee=self.mentee, status="accepted", message=CANARY
        )
        self.item = MentorshipFactory(request=request)
        message = MessageFactory(conversation__request=request, text=CANARY)
        self.file = MessageAttachment(message=message, name="a.txt", content_type="text/plain")
        self.file.size = 9
        self.file.file.save("a.txt", ContentFile(CANARY.encode()))
        AgreementFactory(mentorship=self.item, goals=CANARY)
        self.goal = GoalFactory(mentorship=self.item, title=CANARY)
        self.step = GoalStepFactory(goal=self.goal, text=CANARY)
        self.note = PairNoteFactory(mentorship=self.item, text=CANARY)
        self.meeting = PairMeetingFactory(mentorship=self.item, agenda=CANARY)

    def kwargs(self, pattern):
        name = pattern.name
        values = {
            "program": self.cast.program.slug,
            "uuid": self.item.uuid,
            "role": "mentee",
            "goal": self.goal.uuid,
            "step": self.step.uuid,
            "note": self.note.uuid,
            "meeting": self.meeting.uuid,
        }
        if name.startswith(("desk_conversation", "desk_request")):
            values["uuid"] = self.item.request.uuid
        if name == "desk_attachment":
            values["uuid"] = self.file.uuid
        return {key: values[key] for key in pattern.pattern.converters}

    def urls(self, prefixes=PREFIXES):
        return {
            pattern.name: reverse(f"wagtail_mentoring:{pattern.name}", kwargs=self.kwargs(pattern))
            for pattern in urls.urlpatterns
            if pattern.name.startswith(prefixes)
        }


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def staff(*groups):
    user = UserFactory(is_staff=True, is_superuser=not groups)
    user.groups.add(*Group.objects.filter(name__in=groups))
    return user


OUTSIDERS = {
    "superuser": [],
    "coordinator": ["Mentoring coordinators"],
    "committee": ["Oversight committee"],
    "editor": ["Mentoring editors"],
    "all offices": ["Mentoring coordinators", "Oversight committee", "Mentoring editors"],
}


@pytest.mark.parametrize("who", [*OUTSIDERS, "another pair"])
def test_nobody_else_opens_or_changes_what_is_between_two(who):
    """S-12: no office opens it; and one's own pair is no key to another's."""
    pair = Pair()
    if who == "another pair":
        other = MentorshipFactory(
            request=RequestFactory(mentor=pair.mentor, mentee=pair.cast.mentee(), status="accepted")
        )
        client = client_of(other.mentee_member.user)
    else:
        client = client_of(staff(*OUTSIDERS[who]))
    before = state()
    assert len(pair.urls()) > 20
    for name, url in pair.urls().items():
        for answer in (client.get(url), client.post(url, {"message": "x", "confirm": "on"})):
            assert answer.status_code in (404, 405), (name, answer.status_code)
            assert CANARY not in answer.content.decode()
    assert state() == before


def test_parts_of_another_pair_are_not_reached_through_ones_own():
    """The address of one's own mentorship with another's goal, note or meeting."""
    pair = Pair()
    other = MentorshipFactory(
        request=RequestFactory(mentor=pair.mentor, mentee=pair.cast.mentee(), status="accepted")
    )
    client, before = client_of(other.mentee_member.user), state()
    for pattern in urls.urlpatterns:
        if not pattern.name.startswith("desk_mentorship"):
            continue
        kwargs = {**pair.kwargs(pattern), "uuid": other.uuid}
        if not {"goal", "note", "meeting"} & kwargs.keys():
            continue
        url = reverse(f"wagtail_mentoring:{pattern.name}", kwargs=kwargs)
        # A button leads back to one's own page without looking.
        assert client.get(url).status_code in (302, 404, 405), pattern.name
        data = {"confirm": "on", "title": "x", "status": "reached"}
        assert client.post(url, data).status_code in (404, 405), pattern.name
    assert state() == before


def test_another_programs_address_opens_nothing():
    pair, elsewhere = Pair(), Cast()
    elsewhere.mentee(member=pair.mentee.member)
    client = client_of(pair.mentee.member.user)
    for pattern in urls.urlpatterns:
        if pattern.name.startswith(PREFIXES):
            kwargs = {**pair.kwargs(pattern), "program": elsewhere.program.slug}
            url = reverse(f"wagtail_mentoring:{pattern.name}", kwargs=kwargs)
            assert client.get(url).status_code in (404, 405), pattern.name
            assert client.post(url, {"message": "x"}).status_code in (404, 405), pattern.name


@pytest.mark.parametrize("how", ["blocked", "blocking", "ended", "kept apart"])
def test_whoever_is_out_changes_nothing_any_more(how):
    """Ex-partners and blocked partners read what they wrote; no old form does anything."""
    pair = Pair(message_days_after_end=30 if how != "ended" else 0)
    mentor, mentee = pair.mentor, pair.mentee
    if how == "ended":
        EndMentorshipAction(pair.item, mentor, actor=mentor.member.user).execute()
    else:
        by, of = (mentee, mentor) if how == "blocking" else (mentor, mentee)
        BlockAction(by.member, of.member, imposed=how == "kept apart").execute()
    client = client_of(mentee.member.user)
    harmless = ("desk_conversation_read", "desk_mentorship_testimonial", "desk_mentorship_thanks")
    day = (timezone.localdate() + dt.timedelta(days=9)).isoformat()
    data = {"message": "x", "confirm": "on", "title": "x", "goals": "x", "text": "x", "day": day}
    data |= {"time": "10:00", "minutes": "60", "ends_on": day, "value": "well", "note": "x"}
    before = state()
    for name, url in pair.urls().items():
        if name in harmless:
            continue
        assert client.get(url).status_code < 500, name
        answer = client.post(url, data)
        assert answer.status_code < 500, name
        now = state()
        changed = [label for label in now if now[label] != before[label]]
        assert not changed, (name, changed)


def test_nobody_tells_a_block_from_an_absence():
    """F86, P-14: the page of a conversation reads the same when the other blocked, or was suspended."""
    pages = []
    for how in ("blocked", "suspended"):
        pair = Pair(message_days_after_end=30)
        EndMentorshipAction(pair.item, pair.mentor).execute()
        if how == "blocked":
            BlockFactory(by=pair.mentor.member, of=pair.mentee.member)
        else:
            type(pair.mentor).objects.filter(pk=pair.mentor.pk).update(status="suspended")
        url = pair.urls()["desk_conversation"]
        answer = client_of(pair.mentee.member.user).post(
            url, {"message": "Hello?", "form_token": uuid.uuid4()}
        )
        pages.append((answer.status_code, "cannot be reached" in answer.content.decode()))
    assert pages[0] == pages[1]
    assert pages[0][1]


HOSTILE = {
    "nul": "a\x00b",
    "header": "Hi\r\nBcc: everybody@evil.example\r\n\r\nx",
    "direction": "\u202egnp.exe\u2066\u2069\u200b",
    "markup": '"><script>alert(1)</script>{{ 7*7 }}{user.__class__}%(name)s%s',
    "long": "9" * 5000,
    "year 9999": "9999-12-31",
    "year 1": "0001-01-01",
    "no day": "2027-02-30",
    "no time": "24:61",
    "no zone": "Mars/Olympus_Mons",
    "path": "../../../../etc/passwd",
    "number": "1e309",
}


def forms_of(pair, client):
    """Return ``{name: (url, form)}`` of every page that asks something."""
    found = {}
    prefixes = ("desk_", "enrollment")
    for pattern in urls.urlpatterns:
        if not pattern.name.startswith(prefixes):
            continue
        try:
            url = reverse(f"wagtail_mentoring:{pattern.name}", kwargs=pair.kwargs(pattern))
        except KeyError:
            continue
        answer = client.get(url)
        form = answer.context and answer.context.get("form")
        if answer.status_code == 200 and form is not None:
            found[pattern.name] = (url, form)
    return found


@pytest.mark.parametrize("what", HOSTILE)
def test_no_form_between_two_breaks(what):
    """S-07: each form, wholly filled with what nobody types, and each field of it alone."""
    pair = Pair(message_hourly_limit=None)
    client = client_of(pair.mentee.member.user)
    forms = {
        name: found
        for name, found in forms_of(pair, client).items()
        if not name.endswith(("_leave", "_end", "_complete"))
    }
    assert {"desk_conversation", "desk_concern", "desk_mails"} <= forms.keys()
    for name, (url, form) in forms.items():
        whole = dict.fromkeys(form.fields, HOSTILE[what]) | {"form_token": HOSTILE[what]}
        answer = client.post(url, whole)
        assert answer.status_code < 500, name
        answer = client.get(url, whole)
        assert answer.status_code < 500, name
        assert "<script>alert(1)" not in answer.content.decode(), name


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
        ("page.txt", b"<html><script>alert(1)</script>"),
        ("photo.png", b"GIF89a<script>alert(1)</script>"),
        ("\u202efdp.exe", b"MZ\x90\x00"),
        ("a.pdf\r\nX-Evil: 1", b"%PDF-1.7\n<script>alert(1)</script>"),
        ("../../../etc/cron.d/x.txt", b"text"),
    ],
)
def test_a_file_is_a_download_with_a_plain_name_or_refused(name, content):
    """S-23, S-24"""
    pair = Pair()
    client = client_of(pair.mentee.member.user)
    upload = SimpleUploadedFile("x", content)
    upload._name = name
    answer = client.post(
        pair.urls()["desk_conversation"],
        {"message": "See this", "files": upload, "form_token": uuid.uuid4()},
    )
    assert answer.status_code < 500
    for stored in MessageAttachment.objects.exclude(pk=pair.file.pk):
        assert not {"/", "\\", "\r", "\n", "\u202e"} & set(stored.name)
        url = reverse(
            "wagtail_mentoring:desk_attachment",
            kwargs={"program": pair.cast.program.slug, "uuid": stored.uuid},
        )
        got = client_of(pair.mentor.member.user).get(url)
        assert got.headers["Content-Disposition"].startswith("attachment")
        assert (
            "html" not in got.headers["Content-Type"] and "svg" not in got.headers["Content-Type"]
        )
        assert got.headers["X-Content-Type-Options"] == "nosniff"
        assert "X-Evil" not in got.headers


def test_what_is_written_cannot_add_a_line_to_a_calendar():
    """Names, places and plans with line breaks stay one property each."""
    pair = Pair()
    evil = "x\r\nATTENDEE:mailto:everybody@evil.example\r\nEND:VEVENT"
    type(pair.meeting).objects.filter(pk=pair.meeting.pk).update(place=evil, agenda=evil)
    type(pair.mentor.member).objects.filter(pk=pair.mentor.member.pk).update(name=evil[:100])
    name = "desk_mentorship_meeting_file"
    url = pair.urls().get(name) or next(u for n, u in pair.urls().items() if u.endswith(".ics"))
    text = client_of(pair.mentee.member.user).get(url).content.decode()
    lines = text.replace("\r\n ", "").split("\r\n")
    assert [line for line in lines if line.startswith("ATTENDEE")] == []
    assert lines.count("END:VEVENT") == 1


def test_a_hidden_field_cannot_name_another_conversation_or_person():
    """S-09"""
    pair = Pair()
    stranger = pair.cast.mentor()
    client = client_of(pair.mentee.member.user)
    other = RequestFactory(mentor=stranger, mentee=pair.cast.mentee())
    client.post(
        pair.urls()["desk_conversation"],
        {
            "message": "Hello",
            "form_token": uuid.uuid4(),
            "request": other.uuid,
            "uuid": other.uuid,
            "written_by": "mentor",
            "conversation": "1",
            "sent_at": "2001-01-01",
        },
    )
    written = Message.objects.get(text="Hello")
    assert written.conversation.request == pair.item.request
    assert written.written_by == "mentee"
    assert written.sent_at.year >= timezone.now().year - 1
    desk = pair.urls()["desk_mentorship"].split("/my/")[0] + "/my/concern/"
    client.post(
        desk,
        {
            "message": "x",
            "category": "Something else",
            "route": "office",
            "subject": f"request:{other.uuid}",
            "people": [str(stranger.member.uuid)],
            "reporter": stranger.member.pk,
            "status": "closed",
        },
    )
    assert not Concern.objects.filter(request=other).exists()
    assert not Concern.objects.exclude(reporter=pair.mentee.member).exists()
    assert MentorshipRequest.objects.get(pk=other.pk).is_open
