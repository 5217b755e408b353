"""Which participants there are: who is found, and who may open whose profile."""

import swapper
from django.db.models import F, Q
from django.utils import timezone
from wagtail.search.queryset import SearchableQuerySetMixin

from ..enums import (
    ENROLLED_PROFILE_STATUSES,
    OPEN_MENTORSHIP_STATUSES,
    ProfileStatus,
    RequestStatus,
    Role,
)
from .blocks import MemberBlock
from .search_changes import SearchTrackedQuerySet


class ParticipantQuerySet(SearchableQuerySetMixin, SearchTrackedQuerySet):
    profile_path = "pk"
    search_relevant = frozenset(
        {
            "program",
            "member",
            "status",
            "hidden_from",
            "available_from",
            "available_until",
            "completeness",
            "joined_at",
            "open_mentorships",
            "capacity",
        }
    )

    def for_user(self, user):
        """The profiles of ``user``."""
        if user is None or not user.is_authenticated:
            return self.none()
        return self.filter(member__user=user)

    def enrolled(self):
        """Those who take part now, paused ones included."""
        return self.filter(status__in=ENROLLED_PROFILE_STATUSES)

    def with_membership(self, today=None):
        """Those whom no ended membership hides: within its grace, it counts (D14)."""
        today = today or timezone.localdate()
        return self.filter(Q(hidden_from__isnull=True) | Q(hidden_from__gt=today))

    def available(self, today=None):
        """Those whose own last day of mentoring has not passed. Who begins later is found already (F6)."""
        today = today or timezone.localdate()
        return self.filter(Q(available_until__isnull=True) | Q(available_until__gte=today))

    def complete_enough(self):
        """Those whose profile is as complete as their program asks; who was never counted passes (R23, F9)."""
        return self.filter(
            Q(completeness__isnull=True) | Q(completeness__gte=F("program__completeness_threshold"))
        )

    def listed(self, today=None):
        """Those a search may find: active, with an active account, and nothing of ``Unlisted`` in the way (D6, D14, F6, F9)."""
        return (
            self.with_membership(today)
            .available(today)
            .complete_enough()
            .filter(
                status=ProfileStatus.ACTIVE,
                member__user__is_active=True,
                program__is_active=True,
            )
        )

    def with_need(self):
        """Those with a free place by the program's limits: they may have need of somebody."""
        limits = [f"program__{self.model.program_limit}"]
        if self.model.role is Role.MENTOR:
            limits.append("capacity")
        for limit in limits:
            self = self.filter(Q(**{f"{limit}__isnull": True}) | Q(open_mentorships__lt=F(limit)))
        return self

    def not_blocked_for(self, user):
        """Without those whom ``user`` blocked or who blocked ``user`` (F86)."""
        for members in MemberBlock.objects.members_apart_from(user):
            self = self.exclude(member__in=members)
        return self

    def visible_to(self, user, today=None):
        """The one answer to "whose profile may this user open?" (S-03).

        One's own; those one is paired with or has an open request with; the
        listed ones of the other role in a program one is enrolled in, while one
        is a member or within the grace (R7, D14); none that is blocked, by either side (F86);
        all, for coordinators. Everybody else's answers like a missing one.
        """
        if user is None or not user.is_authenticated or not user.is_active:
            return self.none()
        if user.has_perm("wagtail_mentoring.coordinate_mentoringprogram"):
            return self.all()
        role = self.model.role
        counterpart = swapper.load_model("wagtail_mentoring", self.model.counterpart_name)
        own = counterpart.objects.for_user(user).enrolled().with_membership(today)
        own_programs = own.values("program")
        other = role.other.value
        partner = Q(
            **{
                f"mentorships__{other}__member__user": user,
                "mentorships__status__in": OPEN_MENTORSHIP_STATUSES,
            }
        )
        asked = Q(
            **{f"requests__{other}__member__user": user, "requests__status": RequestStatus.PENDING}
        )
        known = (
            self.model.objects.filter(partner | asked)
            .exclude(status__in=[ProfileStatus.LEFT, ProfileStatus.DRAFT])
            .values("pk")
        )
        return self.not_blocked_for(user).filter(
            Q(member__user=user)
            | Q(pk__in=known)
            | Q(
                pk__in=self.model.objects.filter(program__in=own_programs)
                .listed(today)
                .values("pk")
            )
        )
