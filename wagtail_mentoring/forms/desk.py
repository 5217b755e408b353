"""Taking a break."""

import datetime as dt

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PauseForm(forms.Form):
    """Until a day to come, or with an open end (D6). ``partners`` are the names of those one works with."""

    until = forms.DateField(
        label=_("Last day of your break"),
        help_text=_("Leave it empty if you do not know yet; you can come back at any time."),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("Write the day like this: 2027-05-31.")},
    )
    tell_partners = forms.BooleanField(required=False)

    def __init__(self, *args, partners, **kwargs):
        super().__init__(*args, **kwargs)
        tomorrow = timezone.localdate() + dt.timedelta(days=1)
        self.fields["until"].widget.attrs["min"] = tomorrow.isoformat()
        if partners:
            self.fields["tell_partners"].label = _("Tell %(names)s by mail") % {"names": partners}
            self.fields["tell_partners"].help_text = _(
                "A short note that you take a break, and until when. Your work together goes on."
            )
        else:
            del self.fields["tell_partners"]
