"""The best few, on the desk (F19)."""

from django.utils.translation import gettext as _

from ..matching.suggestions import suggest
from .cards import found_card, list_links, mark_buttons


def suggestion_groups(program, profiles, links, back, *, criteria=None):
    """Return a group for ``desk/suggestions.html`` for each of one person's ``profiles`` that may be suggested somebody.

    ``criteria`` as for ``suggest``.
    """
    groups = []
    for role, results in suggest(program, profiles, criteria=criteria).items():
        own = next(profile for profile in profiles if profile.role is role)
        words = {"role": program.word(role.other, plural=True)}
        cards = [
            found_card(own, one.profile, one.fit, links, one.waiting)
            | mark_buttons(own, one.profile, links, shortlisted=False, back=back)
            for one in results
        ]
        groups.append(
            {
                "title": _("Suggested %(role)s") % words,
                "cards": cards,
                "empty": _("There is nobody new to suggest at the moment."),
                "find": {"label": _("Find %(role)s") % words, "url": links.find(role.other)},
                "shortlist": list_links(own, links)["shortlist"],
            }
        )
    return groups
