"""What meetings of two people bring with them: mails with entries for calendars. Called with the people locked."""

from functools import partial

from .. import signals
from ..enums import PairMeetingStatus
from ..models import PairMeeting
from ..notifications.calendars import invitation, meeting_values
from ..notifications.delivery import next_calm_moment
from ..notifications.dispatch import notify


def tell_both(event, meeting, by, told=None, calm_until=None):
    """Mail the two about ``meeting``, each in their own time zone, with the entry for their calendar.

    ``told`` are the profiles that get it, when not both do. Until ``calm_until`` several changes in a
    row may come in one mail, which says the latest (S-27).
    """
    mentorship = meeting.mentorship
    for profile in told or (mentorship.mentor, mentorship.mentee):
        moment = calm_until and next_calm_moment(
            ["meeting_planned", "meeting_moved"],
            mentorship,
            profile.member,
            mentorship.program,
            step=f"{meeting.pk}.",
        )
        notify(
            event,
            recipient=profile.member,
            about=mentorship,
            program=mentorship.program,
            step=f"{meeting.pk}.{meeting.sequence}",
            extra=partial(meeting_values, event, meeting, profile, by),
            calendar=partial(invitation, meeting, profile),
            not_before=moment if moment and moment < calm_until else None,
        )


def change_meeting(meeting, now, **values):
    """Write ``values`` as the next change of ``meeting``, which calendars tell by its number (RFC 5545)."""
    values |= {"sequence": meeting.sequence + 1, "changed_at": now}
    PairMeeting.objects.filter(pk=meeting.pk).update(**values)
    for name, value in values.items():
        setattr(meeting, name, value)


def cancel_meetings_to_come(action, mentorship, other):
    """Take what was planned out of both calendars when ``mentorship`` is over; ``other`` did not end it."""
    told = [other] if action.account_goes else None
    for meeting in mentorship.meetings.planned().filter(starts_at__gt=action.now).order_by("pk"):
        meeting.mentorship = mentorship
        change_meeting(meeting, action.now, status=PairMeetingStatus.CANCELED)
        tell_both("meeting_canceled", meeting, None, told)
        action.signal(signals.meeting_canceled, meeting)
