"""A person found, suggested or kept, as ``elements/person_card.html`` shows them."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ..matching.words import reasons
from .find_words import load_of, time_beside, zone_of
from .people import person


def found_card(own, profile, fit, links, waiting=0):
    """Return what the card of ``profile`` shows to ``own``."""
    load = load_of(profile, waiting)
    card = person(profile, links) | {
        "id": f"person-{profile.uuid}",
        "time": time_beside(load, profile),
        "zone": zone_of(own.member, profile.member),
        "load_label": load["label"] if load else "",
        "load_tone": load["tone"] if load else "",
        "fit": None,
        "note": "",
    }
    if fit.total:
        card["fit"] = {
            "matched": fit.matched,
            "total": fit.total,
            "score": fit.score,
            "reasons": reasons(fit),
        }
    return card


def mark_buttons(own, profile, links, *, shortlisted, back, dismiss=True):
    """Return the buttons that set somebody aside or out of sight; ``back`` is where they lead to."""
    where = {"role": own.role.value, "uuid": profile.uuid}
    buttons = {
        "shortlist_url": links.url(
            "desk_shortlist_remove" if shortlisted else "desk_shortlist_add", **where
        ),
        "shortlisted": shortlisted,
        "dismiss_url": links.url("desk_dismiss", **where) if dismiss else "",
        "back": [("next", back)],
    }
    return buttons


def list_links(own, links):
    """Return the links to the two lists of ``own``."""
    role = own.program.word(own.role.other, plural=True)
    return {
        "shortlist": {
            "label": _("My shortlist of %(role)s") % {"role": role},
            "url": links.url("desk_shortlist", role=own.role.value),
        },
        "dismissed": {
            "label": capfirst(_("%(role)s I dismissed") % {"role": role}),
            "url": links.url("desk_dismissed", role=own.role.value),
        },
    }
