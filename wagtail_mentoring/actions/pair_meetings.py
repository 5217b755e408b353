"""Meetings of two people: planned, moved and canceled by either, with an invitation that calendars understand."""

import datetime as dt

from .. import signals
from ..enums import PairMeetingStatus
from ..models import CalendarFeed, PairMeeting
from ..models.pair_meetings import new_feed_token
from .agreements import PairWorkAction
from .base import MentoringAction
from .invitations import change_meeting, tell_both

#: A change of what begins so soon is told at once, however often it changes.
SOON = dt.timedelta(hours=2)
#: What a meeting says.
MEETING_FIELDS = ("starts_at", "minutes", "time_zone", "place", "link", "agenda")


class PlanMeetingAction(PairWorkAction):
    """Plan a meeting (R52, R57). ``terms`` has the names in ``MEETING_FIELDS``. Returns the ``PairMeeting``.

    ``starts_at`` is an aware datetime, ``minutes`` the length, ``time_zone`` the name of the zone in which it was
    entered.
    """

    event = "meeting.plan"

    def __init__(self, mentorship, profile, *, actor=None, **terms):
        super().__init__(mentorship, profile, actor=actor)
        unknown = set(terms) - set(MEETING_FIELDS)
        if unknown:
            raise TypeError(f"A meeting does not say {', '.join(sorted(unknown))}.")
        self.terms = terms

    def work_refusals(self):
        return self.rules.can_plan_meeting(
            self.mentorship,
            self.profile,
            self.terms.get("starts_at"),
            self.terms.get("minutes", 60),
        ) or self.rules.can_trouble_partner(self.mentorship, self.profile)

    def write(self):
        meeting = PairMeeting.objects.create(
            mentorship=self.mentorship,
            planned_by=self.profile.role,
            created_at=self.now,
            changed_at=self.now,
            **self.terms,
        )
        self.done()
        tell_both("meeting_planned", meeting, self.profile)
        self.signal(signals.meeting_planned, meeting)
        return meeting


class _OneMeetingAction(PlanMeetingAction):
    def __init__(self, mentorship, profile, meeting, *, actor=None, **terms):
        super().__init__(mentorship, profile, actor=actor, **terms)
        self.meeting = meeting

    def lock(self):
        super().lock()
        self.meeting = self.mentorship.meetings.select_for_update().get(pk=self.meeting.pk)
        self.meeting.mentorship = self.mentorship

    def work_refusals(self):
        return self.rules.can_change_meeting(self.mentorship, self.profile, self.meeting)


class MoveMeetingAction(_OneMeetingAction):
    """Change the time, place or subject of a meeting that has not begun. Returns the ``PairMeeting``."""

    event = "meeting.move"

    def work_refusals(self):
        starts_at = self.terms.get("starts_at")
        return (
            super().work_refusals()
            or self.rules.can_plan_meeting(
                self.mentorship,
                self.profile,
                starts_at,
                self.terms.get("minutes", self.meeting.minutes),
                except_pk=self.meeting.pk,
            )
            or self.rules.can_trouble_partner(self.mentorship, self.profile)
        )

    def write(self):
        first = min(self.meeting.starts_at, self.terms.get("starts_at", self.meeting.starts_at))
        change_meeting(self.meeting, self.now, **self.terms)
        self.done()
        tell_both("meeting_moved", self.meeting, self.profile, calm_until=first - SOON)
        self.signal(signals.meeting_moved, self.meeting)
        return self.meeting


class CancelMeetingAction(_OneMeetingAction):
    """Cancel a meeting that has not begun; it goes out of both calendars. Returns the ``PairMeeting``."""

    event = "meeting.cancel"

    def write(self):
        change_meeting(self.meeting, self.now, status=PairMeetingStatus.CANCELED)
        self.done()
        tell_both("meeting_canceled", self.meeting, self.profile)
        self.signal(signals.meeting_canceled, self.meeting)
        return self.meeting


class RenewCalendarFeedAction(MentoringAction):
    """Give a member a private calendar address; one they had before ends at once. Returns the ``CalendarFeed``."""

    event = "member.calendar"

    def __init__(self, member, *, actor=None):
        super().__init__(actor=actor)
        self.member = member

    def lock(self):
        self.member = type(self.member).objects.select_for_update().get(pk=self.member.pk)

    def refusals(self):
        return self.rules.can_have_calendar(self.actor, self.member)

    def write(self):
        feed, _created = CalendarFeed.objects.update_or_create(
            member=self.member,
            defaults={"token": new_feed_token(), "renewed_at": self.now},
        )
        self.log(self.member)
        return feed


class StopCalendarFeedAction(RenewCalendarFeedAction):
    """End the private calendar address of a member."""

    event = "member.calendar_stop"

    def write(self):
        CalendarFeed.objects.filter(member=self.member).delete()
        self.log(self.member)
        return self.member
