"""The page on which choices become one, and what the form of a criterion says about its choices."""

import pytest
from django.urls import reverse

from tests.factories import (
    ChoiceFactory,
    CriterionFactory,
    MentorFactory,
    ProgramFactory,
    answer,
)
from tests.wagtail_admin.test_editing import criterion_data, kept
from wagtail_mentoring.models import MentorPreference

pytestmark = pytest.mark.django_db


@pytest.fixture
def criterion():
    criterion = CriterionFactory(program=ProgramFactory(), label="Methods")
    for label in ("Surveys", "Polls", "Bayes"):
        ChoiceFactory(criterion=criterion, label=label)
    return criterion


@pytest.fixture
def choices(criterion):
    return {choice.label: choice for choice in criterion.choices.all()}


def url(criterion):
    return reverse("wagtail_mentoring_criteria:merge", args=[criterion.pk])


def test_first_one_looks_then_one_confirms(admin, criterion, choices):
    for mentor in (MentorFactory(program=criterion.program) for _ in range(2)):
        answer(mentor, criterion, choices["Polls"])
    wish = MentorPreference.objects.create(profile=mentor, criterion=criterion)
    wish.choices.add(choices["Polls"])
    page = admin.get(url(criterion))
    assert "Polls (2 answers, 1 wish)" in page.text
    data = {"sources": [choices["Polls"].pk], "target": choices["Surveys"].pk}
    preview = admin.get(url(criterion), data)
    assert "This cannot be taken back." in preview.text
    assert criterion.choices.count() == 3
    response = admin.post(url(criterion), data, follow=True)
    assert "“Polls” became “Surveys”." in response.text
    assert choices["Surveys"].answer_count() == 2
    assert [c.label for c in criterion.choices.all()] == ["Surveys", "Bayes"]


@pytest.mark.parametrize(
    ("sources", "target", "words"),
    [
        ([], "Surveys", "This field is required."),
        (["Surveys"], "Surveys", "A choice cannot be merged into itself."),
        (["Surveys", "Polls"], "Bayes", "At least two choices have to be left"),
        (["Surveys"], "nonsense", "Select a valid choice."),
    ],
)
def test_what_makes_no_sense_is_said(admin, criterion, choices, sources, target, words):
    keys = {label: choice.pk for label, choice in choices.items()}
    data = {"sources": [keys[s] for s in sources], "target": keys.get(target, target)}
    assert words in admin.get(url(criterion), data).text
    assert words in admin.post(url(criterion), data).text
    assert criterion.choices.count() == 3


def test_a_scale_warns(admin, criterion):
    assert "the order is the meaning" not in admin.get(url(criterion)).text
    type(criterion).objects.update(kind="scale", match_rule="at_least")
    assert "the order is the meaning" in admin.get(url(criterion)).text


def test_a_criterion_without_choices_has_nothing_to_merge(admin):
    criterion = CriterionFactory(kind="country", match_rule="same")
    assert admin.get(url(criterion)).status_code == 404
    assert admin.get(url(criterion).replace(str(criterion.pk), "999999")).status_code == 404


def edit(admin, criterion, *existing):
    return admin.post(
        reverse("wagtail_mentoring_criteria:edit", args=[criterion.pk]),
        criterion_data(
            criterion.program,
            existing=existing,
            kind=criterion.kind,
            match_rule=criterion.match_rule,
        ),
        follow=True,
    )


def test_the_form_says_how_much_a_choice_is_in_use(
    admin, criterion, choices, django_assert_max_num_queries
):
    answer(MentorFactory(program=criterion.program), criterion, choices["Bayes"])
    address = reverse("wagtail_mentoring_criteria:edit", args=[criterion.pk])
    page = admin.get(address)
    assert "1 answer" in page.text and "Not chosen yet" in page.text
    assert url(criterion) in page.text
    with django_assert_max_num_queries(60) as few:
        admin.get(address)
    for _ in range(9):
        ChoiceFactory(criterion=criterion)
    with django_assert_max_num_queries(len(few)):
        admin.get(address)


def test_a_new_name_says_how_many_answers_it_touches(admin, criterion, choices):
    answer(MentorFactory(program=criterion.program), criterion, choices["Polls"])
    one, two, three = choices.values()
    page = edit(admin, criterion, kept(one), kept(two, label="Opinion polls"), kept(three))
    assert "“Polls” is called “Opinion polls” now, in 1 answer." in page.text


def test_another_order_of_a_scale_is_pointed_out(admin, criterion, choices):
    criterion.kind, criterion.match_rule = "scale", "at_least"
    criterion.save()
    one, two, three = choices.values()
    turned = (kept(two), kept(one), kept(three))
    assert "another step now" not in edit(admin, criterion, *turned).text
    answer(MentorFactory(program=criterion.program), criterion, one)
    back = (kept(one), kept(two), kept(three))
    assert "another step now" in edit(admin, criterion, *back).text


def test_a_choice_somebody_wishes_for_is_not_deleted(admin, criterion, choices):
    wish = MentorPreference.objects.create(
        profile=MentorFactory(program=criterion.program), criterion=criterion
    )
    wish.choices.add(choices["Bayes"])
    one, two, three = choices.values()
    page = edit(admin, criterion, kept(one), kept(two), kept(three, DELETE="1"))
    assert "merge it into another choice" in page.text
    assert criterion.choices.count() == 3
