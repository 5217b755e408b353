"""Answers and comparisons in words, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..choices import country_name, time_zone_name
from ..enums import CriterionKind, Importance, LanguageLevel, MatchRule, Role
from .comparing import CriterionSpec
from .scoring import FitLine

MOST_REASONS = 3


def answer_label(spec: CriterionSpec, key) -> str:
    """Return what one answer reads like: the choice's label, a country's name, a time zone."""
    if spec.kind == CriterionKind.COUNTRY:
        return country_name(str(key).upper())
    if spec.kind == CriterionKind.TIME_ZONE:
        return time_zone_name(str(key))
    return spec.labels.get(key, str(key))


def said_words(spec: CriterionSpec, said) -> str:
    """Return answers as a list in words, in the editors' order; languages with their level."""
    order = list(spec.labels)
    ticks = sorted(
        said, key=lambda tick: (order.index(tick[0]) if tick[0] in order else -1, str(tick[0]))
    )
    parts = []
    for key, level in ticks:
        label = answer_label(spec, key)
        if level:
            label = _("%(language)s (%(level)s)") % {
                "language": label,
                "level": LanguageLevel(level).label.lower(),
            }
        parts.append(label)
    return ", ".join(parts)


def asked_words(line: FitLine, role: Role) -> str:
    """Return what the reader of this line, who has ``role``, asked for."""
    spec, own = line.spec, said_words(line.spec, line.ask.said)
    if line.ask.is_wish:
        return own
    if spec.rule == MatchRule.HOURS_OVERLAP:
        return ngettext(
            "%(hours)s waking hour in common", "%(hours)s waking hours in common", spec.distance
        ) % {"hours": spec.distance}
    if spec.rule == MatchRule.AT_LEAST:
        if role is Role.MENTEE:
            return _("%(step)s or further") % {"step": own}
        return _("%(step)s or earlier") % {"step": own}
    if spec.rule == MatchRule.MENTOR_ABOVE:
        values = {"steps": spec.distance, "step": own}
        if role is Role.MENTEE:
            return (
                ngettext(
                    "At least %(steps)s step further than %(step)s",
                    "At least %(steps)s steps further than %(step)s",
                    spec.distance,
                )
                % values
            )
        return (
            ngettext(
                "At least %(steps)s step before %(step)s",
                "At least %(steps)s steps before %(step)s",
                spec.distance,
            )
            % values
        )
    return own


def line_row(line: FitLine, role: Role) -> dict:
    """Return a row for ``elements/fit_table.html``."""
    # Nice to have is what everything is until somebody says otherwise.
    importance = {
        Importance.NICE: "%(criterion)s",
        Importance.IMPORTANT: _("%(criterion)s (important to you)"),
        Importance.MUST: _("%(criterion)s (a must for you)"),
    }[Importance(line.ask.importance)]
    row = {
        "criterion": importance % {"criterion": line.spec.label},
        "asked": asked_words(line, role),
        "said": said_words(line.spec, line.said),
        "counts": {"met": "yes", "partly": "partly", "not": "no", "unknown": "unknown"}[
            line.result
        ],
        "label": "",
        "points": "",
    }
    if line.counts:
        row["points"] = _("%(points)s of %(counts)s") % {
            "points": line.points,
            "counts": line.counts,
        }
    asked = len(line.ask.said)
    if line.is_met and asked > len(line.common) > 0 and line.spec.kind == CriterionKind.MULTIPLE:
        row["label"] = _("Yes, %(common)s of %(asked)s") % {
            "common": len(line.common),
            "asked": asked,
        }
    return row


def fit_words(fit, role: Role) -> dict | None:
    """Return ``{matched, total, score, rows, notes}`` for ``find/why_you_two.html``; ``None`` with nothing to compare."""
    if not fit.lines:
        return None
    notes = []
    if any(line.counts for line in fit.lines):
        notes.append(
            _("Points: what each of your criteria counts, of 100 in all, and what it reaches here.")
        )
    if any(line.result == "unknown" for line in fit.lines):
        notes.append(_("What somebody has not said is neither for nor against: it gets half."))
    return {
        "matched": fit.matched,
        "total": fit.total,
        "score": fit.score,
        "rows": [line_row(line, role) for line in fit.lines],
        "notes": notes,
    }


def reasons(fit) -> list[str]:
    """Return the few strongest reasons of a fit, for its one line in a list."""
    met = sorted((line for line in fit.lines if line.is_met), key=lambda line: -line.counts)
    found = []
    for line in met[:MOST_REASONS]:
        answers = said_words(line.spec, line.common or line.said)
        found.append(
            _("%(criterion)s: %(answers)s") % {"criterion": line.spec.label, "answers": answers}
        )
    return found
