"""A picture to upload."""

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from ..conf import settings
from ..pictures import process_picture


class PictureForm(forms.Form):
    """One picture. ``cleaned_data["picture"]`` is what is to be stored, never what was sent (S-23)."""

    picture = forms.FileField(
        label=_("Your picture"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        error_messages={
            "required": _("Choose a picture first."),
            "empty": _("This file is empty. Choose another one."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        size = filesizeformat(settings.PICTURE_MAX_BYTES).replace(".0", "")
        self.fields["picture"].help_text = _("JPEG, PNG or WebP, up to %(size)s.") % {"size": size}

    def clean_picture(self):
        return process_picture(self.cleaned_data["picture"])
