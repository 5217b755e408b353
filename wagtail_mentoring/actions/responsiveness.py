"""How soon somebody usually answers a request, in words for a band of days (F21).

Below ``LEAST_PEOPLE`` different people there is nothing to read, so that nobody finds out about a single
case; above, only the median of the latest counts, and only the band it falls into.
"""

import datetime as dt
from statistics import median

from django.db.models import Exists, F, Min, OuterRef, Q

from .. import get_participant_model
from ..enums import RequestNoteKind, RequestStatus, ResponseBand, Role
from ..models import MentorshipRequest
from .base import MentoringAction
from .locks import lock_profiles

#: So many different people must have been answered: no rule of a program, but what keeps a single case secret.
LEAST_PEOPLE = 5
#: Of so many people, the latest, the median is taken: habits change.
LATEST_PEOPLE = 20
#: The longest time of each band; above all of them is the last one.
BANDS = (
    (dt.timedelta(days=1), ResponseBand.DAY),
    (dt.timedelta(days=3), ResponseBand.THREE_DAYS),
    (dt.timedelta(days=7), ResponseBand.WEEK),
    (dt.timedelta(days=14), ResponseBand.TWO_WEEKS),
)
ANSWERED = (RequestStatus.ACCEPTED, RequestStatus.DECLINED)


def answered_requests(role):
    """Return the requests that somebody of ``role`` was asked and answered."""
    return MentorshipRequest.objects.filter(status__in=ANSWERED, initiated_by=role.other)


def band_of(times):
    """Return the band of these times, one for each person answered, the latest first; empty when they are too few."""
    if len(times) < LEAST_PEOPLE:
        return ""
    middle = median(times[:LATEST_PEOPLE])
    return next((band for longest, band in BANDS if middle <= longest), ResponseBand.LONGER)


def profiles_to_count():
    """Return lists of the profiles, one for each role, that answered somebody since they were last counted."""
    found = []
    for role in Role:
        model = get_participant_model(role)
        news = answered_requests(role).filter(
            Q(decided_at__gt=F(f"{role.value}__response_counted_at"))
            | Q(**{f"{role.value}__response_counted_at__isnull": True}),
            **{role.value: OuterRef("pk")},
        )
        found.append(model.objects.filter(Exists(news)).order_by("pk"))
    return found


class CountResponsesAction(MentoringAction):
    """Count anew how soon ``profile`` usually answers. The system's act; it tells nobody and is not logged."""

    event = "profile.count_responses"

    def __init__(self, profile, *, actor=None):
        super().__init__(actor=actor)
        self.profile = profile

    def lock(self):
        own = [self.profile.pk]
        is_mentor = self.profile.role is Role.MENTOR
        mentors, mentees = lock_profiles(*((own, []) if is_mentor else ([], own)))
        self.profile = (mentors if is_mentor else mentees)[self.profile.pk]

    def write(self):
        band = band_of(self._times())
        type(self.profile).objects.filter(pk=self.profile.pk).update(
            response_band=band, response_counted_at=self.now
        )
        self.did_something = band != self.profile.response_band
        return band

    def _times(self):
        role = self.profile.role
        question = Min("notes__created_at", filter=Q(notes__kind=RequestNoteKind.QUESTION))
        rows = (
            answered_requests(role)
            .filter(**{role.value: self.profile})
            .annotate(asked_back_at=question)
            .order_by("-decided_at", "-pk")
            .values_list(
                f"{role.other.value}_member", "clock_started_at", "decided_at", "asked_back_at"
            )
        )
        latest = {}
        for person, started, decided, asked_back in rows:
            answered = min(filter(None, (decided, asked_back)))
            latest.setdefault(person, max(answered - started, dt.timedelta(0)))
        return list(latest.values())
