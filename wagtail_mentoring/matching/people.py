"""From the database to what the score works on."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

from ..enums import CriterionPrivacy, Role
from ..models import CriterionChoice, SensitiveConsent
from .scoring import SILENT, CriterionSpec, Fit, Person, Wish, explain

#: What members who can see a profile read of it, and what its owner's partner reads.
FOR_MEMBERS = (CriterionPrivacy.PUBLIC,)
FOR_PARTNERS = (CriterionPrivacy.PUBLIC, CriterionPrivacy.PARTNERS)


def load_criteria(program, *, privacy=FOR_MEMBERS, include_private=False):
    """Return ``[(criterion, spec)]``: those in use, in the editors' order, in two queries.

    Only those of this ``privacy``, unless ``include_private`` (for coordinators).
    """
    criteria = program.criteria.active()
    if not include_private:
        criteria = criteria.filter(privacy__in=privacy)
    criteria = list(criteria)
    choices = CriterionChoice.objects.filter(criterion__in=criteria).order_by("sort_order", "pk")
    by_criterion: dict[int, list[CriterionChoice]] = {criterion.pk: [] for criterion in criteria}
    for choice in choices:
        by_criterion[choice.criterion_id].append(choice)
    return [(criterion, spec_of(criterion, by_criterion[criterion.pk])) for criterion in criteria]


def spec_of(criterion, choices):
    """Return what the score has to know of a criterion with these choices."""
    return CriterionSpec(
        id=criterion.pk,
        label=criterion.label,
        kind=criterion.kind,
        rule=criterion.match_rule,
        distance=criterion.match_distance,
        weight=criterion.weight,
        is_hard=criterion.is_hard_rule,
        is_public=criterion.privacy == CriterionPrivacy.PUBLIC,
        is_sensitive=criterion.is_sensitive,
        asks=frozenset(role.value for role in Role if criterion.is_asked_of(role)),
        labels={choice.pk: choice.label for choice in choices},
    )


def load_person(profile, *, privacy=FOR_MEMBERS, include_private=False):
    """Return the answers and wishes of ``profile``, in two queries (three for coordinators)."""
    answers = profile.answers.order_by("criterion")
    if not include_private:
        answers = answers.filter(criterion__privacy__in=privacy)
    answers = answers.values_list("criterion", "choice", "value", "level")
    wishes = profile.preferences.order_by("criterion")
    wishes = wishes.values_list("criterion", "importance", "choices")
    consents = SensitiveConsent.objects.filter(member=profile.member_id, findable=True)
    return Person(
        role=profile.role,
        answers={criterion: said_of(rows) for criterion, rows in _grouped(answers)},
        wishes={criterion: wish_of(rows) for criterion, rows in _grouped(wishes)},
        findable=frozenset(consents.values_list("criterion", flat=True) if include_private else ()),
    )


def explain_profiles(mentor, mentee, viewer_role, *, include_private=False, on=None) -> Fit:
    """Return how well two profiles of the same program fit, told to the one with ``viewer_role``."""
    criteria = load_criteria(mentor.program, include_private=include_private)
    return explain(
        load_person(mentor, include_private=include_private),
        load_person(mentee, include_private=include_private),
        [spec for _criterion, spec in criteria],
        viewer_role,
        on=on,
        include_private=include_private,
    )


def said_of(rows):
    """Return the answer that rows ``(choice id, value, level)`` make."""
    ticks = frozenset(
        (choice or value.strip(), level or 0)
        for choice, value, level in rows
        if choice or value.strip()
    )
    return ticks or SILENT


def wish_of(rows):
    """Return the wish that rows ``(importance, choice id or None)`` make, all of one preference."""
    rows = list(rows)
    return Wish(rows[0][0], frozenset(choice for _importance, choice in rows if choice))


def _grouped(rows):
    for key, group in groupby(rows, key=itemgetter(0)):
        yield key, [row[1:] for row in group]
