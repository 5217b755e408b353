"""Raising a concern (D16)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..enums import ConcernRoute
from .base import PlainTextMixin, SentOnceForm
from .files import FilesForm
from .requests import words

WORDS_LENGTH = 8000


class ConcernForm(PlainTextMixin, FilesForm, SentOnceForm):
    """What went wrong, who is involved, and who shall read it.

    ``categories`` are texts; ``subjects``, ``people`` and ``staff`` lists of (value, label).
    """

    field_order = [
        "message",
        "category",
        "subject",
        "people",
        "staff",
        "others_named",
        "files",
        "route",
    ]

    message = forms.CharField(
        label=_("What happened?"),
        help_text=_("In your own words: what, when, and what you would like to happen now."),
        max_length=WORDS_LENGTH,
        widget=words(rows=9),
        error_messages={"required": _("Write a few words on what happened.")},
    )
    category = forms.ChoiceField(
        label=_("What is it about?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what comes closest."),
            "invalid_choice": _("Choose what comes closest."),
        },
    )
    subject = forms.ChoiceField(
        label=_("Where did it happen?"),
        widget=forms.RadioSelect,
        required=False,
    )
    people = forms.MultipleChoiceField(
        label=_("Who is involved?"),
        help_text=_("They are not told, and none of them sees anything of this."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    staff = forms.MultipleChoiceField(
        label=_("Is somebody involved who runs the program?"),
        help_text=_("Tick them, and they find no trace of this, whatever their office."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    others_named = forms.CharField(
        label=_("Anybody else"),
        help_text=_("Names of people who are not in the lists."),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    route = forms.ChoiceField(
        label=_("Who shall read it?"),
        choices=[
            (
                ConcernRoute.OFFICE,
                _("The program office. They can help quickly, and hand it on if need be."),
            ),
            (
                ConcernRoute.COMMITTEE,
                _("Only the oversight committee. The office learns nothing of it."),
            ),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who shall read it.")},
    )

    def __init__(self, *args, categories, subjects, people, staff, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [(text, text) for text in categories]
        for name, choices in (("subject", subjects), ("people", people), ("staff", staff)):
            if choices:
                self.fields[name].choices = choices
            else:
                del self.fields[name]
