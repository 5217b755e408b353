"""Columns of values for a hundred thousand people, and arithmetic on whole columns at once.

A pool of people has numbered *slots*; a column holds one value for each. Each
distinct value is kept once and has a code, so that a question about all people
is asked once per distinct value and then looked up for everybody in C. Sets of
slots are plain integers: bit ``n`` stands for slot ``n``. docs/explanation/performance.md
tells what else was tried.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from operator import itemgetter
from sys import byteorder

#: Codes are kept in one byte until there are more distinct values than that.
MOST_IN_A_BYTE = 256
#: A table longer than this many bytes times 256 is looked up slot by slot: fewer are quicker page by page.
MOST_PAGES = 16
#: How many tables of answers to a question a column remembers.
REMEMBERED_TABLES = 64


class Column:
    """One value per slot."""

    def __init__(self, empty: Hashable):
        self._values = [empty]
        self._codes_by_value = {empty: 0}
        self._codes: bytearray | array = bytearray()
        #: member of the values -> slots that have it; made when first asked for, then kept up to date
        self._sets: dict[Hashable, int] | None = None
        self._tables: OrderedDict[Hashable, bytearray] = OrderedDict()
        #: How the codes are looked up; made when first asked for, dropped with a change
        self._reader: Callable[[bytes], bytes] | None = None

    def __len__(self) -> int:
        return len(self._codes)

    def __getitem__(self, slot: int):
        return self._values[self._codes[slot]]

    def grow(self, size: int) -> None:
        """Make room for ``size`` slots; new ones hold the empty value."""
        missing = size - len(self._codes)
        if missing > 0:
            self._reader = None
            self._codes.extend(bytes(missing) if self._is_bytes else array("I", [0]) * missing)

    def __setitem__(self, slot: int, value: Hashable) -> None:
        old = self[slot]
        if old == value:
            return
        code = self._code(value)
        self._codes[slot] = code
        self._reader = None
        if self._sets is not None:
            for member in _members(old) ^ _members(value):
                self._sets[member] = self._sets.get(member, 0) ^ (1 << slot)

    def fill(self, values: list, codes: array) -> None:
        """Take everybody's values at once: ``codes`` are indexes into ``values``, the first of which is the empty one."""
        used = sorted({0, *codes})
        self._values = [values[code] for code in used]
        self._codes_by_value = {value: code for code, value in enumerate(self._values)}
        new_codes = dict(zip(used, range(len(used)), strict=True))
        kind = bytes if len(used) <= MOST_IN_A_BYTE else list
        renumbered = kind(map(new_codes.__getitem__, codes))
        self._codes = bytearray(renumbered) if kind is bytes else array("I", renumbered)
        self._sets = self._reader = None
        self._tables.clear()

    def look_up(
        self, function: Callable[[Hashable], int], question: Hashable | None = None
    ) -> bytes:
        """Return ``function`` of every slot's value, one byte each.

        A ``question``, by which the answers are known, is asked of each distinct value only once.
        """
        return self.read(self.table(function, question))

    def table(self, function: Callable[[Hashable], int], question: Hashable | None = None) -> bytes:
        """Return ``function`` of every distinct value, one byte each, in the order of their codes."""
        table = self._tables.get(question, bytearray()) if question is not None else bytearray()
        table.extend(map(function, self._values[len(table) :]))
        if question is not None:
            self._tables[question] = table
            self._tables.move_to_end(question)
            if len(self._tables) > REMEMBERED_TABLES:
                self._tables.popitem(last=False)
        return bytes(table)

    def read(self, table: bytes) -> bytes:
        """Return what stands in the table for every slot's value."""
        if self._reader is None:
            self._reader = _reader(self._codes, len(self._values))
        return self._reader(table)

    def where(self, predicate: Callable[[Hashable], bool], question: Hashable | None = None) -> int:
        """Return the set of slots whose value satisfies ``predicate``."""
        return bits(self.look_up(lambda value: 49 if predicate(value) else 48, question))

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


class Codes:
    """Values that are collected one by one, to fill a column with."""

    def __init__(self, empty: Hashable, size: int = 0):
        self.values = [empty]
        self._codes_by_value = {empty: 0}
        self.codes = array("I", bytes(array("I").itemsize * size))

    def append(self, value: Hashable) -> None:
        """Give the next slot this value."""
        self.codes.append(self.code(value))

    def code(self, value: Hashable) -> int:
        """Return the code of a value."""
        code = self._codes_by_value.get(value)
        if code is None:
            code = self._codes_by_value[value] = len(self.values)
            self.values.append(value)
        return code

    def fill(self, column) -> None:
        """Give the column everybody's values at once."""
        column.fill(self.values, self.codes)


def _reader(codes: bytearray | array, most: int) -> Callable[[bytes], bytes]:
    """Return a function that reads a table, one byte per code, for every slot."""
    if isinstance(codes, bytearray):
        return lambda table: codes.translate(_page(table, 0))
    pages = -(-most // MOST_IN_A_BYTE)
    if pages <= MOST_PAGES:
        return _paged(codes, pages)
    if len(codes) < 2:  # itemgetter gives no tuple then
        return lambda table: bytes(table[code] for code in codes)
    get = itemgetter(*codes)
    return lambda table: bytes(get(table))


def _paged(codes: array, pages: int) -> Callable[[bytes], bytes]:
    """Look up the low byte of each code once for every high byte there is, and keep what belongs to it."""
    size = len(codes)
    raw = codes.tobytes()
    step = codes.itemsize
    first, second = (0, 1) if byteorder == "little" else (step - 1, step - 2)
    low, high = raw[first::step], raw[second::step]
    masks = [_number(high.translate(_IS[page])) for page in range(pages)]

    def read(table):
        found = 0
        for page, mask in enumerate(masks):
            found |= mask & _number(low.translate(_page(table, page)))
        return found.to_bytes(size, "little")

    return read


def _page(table: bytes, number: int) -> bytes:
    start = number * MOST_IN_A_BYTE
    return bytes(table[start : start + MOST_IN_A_BYTE]).ljust(MOST_IN_A_BYTE, b"\0")


def _number(row: bytes) -> int:
    return int.from_bytes(row, "little")


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
#: For each byte a table that makes it 255 and all others 0.
_IS = [bytes(255 if code == byte else 0 for code in range(256)) for byte in range(MOST_PAGES)]


class Sum:
    """Adds up columns of small numbers, all slots in one addition of two very long integers."""

    def __init__(self, size: int, most: int):
        """``most`` is what no sum exceeds: the fewer bytes a slot needs, the quicker."""
        self.size = size
        self.most = most
        self._lane = 1 if most < 1 << 8 else 2 if most < 1 << 16 else 4
        self._total = 0

    def add(self, numbers: bytes, times: int = 1) -> None:
        """Add ``times`` these numbers, one byte per slot."""
        lanes = numbers
        if self._lane > 1:
            lanes = bytearray(self._lane * self.size)
            lanes[:: self._lane] = numbers
        self._total += _number(lanes) * times

    def values(self) -> array:
        """Return the sums, one per slot."""
        kind = {1: "B", 2: "H", 4: "I"}[self._lane]
        sums = array(kind, self._total.to_bytes(self._lane * self.size, "little"))
        if byteorder == "big":
            sums.byteswap()
        return sums

    def look_up(self, function: Callable[[int], int]) -> bytes:
        """Return ``function`` of every slot's sum, one byte each."""
        sums = self.values()
        if self._lane == 1:
            sums = bytearray(sums)
        elif self.most >= MOST_PAGES * MOST_IN_A_BYTE:
            table = {number: function(number) for number in set(sums)}
            return bytes(map(table.__getitem__, sums))
        return _reader(sums, self.most + 1)(bytes(map(function, range(self.most + 1))))
