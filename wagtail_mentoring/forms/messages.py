"""Writing a message, and choosing what mails about messages say."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..enums import MessageMail
from ..models.messages import MESSAGE_LENGTH
from .base import PlainTextMixin, SentOnceForm
from .files import FilesForm
from .requests import words


class MessageForm(PlainTextMixin, FilesForm, SentOnceForm):
    """A message: words, files, or both."""

    field_order = ["message", "files"]

    message = forms.CharField(
        label=_("Your message"),
        max_length=MESSAGE_LENGTH,
        required=False,
        widget=words(rows=5),
        error_messages={
            "max_length": _(
                "The message has %(show_value)d characters; shorten it to %(limit_value)d."
            ),
        },
    )

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not cleaned.get("message") and not cleaned.get("files"):
            self.add_error(
                "message", ValidationError(_("Write a few words first."), code="required")
            )
        return cleaned


class MessageMailForm(forms.Form):
    """What mails about messages say."""

    message_mail = forms.ChoiceField(
        label=_("When somebody writes to me, the mail carries"),
        choices=MessageMail.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of the two."),
            "invalid_choice": _("Choose one of the two."),
        },
    )
