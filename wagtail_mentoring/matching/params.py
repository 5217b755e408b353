"""What a searcher asks, read from an address. Everything in it may be wrong (S-07)."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ..enums import LanguageLevel
from .index import MOST_CHARACTERS, words_of

#: Before a criterion's slug in an address, so that it cannot meet one of the others: what was
#: chosen, whether "all" of it must be there, how well a language must be spoken at least.
PREFIX = "c-"
MATCH_PREFIX = "match-"
LEVEL_PREFIX = "level-"
#: The filter by the society's meetings among the criteria: no criterion has a dot in its slug.
MEETINGS = "society.meetings"
ORDERS = {
    "fit": _("Best fit"),
    "newest": _("Newest"),
    "name": _("Name"),
    "soonest": _("Soonest free"),
}
DEFAULT_ORDER = "fit"
LEVELS = {str(level.value): int(level) for level in LanguageLevel}
MOST_VALUES = 200
MOST_PAGES = 1_000_000


@dataclass(frozen=True)
class SearchParams:
    """``chosen`` maps a criterion's slug to the values (choice ids as text, countries, zones) of which any will do;
    ``MEETINGS`` to ids of the society's meetings.

    Of those in ``every`` all must be there. ``levels`` says how well a language must be spoken at least.
    """

    text: str = ""
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    every: frozenset[str] = frozenset()
    levels: dict[str, int] = field(default_factory=dict)
    order: str = DEFAULT_ORDER
    page: int = 1

    @property
    def words(self):
        return words_of(self.text)

    @classmethod
    def parse(cls, query) -> SearchParams:
        """Return what the query says. Unknown names and impossible values count as not there; of one given twice, the last."""
        chosen, every, levels = {}, set(), {}
        for name in query:
            if len(name) > 80:
                continue
            if name.startswith(PREFIX):
                values = dict.fromkeys(query.getlist(name)[:MOST_VALUES])
                chosen[name.removeprefix(PREFIX)] = tuple(
                    value for value in values if 0 < len(value) <= 80
                )
            elif name.startswith(MATCH_PREFIX) and query.get(name) == "all":
                every.add(name.removeprefix(MATCH_PREFIX))
            elif name.startswith(LEVEL_PREFIX) and query.get(name) in LEVELS:
                levels[name.removeprefix(LEVEL_PREFIX)] = LEVELS[query.get(name)]
        chosen = {slug: values for slug, values in chosen.items() if values}
        order = query.get("order")
        page = query.get("page", "")
        return cls(
            text=_clean(query.get("q") or ""),
            chosen=chosen,
            # Without a choice they say nothing.
            every=frozenset(every & chosen.keys()),
            levels={slug: level for slug, level in levels.items() if slug in chosen},
            order=order if order in ORDERS else DEFAULT_ORDER,
            page=(max(1, min(int(page), MOST_PAGES)) if page.isdecimal() and len(page) < 10 else 1),
        )

    def query(self, **changes) -> str:
        """Return the query string of this search with changes: ``text``, ``chosen``, ``every``, ``levels``, ``order``, ``page``."""
        params = {
            "text": self.text,
            "chosen": self.chosen,
            "every": self.every,
            "levels": self.levels,
            "order": self.order,
            "page": 1,
            **changes,
        }
        query = QueryDict(mutable=True)
        if params["text"]:
            query["q"] = params["text"]
        for slug, values in params["chosen"].items():
            if values:
                query.setlist(PREFIX + slug, values)
                if slug in params["every"]:
                    query[MATCH_PREFIX + slug] = "all"
                if params["levels"].get(slug):
                    query[LEVEL_PREFIX + slug] = params["levels"][slug]
        if params["order"] != DEFAULT_ORDER:
            query["order"] = params["order"]
        if params["page"] > 1:
            query["page"] = params["page"]
        encoded = query.urlencode()
        return f"?{encoded}" if encoded else "?"

    def without(self, slug, value=None) -> str:
        """Return the query string without one filter, or without one value of it."""
        left = tuple(v for v in self.chosen.get(slug, ()) if value is not None and v != value)
        return self.query(chosen={**self.chosen, slug: left})


def _clean(text):
    """Drop what no database and no page can take: control characters and halves of surrogate pairs."""
    text = "".join(
        letter for letter in text[:MOST_CHARACTERS] if letter.isprintable() or letter == " "
    )
    return text.encode("utf-8", "ignore").decode("utf-8").strip()
