"""A few words about the program, for others to read."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models.testimonials import QUOTE_LENGTH
from ..validators import validate_one_line
from .base import PlainTextMixin
from .requests import words


class TestimonialForm(PlainTextMixin, forms.Form):
    """What is said, under which name, and the consent to print it."""

    message = forms.CharField(
        label=_("Your words"),
        help_text=_("What did it give you? Two or three sentences are enough."),
        max_length=QUOTE_LENGTH,
        widget=words(rows=6),
        error_messages={"required": _("Write a sentence or two.")},
    )
    name = forms.CharField(
        label=_("Your name, as it shall be printed"),
        max_length=120,
        validators=[validate_one_line],
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    role = forms.CharField(
        label=_("What stands below it"),
        help_text=_("For example your place, or what you do. You may leave it empty."),
        max_length=120,
        required=False,
        validators=[validate_one_line],
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    consent = forms.BooleanField(
        label=_("I agree that the society shows these words with my name in public"),
        help_text=_("An editor reads them first. You can take them back at any time."),
        error_messages={"required": _("Without your consent nothing can be shown.")},
    )
