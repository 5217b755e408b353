"""Taking over what somebody chose of their LinkedIn archive: added, never doubled, never beyond the room there is."""

import pytest
from wagtail.models import ModelLogEntry

from tests.actions.helpers import codes
from tests.factories import ChoiceFactory, CriterionFactory, MemberFactory, UserFactory, answer
from wagtail_mentoring.actions import AnswerValue, ImportLinkedInAction
from wagtail_mentoring.models import MentorAnswer, Position

pytestmark = pytest.mark.django_db

LEAD = {"title": "Lead", "organization": "Office", "start_year": 2020, "end_year": None}
TRAINEE = {"title": "Trainee", "organization": "Office", "start_year": 2010, "end_year": 2012}
DEGREE = {"degree": "PhD", "institution": "Coimbra", "start_year": 2005, "end_year": 2009}


@pytest.fixture
def member():
    return MemberFactory(headline="Old", bio="")


@pytest.fixture
def mentor(cast):
    return cast.mentor()


@pytest.fixture
def criterion(cast):
    criterion = CriterionFactory(program=cast.program)
    for label in ("A", "B", "C"):
        ChoiceFactory(criterion=criterion, label=label)
    return criterion


def take(member, **kwargs):
    action = ImportLinkedInAction(member, actor=kwargs.pop("actor", member.user), **kwargs)
    action.execute()
    return action


def chosen(profile):
    return [str(row) for row in MentorAnswer.objects.filter(profile=profile).order_by("pk")]


def test_everything_at_once_and_one_line_in_the_log(member):
    action = take(
        member,
        values={"headline": "New", "bio": "Words"},
        positions=[TRAINEE, LEAD],
        educations=[DEGREE],
    )
    member.refresh_from_db()
    assert (member.headline, member.bio) == ("New", "Words")
    assert [row.title for row in member.positions.all()] == ["Lead", "Trainee"]
    assert action.added == {"headline": 1, "bio": 1, "positions": 2, "educations": 1}
    entry = ModelLogEntry.objects.get(action="wagtail_mentoring.member.linkedin")
    assert entry.data == {"fields": ["bio", "educations", "headline", "positions"]}


def test_what_is_there_stays_and_is_not_doubled(member):
    Position.objects.create(member=member, sort_order=0, **LEAD)
    same = {**LEAD, "title": " LEAD ", "organization": "Óffice"}
    action = take(member, positions=[same, TRAINEE, TRAINEE])
    assert [row.title for row in Position.objects.all()] == ["Lead", "Trainee"]
    assert action.added == {"positions": 1}


def test_nothing_new_writes_nothing(member):
    for _time in range(2):
        action = take(member, values={"headline": "New"}, positions=[LEAD])
    assert action.added == {}
    assert ModelLogEntry.objects.filter(action="wagtail_mentoring.member.linkedin").count() == 1


def test_only_headline_and_bio_are_texts_it_may_change(member):
    take(member, values={"name": "Other", "membership_state": "none", "user": None})
    fresh = type(member).objects.get(pk=member.pk)
    assert (fresh.name, fresh.membership_state, fresh.user_id) == (
        member.name,
        member.membership_state,
        member.user_id,
    )


def test_no_more_rows_than_there_is_room_for(member):
    rows = [{**LEAD, "title": f"Job {number}"} for number in range(31)]
    action = ImportLinkedInAction(
        member, values={"headline": "New"}, positions=rows, actor=member.user
    )
    assert codes(action) == ["history_full"]
    member.refresh_from_db()
    assert member.headline == "Old"
    assert not Position.objects.exists()
    take(member, positions=rows[:30])
    assert codes(ImportLinkedInAction(member, positions=rows, actor=member.user)) == [
        "history_full"
    ]
    take(member, positions=rows[:30])


def test_answers_are_added_to_those_there_are(mentor, criterion):
    a, b, _c = criterion.choices.all()
    answer(mentor, criterion, a)
    values = [AnswerValue(choice_id=a.pk), AnswerValue(choice_id=b.pk)]
    action = take(mentor.member, answers=[(mentor, {criterion.pk: values})])
    assert chosen(mentor) == ["A", "B"]
    assert action.added == {"answers": 1}


def test_an_answer_given_in_another_tab_stays(mentor, criterion):
    a, b, c = criterion.choices.all()
    action = ImportLinkedInAction(
        mentor.member,
        answers=[(mentor, {criterion.pk: [AnswerValue(choice_id=a.pk)]})],
        actor=mentor.member.user,
    )
    answer(mentor, criterion, b, c)
    action.execute()
    assert sorted(chosen(mentor)) == ["A", "B", "C"]


def test_a_choice_of_another_question_is_refused_and_nothing_is_saved(mentor, criterion):
    action = ImportLinkedInAction(
        mentor.member,
        values={"headline": "New"},
        answers=[(mentor, {criterion.pk: [AnswerValue(choice_id=ChoiceFactory().pk)]})],
        actor=mentor.member.user,
    )
    assert codes(action) == ["choice_gone"]
    mentor.member.refresh_from_db()
    assert mentor.member.headline == "Statistician"


def test_completeness_is_counted_anew(mentor, criterion):
    type(mentor.member).objects.filter(pk=mentor.member.pk).update(bio="", headline="")
    take(mentor.member)
    mentor.refresh_from_db()
    before = mentor.completeness
    choice = criterion.choices.first()
    take(
        mentor.member,
        values={"headline": "New", "bio": "Words"},
        positions=[LEAD],
        answers=[(mentor, {criterion.pk: [AnswerValue(choice_id=choice.pk)]})],
    )
    mentor.refresh_from_db()
    assert mentor.completeness > before


def test_coordinators_may_and_it_is_marked(member, coordinator):
    take(member, positions=[LEAD], actor=coordinator)
    entry = ModelLogEntry.objects.get(action="wagtail_mentoring.member.linkedin")
    assert entry.data["on_behalf_of"] == str(member.uuid)


def test_nobody_else_may(member, mentor, criterion):
    for actor in (UserFactory(), mentor.member.user):
        action = ImportLinkedInAction(member, positions=[LEAD], actor=actor)
        assert codes(action) == ["not_yours"]
    values = {criterion.pk: [AnswerValue(choice_id=criterion.choices.first().pk)]}
    # One's own person, but another's profile.
    action = ImportLinkedInAction(member, answers=[(mentor, values)], actor=member.user)
    assert codes(action) == ["not_yours"]
    assert not Position.objects.exists()
    assert chosen(mentor) == []
