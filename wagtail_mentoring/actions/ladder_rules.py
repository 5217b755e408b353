"""Changing the ladder of reminders."""

from collections import defaultdict

from django.utils.translation import gettext as _

from ..exceptions import Refusal
from ..models import MentoringProgram, ReminderRule
from ..models.reminders import LONGEST
from ..rules import COORDINATE
from .base import MentoringAction


class SaveLadderAction(MentoringAction):
    """Save the steps of a program's ladder.

    ``rows`` are ``(kind, number, count, is_enabled)``; a new step has the number ``None``, and one
    without a count is removed. What was done by a step's number is not done again.
    """

    event = "program.ladder"

    def __init__(self, program, rows, *, actor=None):
        super().__init__(actor=actor)
        self.program, self.rows = program, rows

    def lock(self):
        MentoringProgram.objects.select_for_update().filter(pk=self.program.pk).first()

    def refusals(self):
        if self.actor is not None and not self.actor.has_perm(COORDINATE):
            return [Refusal("not_allowed", _("Only coordinators change the reminders."))]
        seen = defaultdict(set)
        for kind, _number, count, _is_enabled in self.rows:
            if count is None:
                continue
            if not 1 <= count <= LONGEST:
                return [Refusal("count_out_of_range", _("Days count from one."))]
            if count in seen[kind]:
                return [
                    Refusal(
                        "same_day_twice", _("Two steps of a reminder cannot fall on the same day.")
                    )
                ]
            seen[kind].add(count)
        return []

    def write(self):
        stored = {
            (rule.kind, rule.number): rule
            for rule in ReminderRule.objects.filter(program=self.program)
        }
        highest = defaultdict(int)
        for kind, number in stored:
            highest[kind] = max(highest[kind], number)
        changes = 0
        for kind, number, count, is_enabled in self.rows:
            rule = stored.get((str(kind), number))
            if rule is None:
                if count is None:
                    continue
                highest[str(kind)] += 1
                rule = ReminderRule(program=self.program, kind=kind, number=highest[str(kind)])
            elif count is None:
                rule.delete()
                changes += 1
                continue
            if (rule.count, rule.is_enabled, rule.pk is None) != (count, is_enabled, False):
                rule.count, rule.is_enabled = count, is_enabled
                rule.save()
                changes += 1
        if changes:
            self.log(self.program)
        return changes
