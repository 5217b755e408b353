"""Why these two: the one score, told to one of them (design rule 6)."""

from ..enums import Role
from ..matching.people import explain_profiles
from ..matching.words import fit_words


def why_you_two(own, other):
    """Return what ``find/why_you_two.html`` shows, or ``None`` when there is nothing to compare."""
    if own is None:
        return None
    mentor, mentee = (own, other) if own.role is Role.MENTOR else (other, own)
    return fit_words(explain_profiles(mentor, mentee, own.role), own.role)
