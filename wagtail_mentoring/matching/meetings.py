"""The society's meetings as one more thing to filter by: whom somebody could meet in person (R58).

Where somebody will be stands on their profile, for everybody who may open it;
so the filter tells nothing that those who are found do not say themselves.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from ..enums import CriterionKind
from ..models import MeetingAttendance, SocietyMeeting
from .params import MEETINGS


@dataclass(frozen=True)
class Meetings:
    """The meetings to come; a filter takes it for a criterion with its choices, which it resembles."""

    #: meeting -> its name, place and month, in the order of their days
    labels: dict[int, str]
    #: Those the searcher will be at.
    own: frozenset[int] = field(default_factory=frozenset)

    slug = MEETINGS
    label = _("Meetings of the society")
    kind = CriterionKind.MULTIPLE
    is_filter = True

    def is_asked_of(self, role):
        return True


def load_meetings(on, member=None):
    """Return the ``Meetings`` offered on this day, and at which of them ``member`` (an id) will be; one query."""
    going = MeetingAttendance.objects.filter(meeting=OuterRef("pk"), member=member)
    meetings = list(SocietyMeeting.objects.upcoming(on).annotate(is_own=Exists(going)))
    return Meetings(
        {meeting.pk: _label(meeting) for meeting in meetings},
        frozenset(meeting.pk for meeting in meetings if meeting.is_own),
    )


def _label(meeting):
    month = date_format(meeting.starts_on, "YEAR_MONTH_FORMAT")
    return f"{meeting.name}, {meeting.place}, {month}"
