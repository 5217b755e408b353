"""The people of one role in one program, in memory, ready to be searched.

Each process keeps a pool of its own and reads the log of changes before it
answers (``changes``), so a pool is never older than the question.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from array import array
from bisect import bisect_left, bisect_right, insort
from collections import OrderedDict
from itertools import accumulate, groupby
from operator import itemgetter

from .. import get_participant_model
from ..enums import ProfileStatus, Role
from ..models.participants import first_hidden_day
from .columns import Column, bits, slots_of
from .people import said_of
from .scoring import SILENT, CriterionSpec, Person

ROWS_AT_A_TIME = 5000
PROFILES_AT_A_TIME = 500
REMEMBERED_SCORES = 32


class CriterionColumns:
    """What everybody said to one criterion. What they wish for in others is not here: nobody else's search knows it."""

    def __init__(self, size):
        self.said = Column(SILENT)
        self.grow(size)

    def grow(self, size):
        self.said.grow(size)

    def put(self, slot, said):
        self.said[slot] = said


class Pool:
    """The active profiles of ``role`` in a program. Not safe without the lock of ``changes``."""

    def __init__(self, program_id, role, using):
        self.program_id = program_id
        self.role = Role(role)
        self.using = using
        self.model = get_participant_model(self.role)
        self.slots: dict[int, int] = {}
        self.profiles = array("q")
        self.members = array("q")
        self.active = 0
        #: slot -> the first day on which a membership or the person's own window hides it
        self.hidden_from: dict[int, dt.date] = {}
        #: slot -> the first day on which the person is free, where they gave one; it may be past
        self.available_from: dict[int, dt.date] = {}
        self.loads = Column(None)
        self.by_name: list[tuple[str, int, int]] = []
        self.by_newest: list[tuple[float, int, int]] = []
        self.criteria: dict[int, CriterionColumns] = {}
        self.remembered: OrderedDict = OrderedDict()
        self._names: dict[int, str] = {}
        self._name_lines: tuple[str, array] | None = None
        self._joined: dict[int, float] = {}
        self._vacant: list[int] = []
        self._changed: set[int] = set()
        self._read(self._queryset())
        self.by_name.sort()
        self.by_newest.sort()

    def __len__(self):
        """The number of slots, vacant ones included."""
        return len(self.profiles)

    # What changed ---------------------------------------------------------------------------

    def note(self, profile_id):
        """Remember that this profile has to be read again."""
        self._changed.add(profile_id)

    def refresh(self):
        """Read again what changed."""
        changed = sorted(self._changed)
        if not changed:
            return
        self._changed.clear()
        self.remembered.clear()
        self._name_lines = None
        for start in range(0, len(changed), PROFILES_AT_A_TIME):
            some = changed[start : start + PROFILES_AT_A_TIME]
            for profile in some:
                self._remove(profile)
            self._read(self._queryset().filter(pk__in=some), ordered=True)
            self._read_criteria(list(self.criteria), some)

    def need(self, criteria):
        """Make sure that the answers to these criteria (ids) are here."""
        missing = sorted(set(criteria) - self.criteria.keys())
        if missing:
            self.remembered.clear()
            for criterion in missing:
                self.criteria[criterion] = CriterionColumns(len(self))
            self._read_criteria(missing)

    # Questions ------------------------------------------------------------------------------

    def listed(self, today):
        """Return the set of those a search may find on this day; the rule of ``ParticipantQuerySet.listed``."""
        hidden = [slot for slot, day in self.hidden_from.items() if day <= today]
        return self.active & ~slots_of(hidden, len(self)) if hidden else self.active

    def of_member(self, member_id):
        """Return the set with this member's own slot."""
        try:
            slot = self.members.index(member_id)
        except ValueError:
            return 0
        return 1 << slot

    def of_profiles(self, profile_ids):
        """Return the set of those of these profiles that are here."""
        slots = (self.slots.get(profile) for profile in profile_ids)
        return slots_of((slot for slot in slots if slot is not None), len(self))

    def full(self, limit_of):
        """Return the set of those without a free place. ``limit_of`` maps a capacity to the limit or ``None``."""

        def is_full(load):
            if load is None:
                return False
            limit = limit_of(load[1])
            return limit is not None and load[0] >= limit

        return self.loads.where(is_full)

    def free_places(self, slot, limit_of):
        """Return how many more pairings the person may have, at most nine."""
        open_mentorships, capacity = self.loads[slot]
        limit = limit_of(capacity)
        return 9 if limit is None else max(0, min(9, limit - open_mentorships))

    def named(self, word):
        """Return the set of those with a word in their name that begins so.

        In scripts that put no spaces between words it may stand anywhere.
        """
        if self._name_lines is None:
            names = [entry[0] for entry in self.by_name]
            starts = array("q", accumulate((len(name) + 1 for name in names), initial=0))
            self._name_lines = "\n" + "\n".join(names), starts
        text, starts = self._name_lines
        slots = []
        for wanted in [word] if is_found_anywhere(word) else [f"\n{word}", f" {word}"]:
            place = text.find(wanted)
            while place >= 0:
                slots.append(self.by_name[bisect_right(starts, place) - 1][-1])
                place = text.find(wanted, place + 1)
        return slots_of(slots, len(self))

    def name(self, slot):
        """Return the name by which people are put in order."""
        return self._names[slot]

    def person(self, slot, specs: list[CriterionSpec]):
        """Return what the score works on, for the criteria that are here."""
        return Person(self.role, {spec.id: self.criteria[spec.id].said[slot] for spec in specs})

    # Reading --------------------------------------------------------------------------------

    def _queryset(self):
        return self.model._default_manager.using(self.using).filter(
            program=self.program_id, status=ProfileStatus.ACTIVE, member__user__is_active=True
        )

    def _read(self, profiles, ordered=False):
        fields = ["pk", "member", "member__name", "joined_at", "hidden_from"]
        fields += ["available_from", "available_until", "open_mentorships"]
        if self.role is Role.MENTOR:
            fields.append("capacity")
        rows = profiles.order_by("pk").values_list(*fields)
        digits = bytearray()
        for row in rows.iterator(ROWS_AT_A_TIME):
            slot = self._place(*row)
            if ordered:
                insort(self.by_name, (self._names[slot], row[0], slot))
                insort(self.by_newest, (self._joined[slot], row[0], slot))
                self.active |= 1 << slot
            else:
                self.by_name.append((self._names[slot], row[0], slot))
                self.by_newest.append((self._joined[slot], row[0], slot))
                digits.append(49)
        if not ordered:
            self.active = bits(bytes(digits))

    def _place(
        self,
        profile,
        member,
        name,
        joined,
        hidden_from,
        start,
        end,
        open_mentorships,
        capacity=None,
    ):
        if self._vacant:
            slot = self._vacant.pop()
        else:
            slot = len(self.profiles)
            self.profiles.append(0)
            self.members.append(0)
            size = slot + 1
            # Room for many at once: growing every column by one for each would be slow.
            if size > len(self.loads):
                self.loads.grow(size)
                for columns in self.criteria.values():
                    columns.grow(size)
        self.slots[profile] = slot
        self.profiles[slot], self.members[slot] = profile, member
        self.loads[slot] = (open_mentorships, capacity)
        self._names[slot] = sort_key(name)
        self._joined[slot] = -joined.timestamp() if joined else 0.0
        hidden_from = first_hidden_day(hidden_from, end)
        if hidden_from is not None:
            self.hidden_from[slot] = hidden_from
        if start is not None:
            self.available_from[slot] = start
        return slot

    def _remove(self, profile):
        slot = self.slots.pop(profile, None)
        if slot is None:
            return
        _take_out(self.by_name, (self._names.pop(slot), profile, slot))
        _take_out(self.by_newest, (self._joined.pop(slot), profile, slot))
        self.profiles[slot] = self.members[slot] = 0
        self.active &= ~(1 << slot)
        self.hidden_from.pop(slot, None)
        self.available_from.pop(slot, None)
        self.loads[slot] = None
        for columns in self.criteria.values():
            columns.put(slot, SILENT)
        self._vacant.append(slot)

    def _read_criteria(self, criteria, profiles=None):
        if not criteria:
            return
        only = {"profile__in": profiles} if profiles is not None else {}
        answers = self._answers(criteria).filter(**only)
        rows = answers.values_list("profile", "criterion", "choice", "value", "level")
        for (profile, criterion), group in self._grouped(rows):
            slot = self.slots.get(profile)
            if slot is not None:
                self.criteria[criterion].put(slot, said_of(row[2:] for row in group))

    def _answers(self, criteria):
        model = self.model._meta.get_field("answers").related_model
        return model._default_manager.using(self.using).filter(
            criterion__in=criteria,
            profile__program=self.program_id,
            profile__status=ProfileStatus.ACTIVE,
        )

    def _grouped(self, rows):
        rows = rows.order_by("profile", "criterion").iterator(ROWS_AT_A_TIME)
        return groupby(rows, key=itemgetter(0, 1))


def sort_key(name):
    """Return the text by which a name is put in order: accents and case do not matter."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def is_found_anywhere(word):
    """Return whether a word belongs to a script that does not mark where words begin."""
    return any(unicodedata.category(letter) == "Lo" for letter in word)


def _take_out(ordered, entry):
    place = bisect_left(ordered, entry)
    if place < len(ordered) and ordered[place] == entry:
        del ordered[place]
