"""Raising a concern (D16)."""

import uuid

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from ..attachments import accepted_by_browsers, allowed_types
from ..conf import settings
from ..enums import ConcernRoute
from .base import PlainTextMixin
from .messages import FilesField
from .requests import words

WORDS_LENGTH = 8000


class ConcernForm(PlainTextMixin, forms.Form):
    """What went wrong, who is involved, and who shall read it.

    ``categories`` are texts; ``subjects``, ``people`` and ``staff`` lists of (value, label).
    ``form_token`` makes the same form sent twice one concern (C-14).
    """

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
    files = FilesField(label=_("Files"), required=False)
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
    # Browsers like to put old values of hidden fields back after a reload.
    form_token = forms.CharField(
        required=False, widget=forms.HiddenInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, *args, categories, subjects, people, staff, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [(text, text) for text in categories]
        for name, choices in (("subject", subjects), ("people", people), ("staff", staff)):
            if choices:
                self.fields[name].choices = choices
            else:
                del self.fields[name]
        if not settings.ATTACHMENT_MAX_FILES or not settings.ATTACHMENT_TYPES:
            del self.fields["files"]
            return
        self.fields["files"].widget.attrs["accept"] = accepted_by_browsers()
        self.fields["files"].help_text = _(
            "Up to %(count)s, each up to %(size)s: %(types)s. Choose them again if you come back to this page."
        ) % {
            "count": settings.ATTACHMENT_MAX_FILES,
            "size": filesizeformat(settings.ATTACHMENT_MAX_BYTES).replace(".0", ""),
            "types": allowed_types(),
        }

    def clean_form_token(self):
        """Return the token as a ``UUID``; without a usable one the concern is raised all the same."""
        try:
            return uuid.UUID(self.cleaned_data["form_token"])
        except ValueError:
            return None
