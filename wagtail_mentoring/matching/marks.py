"""Whom a searcher has put on their shortlist, and whom they have dismissed (F20)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Value


@dataclass(frozen=True)
class Marks:
    """Ids of profiles of the other role. They change what their owner sees, and nobody else."""

    shortlisted: frozenset[int] = frozenset()
    dismissed: frozenset[int] = frozenset()


def load_marks(profile) -> Marks:
    """Return the marks of ``profile``, in one query."""
    shortlist, dismissals = (
        marks.order_by().annotate(gone=Value(gone)).values_list("candidate", "gone")
        for marks, gone in ((profile.shortlist.all(), 0), (profile.dismissals.all(), 1))
    )
    found: tuple[set[int], set[int]] = (set(), set())
    for candidate, gone in shortlist.union(dismissals, all=True):
        found[gone].add(candidate)
    return Marks(*map(frozenset, found))
