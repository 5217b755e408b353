"""A request to be mentored, or to mentor."""

import uuid

import swapper
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import RequestClosedReason, RequestNoteKind, RequestStatus, Role
from .programs import MentoringProgram
from .reasons import DeclineReason


def pair_key(program_id, one_id, other_id):
    """Return the same text for the same two members of a program, whichever comes first (D17)."""
    first, second = sorted((one_id, other_id))
    return f"{program_id}:{first}-{second}"


class PairQuerySet(models.QuerySet):
    """What requests and mentorships have in common: two people."""

    def for_member(self, member):
        return self.filter(Q(mentor_member=member) | Q(mentee_member=member))

    def for_user(self, user):
        """Those ``user`` is a party to; nobody else's exist for them (S-02)."""
        if user is None or not user.is_authenticated:
            return self.none()
        return self.filter(Q(mentor_member__user=user) | Q(mentee_member__user=user))

    def with_people(self):
        """Load both sides in the same query."""
        return self.select_related(
            "program",
            "mentor__program",
            "mentee__program",
            "mentor__member__user",
            "mentee__member__user",
        )


class Pair(models.Model):
    """Two people in one program. ``open_pair`` is set while open: unique on every database (D17)."""

    uuid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    program = models.ForeignKey(
        MentoringProgram,
        verbose_name=_("program"),
        on_delete=models.PROTECT,
        related_name="%(class)ss",
        editable=False,
    )
    mentor_member = models.ForeignKey(
        swapper.get_model_name("wagtail_mentoring", "MemberProfile"),
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    mentee_member = models.ForeignKey(
        swapper.get_model_name("wagtail_mentoring", "MemberProfile"),
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    open_pair = models.CharField(max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001 -- NULL is what makes it unique only while open

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~Q(mentor_member=F("mentee_member")),
                name="%(class)s_two_people",
                violation_error_message=_("Nobody can be paired with themself."),
            ),
        ]

    def __str__(self):
        return f"{self.mentor_member} – {self.mentee_member}"

    def profile_of(self, user):
        """Return the profile by which ``user`` takes part in this pair, or ``None``."""
        if user is None or not user.is_authenticated:
            return None
        for profile in (self.mentor, self.mentee):
            if profile.member.user_id == user.pk:
                return profile
        return None

    def side(self, role):
        """Return the profile on the side of ``role``."""
        return self.mentor if Role(role) is Role.MENTOR else self.mentee

    def other_side(self, profile):
        """Return the profile of the other person."""
        return self.side(profile.role.other)


class RequestQuerySet(PairQuerySet):
    def promoted(self):
        """Open requests that waited for a place and were offered one (D5): their days began anew."""
        return self.filter(
            status=RequestStatus.PENDING,
            waiting_since__isnull=True,
            clock_started_at__gt=F("created_at"),
        )


class MentorshipRequest(Pair):
    """One person asks another. ``initiated_by`` is the role of the one who asks (D3)."""

    mentor = models.ForeignKey(
        swapper.get_model_name("wagtail_mentoring", "MentorProfile"),
        verbose_name=_("mentor"),
        on_delete=models.PROTECT,
        related_name="requests",
        editable=False,
    )
    mentee = models.ForeignKey(
        swapper.get_model_name("wagtail_mentoring", "MenteeProfile"),
        verbose_name=_("mentee"),
        on_delete=models.PROTECT,
        related_name="requests",
        editable=False,
    )
    initiated_by = models.CharField(
        _("asked by the"), max_length=10, choices=Role.choices, editable=False
    )
    status = models.CharField(
        _("status"),
        max_length=20,
        choices=RequestStatus.choices,
        default=RequestStatus.PENDING,
        editable=False,
    )
    message = models.TextField(_("message"), max_length=3000, blank=True)
    created_at = models.DateTimeField(_("sent"), default=timezone.now, editable=False)
    #: Set while the mentor has no free place; reminders and expiry wait as well (D5).
    waiting_since = models.DateTimeField(
        _("on the waiting list since"), null=True, blank=True, editable=False
    )
    #: From here the days to reminders and expiry are counted.
    clock_started_at = models.DateTimeField(
        _("days counted from"), default=timezone.now, editable=False
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)
    decision_message = models.TextField(_("answer"), max_length=3000, blank=True, editable=False)
    decline_reason = models.ForeignKey(
        DeclineReason,
        verbose_name=_("reason"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="requests",
        editable=False,
    )
    closed_reason = models.CharField(
        _("closed because"),
        max_length=20,
        choices=RequestClosedReason.choices,
        blank=True,
        editable=False,
    )
    #: Made with the form: the same form sent twice makes one request (C-14).
    form_token = models.UUIDField(null=True, unique=True, editable=False)

    objects = RequestQuerySet.as_manager()

    class Meta(Pair.Meta):
        verbose_name = _("request")
        verbose_name_plural = _("requests")
        ordering = ["-created_at", "-pk"]
        default_permissions = ["view"]
        constraints = Pair.Meta.constraints + [
            models.CheckConstraint(
                condition=Q(status__in=RequestStatus.values), name="request_status_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    status=RequestStatus.PENDING, open_pair__isnull=False, decided_at__isnull=True
                )
                | (
                    ~Q(status=RequestStatus.PENDING)
                    & Q(open_pair__isnull=True, decided_at__isnull=False)
                ),
                name="request_open_while_pending",
            ),
        ]
        # The status comes first: with the person first MariaDB would use these for the foreign keys,
        # and a change of status would wait for the person's row (docs/explanation/concurrency.md).
        indexes = [
            models.Index(fields=["status", "mentor"], name="request_by_mentor"),
            models.Index(fields=["status", "mentee"], name="request_by_mentee"),
            models.Index(fields=["status", "clock_started_at"], name="request_due"),
        ]

    @property
    def is_open(self):
        return self.status == RequestStatus.PENDING

    @property
    def is_waiting(self):
        return self.is_open and self.waiting_since is not None

    @property
    def waiting_place(self):
        """The place on the mentor's waiting list, from 1; ``None`` when it does not wait (D5)."""
        if not self.is_waiting:
            return None
        before = Q(waiting_since__lt=self.waiting_since) | Q(
            waiting_since=self.waiting_since, pk__lt=self.pk
        )
        waiting = MentorshipRequest.objects.filter(
            mentor_id=self.mentor_id, status=RequestStatus.PENDING
        )
        return waiting.filter(before).count() + 1

    @property
    def asker(self):
        """The profile of the one who asked."""
        return self.side(self.initiated_by)

    @property
    def asked(self):
        """The profile of the one who answers."""
        return self.side(Role(self.initiated_by).other)


class RequestNote(models.Model):
    """A question of the one who was asked, or the answer to it, while the request is open (D9)."""

    request = models.ForeignKey(MentorshipRequest, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=10, choices=RequestNoteKind.choices)
    body = models.TextField(_("text"), max_length=3000)
    created_at = models.DateTimeField(default=timezone.now)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("note on a request")
        verbose_name_plural = _("notes on requests")
        ordering = ["created_at", "pk"]
        default_permissions = ["view"]

    def __str__(self):
        return self.get_kind_display()
