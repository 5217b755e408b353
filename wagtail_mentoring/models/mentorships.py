"""Two people who work together."""

import swapper
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import OPEN_MENTORSHIP_STATUSES, MentorshipStatus, Role
from .reasons import EndReason
from .requests import MentorshipRequest, Pair, PairQuerySet


class MentorshipQuerySet(PairQuerySet):
    def open(self):
        return self.filter(status__in=OPEN_MENTORSHIP_STATUSES)


class Mentorship(Pair):
    """A mentorship, from acceptance to its end.

    ``mentor_slot`` and ``mentee_slot`` number the places a person has taken.
    They are unique with the profile and empty once it is over, so that no
    database lets anybody exceed a limit (C-01, C-02; docs/explanation/concurrency.md).
    """

    request = models.OneToOneField(
        MentorshipRequest,
        verbose_name=_("request"),
        on_delete=models.PROTECT,
        related_name="mentorship",
        editable=False,
    )
    mentor = models.ForeignKey(
        swapper.get_model_name("wagtail_mentoring", "MentorProfile"),
        verbose_name=_("mentor"),
        on_delete=models.PROTECT,
        related_name="mentorships",
        editable=False,
    )
    mentee = models.ForeignKey(
        swapper.get_model_name("wagtail_mentoring", "MenteeProfile"),
        verbose_name=_("mentee"),
        on_delete=models.PROTECT,
        related_name="mentorships",
        editable=False,
    )
    status = models.CharField(
        _("status"),
        max_length=20,
        choices=MentorshipStatus.choices,
        default=MentorshipStatus.ACTIVE,
        editable=False,
    )
    mentor_slot = models.PositiveSmallIntegerField(null=True, editable=False)
    mentee_slot = models.PositiveSmallIntegerField(null=True, editable=False)
    started_at = models.DateTimeField(_("started"), default=timezone.now, editable=False)
    first_conversation_at = models.DateTimeField(
        _("first conversation held"), null=True, blank=True, editable=False
    )
    #: What the two agreed on; it wins over the suggested length (D11).
    agreed_end_on = models.DateField(_("agreed end"), null=True, blank=True, editable=False)
    #: When either of the two last did something here that the other can see.
    last_activity_at = models.DateTimeField(
        _("last activity"), default=timezone.now, editable=False
    )
    ended_at = models.DateTimeField(_("over since"), null=True, blank=True, editable=False)
    ended_by = models.CharField(
        _("ended by the"), max_length=10, choices=Role.choices, blank=True, editable=False
    )
    end_reason = models.ForeignKey(
        EndReason,
        verbose_name=_("reason"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="mentorships",
        editable=False,
    )
    #: For coordinators only (D12).
    end_note = models.TextField(_("private note"), max_length=3000, blank=True, editable=False)
    #: For the other person (D12).
    thanks = models.TextField(_("thanks"), max_length=3000, blank=True, editable=False)

    objects = MentorshipQuerySet.as_manager()

    class Meta(Pair.Meta):
        verbose_name = _("mentorship")
        verbose_name_plural = _("mentorships")
        ordering = ["-started_at", "-pk"]
        default_permissions = ["view"]
        constraints = Pair.Meta.constraints + [
            models.CheckConstraint(
                condition=Q(status__in=MentorshipStatus.values), name="mentorship_status_known"
            ),
            models.UniqueConstraint(
                fields=["mentor", "mentor_slot"], name="mentorship_one_per_mentor_place"
            ),
            models.UniqueConstraint(
                fields=["mentee", "mentee_slot"], name="mentorship_one_per_mentee_place"
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=sorted(OPEN_MENTORSHIP_STATUSES),
                    mentor_slot__isnull=False,
                    mentee_slot__isnull=False,
                    open_pair__isnull=False,
                    ended_at__isnull=True,
                )
                | (
                    ~Q(status__in=sorted(OPEN_MENTORSHIP_STATUSES))
                    & Q(
                        mentor_slot__isnull=True,
                        mentee_slot__isnull=True,
                        open_pair__isnull=True,
                        ended_at__isnull=False,
                    )
                ),
                name="mentorship_places_while_open",
            ),
        ]
        # The status comes first: with the person first MariaDB would use these for the foreign keys,
        # and a change of status would wait for the person's row (docs/explanation/concurrency.md).
        indexes = [
            models.Index(fields=["status", "mentor"], name="mentorship_by_mentor"),
            models.Index(fields=["status", "mentee"], name="mentorship_by_mentee"),
            models.Index(fields=["status", "started_at"], name="mentorship_by_start"),
            models.Index(fields=["status", "agreed_end_on"], name="mentorship_by_end"),
            models.Index(fields=["status", "last_activity_at"], name="mentorship_by_activity"),
        ]

    @property
    def is_open(self):
        return self.status in OPEN_MENTORSHIP_STATUSES
