"""How complete a profile is, in words: for the enrollment and the desk (R23, F9)."""

from django.utils.translation import gettext as _

from ..enums import Unlisted


def meter_of(profile, completeness, *, label):
    """Return what ``elements/meter.html`` shows."""
    needed = profile.program.completeness_threshold
    text = ""
    if completeness.value < needed:
        text = _("%(value)s\u00a0%% complete, %(needed)s\u00a0%% is needed to be found") % {
            "value": completeness.value,
            "needed": needed,
        }
    return {"value": completeness.value, "label": label, "text": text}


def missing_rows(profile, completeness, links):
    """Return ``[{label, url, why}]``: what is missing, where to add it, and what it is good for."""
    return [
        {"label": part.label, "url": _url(profile, part.page, links), "why": part.why}
        for part in completeness.missing
    ]


def _url(profile, page, links):
    if page in ("role", "wishes"):
        return links.url(f"enrollment_{page}", role=profile.role.value)
    return links.url(f"enrollment_{page}")


def not_yet_found(profile, rules, links, facts=None):
    """Return ``{text, missing}`` for somebody whose profile is not complete enough to be found, else ``None``.

    Reads nothing where that is not the reason.
    """
    if profile.unlisted_reason != Unlisted.INCOMPLETE:
        return None
    completeness = rules.completeness(profile, facts)
    return {
        "text": _("Not yet found: %(value)s\u00a0%%; %(needed)s\u00a0%% is needed.")
        % {
            "value": profile.completeness,
            "needed": profile.program.completeness_threshold,
        },
        "missing": missing_rows(profile, completeness, links),
    }
