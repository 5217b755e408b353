"""Criteria of a file beside those of a program, and the act that takes them over."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db.models import Max, TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..enums import CriterionKind
from ..exceptions import Refusal
from ..models import Criterion, CriterionChoice, MentoringProgram
from ..models.criteria import CHOICE_KINDS
from ..signals import criteria_imported
from .base import MentoringAction
from .criteria_files import FIELDS, FileCriterion, messages_of


class RowState(TextChoices):
    """How a row of a file stands to the program."""

    NEW = "new", gettext_lazy("New")
    SAME = "same", gettext_lazy("The same")
    DIFFERS = "differs", gettext_lazy("Differs")
    CONFLICT = "conflict", gettext_lazy("Conflict")
    INVALID = "invalid", gettext_lazy("Cannot be used")


class Decision(TextChoices):
    """What becomes of a row."""

    ADD = "add", gettext_lazy("Add")
    UPDATE = "update", gettext_lazy("Change mine")
    SKIP = "skip", gettext_lazy("Leave out")


@dataclass
class Row:
    """A criterion of the file beside the program's own of the same identifier."""

    item: FileCriterion
    state: RowState
    decisions: tuple[Decision, ...]
    existing: Criterion | None = None
    #: [(name of the field, mine, the file's)]
    differences: list[tuple[str, str, str]] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    @property
    def default(self):
        """What is proposed: new ones are added, the program's own stay as they are."""
        return Decision.ADD if self.state == RowState.NEW else Decision.SKIP


def compare(program, items):
    """Return a ``Row`` for each criterion of a file. Changes nothing."""
    mine = {one.slug: one for one in program.criteria.all()}
    choices = {one.pk: [] for one in mine.values()}
    for choice in CriterionChoice.objects.filter(criterion__program=program).order_by(
        "sort_order", "pk"
    ):
        choices[choice.criterion_id].append(choice)
    labels = {one.label.casefold(): one for one in mine.values()}
    return [_row(program, item, mine, choices, labels) for item in items]


def _row(program, item, mine, choices, labels):
    existing = mine.get(item.values.get("slug"))
    errors = list(item.errors)
    if not errors:
        errors = _problems(Criterion(program=program), item)
    if errors:
        return Row(item, RowState.INVALID, (Decision.SKIP,), existing, messages=errors)
    if existing is None:
        same = labels.get(item.values["label"].casefold())
        notes = list(item.notes)
        if same is not None:
            notes.append(
                _("You have a criterion of this name already, with the identifier “%(slug)s”.")
                % {"slug": same.slug}
            )
        return Row(item, RowState.NEW, (Decision.ADD, Decision.SKIP), messages=notes)
    differences = _differences(existing, choices[existing.pk], item)
    if not differences:
        return Row(item, RowState.SAME, (Decision.SKIP,), existing, messages=list(item.notes))
    copy = Criterion.objects.get(pk=existing.pk)
    problems = _problems(copy, item) + _choice_problems(existing, choices[existing.pk], item)
    if problems:
        return Row(
            item,
            RowState.CONFLICT,
            (Decision.SKIP, Decision.ADD),
            existing,
            differences,
            [*problems, *item.notes],
        )
    notes = list(item.notes)
    if existing.kind == CriterionKind.SCALE and _is_turned(choices[existing.pk], item):
        notes.append(_("The order of the steps differs, and on a scale the order is the meaning."))
    return Row(
        item,
        RowState.DIFFERS,
        (Decision.SKIP, Decision.UPDATE, Decision.ADD),
        existing,
        differences,
        notes,
    )


def _is_turned(choices, item):
    theirs = [label.casefold() for label, _active in item.choices]
    places = [theirs.index(c.label.casefold()) for c in choices if c.label.casefold() in theirs]
    return places != sorted(places)


def _problems(criterion, item):
    """Return why ``criterion`` cannot take the values of ``item``."""
    for name, value in item.values.items():
        setattr(criterion, name, value)
    try:
        # Without the program nobody asks whether the identifier is free: a second one gets another.
        criterion.full_clean(exclude=["program"])
    except ValidationError as error:
        return messages_of(error)
    count = len(item.choices)
    if criterion.kind not in CHOICE_KINDS:
        return [_("Answers of this kind have no choices.")] if count else []
    least = 0 if criterion.kind == CriterionKind.YES_NO else 2
    if count < least or (least == 0 and count not in (0, 2)):
        return [_("Give at least two choices.")]
    return []


def _choice_problems(existing, choices, item):
    """On a scale the order is the meaning: a step that the file does not know has no place."""
    if existing.kind != CriterionKind.SCALE:
        return []
    known = {label.casefold() for label, _active in item.choices}
    missing = [choice.label for choice in choices if choice.label.casefold() not in known]
    if not missing:
        return []
    return [
        _("The file does not have these steps of your scale: %(steps)s. Rename yours first.")
        % {"steps": ", ".join(missing)}
    ]


def _differences(existing, choices, item):
    found = []
    for name in FIELDS:
        if name in item.values and getattr(existing, name) != item.values[name]:
            model_field = Criterion._meta.get_field(name)
            names = dict(model_field.flatchoices)
            before, after = getattr(existing, name), item.values[name]
            found.append(
                (
                    str(model_field.verbose_name),
                    _in_words(names.get(before, before)),
                    _in_words(names.get(after, after)),
                )
            )
    mine = [(choice.label, choice.is_active) for choice in choices]
    is_default = item.values.get("kind") == CriterionKind.YES_NO and not item.choices
    if mine != item.choices and not is_default:
        added, extra = _without(item.choices, mine), _without(mine, item.choices)
        if added or extra:
            found.append((_("choices"), ", ".join(extra) or "–", ", ".join(added) or "–"))
        else:
            found.append((_("choices"), _("in your order"), _("in another order")))
    return found


def _without(ours, theirs):
    return [
        label if active else _("%(choice)s (no longer offered)") % {"choice": label}
        for label, active in ours
        if (label, active) not in theirs
    ]


def _in_words(value):
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return str(value) or "–"


class ImportCriteriaAction(MentoringAction):
    """Take criteria of a file over into a program.

    ``decisions`` maps the numbers of rows to a ``Decision``; the others are left
    out. Updating never deletes a choice: those that the file does not have stay,
    at the end. Adding what is there already makes a second one under another
    identifier. Returns ``(added, updated)``.
    """

    event = "criterion.import"

    def __init__(self, program, items, decisions, *, actor=None):
        super().__init__(actor=actor)
        self.program = program
        self.items = items
        self.decisions = {number: Decision(value) for number, value in decisions.items()}

    def lock(self):
        self.program = MentoringProgram.objects.select_for_update().get(pk=self.program.pk)
        list(self.program.criteria.order_by("pk").select_for_update())

    def refusals(self):
        wanted = {*self.decisions.values()}
        needed = [
            name
            for name, decision in (("add", Decision.ADD), ("change", Decision.UPDATE))
            if decision in wanted
        ]
        if refusals := self.rules.can_edit_criteria(self.actor, *(needed or ["add"])):
            return refusals
        self.rows = {row.item.number: row for row in compare(self.program, self.items)}
        refusals = []
        for number, decision in sorted(self.decisions.items()):
            row = self.rows.get(number)
            if row is None or decision not in row.decisions:
                name = row.item.name if row else number
                problem = (row.messages if row else None) or [
                    _("this cannot be done with it any more; look at the table again.")
                ]
                refusals.append(
                    Refusal(
                        "invalid",
                        _("“%(name)s”: %(problem)s") % {"name": name, "problem": problem[0]},
                    )
                )
        return refusals

    def write(self):
        added, updated = [], []
        last = self.program.criteria.aggregate(last=Max("sort_order"))["last"]
        order = 0 if last is None else last + 1
        for number, decision in sorted(self.decisions.items()):
            row = self.rows[number]
            if decision is Decision.ADD:
                added.append(self._add(row.item, order + len(added)))
            elif decision is Decision.UPDATE:
                updated.append(self._update(row))
        if added or updated:
            self.signal(criteria_imported, self.program, added=added, updated=updated)
        return added, updated

    def _add(self, item, order):
        values = {**item.values, "slug": self._free_slug(item.values["slug"])}
        criterion = Criterion(program=self.program, sort_order=order, **values)
        criterion.full_clean()
        criterion.save()
        self._set_choices(criterion, item)
        self.log(criterion, what="add")
        return criterion

    def _update(self, row):
        criterion = Criterion.objects.get(pk=row.existing.pk)
        for name, value in row.item.values.items():
            setattr(criterion, name, value)
        criterion.full_clean()
        criterion.save()
        self._set_choices(criterion, row.item)
        self.log(criterion, what="update", fields=[name for name, *_values in row.differences])
        return criterion

    def _set_choices(self, criterion, item):
        if not item.choices:
            return
        mine = list(criterion.choices.order_by("sort_order", "pk"))
        if criterion.kind == CriterionKind.YES_NO:
            # Its two choices were made with it; only their words come from the file.
            by_label = dict(
                zip([label.casefold() for label, _a in item.choices], mine, strict=False)
            )
        else:
            by_label = {choice.label.casefold(): choice for choice in mine}
        used = []
        for place, (label, is_active) in enumerate(item.choices):
            choice = by_label.get(label.casefold()) or CriterionChoice(criterion_id=criterion.pk)
            choice.label, choice.is_active, choice.sort_order = label, is_active, place
            choice.full_clean(exclude=["criterion"])
            choice.save()
            used.append(choice.pk)
        others = (choice for choice in mine if choice.pk not in used)
        for place, choice in enumerate(others, start=len(used)):
            CriterionChoice.objects.filter(pk=choice.pk).update(sort_order=place)

    def _free_slug(self, slug):
        taken = set(self.program.criteria.values_list("slug", flat=True))
        free, number = slug, 2
        while free in taken:
            free = f"{slug[:56]}-{number}"
            number += 1
        return free
