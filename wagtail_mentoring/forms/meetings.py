"""At which of the society's meetings somebody will be (R58)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import SocietyMeeting
from ..notifications.values import as_value


class _MeetingsField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, meeting):
        return meeting_words(meeting)


def meeting_days(meeting):
    """Return "4 May 2027 – 7 May 2027", or the one day."""
    start, end = as_value(meeting.starts_on), as_value(meeting.ends_on)
    return start if start == end else _("%(start)s – %(end)s") % {"start": start, "end": end}


def meeting_words(meeting):
    """Return "Annual meeting, Lisbon (4 May 2027 – 7 May 2027)"."""
    return f"{meeting.name}, {meeting.place} ({meeting_days(meeting)})"


class MeetingsForm(forms.Form):
    """Ticks for the meetings to come."""

    meetings = _MeetingsField(
        label=_("I will be at"),
        queryset=SocietyMeeting.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["meetings"].queryset = SocietyMeeting.objects.upcoming()
