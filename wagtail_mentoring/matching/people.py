"""From the database to what the score works on."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

from django.db.models import F, IntegerField, Value

from ..enums import CriterionPrivacy, Role
from ..models import CriterionChoice, SensitiveConsent
from .comparing import SILENT, CriterionSpec, Person, Wish
from .scoring import Fit, explain

#: What members who can see a profile read of it, and what its owner's partner reads.
FOR_MEMBERS = (CriterionPrivacy.PUBLIC,)
FOR_PARTNERS = (CriterionPrivacy.PUBLIC, CriterionPrivacy.PARTNERS)


def load_criteria(program, *, privacy=FOR_MEMBERS, include_private=False):
    """Return ``[(criterion, spec)]``: those in use, in the editors' order, in one query.

    Only those of this ``privacy``, unless ``include_private`` (for coordinators).
    """
    criteria = program.criteria.active()
    if not include_private:
        criteria = criteria.filter(privacy__in=privacy)
    # One row for each choice, and one for each criterion that has none.
    rows = criteria.annotate(choice_pk=F("choices__pk"), choice_label=F("choices__label"))
    found: dict[int, tuple] = {}
    for row in rows.order_by("sort_order", "pk", "choices__sort_order", "choices__pk"):
        _criterion, choices = found.setdefault(row.pk, (row, []))
        if row.choice_pk is not None:
            choices.append(CriterionChoice(pk=row.choice_pk, label=row.choice_label))
    return [(criterion, spec_of(criterion, choices)) for criterion, choices in found.values()]


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
        needs_consent=criterion.needs_consent,
        asks=frozenset(role.value for role in Role if criterion.is_asked_of(role)),
        labels={choice.pk: choice.label for choice in choices},
    )


def load_person(profile, *, privacy=FOR_MEMBERS, include_private=False):
    """Return the answers and wishes of ``profile``, in two queries (three for coordinators)."""
    people = load_people([profile], privacy=privacy, include_private=include_private)
    return people[profile.pk]


def load_people(profiles, *, privacy=FOR_MEMBERS, include_private=False):
    """Return ``{pk: Person}`` for profiles of one role; as many queries as for one."""
    model, ids = type(profiles[0]), [profile.pk for profile in profiles]
    answers = _rows_of(model, "answers").filter(profile__in=ids).order_by("profile", "criterion")
    if not include_private:
        answers = answers.filter(criterion__privacy__in=privacy)
    answers = answers.values_list("profile", "criterion", "choice", "value", "level")
    wishes = _rows_of(model, "preferences").filter(profile__in=ids)
    wishes = wishes.order_by("profile", "criterion")
    wishes = wishes.values_list("profile", "criterion", "importance", "choices")
    consents = {}
    if include_private:
        members = [profile.member_id for profile in profiles]
        rows = SensitiveConsent.objects.filter(member__in=members, findable=True)
        for member, criterion in rows.values_list("member", "criterion"):
            consents.setdefault(member, set()).add(criterion)
    said, wished = _by_profile(answers, said_of), _by_profile(wishes, wish_of)
    return {
        profile.pk: Person(
            role=profile.role,
            answers=said.get(profile.pk, {}),
            wishes=wished.get(profile.pk, {}),
            findable=frozenset(consents.get(profile.member_id, ())),
        )
        for profile in profiles
    }


def _rows_of(model, name):
    return model._meta.get_field(name).related_model._default_manager


def load_answers(profile, *, privacy=FOR_MEMBERS):
    """Return the answers of ``profile`` as ``Person.answers``, in one query."""
    rows = profile.answers.filter(criterion__privacy__in=privacy).order_by("profile", "criterion")
    rows = rows.values_list("profile", "criterion", "choice", "value", "level")
    return _by_profile(rows, said_of).get(profile.pk, {})


def load_self(profiles):
    """Return ``{role: Person}`` of one person's ``profiles`` in a program, for telling them the fit, in one query."""
    parts = []
    for number, profile in enumerate(profiles):
        parts += [
            _answers_of(profile, FOR_MEMBERS, 2 * number),
            _wishes_of(profile, 2 * number + 1),
        ]
    rows: list = [{} for _part in parts]
    for part, criterion, choice, value, number in parts[0].union(*parts[1:], all=True).order_by():
        row = (number, choice) if part % 2 else (choice, value, number)
        rows[part].setdefault(criterion, []).append(row)
    return {
        profile.role: Person(
            role=profile.role,
            answers={criterion: said_of(found) for criterion, found in said.items()},
            wishes={criterion: wish_of(found) for criterion, found in wished.items()},
        )
        for profile, said, wished in zip(profiles, rows[::2], rows[1::2], strict=True)
    }


def load_pair(reader, other, *, privacy=FOR_MEMBERS):
    """Return the two as ``Person`` for telling the fit to ``reader``, in one query.

    Of the other one's answers those of this ``privacy``; their wishes are their own (D20).
    """
    rows = _answers_of(reader, FOR_MEMBERS, 0).union(
        _answers_of(other, privacy, 1), _wishes_of(reader, 2), all=True
    )
    own: dict = {}
    theirs: dict = {}
    wished: dict = {}
    for part, criterion, choice, value, number in rows.order_by():
        row = (number, choice) if part == 2 else (choice, value, number)
        (own, theirs, wished)[part].setdefault(criterion, []).append(row)
    return (
        Person(
            role=reader.role,
            answers={criterion: said_of(found) for criterion, found in own.items()},
            wishes={criterion: wish_of(found) for criterion, found in wished.items()},
        ),
        Person(
            role=other.role,
            answers={criterion: said_of(found) for criterion, found in theirs.items()},
        ),
    )


def _answers_of(profile, privacy, part):
    answers = profile.answers.filter(criterion__privacy__in=privacy).order_by()
    return answers.annotate(part=_part(part)).values_list(
        "part", "criterion", "choice", "value", "level"
    )


def _wishes_of(profile, part):
    wishes = profile.preferences.order_by().annotate(part=_part(part), value=Value(""))
    return wishes.values_list("part", "criterion", "choices", "value", "importance")


def _part(number):
    return Value(number, output_field=IntegerField())


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


def _by_profile(rows, make):
    """Return ``{profile: {criterion: what make makes of its rows}}``."""
    found = {}
    for (profile, criterion), group in groupby(rows, key=itemgetter(0, 1)):
        found.setdefault(profile, {})[criterion] = make(row[2:] for row in group)
    return found
