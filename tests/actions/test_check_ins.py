"""How it goes, told in private: signals and check-ins (F47, F70)."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import ModelLogEntry

from tests.factories import MentorshipFactory, RequestFactory, UserFactory
from wagtail_mentoring.actions import EndMentorshipAction, SaveCheckInAction, SignalFeelingAction
from wagtail_mentoring.actions.check_ins import months_between
from wagtail_mentoring.enums import CheckInKind, PairFeeling
from wagtail_mentoring.models import CheckIn, CheckInQuestion, Notification, PairSignal
from wagtail_mentoring.models.check_ins import questions_of

from .helpers import codes, mails

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(cast):
    request = RequestFactory(mentor=cast.mentor(), mentee=cast.mentee(), status="accepted")
    return MentorshipFactory(request=request)


def office(user=None):
    user = user or UserFactory()
    user.groups.add(Group.objects.get(name="Mentoring coordinators"))
    return user


def signal(pair, value=PairFeeling.NOT_A_FIT, **kwargs):
    user = pair.mentee.member.user
    return SignalFeelingAction(pair, pair.mentee, value, actor=user, **kwargs).execute()


def test_a_signal_tells_the_coordinators_when_it_does_not_fit(pair):
    coordinator = office()
    for value in (PairFeeling.WELL, PairFeeling.UNSURE):
        signal(pair, value)
    assert not Notification.objects.exists()
    signal(pair, note="We never talk.")
    assert mails("pair_not_a_fit") == {coordinator.email}
    mail = Notification.objects.get()
    text = mail.subject + mail.body_text + mail.body_html
    for secret in ("We never talk", pair.mentee.member.name, pair.mentor.member.name):
        assert secret not in text


def test_not_the_coordinator_who_is_the_other_one(pair):
    office(pair.mentor.member.user)
    coordinator = office()
    signal(pair)
    assert mails("pair_not_a_fit") == {coordinator.email}
    assert not PairSignal.objects.readable_by(pair.mentor.member.user).exists()
    assert PairSignal.objects.readable_by(coordinator).exists()


def test_nothing_of_it_is_in_the_audit_log(pair):
    signal(pair)
    SaveCheckInAction(pair, pair.mentor, [(questions_of(pair.program)[0], 5)]).execute()
    assert not ModelLogEntry.objects.exists()


def test_the_latest_of_each_counts(pair):
    signal(pair)
    latest = signal(pair, PairFeeling.WELL)
    other = SignalFeelingAction(pair, pair.mentor, PairFeeling.UNSURE).execute()
    assert set(PairSignal.objects.latest_of_each()) == {latest, other}


def test_nobody_speaks_for_somebody_else_nor_after_the_end(pair, coordinator):
    for user in (coordinator, pair.mentor.member.user, UserFactory(is_superuser=True)):
        action = SignalFeelingAction(pair, pair.mentee, PairFeeling.WELL, actor=user)
        assert codes(action) == ["not_yours"]
        check_in = SaveCheckInAction(pair, pair.mentee, [], actor=user)
        assert codes(check_in) == ["not_yours"]
    EndMentorshipAction(pair, pair.mentor).execute()
    assert codes(SignalFeelingAction(pair, pair.mentee, PairFeeling.WELL)) == ["already_over"]


def test_the_usual_questions_where_a_program_has_none_of_its_own(pair):
    questions = questions_of(pair.program)
    assert [question.kind for question in questions] == ["scale", "scale", "text"]
    assert not CheckInQuestion.objects.exists()
    own = CheckInQuestion.objects.create(program=pair.program, text="Still happy?")
    CheckInQuestion.objects.create(program=pair.program, text="Old", is_active=False)
    assert questions_of(pair.program) == [own]


def test_a_check_in_is_one_for_each_month_and_the_last_answers_count(pair):
    scale, _other, words = questions_of(pair.program)

    def answer(value, text=""):
        action = SaveCheckInAction(pair, pair.mentee, [(scale, value), (words, text)])
        return action.execute()

    answer(2, "More time")
    first = answer(4)
    assert CheckIn.objects.count() == 1
    assert [(one.asked, one.value, one.text) for one in first.answers.all()] == [
        (scale.text, 4, "")
    ]
    with time_machine.travel(timezone.now() + dt.timedelta(days=95)):
        assert answer(5).months == 3
    assert CheckIn.objects.count() == 2


def test_something_has_to_be_answered_and_only_ones_own_questions(pair, cast):
    scale = questions_of(pair.program)[0]
    assert codes(SaveCheckInAction(pair, pair.mentee, [(scale, None)])) == ["no_answer"]
    from tests.factories import ProgramFactory

    foreign = CheckInQuestion.objects.create(program=ProgramFactory(), text="?")
    assert codes(SaveCheckInAction(pair, pair.mentee, [(foreign, 3)])) == ["other_program"]


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2026-01-31", "2026-02-28", 0),
        ("2026-01-31", "2026-03-01", 1),
        ("2026-01-15", "2026-04-15", 3),
        ("2026-11-20", "2027-11-19", 11),
    ],
)
def test_months_are_counted_by_the_calendar(start, end, months):
    moments = [dt.datetime.fromisoformat(f"{day}T12:00:00+00:00") for day in (start, end)]
    assert months_between(*moments) == months


def test_answers_keep_the_question_as_it_was_asked(pair):
    own = CheckInQuestion.objects.create(
        program=pair.program, text="Still happy?", kind=CheckInKind.TEXT
    )
    check_in = SaveCheckInAction(pair, pair.mentee, [(own, "Very")]).execute()
    own.delete()
    answer = check_in.answers.get()
    assert (answer.asked, answer.said, answer.question) == ("Still happy?", "Very", None)
