"""Writing a message, and choosing what mails about messages say."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ..attachments import accepted_by_browsers, allowed_types, process_attachment
from ..conf import settings
from ..enums import MessageMail
from ..models.messages import MESSAGE_LENGTH
from .base import PlainTextMixin
from .requests import words


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files. ``cleaned_data`` holds what may be stored, a list of ``attachments.Attachment``."""

    widget = FilesInput

    def clean(self, data, initial=None):
        uploads = [upload for upload in data or [] if upload]
        most = settings.ATTACHMENT_MAX_FILES
        if len(uploads) > most:
            raise ValidationError(
                ngettext(
                    "You can send %(most)d file with a message.",
                    "You can send %(most)d files with a message.",
                    most,
                )
                % {"most": most},
                code="too_many_files",
            )
        errors, files = [], []
        for upload in uploads:
            try:
                files.append(process_attachment(upload))
            except ValidationError as error:
                errors.append(error)
        if errors:
            raise ValidationError(errors)
        return files


class MessageForm(PlainTextMixin, forms.Form):
    """A message. ``form_token`` makes the same form sent twice one message (C-14)."""

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
    files = FilesField(label=_("Files"), required=False)
    # Browsers like to put old values of hidden fields back after a reload.
    form_token = forms.CharField(
        required=False, widget=forms.HiddenInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
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
        """Return the token as a ``UUID``; without a usable one the message is sent all the same."""
        try:
            return uuid.UUID(self.cleaned_data["form_token"])
        except ValueError:
            return None

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
