"""An editor merges choices while members answer with them: no answer is lost, and none points nowhere."""

import pytest

from tests.concurrency.racing import ROUNDS, race
from tests.factories import (
    ChoiceFactory,
    CriterionFactory,
    MentorFactory,
    ProgramFactory,
    answer,
)
from wagtail_mentoring.actions import (
    AnswerValue,
    MergeChoicesAction,
    PreferenceValue,
    SaveAnswersAction,
)
from wagtail_mentoring.enums import Importance
from wagtail_mentoring.exceptions import ActionBusy
from wagtail_mentoring.models import MentorPreference

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_who_answers_during_a_merge_keeps_an_answer(round_number):
    program = ProgramFactory()
    criterion = CriterionFactory(program=program, label="Methods")
    polls, surveys, bayes = (
        ChoiceFactory(criterion=criterion, label=label) for label in ("Polls", "Surveys", "Bayes")
    )
    mentors = [MentorFactory(program=program) for _number in range(6)]
    for mentor in mentors:
        answer(mentor, criterion, bayes)

    def say_polls(mentor):
        return SaveAnswersAction(
            mentor,
            answers={criterion.pk: [AnswerValue(choice_id=polls.pk)]},
            preferences={
                criterion.pk: PreferenceValue(
                    importance=Importance.IMPORTANT, choice_ids=[polls.pk]
                )
            },
        ).execute

    merge = MergeChoicesAction(criterion, [polls], surveys).execute
    results = race(merge, *map(say_polls, mentors))
    if isinstance(results[0], ActionBusy):  # the editor may have to press the button again
        merge()
    for mentor, result in zip(mentors, results[1:], strict=True):
        said = list(mentor.answers.values_list("choice__label", flat=True))
        wished = list(
            MentorPreference.objects.filter(profile=mentor).values_list("choices__label", flat=True)
        )
        if isinstance(result, Exception):  # asked to choose again; what was said before stands
            assert (said, wished) == (["Bayes"], [])
        else:
            assert (said, wished) == (["Surveys"], ["Surveys"])
    assert list(criterion.choices.values_list("label", flat=True)) == ["Surveys", "Bayes"]
