"""Choices that become one, and weights that are stored together."""

import pytest
from wagtail.models import ModelLogEntry

from tests.factories import (
    ChoiceFactory,
    CriterionFactory,
    MenteeFactory,
    MentorFactory,
    ProgramFactory,
    UserFactory,
    answer,
)
from wagtail_mentoring.actions import MergeChoicesAction, WeighCriteriaAction
from wagtail_mentoring.actions.criteria import fit_stamp
from wagtail_mentoring.enums import CriterionKind, Importance, LanguageLevel, MatchRule
from wagtail_mentoring.exceptions import ActionRefused
from wagtail_mentoring.matching import search
from wagtail_mentoring.matching.params import SearchParams
from wagtail_mentoring.models import (
    CriterionChoice,
    MenteePreference,
    MentorAnswer,
    MentorPreference,
    SavedSearch,
    SearchChange,
)
from wagtail_mentoring.signals import choices_merged

pytestmark = pytest.mark.django_db


@pytest.fixture
def program():
    return ProgramFactory()


@pytest.fixture
def criterion(program):
    criterion = CriterionFactory(program=program, label="Methods")
    for label in ("Surveys", "Polls", "Sampling", "Bayes"):
        ChoiceFactory(criterion=criterion, label=label)
    return criterion


@pytest.fixture
def choices(criterion):
    return {choice.label: choice for choice in criterion.choices.all()}


def said(profile):
    return sorted(profile.answers.values_list("choice__label", "level"))


def merge(criterion, sources, target, **kwargs):
    return MergeChoicesAction(criterion, sources, target, **kwargs).execute()


def test_answers_of_both_roles_move_and_nobody_has_one_twice(program, criterion, choices):
    surveys, polls, sampling, bayes = choices.values()
    one, two, three = (MentorFactory(program=program) for _ in range(3))
    mentee = MenteeFactory(program=program)
    answer(one, criterion, polls)
    answer(two, criterion, surveys, polls, sampling, bayes)
    answer(three, criterion, bayes)
    answer(mentee, criterion, sampling, polls)
    merge(criterion, [polls, sampling], surveys)
    assert said(one) == said(mentee) == [("Surveys", None)]
    assert said(two) == [("Bayes", None), ("Surveys", None)]
    assert said(three) == [("Bayes", None)]
    assert [choice.label for choice in criterion.choices.all()] == ["Surveys", "Bayes"]


def test_wishes_move_and_nobody_wishes_for_one_twice(program, criterion, choices):
    surveys, polls, sampling, bayes = choices.values()
    wishes = []
    for model, factory, wished in (
        (MenteePreference, MenteeFactory, [polls, sampling]),
        (MenteePreference, MenteeFactory, [polls, surveys, bayes]),
        (MentorPreference, MentorFactory, [sampling]),
        (MentorPreference, MentorFactory, [bayes]),
    ):
        wish = model.objects.create(
            profile=factory(program=program), criterion=criterion, importance=Importance.MUST
        )
        wish.choices.set(wished)
        wishes.append(wish)
    merge(criterion, [polls, sampling], surveys)
    assert [sorted(c.label for c in wish.choices.all()) for wish in wishes] == [
        ["Surveys"],
        ["Bayes", "Surveys"],
        ["Surveys"],
        ["Bayes"],
    ]
    assert all(type(wish).objects.get(pk=wish.pk).importance == 3 for wish in wishes)


def test_of_two_languages_the_higher_level_stays(program):
    criterion = CriterionFactory(program=program, kind=CriterionKind.LANGUAGE)
    chinese, mandarin, other = (ChoiceFactory(criterion=criterion) for _ in range(3))
    levels = LanguageLevel
    people = []
    for mine, theirs in (
        (levels.BASIC, levels.FLUENT),
        (levels.NATIVE, levels.BASIC),
        (None, levels.BASIC),
        (levels.BASIC, None),
    ):
        mentor = MentorFactory(program=program)
        if mine is not None:
            answer(mentor, criterion, chinese, level=mine)
        if theirs is not None:
            answer(mentor, criterion, mandarin, level=theirs)
        people.append(mentor)
    merge(criterion, [mandarin], chinese)
    assert [[row.level for row in mentor.answers.all()] for mentor in people] == [
        [3],
        [4],
        [1],
        [1],
    ]
    assert MentorAnswer.objects.filter(choice=chinese).count() == 4


def test_a_search_finds_people_by_the_choice_that_is_left(program, criterion, choices):
    surveys, polls = choices["Surveys"], choices["Polls"]
    mentee = MenteeFactory(program=program)
    mentor = MentorFactory(program=program)
    answer(mentor, criterion, polls)

    def found(choice):
        params = SearchParams(chosen={criterion.slug: (str(choice.pk),)})
        result = search.search(program, mentee, params)
        return [one.profile.pk for one in result.results] if result.params.chosen else None

    assert (found(surveys), found(polls)) == ([], [mentor.pk])
    merge(criterion, [polls], surveys)
    assert (found(surveys), found(polls)) == ([mentor.pk], None)


def test_the_search_is_told_once_for_many(
    program, criterion, choices, django_assert_max_num_queries
):
    surveys, polls = choices["Surveys"], choices["Polls"]
    for _ in range(12):
        answer(MentorFactory(program=program), criterion, surveys, polls)
    SearchChange.objects.all().delete()
    with django_assert_max_num_queries(40):
        merge(criterion, [polls], surveys)
    assert SearchChange.objects.filter(role="mentor").values("profile_id").distinct().count() == 12


def test_the_log_and_the_signal_tell_what_became_of_what(
    program, criterion, choices, django_capture_on_commit_callbacks
):
    polls, surveys = choices["Polls"], choices["Surveys"]
    answer(MentorFactory(program=program), criterion, polls)
    user, heard = UserFactory(is_superuser=True), []

    def listen(sender, instance, source_ids, target, actor, **kwargs):
        heard.append((instance, source_ids, target, actor))

    choices_merged.connect(listen)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            merge(criterion, [polls], surveys, actor=user)
    finally:
        choices_merged.disconnect(listen)
    assert heard == [(criterion, (polls.pk,), surveys, user)]
    entry = ModelLogEntry.objects.get(action="wagtail_mentoring.criterion.merge_choices")
    assert entry.user == user
    assert entry.data == {"merged": ["Polls"], "into": "Surveys", "answers": 1, "wishes": 0}
    assert entry.comment == "Polls → Surveys (answers: 1, wishes: 0)"


def test_saved_searches_ask_for_the_choice_that_is_left(program, criterion, choices):
    surveys, polls, sampling, bayes = choices.values()
    member, other = MenteeFactory(program=program).member, ProgramFactory()

    def saved(query, program=program):
        return SavedSearch.objects.create(
            program=program, member=member, role="mentee", name=query[:40], query=query
        )

    key = f"c-{criterion.slug}"
    rows = [
        saved(f"?q=cafe&{key}={polls.pk}&{key}={bayes.pk}"),
        saved(f"?{key}={polls.pk}&{key}={surveys.pk}&{key}={sampling.pk}&order=name"),
        saved(f"?{key}={bayes.pk}"),
        saved(f"?c-another={polls.pk}"),
        saved(f"?{key}={polls.pk}", other),
    ]
    untouched = [row.query for row in rows[2:]]
    merge(criterion, [polls, sampling], surveys)
    for row in rows:
        row.refresh_from_db()
    assert rows[0].query == f"?q=cafe&{key}={surveys.pk}&{key}={bayes.pk}"
    assert rows[1].query == f"?{key}={surveys.pk}&order=name"
    assert [row.query for row in rows[2:]] == untouched
    # What was known belongs to the question as it was, so nobody is mailed as new.
    assert rows[0].known_query != rows[0].query


def refused(action):
    with pytest.raises(ActionRefused) as refusal:
        action.execute()
    return refusal.value.codes


def test_what_cannot_be_merged(program, criterion, choices):
    surveys, polls, sampling, bayes = choices.values()
    stranger = ChoiceFactory(criterion=CriterionFactory(program=program))
    yes_no = CriterionFactory(program=program, kind=CriterionKind.YES_NO, match_rule=MatchRule.SAME)
    yes, no = yes_no.choices.all()

    def codes(*args, **kwargs):
        return refused(MergeChoicesAction(*args, **kwargs))

    assert codes(criterion, [surveys], surveys) == ["same_choice"]
    assert codes(criterion, [], surveys) == ["choices_missing"]
    assert codes(criterion, [stranger], surveys) == ["other_criterion"]
    assert codes(criterion, [surveys, polls, sampling], bayes) == ["too_few_choices"]
    assert codes(yes_no, [yes], no) == ["yes_no"]
    assert codes(criterion, [999_999], surveys) == ["choice_gone"]
    assert codes(criterion, [polls], surveys, actor=UserFactory()) == ["not_editor"]
    assert CriterionChoice.objects.filter(criterion=criterion).count() == 4


def test_merging_twice_is_refused_the_second_time(criterion, choices):
    action = MergeChoicesAction(criterion, [choices["Polls"]], choices["Surveys"])
    action.check()
    action.execute()
    assert refused(MergeChoicesAction(criterion, [choices["Polls"]], choices["Surveys"])) == [
        "choice_gone"
    ]


# Weights --------------------------------------------------------------------------------------


def test_weights_and_rules_are_stored_together_and_logged(program, criterion):
    user = UserFactory(is_superuser=True)
    other = CriterionFactory(program=program, weight=5)
    changed = WeighCriteriaAction(
        program,
        {
            criterion.pk: {"weight": 9, "match_rule": "same", "is_hard_rule": True},
            other.pk: {"weight": 5},
        },
        seen=fit_stamp([criterion, other]),
        actor=user,
    ).execute()
    assert changed == [criterion]
    criterion.refresh_from_db()
    assert (criterion.weight, criterion.match_rule, criterion.is_hard_rule) == (9, "same", True)
    entry = ModelLogEntry.objects.get(action="wagtail_mentoring.criterion.weigh")
    assert entry.data["changes"]["weight"] == [5, 9]
    assert "weight: 5 → 9" in entry.comment


def test_weights_that_cannot_be_are_refused_for_all(program, criterion):
    other = CriterionFactory(program=program)
    action = WeighCriteriaAction(program, {criterion.pk: {"weight": 11}, other.pk: {"weight": 1}})
    assert refused(action) == ["invalid"]
    scale = WeighCriteriaAction(program, {criterion.pk: {"match_rule": MatchRule.AT_LEAST}})
    assert refused(scale) == ["invalid"]
    other.refresh_from_db()
    assert other.weight == 5


def test_weights_are_not_stored_over_what_somebody_else_changed(program, criterion):
    seen = fit_stamp([criterion])
    type(criterion).objects.filter(pk=criterion.pk).update(weight=2)
    action = WeighCriteriaAction(program, {criterion.pk: {"weight": 9}}, seen=seen)
    assert refused(action) == ["criteria_changed"]
    gone = CriterionFactory()
    assert refused(WeighCriteriaAction(program, {gone.pk: {"weight": 1}})) == ["criteria_changed"]
    plain = WeighCriteriaAction(program, {criterion.pk: {"weight": 1}}, actor=UserFactory())
    assert refused(plain) == ["not_editor"]
