"""What an example is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime


@dataclass
class Example:
    """One state of an element: what a reader of the pattern page sees, and its variables."""

    title: str
    context: dict = field(default_factory=dict)


@dataclass
class Section:
    """An element and its examples.

    ``list_item`` for those that stand inside ``<li>``, ``small`` for those shown beside each other.
    """

    name: str
    element: str
    examples: list[Example]
    list_item: bool = False
    small: bool = False


def moment(day: int, hour: int = 14, month: int = 5) -> datetime:
    """Return a fixed moment, so that the page looks the same on every day."""
    return datetime(2026, month, day, hour, 30, tzinfo=UTC)
