"""Why these two, for coordinators: the numbers that each of the two reads, and what is behind them.

Wishes are their owner's (D20): they are in the numbers, as they are in members'
own, but the table compares answers alone.
"""

from dataclasses import replace

from django.utils.translation import gettext as _

from ..enums import Role
from ..matching.people import load_criteria, load_person
from ..matching.scoring import explain
from ..matching.words import said_words
from .answers import privacy_flag
from .facts import Fact, Section, Table

_RESULTS = {
    "met": lambda: _("Yes"),
    "partly": lambda: _("Partly"),
    "not": lambda: _("No"),
    "unknown": lambda: _("Not said"),
}


def fit_section(pair):
    """Return the section for a request or mentorship. In eight queries; for coordinators only."""
    criteria = load_criteria(pair.program, include_private=True)
    specs = [spec for _criterion, spec in criteria]
    people = {role: load_person(pair.side(role), include_private=True) for role in Role}
    both = people[Role.MENTOR], people[Role.MENTEE], specs
    facts = []
    for role in Role:
        fit = explain(*both, role)
        facts.append(
            Fact(_("The %(role)s reads") % {"role": pair.program.word(role)}, _numbers(fit))
        )
    everything = explain(*both, Role.MENTEE, include_private=True)
    facts.append(
        Fact(
            _("With all that both ask, private answers included"),
            _("%(score)s of 100 points") % {"score": everything.score},
            flag="" if everything.fits else _("A must does not hold"),
        )
    )
    return Section(
        _("Why these two"),
        facts,
        help=_(
            "By their answers of today. What each of them wishes for counts in the numbers and is shown to nobody else; the table compares their answers."
        ),
        table=Table(
            [
                _("Criterion"),
                *(str(pair.program.word(role)).capitalize() for role in Role),
                _("Fits"),
                _("Weight"),
            ],
            _rows(criteria, people),
        ),
    )


def _numbers(fit):
    if not fit.lines:
        return _("Nothing to compare")
    return _("%(score)s of 100 points, fits %(matched)s of %(total)s") % {
        "score": fit.score,
        "matched": fit.matched,
        "total": fit.total,
    }


def _rows(criteria, people):
    """Return the rows of answers: what each said, and whether it fits by the criterion's rule."""
    plain = [replace(people[role], wishes={}) for role in Role]
    rows = []
    for criterion, spec in criteria:
        if not spec.is_compared:
            continue
        said = [people[role].said(spec) for role in Role]
        if not any(said):
            continue
        lines = [
            line
            for role in Role
            # For itself, so that a criterion that counts nothing has its line, too.
            for line in explain(*plain, [replace(spec, weight=1)], role, include_private=True).lines
        ]
        result = "unknown" if not all(said) else lines[0].result if lines else None
        rows.append(
            {
                "cells": [
                    criterion.label,
                    *(said_words(spec, answers) or "–" for answers in said),
                    _RESULTS[result]() if result else "–",
                    str(spec.weight),
                ],
                "flag": privacy_flag(criterion.privacy),
            }
        )
    return rows
