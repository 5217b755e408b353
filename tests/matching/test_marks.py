"""Whom a searcher dismissed is in none of their results and counts, and in everybody else's (F20)."""

import pytest

from tests.views.finding import Society
from wagtail_mentoring.matching.params import SearchParams
from wagtail_mentoring.matching.search import search

pytestmark = pytest.mark.django_db


def found(society, searcher, **params):
    return search(society.program, searcher, SearchParams(**params))


def names(result):
    return [one.profile.member.name for one in result.results]


def counts(result):
    return {option.label: option.count for facet in result.facets for option in facet.options}


def test_the_dismissed_are_left_out_of_results_and_counts():
    society = Society()
    ana = society.add_mentor("Ana", society.bayes, society.senior)
    society.add_mentor("Ben", society.surveys, society.senior)
    other = society.add_mentee("Other", society.bayes, society.early)
    before = found(society, other)
    society.mentee.dismissals.create(candidate=ana)
    result = found(society, society.mentee)
    assert (names(result), result.total, result.left_out) == (["Ben"], 1, 1)
    assert counts(result)["Bayesian methods"] == 0
    assert found(society, society.mentee, text="Ana").total == 0
    chosen = found(society, society.mentee, chosen={"topics": (str(society.bayes.pk),)})
    assert (chosen.total, chosen.without) == (0, {"topics": 1})
    after = found(society, other)
    assert (names(after), counts(after), after.left_out) == (names(before), counts(before), 0)


def test_who_could_not_be_found_anyway_is_not_counted_as_left_out():
    society = Society()
    gone = society.add_mentor("Gone", society.bayes, status="paused")
    society.mentee.dismissals.create(candidate=gone)
    assert found(society, society.mentee).left_out == 0


def test_a_mentors_dismissals_count_the_other_way():
    society = Society()
    mentor = society.add_mentor("Ana", society.bayes, society.senior)
    society.add_mentee("Zoe", society.bayes, society.early)
    mentor.dismissals.create(candidate=society.mentee)
    assert names(found(society, mentor)) == ["Zoe"]
    assert names(found(society, society.mentee)) == ["Ana"]


def test_the_shortlisted_are_marked():
    society = Society()
    ana = society.add_mentor("Ana", society.bayes, society.senior)
    society.add_mentor("Ben", society.surveys, society.senior)
    society.mentee.shortlist.create(candidate=ana)
    marked = {
        one.profile.member.name: one.is_shortlisted
        for one in found(society, society.mentee).results
    }
    assert marked == {"Ana": True, "Ben": False}
