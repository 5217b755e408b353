"""What people write when they ask, answer, or take a request back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .base import PlainTextMixin, SentOnceForm

MESSAGE_LENGTH = 3000


def words(rows=6):
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


class MakeRequestForm(PlainTextMixin, SentOnceForm):
    """The first words to somebody."""

    message = forms.CharField(
        label=_("Your message"),
        help_text=_("Say who you are, why you ask this person, and what you hope for."),
        max_length=MESSAGE_LENGTH,
        widget=words(rows=9),
        error_messages={
            "required": _("Write a few words, so that the other one knows why you ask."),
            "max_length": _(
                "The message has %(show_value)d characters; shorten it to %(limit_value)d."
            ),
        },
    )


class AcceptForm(PlainTextMixin, forms.Form):
    message = forms.CharField(
        label=_("A message"),
        help_text=_("It goes with the mail that tells the good news."),
        max_length=MESSAGE_LENGTH,
        required=False,
        widget=words(),
    )


class DeclineForm(PlainTextMixin, forms.Form):
    """A reason from the program's list, for the coordinators, and words for the other one (D9)."""

    reason = forms.ModelChoiceField(
        label=_("Why you decline"),
        help_text=_("Only the people who run the program see this."),
        queryset=None,
        required=False,
        blank=True,
        empty_label=_("I would rather not say"),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose a reason from the list.")},
    )
    message = forms.CharField(
        label=_("A message"),
        max_length=MESSAGE_LENGTH,
        required=False,
        widget=words(),
    )

    def __init__(self, *args, program, **kwargs):
        super().__init__(*args, **kwargs)
        reasons = program.decline_reasons.filter(is_active=True)
        if reasons:
            self.fields["reason"].queryset = reasons
            self.initial.setdefault("reason", "")
        else:
            del self.fields["reason"]


class NoteForm(PlainTextMixin, forms.Form):
    """A question before deciding, or the answer to it."""

    body = forms.CharField(
        max_length=MESSAGE_LENGTH,
        widget=words(),
    )

    def __init__(self, *args, label, required, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].label = label
        self.fields["body"].error_messages["required"] = required
