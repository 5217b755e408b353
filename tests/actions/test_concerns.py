"""Concerns: raised, handled, closed, forgotten; each refusal by its code; and who learns of it (D16, S-11)."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import ModelLogEntry

from tests.factories import (
    BlockFactory,
    Cast,
    ConcernFactory,
    MentorshipFactory,
    RequestFactory,
    UserFactory,
)
from wagtail_mentoring.actions import (
    AddCaseNoteAction,
    AssignConcernAction,
    CloseConcernAction,
    EmptyConcernAction,
    EndInCaseAction,
    EscalateConcernAction,
    HoldInCaseAction,
    KeepApartAction,
    LiftInCaseAction,
    NamePersonAction,
    PauseBothAction,
    RaiseConcernAction,
    ReadConversationAction,
    ReopenConcernAction,
    StartConcernAction,
    SuspendInCaseAction,
    WaitConcernAction,
)
from wagtail_mentoring.actions.due import run_due
from wagtail_mentoring.attachments import Attachment
from wagtail_mentoring.enums import ConcernAbout, ConcernRoute, ConcernStatus, ProfileStatus
from wagtail_mentoring.models import (
    CaseEntry,
    Concern,
    ConcernFile,
    Conversation,
    MemberBlock,
    Message,
    Notification,
)

from .helpers import codes, mails

pytestmark = pytest.mark.django_db


def staff(group, **kwargs):
    user = UserFactory(**kwargs)
    user.groups.add(Group.objects.get(name=group))
    return user


class Case:
    """Two people who work together, two coordinators and two of the committee."""

    def __init__(self):
        self.cast = Cast()
        self.mentor, self.mentee = self.cast.mentor(), self.cast.mentee()
        request = RequestFactory(mentor=self.mentor, mentee=self.mentee, status="accepted")
        self.pair = MentorshipFactory(request=request)
        self.office = [staff("Mentoring coordinators") for _number in range(2)]
        self.committee = [staff("Oversight committee") for _number in range(2)]

    def raise_(self, **values):
        member = values.pop("member", self.mentee.member)
        return RaiseConcernAction(
            self.cast.program,
            member,
            **{
                "route": ConcernRoute.OFFICE,
                "what_happened": "They shouted at me.",
                "category": "Disrespect",
                "people": [self.mentor.member],
                "actor": member.user if member else None,
                **values,
            },
        )

    def about_the_pair(self, route=ConcernRoute.OFFICE):
        return self.raise_(route=route, about=self.pair, kind=ConcernAbout.MENTORSHIP).execute()


@pytest.fixture
def case(db):
    return Case()


def addresses(users):
    return {user.email for user in users}


def readers(concern):
    return list(Concern.objects.get(pk=concern.pk).readers())


# Raising


def test_the_office_learns_that_there_is_something_and_the_reporter_that_it_arrived(case):
    concern = case.raise_().execute()
    assert mails("concern_waiting") == addresses(case.office)
    assert mails("concern_received") == {case.mentee.member.user.email}
    assert concern.status == ConcernStatus.OPEN
    for mail in Notification.objects.filter(event="concern_waiting"):
        text = mail.subject + mail.body_text + mail.body_html
        for secret in ("shouted", "Disrespect", case.mentor.member.name, case.mentee.member.name):
            assert secret not in text


def test_only_the_committee_learns_of_what_is_for_the_committee(case):
    case.raise_(route=ConcernRoute.COMMITTEE).execute()
    assert mails("concern_waiting") == addresses(case.committee)


def test_nobody_named_gets_a_mail_whatever_their_office(case):
    concern = case.raise_(staff=[case.office[0]]).execute()
    assert mails("concern_waiting") == {case.office[1].email}
    assert readers(concern) == [case.office[1]]


def test_where_all_of_the_office_are_named_it_is_the_committees(case):
    concern = case.raise_(staff=case.office).execute()
    assert concern.route == ConcernRoute.COMMITTEE
    assert mails("concern_waiting") == addresses(case.committee)


def test_a_coordinator_who_raises_one_does_not_handle_it(case):
    profile = case.cast.mentee(member__user=case.office[0])
    concern = case.raise_(member=profile.member, people=[]).execute()
    assert readers(concern) == [case.office[1]]
    assert not Concern.objects.readable_by(case.office[0]).exists()


@pytest.mark.parametrize("status", list(ProfileStatus))
def test_whoever_takes_part_or_did_may_raise_one(case, status):
    profile = case.cast.mentor(status=status)
    profile.member.membership_state = "none"
    profile.member.save()
    assert case.raise_(member=profile.member).execute().reporter == profile.member


def test_nobody_else(case):
    stranger = Cast().mentee()
    assert codes(case.raise_(member=stranger.member)) == ["never_enrolled"]
    in_anothers_name = case.raise_(actor=case.office[0])
    assert codes(in_anothers_name) == ["not_yours"]
    case.mentee.member.user.is_active = False
    assert codes(case.raise_(actor=case.mentee.member.user)) == ["not_yours"]


def test_so_many_a_day(case, settings):
    settings.WAGTAIL_MENTORING = {"CONCERNS_PER_DAY": 2}
    for _number in range(2):
        case.raise_().execute()
    assert codes(case.raise_()) == ["too_many_concerns"]
    with time_machine.travel(timezone.now() + dt.timedelta(days=1, minutes=1)):
        case.raise_().execute()


def test_the_same_form_twice_is_one_concern(case):
    token = uuid.uuid4()
    first = case.raise_(form_token=token).execute()
    assert case.raise_(form_token=token).execute() == first
    assert Concern.objects.count() == 1
    assert Notification.objects.filter(event="concern_received").count() == 1


def test_files_are_stored_under_names_that_tell_nothing(case):
    content = ContentFile(b"%PDF-1.4", name="evidence.pdf")
    concern = case.raise_(files=[Attachment("evidence.pdf", "application/pdf", content)]).execute()
    stored = concern.files.get()
    assert stored.name == "evidence.pdf"
    assert "evidence" not in stored.file.name
    assert stored.file.read() == b"%PDF-1.4"


def test_nothing_of_it_is_in_the_audit_log(case):
    """C-17 has its row in the case itself: the log has other readers."""
    concern = case.about_the_pair(ConcernRoute.COMMITTEE)
    reader = case.committee[0]
    StartConcernAction(concern, actor=reader).execute()
    AddCaseNoteAction(concern, "Talked on the phone.", actor=reader).execute()
    CloseConcernAction(concern, outcome="Settled.", actor=reader).execute()
    assert not ModelLogEntry.objects.exists()
    told = list(concern.history.values_list("what", "by_name"))
    name = reader.username
    assert told == [
        ("raised", case.mentee.member.user.username),
        ("started", name),
        ("note", name),
        ("closed", name),
    ]


# Handling


def test_from_open_to_closed_and_the_reporter_is_told(case):
    concern = case.raise_().execute()
    first = case.office[0]
    StartConcernAction(concern, actor=first).execute()
    WaitConcernAction(concern, note="For an answer.", actor=first).execute()
    StartConcernAction(concern, actor=case.office[1]).execute()
    CloseConcernAction(
        concern, outcome="They talked.", told="Thank you. It is settled.", actor=first
    ).execute()
    concern.refresh_from_db()
    assert (concern.status, concern.assignee) == (ConcernStatus.CLOSED, first)
    mail = Notification.objects.get(event="concern_outcome")
    assert mail.to_email == case.mentee.member.user.email
    assert "Thank you. It is settled." in mail.body_text
    assert "They talked." not in mail.body_text
    ReopenConcernAction(concern, actor=first).execute()
    concern.refresh_from_db()
    assert (concern.status, concern.closed_at) == (ConcernStatus.IN_PROGRESS, None)


def test_mails_that_wait_are_canceled_when_it_is_closed(case):
    concern = case.raise_().execute()
    CloseConcernAction(concern, outcome="Nothing to do.", actor=case.office[0]).execute()
    statuses = Notification.objects.filter(event="concern_waiting").values_list("status", flat=True)
    assert set(statuses) == {"canceled"}


MOVES = {
    "start": StartConcernAction,
    "wait": WaitConcernAction,
    "close": CloseConcernAction,
    "reopen": ReopenConcernAction,
}
POSSIBLE = {
    ConcernStatus.OPEN: {"start", "wait", "close"},
    ConcernStatus.IN_PROGRESS: {"wait", "close"},
    ConcernStatus.WAITING: {"start", "close"},
    ConcernStatus.CLOSED: {"reopen"},
}


@pytest.mark.parametrize("status", list(ConcernStatus))
@pytest.mark.parametrize("move", MOVES)
def test_every_move_that_is_not_in_the_table_is_refused(case, status, move):
    """C-04"""
    closed = timezone.now() if status == ConcernStatus.CLOSED else None
    concern = ConcernFactory(program=case.cast.program, status=status, closed_at=closed)
    action = MOVES[move](concern, actor=case.office[0])
    if move in POSSIBLE[status]:
        action.execute()
    else:
        assert codes(action) == ["concern_moved"]


def test_to_those_who_may_not_read_it_a_case_is_not_there(case):
    concern = case.raise_(staff=[case.office[0]]).execute()
    others = [
        case.office[0],
        case.committee[0],
        case.mentor.member.user,
        case.mentee.member.user,
        staff("Mentoring editors"),
    ]
    for user in others:
        for action in (
            AddCaseNoteAction(concern, "x", actor=user),
            StartConcernAction(concern, actor=user),
            AssignConcernAction(concern, None, actor=user),
            EscalateConcernAction(concern, actor=user),
            NamePersonAction(concern, user=user, actor=user),
            PauseBothAction(concern, actor=user),
            ReadConversationAction(concern, actor=user),
        ):
            assert codes(action) == ["no_such_concern"], user
    assert concern.history.count() == 1


def test_a_superuser_reads_all_but_those_they_are_named_in(case):
    boss = UserFactory(is_superuser=True)
    seen = [case.raise_(route=route).execute() for route in ConcernRoute]
    case.raise_(staff=[boss]).execute()
    assert set(Concern.objects.readable_by(boss)) == set(seen)


def test_it_is_assigned_to_somebody_who_may_read_it(case):
    concern = case.raise_(staff=[case.office[1]]).execute()
    actor = case.office[0]
    assert codes(AssignConcernAction(concern, case.office[1], actor=actor)) == ["not_a_reader"]
    AssignConcernAction(concern, actor, actor=actor).execute()
    concern.refresh_from_db()
    assert concern.assignee == actor


def test_naming_somebody_takes_the_case_from_them_at_once(case):
    concern = case.raise_().execute()
    first, second = case.office
    AssignConcernAction(concern, first, actor=second).execute()
    NamePersonAction(concern, user=first, actor=second).execute()
    concern.refresh_from_db()
    assert concern.assignee is None
    assert readers(concern) == [second]
    waiting = Notification.objects.filter(event="concern_waiting", status="queued")
    assert [mail.recipient for mail in waiting] == [second]
    # The last one: it goes to the committee.
    NamePersonAction(concern, user=second, actor=second).execute()
    concern.refresh_from_db()
    assert concern.route == ConcernRoute.COMMITTEE
    assert readers(concern) == case.committee
    assert addresses(case.committee) <= mails("concern_waiting")


def test_the_other_of_the_two_is_named_whoever_raises_it_and_however(case):
    """A coordinator who is the mentor does not read what it is about, ticked or not (S-11)."""
    case.mentor.member.user.groups.add(Group.objects.get(name="Mentoring coordinators"))
    concern = case.raise_(about=case.pair, kind=ConcernAbout.MENTORSHIP, people=[]).execute()
    assert concern.named_members() == [case.mentor.member]
    assert not Concern.objects.readable_by(case.mentor.member.user).exists()


def test_the_office_hands_it_on_and_sees_it_no_more(case):
    concern = case.raise_().execute()
    EscalateConcernAction(concern, note="For you.", actor=case.office[0]).execute()
    assert not Concern.objects.readable_by(case.office[0]).exists()
    assert addresses(case.committee) <= mails("concern_waiting")
    again = EscalateConcernAction(concern, actor=case.committee[0])
    assert codes(again) == ["already_escalated"]


def test_a_closed_case_is_not_worked_on(case):
    concern = case.raise_().execute()
    reader = case.office[0]
    CloseConcernAction(concern, outcome="Done.", actor=reader).execute()
    assert codes(AddCaseNoteAction(concern, "x", actor=reader)) == ["concern_closed"]


# Measures


def test_both_take_a_break_by_the_systems_hand(case):
    concern = case.about_the_pair()
    PauseBothAction(concern, actor=case.office[0]).execute()
    for profile in (case.mentor, case.mentee):
        profile.refresh_from_db()
        assert profile.status == ProfileStatus.PAUSED
    # Who did it, and that there is a case, is not in the log that others read.
    assert set(ModelLogEntry.objects.values_list("user", flat=True)) == {None}
    assert codes(PauseBothAction(concern, actor=case.office[0])) == ["nothing_to_do"]


def test_the_mentorship_is_put_on_hold_and_ended(case):
    concern = case.about_the_pair()
    reader = case.office[0]
    HoldInCaseAction(concern, actor=reader).execute()
    case.pair.refresh_from_db()
    assert case.pair.status == "on_hold"
    assert codes(HoldInCaseAction(concern, actor=reader)) == ["already_on_hold"]
    EndInCaseAction(concern, role="mentor", actor=reader).execute()
    case.pair.refresh_from_db()
    assert (case.pair.status, case.pair.ended_by) == ("ended", "mentor")
    assert mails("mentorship_ended") == {case.mentee.member.user.email}
    assert concern.history.filter(what__in=["held", "ended"]).count() == 2


def test_the_committee_suspends_although_it_does_not_coordinate(case):
    concern = case.about_the_pair(ConcernRoute.COMMITTEE)
    SuspendInCaseAction(
        concern, case.mentor.member, note="Please call us.", actor=case.committee[0]
    ).execute()
    case.mentor.refresh_from_db()
    assert case.mentor.status == ProfileStatus.SUSPENDED
    assert mails("profile_suspended") == {case.mentor.member.user.email}


def test_two_are_kept_apart_and_together_again(case):
    concern = case.about_the_pair()
    reader = case.office[0]
    KeepApartAction(concern, case.mentor.member, actor=reader).execute()
    block = MemberBlock.objects.get()
    assert (block.by, block.of, block.is_imposed) == (
        case.mentee.member,
        case.mentor.member,
        True,
    )
    own = BlockFactory(by=case.mentor.member, of=case.mentee.member)
    LiftInCaseAction(concern, case.mentor.member, actor=reader).execute()
    assert list(MemberBlock.objects.all()) == [own]


# The conversation (F80)


def test_the_committee_reads_the_conversation_and_the_case_says_so(case):
    conversation = Conversation.objects.create(request=case.pair.request, started_by="mentee")
    Message.objects.create(conversation=conversation, written_by="mentor", text="You are useless.")
    concern = case.about_the_pair(ConcernRoute.COMMITTEE)
    reader = case.committee[0]
    [message] = ReadConversationAction(concern, actor=reader).execute()
    assert message.text == "You are useless."
    entry = CaseEntry.objects.get(what="read")
    assert (entry.by, entry.concern) == (reader, concern)


def test_nobody_else_does(case):
    concern = case.about_the_pair()
    assert codes(ReadConversationAction(concern, actor=case.office[0])) == ["not_committee"]
    boss = UserFactory(is_superuser=True)
    assert codes(ReadConversationAction(concern, actor=boss)) == ["not_escalated"]
    of_nothing = case.raise_(route=ConcernRoute.COMMITTEE).execute()
    assert codes(ReadConversationAction(of_nothing, actor=case.committee[0])) == ["no_pair"]


# Age


def test_what_it_says_goes_after_the_programs_days_and_the_count_stays(
    case, django_capture_on_commit_callbacks
):
    content = ContentFile(b"%PDF-1.4", name="evidence.pdf")
    concern = case.raise_(
        others_named="Canary",
        files=[Attachment("evidence.pdf", "application/pdf", content)],
    ).execute()
    stored = concern.files.get().file
    reader = case.office[0]
    AddCaseNoteAction(concern, "Canary", actor=reader).execute()
    CloseConcernAction(concern, outcome="Canary", told="Canary", actor=reader).execute()
    assert codes(EmptyConcernAction(concern)) == ["concern_kept"]
    with time_machine.travel(timezone.now() + dt.timedelta(days=1094)):
        list(run_due())
    assert concern.history.exists()
    with (
        time_machine.travel(timezone.now() + dt.timedelta(days=1096)),
        django_capture_on_commit_callbacks(execute=True),
    ):
        assert [due.step for due in run_due() if due.step == "concern"] == []
    concern.refresh_from_db()
    assert concern.emptied_at is not None
    left = str(Concern.objects.filter(pk=concern.pk).values().get())
    assert "Canary" not in left and "shouted" not in left
    assert (concern.reporter, concern.category) == (None, "Disrespect")
    assert not CaseEntry.objects.exists()
    assert not ConcernFile.objects.exists()
    assert not concern.persons.exists()
    assert not Notification.objects.filter(event__startswith="concern_").exists()
    assert not stored.storage.exists(stored.name)
    assert codes(ReopenConcernAction(concern, actor=reader)) == ["concern_emptied"]


def test_what_is_left_in_the_end_shows_nothing_to_staff_who_were_named(case):
    """S-11: not even a count, years later; of others who were named nothing is kept."""
    first, second = case.office
    case.mentee.member.user.groups.add(*second.groups.all())
    concern = case.raise_(
        member=case.mentor.member, people=[case.mentee.member], staff=[first, UserFactory()]
    ).execute()
    CloseConcernAction(concern, outcome="Done.", actor=second).execute()
    with time_machine.travel(timezone.now() + dt.timedelta(days=1096)):
        list(run_due())
    concern.refresh_from_db()
    assert concern.emptied_at is not None
    assert concern.persons.count() == 2
    assert Concern.objects.readable_by(second).exists()
    for user in (first, case.mentee.member.user):
        assert not Concern.objects.readable_by(user).exists()


def test_a_program_may_keep_them(case):
    type(case.cast.program).objects.update(concern_keep_days=None)
    concern = case.raise_().execute()
    CloseConcernAction(concern, outcome="Done.", actor=case.office[0]).execute()
    with time_machine.travel(timezone.now() + dt.timedelta(days=9999)):
        list(run_due())
    concern.refresh_from_db()
    assert concern.what_happened


def test_an_open_one_is_kept_however_old(case):
    concern = case.raise_().execute()
    with time_machine.travel(timezone.now() + dt.timedelta(days=9999)):
        list(run_due())
        assert codes(EmptyConcernAction(concern)) == ["concern_kept"]
