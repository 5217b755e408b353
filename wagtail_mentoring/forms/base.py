"""What the members' forms share."""

import re
import uuid

from django import forms
from django.forms.utils import ErrorDict, ErrorList
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _


def without_verdict(form):
    """Let a bound form show what was typed without judging it: the words came back after a lost session."""
    form._errors = ErrorDict()
    form.cleaned_data = {}
    return form


def formset_without_verdict(formset):
    """The same for a formset and its rows."""
    for row in formset.forms:
        without_verdict(row)
    formset._errors = [{} for _row in formset.forms]
    formset._non_form_errors = ErrorList()
    return formset


class PlainTextMixin:
    """Cleans text: no control characters, which databases, mails and feeds refuse."""

    _unwanted = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")

    def _clean_fields(self):
        super()._clean_fields()
        for name, value in self.cleaned_data.items():
            if isinstance(value, str):
                self.cleaned_data[name] = self._unwanted.sub("", value.replace("\r\n", "\n"))


def token_or_none(value):
    """Return the ``UUID`` that a form was sent with; ``None`` where it is not usable."""
    try:
        return uuid.UUID(value)
    except ValueError:
        return None


class SentOnceForm(forms.Form):
    """Base of forms that count once, however often the same one is sent (C-14).

    One without a usable token counts all the same.
    """

    # Browsers like to put old values of hidden fields back after a reload.
    form_token = forms.CharField(
        required=False, widget=forms.HiddenInput(attrs={"autocomplete": "off"})
    )

    def clean_form_token(self):
        return token_or_none(self.cleaned_data["form_token"])


def empty_choice(label=None):
    """Return the choice that stands for no answer."""
    return ("", label or format_lazy("– {words} –", words=_("please choose")))


class AutocompleteMixin:
    """Sets the ``autocomplete`` tokens of ``autocomplete = {field: token}`` (WCAG 1.3.5)."""

    autocomplete: dict[str, str] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, token in self.autocomplete.items():
            if name in self.fields:
                self.fields[name].widget.attrs.setdefault("autocomplete", token)


class NothingForm(forms.Form):
    """A form of one button."""
