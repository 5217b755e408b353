"""What acts on a case share: who may do them, in which states, and their forms."""

from django import forms
from django.utils.translation import gettext_lazy

from ...actions import AddCaseNoteAction
from ...enums import ConcernStatus
from ...models.concerns import READERS
from .base import Act, ActForm

WORDS_LENGTH = 8000
FOR_READERS = gettext_lazy("For those who read this case.")


def words(label, help_text="", required=False, rows=5):
    """Return a field for text of several lines."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=WORDS_LENGTH,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class CaseNoteForm(ActForm):
    note = words(gettext_lazy("Note"), FOR_READERS)


class CaseAct(Act):
    """Base. The rules ask again whether the user may read the case (D16)."""

    action_class = None
    #: In which states of the case the button is offered.
    states = frozenset(set(ConcernStatus) - {ConcernStatus.CLOSED})
    #: Names of the form's answers that the action takes.
    takes = ()
    #: Whether the action cannot be asked before the form is filled in; then the page asks whether the case may be worked on.
    needs_answers = False

    def is_allowed_for(self, user):
        return any(user.has_perm(f"wagtail_mentoring.{name}") for name in READERS.values())

    def is_offered(self, obj):
        return obj.status in self.states and obj.emptied_at is None

    def action(self, obj, data, user):
        answers = {name: data[name] for name in self.takes if name in data}
        return self.action_class(obj, **answers, actor=user)

    def refusals(self, obj, user):
        if self.needs_answers:
            return AddCaseNoteAction(obj, "", actor=user).refusals()
        return super().refusals(obj, user)
