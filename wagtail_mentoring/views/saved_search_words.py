"""What a saved search asks, in words."""

from django.utils.translation import gettext as _

from ..enums import CriterionKind
from ..matching.words import answer_label

#: Kinds whose values in an address are no choices.
_VALUES = (CriterionKind.COUNTRY, CriterionKind.TIME_ZONE)


def asked_words(params, criteria):
    """Return a question as "Topics: Grants, Careers · Words: genomics"; what is gone is left out."""
    parts = []
    for criterion, spec in criteria:
        labels = [answer_label(spec, key) for key in _keys(params, criterion, spec)]
        if labels:
            label = criterion.label
            if criterion.slug in params.every and len(labels) > 1:
                label = _("%(criterion)s (all of these)") % {"criterion": label}
            parts.append(f"{label}: {', '.join(labels)}")
    if params.text:
        parts.append(_("Words: %(words)s") % {"words": params.text})
    return " · ".join(parts)


def is_whole(params, criteria, role):
    """Return whether all of a question about people of ``role`` can still be asked."""
    by_slug = {criterion.slug: (criterion, spec) for criterion, spec in criteria}
    for slug, values in params.chosen.items():
        criterion, spec = by_slug.get(slug, (None, None))
        if criterion is None or not criterion.is_filter or not criterion.is_asked_of(role):
            return False
        if len(_keys(params, criterion, spec)) < len(values):
            return False
    return True


def suggested_name(chosen):
    """Return a name for a search, made of what was chosen."""
    return ", ".join(str(one["value"]) for one in chosen)


def _keys(params, criterion, spec):
    values = params.chosen.get(criterion.slug, ())
    if spec.kind in _VALUES:
        return list(values)
    keys = {str(key): key for key in spec.labels}
    return [keys[value] for value in values if value in keys]
