"""The role: one profile per person, program and role."""

import datetime as dt
import uuid

import swapper
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from ..enums import (
    ENROLLED_PROFILE_STATUSES,
    HoursPerWeek,
    ProfileStatus,
    ResponseBand,
    Role,
    Unlisted,
)
from ..plain import plain
from .participant_queries import ParticipantQuerySet
from .programs import MentoringProgram


def first_hidden_day(hidden_from, available_until):
    """Return the first day on which a profile is hidden by its membership or its own window, or ``None``."""
    days = [hidden_from, available_until and available_until + dt.timedelta(days=1)]
    return min((day for day in days if day is not None), default=None)


class AbstractParticipantProfile(index.Indexed, models.Model):
    """What mentors and mentees have in common."""

    #: Set by the concrete class.
    role: Role
    counterpart_name: str
    #: The field in which somebody says how they see the role.
    statement_field: str
    #: The program's field that limits how many open mentorships there may be.
    program_limit: str

    uuid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    status = models.CharField(
        _("status"),
        max_length=20,
        choices=ProfileStatus.choices,
        default=ProfileStatus.DRAFT,
        editable=False,
    )
    status_changed_at = models.DateTimeField(
        _("status since"), default=timezone.now, editable=False
    )
    submitted_at = models.DateTimeField(_("sent in"), null=True, blank=True, editable=False)
    #: When the profile first became visible to others: "newest" sorts by it.
    joined_at = models.DateTimeField(_("joined"), null=True, blank=True, editable=False)
    paused_until = models.DateField(_("paused until"), null=True, blank=True, editable=False)
    staff_note = models.TextField(
        _("note to the member"),
        blank=True,
        editable=False,
        help_text=_("Why the profile was returned or suspended."),
    )
    #: First day on which an ended membership hides the profile (D14); kept by actions.membership.
    hidden_from = models.DateField(_("hidden from"), null=True, blank=True, editable=False)
    #: How many open mentorships there are; written with them, in the same transaction.
    open_mentorships = models.PositiveSmallIntegerField(
        _("open mentorships"), default=0, editable=False
    )
    # When and how much (F6)
    available_from = models.DateField(
        _("free from"), null=True, blank=True, help_text=_("Empty: now.")
    )
    available_until = models.DateField(
        _("free until"),
        null=True,
        blank=True,
        help_text=_(
            "Empty: without end. After this day nobody finds you; who works with you stays."
        ),
    )
    hours_per_week = models.PositiveSmallIntegerField(
        _("hours a week"), choices=HoursPerWeek.choices, null=True, blank=True
    )

    #: Percent; kept by actions.completeness so that searches can filter by it (R23, F9).
    completeness = models.PositiveSmallIntegerField(
        _("complete (percent)"), null=True, editable=False
    )

    #: How soon the person usually answers; empty below the least number (F21). Kept by actions.responsiveness.
    response_band = models.CharField(
        _("answers"), max_length=12, choices=ResponseBand.choices, blank=True, editable=False
    )
    response_counted_at = models.DateTimeField(null=True, editable=False)

    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = ParticipantQuerySet.as_manager()

    search_fields = [
        index.RelatedFields(
            "member",
            [
                index.SearchField("name", boost=3),
                index.SearchField("headline", boost=2),
                index.SearchField("bio"),
                index.SearchField("employer"),
                index.AutocompleteField("name"),
                index.RelatedFields(
                    "positions",
                    [index.SearchField("organization"), index.SearchField("title")],
                ),
            ],
        ),
        index.SearchField("plain_words"),
        index.FilterField("id"),
        index.FilterField("program_id"),
        index.FilterField("status"),
    ]

    class Meta:
        abstract = True
        ordering = ["member__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "member"], name="%(class)s_once_per_program"
            ),
            models.CheckConstraint(
                condition=Q(status__in=ProfileStatus.values), name="%(class)s_status_known"
            ),
            models.CheckConstraint(
                condition=Q(available_from__isnull=True)
                | Q(available_until__isnull=True)
                | Q(available_until__gte=F("available_from")),
                name="%(class)s_window_in_order",
                violation_error_message=_("The last day is before the first."),
            ),
        ]
        indexes = [
            models.Index(fields=["program", "status", "joined_at"], name="%(class)s_listed"),
            # By it the reminders find whose days are up.
            models.Index(fields=["program", "status", "status_changed_at"], name="%(class)s_since"),
        ]

    def __str__(self):
        return self.member.name

    @classmethod
    def get_indexed_objects(cls):
        return super().get_indexed_objects().prefetch_related("member__positions")

    @property
    def plain_words(self):
        """The words of the search index once more, without accents; empty where there are none (R26)."""
        member = self.member
        texts = [member.name, member.headline, member.bio, member.employer, self.statement]
        for position in member.positions.all():
            texts += [position.organization, position.title]
        text = " ".join(texts)
        return "" if text.isascii() else plain(text)

    @property
    def statement(self):
        """What this person says about the role."""
        return getattr(self, self.statement_field)

    @property
    def is_enrolled(self):
        return self.status in ENROLLED_PROFILE_STATUSES

    @property
    def limit(self):
        """How many open mentorships there may be; ``None`` for no limit."""
        return None

    @property
    def has_free_place(self):
        return self.limit is None or self.open_mentorships < self.limit

    @property
    def window_is_over(self):
        """Whether the person's own last day has passed; like a break, it ends when they say so (F6)."""
        return self.available_until is not None and self.available_until < timezone.localdate()

    @property
    def begins_on(self):
        """The day to come from which the person is free, or ``None`` when that is now (F6)."""
        start = self.available_from
        return start if start is not None and start > timezone.localdate() else None

    @property
    def is_complete_enough(self):
        """Whether the profile is as complete as the program asks (F9)."""
        threshold = self.program.completeness_threshold
        return self.completeness is None or self.completeness >= threshold

    @property
    def unlisted_reason(self):
        """The first of ``Unlisted`` that keeps a search from finding this profile today, or ``None``.

        The same rule as ``ParticipantQuerySet.listed``.
        """
        if self.status != ProfileStatus.ACTIVE:
            return Unlisted.STATUS
        if not self.program.is_active:
            return Unlisted.PROGRAM
        if not (self.member.user_id and self.member.user.is_active):
            return Unlisted.ACCOUNT
        if self.hidden_from is not None and self.hidden_from <= timezone.localdate():
            return Unlisted.MEMBERSHIP
        if self.window_is_over:
            return Unlisted.WINDOW
        return None if self.is_complete_enough else Unlisted.INCOMPLETE

    @property
    def is_listed(self):
        """Whether a search may find this profile today."""
        return self.unlisted_reason is None


class AbstractMentorProfile(AbstractParticipantProfile):
    role = Role.MENTOR
    counterpart_name = "MenteeProfile"
    statement_field = "terms"
    program_limit = "mentor_capacity_ceiling"

    program = models.ForeignKey(
        MentoringProgram,
        verbose_name=_("program"),
        on_delete=models.PROTECT,
        related_name="mentor_profiles",
    )
    member = models.ForeignKey(
        swapper.get_model_name("wagtail_mentoring", "MemberProfile"),
        verbose_name=_("member"),
        on_delete=models.CASCADE,
        related_name="mentor_profiles",
    )
    capacity = models.PositiveSmallIntegerField(
        _("how many mentees at a time"), validators=[MinValueValidator(1)], default=2
    )
    terms = models.TextField(
        _("how you like to work"),
        max_length=2000,
        blank=True,
        help_text=_("Your terms: how often, by what means, what you offer and what not."),
    )

    search_fields = AbstractParticipantProfile.search_fields + [index.SearchField("terms")]

    class Meta(AbstractParticipantProfile.Meta):
        abstract = True
        verbose_name = _("mentor profile")
        verbose_name_plural = _("mentor profiles")
        constraints = AbstractParticipantProfile.Meta.constraints + [
            models.CheckConstraint(
                condition=Q(capacity__gte=1), name="%(class)s_capacity_positive"
            ),
        ]

    @property
    def limit(self):
        """The mentor's own capacity, never above the program's ceiling (D2)."""
        return min(self.capacity, self.program.mentor_capacity_ceiling)


class AbstractMenteeProfile(AbstractParticipantProfile):
    role = Role.MENTEE
    counterpart_name = "MentorProfile"
    statement_field = "goals"
    program_limit = "mentee_max_mentors"

    program = models.ForeignKey(
        MentoringProgram,
        verbose_name=_("program"),
        on_delete=models.PROTECT,
        related_name="mentee_profiles",
    )
    member = models.ForeignKey(
        swapper.get_model_name("wagtail_mentoring", "MemberProfile"),
        verbose_name=_("member"),
        on_delete=models.CASCADE,
        related_name="mentee_profiles",
    )
    goals = models.TextField(
        _("your goals"),
        max_length=2000,
        blank=True,
        help_text=_("What you hope to achieve with a mentor."),
    )

    search_fields = AbstractParticipantProfile.search_fields + [index.SearchField("goals")]

    class Meta(AbstractParticipantProfile.Meta):
        abstract = True
        verbose_name = _("mentee profile")
        verbose_name_plural = _("mentee profiles")

    @property
    def limit(self):
        """How many mentors at a time the program allows (D1)."""
        return self.program.mentee_max_mentors


class MentorProfile(AbstractMentorProfile):
    class Meta(AbstractMentorProfile.Meta):
        swappable = swapper.swappable_setting("wagtail_mentoring", "MentorProfile")


class MenteeProfile(AbstractMenteeProfile):
    class Meta(AbstractMenteeProfile.Meta):
        swappable = swapper.swappable_setting("wagtail_mentoring", "MenteeProfile")
