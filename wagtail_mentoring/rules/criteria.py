"""Who changes what the society asks, and what may become of a choice."""

from django.utils.translation import gettext as _

from ..enums import CriterionKind
from ..exceptions import Refusal


class CriteriaRules:
    """Criteria belong to the staff that may edit them in the admin; the system (``None``) may, too."""

    def can_edit_criteria(self, user, *actions):
        """Return why ``user`` may not do these things ("add", "change") to criteria."""
        if user is None or all(
            user.is_active and user.has_perm(f"wagtail_mentoring.{action}_criterion")
            for action in actions or ("change",)
        ):
            return []
        return [Refusal("not_editor", _("You may not change criteria."))]

    def can_merge_choices(self, criterion, sources, target):
        """Return why ``sources`` cannot become ``target``; all are choices as they are stored now."""
        refusals = []
        if not sources or target is None:
            return [Refusal("choices_missing", _("Say which choices become which other one."))]
        if any(choice.criterion_id != criterion.pk for choice in [*sources, target]):
            refusals.append(
                Refusal("other_criterion", _("Choices of two criteria cannot become one."))
            )
        if target.pk in {choice.pk for choice in sources}:
            refusals.append(
                Refusal("same_choice", _("A choice cannot be merged into itself. Choose another."))
            )
        if criterion.kind == CriterionKind.YES_NO:
            refusals.append(Refusal("yes_no", _("Yes and no cannot become the same answer.")))
        elif criterion.choices.count() - len(sources) < 2:
            refusals.append(
                Refusal(
                    "too_few_choices", _("At least two choices have to be left to choose from.")
                )
            )
        return refusals
