"""Several choices, how well a language is spoken, and the orders, as a member sees them (R26 to R28)."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import answer
from tests.views.finding import Society, names, searcher
from wagtail_mentoring.enums import CriterionKind, MatchRule

pytestmark = pytest.mark.django_db


@pytest.fixture
def society():
    return Society()


@pytest.fixture
def look(client, society):
    return searcher(client, society)


def test_any_or_all_of_what_was_chosen(society, look):
    society.add_mentor("Bea Both", society.bayes, society.surveys, society.sports)
    society.add_mentor("Sue Survey", society.surveys, society.early)
    both = {"c-topics": [society.bayes.pk, society.surveys.pk]}
    page = look(both)
    assert sorted(names(page)) == ["Bea Both", "Sue Survey"]
    assert "Topics (all of these)" not in page
    page = look({**both, "match-topics": "all"})
    assert names(page) == ["Bea Both"]
    assert "Topics (all of these)" in page
    assert re.search(r'name="match-topics" value="all" id="[^"]*" checked', page)
    # The count of another one says: with this too.
    page = look({"c-topics": [society.surveys.pk, society.early.pk], "match-topics": "all"})
    for label, count in (("Bayesian methods", 1), ("Surveys", 2), ("Sports", 1)):
        assert re.search(rf"{label}</span> <span [^>]*>\({count}\)", page), label
    # A scale has one answer for each person: there is nothing to choose between.
    assert "match-topics" in page and "match-stage" not in page


def test_a_language_may_have_to_be_spoken_well(society, look):
    language = society.criterion("Languages", CriterionKind.LANGUAGE, MatchRule.ANY_IN_COMMON)
    (spanish,) = society.choices(language, "Spanish")
    for name, level in (("Beto", 1), ("Flor", 3)):
        answer(society.add_mentor(name), language, spanish, level=level)
    assert sorted(names(look({"c-languages": spanish.pk}))) == ["Beto", "Flor"]
    page = look({"c-languages": spanish.pk, "level-languages": "2"})
    assert names(page) == ["Flor"]
    assert "Spanish (at least conversational)" in page
    assert re.search(r"Spanish</span> <span [^>]*>\(1\)", page)


def test_soonest_free(society, look):
    today = timezone.localdate()
    later = {"available_from": today + timedelta(days=9)}
    society.add_mentor("Later", society.bayes, society.senior, **later)
    society.add_mentor("Full", society.bayes, society.senior, capacity=1, open_mentorships=1)
    society.add_mentor("One place", society.sports, capacity=2, open_mentorships=1)
    society.add_mentor("Two places", society.sports, available_from=today)
    page = look(order="soonest")
    assert names(page) == ["Two places", "One place", "Later", "Full"]
    assert "Free from" in page
    assert "those whose time begins later" in page


def test_why_the_first_is_the_first(society, look):
    society.add_mentor("Bea", society.bayes, society.surveys, society.senior)
    society.add_mentor("Sue", society.surveys, society.senior)
    page = look()
    assert "Bea has 100 of 100 points, Sue 88." in page
    assert "100 of 100 points</span>" in page and "88 of 100 points</span>" in page
    society.add_mentor("Abe", society.bayes, society.surveys, society.senior, capacity=1)
    assert "Bea and Abe have 100 of 100 points each; Bea has more free places." in look()
    assert "100 points" not in look(order="name").split("mentoring-list")[0]


def test_an_empty_result_offers_any_instead_of_all(society, look):
    society.add_mentor("Sue Survey", society.surveys, society.senior)
    both = {"c-topics": [society.sports.pk, society.surveys.pk], "match-topics": "all"}
    page = look(both)
    assert names(page) == []
    assert "With any of “Topics” instead of all: 1 found" in page
