"""Whom a searcher has put on their shortlist, whom they have dismissed, and with whom there was something (F20)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, Value

from ..enums import Role
from ..models import MemberBlock, MentorshipRequest

SHORTLISTED, DISMISSED, MET, BLOCKED = range(4)


@dataclass(frozen=True)
class Marks:
    """Ids of profiles of the other role. They change what their owner sees, and nobody else."""

    shortlisted: frozenset[int] = frozenset()
    dismissed: frozenset[int] = frozenset()
    #: Ids of members: whom the owner blocked, and who blocked the owner (F86).
    blocked: frozenset[int] = frozenset()


def load_marks(profile) -> Marks:
    """Return the marks of ``profile``, in one query."""
    parts = [*_marks_of(profile), *_blocks_of(profile.member_id, BLOCKED, profile.role.value)]
    return _sorted(_union(parts))[0][profile.role.value]


def load_acquaintance(profiles):
    """Return ``({role: Marks}, ids of members met)`` of one person's ``profiles``, in one query.

    Met is with whom there has ever been a request, whatever came of it, in either role: there is no
    mentorship without one. Who is blocked, in either direction, counts among them.
    """
    requests = MentorshipRequest.objects.filter(program=profiles[0].program_id)
    parts = [rows for profile in profiles for rows in _marks_of(profile)]
    for mine, theirs in (
        ("mentor_member", "mentee_member"),
        ("mentee_member", "mentor_member"),
    ):
        rows = requests.filter(**{mine: profiles[0].member_id}).order_by()
        rows = rows.annotate(kind=Value(MET), whose=Value(""))
        parts.append(rows.values_list(theirs, "kind", "whose"))
    parts += _blocks_of(profiles[0].member_id, MET, "")
    return _sorted(_union(parts))


def blocked_by_member(members):
    """Return ``{member id: ids of members}`` of blocks in either direction, in one query."""
    found = {member: set() for member in members}
    rows = MemberBlock.objects.filter(Q(by__in=found) | Q(of__in=found))
    for by, of in rows.order_by().values_list("by", "of"):
        for one, other in ((by, of), (of, by)):
            if one in found:
                found[one].add(other)
    return found


def _blocks_of(member, kind, whose):
    return [
        MemberBlock.objects.filter(**{mine: member})
        .order_by()
        .annotate(kind=Value(kind), whose=Value(whose))
        .values_list(theirs, "kind", "whose")
        for mine, theirs in (("by", "of"), ("of", "by"))
    ]


def _marks_of(profile):
    return [
        marks.order_by()
        .annotate(kind=Value(kind), whose=Value(profile.role.value))
        .values_list("candidate", "kind", "whose")
        for marks, kind in (
            (profile.shortlist.all(), SHORTLISTED),
            (profile.dismissals.all(), DISMISSED),
        )
    ]


def _union(parts):
    # Django 6.1 gives a union the order of its first model, whose columns are not there.
    return parts[0].union(*parts[1:]).order_by()


def _sorted(rows):
    kept, met = {}, set()
    for found, kind, whose in rows:
        if kind == MET:
            met.add(found)
        else:
            kept.setdefault((whose, kind), set()).add(found)
    marks = {
        role: Marks(
            frozenset(kept.get((role, SHORTLISTED), ())),
            frozenset(kept.get((role, DISMISSED), ())),
            frozenset(kept.get((role, BLOCKED), ())),
        )
        for role in Role.values
    }
    return marks, frozenset(met)
