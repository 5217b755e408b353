"""The score: each rule by example, then properties that hold for any two people."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_mentoring.enums import CriterionKind, Importance, LanguageLevel, MatchRule, Role
from wagtail_mentoring.matching.comparing import FULL, HALF, CriterionSpec, Person, Wish, overlap
from wagtail_mentoring.matching.scoring import explain

WINTER = datetime.date(2026, 1, 15)
SUMMER = datetime.date(2026, 7, 15)


def spec(rule, kind=CriterionKind.MULTIPLE, *, id=1, choices=6, **kwargs):
    labels = {number: f"Choice {number}" for number in range(1, choices + 1)}
    return CriterionSpec(id, f"Criterion {id}", kind, rule, labels=labels, **kwargs)


def said(*keys, level=0):
    return frozenset((key, level) for key in keys)


def mentor(answers=(), wishes=(), **kwargs):
    return Person(Role.MENTOR, dict(answers), dict(wishes), **kwargs)


def mentee(answers=(), wishes=(), **kwargs):
    return Person(Role.MENTEE, dict(answers), dict(wishes), **kwargs)


def fit_of(criterion, mentors, mentees, viewer=Role.MENTEE, on=WINTER):
    return explain(mentor({1: mentors}), mentee({1: mentees}), [criterion], viewer, on=on)


@pytest.mark.parametrize(
    ("criterion", "mentors", "mentees", "score", "result"),
    [
        (spec(MatchRule.SAME, CriterionKind.SINGLE), said(1), said(1), 100, "met"),
        (spec(MatchRule.SAME, CriterionKind.SINGLE), said(1), said(2), 0, "not"),
        (spec(MatchRule.SAME), said(1, 2, 3), said(1, 2), 67, "partly"),
        (spec(MatchRule.ANY_IN_COMMON), said(1, 2, 3), said(1, 2), 100, "met"),
        (spec(MatchRule.ANY_IN_COMMON), said(1), said(1, 2), 75, "met"),
        (spec(MatchRule.ANY_IN_COMMON), said(1), said(2), 0, "not"),
        (spec(MatchRule.OFFER_MEETS_SOUGHT), said(1, 4), said(1, 2), 50, "met"),
        (spec(MatchRule.OFFER_MEETS_SOUGHT), said(3), said(1, 2), 0, "not"),
        (spec(MatchRule.AT_LEAST, CriterionKind.SCALE), said(3), said(3), 100, "met"),
        (spec(MatchRule.AT_LEAST, CriterionKind.SCALE), said(2), said(3), 50, "partly"),
        (spec(MatchRule.AT_LEAST, CriterionKind.SCALE), said(1), said(3), 0, "not"),
        (
            spec(MatchRule.MENTOR_ABOVE, CriterionKind.SCALE, distance=2),
            said(5),
            said(2),
            100,
            "met",
        ),
        (
            spec(MatchRule.MENTOR_ABOVE, CriterionKind.SCALE, distance=2),
            said(3),
            said(2),
            50,
            "partly",
        ),
        (spec(MatchRule.MENTOR_ABOVE, CriterionKind.SCALE, distance=2), said(2), said(2), 0, "not"),
    ],
)
def test_rules_by_example(criterion, mentors, mentees, score, result):
    fit = fit_of(criterion, mentors, mentees)
    assert fit.score == score
    assert [line.result for line in fit.lines] == [result]


@pytest.mark.parametrize(
    ("level", "other", "score", "result"),
    [
        (LanguageLevel.NATIVE, LanguageLevel.FLUENT, 100, "met"),
        (LanguageLevel.NATIVE, LanguageLevel.CONVERSATIONAL, 75, "met"),
        (LanguageLevel.BASIC, LanguageLevel.NATIVE, 50, "partly"),
        (0, LanguageLevel.FLUENT, 100, "met"),
    ],
)
def test_language_counts_by_the_one_who_speaks_it_less(level, other, score, result):
    criterion = spec(MatchRule.ANY_IN_COMMON, CriterionKind.LANGUAGE)
    fit = fit_of(criterion, said(2, level=level), said(2, level=other) | said(5, level=4))
    assert (fit.score, fit.lines[0].result) == (score, result)


@pytest.mark.parametrize(
    ("mentors", "mentees", "on", "hours", "score"),
    [
        ("Europe/Zagreb", "Europe/Lisbon", WINTER, 12, 100),
        ("Europe/Zagreb", "America/Los_Angeles", WINTER, 4, 100),  # nine hours apart
        ("Europe/Zagreb", "America/Los_Angeles", WINTER, 5, 80),
        ("America/New_York", "Pacific/Auckland", WINTER, 7, 100),  # across midnight
        # Clocks change on different days: only in summer are these two an hour apart.
        ("Europe/Berlin", "Africa/Lagos", WINTER, 13, 100),
        ("Europe/Berlin", "Africa/Lagos", SUMMER, 13, 92),
        ("Europe/Berlin", "No/Such_Place", WINTER, 4, 50),
    ],
)
def test_hours_overlap_on_the_given_day(mentors, mentees, on, hours, score):
    criterion = spec(MatchRule.HOURS_OVERLAP, CriterionKind.TIME_ZONE, distance=hours)
    assert fit_of(criterion, said(mentors), said(mentees), on=on).score == score


def test_same_time_zone_means_the_same_clock():
    criterion = spec(MatchRule.SAME, CriterionKind.TIME_ZONE)
    assert fit_of(criterion, said("Europe/Zagreb"), said("Europe/Paris")).score == 100
    assert fit_of(criterion, said("Europe/Zagreb"), said("Europe/Lisbon")).score == 0


def test_a_wish_replaces_ones_own_answer():
    criterion = spec(MatchRule.SAME, CriterionKind.SINGLE)
    one = mentor({1: said(3)})
    other = mentee({1: said(1)}, {1: Wish(Importance.IMPORTANT, frozenset({3, 4}))})
    fit = explain(one, other, [criterion], Role.MENTEE)
    # The mentee finds what they asked; the mentor's own answer differs.
    assert fit.score == 100
    # Coordinators see both: two thirds of what both ask, for the mentee's wish is important.
    assert explain(one, other, [criterion], Role.MENTEE, include_private=True).score == 67
    assert [(line.result, line.counts) for line in fit.lines] == [("met", 100)]
    assert [line.result for line in explain(one, other, [criterion], Role.MENTOR).lines] == ["not"]


def test_importance_and_the_editors_weight_multiply():
    fits, fits_not = (
        spec(MatchRule.ANY_IN_COMMON, id=1, weight=6, asks=frozenset({"mentor"})),
        spec(MatchRule.ANY_IN_COMMON, id=2, weight=2, asks=frozenset({"mentor"})),
    )
    wishes = {
        1: Wish(Importance.NICE, frozenset({1})),
        2: Wish(Importance.MUST - 1, frozenset({1})),
    }
    fit = explain(
        mentor({1: said(1), 2: said(2)}), mentee(wishes=wishes), [fits, fits_not], Role.MENTEE
    )
    assert fit.score == 60  # 6 of 6 + 2 * 2
    assert [line.counts for line in fit.lines] == [60, 40]


def test_what_does_not_matter_does_not_count():
    criterion = spec(MatchRule.SAME, CriterionKind.SINGLE)
    indifferent = {1: Wish(Importance.NONE)}
    fit = explain(
        mentor({1: said(1)}, indifferent),
        mentee({1: said(2)}, indifferent),
        [criterion],
        Role.MENTEE,
    )
    assert (fit.score, fit.fits, fit.lines) == (50, True, ())


def test_silence_is_neither_for_nor_against():
    criterion = spec(MatchRule.ANY_IN_COMMON)
    scores = [
        fit_of(criterion, answer, said(1)).score for answer in (said(1), frozenset(), said(2))
    ]
    assert scores == [100, 50, 0]
    assert fit_of(criterion, frozenset(), said(1)).lines[0].result == "unknown"
    assert fit_of(criterion, said(1), frozenset()).lines == ()


def test_a_question_for_one_role_is_compared_by_wish_alone():
    criterion = spec(MatchRule.ANY_IN_COMMON, asks=frozenset({"mentor"}))
    assert fit_of(criterion, said(1), said(1)).lines == ()
    wishes = {1: Wish(choices=frozenset({1, 2}))}
    fit = explain(mentor({1: said(1)}), mentee(wishes=wishes), [criterion], Role.MENTEE)
    assert fit.score == 75


def test_a_must_that_is_not_met_hides_and_silence_does_not():
    criterion = spec(MatchRule.ANY_IN_COMMON)
    wishes = {1: Wish(Importance.MUST, frozenset({1}))}
    for answer, fits in ((said(1), True), (said(2), False), (frozenset(), True)):
        for viewer in Role:
            pair = mentor({1: answer}), mentee(wishes=wishes), [criterion]
            # It keeps people out of one's own search; who is left out there cannot notice it (D20).
            assert explain(*pair, viewer).fits is (fits or viewer is Role.MENTOR)
            assert explain(*pair, viewer, include_private=True).fits is fits


def test_the_editors_hard_rule_holds_whatever_members_wish():
    criterion = spec(MatchRule.MENTOR_ABOVE, CriterionKind.SCALE, is_hard=True, weight=0)
    wishes = {1: Wish(Importance.NONE)}
    fit = explain(
        mentor({1: said(2)}, wishes), mentee({1: said(3)}, wishes), [criterion], Role.MENTEE
    )
    assert not fit.fits
    assert fit_of(criterion, said(4), said(3)).fits
    assert fit_of(criterion, frozenset(), said(3)).fits


def test_private_criteria_count_for_coordinators_alone():
    criterion = spec(MatchRule.SAME, CriterionKind.SINGLE, is_public=False, is_hard=True)
    one, other = mentor({1: said(1)}), mentee({1: said(2)})
    fit = explain(one, other, [criterion], Role.MENTEE)
    assert (fit.score, fit.fits, fit.lines) == (50, True, ())
    fit = explain(one, other, [criterion], Role.MENTEE, include_private=True)
    assert (fit.score, fit.fits) == (0, False)


def test_sensitive_answers_count_with_consent_of_their_owner():
    criterion = spec(MatchRule.SAME, CriterionKind.SINGLE, is_public=False, needs_consent=True)
    one = mentor({1: said(1)}, findable=frozenset({1}))
    for consent, score in ((frozenset(), 50), (frozenset({1}), 100)):
        other = mentee({1: said(1)}, findable=consent)
        assert explain(one, other, [criterion], Role.MENTOR, include_private=True).score == score


def test_what_is_left_out_of_matching_is_left_out():
    assert fit_of(spec(MatchRule.IGNORE), said(1), said(2)).lines == ()


def test_what_the_other_wishes_changes_nothing_that_a_member_reads():
    criteria = [spec(MatchRule.ANY_IN_COMMON, id=number) for number in (1, 2)]
    one, other = {1: said(1), 2: said(2)}, {1: said(1), 2: said(3)}
    plain = explain(mentor(one), mentee(other), criteria, Role.MENTEE)
    picky = {1: Wish(Importance.MUST, frozenset({2})), 2: Wish(Importance.NONE)}
    assert plain == explain(mentor(one, picky), mentee(other), criteria, Role.MENTEE)
    assert explain(mentor(one, picky), mentee(other), criteria, Role.MENTOR).score == 0


# Properties -----------------------------------------------------------------------------------

KINDS = [
    (CriterionKind.SINGLE, MatchRule.SAME),
    (CriterionKind.SINGLE, MatchRule.OFFER_MEETS_SOUGHT),
    (CriterionKind.MULTIPLE, MatchRule.ANY_IN_COMMON),
    (CriterionKind.MULTIPLE, MatchRule.OFFER_MEETS_SOUGHT),
    (CriterionKind.MULTIPLE, MatchRule.SAME),
    (CriterionKind.SCALE, MatchRule.AT_LEAST),
    (CriterionKind.SCALE, MatchRule.MENTOR_ABOVE),
    (CriterionKind.LANGUAGE, MatchRule.ANY_IN_COMMON),
]
ONE_ANSWER = {CriterionKind.SINGLE, CriterionKind.SCALE}
CHOICES = st.integers(1, 6)


@st.composite
def specs(draw):
    chosen = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=5))
    return [
        spec(
            rule,
            kind,
            id=number,
            distance=draw(st.integers(1, 3)),
            weight=draw(st.integers(0, 10)),
            is_hard=draw(st.booleans()),
            is_public=draw(st.booleans()),
            asks=draw(st.sampled_from([frozenset(Role.values), frozenset({"mentor"})])),
        )
        for number, (kind, rule) in enumerate(chosen, start=1)
    ]


@st.composite
def people(draw, role, criteria):
    answers, wishes = {}, {}
    for criterion in criteria:
        most = 1 if criterion.kind in ONE_ANSWER else 4
        keys = draw(st.sets(CHOICES, max_size=most))
        level = draw(st.integers(0, 4)) if criterion.kind == CriterionKind.LANGUAGE else 0
        if keys:
            answers[criterion.id] = said(*keys, level=level)
        if draw(st.booleans()):
            wishes[criterion.id] = Wish(
                draw(st.integers(0, 3)), frozenset(draw(st.sets(CHOICES, max_size=3)))
            )
    return Person(role, answers, wishes)


@st.composite
def pairs(draw):
    criteria = draw(specs())
    return (
        draw(people(Role.MENTOR, criteria)),
        draw(people(Role.MENTEE, criteria)),
        criteria,
    )


@given(pairs())
def test_a_score_is_between_0_and_100(pair):
    fit = explain(*pair, Role.MENTEE, on=WINTER)
    assert 0 <= fit.score <= 100
    assert sum(line.counts for line in fit.lines) <= 100 + len(fit.lines)


@given(pairs())
def test_both_see_the_same_score_where_both_answered_and_neither_wishes(pair):
    one, other, criteria = pair
    both = [spec for spec in criteria if spec.id in one.answers and spec.id in other.answers]
    plain = [Person(person.role, person.answers) for person in (one, other)]
    ours, theirs = (explain(*plain, both, role, on=WINTER) for role in Role)
    assert (ours.score, ours.fits) == (theirs.score, theirs.fits)


@given(pairs())
def test_the_points_of_the_lines_add_up_to_the_score(pair):
    """A member can count it up: the lines are all that the score is made of."""
    fit = explain(*pair, Role.MENTEE, on=WINTER)
    counts, points = ([getattr(line, name) for line in fit.lines] for name in ("counts", "points"))
    if not sum(counts):
        assert (fit.score, sum(points)) == (50, 0)
        return
    assert (sum(counts), sum(points)) == (100, fit.score)
    for line in fit.lines:
        assert 0 <= line.points <= line.counts
        if line.result == "not":
            assert line.points == 0


@given(pairs())
def test_coordinators_see_one_score_whoever_it_is_told_to(pair):
    ours, theirs = (explain(*pair, role, on=WINTER, include_private=True) for role in Role)
    assert (ours.score, ours.fits) == (theirs.score, theirs.fits)


@given(pairs(), st.randoms())
def test_the_order_of_the_criteria_does_not_matter(pair, random):
    one, other, criteria = pair
    shuffled = random.sample(criteria, len(criteria))
    first = explain(one, other, criteria, Role.MENTEE, on=WINTER)
    second = explain(one, other, shuffled, Role.MENTEE, on=WINTER)
    assert (first.score, first.fits) == (second.score, second.fits)
    assert sorted(first.lines, key=str) == sorted(second.lines, key=str)


@given(pairs(), st.data())
def test_more_fit_never_lowers_the_score(pair, data):
    """The mentor adds something the mentee asks, or climbs the scale, or learns a language better."""
    one, other, criteria = pair
    criterion = data.draw(st.sampled_from(criteria))
    before = one.answers.get(criterion.id, frozenset())
    wish = other.wishes.get(criterion.id, Wish())
    asked = wish.choices or {key for key, _level in other.answers.get(criterion.id, ())}
    if criterion.kind == CriterionKind.SCALE:
        if wish.choices or one.wishes.get(criterion.id, Wish()).choices or not before:
            return
        after = said(min(max(key for key, _level in before) + 1, 6))
    elif criterion.kind == CriterionKind.LANGUAGE:
        after = frozenset((key, min(level + 1, 4) if level else 0) for key, level in before)
    elif criterion.kind == CriterionKind.MULTIPLE and asked and before:
        after = before | said(data.draw(st.sampled_from(sorted(asked))))
        # Added to "the same answer", it only fits more if the mentee's own answer has it too.
        if criterion.rule == MatchRule.SAME and not after <= before | other.said(criterion):
            return
    else:
        return
    better = Person(one.role, {**one.answers, criterion.id: after}, one.wishes)
    # Where the mentor's own answer is what the mentor asks, it moves with it; that is intended.
    assert (
        explain(better, other, criteria, Role.MENTEE, on=WINTER).score
        >= explain(one, other, criteria, Role.MENTEE, on=WINTER).score
    )


@given(pairs(), st.data())
def test_more_weight_on_what_fits_never_lowers_the_score(pair, data):
    """And less weight on it never raises it: what an editor sees when trying weights is never upside down."""
    one, other, criteria = pair
    fit = explain(one, other, criteria, Role.MENTEE, on=WINTER)
    full = {
        line.spec.id
        for line in fit.lines
        if line.counts and line.is_met and line.spec.kind in ONE_ANSWER
    }
    if not full:
        return
    number = data.draw(st.sampled_from(sorted(full)))
    for weight in range(11):
        changed = [replace(c, weight=weight) if c.id == number else c for c in criteria]
        score = explain(one, other, changed, Role.MENTEE, on=WINTER).score
        before = next(c.weight for c in criteria if c.id == number)
        if weight > before:
            assert score >= fit.score
        elif 0 < weight < before:
            assert score <= fit.score


@given(pairs(), pairs())
def test_private_answers_cannot_be_learned_from_any_number(pair, another):
    """Whatever the private answer and the wishes about it are, members read the same (S-05)."""
    one, other, criteria = pair
    private = {criterion.id for criterion in criteria if not criterion.is_public}
    changed = Person(
        one.role,
        {
            **one.answers,
            **{key: another[0].answers.get(key, said(1)) for key in private},
        },
        {**one.wishes, **{key: another[0].wishes.get(key, Wish(3)) for key in private}},
    )
    for viewer in Role:
        assert explain(one, other, criteria, viewer, on=WINTER) == explain(
            changed, other, criteria, viewer, on=WINTER
        )


@given(pairs(), pairs())
def test_what_the_other_wishes_cannot_be_learned_from_any_number(pair, another):
    """D20: whatever it is, and however much it matters to them."""
    one, other, criteria = pair
    changed = Person(one.role, one.answers, another[0].wishes)
    assert explain(one, other, criteria, Role.MENTEE, on=WINTER) == explain(
        changed, other, criteria, Role.MENTEE, on=WINTER
    )


@given(st.integers(-720, 840), st.integers(-720, 840))
def test_hours_overlap_is_mutual_and_within_a_day(one, other):
    assert overlap(one, other) == overlap(other, one)
    assert 0 <= overlap(one, other) <= overlap(one, one) == 13 * 60


def test_a_must_fits_into_a_byte():
    assert max(Importance) * FULL < 256
    assert HALF * 2 == FULL
