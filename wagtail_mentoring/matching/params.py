"""What a searcher asks, read from an address. Everything in it may be wrong (S-07)."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from .index import MOST_CHARACTERS, words_of

#: Before a criterion's slug in an address, so that it cannot meet one of the others.
PREFIX = "c-"
ORDERS = {
    "fit": _("Best fit"),
    "newest": _("Newest"),
    "name": _("Name"),
}
DEFAULT_ORDER = "fit"
MOST_VALUES = 200
MOST_PAGES = 1_000_000


@dataclass(frozen=True)
class SearchParams:
    """``chosen`` maps a criterion's slug to the values (choice ids as text, countries, zones) of which any will do."""

    text: str = ""
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    order: str = DEFAULT_ORDER
    page: int = 1

    @property
    def words(self):
        return words_of(self.text)

    @classmethod
    def parse(cls, query) -> SearchParams:
        """Return what the query says. Unknown names and impossible values count as not there; of one given twice, the last."""
        chosen = {}
        for name in query:
            if name.startswith(PREFIX) and len(name) <= 80:
                values = dict.fromkeys(query.getlist(name)[:MOST_VALUES])
                chosen[name.removeprefix(PREFIX)] = tuple(
                    value for value in values if 0 < len(value) <= 80
                )
        order = query.get("order")
        page = query.get("page", "")
        return cls(
            text=_clean(query.get("q") or ""),
            chosen={slug: values for slug, values in chosen.items() if values},
            order=order if order in ORDERS else DEFAULT_ORDER,
            page=(max(1, min(int(page), MOST_PAGES)) if page.isdecimal() and len(page) < 10 else 1),
        )

    def query(self, **changes) -> str:
        """Return the query string of this search with changes: ``text``, ``chosen``, ``order``, ``page``."""
        params = {
            "text": self.text,
            "chosen": self.chosen,
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
