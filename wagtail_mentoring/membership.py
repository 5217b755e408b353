"""Is this user a current member? The society's own data answers (R9, R10, D14)."""

import datetime as dt
import logging
from abc import ABC, abstractmethod
from dataclasses import dataclass

from .conf import settings
from .enums import MembershipState

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Membership:
    """What a backend says of one user.

    ``lapsed_on`` is the day the membership ended, ``ends_on`` the last day of one
    that is current, where the source knows it; ``region`` is the regional society,
    if any (R11).
    """

    state: MembershipState
    region: str = ""
    lapsed_on: dt.date | None = None
    ends_on: dt.date | None = None

    @property
    def is_current(self):
        return self.state == MembershipState.CURRENT


class MembershipBackend(ABC):
    """Base class for the site's answer. Set ``WAGTAIL_MENTORING["MEMBERSHIP_BACKEND"]``."""

    @abstractmethod
    def get_membership(self, user):
        """Return a ``Membership`` for ``user``.

        Raise ``MembershipUnavailable`` (or anything) when the source cannot
        answer: nobody gains a right by that, and nobody is removed (S-30).
        """

    def get_memberships(self, users):
        """Return ``{user.pk: Membership}``. Override where the source can answer for many at once."""
        return {user.pk: ask(user, backend=self) for user in users}


class ActiveAccountBackend(MembershipBackend):
    """Every active account is a current member."""

    def get_membership(self, user):
        return Membership(MembershipState.CURRENT if user.is_active else MembershipState.NONE)


class GroupBackend(MembershipBackend):
    """Members are the users in the group named by ``MEMBERSHIP_GROUP``."""

    def get_membership(self, user):
        is_member = user.is_active and user.groups.filter(name=settings.MEMBERSHIP_GROUP).exists()
        return Membership(MembershipState.CURRENT if is_member else MembershipState.NONE)

    def get_memberships(self, users):
        users = list(users)
        from django.contrib.auth import get_user_model

        inside = set(
            get_user_model()
            .objects.filter(
                pk__in=[u.pk for u in users], is_active=True, groups__name=settings.MEMBERSHIP_GROUP
            )
            .values_list("pk", flat=True)
        )
        return {
            u.pk: Membership(MembershipState.CURRENT if u.pk in inside else MembershipState.NONE)
            for u in users
        }


class StaticBackend(MembershipBackend):
    """Answers from a dictionary, for tests: ``StaticBackend.answers[user.pk] = Membership(...)``."""

    answers: dict = {}
    default = Membership(MembershipState.CURRENT)

    def get_membership(self, user):
        answer = self.answers.get(user.pk, self.default)
        if isinstance(answer, Exception):
            raise answer
        return answer


def ask(user, backend=None):
    """Return the ``Membership`` of ``user``; ``UNKNOWN`` when the backend fails (S-30)."""
    if user is None or not user.is_authenticated:
        return Membership(MembershipState.NONE)
    if backend is None:
        backend = settings.load("MEMBERSHIP_BACKEND")()
    try:
        return backend.get_membership(user)
    except Exception:
        # Whatever the society's own source raises must not break a page.
        logger.exception("The membership backend could not answer.")
        return Membership(MembershipState.UNKNOWN)


def ask_many(users):
    """Return ``{user.pk: Membership}`` for ``users``, asking the backend as few times as it allows."""
    users = list(users)
    try:
        return settings.load("MEMBERSHIP_BACKEND")().get_memberships(users)
    except Exception:
        logger.exception("The membership backend could not answer.")
        return {user.pk: Membership(MembershipState.UNKNOWN) for user in users}
