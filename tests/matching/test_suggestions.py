"""Suggestions: the best few, nobody one knows, and not the same for all (F19)."""

import datetime as dt
from collections import Counter
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import RequestFactory
from tests.views.finding import Society
from wagtail_mentoring.enums import FullMentorPolicy, ProfileStatus, RequestStatus, Role
from wagtail_mentoring.matching.params import SearchParams
from wagtail_mentoring.matching.search import search
from wagtail_mentoring.matching.suggestions import chance, draw, near_the_best, suggest

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 3, 2)


def suggested(society, own=None, on=DAY):
    own = own or society.mentee
    return suggest(society.program, [own], on=on).get(own.role)


def names(results):
    return [one.profile.member.name for one in results]


@pytest.fixture
def society():
    return Society()


def add(society, number, *choices):
    return [
        society.add_mentor(f"Mentor {place:02}", *(choices or (society.bayes, society.senior)))
        for place in range(number)
    ]


def test_the_best_few_with_the_score_of_the_search(society):
    add(society, 2)
    society.add_mentor("Poor", society.sports, society.student)
    best = suggested(society)
    assert len(best) == 3
    assert names(best)[-1] == "Poor"  # with nobody else left, the next best
    found = search(society.program, society.mentee, SearchParams())
    assert {one.profile.pk: one.fit for one in best} == {
        one.profile.pk: one.fit for one in found.results
    }
    society.add_mentor("Another", society.bayes, society.senior)
    assert "Poor" not in names(suggested(society))


@pytest.mark.parametrize("count", [0, 1, 5])
def test_as_many_as_the_program_says(society, count):
    add(society, 6)
    society.program.suggestion_count = count
    assert len(suggested(society) or ()) == count


def test_nobody_one_has_set_aside_or_dismissed(society):
    ana, ben, *_others = add(society, 3)
    society.mentee.shortlist.create(candidate=ana)
    society.mentee.dismissals.create(candidate=ben)
    assert names(suggested(society)) == ["Mentor 02"]


@pytest.mark.parametrize("status", RequestStatus.values)
def test_nobody_with_whom_there_was_a_request(society, status):
    ana, _ben = add(society, 2)
    RequestFactory(mentor=ana, mentee=society.mentee, status=status)
    assert names(suggested(society)) == ["Mentor 01"]


def test_nobody_one_knows_in_the_other_role(society):
    ana, _ben = add(society, 2)
    also_mentor = society.add_mentor("Also", society.bayes)
    also_mentor.member, also_mentor.status = society.mentee.member, ProfileStatus.PAUSED
    also_mentor.save()
    learns = society.add_mentee("Learns")
    learns.member = ana.member
    learns.save()
    RequestFactory(mentor=also_mentor, mentee=learns)
    assert names(suggested(society)) == ["Mentor 01"]


@pytest.mark.parametrize("change", [{"status": ProfileStatus.PAUSED}, {"hidden_from": DAY}])
def test_nobody_a_search_would_not_find(society, change):
    ana, _ben = add(society, 2)
    for name, value in change.items():
        setattr(ana, name, value)
    ana.save()
    assert names(suggested(society)) == ["Mentor 01"]


@pytest.mark.parametrize("policy", FullMentorPolicy.values)
def test_a_full_mentor_only_where_there_is_a_waiting_list(society, policy):
    society.program.full_mentor_policy = policy
    society.program.save()
    society.add_mentor("Full", society.bayes, society.senior, capacity=1, open_mentorships=1)
    shown = names(suggested(society))
    assert shown == (["Full"] if policy == FullMentorPolicy.WAITING_LIST else [])


def test_who_has_no_place_or_takes_a_break_gets_none(society):
    add(society, 2)
    society.mentee.open_mentorships = 1
    assert suggested(society) is None
    society.mentee.open_mentorships = 0
    society.mentee.status = ProfileStatus.PAUSED
    assert suggested(society) is None


def test_a_mentor_gets_mentees(society):
    mentor = society.add_mentor("Ana", society.bayes, society.senior)
    assert names(suggested(society, mentor)) == ["Mia Mentee"]


def test_the_same_all_day_and_others_on_another(society):
    add(society, 30)
    today, again = names(suggested(society)), names(suggested(society))
    assert today == again
    days = [names(suggested(society, on=DAY + dt.timedelta(days=n))) for n in range(10)]
    assert len({name for day in days for name in day}) > 12


def test_never_worse_than_the_leeway_or_the_best_few():
    scored = bytes([90, 0, 88, 70, 80, 79, 90])
    assert sorted(near_the_best(scored, 3, 10)) == [0, 2, 4, 6]
    assert sorted(near_the_best(scored, 3, 0)) == [0, 2, 6]  # two share the best, the third is next
    assert sorted(near_the_best(scored, 1, 0)) == [0, 6]
    assert sorted(near_the_best(scored, 9, 0)) == [0, 2, 3, 4, 5, 6]
    assert near_the_best(bytes(5), 3, 10) == []


def test_who_is_asked_less_is_shown_more():
    def person(mentorships, requests, ever):
        return SimpleNamespace(
            open_mentorships=mentorships, open_requests=requests, all_requests=ever
        )

    asked_less = [person(0, 0, 0), person(0, 0, 1), person(0, 1, 1), person(1, 1, 4)]
    chances = [chance(one) for one in asked_less]
    assert chances == sorted(chances, reverse=True)
    assert len(set(chances)) == len(chances)


def test_exposure_is_spread_and_quality_is_kept():
    """Two hundred viewers, forty mentors in three qualities: nobody is left out, nobody drowns.

    The arithmetic of ``suggest`` without its database: what is random in it is ``draw``.
    """
    scores = {pk: 90 - 4 * (pk % 3) for pk in range(1, 41)} | {99: 60}
    scored = bytes(scores.get(pk, -1) + 1 for pk in range(100))
    shown, lost = Counter(), []
    for viewer in range(1, 201):
        own = SimpleNamespace(role=Role.MENTEE, pk=viewer)
        band = near_the_best(scored, 3, 10)
        winners = sorted(band, key=lambda pk, own=own: draw(own, pk, DAY))[:3]
        shown.update(winners)
        lost.append(90 - min(scores[pk] for pk in winners))
    assert set(shown) == set(range(1, 41))  # everybody near the best, and nobody else
    assert max(shown.values()) < 3 * sum(shown.values()) / 40
    assert gini([shown[pk] for pk in range(1, 41)]) < 0.25
    assert max(lost) <= 10
    # The plain three best would be shown to everybody: a Gini of 0.925.
    assert gini([200] * 3 + [0] * 37) > 0.9


def gini(numbers):
    numbers = sorted(numbers)
    total, count = sum(numbers), len(numbers)
    return sum((2 * rank - count + 1) * n for rank, n in enumerate(numbers)) / (count * total)


def test_twice_the_chance_wins_about_twice_as_often():
    wins = Counter()
    for viewer in range(3000):
        own = SimpleNamespace(role=Role.MENTEE, pk=viewer)
        wins[draw(own, 1, DAY) / 2 < draw(own, 2, DAY)] += 1
    assert 1.8 < wins[True] / wins[False] < 2.2


def test_in_a_real_program_newcomers_are_shown_more_than_those_who_are_asked(society):
    mentors = add(society, 12)
    society.program.suggestion_count = 1
    for mentor in mentors[:6]:
        for _time in range(2):
            RequestFactory(mentor=mentor, mentee=society.add_mentee("Somebody"))
    shown = Counter()
    for number in range(60):
        shown.update(names(suggested(society, on=DAY + dt.timedelta(days=number))))
    asked = sum(shown[mentor.member.name] for mentor in mentors[:6])
    assert asked < 25  # of 60; by chance alone it would be half of them


def test_the_number_of_queries_is_constant(society):
    add(society, 2)
    counts = []
    for _round in range(2):
        suggested(society)
        with CaptureQueriesContext(connection) as queries:
            suggested(society)
        counts.append(len(queries))
        for mentor in add(society, 20)[:10]:
            society.mentee.dismissals.create(candidate=mentor)
    assert counts == [5, 5]
