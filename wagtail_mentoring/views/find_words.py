"""What the search and a profile say about somebody: load, time zone, what is open between the two."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..enums import FullMentorPolicy, Role
from ..matching.comparing import offset
from .people import day, time_words


def load_of(profile, waiting=0):
    """Return ``{label, tone}``: how many places somebody has left (R38); ``None`` where it says nothing.

    ``waiting`` is how many are on the mentor's waiting list. With ``says_start`` it names the day they begin.
    """
    if profile.role is Role.MENTEE:
        count = profile.open_mentorships
        if not count:
            return None
        words = {"count": count, "mentors": profile.program.word(Role.MENTOR, plural=count != 1)}
        return {"label": _("Has %(count)s %(mentors)s") % words, "tone": "neutral"}
    taken, limit = profile.open_mentorships, profile.limit
    if profile.has_free_place:
        if profile.begins_on:
            words = {"day": day(profile.begins_on)}
            return {"label": _("Free from %(day)s") % words, "tone": "info", "says_start": True}
        if not taken:
            return {"label": _("Free"), "tone": "success"}
        words = {"taken": taken, "limit": limit}
        return {"label": _("%(taken)s of %(limit)s places taken") % words, "tone": "success"}
    if profile.program.full_mentor_policy != FullMentorPolicy.WAITING_LIST:
        return {"label": _("Full"), "tone": "warning"}
    if not waiting:
        return {"label": _("Full, with a waiting list"), "tone": "warning"}
    return {
        "label": ngettext("Full, %(count)s waiting", "Full, %(count)s waiting", waiting)
        % {"count": waiting},
        "tone": "warning",
    }


def time_beside(load, profile):
    """Return how much time somebody has, and when, without a first day that their ``load`` names already (F6)."""
    return time_words(profile, start=not (load and load.get("says_start")))


def order_words(found):
    """Return, in words, why the people stand in this order, and why the first is the first."""
    rule = {
        "fit": _(
            "Whoever offers more of what you ask comes first; what is important to you counts more."
        ),
        "newest": _("Whoever joined last comes first."),
        "name": _("In the order of the names."),
        "soonest": _(
            "Whoever has a free place now comes first, then those whose time begins later, then those without a free place."
        ),
    }[found.params.order]
    if found.params.order != "fit" or found.page.number != 1 or len(found.results) < 2:
        return rule
    return f"{rule} {_first_words(*found.results[:2])}"


def _first_words(first, second):
    """Return why the first of two neighbors stands before the second."""
    words = {
        "first": first.profile.member.name,
        "second": second.profile.member.name,
        "points": first.fit.score,
        "fewer": second.fit.score,
    }
    if first.fit.score > second.fit.score:
        return _("%(first)s has %(points)s of 100 points, %(second)s %(fewer)s.") % words
    if first.free_places > second.free_places:
        return (
            _(
                "%(first)s and %(second)s have %(points)s of 100 points each; %(first)s has more free places."
            )
            % words
        )
    return (
        _("%(first)s and %(second)s have %(points)s of 100 points each; then the name decides.")
        % words
    )


def zone_of(own, other):
    """Return how far the clock of ``other``, a member, is from that of ``own``; empty when either did not say."""
    on = datetime.datetime.now(datetime.UTC).date()
    ours, theirs = (
        offset(member.time_zone, on) if member.time_zone else None for member in (own, other)
    )
    if ours is None or theirs is None:
        return ""
    minutes = theirs - ours
    if not minutes:
        return _("Same time as yours")
    hours, rest = divmod(abs(minutes), 60)
    if rest:
        words = {"time": f"{hours}:{rest:02}"}
        if minutes > 0:
            return _("%(time)s hours ahead of you") % words
        return _("%(time)s hours behind you") % words
    words = {"hours": hours}
    if minutes > 0:
        return (
            ngettext("%(hours)s hour ahead of you", "%(hours)s hours ahead of you", hours) % words
        )
    return ngettext("%(hours)s hour behind you", "%(hours)s hours behind you", hours) % words


def invitation(profile):
    """Return the words on the badge: what pressing it asks (R31, R32)."""
    words = {"name": profile.member.name, "mentor": profile.program.word(Role.MENTOR)}
    if profile.role is Role.MENTOR:
        return _("Ask %(name)s to be your %(mentor)s") % words
    return _("Offer to be the %(mentor)s of %(name)s") % words
