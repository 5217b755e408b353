"""The society's own meetings, and who says to be there: a chance to meet in person (R15, R58)."""

import swapper
from django.db import models, router, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from .. import get_participant_model
from ..enums import Role
from ..validators import validate_web_url
from .search_changes import SearchChange


class SocietyMeetingQuerySet(models.QuerySet):
    def upcoming(self, today=None):
        """Those offered to members: in use, and not over."""
        return self.filter(is_active=True, ends_on__gte=today or timezone.localdate())


class SocietyMeeting(index.Indexed, models.Model):
    """A meeting, conference or school of the society, kept by its editors."""

    name = models.CharField(_("name"), max_length=120)
    place = models.CharField(_("place"), max_length=120)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(
        _("last day"), help_text=_("After it the meeting is offered and shown no more.")
    )
    url = models.URLField(_("web page"), blank=True, validators=[validate_web_url])
    is_active = models.BooleanField(
        _("offered to members"), default=True, help_text=_("Off: shown nowhere.")
    )

    objects = SocietyMeetingQuerySet.as_manager()

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("society meeting")
        verbose_name_plural = _("society meetings")
        ordering = ["starts_on", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="societymeeting_days_in_order",
                violation_error_message=_("The last day is before the first."),
            )
        ]

    def __str__(self):
        return self.name


class MeetingAttendanceQuerySet(models.QuerySet):
    """Logs for the search what ``update`` and ``bulk_create`` do, which send no signals."""

    def update(self, **kwargs):
        alias = self._db or router.db_for_write(self.model, **self._hints)
        with transaction.atomic(using=alias):
            rows = list(self.using(alias).values_list("pk", "member"))
            updated = super().update(**kwargs)
            left = self.model._base_manager.using(alias).filter(pk__in=[pk for pk, _ in rows])
            now = left.values_list("member", flat=True)
            self._note(alias, {*(member for _, member in rows), *now})
        return updated

    update.alters_data = True

    def bulk_create(self, objs, *args, **kwargs):
        objs = list(objs)
        alias = self._db or router.db_for_write(self.model, **self._hints)
        with transaction.atomic(using=alias):
            created = super().bulk_create(objs, *args, **kwargs)
            self._note(alias, {row.member_id for row in objs})
        return created

    bulk_create.alters_data = True

    def _note(self, alias, members):
        for role in Role:
            profiles = get_participant_model(role)._default_manager.using(alias)
            rows = profiles.filter(member__in=members).order_by().values_list("program", "pk")
            SearchChange.objects.using(alias).note(role, rows)


class MeetingAttendance(models.Model):
    """A member says to be at a meeting."""

    meeting = models.ForeignKey(
        SocietyMeeting, on_delete=models.CASCADE, related_name="attendances"
    )
    member = models.ForeignKey(
        swapper.get_model_name("wagtail_mentoring", "MemberProfile"),
        on_delete=models.CASCADE,
        related_name="meeting_attendances",
    )

    objects = MeetingAttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance of a society meeting")
        verbose_name_plural = _("attendances of society meetings")
        default_permissions = []
        constraints = [
            models.UniqueConstraint(fields=["meeting", "member"], name="meetingattendance_once"),
        ]

    def __str__(self):
        return f"{self.member} · {self.meeting}"
