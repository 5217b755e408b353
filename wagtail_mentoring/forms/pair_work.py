"""What two people write down together: agreement, last day, goals, notes."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ..models.pair_work import LINE_LENGTH, TEXT_LENGTH
from ..notifications.values import as_value
from ..validators import validate_one_line
from .base import PlainTextMixin
from .requests import words

#: Steps of one goal.
STEP_LIMIT = 30


def day_input():
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class AgreementForm(PlainTextMixin, forms.Form):
    """What the two agree on (R49, R52, R69). Only the goals are asked for; the rest helps."""

    goals = forms.CharField(
        label=_("What you want to achieve"),
        help_text=_("In a few sentences. You can add goals with their steps on your page as well."),
        max_length=TEXT_LENGTH,
        widget=words(rows=5),
        error_messages={"required": _("Write a sentence or two on what you want to achieve.")},
    )
    rhythm = forms.CharField(
        label=_("How often you meet"),
        help_text=_("For example: every second week, for three quarters of an hour."),
        max_length=TEXT_LENGTH,
        required=False,
        widget=words(rows=3),
    )
    communication = forms.CharField(
        label=_("How you talk in between"),
        help_text=_("Messages, mail or phone, and how soon an answer can be expected."),
        max_length=TEXT_LENGTH,
        required=False,
        widget=words(rows=3),
    )
    boundaries = forms.CharField(
        label=_("Where the limits are"),
        help_text=_(
            "What stays between you, and what either of you would rather not be asked. Nobody has to say why."
        ),
        max_length=TEXT_LENGTH,
        required=False,
        widget=words(rows=3),
    )
    ends_on = forms.DateField(
        label=_("Until when"),
        required=False,
        widget=day_input(),
        error_messages={"invalid": _("Enter a day, such as 2027-03-31.")},
    )

    def __init__(self, *args, program, earliest, latest, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].help_text = suggested_end(program, earliest, latest)


def suggested_end(program, earliest, latest):
    """Return the program's suggestion for the last day, from ``earliest`` to ``latest`` (R50)."""
    low, high = program.suggested_months_min, program.suggested_months_max
    if low == high:
        sentence = ngettext(
            "Usually after %(high)d month, that is around %(latest)s. You can change it later.",
            "Usually after %(high)d months, that is around %(latest)s. You can change it later.",
            high,
        )
    else:
        sentence = _(
            "Usually after %(low)d to %(high)d months, that is between %(earliest)s and %(latest)s. You can change it later."
        )
    return sentence % {
        "low": low,
        "high": high,
        "earliest": as_value(earliest),
        "latest": as_value(latest),
    }


class ExtendForm(forms.Form):
    """Until when the two go on (D11, R51)."""

    ends_on = forms.DateField(
        label=_("Go on until"),
        widget=day_input(),
        error_messages={
            "required": _("Choose the new last day."),
            "invalid": _("Enter a day, such as 2027-03-31."),
        },
    )

    def __init__(self, *args, latest=None, **kwargs):
        super().__init__(*args, **kwargs)
        if latest is not None:
            self.fields["ends_on"].help_text = _("The program allows days up to %(day)s.") % {
                "day": as_value(latest)
            }


class GoalForm(PlainTextMixin, forms.Form):
    """A goal with its steps, one in a line: they need no script to add one."""

    title = forms.CharField(
        label=_("Goal"),
        help_text=_("In a few words: “Give a first talk abroad”."),
        max_length=LINE_LENGTH,
        validators=[validate_one_line],
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"required": _("Say in a few words what the goal is.")},
    )
    description = forms.CharField(
        label=_("How you will know that you are there"),
        max_length=TEXT_LENGTH,
        required=False,
        widget=words(rows=4),
    )
    steps = forms.CharField(
        label=_("Steps"),
        help_text=_("One in a line. Each can be ticked off on your page."),
        max_length=STEP_LIMIT * (LINE_LENGTH + 1),
        required=False,
        widget=words(rows=6),
    )

    def clean_steps(self):
        """Return the steps as a list of texts."""
        lines = self.cleaned_data["steps"].replace("\r", "\n").split("\n")
        steps = [line for line in (" ".join(line.split()) for line in lines) if line]
        if len(steps) > STEP_LIMIT:
            raise forms.ValidationError(
                _("These are %(count)d steps. Keep to %(limit)d at most."),
                params={"count": len(steps), "limit": STEP_LIMIT},
                code="too_many",
            )
        for step in steps:
            if len(step) > LINE_LENGTH:
                raise forms.ValidationError(
                    _("The step “%(start)s…” is too long. Keep to %(limit)d characters."),
                    params={"start": step[:30], "limit": LINE_LENGTH},
                    code="too_long",
                )
        return steps


ALONE, SHARED = "alone", "shared"


class PairNoteForm(PlainTextMixin, forms.Form):
    """A note, for oneself or for both."""

    text = forms.CharField(
        label=_("Note"),
        max_length=TEXT_LENGTH,
        widget=words(rows=7),
        error_messages={"required": _("Write something down first.")},
    )
    readers = forms.ChoiceField(
        label=_("Who reads it"),
        choices=[(ALONE, _("Only me")), (SHARED, "")],
        initial=ALONE,
        widget=forms.RadioSelect,
        help_text=_("A note of your own is shown to nobody else, not even to the program office."),
        error_messages={"required": _("Choose who reads it.")},
    )

    def __init__(self, *args, name, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["readers"].choices = [
            (ALONE, _("Only me")),
            (SHARED, _("%(name)s and me") % {"name": name}),
        ]

    @property
    def is_shared(self):
        return self.cleaned_data["readers"] == SHARED
