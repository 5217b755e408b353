"""Choosing roles and agreeing to the Code of Conduct (R13, R24)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..enums import Role


class EnrollForm(forms.Form):
    """As what somebody takes part. Called with ``program`` and the ``roles`` they may still take."""

    roles = forms.MultipleChoiceField(
        label=_("How would you like to take part?"),
        help_text=_("You can choose both, and add the other one later."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one of the two.")},
    )

    def __init__(self, *args, program, roles, **kwargs):
        super().__init__(*args, **kwargs)
        words = {
            Role.MENTOR: _("As a %(mentor)s: I share what I know with somebody"),
            Role.MENTEE: _("As a %(mentee)s: I would like somebody at my side"),
        }
        field = self.fields["roles"]
        field.choices = [
            (role.value, words[role] % {role.value: program.word(role)}) for role in roles
        ]
        if len(roles) == 1:
            field.help_text = ""

    def clean_roles(self):
        return [Role(value) for value in self.cleaned_data["roles"]]


class ConductForm(forms.Form):
    """Agreement to the text that stands on the page. Called with ``label``."""

    revision = forms.CharField(widget=forms.HiddenInput, max_length=40)
    agree = forms.BooleanField(
        error_messages={"required": _("Tick the box to agree. Without it nobody can take part.")}
    )

    def __init__(self, *args, label, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agree"].label = label
