"""When and where two people meet, in the time zone of whoever plans it."""

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from ..validators import validate_meeting_link, validate_one_line
from .base import PlainTextMixin
from .pair_work import day_input
from .requests import words

LENGTHS = [
    (15, _("a quarter of an hour")),
    (30, _("half an hour")),
    (45, _("three quarters of an hour")),
    (60, _("1 hour")),
    (90, _("1½ hours")),
    (120, _("2 hours")),
    (180, _("3 hours")),
]


def moment_in(zone, day, time):
    """Return the moment of ``day`` and ``time`` in ``zone``, or ``None`` when the clocks leave this time out.

    A time that comes twice when clocks go back is the first of the two.
    """
    wall = dt.datetime.combine(day, time)
    moment = wall.replace(tzinfo=zone).astimezone(dt.UTC)
    return moment if moment.astimezone(zone).replace(tzinfo=None) == wall else None


class MeetingForm(PlainTextMixin, forms.Form):
    """A meeting. ``zone`` is the time zone in which day and time are meant."""

    day = forms.DateField(
        label=_("Day"),
        widget=day_input(),
        error_messages={
            "required": _("Choose a day."),
            "invalid": _("Enter a day, such as 2027-03-31."),
        },
    )
    time = forms.TimeField(
        label=_("Time"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={
            "required": _("Choose a time."),
            "invalid": _("Enter a time, such as 15:30."),
        },
    )
    minutes = forms.TypedChoiceField(
        label=_("Length"),
        choices=LENGTHS,
        coerce=int,
        initial=60,
        error_messages={"required": _("Choose how long it takes.")},
    )
    link = forms.CharField(
        label=_("Link to the call, or phone number"),
        help_text=_("An address that starts with https://, or tel: and a number."),
        max_length=500,
        required=False,
        validators=[validate_one_line, validate_meeting_link],
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    place = forms.CharField(
        label=_("Place"),
        help_text=_("If you meet in person: a room, a café, a stand at a conference."),
        max_length=200,
        required=False,
        validators=[validate_one_line],
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    agenda = forms.CharField(
        label=_("What you want to talk about"),
        max_length=3000,
        required=False,
        widget=words(rows=4),
    )

    def __init__(self, *args, zone, zone_name, other_time="", **kwargs):
        super().__init__(*args, **kwargs)
        self.zone = zone
        self.fields["time"].help_text = _("In your time zone, %(zone)s.") % {"zone": zone_name}
        if other_time:
            self.fields["time"].help_text = f"{self.fields['time'].help_text} {other_time}"
        length = self.initial.get("minutes")
        if length and length not in dict(LENGTHS):
            own = (length, _("%(minutes)d minutes") % {"minutes": length})
            self.fields["minutes"].choices = sorted([*LENGTHS, own])

    def clean(self):
        """Put the moment into ``starts_at``."""
        data = super().clean()
        if data.get("day") and data.get("time") is not None:
            try:
                starts_at = moment_in(self.zone, data["day"], data["time"])
            except (OverflowError, ValueError):
                self.add_error("day", _("Choose a day that is nearer."))
                return data
            if starts_at is None:
                self.add_error(
                    "time",
                    _(
                        "On this day the clocks go forward and leave this time out. Choose another one."
                    ),
                )
            data["starts_at"] = starts_at
        return data
