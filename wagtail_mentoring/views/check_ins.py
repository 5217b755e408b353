"""How it goes, told in private to those who run the program; the other person sees nothing of it (F47, F70)."""

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..actions import SaveCheckInAction, SignalFeelingAction
from ..actions.check_ins import months_between
from ..enums import PairFeeling
from ..forms.check_ins import CheckInForm, FeelingForm
from ..models import CheckIn, PairSignal
from ..models.check_ins import questions_of
from .base import ProgramTemplateView
from .pair_forms import OneMentorshipMixin, PairFormView


class PrivateWordView(PairFormView):
    """Base: a form that only coordinators read the answers of."""

    def get_refusals(self):
        return self.rules.can_say_how_it_goes(self.request.user, self.item, self.own)

    def get_words(self):
        return {
            "back_label": _("Back to your page"),
            "act_lead": self.named(
                _(
                    "Only the people who run the program read this. %(name)s neither sees it nor learns that you wrote."
                )
            ),
        }


class FeelingView(PrivateWordView):
    """Going well, unsure, or not a fit."""

    form_name = "feeling"
    form_class = FeelingForm

    def get_action(self, form=None):
        return SignalFeelingAction(
            self.item,
            self.own,
            form.cleaned_data["value"],
            note=form.cleaned_data["note"],
            actor=self.request.user,
        )

    def get_success_url(self):
        if self.result.value == PairFeeling.NOT_A_FIT:
            return self.links.url("desk_mentorship_not_a_fit", uuid=self.item.uuid)
        return self.item_url()

    def get_success_message(self):
        return _("Thank you for telling us. Only the people who run the program read it.")

    def get_title(self):
        return self.named(_("How is it going with %(name)s?"))

    def get_words(self):
        return super().get_words() | {"submit_label": _("Tell in confidence")}


class NotAFitView(OneMentorshipMixin, ProgramTemplateView):
    """What one can do when it does not fit: talk, a break, an end with kind words and a new search (R55, R56)."""

    template_name = "wagtail_mentoring/mentorships/not_a_fit.html"

    def get_context_data(self, **kwargs):
        title = _("When it does not fit")
        role = self.program.word(self.own.role.other)
        return super().get_context_data(
            mentoring_title=title,
            mentoring_breadcrumb=self.get_breadcrumb(
                {"label": self.item_title(), "url": self.item_url()}, {"label": title}
            ),
            item=self.item,
            other_name=self.other.member.name,
            has_told=self.has_told(),
            item_url=self.item_url(),
            end_url=self.links.url("desk_mentorship_end", uuid=self.item.uuid),
            find_url=self.links.find(self.own.role.other),
            find_label=_("Look for a new %(role)s") % {"role": role},
            concern_url=self.links.url("desk_concern") + f"?pair={self.item.uuid}",
            **kwargs,
        )

    def has_told(self):
        """Whether the last that the reader told is that it does not fit."""
        last = PairSignal.objects.filter(mentorship=self.item, member=self.own.member).first()
        return last is not None and last.value == PairFeeling.NOT_A_FIT


class CheckInView(PrivateWordView):
    """The few questions of the program; answered again in the same month, they replace what was said."""

    form_name = "check_in"
    form_class = CheckInForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "questions": self.questions}

    @cached_property
    def questions(self):
        return questions_of(self.program)

    @property
    def months(self):
        return months_between(self.item.started_at, timezone.now())

    def get_initial(self):
        said = CheckIn.objects.filter(
            mentorship=self.item, member=self.own.member, months=self.months
        ).first()
        answers = {answer.asked: answer for answer in said.answers.all()} if said else {}
        initial = {}
        for number, question in enumerate(self.questions):
            answer = answers.get(question.text)
            if answer is not None:
                initial[f"question_{number}"] = (
                    answer.text if answer.value is None else answer.value
                )
        return {**initial, **super().get_initial()}

    def get_action(self, form=None):
        return SaveCheckInAction(self.item, self.own, form.answers, actor=self.request.user)

    def get_success_message(self):
        return _("Thank you. Only the people who run the program read your answers.")

    def get_title(self):
        months = self.months
        if not months:
            return self.named(_("How is it going with %(name)s?"))
        return ngettext(
            "After %(months)d month with %(name)s",
            "After %(months)d months with %(name)s",
            months,
        ) % {"months": months, "name": self.other.member.name}

    def get_words(self):
        return super().get_words() | {"submit_label": _("Send")}
