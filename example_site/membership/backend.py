"""Answers for wagtail_mentoring who is a member: named in the setting MEMBERSHIP_BACKEND."""

from django.utils import timezone

from wagtail_mentoring.enums import MembershipState
from wagtail_mentoring.membership import Membership as Answer
from wagtail_mentoring.membership import MembershipBackend

from .models import Membership, Status


class SocietyMembershipBackend(MembershipBackend):
    """Reads the society's register.

    A membership that is marked as current but paid only until a day in the past has lapsed on
    that day, whether or not the office has got round to marking it.
    """

    def get_membership(self, user):
        """Return the answer for one user; no row in the register means no member."""
        return self._answer(Membership.objects.filter(user=user).first())

    def get_memberships(self, users):
        """Return the answers for many users with one query."""
        users = list(users)
        rows = {row.user_id: row for row in Membership.objects.filter(user__in=users)}
        return {user.pk: self._answer(rows.get(user.pk)) for user in users}

    def _answer(self, row):
        if row is None:
            return Answer(MembershipState.NONE)
        region = row.get_region_display()
        if row.status == Status.PENDING:
            return Answer(MembershipState.PENDING, region=region)
        overdue = row.valid_until is not None and row.valid_until < timezone.localdate()
        if row.status == Status.LAPSED or overdue:
            return Answer(MembershipState.LAPSED, region=region, lapsed_on=row.valid_until)
        return Answer(MembershipState.CURRENT, region=region)
