"""Columns, sets and sums do what a dictionary, a set and a list would do."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_mentoring.matching.columns import (
    MOST_IN_A_BYTE,
    Column,
    Sum,
    bits,
    mask_bytes,
    slots_of,
)

SIZE = 20
NUMBERS = st.lists(st.integers(0, 255), min_size=SIZE, max_size=SIZE)
SETS = st.frozensets(st.tuples(st.integers(0, 8), st.just(0)), max_size=4)


@given(st.lists(st.tuples(st.integers(0, SIZE - 1), SETS), max_size=40), st.integers(0, 40))
def test_a_column_remembers_what_was_put_and_who_has_what(writes, first_question):
    column, expected = Column(frozenset()), {}
    column.grow(SIZE)
    for number, (slot, value) in enumerate(writes):
        if number == first_question:
            column.having(0)  # from here on the sets are kept up to date
        column[slot] = value
        expected[slot] = value
    assert {slot: column[slot] for slot in expected} == expected
    for key in range(9):
        slots = {slot for slot, value in expected.items() if (key, 0) in value}
        assert column.having(key) == sum(1 << slot for slot in slots)
    assert column.where(lambda value: len(value) > 1) == sum(
        1 << slot for slot, value in expected.items() if len(value) > 1
    )


def test_a_column_takes_more_values_than_fit_into_a_byte():
    column = Column(None)
    column.grow(MOST_IN_A_BYTE + 50)
    for slot in range(len(column)):
        column[slot] = slot
    column.grow(len(column) + 3)
    assert [column[slot] for slot in (0, 255, 256, 305, 306)] == [0, 255, 256, 305, None]
    looked_up = column.look_up(lambda value: 0 if value is None else value % 7)
    assert list(looked_up) == [slot % 7 for slot in range(306)] + [0, 0, 0]
    assert column.having(300) == 1 << 300


@pytest.mark.parametrize("kinds", [3, 256, 257, 3000, 5000, 70_000])
def test_a_table_is_read_the_same_way_however_many_values_there_are(kinds):
    """One byte per slot, page by page, or slot by slot: which of them is a matter of speed alone."""
    column, slots = Column(None), kinds + 30
    codes = array("I", (number * 7919 % kinds for number in range(slots)))
    column.fill([None, *range(1, kinds)], codes)
    expected = [(codes[slot] or 11) % 251 for slot in range(slots)]
    assert list(column.look_up(lambda value: (value or 11) % 251)) == expected
    assert [column[slot] for slot in range(20)] == [code or None for code in codes[:20]]
    column[3] = "new"
    expected[3] = 250
    column.grow(slots + 1)
    read = column.look_up(lambda value: 250 if value == "new" else (value or 11) % 251)
    assert list(read) == [*expected, 11]


def test_values_nobody_has_are_left_out_of_a_filled_column():
    column = Column(frozenset())
    column.fill([frozenset(), "a", "b", "c"], array("I", [3, 3, 1]))
    assert column.values() == [frozenset(), "a", "c"]
    assert [column[slot] for slot in range(3)] == ["c", "c", "a"]


def test_a_question_is_asked_of_each_value_once():
    column, asked = Column(0), []
    column.grow(3)
    column[1] = 5

    def function(value):
        asked.append(value)
        return value + 1

    assert list(column.look_up(function, "plus one")) == [1, 6, 1]
    column[2] = 7
    assert list(column.look_up(function, "plus one")) == [1, 6, 8]
    assert asked == [0, 5, 7]


@given(
    st.lists(st.tuples(NUMBERS, st.integers(0, 30)), max_size=8),
    st.sampled_from([0, 300, 5000, 70_000]),
)
def test_sums_are_sums(columns, more):
    expected = [sum(numbers[slot] * times for numbers, times in columns) for slot in range(SIZE)]
    total = Sum(SIZE, max(expected) + more)
    for numbers, times in columns:
        total.add(bytes(numbers), times)
    assert list(total.values()) == expected
    assert list(total.look_up(lambda number: number % 101)) == [n % 101 for n in expected]


@given(st.sets(st.integers(0, SIZE - 1)))
def test_sets_of_slots(slots):
    mask = slots_of(slots, SIZE)
    assert mask.bit_count() == len(slots)
    assert {slot for slot, byte in enumerate(mask_bytes(mask, SIZE)) if byte} == slots
    assert bits(b"") == 0 and mask_bytes(0, 0) == b""
