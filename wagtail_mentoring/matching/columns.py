"""Columns of values for a hundred thousand people, and arithmetic on whole columns at once.

A pool of people has numbered *slots*; a column holds one value for each. Each
distinct value is kept once and has a code, so that a question about all people
is asked once per distinct value and then looked up for everybody in C. Sets of
slots are plain integers: bit ``n`` stands for slot ``n``. docs/explanation/performance.md
tells what else was tried.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable, Hashable, Iterable

#: Codes are kept in one byte until there are more distinct values than that.
MOST_IN_A_BYTE = 256
#: Bytes per slot in a sum.
LANE = 4


class Column:
    """One value per slot."""

    def __init__(self, empty: Hashable):
        self._values = [empty]
        self._codes_by_value = {empty: 0}
        self._codes: bytearray | array = bytearray()
        #: member of the values -> slots that have it; made when first asked for, then kept up to date
        self._sets: dict[Hashable, int] | None = None

    def __len__(self) -> int:
        return len(self._codes)

    def __getitem__(self, slot: int):
        return self._values[self._codes[slot]]

    def grow(self, size: int) -> None:
        """Make room for ``size`` slots; new ones hold the empty value."""
        missing = size - len(self._codes)
        if missing > 0:
            self._codes.extend(bytes(missing) if self._is_bytes else array("I", [0]) * missing)

    def __setitem__(self, slot: int, value: Hashable) -> None:
        old = self[slot]
        if old == value:
            return
        self._codes[slot] = self._code(value)
        if self._sets is not None:
            for member in _members(old) ^ _members(value):
                self._sets[member] = self._sets.get(member, 0) ^ (1 << slot)

    def look_up(self, function: Callable[[Hashable], int]) -> bytes:
        """Return ``function`` of every slot's value, one byte each."""
        table = bytes(map(function, self._values))
        if self._is_bytes:
            return self._codes.translate(table.ljust(MOST_IN_A_BYTE, b"\0"))
        return bytes(map(table.__getitem__, self._codes))

    def where(self, predicate: Callable[[Hashable], bool]) -> int:
        """Return the set of slots whose value satisfies ``predicate``."""
        return bits(self.look_up(lambda value: 49 if predicate(value) else 48))

    def values(self) -> list:
        """Return the distinct values, some of which may have gone out of use."""
        return self._values

    def members(self) -> list:
        """Return what ``having`` may be asked for."""
        self._make_sets()
        return list(self._sets)

    def having(self, member: Hashable) -> int:
        """Return the set of slots whose value, a set, has this member (for a tick: its key)."""
        self._make_sets()
        return self._sets.get(member, 0)

    def _make_sets(self):
        if self._sets is None:
            self._sets = {}
            for one in {m for value in self._values for m in _members(value)}:
                self._sets[one] = self.where(lambda value, one=one: one in _members(value))

    @property
    def _is_bytes(self) -> bool:
        return isinstance(self._codes, bytearray)

    def _code(self, value: Hashable) -> int:
        code = self._codes_by_value.get(value)
        if code is None:
            code = self._codes_by_value[value] = len(self._values)
            self._values.append(value)
            if code >= MOST_IN_A_BYTE and self._is_bytes:
                self._codes = array("I", iter(self._codes))
        return code


def _members(value):
    return {key for key, _level in value} if isinstance(value, frozenset) else {value}


def bits(digits: bytes) -> int:
    """Return the set that ASCII digits 0 and 1 spell, slot 0 first."""
    return int(digits[::-1], 2) if digits else 0


def slots_of(numbers: Iterable[int], size: int) -> int:
    """Return the set of these slots, all below ``size``."""
    digits = bytearray(b"0" * size)
    for slot in numbers:
        digits[slot] = 49
    return bits(bytes(digits))


def mask_bytes(mask: int, size: int) -> bytes:
    """Return the set as one byte per slot: 255 for those in it, 0 for the others."""
    digits = format(mask, f"0{size}b").encode()[::-1] if size else b""
    return digits.translate(_TO_MASK)


_TO_MASK = bytes(255 if code == 49 else 0 for code in range(256))


class Sum:
    """Adds up columns of small numbers, all slots in one addition of two very long integers."""

    def __init__(self, size: int):
        self.size = size
        self._total = 0

    def add(self, numbers: bytes, times: int = 1) -> None:
        """Add ``times`` these numbers, one byte per slot. No sum may reach 2**32."""
        lanes = bytearray(LANE * self.size)
        lanes[::LANE] = numbers
        self._total += int.from_bytes(lanes, "little") * times

    def add_everywhere(self, number: int) -> None:
        self._total += _ones(self.size) * number

    def __iadd__(self, other: Sum) -> Sum:
        self._total += other._total
        return self

    def times(self, factor: int) -> Sum:
        product = Sum(self.size)
        product._total = self._total * factor
        return product

    def values(self) -> array:
        """Return the sums, one per slot."""
        sums = array("I", self._total.to_bytes(LANE * self.size, "little"))
        if sys.byteorder == "big":
            sums.byteswap()
        return sums


def _ones(size: int) -> int:
    return int.from_bytes(b"\1\0\0\0" * size, "little")
