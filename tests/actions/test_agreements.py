"""Agreement, length, goals and notes: done by the two alone, never by anybody for them."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import ModelLogEntry

from tests.actions.helpers import codes, mails
from tests.factories import (
    AgreementFactory,
    GoalFactory,
    GoalStepFactory,
    MentorshipFactory,
    PairNoteFactory,
    RequestFactory,
)
from wagtail_mentoring import signals
from wagtail_mentoring.actions import (
    AddGoalAction,
    AddNoteAction,
    ChangeGoalAction,
    ChangeNoteAction,
    ConfirmAgreementAction,
    EndMentorshipAction,
    ExtendMentorshipAction,
    HoldMentorshipAction,
    MarkStepAction,
    PlanMeetingAction,
    ProposeAgreementAction,
    RemoveGoalAction,
    RemoveNoteAction,
    SettleGoalAction,
    WithdrawAgreementAction,
)
from wagtail_mentoring.enums import GoalStatus
from wagtail_mentoring.models import Goal, Mentorship, MentorshipAgreement, Notification, PairNote

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(cast):
    request = RequestFactory(mentor=cast.mentor(), mentee=cast.mentee(), status="accepted")
    return MentorshipFactory(request=request)


def by(profile):
    return {"actor": profile.member.user}


def in_days(days):
    return timezone.localdate() + dt.timedelta(days=days)


def propose(pair, profile, **terms):
    return ProposeAgreementAction(
        pair, profile, **{"goals": "To give a talk.", **terms}, **by(profile)
    ).execute()


def everything(pair, profile, **actor):
    """Return one action of each kind by ``profile``."""
    goal, note = GoalFactory(mentorship=pair), PairNoteFactory(mentorship=pair)
    step = GoalStepFactory(goal=goal)
    soon = timezone.now() + dt.timedelta(days=1)
    return [
        ProposeAgreementAction(pair, profile, goals="A talk", **actor),
        ConfirmAgreementAction(pair, profile, **actor),
        WithdrawAgreementAction(pair, profile, **actor),
        ExtendMentorshipAction(pair, profile, ends_on=in_days(90), **actor),
        AddGoalAction(pair, profile, title="A talk", **actor),
        ChangeGoalAction(pair, profile, goal, title="A talk", **actor),
        SettleGoalAction(pair, profile, goal, "reached", **actor),
        MarkStepAction(pair, profile, step, True, **actor),
        RemoveGoalAction(pair, profile, goal, **actor),
        AddNoteAction(pair, profile, text="A note", **actor),
        ChangeNoteAction(pair, profile, note, text="A note", **actor),
        RemoveNoteAction(pair, profile, note, **actor),
        PlanMeetingAction(pair, profile, starts_at=soon, time_zone="UTC", **actor),
    ]


# Who may


@pytest.mark.parametrize("who", ["nobody", "coordinator", "partner", "third"])
def test_only_the_person_themself_acts(cast, pair, coordinator, who):
    third = cast.mentee()
    actor = {
        "nobody": None,
        "coordinator": coordinator,
        "partner": pair.mentor.member.user,
        "third": third.member.user,
    }[who]
    for action in everything(pair, pair.mentee, actor=actor):
        assert codes(action) == ["not_yours"], type(action)


def test_somebody_elses_profile_does_nothing_here(cast, pair):
    third = cast.mentee()
    for action in everything(pair, third, **by(third)):
        assert codes(action) == ["not_yours"], type(action)


def test_nothing_is_done_when_it_is_over(pair):
    EndMentorshipAction(pair, pair.mentee, **by(pair.mentee)).execute()
    for action in everything(pair, pair.mentee, **by(pair.mentee)):
        assert codes(action) == ["already_over"], type(action)


def test_two_people_on_hold_may_still_plan(pair):
    HoldMentorshipAction(pair, pair.mentee, **by(pair.mentee)).execute()
    propose(pair, pair.mentee)
    assert pair.agreements.count() == 1


# Agreement


def test_one_proposes_and_the_other_agrees(pair, django_capture_on_commit_callbacks):
    heard = []

    def hear(sender, instance, **kwargs):
        heard.append((sender, instance.version))

    signals.agreement_proposed.connect(hear)
    signals.agreement_confirmed.connect(hear)
    end = in_days(200)
    with django_capture_on_commit_callbacks(execute=True):
        proposed = propose(pair, pair.mentee, rhythm="Every second week", ends_on=end)
        pair.refresh_from_db()
        assert pair.agreed_end_on is None
        assert mails("agreement_proposed") == {pair.mentor.member.user.email}
        agreed = ConfirmAgreementAction(
            pair, pair.mentor, version=proposed.version, **by(pair.mentor)
        ).execute()
    assert (agreed.pk, agreed.standing, agreed.rhythm) == (
        proposed.pk,
        "confirmed",
        "Every second week",
    )
    assert agreed.confirmed_at
    pair.refresh_from_db()
    assert pair.agreed_end_on == end
    assert mails("agreement_confirmed") == {pair.mentee.member.user.email}
    assert heard == [(MentorshipAgreement, 1), (MentorshipAgreement, 1)]


def test_what_is_agreed_counts_until_a_change_is_agreed(pair):
    propose(pair, pair.mentee, goals="First")
    ConfirmAgreementAction(pair, pair.mentor, **by(pair.mentor)).execute()
    change = propose(pair, pair.mentor, goals="Second")
    assert dict(pair.agreements.values_list("goals", "standing")) == {
        "First": "confirmed",
        "Second": "proposed",
    }
    ConfirmAgreementAction(pair, pair.mentee, version=change.version, **by(pair.mentee)).execute()
    assert dict(pair.agreements.values_list("goals", "standing")) == {
        "First": None,
        "Second": "confirmed",
    }


def test_a_counterproposal_takes_the_place_of_a_proposal(pair):
    first = propose(pair, pair.mentee, goals="First")
    propose(pair, pair.mentor, goals="Second")
    confirm = ConfirmAgreementAction(pair, pair.mentor, version=first.version, **by(pair.mentor))
    assert codes(confirm) == ["own_proposal"]
    assert pair.agreements.filter(standing="proposed").get().goals == "Second"
    assert mails("agreement_proposed") == {
        pair.mentor.member.user.email,
        pair.mentee.member.user.email,
    }


def test_only_what_was_read_is_agreed_to(pair):
    first = propose(pair, pair.mentee, goals="First")
    propose(pair, pair.mentee, goals="Second")
    stale = ConfirmAgreementAction(pair, pair.mentor, version=first.version, **by(pair.mentor))
    assert codes(stale) == ["agreement_changed"]
    assert not pair.agreements.filter(standing="confirmed").exists()


def test_agreeing_twice_is_refused(pair):
    propose(pair, pair.mentee)
    ConfirmAgreementAction(pair, pair.mentor, **by(pair.mentor)).execute()
    again = ConfirmAgreementAction(pair, pair.mentor, **by(pair.mentor))
    assert codes(again) == ["nothing_proposed"]


def test_a_proposal_is_taken_back_by_who_made_it(pair):
    propose(pair, pair.mentee)
    assert codes(WithdrawAgreementAction(pair, pair.mentor, **by(pair.mentor))) == ["not_yours"]
    WithdrawAgreementAction(pair, pair.mentee, **by(pair.mentee)).execute()
    assert not pair.agreements.filter(standing="proposed").exists()
    again = WithdrawAgreementAction(pair, pair.mentee, **by(pair.mentee))
    assert codes(again) == ["nothing_proposed"]


def test_an_agreement_without_a_last_day_leaves_the_one_there_is(pair):
    Mentorship.objects.filter(pk=pair.pk).update(agreed_end_on=in_days(50))
    propose(pair, pair.mentee)
    ConfirmAgreementAction(pair, pair.mentor, **by(pair.mentor)).execute()
    pair.refresh_from_db()
    assert pair.agreed_end_on == in_days(50)


@pytest.mark.parametrize(("days", "code"), [(-1, "end_past"), (400, "end_too_late")])
def test_the_last_day_stays_within_the_program(cast, pair, days, code):
    cast.program.longest_months = 12
    cast.program.save()
    action = ProposeAgreementAction(
        pair, pair.mentee, goals="A talk", ends_on=in_days(days), **by(pair.mentee)
    )
    assert codes(action) == [code]


def test_a_last_day_that_passed_before_it_was_agreed_to_is_refused(pair):
    propose(pair, pair.mentee, ends_on=in_days(10))
    with time_machine.travel(timezone.now() + dt.timedelta(days=12)):
        assert codes(ConfirmAgreementAction(pair, pair.mentor, **by(pair.mentor))) == ["end_past"]


def test_an_agreement_says_nothing_else(pair):
    with pytest.raises(TypeError):
        ProposeAgreementAction(pair, pair.mentee, salary="none", **by(pair.mentee))


# Length


def test_either_side_moves_the_end_to_a_later_day_and_the_other_is_told(pair):
    """D11, R51."""
    Mentorship.objects.filter(pk=pair.pk).update(agreed_end_on=in_days(10))
    ExtendMentorshipAction(pair, pair.mentor, ends_on=in_days(90), **by(pair.mentor)).execute()
    pair.refresh_from_db()
    assert pair.agreed_end_on == in_days(90)
    mail = Notification.objects.get(event="mentorship_extended")
    assert mail.to_email == pair.mentee.member.user.email
    again = ExtendMentorshipAction(pair, pair.mentee, ends_on=in_days(90), **by(pair.mentee))
    assert codes(again) == ["end_not_later"]


@pytest.mark.parametrize(
    ("agreed", "ends_on", "code"),
    [(300, 400, "end_too_late"), (370, 380, "longest_reached"), (None, -2, "end_past")],
)
def test_nobody_extends_past_what_the_program_allows(cast, pair, agreed, ends_on, code):
    cast.program.longest_months = 12
    cast.program.save()
    Mentorship.objects.filter(pk=pair.pk).update(agreed_end_on=agreed and in_days(agreed))
    pair.refresh_from_db()
    action = ExtendMentorshipAction(pair, pair.mentee, ends_on=in_days(ends_on), **by(pair.mentee))
    assert codes(action) == [code]


def test_without_a_limit_any_later_day_will_do(cast, pair):
    cast.program.longest_months = None
    cast.program.save()
    ExtendMentorshipAction(pair, pair.mentee, ends_on=in_days(4000), **by(pair.mentee)).execute()


# Goals


def test_a_goal_has_steps_that_keep_what_is_done(pair):
    goal = AddGoalAction(
        pair, pair.mentee, title="A talk", steps=["Find a topic", "Write"], **by(pair.mentee)
    ).execute()
    first = goal.steps.get(text="Find a topic")
    MarkStepAction(pair, pair.mentor, first, True, **by(pair.mentor)).execute()
    MarkStepAction(pair, pair.mentor, first, True, **by(pair.mentor)).execute()
    ChangeGoalAction(
        pair,
        pair.mentor,
        goal,
        title="A good talk",
        steps=["Rehearse", "Find a topic"],
        **by(pair.mentor),
    ).execute()
    goal.refresh_from_db()
    assert goal.title == "A good talk"
    steps = [(step.text, step.done_at is not None) for step in goal.steps.all()]
    assert steps == [("Rehearse", False), ("Find a topic", True)]
    MarkStepAction(pair, pair.mentee, first, False, **by(pair.mentee)).execute()
    first.refresh_from_db()
    assert first.done_at is None


def test_a_goal_is_reached_let_go_and_taken_up_again(pair):
    goal = GoalFactory(mentorship=pair)
    for status in (GoalStatus.REACHED, GoalStatus.DROPPED, GoalStatus.OPEN):
        SettleGoalAction(pair, pair.mentee, goal, status, **by(pair.mentee)).execute()
        goal.refresh_from_db()
        assert (goal.status, goal.settled_at is None) == (status, status == GoalStatus.OPEN)
        again = SettleGoalAction(pair, pair.mentee, goal, status, **by(pair.mentee))
        assert codes(again) == [f"goal_{status}"]


def test_a_program_limits_the_goals_of_two_people(cast, pair):
    cast.program.goal_limit = 1
    cast.program.save()
    AddGoalAction(pair, pair.mentee, title="One", **by(pair.mentee)).execute()
    assert codes(AddGoalAction(pair, pair.mentor, title="Two", **by(pair.mentor))) == [
        "too_many_goals"
    ]


def test_a_goal_that_is_gone_is_not_changed(pair):
    goal = GoalFactory(mentorship=pair)
    step = GoalStepFactory(goal=goal)
    RemoveGoalAction(pair, pair.mentee, goal, **by(pair.mentee)).execute()
    assert not Goal.objects.exists()
    for action in (
        RemoveGoalAction(pair, pair.mentor, Goal(pk=goal.pk or 1), **by(pair.mentor)),
        MarkStepAction(pair, pair.mentor, step, True, **by(pair.mentor)),
    ):
        assert codes(action) == ["goal_gone"]


def test_a_step_that_is_gone_is_not_marked(pair):
    step = GoalStepFactory(goal=GoalFactory(mentorship=pair))
    ChangeGoalAction(pair, pair.mentee, step.goal, title="Same", **by(pair.mentee)).execute()
    assert codes(MarkStepAction(pair, pair.mentee, step, True, **by(pair.mentee))) == ["goal_gone"]


def test_another_pairs_goal_is_as_good_as_gone(pair):
    foreign = GoalFactory()
    action = SettleGoalAction(pair, pair.mentee, foreign, "reached", **by(pair.mentee))
    assert codes(action) == ["goal_gone"]
    foreign.refresh_from_db()
    assert foreign.status == "open"


# Notes


def test_a_private_note_leaves_no_trace(pair):
    before = Mentorship.objects.get(pk=pair.pk).last_activity_at
    note = AddNoteAction(pair, pair.mentee, text="Only mine", **by(pair.mentee)).execute()
    assert not PairNote.objects.readable_by("mentor").exists()
    assert PairNote.objects.readable_by("mentee").get() == note
    ChangeNoteAction(pair, pair.mentee, note, text="Still mine", **by(pair.mentee)).execute()
    RemoveNoteAction(pair, pair.mentee, note, **by(pair.mentee)).execute()
    assert ModelLogEntry.objects.count() == 0
    assert Mentorship.objects.get(pk=pair.pk).last_activity_at == before


def test_a_shared_note_is_read_by_both_and_changed_by_its_author(pair):
    note = AddNoteAction(
        pair, pair.mentee, text="For both", is_shared=True, **by(pair.mentee)
    ).execute()
    assert PairNote.objects.readable_by("mentor").get() == note
    for action in (
        ChangeNoteAction(pair, pair.mentor, note, text="Mine now", **by(pair.mentor)),
        RemoveNoteAction(pair, pair.mentor, note, **by(pair.mentor)),
    ):
        assert codes(action) == ["not_yours"]
    RemoveNoteAction(pair, pair.mentee, note, **by(pair.mentee)).execute()
    again = RemoveNoteAction(pair, pair.mentee, PairNote(pk=1), **by(pair.mentee))
    assert codes(again) == ["note_gone"]


# What others learn


def test_what_the_two_do_counts_as_activity_and_no_words_reach_log_or_mail(pair):
    canary = "Canarygold"
    Mentorship.objects.filter(pk=pair.pk).update(last_activity_at=pair.started_at)
    agreement = propose(pair, pair.mentee, goals=canary, boundaries=canary)
    ConfirmAgreementAction(pair, pair.mentor, **by(pair.mentor)).execute()
    AddGoalAction(pair, pair.mentee, title=canary, steps=[canary], **by(pair.mentee)).execute()
    AddNoteAction(pair, pair.mentee, text=canary, is_shared=True, **by(pair.mentee)).execute()
    assert Mentorship.objects.get(pk=pair.pk).last_activity_at > agreement.proposed_at
    assert ModelLogEntry.objects.count() == 4
    for entry in ModelLogEntry.objects.all():
        assert canary not in str(entry.data) + entry.label
    for mail in Notification.objects.all():
        assert canary not in mail.subject + mail.body_text + mail.body_html + mail.calendar


def test_factories_make_what_counts(pair):
    assert AgreementFactory(mentorship=pair, standing="confirmed").confirmed_at
