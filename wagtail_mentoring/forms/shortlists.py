"""What somebody notes on a person on their shortlist."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .base import PlainTextMixin

NOTE_LENGTH = 1000


class NoteForm(PlainTextMixin, forms.Form):
    """A private note. Empty takes it away."""

    note = forms.CharField(
        label=_("Your note"),
        help_text=_("Only you read this."),
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
