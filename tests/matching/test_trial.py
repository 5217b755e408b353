"""What a change of weights would do: the same code and the same numbers as a search."""

import pytest

from tests.factories import answer
from tests.views.finding import Society
from wagtail_mentoring.enums import FullMentorPolicy, Importance, ProfileStatus
from wagtail_mentoring.matching.params import SearchParams
from wagtail_mentoring.matching.search import search
from wagtail_mentoring.matching.trial import FAR_DOWN, try_changes
from wagtail_mentoring.models import Criterion, MenteePreference

pytestmark = pytest.mark.django_db


@pytest.fixture
def society():
    society = Society()
    society.add_mentor("Topics only", society.bayes, society.surveys, society.student)
    society.add_mentor("Stage only", society.sports, society.senior)
    society.add_mentor("Both", society.bayes, society.senior)
    society.add_mentor("Silent")
    return society


def names(society, places):
    people = society.program.mentor_profiles.in_bulk([place.profile_id for place in places])
    return [people[place.profile_id].member.name for place in places]


def found(society):
    """What the mentee's own search finds, with scores."""
    results = search(society.program, society.mentee, SearchParams(), page_size=100).results
    return [(one.profile.pk, one.fit.score) for one in results]


def as_found(places):
    return [(place.profile_id, place.score) for place in places]


def store(changes):
    fields = {
        "weight": "weight", "rule": "match_rule", "distance": "match_distance", "is_hard": "is_hard_rule",
    }  # fmt: skip
    for pk, values in changes.items():
        Criterion.objects.filter(pk=pk).update(**{fields[k]: v for k, v in values.items()})


@pytest.mark.parametrize(
    "change",
    [
        lambda s: {},
        lambda s: {s.topics.pk: {"weight": 0}},
        lambda s: {s.topics.pk: {"weight": 10}, s.stage.pk: {"weight": 1}},
        lambda s: {s.stage.pk: {"is_hard": True}},
        lambda s: {s.stage.pk: {"rule": "same", "weight": 10}},
        lambda s: {s.stage.pk: {"distance": 2, "is_hard": True}},
        lambda s: {s.topics.pk: {"rule": "ignore"}, s.stage.pk: {"rule": "ignore"}},
        lambda s: {s.secret.pk: {"weight": 10, "is_hard": True}},
    ],
)
@pytest.mark.parametrize("policy", [FullMentorPolicy.HIDDEN, FullMentorPolicy.WAITING_LIST])
def test_what_is_tried_is_what_a_search_finds_once_it_is_saved(society, change, policy):
    type(society.program).objects.update(full_mentor_policy=policy)
    society.program.refresh_from_db()
    society.add_mentor("Full", society.bayes, society.senior, capacity=1, open_mentorships=1)
    wish = MenteePreference.objects.create(
        profile=society.mentee, criterion=society.topics, importance=Importance.IMPORTANT
    )
    wish.choices.add(society.surveys)
    changes = change(society)
    [tried] = try_changes(society.program, changes, top=50).mentees
    assert as_found(tried.now) == found(society)
    store(changes)
    assert as_found(tried.new) == found(society)
    assert tried.is_changed == (
        [p.profile_id for p in tried.now] != [p.profile_id for p in tried.new]
    )


def test_moves_say_who_went_where(society):
    [tried] = try_changes(society.program, {society.topics.pk: {"weight": 0}}).mentees
    now, new = names(society, tried.now), names(society, tried.new)
    assert now == ["Both", "Silent", "Stage only", "Topics only"]
    assert new[:2] == ["Both", "Stage only"]
    for place in tried.new:
        assert place.other == now.index(names(society, [place])[0]) + 1
        assert place.moved == place.other - place.number


def test_whom_a_rule_hides_is_gone_and_whom_it_lets_in_is_new(society):
    hard = {society.stage.pk: {"is_hard": True}}
    trial = try_changes(society.program, hard)
    [tried] = trial.mentees
    gone = [place for place in tried.now if place.other is None]
    assert names(society, gone) == ["Topics only"]
    assert (trial.now.by_rule, trial.new.by_rule) == (0, 1)
    assert trial.changed == 1
    store(hard)
    trial = try_changes(society.program, {society.stage.pk: {"is_hard": False}})
    new = [place for place in trial.mentees[0].new if place.other is None]
    assert names(society, new) == ["Topics only"]
    assert trial.replaced == 1


def test_a_mentees_own_must_is_counted_apart(society):
    wish = MenteePreference.objects.create(
        profile=society.mentee, criterion=society.topics, importance=Importance.MUST
    )
    wish.choices.add(society.surveys)
    totals = try_changes(society.program, {society.stage.pk: {"is_hard": True}}).new
    # The must leaves out "Stage only" and "Both"; the rule "Topics only".
    assert (totals.pairs, totals.by_must, totals.by_rule) == (4, 2, 1)
    assert sum(totals.scores) == 1


def test_every_pair_that_is_found_has_its_score_counted(society):
    trial = try_changes(society.program, {})
    bands = [0] * 11
    for _pk, score in found(society):
        bands[score // 10] += 1
    assert trial.now.scores == trial.new.scores == bands


def test_the_newest_who_can_be_found_are_looked_at_or_those_of_a_name(society):
    for number in range(6):
        society.add_mentee(f"Ana {number}", society.bayes)
    paused = society.add_mentee("Paused", society.bayes, status=ProfileStatus.PAUSED)
    newest = [
        m.pk
        for m in society.program.mentee_profiles.filter(status="active").order_by(
            "-joined_at", "pk"
        )
    ]

    def looked_at(**kwargs):
        return [one.profile_id for one in try_changes(society.program, {}, **kwargs).mentees]

    assert looked_at() == newest[:5] == looked_at()
    assert looked_at(name="mia ment") == [society.mentee.pk]
    assert looked_at(name="Ana", mentees=2) == newest[:2]
    assert paused.pk not in looked_at(name="Paused")
    assert looked_at(name="nobody") == []


def test_private_answers_move_nothing(society):
    mentor = society.add_mentor("Red", society.bayes)
    answer(society.mentee, society.secret, society.red)
    change = {society.secret.pk: {"weight": 10, "is_hard": True}}
    before = try_changes(society.program, change)
    answer(mentor, society.secret, society.blue)
    assert try_changes(society.program, change) == before


def test_constant_queries(society, django_assert_num_queries):
    try_changes(society.program, {})
    with django_assert_num_queries(5):
        few = try_changes(society.program, {society.topics.pk: {"weight": 3}})
    for number in range(4):
        society.add_mentee(f"Another {number}", society.bayes)
        society.add_mentor(f"Mentor {number}", society.bayes)
    try_changes(society.program, {})
    with django_assert_num_queries(5):
        many = try_changes(society.program, {society.topics.pk: {"weight": 3}})
    assert (len(few.mentees), len(many.mentees)) == (1, 5)


def test_far_down_is_not_told_as_a_number(society):
    for number in range(FAR_DOWN + 5):
        society.add_mentor(f"Good {number:03}", society.bayes, society.surveys, society.senior)
    [tried] = try_changes(
        society.program,
        {society.topics.pk: {"weight": 0}, society.stage.pk: {"rule": "same", "weight": 10}},
        top=200,
    ).mentees
    assert any(place.is_far for place in tried.now) or any(place.is_far for place in tried.new)
