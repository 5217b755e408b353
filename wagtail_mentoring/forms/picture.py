"""A picture to upload, and the square of it that shows."""

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from ..conf import settings
from ..pictures import MOST_ZOOM, Square, process_picture


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


class PercentField(forms.IntegerField):
    """A whole number on a slider. What lies beyond its ends is moved to the end: nobody has to be told."""

    def __init__(self, *, min_value=0, max_value=100, **kwargs):
        self.ends = min_value, max_value
        widget = forms.NumberInput(
            attrs={"type": "range", "min": min_value, "max": max_value, "step": 1}
        )
        # Sliders cannot be left empty; a request made by hand may be.
        super().__init__(widget=widget, required=False, **kwargs)

    def clean(self, value):
        value = super().clean(value)
        lowest, highest = self.ends
        return None if value is None else min(max(value, lowest), highest)


class PortraitForm(forms.Form):
    """Which square of the picture shows. ``cleaned_data["square"]`` is a ``Square``. Called with ``member``."""

    x = PercentField(label=_("Further left or right"))
    y = PercentField(label=_("Further up or down"))
    zoom = PercentField(label=_("Closer"), min_value=100, max_value=100 * MOST_ZOOM)

    def __init__(self, *args, member, **kwargs):
        self.member = member
        now = Square(member.picture_x, member.picture_y, member.picture_zoom)
        values = {"x": now.x, "y": now.y, "zoom": now.zoom}
        kwargs["initial"] = {name: round(100 * value) for name, value in values.items()}
        super().__init__(*args, **kwargs)

    def clean(self):
        cleaned = super().clean()
        for name, first in self.initial.items():
            if cleaned.get(name) is None:
                cleaned[name] = first
        cleaned["square"] = Square(*(cleaned[name] / 100 for name in ("x", "y", "zoom")))
        return cleaned
