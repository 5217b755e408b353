"""What two people work on together: their agreement, goals and notes.

It belongs to the two. No permission, admin screen or export shows any of it.
"""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import AgreementStanding, GoalStatus, Role
from ..validators import validate_one_line
from .mentorships import Mentorship

TEXT_LENGTH = 3000
LINE_LENGTH = 200


class MentorshipAgreement(models.Model):
    """One version of what two people agree on: proposed by one, confirmed by the other (R49, R52, R69).

    ``standing`` is empty once another version has taken its place. Being unique
    with the mentorship, it leaves at most one proposal and one agreement that
    counts, on every database.
    """

    mentorship = models.ForeignKey(
        Mentorship, on_delete=models.CASCADE, related_name="agreements", editable=False
    )
    version = models.PositiveIntegerField(_("version"), editable=False)
    standing = models.CharField(  # noqa: DJ001 -- NULL is what makes it unique only while it counts
        _("standing"),
        max_length=10,
        null=True,
        choices=AgreementStanding.choices,
        default=AgreementStanding.PROPOSED,
        editable=False,
    )
    proposed_by = models.CharField(
        _("proposed by the"), max_length=10, choices=Role.choices, editable=False
    )
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, editable=False)
    goals = models.TextField(_("goals"), max_length=TEXT_LENGTH)
    rhythm = models.TextField(_("rhythm"), max_length=TEXT_LENGTH, blank=True)
    communication = models.TextField(_("ways to talk"), max_length=TEXT_LENGTH, blank=True)
    boundaries = models.TextField(_("boundaries"), max_length=TEXT_LENGTH, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)

    #: No admin page may tell of what belongs to the two.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("agreement of a pair")
        verbose_name_plural = _("agreements of pairs")
        ordering = ["-version"]
        default_permissions = []
        constraints = [
            models.UniqueConstraint(fields=["mentorship", "version"], name="agreement_version"),
            models.UniqueConstraint(fields=["standing", "mentorship"], name="agreement_one_each"),
            models.CheckConstraint(
                condition=Q(proposed_by__in=Role.values), name="agreement_role_known"
            ),
            models.CheckConstraint(
                condition=Q(standing__isnull=True)
                | Q(standing=AgreementStanding.PROPOSED.value, confirmed_at__isnull=True)
                | Q(standing=AgreementStanding.CONFIRMED.value, confirmed_at__isnull=False),
                name="agreement_counts_when_confirmed",
            ),
        ]

    def __str__(self):
        return f"{self.mentorship_id} · {self.version}"


class Goal(models.Model):
    """Something the two want to achieve; words, not numbers (R53, R60, R61)."""

    uuid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    mentorship = models.ForeignKey(
        Mentorship, on_delete=models.CASCADE, related_name="goals", editable=False
    )
    title = models.CharField(_("goal"), max_length=LINE_LENGTH, validators=[validate_one_line])
    description = models.TextField(_("description"), max_length=TEXT_LENGTH, blank=True)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=GoalStatus.choices,
        default=GoalStatus.OPEN,
        editable=False,
    )
    sort_order = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)
    settled_at = models.DateTimeField(_("reached or let go"), null=True, editable=False)

    #: No admin page may tell of what belongs to the two.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        ordering = ["sort_order", "pk"]
        default_permissions = []
        constraints = [
            models.CheckConstraint(
                condition=Q(status=GoalStatus.OPEN.value, settled_at__isnull=True)
                | Q(
                    status__in=[GoalStatus.REACHED.value, GoalStatus.DROPPED.value],
                    settled_at__isnull=False,
                ),
                name="goal_settled_when_over",
            ),
        ]

    def __str__(self):
        return self.title


class GoalStep(models.Model):
    """A small step towards a goal, done or not."""

    uuid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="steps", editable=False)
    text = models.CharField(_("step"), max_length=LINE_LENGTH, validators=[validate_one_line])
    done_at = models.DateTimeField(_("done"), null=True, editable=False)
    sort_order = models.PositiveIntegerField(default=0, editable=False)

    #: No admin page may tell of what belongs to the two.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("step towards a goal")
        verbose_name_plural = _("steps towards a goal")
        ordering = ["sort_order", "pk"]
        default_permissions = []

    def __str__(self):
        return self.text


class PairNoteQuerySet(models.QuerySet):
    def readable_by(self, role):
        """Shared notes, and the own ones of the side of ``role``; another's private note exists for nobody else."""
        return self.filter(Q(is_shared=True) | Q(author=Role(role).value))


class PairNote(models.Model):
    """A note of one of the two: shared with the other, or for the author's eyes alone."""

    uuid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    mentorship = models.ForeignKey(
        Mentorship, on_delete=models.CASCADE, related_name="notes", editable=False
    )
    author = models.CharField(
        _("written by the"), max_length=10, choices=Role.choices, editable=False
    )
    text = models.TextField(_("note"), max_length=TEXT_LENGTH)
    is_shared = models.BooleanField(_("shared"), default=False)
    created_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("changed"), null=True, editable=False)

    objects = PairNoteQuerySet.as_manager()

    #: No admin page may tell of what belongs to the two.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("note of a pair")
        verbose_name_plural = _("notes of pairs")
        ordering = ["-created_at", "-pk"]
        default_permissions = []
        constraints = [
            models.CheckConstraint(
                condition=Q(author__in=Role.values), name="pairnote_author_known"
            ),
        ]

    def __str__(self):
        return f"{self.mentorship_id} · {self.author}"
