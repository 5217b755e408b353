"""Why these two: the one score, told to one of them (design rule 6)."""

from ..enums import Role
from ..matching.people import explain_profiles
from ..matching.words import line_row


def why_you_two(own, other):
    """Return ``{matched, total, rows}`` for ``find/why_you_two.html``, or ``None`` when there is nothing to compare."""
    if own is None:
        return None
    mentor, mentee = (own, other) if own.role is Role.MENTOR else (other, own)
    fit = explain_profiles(mentor, mentee, own.role)
    if not fit.lines:
        return None
    return {
        "matched": fit.matched,
        "total": fit.total,
        "rows": [line_row(line, own.role) for line in fit.lines],
    }
