"""The filters of a search: what may be chosen, whom that leaves, and how many each further choice would leave."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from ..choices import countries
from ..enums import CriterionKind, LanguageLevel
from ..validators import time_zone_names
from .pool import sort_key
from .words import answer_label

#: Kinds with a list of the whole world; offered are the values that occur.
WORLDWIDE = frozenset({CriterionKind.COUNTRY, CriterionKind.TIME_ZONE})
#: Kinds to which one person may give several answers, so that "all of these" makes sense.
SEVERAL = frozenset({CriterionKind.MULTIPLE, CriterionKind.LANGUAGE})


@dataclass(frozen=True)
class Option:
    """One value of a filter and how many people choosing it, beside the other filters, would leave."""

    value: str
    label: str
    count: int
    checked: bool


@dataclass(frozen=True)
class Facet:
    """A filter: any of the chosen options will do, or with ``match`` "all" they must all be there.

    With "all" the count of an option says how many have it beside those chosen already.
    ``level`` is how well a language must be spoken at least, 0 for however little.
    """

    criterion: object
    options: tuple[Option, ...]
    match: str = "any"
    level: int = 0

    @property
    def chosen(self):
        return [option for option in self.options if option.checked]

    @property
    def allows_all(self):
        """Whether "any" and "all" are different things here."""
        return self.criterion.kind in SEVERAL

    @property
    def allows_level(self):
        return self.criterion.kind == CriterionKind.LANGUAGE


class Filter:
    """One criterion to filter by, and what was chosen in it."""

    def __init__(self, pool, criterion, spec, params):
        self.pool = pool
        self.criterion = criterion
        self.spec = spec
        self._sets: dict[str, int] = {}
        asked = params.chosen.get(criterion.slug, ())
        self.keys = self._keys(asked)
        self.values = tuple(value for value in asked if value in self.keys)
        is_several = criterion.kind in SEVERAL
        self.is_all = bool(self.values) and is_several and criterion.slug in params.every
        self.level = 0
        if self.values and criterion.kind == CriterionKind.LANGUAGE:
            level = params.levels.get(criterion.slug, 0)
            # Who speaks it at all speaks it at least a little.
            self.level = level if level > LanguageLevel.BASIC else 0

    def _keys(self, asked):
        """Return ``{text in an address: key of the answer}``: the choices, or the values that occur and those asked."""
        spec = self.spec
        if spec.kind not in WORLDWIDE:
            return {str(key): key for key in spec.labels}
        known = dict(countries()) if spec.kind == CriterionKind.COUNTRY else time_zone_names()
        keys = {*self._said.members(), *(value for value in asked if value in known)}
        return {key: key for key in sorted(keys, key=lambda key: sort_key(answer_label(spec, key)))}

    @property
    def only_what_occurs(self):
        """Whether a choice that nobody made is not offered."""
        return self.spec.kind in WORLDWIDE

    @property
    def _said(self):
        return self.pool.criteria[self.spec.id].said

    def having(self, value):
        """Return the set of those who gave this answer, at this level or better."""
        if value not in self._sets:
            self._sets[value] = self._having(self.keys[value])
        return self._sets[value]

    def _having(self, key):
        if not self.level:
            return self._said.having(key)
        speak_well = {(key, level) for level in range(self.level, LanguageLevel.NATIVE + 1)}
        speak_well.add((key, 0))  # a level nobody asked for counts as the best, as in the score
        return self._said.where(
            lambda said: not speak_well.isdisjoint(said), ("speaks", key, self.level)
        )

    def found(self, *, is_all=None):
        """Return the set of those who have any, or all, of what was chosen."""
        is_all = self.is_all if is_all is None else is_all
        sets = [self.having(value) for value in self.values]
        found = sets[0]
        for one in sets[1:]:
            found = found & one if is_all else found | one
        return found

    def facet(self, others, candidates):
        """Return the facet with its counts. ``others`` are those whom the other filters leave."""
        beside = others & self.found() if self.is_all else others
        offered = self.keys
        if self.only_what_occurs:
            # Those that occur at all: nothing comes and goes while somebody chooses.
            offered = [
                value
                for value in self.keys
                if value in self.values or candidates & self.having(value)
            ]
        options = tuple(
            Option(
                value=value,
                label=answer_label(self.spec, self.keys[value]),
                count=(beside & self.having(value)).bit_count(),
                checked=value in self.values,
            )
            for value in offered
        )
        return Facet(self.criterion, options, "all" if self.is_all else "any", self.level)


class MeetingFilter(Filter):
    """At which of the society's meetings somebody will be; offered are those where there is somebody."""

    only_what_occurs = True

    def __init__(self, pool, meetings, params):
        super().__init__(pool, meetings, meetings, params)

    def _having(self, key):
        return self.pool.meetings[key]


def read_filters(pool, role, criteria, params, meetings=None):
    """Return the filters there are, a set for each in which something was chosen, and the params that make sense."""
    filters = [
        Filter(pool, criterion, spec, params)
        for criterion, spec in criteria
        if criterion.is_filter
        and criterion.is_asked_of(role)
        and criterion.kind != CriterionKind.TEXT
    ]
    if meetings is not None and meetings.labels:
        filters.append(MeetingFilter(pool, meetings, params))
    used = [one for one in filters if one.values]
    understood = dataclasses.replace(
        params,
        chosen={one.criterion.slug: one.values for one in used},
        every=frozenset(one.criterion.slug for one in used if one.is_all),
        levels={one.criterion.slug: one.level for one in used if one.level},
    )
    return filters, {one.criterion.slug: one.found() for one in used}, understood


def all_of(candidates, sets):
    for one in sets:
        candidates &= one
    return candidates


def counted(filters, sets, candidates):
    """Return the facets with the number of people each option would leave beside the other filters."""
    return tuple(
        one.facet(
            all_of(candidates, (s for slug, s in sets.items() if slug != one.criterion.slug)),
            candidates,
        )
        for one in filters
    )


def ways_on(filters, sets, candidates):
    """Return how many are found when one filter is dropped, and when "all" becomes "any", by slug ("q": the words)."""

    def beside(name):
        return all_of(candidates, (s for other, s in sets.items() if other != name))

    without = {name: beside(name).bit_count() for name in sets}
    instead = {
        one.criterion.slug: (beside(one.criterion.slug) & one.found(is_all=False)).bit_count()
        for one in filters
        if one.is_all and len(one.values) > 1
    }
    return without, instead
