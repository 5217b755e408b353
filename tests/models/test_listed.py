"""Who is found: the query, the property and the pool of the search give one answer (D6, D14, F6)."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.factories import MenteeFactory, MentorFactory
from wagtail_mentoring.enums import Unlisted
from wagtail_mentoring.matching.pool import Pool

pytestmark = pytest.mark.django_db

TODAY = 0


def day(number):
    return None if number is None else timezone.localdate() + dt.timedelta(days=number)


def answers(profile):
    """Return what each of the three says of the profile."""
    model = type(profile)
    profile = model.objects.select_related("member__user", "program").get(pk=profile.pk)
    pool = Pool(profile.program_id, profile.role, "default")
    pool.threshold = profile.program.completeness_threshold
    in_pool = pool.listed(timezone.localdate()) & pool.of_profiles([profile.pk])
    return {
        "query": model.objects.filter(pk=profile.pk).listed().exists(),
        "property": profile.is_listed,
        "pool": bool(in_pool),
    }


@pytest.mark.parametrize("factory", [MentorFactory, MenteeFactory])
@pytest.mark.parametrize(
    ("begins", "ends", "hidden", "found"),
    [
        (None, None, None, True),
        (+9, None, None, True),
        (-9, TODAY, None, True),
        (-9, -1, None, False),
        (None, -1, None, False),
        (+9, +20, None, True),
        (None, +20, TODAY, False),
        (None, +20, +1, True),
        (None, -1, +30, False),
    ],
)
def test_a_window_that_is_over_hides_and_one_to_come_does_not(factory, begins, ends, hidden, found):
    profile = factory(
        available_from=day(begins), available_until=day(ends), hidden_from=day(hidden)
    )
    assert answers(profile) == {"query": found, "property": found, "pool": found}


@pytest.mark.parametrize(
    ("threshold", "complete", "found"),
    [(0, 0, True), (60, 59, False), (60, 60, True), (100, 99, False), (100, None, True)],
)
@pytest.mark.parametrize("factory", [MentorFactory, MenteeFactory])
def test_who_is_less_complete_than_the_program_asks_is_not_found(
    factory, threshold, complete, found
):
    profile = factory(program__completeness_threshold=threshold, completeness=complete)
    assert answers(profile) == {"query": found, "property": found, "pool": found}
    profile.refresh_from_db()
    assert profile.unlisted_reason == (None if found else Unlisted.INCOMPLETE)


def test_a_window_in_the_wrong_order_cannot_be_stored():
    with pytest.raises(IntegrityError), transaction.atomic():
        MentorFactory(available_from=day(2), available_until=day(1))


def test_the_pool_knows_from_when_somebody_is_free():
    mentor = MentorFactory(available_from=day(10))
    pool = Pool(mentor.program_id, mentor.role, "default")
    assert pool.available_from == {pool.slots[mentor.pk]: day(10)}
    assert mentor.begins_on == day(10)
    assert MentorFactory(available_from=day(TODAY)).begins_on is None
