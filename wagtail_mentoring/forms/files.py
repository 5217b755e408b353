"""Files that go with what somebody sends."""

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ..attachments import accepted_by_browsers, allowed_types, process_attachment
from ..conf import settings


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
                    "You can send %(most)d file at a time.",
                    "You can send %(most)d files at a time.",
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


class FilesForm(forms.Form):
    """Base of forms that take files, unless the site takes none."""

    files = FilesField(label=_("Files"), required=False)

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
