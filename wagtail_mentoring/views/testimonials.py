"""A member says a few words about the program when a mentorship is over, and may take them back."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ..actions import OfferTestimonialAction, WithdrawTestimonialAction
from ..forms.testimonials import TestimonialForm
from ..models import Testimonial
from .base import ActionView
from .pair_forms import OneMentorshipMixin, PairFormView


class OfferTestimonialView(PairFormView):
    form_name = "testimonial"
    form_class = TestimonialForm

    def get_refusals(self):
        return self.rules.can_offer_testimonial(self.item, self.own)

    def get_initial(self):
        return {
            "name": self.own.member.name,
            "role": _("%(role)s in %(year)s")
            % {
                "role": capfirst(self.program.word(self.own.role)),
                "year": timezone.localtime(self.item.started_at).year,
            },
            **super().get_initial(),
        }

    def get_action(self, form=None):
        data = form.cleaned_data
        return OfferTestimonialAction(
            self.item,
            self.own,
            quote=data["message"],
            name=data["name"],
            role=data["role"],
            actor=self.request.user,
        )

    def get_success_message(self):
        return _("Thank you. An editor reads your words before anybody else does.")

    def get_title(self):
        return _("Say a few words about the program")

    def get_words(self):
        return {
            "back_label": _("See your page"),
            "submit_label": _("Offer these words"),
            "act_lead": self.named(
                _(
                    "Your words help others to take the first step. Please say nothing that %(name)s told you in confidence."
                )
            ),
        }


class WithdrawTestimonialView(OneMentorshipMixin, ActionView):
    @property
    def success_message(self):
        return _("Your words are taken back. They are not shown any more.")

    @cached_property
    def testimonial(self):
        return get_object_or_404(
            Testimonial.objects.standing().order_by("pk"),
            mentorship=self.item,
            member=self.own.member,
        )

    def get_action(self, form=None):
        return WithdrawTestimonialAction(self.testimonial, actor=self.request.user)

    def get_success_url(self):
        return self.item_url()
