"""The page of two people: next step, agreement, goals, notes and meetings, on short forms without scripts."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories import (
    AgreementFactory,
    Cast,
    GoalFactory,
    GoalStepFactory,
    MemberFactory,
    PairMeetingFactory,
    PairNoteFactory,
    UserFactory,
)
from tests.views.pairing import Visitor, pair, refused, text_of, url
from wagtail_mentoring.actions import CompleteMentorshipAction, HoldMentorshipAction
from wagtail_mentoring.forms.pair_meetings import moment_in
from wagtail_mentoring.models import (
    Goal,
    Mentorship,
    MentorshipAgreement,
    PairMeeting,
    PairNote,
    ReminderRule,
)
from wagtail_mentoring.notifications.recipients import known_zone
from wagtail_mentoring.notifications.values import as_value

pytestmark = pytest.mark.django_db

AGREEMENT = {
    "goals": "To give a first talk.",
    "rhythm": "Every second week",
    "communication": "By mail",
    "boundaries": "No review of papers",
    "ends_on": "",
}


@pytest.fixture
def cast(db):
    return Cast()


@pytest.fixture
def item(cast):
    ana = MemberFactory(name="Ana Lindqvist", time_zone="Pacific/Auckland")
    robin = MemberFactory(name="Robin Adeyemi", time_zone="Pacific/Honolulu")
    return pair(cast.mentor(member=ana), cast.mentee(member=robin))


class Two:
    """Both of them, each signed in when they look."""

    def __init__(self, client, item):
        self.client, self.item = client, item

    def robin(self):
        return Visitor(self.client, self.item.mentee)

    def ana(self):
        return Visitor(self.client, self.item.mentor)

    def page(self, visitor):
        return text_of(visitor.get("desk_mentorship", uuid=self.item.uuid))


@pytest.fixture
def two(client, item):
    return Two(client, item)


def post(visitor, item, name, data=None, **kwargs):
    return visitor.post(f"desk_mentorship_{name}", data, uuid=item.uuid, **kwargs)


def get(visitor, item, name, **kwargs):
    return visitor.get(f"desk_mentorship_{name}", uuid=item.uuid, **kwargs)


def post_message(visitor, item, text):
    return visitor.post("desk_conversation", {"message": text}, uuid=item.request.uuid)


def remind(program, days=30):
    """Let ``program`` remind of a coming end ``days`` before."""
    ReminderRule.objects.create(program=program, kind="coming_end", number=1, count=days)


# Next step


def test_the_next_step_leads_from_the_first_talk_to_the_end(two, item):
    """R46, R47, R49, R52, R53, D11."""
    robin = two.robin()

    def step():
        return robin.get("desk_mentorship", uuid=item.uuid).context["step"]

    def labels():
        return [button["label"] for button in step()["buttons"]]

    # Whose turn it is to write comes to it at once; the other one does not.
    assert labels() == ["Write to Ana Lindqvist", "We have talked"]
    post_message(robin, item, "Hello Ana")
    assert labels() == ["We have talked", "Plan a meeting"]
    assert "You have written to each other." in step()["text"]
    step_of_ana = two.ana().get("desk_mentorship", uuid=item.uuid).context["step"]
    assert [button["label"] for button in step_of_ana["buttons"]] == [
        "We have talked",
        "Plan a meeting",
    ]
    robin = two.robin()
    Mentorship.objects.filter(pk=item.pk).update(first_conversation_at=timezone.now())
    assert labels() == ["Write down what you agree on"]
    proposal = AgreementFactory(mentorship=item, proposed_by="mentor")
    assert labels() == ["Read the proposal"]
    MentorshipAgreement.objects.filter(pk=proposal.pk).update(proposed_by="mentee")
    assert labels() == ["Add a goal"]
    GoalFactory(mentorship=item)
    assert labels() == ["Plan a meeting"]
    meeting = PairMeetingFactory(mentorship=item)
    assert "You meet on" in step()["text"]
    assert labels() == ["See the meeting"]
    PairMeeting.objects.filter(pk=meeting.pk).update(status="canceled")
    assert labels() == ["Plan a meeting"]
    Mentorship.objects.filter(pk=item.pk).update(agreed_end_on=timezone.localdate())
    assert labels() == ["Go on longer", "We have done what we set out to do"]
    HoldMentorshipAction(item, item.mentee, actor=item.mentee.member.user).execute()
    assert labels() == ["Go on"]


@pytest.mark.parametrize(
    ("days", "near"), [(-3, True), (0, True), (30, True), (31, False), (None, False)]
)
def test_the_coming_end_shows_as_long_before_as_the_program_reminds(two, item, days, near):
    end = None if days is None else timezone.localdate() + dt.timedelta(days=days)
    Mentorship.objects.filter(pk=item.pk).update(agreed_end_on=end)
    remind(item.program)
    assert ("Go on longer" in two.page(two.robin())) == near


def test_without_reminders_only_the_last_day_itself_counts(two, item):
    assert not item.program.reminder_rules.exists()
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    Mentorship.objects.filter(pk=item.pk).update(agreed_end_on=tomorrow)
    assert "Go on longer" not in two.page(two.robin())


# Agreement


def test_one_proposes_and_the_other_agrees(two, item):
    robin = two.robin()
    page = get(robin, item, "agreement")
    assert "Usually after 6 to 12 months" in text_of(page)
    end = timezone.localdate() + dt.timedelta(days=200)
    answer = post(robin, item, "agreement", {**AGREEMENT, "ends_on": end.isoformat()})
    assert answer.url == url(item.program, "desk_mentorship", uuid=item.uuid) + "#agreement"
    text = two.page(robin)
    assert "You propose" in text and "Take it back" in text and "I agree" not in text
    ana = two.ana()
    page = ana.get("desk_mentorship", uuid=item.uuid)
    assert "Robin Adeyemi proposes" in text_of(page)
    assert "No review of papers" in text_of(page)
    version = page.context["agreement"]["proposed"].version
    post(ana, item, "agreement_confirm", {"version": version})
    item.refresh_from_db()
    assert item.agreed_end_on == end
    text = two.page(two.robin())
    assert "What we agree on" in text and "Agreed end" in text and "You propose" not in text


def test_a_changed_proposal_is_not_agreed_to_unread(two, item):
    proposal = AgreementFactory(mentorship=item)
    robin = two.robin()
    post(robin, item, "agreement", {**AGREEMENT, "goals": "Something else"})
    ana = two.ana()
    answer = post(ana, item, "agreement_confirm", {"version": proposal.version})
    text = text_of(ana.client.get(answer.url))
    assert "has been changed in the meantime" in text
    assert not item.agreements.filter(standing="confirmed").exists()
    for version in ("", "x", "99999999999999999999"):
        post(ana, item, "agreement_confirm", {"version": version})
    assert not item.agreements.filter(standing="confirmed").exists()


def test_a_change_begins_with_what_is_agreed(two, item):
    AgreementFactory(mentorship=item, standing="confirmed", goals="Said before")
    page = get(two.ana(), item, "agreement")
    assert "Said before" in text_of(page)
    assert "Change what you agree on" in text_of(page)


def test_a_last_day_that_was_moved_on_counts_and_does_not_move_back(two, item):
    """D11: who changes another part of the agreement later keeps the new day."""
    soon = timezone.localdate() + dt.timedelta(days=60)
    later = soon + dt.timedelta(days=90)
    AgreementFactory(mentorship=item, standing="confirmed", goals="Said before", ends_on=soon)
    Mentorship.objects.filter(pk=item.pk).update(agreed_end_on=soon)
    ana = two.ana()
    answer = post(ana, item, "extend", {"ends_on": later.isoformat()})
    words = as_value(later)
    page = text_of(ana.client.get(answer.url))
    assert f"The last day is {words} now. Robin Adeyemi gets a mail." in page
    assert as_value(soon) not in page
    form = get(ana, item, "agreement").context["form"]
    assert (form["goals"].value(), form["ends_on"].value()) == ("Said before", later)


def test_a_proposal_is_taken_back(two, item):
    AgreementFactory(mentorship=item)
    post(two.robin(), item, "agreement_withdraw")
    assert not item.agreements.filter(standing="proposed").exists()


def test_what_was_typed_is_kept_when_a_rule_says_no(two, item):
    item.program.longest_months = 1
    item.program.save()
    late = (timezone.localdate() + dt.timedelta(days=90)).isoformat()
    page = post(two.robin(), item, "agreement", {**AGREEMENT, "ends_on": late})
    assert page.status_code == 409
    assert "Every second week" in text_of(page)
    assert "at most 1 month." in text_of(page)
    # At the field, where the words above the form lead to.
    assert "at most 1 month." in page.context["form"].errors["ends_on"][0]


def test_the_end_is_moved_on_a_short_form(two, item):
    robin = two.robin()
    later = timezone.localdate() + dt.timedelta(days=100)
    assert "Go on until" in text_of(get(robin, item, "extend"))
    post(robin, item, "extend", {"ends_on": later.isoformat()})
    item.refresh_from_db()
    assert item.agreed_end_on == later
    page = post(robin, item, "extend", {"ends_on": later.isoformat()})
    assert page.status_code == 409
    assert "after the one you have agreed on" in page.context["form"].errors["ends_on"][0]


# Goals


def test_a_goal_with_steps_is_added_ticked_changed_reached_and_removed(two, item):
    robin = two.robin()
    steps = "Find a topic\r\n\r\n  Write   it \n"
    post(robin, item, "goal_add", {"title": "A talk", "description": "", "steps": steps})
    goal = Goal.objects.get()
    assert [step.text for step in goal.steps.all()] == ["Find a topic", "Write it"]
    ana = two.ana()
    first = goal.steps.first()
    post(ana, item, "step", {"done": "yes"}, step=first.uuid)
    assert 'aria-pressed="true"' in two.page(ana)
    page = get(ana, item, "goal", goal=goal.uuid)
    assert "Find a topic\nWrite it" in text_of(page)
    post(
        ana,
        item,
        "goal",
        {"title": "A good talk", "description": "", "steps": "Find a topic"},
        goal=goal.uuid,
    )
    goal.refresh_from_db()
    assert (goal.title, goal.steps.get().done_at is None) == ("A good talk", False)
    post(ana, item, "goal_settle", {"status": "reached"}, goal=goal.uuid)
    assert "Take it up again" in two.page(two.robin())
    assert (
        post(two.robin(), item, "goal_settle", {"status": "won"}, goal=goal.uuid).status_code == 404
    )
    post(two.robin(), item, "goal_remove", goal=goal.uuid)
    assert not Goal.objects.exists()


@pytest.mark.parametrize(
    ("steps", "words"), [("x" * 201, "too long"), ("\n".join("abc") * 20, "at most")]
)
def test_steps_stay_short_and_few(two, item, steps, words):
    steps = steps if "x" in steps else "\n".join(str(number) for number in range(31))
    page = post(two.robin(), item, "goal_add", {"title": "A talk", "steps": steps})
    assert page.status_code == 200
    assert words in text_of(page)
    assert not Goal.objects.exists()


# Notes


def test_a_private_note_is_shown_to_its_author_alone(two, item, cast):
    robin = two.robin()
    post(robin, item, "note_add", {"text": "Canarynote", "readers": "alone"})
    post(robin, item, "note_add", {"text": "For both", "readers": "shared"})
    text = two.page(robin)
    assert "Canarynote" in text and "Only you" in text
    private, shared = (
        PairNote.objects.get(text="Canarynote"),
        PairNote.objects.get(text="For both"),
    )
    ana = two.ana()
    assert "Canarynote" not in two.page(ana)
    assert "For both" in two.page(ana)
    assert "Canarynote" not in text_of(get(ana, item, "notes"))
    for note in (private, shared):
        assert get(ana, item, "note", note=note.uuid).status_code == 404
        answer = post(ana, item, "note", {"text": "x", "readers": "alone"}, note=note.uuid)
        assert answer.status_code == 404
        assert post(ana, item, "note_remove", note=note.uuid).status_code == 404
    robin = two.robin()
    page = get(robin, item, "note", note=private.uuid)
    assert "data-mentoring-keep" not in text_of(page)
    post(robin, item, "note", {"text": "Changed", "readers": "shared"}, note=private.uuid)
    private.refresh_from_db()
    assert (private.text, private.is_shared) == ("Changed", True)
    post(robin, item, "note_remove", note=private.uuid)
    assert PairNote.objects.get() == shared


def test_all_notes_have_a_page_of_their_own(two, item):
    for number in range(25):
        PairNoteFactory(mentorship=item, text=f"Note number {number}.")
    robin = two.robin()
    text = two.page(robin)
    assert "Note number 24." in text and "Note number 21." not in text
    assert "All notes" in text
    first, second = (
        get(robin, item, "notes"),
        robin.client.get(url(item.program, "desk_mentorship_notes", uuid=item.uuid) + "?page=2"),
    )
    assert "Note number 5." in text_of(first) and "Note number 4." not in text_of(first)
    assert "Note number 4." in text_of(second)


# Meetings


MEETING = {
    "day": "2027-03-28",
    "time": "10:00",
    "minutes": "45",
    "place": "",
    "link": "https://call.example/room",
    "agenda": "The slides",
}


@pytest.fixture
def march(item):
    with time_machine.travel(dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC), tick=False):
        yield


def test_each_reads_the_time_in_their_own_zone(two, item, march):
    robin = two.robin()
    page = get(robin, item, "meeting_add")
    assert "In your time zone, Pacific/Honolulu." in text_of(page)
    assert "For Ana Lindqvist it is 23 hours later." in text_of(page)
    post(robin, item, "meeting_add", MEETING)
    meeting = PairMeeting.objects.get()
    assert meeting.starts_at == dt.datetime(2027, 3, 28, 20, tzinfo=dt.UTC)
    text = two.page(robin)
    assert "March 28, 2027, 10 a.m." in text
    assert "For Ana Lindqvist: Monday, 9 a.m. (Pacific/Auckland)" in text
    text = two.page(two.ana())
    assert "March 29, 2027, 9 a.m." in text
    assert 'href="https://call.example/room"' in text and "The slides" in text


def test_a_meeting_is_moved_and_canceled(two, item, march):
    post(two.robin(), item, "meeting_add", MEETING)
    meeting = PairMeeting.objects.get()
    ana = two.ana()
    text = text_of(get(ana, item, "meeting", meeting=meeting.uuid))
    assert 'value="2027-03-29"' in text and 'value="09:00"' in text
    post(
        ana,
        item,
        "meeting",
        {**MEETING, "day": "2027-03-30", "time": "08:00"},
        meeting=meeting.uuid,
    )
    meeting.refresh_from_db()
    assert meeting.starts_at == dt.datetime(2027, 3, 29, 19, tzinfo=dt.UTC)
    assert meeting.sequence == 1
    page = get(ana, item, "meeting_cancel", meeting=meeting.uuid)
    assert "8 a.m. to 8:45 a.m. (Pacific/Auckland)" in text_of(page)
    post(ana, item, "meeting_cancel", meeting=meeting.uuid)
    assert "call.example" not in two.page(ana)
    assert refused(get(ana, item, "meeting", meeting=meeting.uuid)) == ["meeting_canceled"]


def test_a_time_that_cannot_be_is_said_at_its_field(two, item, march):
    robin = two.robin()
    page = post(robin, item, "meeting_add", {**MEETING, "day": "2027-02-01"})
    assert page.status_code == 409
    assert page.context["form"].errors["day"] == ["This time is over. Choose a later one."]
    assert "https://call.example/room" in text_of(page)
    post(robin, item, "meeting_add", MEETING)
    page = post(robin, item, "meeting_add", {**MEETING, "time": "10:15"})
    assert list(page.context["form"].errors) == ["time"]


def test_the_meeting_as_a_file(two, item):
    meeting = PairMeetingFactory(mentorship=item, agenda="Slides")
    answer = get(two.ana(), item, "meeting_file", meeting=meeting.uuid)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"METHOD:PUBLISH" in answer.content and str(meeting.uuid).encode() in answer.content
    assert b"@example.com" not in answer.content


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "ftp://call.example/", "tel:abc", "call me"]
)
def test_a_link_is_a_web_address_or_a_number(two, item, march, link):
    page = post(two.robin(), item, "meeting_add", {**MEETING, "link": link})
    assert page.status_code == 200
    assert page.context["form"].errors["link"]
    assert not PairMeeting.objects.exists()


def test_a_phone_number_is_called(two, item, march):
    post(two.robin(), item, "meeting_add", {**MEETING, "link": "tel:+46 18 123456"})
    assert "Call +46 18 123456" in two.page(two.ana())


@pytest.mark.parametrize(
    ("zone", "day", "time", "moment"),
    [
        # The clocks leave out 2:00 to 3:00 on March 28, 2027, and give it twice on October 31.
        ("Europe/Paris", dt.date(2027, 3, 28), dt.time(2, 30), None),
        ("Europe/Paris", dt.date(2027, 3, 28), dt.time(3), dt.datetime(2027, 3, 28, 1)),
        ("Europe/Paris", dt.date(2027, 10, 31), dt.time(2, 30), dt.datetime(2027, 10, 31, 0, 30)),
        ("Europe/Paris", dt.date(2027, 10, 31), dt.time(3, 30), dt.datetime(2027, 10, 31, 2, 30)),
        ("Pacific/Auckland", dt.date(2027, 4, 4), dt.time(1), dt.datetime(2027, 4, 3, 12)),
        ("Pacific/Honolulu", dt.date(2027, 4, 4), dt.time(1), dt.datetime(2027, 4, 4, 11)),
        ("Asia/Kathmandu", dt.date(2027, 4, 4), dt.time(12), dt.datetime(2027, 4, 4, 6, 15)),
    ],
)
def test_a_time_on_the_wall_becomes_a_moment(zone, day, time, moment):
    expected = moment and moment.replace(tzinfo=dt.UTC)
    assert moment_in(known_zone(zone), day, time) == expected


def test_a_time_the_clocks_leave_out_is_explained(two, item, march):
    item.mentee.member.time_zone = "Europe/Paris"
    item.mentee.member.save()
    page = post(two.robin(), item, "meeting_add", {**MEETING, "time": "02:30"})
    assert "clocks go forward" in text_of(page)
    page = post(two.robin(), item, "meeting_add", {**MEETING, "day": "9999-12-31", "time": "23:59"})
    assert page.status_code == 409
    assert "years away" in text_of(page)


# Whose it is


def test_when_it_is_over_it_can_be_read_and_not_changed(two, item):
    goal, note = GoalFactory(mentorship=item, title="A talk"), PairNoteFactory(mentorship=item)
    GoalStepFactory(goal=goal)
    AgreementFactory(mentorship=item, standing="confirmed", goals="What was agreed")
    CompleteMentorshipAction(item, item.mentee, actor=item.mentee.member.user).execute()
    robin = two.robin()
    text = two.page(robin)
    assert "A talk" in text and "What was agreed" in text and note.text in text
    for words in ("Add a goal", "Write a note", "Plan a meeting", "Goal reached"):
        assert words not in text
    for name in ("agreement", "goal_add", "note_add", "meeting_add", "extend"):
        assert refused(get(robin, item, name)) == ["already_over"]
    assert refused(get(robin, item, "goal", goal=goal.uuid)) == ["already_over"]


def test_another_pairs_things_do_not_exist(two, item, cast):
    foreign = pair(cast.mentor(), cast.mentee())
    goal, meeting = GoalFactory(mentorship=foreign), PairMeetingFactory(mentorship=foreign)
    step = GoalStepFactory(goal=goal)
    robin = two.robin()
    assert get(robin, item, "goal", goal=goal.uuid).status_code == 404
    assert post(robin, item, "step", {"done": "yes"}, step=step.uuid).status_code == 404
    assert get(robin, item, "meeting", meeting=meeting.uuid).status_code == 404
    assert get(robin, item, "meeting_file", meeting=meeting.uuid).status_code == 404
    assert get(robin, item, "goal", goal=uuid.uuid4()).status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_the_full_page_takes_few_queries(two, item, many):
    for _number in range(many):
        goal = GoalFactory(mentorship=item)
        GoalStepFactory(goal=goal)
        PairNoteFactory(mentorship=item, is_shared=True)
        PairMeetingFactory(
            mentorship=item, starts_at=timezone.now() + dt.timedelta(days=1 + _number)
        )
        PairMeetingFactory(
            mentorship=item, starts_at=timezone.now() - dt.timedelta(days=1 + _number)
        )
    AgreementFactory(mentorship=item, standing="confirmed")
    AgreementFactory(mentorship=item)
    Mentorship.objects.filter(pk=item.pk).update(
        agreed_end_on=timezone.localdate() + dt.timedelta(days=5)
    )
    robin = two.robin()
    two.page(robin)
    with CaptureQueriesContext(connection) as queries:
        two.page(robin)
    # Four of them are the framework's: the session, the account, and two for its permissions.
    assert len(queries) == 17


# The desk


def test_the_desk_says_what_of_a_pair_waits(client, two, item):
    remind(item.program)
    AgreementFactory(mentorship=item)
    PairMeetingFactory(mentorship=item)
    Mentorship.objects.filter(pk=item.pk).update(
        agreed_end_on=timezone.localdate() + dt.timedelta(days=5),
        first_conversation_at=timezone.now(),
    )
    text = text_of(two.ana().get("desk"))
    parts = [
        "Decide with Robin Adeyemi whether you go on",
        "Read what Robin Adeyemi proposes to agree on",
        "Meet Robin Adeyemi",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    text = text_of(two.robin().get("desk"))
    assert "proposes to agree on" not in text
    assert "Meet Ana Lindqvist" in text


def test_strangers_find_nothing_of_it(client, item):
    client.force_login(UserFactory())
    for name in ("agreement", "goal_add", "note_add", "notes", "meeting_add", "extend"):
        address = url(item.program, f"desk_mentorship_{name}", uuid=item.uuid)
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404


def test_too_many_changes_in_a_short_time_are_told_and_keep_what_was_typed(client, cast, item):
    """S-27."""
    cast.program.pair_hourly_limit = 1
    cast.program.save()
    visitor = Visitor(client, item.mentee)
    visitor.post("desk_mentorship_agreement", AGREEMENT, uuid=item.uuid)
    page = visitor.post(
        "desk_mentorship_agreement", {**AGREEMENT, "goals": "Two talks."}, uuid=item.uuid
    )
    assert page.status_code == 429
    assert "You can go on in 60 minutes." in text_of(page)
    assert ">\nTwo talks.</textarea>" in page.content.decode()
    assert MentorshipAgreement.objects.get().goals == AGREEMENT["goals"]
    day = timezone.localdate() + dt.timedelta(days=9)
    meeting = {"day": day.isoformat(), "time": "10:00", "minutes": "60", "place": "The library"}
    page = visitor.post("desk_mentorship_meeting_add", meeting, uuid=item.uuid)
    assert page.status_code == 429
    assert 'value="The library"' in page.content.decode()
    assert not PairMeeting.objects.exists()
