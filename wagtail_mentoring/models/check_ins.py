"""How it goes, told in private to the coordinators (D11, F47, F70). The other person neither sees nor learns of it."""

import swapper
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from ..enums import CheckInKind, PairFeeling, Role
from .mentorships import Mentorship
from .programs import MentoringProgram

#: Asked where a program has no questions of its own; nothing is measured, so they are few and light (R61).
DEFAULT_QUESTIONS = (
    (_("How is it going, all in all?"), CheckInKind.SCALE),
    (_("Do you get closer to what you set out to do?"), CheckInKind.SCALE),
    (_("Is there anything we can do for you?"), CheckInKind.TEXT),
)
LOWEST, HIGHEST = 1, 5


class CheckInQuestion(Orderable):
    """A question of the program's check-ins."""

    program = ParentalKey(
        MentoringProgram, on_delete=models.CASCADE, related_name="check_in_questions"
    )
    text = models.CharField(_("question"), max_length=200)
    kind = models.CharField(
        _("kind of answer"), max_length=10, choices=CheckInKind.choices, default=CheckInKind.SCALE
    )
    is_active = models.BooleanField(_("asked"), default=True)

    class Meta(Orderable.Meta):
        verbose_name = _("question of check-ins")
        verbose_name_plural = _("questions of check-ins")

    def __str__(self):
        return self.text


def questions_of(program):
    """Return the questions that ``program`` asks in a check-in; the usual ones are not stored."""
    own = list(program.check_in_questions.filter(is_active=True))
    return own or [
        CheckInQuestion(program=program, text=str(text), kind=kind)
        for text, kind in DEFAULT_QUESTIONS
    ]


class SideQuerySet(models.QuerySet):
    def readable_by(self, user):
        """What coordinators may read; never of a mentorship of their own, in which the other spoke in confidence."""
        return self.exclude(mentorship__mentor_member__user=user).exclude(
            mentorship__mentee_member__user=user
        )

    def latest_of_each(self):
        """The last word of each person of each mentorship."""
        later = self.model._default_manager.filter(
            mentorship=OuterRef("mentorship"), role=OuterRef("role"), pk__gt=OuterRef("pk")
        )
        return self.filter(~Exists(later))


class SideOfMentorship(models.Model):
    """What one of the two people of a mentorship said, in private. ``role`` is the side, ``member`` who it was."""

    #: No admin page may say how often somebody was spoken of.
    wagtail_reference_index_ignore = True

    mentorship = models.ForeignKey(
        Mentorship,
        verbose_name=_("mentorship"),
        on_delete=models.CASCADE,
        related_name="%(class)ss",
        editable=False,
    )
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, editable=False)
    member = models.ForeignKey(
        swapper.get_model_name("wagtail_mentoring", "MemberProfile"),
        verbose_name=_("said by"),
        on_delete=models.CASCADE,
        related_name="+",
        editable=False,
    )
    created_at = models.DateTimeField(_("said on"), default=timezone.now, editable=False)

    objects = SideQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-created_at", "-pk"]
        default_permissions = ["view"]

    def __str__(self):
        return f"{self.mentorship}"


class PairSignal(SideOfMentorship):
    """ "Going well", "unsure" or "not a fit", whenever somebody wants to say it. The latest of each side counts."""

    value = models.CharField(
        _("how it goes"), max_length=20, choices=PairFeeling.choices, editable=False
    )
    note = models.TextField(_("note"), max_length=2000, blank=True, editable=False)

    class Meta(SideOfMentorship.Meta):
        abstract = False
        verbose_name = _("signal")
        verbose_name_plural = _("signals")
        constraints = [
            models.CheckConstraint(
                condition=Q(value__in=PairFeeling.values), name="pairsignal_value_known"
            ),
        ]


class CheckIn(SideOfMentorship):
    """Answers to the program's few questions, after ``months`` months together; once for each side and month."""

    months = models.PositiveSmallIntegerField(_("months together"), editable=False)

    class Meta(SideOfMentorship.Meta):
        abstract = False
        verbose_name = _("check-in")
        verbose_name_plural = _("check-ins")
        constraints = [
            models.UniqueConstraint(
                fields=["mentorship", "role", "months"], name="checkin_once_a_month"
            ),
        ]


class CheckInAnswer(models.Model):
    """One answer, with the question as it was asked."""

    wagtail_reference_index_ignore = True

    check_in = models.ForeignKey(CheckIn, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(
        CheckInQuestion, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked = models.CharField(_("question"), max_length=200)
    #: For a scale: 1 is the worst, 5 the best.
    value = models.PositiveSmallIntegerField(
        _("answer"), null=True, validators=[MinValueValidator(LOWEST), MaxValueValidator(HIGHEST)]
    )
    text = models.TextField(_("words"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("answer of a check-in")
        verbose_name_plural = _("answers of check-ins")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gte=LOWEST, value__lte=HIGHEST),
                name="checkinanswer_on_scale",
            ),
        ]

    def __str__(self):
        return self.asked

    @property
    def said(self):
        """The answer for people: "4 of 5", or the words."""
        return _("%(value)s of 5") % {"value": self.value} if self.value is not None else self.text
