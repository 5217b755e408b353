"""Who acts, and what all rules share: membership, Code of Conduct, enrollment, being a party."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from .. import membership
from ..enums import MembershipState, ProfileStatus, RequestStatus
from ..exceptions import Refusal
from ..models import CodeOfConductAgreement

COORDINATE = "wagtail_mentoring.coordinate_mentoringprogram"
BIND_CONDUCT = "wagtail_mentoring.bind_code_of_conduct"
OVERSEE = "wagtail_mentoring.oversee_concern"


class BaseRules:
    """What the other rules are made of."""

    #: An action asks while it holds its locks: then a snapshot from before must not answer (C-09).
    in_action = False

    def remember(self, value, fact, *about):
        """Spare this object a question that a page has just answered by another query.

        Actions have rules of their own, which know nothing beforehand.
        """
        self.__dict__.setdefault("_known", {})[(fact, *about)] = value

    def _recall(self, ask, fact, *about):
        known = self.__dict__.get("_known", {})
        return known[fact, *about] if (fact, *about) in known else ask()

    def is_coordinator(self, user):
        """Return whether ``user`` may coordinate and act for members (F60)."""
        return bool(user and user.is_active and user.has_perm(COORDINATE))

    def oversees(self, user):
        """Return whether ``user`` sits on the oversight committee (R73)."""
        return bool(user and user.is_active and user.has_perm(OVERSEE))

    def can_bind_conduct(self, user, program):
        """Coordinators, and editors who may, say which text members agree to (D13).

        ``None`` stands for the system.
        """
        if user is None or self.is_coordinator(user):
            return []
        if user.is_active and user.has_perm(BIND_CONDUCT):
            return []
        return [
            Refusal("may_not_bind", _("Only coordinators and editors who may do this can do it."))
        ]

    def can_act_for(self, user, profile, other=None):
        """A person acts for themself; coordinators act for anybody, which the log shows.

        Who is ``other``, the profile on the other side of the pair, does not act for both,
        whatever their office.
        """
        if user is None or (user.is_active and profile.member.user_id == user.pk):
            return []
        if not self.is_coordinator(user):
            return [
                Refusal("not_yours", _("Only the person themself or a coordinator can do this."))
            ]
        if other is not None and other.member.user_id == user.pk:
            return [
                Refusal(
                    "own_pair",
                    _("You are the other person here. Please ask another coordinator to do this."),
                )
            ]
        return []

    def can_read_private_words(self, user, pair):
        """Why one of the two declined or ended is for coordinators, and never for the other of the two (P-14)."""
        if self.is_coordinator(user) and pair.profile_of(user) is None:
            return []
        return [Refusal("not_for_you", _("This is for coordinators who are not involved."))]

    def can_edit_member(self, user, member):
        """What is kept of a person is changed by themself or by coordinators."""
        if (
            user is None
            or (user.is_active and member.user_id == user.pk)
            or self.is_coordinator(user)
        ):
            return []
        return [Refusal("not_yours", _("Only the person themself or a coordinator can do this."))]

    def hidden_from(self, answer, member, program):
        """Return the first day on which an ended membership hides the member, or ``None`` (D14).

        ``answer`` is the backend's ``Membership``. A source that cannot answer hides nobody.
        """
        if answer.state in (MembershipState.CURRENT, MembershipState.UNKNOWN):
            return None
        lapsed_on = (
            answer.lapsed_on or (member and member.membership_lapsed_on) or timezone.localdate()
        )
        return lapsed_on + dt.timedelta(days=program.membership_grace_days + 1)

    def _membership(self, user, program, member, new=False):
        answer = self._recall(lambda: membership.ask(user), "membership", getattr(user, "pk", None))
        if answer.state == MembershipState.CURRENT:
            return []
        if answer.state == MembershipState.UNKNOWN:
            return [
                Refusal(
                    "membership_unknown",
                    _(
                        "We could not check your membership just now. Please try again in a little while."
                    ),
                )
            ]
        if answer.state == MembershipState.PENDING:
            return [
                Refusal(
                    "membership_pending",
                    _(
                        "Your membership is not confirmed yet. As soon as the office has confirmed it, you can go on here."
                    ),
                )
            ]
        if not new and self.hidden_from(answer, member, program) > timezone.localdate():
            return []
        return [
            Refusal(
                "membership_missing",
                _("Mentoring is for current members. Renew or join, then you can go on here."),
            )
        ]

    def _is_member(self, profile):
        answer = membership.ask(profile.member.user)
        hidden = self.hidden_from(answer, profile.member, profile.program)
        return hidden is None or hidden > timezone.localdate()

    def _conduct(self, profile):
        program = profile.program
        if program.conduct_revision_id is None:
            return [
                Refusal(
                    "conduct_missing",
                    _(
                        "The program has not published its Code of Conduct yet. Please ask the program office."
                    ),
                )
            ]
        agreements = CodeOfConductAgreement.objects.binding(profile.member, program, profile.role)
        if self._recall(agreements.exists, "agreed", profile.role, profile.pk):
            return []
        return [
            Refusal(
                "conduct_not_agreed", _("Please read the Code of Conduct and agree to it first.")
            )
        ]

    def _enrolled(self, profile):
        messages = {
            ProfileStatus.DRAFT: ("not_enrolled", _("Finish your enrollment first.")),
            ProfileStatus.PENDING: (
                "not_approved",
                _("Your enrollment waits for approval. We write to you as soon as it is done."),
            ),
            ProfileStatus.LEFT: (
                "not_enrolled",
                _("You have left the program. Enroll again to go on."),
            ),
            ProfileStatus.SUSPENDED: (
                "suspended",
                _("Your profile is suspended. Please ask the program office."),
            ),
        }
        found = messages.get(profile.status)
        return [Refusal(*found)] if found else []

    def _open(self, request):
        if request.status == RequestStatus.PENDING:
            return []
        messages = {
            RequestStatus.ACCEPTED: _("This request has been accepted already."),
            RequestStatus.DECLINED: _("This request has been declined already."),
            RequestStatus.WITHDRAWN: _("This request has been withdrawn in the meantime."),
            RequestStatus.EXPIRED: _("This request has expired."),
            RequestStatus.CLOSED: _("This request has been closed in the meantime."),
        }
        return [Refusal(f"request_{request.status}", messages[RequestStatus(request.status)])]

    def _party(self, pair, profile, *allowed):
        """Refuse unless ``profile`` is one of the ``allowed`` sides. ``None`` stands for the system."""
        if profile is None or any(
            profile.role is side.role and profile.pk == side.pk for side in allowed
        ):
            return []
        return [Refusal("not_yours", _("This is for the other person to decide."))]
