"""How complete a profile is: counted by what people do, and put right where something else changed it (R18, R23, F9)."""

import datetime as dt

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.utils import timezone

from tests.factories import (
    Cast,
    ChoiceFactory,
    CriterionFactory,
    MemberFactory,
    UserFactory,
    answer,
)
from wagtail_mentoring.actions import (
    EnrollAction,
    PreferenceValue,
    SaveAnswersAction,
    SaveHistoryAction,
    SavePersonAction,
    SavePictureAction,
    SaveRoleAction,
)
from wagtail_mentoring.actions.completeness import CountCompletenessAction
from wagtail_mentoring.actions.consistency import find_inconsistencies
from wagtail_mentoring.actions.due import run_due
from wagtail_mentoring.actions.enrollment import AnswerValue
from wagtail_mentoring.enums import CriterionPrivacy, MatchRule, Role
from wagtail_mentoring.models import MentoringProgram
from wagtail_mentoring.rules import get_rules

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return Cast()


@pytest.fixture
def mentor(cast):
    return cast.mentor(member=MemberFactory(headline=""))


def stored(profile):
    profile.refresh_from_db()
    return profile.completeness


def test_each_part_that_is_added_is_counted_at_once(cast, mentor, tmp_path, png_upload):
    """Headline, words, place, picture, history, terms, two questions, wishes: nine parts."""
    questions = [CriterionFactory(program=cast.program) for _number in range(2)]
    choices = [ChoiceFactory(criterion=question) for question in questions]
    member, user = mentor.member, mentor.member.user
    counts = []

    def do(action):
        action.execute()
        counts.append(stored(mentor))

    do(SavePersonAction(member, {"headline": "Statistician"}, actor=user))
    do(SavePersonAction(member, {"bio": "My way."}, actor=user))
    do(SavePersonAction(member, {"country": "PT", "time_zone": "Europe/Lisbon"}, actor=user))
    do(SavePictureAction(member, png_upload, actor=user))
    position = {"title": "Statistician", "organization": "Office"}
    do(SaveHistoryAction(member, educations=[], positions=[position], actor=user))
    do(SaveRoleAction(mentor, {"terms": "An hour a month."}, actor=user))
    for question, choice in zip(questions, choices, strict=True):
        answers = {question.pk: [AnswerValue(choice_id=choice.pk)]}
        do(SaveAnswersAction(mentor, answers=answers, actor=user))
    wishes = {questions[0].pk: PreferenceValue()}
    do(SaveAnswersAction(mentor, preferences=wishes, actor=user))
    assert counts == [12, 25, 37, 50, 62, 75, 81, 87, 100]
    do(SavePictureAction(member, None, actor=user))
    assert counts[-1] == 87
    assert list(find_inconsistencies()) == []


@pytest.fixture
def png_upload(settings, tmp_path):
    from django.core.files.base import ContentFile

    settings.MEDIA_ROOT = tmp_path
    return ContentFile(b"picture", name="x.webp")


def test_what_is_missing_says_why_it_helps(mentor):
    missing = get_rules().completeness(mentor).missing
    assert [part.code for part in missing] == [
        "headline",
        "bio",
        "place",
        "picture",
        "history",
        "statement",
    ]
    assert all(part.label and part.why for part in missing)


def test_both_roles_of_a_person_are_counted_each_by_itself(cast, mentor):
    mentee = cast.mentee(member=mentor.member, goals="To learn.")
    user = mentor.member.user
    SavePersonAction(mentor.member, {"headline": "Statistician"}, actor=user).execute()
    assert (stored(mentor), stored(mentee)) == (16, 33)


def test_a_new_enrollment_is_counted(cast):
    user = UserFactory()
    profile = EnrollAction(user, cast.program, Role.MENTEE, actor=user).execute()
    assert stored(profile) == 0


def test_a_sensitive_question_never_counts(cast, mentor):
    CriterionFactory(
        program=cast.program,
        is_sensitive=True,
        privacy=CriterionPrivacy.PRIVATE,
        is_filter=False,
        match_rule=MatchRule.IGNORE,
        purpose="To know.",
    )
    assert "answers" not in [part.code for part in get_rules().completeness(mentor).parts]


def mark(program, at):
    MentoringProgram.objects.filter(pk=program.pk).update(completeness_counted_at=at)


def test_another_question_is_counted_with_the_next_run(cast, mentor):
    mark(cast.program, None)
    assert [due.step for due in run_due()] == ["completeness"]
    before = stored(mentor)
    assert list(run_due()) == []
    choice = ChoiceFactory(criterion=CriterionFactory(program=cast.program))
    answer(mentor, choice.criterion, choice)
    assert [due.step for due in run_due()] == ["completeness"]
    assert stored(mentor) > before


def test_what_was_changed_past_the_actions_is_found_and_put_right(cast, mentor):
    now = timezone.now()
    mark(cast.program, None)
    list(run_due())
    type(mentor.member).objects.filter(pk=mentor.member.pk).update(bio="Long.", headline="H")
    assert [finding for finding in find_inconsistencies() if "% complete" in finding] == [
        f"mentor {mentor.pk} is stored as 0 % complete, and is 33 %."
    ]
    assert list(run_due(now=now + dt.timedelta(hours=23))) == []
    assert [d.step for d in run_due(now=now + dt.timedelta(hours=25))] == ["completeness"]
    assert stored(mentor) == 33
    assert list(find_inconsistencies()) == []


@pytest.mark.parametrize("count", [1, 4])
def test_counting_takes_the_same_queries_for_many(cast, django_assert_num_queries, count):
    for _number in range(count):
        mentor = cast.mentor(terms="Gladly.")
        choice = ChoiceFactory(criterion=CriterionFactory(program=cast.program))
        answer(mentor, choice.criterion, choice)
    type(mentor).objects.update(completeness=None)
    # The servers are told how long to wait for a lock; MariaDB also to forget it again.
    waits = {"postgresql": 1, "mysql": 2}.get(connection.vendor, 0)
    with django_assert_num_queries(24 + waits):
        assert CountCompletenessAction(cast.program).execute() == count


def test_nothing_of_somebody_who_was_erased_counts(cast):
    member = MemberFactory(bio="My way.", country="PT", time_zone="Europe/Lisbon")
    mentor = cast.mentor(member=member, terms="Gladly.", hours_per_week=2)
    SavePersonAction(member, {"headline": "H"}, actor=member.user).execute()
    assert stored(mentor) == 66
    get_user_model().objects.get(pk=member.user_id).delete()
    assert (stored(mentor), mentor.hours_per_week) == (0, None)
