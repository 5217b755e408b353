"""At which of the society's meetings somebody will be (R58)."""

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from ..models import SocietyMeeting


class _MeetingsField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, meeting):
        return meeting_words(meeting)


def meeting_words(meeting):
    """Return "Annual meeting, Lisbon (4 May 2027 – 7 May 2027)"."""
    days = date_format(meeting.starts_on, "DATE_FORMAT")
    if meeting.ends_on != meeting.starts_on:
        days = f"{days} – {date_format(meeting.ends_on, 'DATE_FORMAT')}"
    return f"{meeting.name}, {meeting.place} ({days})"


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
