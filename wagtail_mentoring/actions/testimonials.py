"""Acts on testimonials: members offer and take back; editors publish by Wagtail's own means."""

from django.utils.translation import gettext as _

from .. import signals
from ..exceptions import Refusal
from ..models import Mentorship, Testimonial
from .base import MentoringAction
from .locks import lock_pair


class OfferTestimonialAction(MentoringAction):
    """A member offers a few words about the program at the end of a mentorship (R78).

    ``quote``, ``name`` and ``role`` are as they shall be printed. Nothing is
    public before an editor has published it. Only the person themself can
    consent, so coordinators do not act here. Returns the ``Testimonial``, a draft.
    """

    event = "testimonial.offer"

    def __init__(self, mentorship, profile, *, quote, name, role="", actor):
        super().__init__(actor=actor)
        self.mentorship, self.profile = mentorship, profile
        self.quote, self.name, self.role = quote, name, role

    def lock(self):
        self.mentorship = lock_pair(
            Mentorship, self.mentorship.pk, self.mentorship.mentor_id, self.mentorship.mentee_id
        )
        self.profile = self.mentorship.side(self.profile.role)

    def refusals(self):
        if self.actor is None or self.actor.pk != self.profile.member.user_id:
            return [Refusal("not_yours", _("Only the person themself can agree to be quoted."))]
        return self.rules.can_offer_testimonial(self.mentorship, self.profile)

    def write(self):
        testimonial = Testimonial(
            quote=self.quote,
            name=self.name,
            role=self.role,
            program=self.mentorship.program,
            member=self.profile.member,
            mentorship=self.mentorship,
            consent_given_at=self.now,
            consent_means=_("On the site, when offering it"),
            live=False,
            has_unpublished_changes=True,
        )
        testimonial.save()
        testimonial.save_revision(user=self.actor)
        self.log(testimonial, profile=self.profile)
        self.signal(signals.testimonial_offered, testimonial)
        return testimonial


class WithdrawTestimonialAction(MentoringAction):
    """Take the consent back: the quote is public no longer, in any language, and never again (P-02)."""

    event = "testimonial.withdraw"

    def __init__(self, testimonial, *, actor):
        super().__init__(actor=actor)
        self.testimonial = testimonial

    def lock(self):
        self.testimonial = Testimonial.objects.select_for_update().get(pk=self.testimonial.pk)

    def refusals(self):
        return self.rules.can_withdraw_testimonial(self.actor, self.testimonial)

    def write(self):
        same = Testimonial.objects.filter(translation_key=self.testimonial.translation_key)
        for one in same.select_for_update().order_by("pk"):
            one.revisions.update(approved_go_live_at=None)
            if one.live:
                one.unpublish()
            Testimonial.objects.filter(pk=one.pk).update(consent_withdrawn_at=self.now)
        self.testimonial.refresh_from_db()
        self.log(self.testimonial)
        self.signal(signals.testimonial_withdrawn, self.testimonial)
        return self.testimonial
