"""When two people meet, and the private calendar that shows it to each of them."""

import datetime as dt
import secrets
import uuid

import swapper
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import OPEN_MENTORSHIP_STATUSES, PairMeetingStatus, Role
from ..validators import validate_meeting_link, validate_one_line, validate_time_zone
from .mentorships import Mentorship

#: No single meeting is longer than a day.
LONGEST_MINUTES = 24 * 60


class PairMeetingQuerySet(models.QuerySet):
    def planned(self):
        return self.filter(status=PairMeetingStatus.PLANNED)

    def to_come(self, now):
        """Planned meetings that are not over, the next one first."""
        # The end is not stored: nothing that began a day ago can be under way.
        rows = self.planned().filter(starts_at__gt=now - dt.timedelta(minutes=LONGEST_MINUTES))
        return [meeting for meeting in rows.order_by("starts_at", "pk") if meeting.ends_at > now]

    def in_feed_of(self, member):
        """Planned meetings of the member's open pairs, with the people of each."""
        return (
            self.planned()
            .filter(
                Q(mentorship__mentor_member=member) | Q(mentorship__mentee_member=member),
                mentorship__status__in=OPEN_MENTORSHIP_STATUSES,
                mentorship__program__is_active=True,
            )
            .select_related(
                "mentorship__program", "mentorship__mentor_member", "mentorship__mentee_member"
            )
            .order_by("starts_at", "pk")
        )


class PairMeeting(models.Model):
    """A meeting of two people. ``starts_at`` is a moment; each reads it in their own zone.

    ``time_zone`` is the zone it was entered in, ``sequence`` counts its changes
    for calendars (RFC 5545).
    """

    uuid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    mentorship = models.ForeignKey(
        Mentorship, on_delete=models.CASCADE, related_name="meetings", editable=False
    )
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=PairMeetingStatus.choices,
        default=PairMeetingStatus.PLANNED,
        editable=False,
    )
    planned_by = models.CharField(
        _("planned by the"), max_length=10, choices=Role.choices, editable=False
    )
    starts_at = models.DateTimeField(_("start"))
    minutes = models.PositiveSmallIntegerField(_("length in minutes"), default=60)
    time_zone = models.CharField(
        _("entered in the time zone"), max_length=63, validators=[validate_time_zone]
    )
    place = models.CharField(_("place"), max_length=200, blank=True, validators=[validate_one_line])
    link = models.CharField(
        _("link or phone number"),
        max_length=500,
        blank=True,
        validators=[validate_one_line, validate_meeting_link],
    )
    agenda = models.TextField(_("what it is about"), max_length=3000, blank=True)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(_("planned"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)

    objects = PairMeetingQuerySet.as_manager()

    #: No admin page may tell of what belongs to the two.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("meeting of a pair")
        verbose_name_plural = _("meetings of pairs")
        ordering = ["starts_at", "pk"]
        default_permissions = []
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=PairMeetingStatus.values), name="pairmeeting_status_known"
            ),
            models.CheckConstraint(
                condition=Q(planned_by__in=Role.values), name="pairmeeting_role_known"
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=5, minutes__lte=LONGEST_MINUTES),
                name="pairmeeting_minutes_sensible",
            ),
        ]
        # The status comes first (docs/explanation/concurrency.md).
        indexes = [models.Index(fields=["status", "starts_at"], name="pairmeeting_by_start")]

    def __str__(self):
        return f"{self.mentorship_id} · {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def ends_at(self):
        return self.starts_at + dt.timedelta(minutes=self.minutes)

    @property
    def is_planned(self):
        return self.status == PairMeetingStatus.PLANNED


def new_feed_token():
    """Return 256 random bits. Without letter case, which some databases do not tell apart."""
    return secrets.token_hex(32)


class CalendarFeed(models.Model):
    """The private address of a member's calendar. Whoever knows it can read it; renewing it ends the old one."""

    member = models.OneToOneField(
        swapper.get_model_name("wagtail_mentoring", "MemberProfile"),
        verbose_name=_("member"),
        on_delete=models.CASCADE,
        related_name="calendar_feed",
        editable=False,
    )
    token = models.CharField(max_length=64, unique=True, default=new_feed_token, editable=False)
    renewed_at = models.DateTimeField(_("renewed"), default=timezone.now, editable=False)

    #: No admin page may tell of what belongs to the two.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")
        default_permissions = []

    def __str__(self):
        return str(self.member_id)
