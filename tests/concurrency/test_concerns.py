"""A case in several hands at once: each act counts once, and whoever is named or too late has done nothing (S-11, C-03)."""

import time
import uuid

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from tests.concurrency.racing import ROUNDS, done, race
from tests.factories import (
    Cast,
    ConcernFactory,
    MentorshipFactory,
    MessageFactory,
    RequestFactory,
    UserFactory,
)
from wagtail_mentoring.actions import (
    AcceptRequestAction,
    AddCaseNoteAction,
    AssignConcernAction,
    CloseConcernAction,
    CompleteMentorshipAction,
    EndInCaseAction,
    EndMentorshipAction,
    EscalateConcernAction,
    ExtendMentorshipAction,
    HoldInCaseAction,
    HoldMentorshipAction,
    KeepApartAction,
    LeaveProfileAction,
    NamePersonAction,
    PauseBothAction,
    PauseProfileAction,
    RaiseConcernAction,
    ReadConversationAction,
    StartConcernAction,
    SuspendInCaseAction,
    concern_measures,
    concerns,
)
from wagtail_mentoring.actions.consistency import find_inconsistencies
from wagtail_mentoring.enums import ConcernAbout, ConcernRoute
from wagtail_mentoring.exceptions import ActionBusy
from wagtail_mentoring.models import Concern, Mentorship, Notification

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def guards_off(monkeypatch):
    """Read the case without a lock, and take the time in which others get in between (C-12)."""

    def read_without_lock(concern):
        found = Concern.objects.get(pk=concern.pk)
        time.sleep(0.1)
        return found

    def read_late(action):
        action.concern = read_without_lock(action.concern)

    monkeypatch.setattr(concerns, "lock_case", read_without_lock)
    monkeypatch.setattr(concern_measures, "lock_case", read_without_lock)
    monkeypatch.setattr(concern_measures.MeasureAction, "lock", read_late)
    for action in (AssignConcernAction, AddCaseNoteAction):
        monkeypatch.setattr(action, "refusals", slowly(action.refusals))


def slowly(ask):
    def refusals(action):
        found = ask(action)
        time.sleep(0.3)
        return found

    return refusals


class Case:
    """Two who work together, a case about them, and three who handle it."""

    def __init__(self, route=ConcernRoute.COMMITTEE):
        self.cast = Cast()
        self.mentor, self.mentee = self.cast.mentor(), self.cast.mentee()
        request = RequestFactory(mentor=self.mentor, mentee=self.mentee, status="accepted")
        self.pair = MentorshipFactory(request=request)
        MessageFactory(conversation__request=request)
        group = (
            "Oversight committee" if route == ConcernRoute.COMMITTEE else "Mentoring coordinators"
        )
        self.readers = [UserFactory() for _number in range(3)]
        for user in self.readers:
            user.groups.add(Group.objects.get(name=group))
        self.concern = ConcernFactory(
            program=self.cast.program,
            reporter=self.mentee.member,
            route=route,
            about=ConcernAbout.MENTORSHIP,
            mentorship=self.pair,
            named=[self.mentor.member],
        )

    def act(self, action, reader=0, *args, **kwargs):
        return action(self.concern, *args, actor=self.readers[reader], **kwargs).execute

    def by(self, action, role, **kwargs):
        profile = self.pair.side(role)
        return action(self.pair, profile, actor=profile.member.user, **kwargs).execute

    def story(self):
        """What was done, in the order in which it was written."""
        return list(self.concern.history.order_by("pk").values_list("what", flat=True))

    def fresh(self):
        self.concern.refresh_from_db()
        self.pair.refresh_from_db()
        return self


def codes(results):
    return {code for one in results if isinstance(one, Exception) for code in one.codes}


def test_two_take_a_case_up_at_once():
    for _round in range(ROUNDS):
        case = Case()
        results = race(*[case.act(StartConcernAction, reader) for reader in (0, 1, 2)])
        assert len(done(results)) == 1
        assert codes(results) == {"concern_moved"}
        first = next(n for n, one in enumerate(results) if not isinstance(one, Exception))
        assert case.fresh().concern.assignee == case.readers[first]
        assert case.story() == ["started"]


def test_two_close_a_case_at_once_and_the_reporter_gets_one_mail():
    for _round in range(ROUNDS):
        case = Case()
        results = race(
            *[case.act(CloseConcernAction, n, outcome=f"{n}", told=f"Told by {n}") for n in (0, 1)]
        )
        (closed,) = done(results)
        mail = Notification.objects.about(case.concern).get(event="concern_outcome")
        assert closed.outcome_told in mail.body_text
        assert case.fresh().concern.outcome == closed.outcome
        assert case.story() == ["closed"]


WORK = {
    "note": lambda case: case.act(AddCaseNoteAction, 1, "Talked."),
    "assign": lambda case: case.act(AssignConcernAction, 1, case.readers[1]),
    "read": lambda case: case.act(ReadConversationAction, 1),
    "end": lambda case: case.act(EndInCaseAction, 1, role="mentor"),
    "hold": lambda case: case.act(HoldInCaseAction, 1),
    "pause": lambda case: case.act(PauseBothAction, 1),
    "suspend": lambda case: case.act(SuspendInCaseAction, 1, case.mentor.member, note="Call us."),
    "keep apart": lambda case: case.act(KeepApartAction, 1, case.mentor.member),
}


def untouched(case):
    """Whether the people are as they were."""
    case.fresh()
    for profile in (case.mentor, case.mentee):
        profile.refresh_from_db()
    statuses = {case.mentor.status, case.mentee.status}
    return case.pair.status == "active" and statuses == {"active"}


@pytest.mark.parametrize("what", WORK)
def test_a_case_that_is_closed_meanwhile_is_not_worked_on(what):
    for _round in range(max(2, ROUNDS // 2)):
        case = Case()
        closed, worked = race(case.act(CloseConcernAction, outcome="Done."), WORK[what](case))
        assert isinstance(closed, Concern)
        assert case.story()[-1] == "closed"
        if isinstance(worked, Exception):
            assert worked.codes == ["concern_closed"]
            assert case.story() == ["closed"]
            assert untouched(case)
    assert find_inconsistencies() == []


@pytest.mark.race_control
def test_control_without_guards_a_closed_case_is_worked_on(guards_off):
    """C-12"""
    case = Case()
    race(case.act(CloseConcernAction, outcome="Done."), case.act(AddCaseNoteAction, 1, "Late."))
    assert case.story() == ["closed", "note"]


@pytest.mark.parametrize("what", WORK)
def test_whoever_is_named_meanwhile_does_nothing_any_more(what):
    """The one who works on the case is named by another at that moment."""
    for _round in range(max(2, ROUNDS // 2)):
        case = Case()
        named = case.act(NamePersonAction, 0, user=case.readers[1])
        name, worked = race(named, WORK[what](case))
        assert not isinstance(name, Exception)
        story = case.story()
        assert story[-1] == "named"
        if isinstance(worked, Exception):
            assert worked.codes == ["no_such_concern"]
            assert story == ["named"]
            assert untouched(case)
        assert case.concern.assignee_id != case.readers[1].pk
        readable = Concern.objects.readable_by(case.readers[1])
        assert not readable.filter(pk=case.concern.pk).exists()


@pytest.mark.race_control
def test_control_without_guards_a_case_is_given_to_somebody_who_is_named(guards_off):
    """C-12"""
    case = Case()
    race(
        case.act(NamePersonAction, 0, user=case.readers[1]),
        case.act(AssignConcernAction, 2, case.readers[1]),
    )
    assert case.fresh().concern.assignee == case.readers[1]


def test_a_case_is_not_given_to_somebody_who_is_named_meanwhile():
    for _round in range(ROUNDS):
        case = Case()
        race(
            case.act(NamePersonAction, 0, user=case.readers[1]),
            case.act(AssignConcernAction, 2, case.readers[1]),
        )
        assert case.fresh().concern.assignee is None


def test_the_office_does_nothing_in_a_case_it_has_handed_on():
    for _round in range(ROUNDS):
        case = Case(ConcernRoute.OFFICE)
        handed, noted = race(
            case.act(EscalateConcernAction), case.act(AddCaseNoteAction, 1, "Late.")
        )
        assert isinstance(handed, Concern)
        assert case.story()[-1] == "escalated"
        if isinstance(noted, Exception):
            assert noted.codes == ["no_such_concern"]


MEMBERS = {
    "end": lambda case: case.by(EndMentorshipAction, "mentee"),
    "complete": lambda case: case.by(CompleteMentorshipAction, "mentor"),
    "hold": lambda case: case.by(HoldMentorshipAction, "mentee"),
    "extend": lambda case: case.by(
        ExtendMentorshipAction,
        "mentee",
        ends_on=(timezone.now() + timezone.timedelta(days=30)).date(),
    ),
    "leave": lambda case: LeaveProfileAction(case.mentor, actor=case.mentor.member.user).execute,
    "go": lambda case: case.mentor.member.user.delete,
    "pause": lambda case: PauseProfileAction(case.mentor, actor=case.mentor.member.user).execute,
}


@pytest.mark.parametrize("what", MEMBERS)
def test_a_pair_that_is_ended_by_a_case_while_the_two_act(what):
    for _round in range(max(2, ROUNDS // 2)):
        case = Case()
        ended, _acted = race(case.act(EndInCaseAction, role="mentee"), MEMBERS[what](case))
        assert not case.fresh().pair.is_open
        assert case.story() == (["ended"] if not isinstance(ended, Exception) else [])
        mails = Notification.objects.filter(event="mentorship_ended").about(case.pair)
        # Who has gone gets none; and nobody gets two.
        assert mails.count() == 1 or what == "go"
    assert find_inconsistencies() == []


@pytest.mark.parametrize("measure", ["suspend", "keep apart", "hold", "pause"])
@pytest.mark.parametrize("what", ["leave", "go"])
def test_a_person_who_leaves_during_a_measure(measure, what):
    for _round in range(2):
        case = Case()
        race(WORK[measure](case), MEMBERS[what](case))
        case.fresh()
        assert not case.pair.is_open
        case.mentor.refresh_from_db()
        assert case.mentor.status == "left" or (measure, what) == ("suspend", "leave")
    assert find_inconsistencies() == []


@pytest.mark.parametrize("what", ["end", "hold", "pause", "suspend"])
def test_the_same_measure_by_two_at_once_is_done_once(what):
    for _round in range(max(2, ROUNDS // 2)):
        case = Case()
        results = race(WORK[what](case), WORK[what](case))
        assert len(done(results)) == 1
        assert not [one for one in results if isinstance(one, ActionBusy)]
        assert len(case.story()) == 1
    assert find_inconsistencies() == []


def test_one_form_raises_one_concern_and_the_limit_of_a_day_holds(settings):
    settings.WAGTAIL_MENTORING = {"CONCERNS_PER_DAY": 3}
    cast = Cast()
    member = cast.mentee().member

    def raise_concern(token=None):
        return RaiseConcernAction(
            cast.program,
            member,
            route=ConcernRoute.COMMITTEE,
            what_happened="They shouted.",
            form_token=token,
            actor=member.user,
        ).execute

    token = uuid.uuid4()
    same = race(*[raise_concern(token) for _time in range(8)])
    assert len({concern.pk for concern in done(same)}) == 1
    assert Notification.objects.filter(event="concern_received").count() == 1
    others = race(*[raise_concern() for _time in range(8)])
    assert len(done(others)) == 2
    assert codes(others) == {"too_many_concerns"}
    assert Concern.objects.count() == 3


def test_a_storm_of_measures_and_of_everything_else_ends_without_deadlock():
    """C-08: measures lock people in the order of all others, and the case last."""
    for _round in range(max(2, ROUNDS // 2)):
        case = Case()
        askers = [case.cast.mentee() for _number in range(3)]
        asked = [RequestFactory(mentor=case.mentor, mentee=mentee) for mentee in askers]
        acts = [AcceptRequestAction(request).execute for request in asked]
        acts += [WORK[what](case) for what in WORK]
        acts += [MEMBERS[what](case) for what in ("end", "hold", "pause")]
        acts += [case.act(StartConcernAction, 2), case.act(CloseConcernAction, 2, outcome="Done.")]
        results = race(*acts)
        assert not [one for one in results if isinstance(one, ActionBusy)]
        assert not Mentorship.objects.open().filter(pk=case.pair.pk).exists()
    assert find_inconsistencies() == []
