"""How it goes, told in private."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..enums import CheckInKind, PairFeeling
from ..models.check_ins import HIGHEST, LOWEST
from .base import PlainTextMixin
from .requests import words

NOTE_LENGTH = 2000


class FeelingForm(PlainTextMixin, forms.Form):
    """One of three answers, and a few words if one likes (F47)."""

    value = forms.ChoiceField(
        label=_("How is it going?"),
        choices=PairFeeling.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three.")},
    )
    note = forms.CharField(
        label=_("Anything you would like to add"),
        help_text=_("Only the people who run the program read it."),
        max_length=NOTE_LENGTH,
        required=False,
        widget=words(rows=4),
    )


class CheckInForm(PlainTextMixin, forms.Form):
    """The few questions of a check-in (F70). ``questions`` are ``CheckInQuestion``s; none has to be answered."""

    def __init__(self, *args, questions, **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = {
            f"question_{number}": question for number, question in enumerate(questions)
        }
        for name, question in self.questions.items():
            self.fields[name] = (
                forms.CharField(
                    label=question.text,
                    max_length=NOTE_LENGTH,
                    required=False,
                    widget=words(rows=4),
                )
                if question.kind == CheckInKind.TEXT
                else forms.TypedChoiceField(
                    label=question.text,
                    choices=_scale(),
                    coerce=int,
                    empty_value=None,
                    required=False,
                    widget=forms.RadioSelect,
                )
            )

    @property
    def answers(self):
        """Pairs of a question and what was answered."""
        return [(question, self.cleaned_data[name]) for name, question in self.questions.items()]


def _scale():
    ends = {LOWEST: _("1, not at all well"), HIGHEST: _("5, very well")}
    return [(step, ends.get(step, str(step))) for step in range(LOWEST, HIGHEST + 1)]
