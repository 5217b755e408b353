"""Who sees which contact detail of a member (D7, F14)."""

from ..enums import ContactVisibility, Standing
from ..models import Mentorship
from .base import BaseRules

_NARROWEST_FIRST = list(ContactVisibility)
#: The circles somebody of this standing belongs to.
_CIRCLES = {
    Standing.STRANGER: frozenset(),
    Standing.ENROLLED: frozenset({ContactVisibility.ENROLLED}),
    Standing.PARTNER: frozenset({ContactVisibility.ENROLLED, ContactVisibility.PARTNERS}),
}


class ContactRules(BaseRules):
    """The one place that decides what somebody sees of a member's contact details."""

    def contact_audience(self, member, program, name):
        """Return who sees the detail ``name`` in this program: the narrower of its choice and the member's."""
        own = ContactVisibility(getattr(member, f"{name}_visibility"))
        allowed = ContactVisibility(program.contact_visibility)
        return min(own, allowed, key=_NARROWEST_FIRST.index)

    def contact_for(self, standing, member, program):
        """Return the names of the details that somebody of this ``Standing`` sees."""
        circles = _CIRCLES[Standing(standing)]
        return [
            name
            for name in member.given_contact
            if self.contact_audience(member, program, name) in circles
        ]

    def visible_contact(self, user, member, program):
        """Return the names of the contact details of ``member`` that ``user`` may see (D7, F14).

        People see all of their own; so do coordinators, who act for members.
        """
        if not (user and user.is_authenticated) or not member.given_contact:
            return []
        if member.user_id == user.pk or self.is_coordinator(user):
            return member.given_contact
        as_partner = self.contact_for(Standing.PARTNER, member, program)
        if not as_partner:
            return []
        if self._recall(
            lambda: self._is_partner(user, member, program),
            "partner",
            user.pk,
            member.pk,
            program.pk,
        ):
            return as_partner
        as_enrolled = self.contact_for(Standing.ENROLLED, member, program)
        if as_enrolled and self._recall(
            lambda: self._takes_part(user, program), "takes_part", user.pk, program.pk
        ):
            return as_enrolled
        return []

    def _is_partner(self, user, member, program):
        mentorships = Mentorship.objects.for_user(user).open().for_member(member)
        return mentorships.filter(program=program).exists()

    def _takes_part(self, user, program):
        return any(
            profiles.filter(member__user=user).enrolled().with_membership().exists()
            for profiles in (program.mentor_profiles, program.mentee_profiles)
        )
