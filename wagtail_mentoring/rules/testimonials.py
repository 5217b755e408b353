"""Testimonials: who may offer one, and who may take it back."""

from django.utils.translation import gettext as _

from ..exceptions import Refusal
from ..models import Testimonial
from .base import BaseRules

EDIT_TESTIMONIALS = "wagtail_mentoring.change_testimonial"


class TestimonialRules(BaseRules):
    """What may be said in public, and how it is taken back?"""

    def can_offer_testimonial(self, mentorship, profile):
        """Either side may say a few words about the program when the mentorship is over, once (R78)."""
        refusals = self._party(mentorship, profile, mentorship.mentor, mentorship.mentee)
        if refusals:
            return refusals
        if mentorship.is_open:
            return [
                Refusal(
                    "not_over_yet",
                    _("You can say this when your %(mentorship)s is over.")
                    % {"mentorship": mentorship.program.mentorship_name},
                )
            ]
        offered = Testimonial.objects.standing().filter(
            mentorship=mentorship, member=profile.member
        )
        if offered.exists():
            return [Refusal("already_offered", _("You have said a few words already. Thank you."))]
        return []

    def can_withdraw_testimonial(self, user, testimonial):
        """Who said it takes it back at any time, and editors do it for them (P-02)."""
        is_own = testimonial.member is not None and testimonial.member.user_id == user.pk
        if not (user.is_active and (is_own or user.has_perm(EDIT_TESTIMONIALS))):
            return [Refusal("not_yours", _("Only the person themself or an editor can do this."))]
        if testimonial.consent_withdrawn_at:
            return [Refusal("already_withdrawn", _("This has been taken back already."))]
        return []
