"""A step of the ladder of reminders, the days it counts, and for whom it is due.

A step is due from its day on. It is left out when the next step is due already, so that nobody gets
all that were missed at once, and when it is later than the site's days to catch up.
"""

import calendar
import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from .. import get_participant_model
from ..conf import settings
from ..enums import ReminderKind
from ..events import EVENTS, LATER_REMINDERS, REMINDERS
from ..models import MentoringProgram, ReminderDone


@dataclass(frozen=True)
class Step:
    """A step of one kind: ``count`` days (months of check-ins) after what it counts from, or before the day to come.

    ``is_later`` says that another step in use comes before it.
    """

    kind: ReminderKind
    number: int
    count: int
    is_later: bool = False


@dataclass(frozen=True)
class Found:
    """A step that is due for one object; ``counted`` is the moment or day it is counted from."""

    ladder: object
    program: MentoringProgram
    role: str
    step: Step
    pk: int
    counted: object

    @property
    def event(self):
        """The mail of this step."""
        return self.ladder.later_event if self.step.is_later else self.ladder.event

    @property
    def what(self):
        """What it is about, in a few words."""
        model = get_participant_model(self.role) if self.role else self.ladder.model
        return f"{model._meta.verbose_name} {self.pk}"

    @property
    def due_at(self):
        """The moment from which it is due."""
        if self.ladder.kind.counts_down:
            day = self.counted - dt.timedelta(days=self.step.count)
            return timezone.make_aware(dt.datetime.combine(day, dt.time()))
        return forward(self.counted, self.step)


def forward(moment, step):
    """Return ``moment`` moved on by a step."""
    if not step.kind.counts_months:
        return moment + dt.timedelta(days=step.count)
    return _month(moment, step.count)


def back(moment, step):
    """Return the latest moment from which ``step`` leads to ``moment`` or before."""
    if not step.kind.counts_months:
        return moment - dt.timedelta(days=step.count)
    is_last = moment.day == calendar.monthrange(moment.year, moment.month)[1]
    return _month(moment, -step.count, to_end=is_last)


def _month(moment, months, to_end=False):
    years, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    last = calendar.monthrange(years, month + 1)[1]
    day = last if to_end else min(moment.day, last)
    return moment.replace(year=years, month=month + 1, day=day)


class Ladder:
    """One kind of reminder. Subclasses name the model, the field that is counted from, and whom it concerns."""

    kind: ReminderKind
    #: Roles whose profiles are looked at; a single empty one where the object is no profile.
    roles: tuple = ("",)
    counted_from: str

    @property
    def event(self):
        """The mail of the first step."""
        return REMINDERS.get(self.kind) or EVENTS["request_reminder"]

    @property
    def later_event(self):
        """The mail of the other steps."""
        return LATER_REMINDERS.get(self.kind) or self.event

    def rows(self, program, role, now):
        """Return those the kind may concern."""
        raise NotImplementedError

    def of_member(self, rows, member):
        """Narrow ``rows`` to those that concern a member."""
        return rows.filter(member=member)

    def due(self, program, role, step, later, now, until):
        """Return the rows for which ``step`` is due by ``until`` and was not done; ``later`` is the next step."""
        rows = self.rows(program, role, now).annotate(counted=F(self.counted_from))
        if self.kind.counts_down:
            rows = self._down(rows, step, later, now, until)
            same = {"counted_to": OuterRef("counted")}
        else:
            rows = self._up(rows, step, later, now, until)
            same = {"counted_from": OuterRef("counted")}
        done = ReminderDone.objects.filter(
            kind=self.kind, role=role, object_id=OuterRef("pk"), number=step.number, **same
        )
        return rows.filter(~Exists(done))

    def _up(self, rows, step, later, now, until):
        too_late = back(now, step) - dt.timedelta(days=settings.REMINDER_CATCH_UP_DAYS)
        rows = rows.filter(counted__lte=back(until, step), counted__gt=too_late)
        return rows.filter(counted__gt=back(now, later)) if later else rows

    def _down(self, rows, step, later, now, until):
        today, last = timezone.localdate(now), timezone.localdate(until)
        rows = rows.filter(counted__gte=today, counted__lte=last + dt.timedelta(days=step.count))
        if later:
            rows = rows.filter(counted__gt=today + dt.timedelta(days=later.count))
        return rows
