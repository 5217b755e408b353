"""Acts on a program."""

from django.utils.translation import gettext as _

from ..exceptions import Refusal
from ..models import MentoringProgram
from .base import MentoringAction


class BindConductAction(MentoringAction):
    """Make the published text of the Code of Conduct the one members have to agree to (D13).

    Who has agreed to another text agrees again before the next request or
    acceptance; pairings go on. Returns the revision that binds now.
    """

    event = "program.bind_conduct"

    def __init__(self, program, *, actor=None):
        super().__init__(actor=actor)
        self.program = program

    def lock(self):
        self.program = MentoringProgram.objects.select_for_update().get(pk=self.program.pk)

    def refusals(self):
        refusals = self.rules.can_bind_conduct(self.actor, self.program)
        if refusals:
            return refusals
        page = self.program.code_of_conduct
        if page is None:
            return [Refusal("conduct_missing", _("Choose the page of the Code of Conduct first."))]
        if not page.live or page.live_revision_id is None:
            return [Refusal("conduct_missing", _("Publish the Code of Conduct first."))]
        if page.live_revision_id == self.program.binding_revision_id:
            return [Refusal("conduct_bound", _("The published text is the binding one already."))]
        return []

    def write(self):
        before = self.program.binding_revision_id
        revision = self.program.code_of_conduct.live_revision
        MentoringProgram.objects.filter(pk=self.program.pk).update(binding_revision=revision)
        self.program.binding_revision = revision
        self.log(self.program, **{"from": before, "to": revision.pk})
        return revision
