"""How a mentorship ends."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .base import PlainTextMixin
from .requests import MESSAGE_LENGTH, words

COMPLETED, ENDED = "completed", "ended"


class EndForm(PlainTextMixin, forms.Form):
    """Completed or ended early, with private words for the coordinators and thanks for the other (D12)."""

    outcome = forms.ChoiceField(
        label=_("How does it end?"),
        choices=[
            (COMPLETED, _("We have done what we set out to do")),
            (ENDED, _("We end earlier than we had planned")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it ends.")},
    )
    thanks = forms.CharField(
        max_length=MESSAGE_LENGTH,
        required=False,
        widget=words(),
    )
    reason = forms.ModelChoiceField(
        label=_("Why it ends"),
        help_text=_("Only the people who run the program see this."),
        queryset=None,
        required=False,
        blank=True,
        empty_label=_("I would rather not say"),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose a reason from the list.")},
    )
    note = forms.CharField(
        label=_("Anything the people who run the program should know"),
        help_text=_("Only they see this."),
        max_length=MESSAGE_LENGTH,
        required=False,
        widget=words(rows=4),
    )

    def __init__(self, *args, program, name, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["thanks"].label = _("A word of thanks to %(name)s") % {"name": name}
        self.fields["thanks"].help_text = _("%(name)s gets it by mail and finds it here.") % {
            "name": name
        }
        reasons = program.end_reasons.filter(is_active=True)
        if reasons:
            self.fields["reason"].queryset = reasons
            self.initial.setdefault("reason", "")
        else:
            del self.fields["reason"]

    @property
    def is_completed(self):
        return self.cleaned_data["outcome"] == COMPLETED
