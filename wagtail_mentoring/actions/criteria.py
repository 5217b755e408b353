"""Acts on criteria: choices become one, and how much counts is changed for all criteria together."""

import hashlib
from collections import defaultdict

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from ..exceptions import Refusal
from ..matching.params import PREFIX, SearchParams
from ..models import (
    Criterion,
    CriterionChoice,
    MenteeAnswer,
    MenteePreference,
    MentorAnswer,
    MentorPreference,
    ResourceTopic,
    SavedSearch,
)
from ..signals import choices_merged
from .base import MentoringAction

#: Rows named in one statement.
AT_A_TIME = 500

#: What the "try it" view changes of a criterion.
FIT_FIELDS = ("weight", "match_rule", "match_distance", "is_hard_rule")


class MergeChoicesAction(MentoringAction):
    """Make ``sources`` the choice ``target`` of the same criterion, without losing an answer or a wish.

    Who had several of them has the target once; of languages the higher level
    stays. The sources are deleted. Whoever answers with one of them at the
    same moment is asked to choose again.
    """

    event = "criterion.merge_choices"

    def __init__(self, criterion, sources, target, *, actor=None):
        super().__init__(actor=actor)
        self.criterion = criterion
        self.source_ids = sorted({getattr(choice, "pk", choice) for choice in sources})
        self.target_id = getattr(target, "pk", target)

    def lock(self):
        # The lock on a choice keeps new answers that name it waiting until it is gone.
        wanted = [*self.source_ids, self.target_id]
        choices = {
            choice.pk: choice
            for choice in CriterionChoice.objects.filter(pk__in=wanted)
            .order_by("pk")
            .select_for_update()
        }
        self.criterion = Criterion.objects.get(pk=self.criterion.pk)
        self.target = choices.get(self.target_id)
        self.sources = [choices[pk] for pk in self.source_ids if pk in choices]

    def check(self):
        if not hasattr(self, "sources"):  # asked without being done
            self.target = CriterionChoice.objects.filter(pk=self.target_id).first()
            self.sources = list(CriterionChoice.objects.filter(pk__in=self.source_ids))
        super().check()

    def refusals(self):
        if refusals := self.rules.can_edit_criteria(self.actor):
            return refusals
        if len(self.sources) < len(self.source_ids) or self.target is None:
            return [
                Refusal(
                    "choice_gone", _("One of the choices is there no longer. Look again, please.")
                )
            ]
        return self.rules.can_merge_choices(self.criterion, self.sources, self.target)

    def write(self):
        answers = sum(self._move_answers(model) for model in (MentorAnswer, MenteeAnswer))
        wishes = sum(self._move_wishes(model) for model in (MentorPreference, MenteePreference))
        self._move_saved_searches()
        # Topics that went with a choice that is gone go with the one that took its place.
        self.target.topics.add(*ResourceTopic.objects.filter(choices__in=self.source_ids))
        labels = [choice.label for choice in self.sources]
        CriterionChoice.objects.filter(pk__in=self.source_ids).delete()
        self.log(
            self.criterion,
            merged=labels,
            into=self.target.label,
            answers=answers,
            wishes=wishes,
        )
        self.signal(
            choices_merged,
            self.criterion,
            source_ids=tuple(self.source_ids),
            target=self.target,
        )
        return self.target

    def _move_answers(self, model):
        """Move the answers of one role; return how many there were."""
        ours = model.objects.filter(choice__in=self.source_ids)
        rows = model.objects.filter(choice__in=[*self.source_ids, self.target_id])
        by_profile = defaultdict(list)
        for row in rows.order_by("profile", "pk").values_list("profile", "pk", "choice", "level"):
            by_profile[row[0]].append(row[1:])
        moved, doubled, levels = 0, [], defaultdict(list)
        for found in by_profile.values():
            moved += sum(choice != self.target_id for _pk, choice, _level in found)
            # The answer that is the target already stays; else the eldest becomes it.
            found.sort(key=lambda row: (row[1] != self.target_id, row[0]))
            kept, *others = found
            doubled += [pk for pk, _choice, _level in others]
            level = max((level or 0 for _pk, _choice, level in found), default=0)
            if level > (kept[2] or 0):
                levels[level].append(kept[0])
        if moved:
            for some in chunks(doubled):
                model.objects.filter(pk__in=some).delete_at_once()
            for level, kept in levels.items():
                for some in chunks(kept):
                    model.objects.filter(pk__in=some).update(level=level)
            ours.update(choice=self.target)
        return moved

    def _move_wishes(self, model):
        """Move the choices that members of one role wish for; return in how many wishes."""
        through = model.choices.through
        owner = model._meta.model_name
        rows = through.objects.filter(criterionchoice__in=self.source_ids)
        have = set(
            through.objects.filter(criterionchoice=self.target_id).values_list(owner, flat=True)
        )
        doubled, wishes = [], set()
        for pk, wish in rows.order_by("pk").values_list("pk", owner):
            wishes.add(wish)
            if wish in have:
                doubled.append(pk)
            have.add(wish)
        if wishes:
            model.objects.filter(choices__in=self.source_ids).note_for_search()
            for some in chunks(doubled):
                through.objects.filter(pk__in=some).delete()
            rows.update(criterionchoice=self.target)
        return len(wishes)

    def _move_saved_searches(self):
        """Let saved searches ask for the target. They begin anew: whom it adds is not news (M-10)."""
        slug, sources = self.criterion.slug, set(map(str, self.source_ids))
        searches = SavedSearch.objects.filter(
            program=self.criterion.program_id, query__contains=f"{PREFIX}{slug}="
        )
        changed = []
        for search in searches:
            params = SearchParams.parse(QueryDict(search.query.removeprefix("?")))
            values = params.chosen.get(slug, ())
            if sources & set(values):
                moved = (str(self.target_id) if value in sources else value for value in values)
                query = params.query(chosen={**params.chosen, slug: tuple(dict.fromkeys(moved))})
                search.query = query if search.query.startswith("?") else query.removeprefix("?")
                changed.append(search)
        SavedSearch.objects.bulk_update(changed, ["query"], batch_size=AT_A_TIME)


class WeighCriteriaAction(MentoringAction):
    """Store what was tried: ``changes`` maps criterion ids to values of ``FIT_FIELDS``.

    ``seen`` is ``fit_stamp`` of the criteria that the person looked at; when it
    is another one by now, nothing is stored. Returns the criteria that changed.
    """

    event = "criterion.weigh"

    def __init__(self, program, changes, *, seen=None, actor=None):
        super().__init__(actor=actor)
        self.program = program
        self.changes = changes
        self.seen = seen
        self.criteria = {}

    def lock(self):
        rows = Criterion.objects.filter(program=self.program, is_active=True)
        self.criteria = {row.pk: row for row in rows.order_by("pk").select_for_update()}

    def refusals(self):
        if refusals := self.rules.can_edit_criteria(self.actor):
            return refusals
        is_stale = self.seen is not None and self.seen != fit_stamp(self.criteria.values())
        if is_stale or not self.changes.keys() <= self.criteria.keys():
            return [
                Refusal(
                    "criteria_changed",
                    _(
                        "Somebody changed the criteria after you had opened the page. Nothing was saved. Look again before you go on."
                    ),
                )
            ]
        refusals = []
        for criterion in self._changed():
            try:
                criterion.full_clean(validate_unique=False)
            except ValidationError as error:
                refusals += [
                    Refusal(
                        "invalid",
                        _("“%(name)s”: %(problem)s") % {"name": criterion, "problem": message},
                    )
                    for message in error.messages
                ]
        return refusals

    def _changed(self):
        for pk, values in self.changes.items():
            criterion = self.criteria[pk]
            before = fit_values(criterion)
            for name in FIT_FIELDS:
                setattr(criterion, name, values.get(name, before[name]))
            criterion.before = getattr(criterion, "before", before)
            if fit_values(criterion) != criterion.before:
                yield criterion

    def write(self):
        changed = list(self._changed())
        for criterion in changed:
            criterion.save(update_fields=FIT_FIELDS)
            now = fit_values(criterion)
            differences = {k: (criterion.before[k], now[k]) for k in FIT_FIELDS}
            self.log(
                criterion,
                changes={
                    name: [before, after]
                    for name, (before, after) in differences.items()
                    if before != after
                },
            )
        return changed


def fit_values(criterion):
    """Return what the "try it" view changes of a criterion, by name."""
    return {name: getattr(criterion, name) for name in FIT_FIELDS}


def fit_stamp(criteria):
    """Return a text that changes when these criteria are compared otherwise."""
    rows = [
        f"{row.pk}:{row.kind}:{row.privacy}:{':'.join(map(str, fit_values(row).values()))}"
        for row in sorted(criteria, key=lambda row: row.pk)
    ]
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()[:20]


def chunks(rows):
    return (rows[start : start + AT_A_TIME] for start in range(0, len(rows), AT_A_TIME))
