"""Weights are tried before they are saved."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from tests.factories import CriterionFactory, ProgramFactory, UserFactory
from tests.views.finding import Society

pytestmark = pytest.mark.django_db

TRY = reverse("wagtail_mentoring_criteria:try")


@pytest.fixture
def society():
    society = Society()
    society.add_mentor("Ruth Abiola", society.bayes, society.surveys, society.student)
    society.add_mentor("Tomás Echeverría", society.sports, society.senior)
    return society


def data(society, **changes):
    """The form of all criteria, as a browser would send it; ``topics_weight=0`` changes one field."""
    fields = {"tried": "1"}
    for criterion in society.program.criteria.all():
        values = {
            "weight": criterion.weight,
            "match_rule": criterion.match_rule,
        }
        if criterion.kind == "scale":  # only its rules ask how far
            values["match_distance"] = criterion.match_distance
        for name, value in values.items():
            key = f"{criterion.slug}_{name}"
            fields[f"c{criterion.pk}-{name}"] = changes.pop(key, value)
        if changes.pop(f"{criterion.slug}_is_hard_rule", criterion.is_hard_rule):
            fields[f"c{criterion.pk}-is_hard_rule"] = "on"
    return fields | changes


def weights(society):
    return {one.slug: one.weight for one in society.program.criteria.all()}


def test_trying_changes_nothing_and_saving_does(admin, society):
    page = admin.get(TRY)
    assert "Topics: weight" in page.text
    changed = data(society, topics_weight=1, stage_weight=10)
    page = admin.get(TRY, changed)
    assert weights(society) == {"topics": 5, "stage": 5, "secret": 5}
    assert "Mia Mentee" in page.text and "up 1" in page.text and "down 1" in page.text
    fields = dict(page.context["tried"]["fields"])
    response = admin.post(TRY, {**fields, "seen": page.context["tried"]["seen"]}, follow=True)
    assert "Saved: 2 criteria count otherwise now." in response.text
    assert weights(society) == {"topics": 1, "stage": 10, "secret": 5}
    assert ModelLogEntry.objects.filter(action="wagtail_mentoring.criterion.weigh").count() == 2


def test_a_hard_rule_says_how_many_it_keeps_apart(admin, society):
    page = admin.get(TRY, data(society, stage_is_hard_rule=True))
    assert page.context["tried"]["trial"].new.by_rule == 1
    assert "gone: kept apart by a rule" in page.text


def test_an_unticked_hard_rule_is_saved_as_such(admin, society):
    society.program.criteria.filter(slug="stage").update(is_hard_rule=True)
    page = admin.get(TRY, data(society, stage_is_hard_rule=False))
    assert "new: no longer kept apart" in page.text
    tried = page.context["tried"]
    admin.post(TRY, {**dict(tried["fields"]), "seen": tried["seen"]})
    assert not society.program.criteria.get(slug="stage").is_hard_rule


@pytest.mark.parametrize(
    "changes",
    [
        {"topics_weight": 11},
        {"topics_weight": ""},
        {"topics_weight": "many"},
        {"topics_match_rule": "at_least"},
        {"stage_match_distance": -1},
    ],
)
def test_what_cannot_be_is_said_and_not_saved(admin, society, changes):
    page = admin.get(TRY, data(society, **changes))
    assert "Some of these values cannot be used" in page.text
    assert "tried" not in page.context
    page = admin.post(TRY, {**data(society, **changes), "seen": ""})
    assert "Some of these values cannot be used" in page.text
    assert weights(society)["topics"] == 5


def test_somebody_elses_change_in_between_is_not_overwritten(admin, society):
    page = admin.get(TRY, data(society, topics_weight=10))
    society.program.criteria.filter(slug="stage").update(weight=9)
    tried = page.context["tried"]
    page = admin.post(TRY, {**dict(tried["fields"]), "seen": tried["seen"]})
    assert (page.status_code, "Nothing was saved." in page.text) == (409, True)
    assert weights(society) == {"topics": 5, "stage": 9, "secret": 5}


def test_who_may_not_see_people_reads_totals_only(society):
    """Names and places would tell, weight by weight, what somebody said."""
    user = UserFactory()
    names = ["access_admin", "change_criterion"]
    for codename in (*names, "view_mentorprofile", "view_menteeprofile"):
        user.user_permissions.add(Permission.objects.get(codename=codename))
    client = Client()
    client.force_login(user)
    page = client.get(TRY, data(society, topics_weight=10, name="Mia"))
    assert page.context["tried"]["trial"].now.pairs == 2
    for name in ("Mia Mentee", "Ruth Abiola", "Tomás", 'value="Mia"', "in their name"):
        assert name not in page.text
    assert "is shown to coordinators" in page.text
    # A name asked for tells nobody whether there is such a mentee.
    other = client.get(TRY, data(society, topics_weight=10, name="Zoe"))
    assert other.context["tried"]["trial"] == page.context["tried"]["trial"]


def test_private_criteria_can_be_weighed_but_move_nobody(admin, society):
    page = admin.get(TRY, data(society, secret_weight=10))
    assert "changes nothing that members find" in page.text
    assert not page.context["tried"]["trial"].changed


def test_mentees_are_chosen_by_name(admin, society):
    society.add_mentee("Zoe Another", society.bayes)
    page = admin.get(TRY, data(society, name="mia"))
    assert "Mia Mentee" in page.text and "Zoe Another" not in page.text
    page = admin.get(TRY, data(society, name="nobody"))
    assert "No mentee who can be found has that in their name." in page.text


def test_a_program_without_criteria_or_people(admin):
    assert "There are no criteria to try yet." in admin.get(TRY).text
    program = ProgramFactory()
    assert "There are no criteria to try yet." in admin.get(TRY, {"tried": "1"}).text
    criterion = CriterionFactory(program=program)
    page = admin.get(TRY, {f"c{criterion.pk}-weight": "1", "tried": "1"})
    assert "Some of these values cannot be used" in page.text


def test_constant_queries(admin, society, django_assert_max_num_queries):
    admin.get(TRY, data(society))
    with django_assert_max_num_queries(50) as few:
        admin.get(TRY, data(society, topics_weight=7))
    number_of_queries = len(few)
    for number in range(5):
        society.add_mentee(f"Mentee {number}", society.bayes)
        society.add_mentor(f"Mentor {number}", society.bayes)
    admin.get(TRY, data(society))
    with django_assert_max_num_queries(number_of_queries):
        admin.get(TRY, data(society, topics_weight=8))
