"""The rules of a program, by subject (R79). Abstract, so that they are all fields of the program."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField

from ..enums import Role, Weekday


class ProgramRules(models.Model):
    """What the rules of each subject have in common: numbers that contradict each other are all named at once."""

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        errors = self.rule_errors()
        if errors:
            raise ValidationError(errors)

    def rule_errors(self):
        """Return ``{name of a field: what contradicts another field}``."""
        return {}


class RequestRules(ProgramRules):
    """When an unanswered request is reminded of and expires, in days (D8); how soon people answer (F21)."""

    request_first_reminder_days = models.PositiveSmallIntegerField(
        _("first reminder after (days)"),
        default=7,
        null=True,
        blank=True,
        help_text=_("Empty: none."),
    )
    request_second_reminder_days = models.PositiveSmallIntegerField(
        _("second reminder after (days)"),
        default=14,
        null=True,
        blank=True,
        help_text=_("Empty: none."),
    )
    request_expiry_days = models.PositiveSmallIntegerField(
        _("request expires after (days)"),
        default=28,
        null=True,
        blank=True,
        help_text=_("Empty: never."),
    )
    shows_responsiveness = models.BooleanField(
        _("show how soon people answer"),
        default=True,
        help_text=_(
            "In words such as “usually answers within three days”, once somebody has answered requests of five different people."
        ),
    )

    class Meta:
        abstract = True

    def rule_errors(self):
        errors = super().rule_errors()
        days = [
            self.request_first_reminder_days,
            self.request_second_reminder_days,
            self.request_expiry_days,
        ]
        set_days = [d for d in days if d is not None]
        if any(d < 1 for d in set_days):
            errors["request_first_reminder_days"] = _("Days count from one.")
        elif set_days != sorted(set(set_days)):
            errors["request_expiry_days"] = _(
                "Reminders and expiry must follow one another: first, second, expiry."
            )
        return errors


class MailRules(ProgramRules):
    """Mails that can wait: reminders, digests (M-20), and news of saved searches."""

    mail_from_hour = models.PositiveSmallIntegerField(
        _("from (hour)"), default=8, validators=[MaxValueValidator(23)]
    )
    mail_until_hour = models.PositiveSmallIntegerField(
        _("until (hour)"), default=20, validators=[MinValueValidator(1), MaxValueValidator(24)]
    )
    mail_daily_limit = models.PositiveSmallIntegerField(
        _("most such mails to one person in a day"),
        default=5,
        validators=[MinValueValidator(1)],
        help_text=_("Further ones come the next morning, in one mail."),
    )
    digest_weekday = models.PositiveSmallIntegerField(
        _("weekly digest on"), choices=Weekday.choices, default=Weekday.MONDAY
    )

    saved_search_limit = models.PositiveSmallIntegerField(
        _("searches a member may save in each role"),
        default=10,
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: no limit."),
    )
    saved_search_mail_days = models.PositiveSmallIntegerField(
        _("mail about new people at most every (days)"),
        default=7,
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: no such mails."),
    )

    class Meta:
        abstract = True

    def rule_errors(self):
        errors = super().rule_errors()
        if self.mail_from_hour is not None and self.mail_until_hour is not None:
            if self.mail_from_hour >= self.mail_until_hour:
                errors["mail_until_hour"] = _("This is before the first hour.")
        return errors


class PairRules(ProgramRules):
    """What a new pair is told, and what two people may agree on (D10, D11)."""

    first_conversation_days = models.PositiveSmallIntegerField(
        _("first conversation within (days)"), default=7
    )
    first_to_write = models.CharField(
        _("who writes first"), max_length=10, choices=Role.choices, default=Role.MENTEE
    )
    suggested_months_min = models.PositiveSmallIntegerField(
        _("suggested length from (months)"), default=6
    )
    suggested_months_max = models.PositiveSmallIntegerField(
        _("suggested length to (months)"), default=12
    )
    longest_months = models.PositiveSmallIntegerField(
        _("longest length (months)"),
        default=36,
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_(
            "Counted from the start; two people cannot agree on a later end. Empty: no limit."
        ),
    )
    goal_limit = models.PositiveSmallIntegerField(
        _("goals two people may have"),
        default=12,
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: no limit."),
    )
    next_steps = RichTextField(
        _("next steps for a new pair"),
        blank=True,
        features=["bold", "italic", "ol", "ul", "link"],
        help_text=_("Shown to both when a request has been accepted."),
    )

    class Meta:
        abstract = True

    def rule_errors(self):
        errors = super().rule_errors()
        if self.suggested_months_min and self.suggested_months_max:
            if self.suggested_months_min > self.suggested_months_max:
                errors["suggested_months_max"] = _(
                    "This is shorter than the shortest suggested length."
                )
        if self.longest_months and self.suggested_months_max:
            if self.longest_months < self.suggested_months_max:
                errors["longest_months"] = _("This is shorter than the longest suggested length.")
        return errors


class MessageRules(ProgramRules):
    """How long and how much people write to each other, and when they are mailed about it (F37, S-27)."""

    message_days_after_end = models.PositiveSmallIntegerField(
        _("partners may write to each other after the end for (days)"),
        default=30,
        help_text=_("0: not at all. What was written stays readable."),
    )
    message_hourly_limit = models.PositiveSmallIntegerField(
        _("messages a member may send within an hour"),
        default=30,
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: no limit."),
    )
    conversation_daily_limit = models.PositiveSmallIntegerField(
        _("conversations a member may begin within a day"),
        default=10,
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: no limit."),
    )
    message_mail_pause_minutes = models.PositiveSmallIntegerField(
        _("minutes between two mails about messages"),
        default=15,
        help_text=_(
            "What somebody writes in the meantime comes in one mail. 0: a mail for each message. The same pause holds when a meeting, a proposal or a break is changed again: only the latest is mailed."
        ),
    )
    pair_hourly_limit = models.PositiveSmallIntegerField(
        _("meetings and proposals within an hour"),
        default=20,
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_(
            "How often a member may plan or move a meeting, propose what to agree on, or move the agreed end: each brings the other a mail. Empty: no limit."
        ),
    )

    class Meta:
        abstract = True


class ConcernRules(ProgramRules):
    """How long a closed concern is kept (D16)."""

    concern_keep_days = models.PositiveSmallIntegerField(
        _("days a closed concern is kept"),
        default=1095,
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_(
            "After that what was told, notes, names and files are removed; only the counts are left. Empty: they are kept."
        ),
    )

    class Meta:
        abstract = True
