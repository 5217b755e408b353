"""The people of one role in one program, in memory, ready to be searched.

Each process keeps a pool of its own and reads the log of changes before it
answers (``changes``), so a pool is never older than the question.
"""

from __future__ import annotations

import datetime as dt
from array import array
from bisect import bisect_left, insort
from collections import OrderedDict
from itertools import groupby
from operator import itemgetter

from .. import get_participant_model
from ..enums import ProfileStatus, Role
from ..models import MeetingAttendance
from ..models.participants import first_hidden_day
from .columns import Codes, Column, bits, slots_of
from .comparing import SILENT, CriterionSpec, Person
from .names import Names, sort_key
from .people import said_of

ROWS_AT_A_TIME = 5000
PROFILES_AT_A_TIME = 500
REMEMBERED_SCORES = 64


class CriterionColumns:
    """What everybody said to one criterion. What they wish for in others is not here: nobody else's search knows it."""

    def __init__(self, size):
        self.said = Column(SILENT)
        self.grow(size)

    def grow(self, size):
        self.said.grow(size)

    def put(self, slot, said):
        self.said[slot] = said

    def fill(self, values, codes):
        self.said.fill(values, codes)


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
        #: the first day on which a membership or the person's own window hides them
        self.hidden_from = Column(None)
        #: slot -> the first day on which the person is free, where they gave one; it may be past
        self.available_from: dict[int, dt.date] = {}
        self.loads = Column(None)
        #: percent; ``None`` where it was never counted
        self.completeness = Column(None)
        #: below this nobody is found; set with each question, for it is the program's
        self.threshold = 0
        self.names = Names()
        #: slots in order
        self.by_name = array("i")
        self.by_newest = array("i")
        self.criteria: dict[int, CriterionColumns] = {}
        #: meeting of the society -> the set of those who will be there
        self.meetings: dict[int, int] = {}
        self.remembered: OrderedDict = OrderedDict()
        self._joined = array("d")
        self._vacant: list[int] = []
        self._changed: set[int] = set()
        self._read_all()

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
        for start in range(0, len(changed), PROFILES_AT_A_TIME):
            some = changed[start : start + PROFILES_AT_A_TIME]
            for profile in some:
                self._remove(profile)
            self._read(some)
            self._read_answers(some)

    def need(self, criteria):
        """Make sure that the answers to these criteria (ids) are here."""
        missing = sorted(set(criteria) - self.criteria.keys())
        if missing:
            self.remembered.clear()
            for criterion in missing:
                self.criteria[criterion] = CriterionColumns(len(self))
            self._read_all_answers(missing)

    def need_meetings(self, meetings):
        """Make sure that it is known who will be at these meetings of the society (ids)."""
        missing = sorted(set(meetings) - self.meetings.keys())
        if missing:
            self.meetings.update(dict.fromkeys(missing, 0))
            slots = {member: slot for slot, member in enumerate(self.members) if member}
            self._read_meetings(missing, slots)

    # Questions ------------------------------------------------------------------------------

    def listed(self, today):
        """Return the set of those a search may find on this day; the rule of ``ParticipantQuerySet.listed``."""
        hidden = self.hidden_from.where(lambda day: day is not None and day <= today, today)
        found, threshold = self.active & ~hidden, self.threshold
        if threshold:
            found &= self.completeness.where(lambda it: it is None or it >= threshold, threshold)
        return found

    def of_member(self, member_id):
        """Return the set with this member's own slot."""
        raw, wanted = self.members.tobytes(), array("q", [member_id]).tobytes()
        place = raw.find(wanted)
        while place % len(wanted) and place >= 0:  # bytes of two numbers that look like this one
            place = raw.find(wanted, place + 1)
        return 1 << place // len(wanted) if place >= 0 else 0

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
        """Return the set of those with a word in their name that begins so."""
        return slots_of(self.names.having(word), len(self))

    def name(self, slot):
        """Return the name by which people are put in order."""
        return self.names[slot]

    def person(self, slot, specs: list[CriterionSpec]):
        """Return what the score works on, for the criteria that are here."""
        specs = [spec for spec in specs if spec.id in self.criteria]
        return Person(self.role, {spec.id: self.criteria[spec.id].said[slot] for spec in specs})

    # Reading --------------------------------------------------------------------------------

    def _queryset(self):
        return self.model._default_manager.using(self.using).filter(
            program=self.program_id, status=ProfileStatus.ACTIVE, member__user__is_active=True
        )

    def _rows(self):
        fields = ["pk", "member", "member__name", "joined_at", "hidden_from"]
        fields += ["available_from", "available_until", "completeness", "open_mentorships"]
        if self.role is Role.MENTOR:
            fields.append("capacity")
        return self._queryset().order_by("pk").values_list(*fields)

    def _read_all(self):
        """Read everybody: slot by slot in the order of their ids, then put in order at once."""
        loads, hidden, complete = Codes(None), Codes(None), Codes(None)
        for slot, row in enumerate(self._rows().iterator(ROWS_AT_A_TIME)):
            profile, member, name, joined, hidden_from, start, end, percent, *load = row
            self.slots[profile] = slot
            self.profiles.append(profile)
            self.members.append(member)
            self.names.append(sort_key(name))
            self._joined.append(_when(joined))
            loads.append(_load(*load))
            hidden.append(first_hidden_day(hidden_from, end))
            complete.append(percent)
            if start is not None:
                self.available_from[slot] = start
        self.active = bits(b"1" * len(self))
        loads.fill(self.loads)
        hidden.fill(self.hidden_from)
        complete.fill(self.completeness)
        # Sorting keeps equals as they are, in the order of their ids.
        self.by_name = array("i", sorted(range(len(self)), key=self.names.__getitem__))
        self.by_newest = array("i", sorted(range(len(self)), key=self._joined.__getitem__))

    def _read(self, profiles):
        """Read these few, whose slots are vacant."""
        rows, slots = list(self._rows().filter(pk__in=profiles)), {}
        missing = len(rows) - len(self._vacant)
        if missing > 0:
            self._grow(missing)
        for profile, member, name, joined, hidden_from, start, end, percent, *load in rows:
            slot = self._vacant.pop()
            self.slots[profile] = slot
            self.profiles[slot], self.members[slot] = profile, member
            slots[member] = slot
            self.loads[slot] = _load(*load)
            self.completeness[slot] = percent
            self.hidden_from[slot] = first_hidden_day(hidden_from, end)
            if start is not None:
                self.available_from[slot] = start
            self.names[slot] = sort_key(name)
            self._joined[slot] = _when(joined)
            self.active |= 1 << slot
            insort(self.by_name, slot, key=self._name_key)
            insort(self.by_newest, slot, key=self._newest_key)
        if self.meetings and slots:
            self._read_meetings(list(self.meetings), slots, member__in=slots)

    def _grow(self, more):
        old = len(self)
        for numbers in (self.profiles, self.members):
            numbers.extend([0] * more)
        self._joined.extend([0.0] * more)
        self.names.extend(more)
        for column in (self.loads, self.hidden_from, self.completeness, *self.criteria.values()):
            column.grow(len(self))
        self._vacant.extend(range(len(self) - 1, old - 1, -1))

    def _remove(self, profile):
        slot = self.slots.get(profile)
        if slot is None:
            return
        _take_out(self.by_name, slot, self._name_key)
        _take_out(self.by_newest, slot, self._newest_key)
        del self.slots[profile]
        self.profiles[slot] = self.members[slot] = 0
        self.names[slot] = ""
        self.active &= ~(1 << slot)
        self.available_from.pop(slot, None)
        self.loads[slot] = self.hidden_from[slot] = self.completeness[slot] = None
        for columns in self.criteria.values():
            columns.put(slot, SILENT)
        for meeting in self.meetings:
            self.meetings[meeting] &= ~(1 << slot)
        self._vacant.append(slot)

    def _name_key(self, slot):
        return self.names[slot], self.profiles[slot]

    def _newest_key(self, slot):
        return self._joined[slot], self.profiles[slot]

    def _read_meetings(self, meetings, slots, **whose):
        """Read who will be at these meetings, as far as their members have one of the ``slots``."""
        rows = MeetingAttendance.objects.using(self.using).filter(meeting__in=meetings, **whose)
        going: dict[int, list[int]] = {}
        for meeting, member in rows.values_list("meeting", "member").iterator(ROWS_AT_A_TIME):
            if member in slots:
                going.setdefault(meeting, []).append(slots[member])
        for meeting, some in going.items():
            self.meetings[meeting] |= slots_of(some, len(self))

    def _answers(self, criteria):
        model = self.model._meta.get_field("answers").related_model
        answers = model._default_manager.using(self.using).filter(criterion__in=criteria)
        return answers.values_list("profile", "criterion", "choice", "value", "level")

    def _read_answers(self, profiles):
        if not self.criteria:
            return
        rows = self._answers(list(self.criteria)).filter(profile__in=profiles)
        rows = rows.order_by("profile", "criterion")
        for (profile, criterion), group in groupby(rows, key=itemgetter(0, 1)):
            slot = self.slots.get(profile)
            if slot is not None:
                self.criteria[criterion].put(slot, said_of(row[2:] for row in group))

    def _read_all_answers(self, criteria):
        """Read everybody's answers in one pass.

        Each row leads from what a person said so far to what they said with it. Most people take
        steps that others took before, so a million rows make a few thousand answers.
        """
        said = {criterion: Codes(SILENT, len(self)) for criterion in criteria}
        slots, steps = self.slots, {}
        # In the order in which they are stored: nothing to sort, no jumping to and fro.
        rows = self._answers(criteria).order_by("pk").iterator(ROWS_AT_A_TIME)
        for profile, criterion, choice, value, level in rows:
            slot = slots.get(profile)
            if slot is None:  # not active
                continue
            codes = said[criterion].codes
            step = (criterion, codes[slot], choice, value, level)
            try:
                codes[slot] = steps[step]
            except KeyError:
                known = said[criterion]
                so_far = known.values[codes[slot]]
                steps[step] = codes[slot] = known.code(so_far | said_of([step[2:]]))
        for criterion, codes in said.items():
            codes.fill(self.criteria[criterion])


def _when(joined):
    """Return a number that is smaller for those who joined later."""
    return -joined.timestamp() if joined else 0.0


def _load(open_mentorships, capacity=None):
    return open_mentorships, capacity


def _take_out(ordered, slot, key):
    place = bisect_left(ordered, key(slot), key=key)
    if place < len(ordered) and ordered[place] == slot:
        del ordered[place]
