"""What participants answer to the society's questions, and what they wish for."""

import swapper
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..enums import Importance, LanguageLevel
from .criteria import Criterion, CriterionChoice
from .search_changes import SearchTrackedQuerySet


class AbstractAnswer(models.Model):
    """One chosen choice, or one value, of one profile. Several choices are several rows.

    Kinds with choices (yes/no included: its two choices are made with it) use
    ``choice``, the others ``value``: text, an ISO 3166 country code, or the
    name of a time zone. ``level`` belongs to languages.
    """

    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="%(class)ss")
    choice = models.ForeignKey(
        CriterionChoice, null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)ss"
    )
    value = models.CharField(max_length=300, blank=True)
    level = models.PositiveSmallIntegerField(choices=LanguageLevel.choices, null=True, blank=True)

    objects = SearchTrackedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "criterion", "choice"], name="%(class)s_once_per_choice"
            ),
        ]
        indexes = [models.Index(fields=["criterion", "choice"], name="%(class)s_by_choice")]

    def __str__(self):
        return str(self.choice) if self.choice_id else self.value


class MentorAnswer(AbstractAnswer):
    profile = models.ForeignKey(
        swapper.get_model_name("wagtail_mentoring", "MentorProfile"),
        on_delete=models.CASCADE,
        related_name="answers",
    )

    class Meta(AbstractAnswer.Meta):
        verbose_name = _("mentor's answer")
        verbose_name_plural = _("mentors' answers")


class MenteeAnswer(AbstractAnswer):
    profile = models.ForeignKey(
        swapper.get_model_name("wagtail_mentoring", "MenteeProfile"),
        on_delete=models.CASCADE,
        related_name="answers",
    )

    class Meta(AbstractAnswer.Meta):
        verbose_name = _("mentee's answer")
        verbose_name_plural = _("mentees' answers")


class AbstractPreference(models.Model):
    """How much a criterion matters to a profile, and which answers it would like to find in the other (R14).

    Without ``choices`` the other's answer is compared with the profile's own,
    by the criterion's rule. Preferences are read by their owner alone (D20).
    """

    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="%(class)ss")
    importance = models.PositiveSmallIntegerField(
        _("importance"), choices=Importance.choices, default=Importance.NICE
    )
    choices = models.ManyToManyField(CriterionChoice, blank=True, related_name="%(class)ss")

    objects = SearchTrackedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "criterion"], name="%(class)s_once_per_criterion"
            ),
        ]

    def __str__(self):
        return f"{self.criterion}: {self.get_importance_display()}"


class MentorPreference(AbstractPreference):
    profile = models.ForeignKey(
        swapper.get_model_name("wagtail_mentoring", "MentorProfile"),
        on_delete=models.CASCADE,
        related_name="preferences",
    )


class MenteePreference(AbstractPreference):
    profile = models.ForeignKey(
        swapper.get_model_name("wagtail_mentoring", "MenteeProfile"),
        on_delete=models.CASCADE,
        related_name="preferences",
    )


class SensitiveConsent(models.Model):
    """A member's own consent to one sensitive criterion; without it there is no answer (D20, P-03).

    ``findable`` is the separate wish to be found by it: only then it counts for the fit.
    """

    member = models.ForeignKey(
        swapper.get_model_name("wagtail_mentoring", "MemberProfile"),
        on_delete=models.CASCADE,
        related_name="sensitive_consents",
    )
    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="consents")
    findable = models.BooleanField(_("may be used to find me"), default=False)
    given_at = models.DateTimeField(_("given"), auto_now_add=True)

    class Meta:
        verbose_name = _("consent to a sensitive question")
        verbose_name_plural = _("consents to sensitive questions")
        constraints = [
            models.UniqueConstraint(fields=["member", "criterion"], name="sensitive_consent_once"),
        ]

    def __str__(self):
        return f"{self.member} · {self.criterion}"
