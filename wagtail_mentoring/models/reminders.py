"""The ladder of reminders, what of it was done, and how each member wants mails."""

import datetime as dt

import swapper
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import MailFrequency, MailKind, ReminderKind, Role
from .programs import MentoringProgram

#: The steps a new program begins with: days, or months of check-ins. Requests have theirs on the program.
DEFAULT_LADDER = {
    ReminderKind.FIRST_CONVERSATION: (7,),
    ReminderKind.GOALS: (14,),
    ReminderKind.QUIET: (30, 60),
    ReminderKind.CHECK_IN: (3, 6, 12),
    ReminderKind.COMING_END: (30, 7),
    ReminderKind.INCOMPLETE: (7, 21),
    ReminderKind.WITHOUT_PARTNER: (45,),
    ReminderKind.PAUSED: (90,),
    ReminderKind.MEMBERSHIP: (30, 7),
}
LONGEST = 3650


class ReminderRule(models.Model):
    """A step of a program's ladder of reminders (R79).

    ``number`` is what a step is known by: with other days it is the same step, and is not done again
    where it was done. The steps of requests stand on the program, beside the days to expiry.
    """

    program = models.ForeignKey(
        MentoringProgram,
        verbose_name=_("program"),
        on_delete=models.CASCADE,
        related_name="reminder_rules",
    )
    kind = models.CharField(
        _("reminder"),
        max_length=24,
        choices=[choice for choice in ReminderKind.choices if choice[0] != ReminderKind.REQUEST],
    )
    number = models.PositiveSmallIntegerField(_("step"), validators=[MinValueValidator(1)])
    #: Days, or months of check-ins: after what it counts from, or before the day that comes.
    count = models.PositiveSmallIntegerField(
        _("days"), validators=[MinValueValidator(1), MaxValueValidator(LONGEST)]
    )
    is_enabled = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["program", "kind", "number"]
        default_permissions = []
        constraints = [
            models.UniqueConstraint(
                fields=["program", "kind", "number"], name="reminderrule_step_once"
            ),
            models.CheckConstraint(
                condition=models.Q(count__gte=1, number__gte=1), name="reminderrule_from_one"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} ({self.count})"

    def clean(self):
        super().clean()
        if self.kind == ReminderKind.REQUEST:
            raise ValidationError(
                {"kind": _("The reminders of requests stand in the program's rules.")}
            )


def make_default_ladder(program):
    """Give ``program`` the steps a new program begins with."""
    ReminderRule.objects.bulk_create(
        [
            ReminderRule(program=program, kind=kind, number=number, count=count)
            for kind, counts in DEFAULT_LADDER.items()
            for number, count in enumerate(counts, start=1)
        ],
        ignore_conflicts=True,
    )


class ReminderDone(models.Model):
    """A step of the ladder that was done for one object: it is not done again (M-20, C-16).

    The object is a request or mentorship, or with a ``role`` a profile of that role. What the days
    were counted from is kept: from another day the same step may come again.
    """

    kind = models.CharField(max_length=24, choices=ReminderKind.choices)
    role = models.CharField(max_length=10, choices=Role.choices, blank=True)
    object_id = models.BigIntegerField()
    number = models.PositiveSmallIntegerField()
    #: One of these: the moment, or the day, that was counted from.
    counted_from = models.DateTimeField(null=True)
    counted_to = models.DateField(null=True)
    done_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = []
        indexes = [
            models.Index(fields=["kind", "role", "object_id", "number"], name="reminder_done"),
        ]

    def __str__(self):
        return f"{self.kind} {self.number}: {self.object_id}"


def reminder_stamp(counted):
    """Return the moment or day a reminder is counted from, as the step of its mail names it."""
    if counted is None:
        return ""
    return f"{counted:%Y%m%d%H%M}" if isinstance(counted, dt.datetime) else f"{counted:%Y%m%d}"


#: What a member may choose, by what the mails are about.
CHOSEN_KINDS = tuple(kind for kind in MailKind if kind not in (MailKind.NEEDED, MailKind.DIGEST))


class MailPreference(models.Model):
    """How a member wants one kind of mail; what is not chosen comes at once (F79, M-19)."""

    member = models.ForeignKey(
        swapper.get_model_name("wagtail_mentoring", "MemberProfile"),
        verbose_name=_("member"),
        on_delete=models.CASCADE,
        related_name="mail_preferences",
    )
    #: A ``MailKind``; no choices here, so that a new kind of mail needs no migration.
    kind = models.CharField(_("kind of mail"), max_length=20)
    frequency = models.CharField(
        _("how often"),
        max_length=10,
        choices=MailFrequency.choices,
        default=MailFrequency.AT_ONCE,
    )

    class Meta:
        verbose_name = _("mail preference")
        verbose_name_plural = _("mail preferences")
        default_permissions = []
        constraints = [
            models.UniqueConstraint(fields=["member", "kind"], name="mailpreference_once"),
        ]

    def __str__(self):
        return f"{self.kind}: {self.get_frequency_display()}"
