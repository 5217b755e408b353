"""A break, coming back from it, leaving, and beginning again (D6, D21)."""

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from ..actions import (
    LeaveProfileAction,
    PauseProfileAction,
    RejoinProfileAction,
    ResumeProfileAction,
)
from ..enums import RequestStatus
from ..forms.base import NothingForm
from ..forms.desk import PauseForm
from ..models import Mentorship, MentorshipRequest
from .acts import AskFirstFormView, role_or_404
from .base import ActionView, ProgramViewMixin
from .people import names_in_words


class OwnProfileMixin(ProgramViewMixin):
    """Finds the reader's own profile of the role in the address."""

    read_again = ("own", "profiles", "member")

    @cached_property
    def own(self):
        profile = self.profiles.get(role_or_404(self.kwargs["role"]))
        if profile is None:
            raise Http404
        return profile

    def get_success_url(self):
        return self.links.url("desk")

    def roled(self, sentence):
        return sentence % {"role": self.program.word(self.own.role)}

    @cached_property
    def open_mentorships(self):
        own = self.own
        mine = Mentorship.objects.for_user(self.request.user).open()
        return list(mine.filter(**{own.role.value: own}).with_people())

    def partner_names(self):
        return names_in_words(
            item.other_side(self.own).member.name for item in self.open_mentorships
        )

    def get_act_context(self):
        title = self.get_title()
        desk = self.links.url("desk")
        return {
            "mentoring_title": title,
            "mentoring_breadcrumb": [
                {"label": _("My mentoring"), "url": desk},
                {"label": title},
            ],
            "keep": f"{self.form_name}-{self.own.uuid}",
            "cancel_url": desk,
            "item_url": desk,
            "back_label": _("Go to my mentoring"),
        }


class PauseView(OwnProfileMixin, AskFirstFormView):
    """Take a break: until a day or with an open end; the partners are told if one wishes (D6, R63-R65)."""

    form_name = "pause"
    form_class = PauseForm

    def get_refusals(self):
        return self.rules.can_pause(self.own)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "partners": self.partner_names()}

    def get_initial(self):
        return {"tell_partners": True, **super().get_initial()}

    def get_action(self, form=None):
        return PauseProfileAction(
            self.own,
            until=form.cleaned_data["until"],
            tell_partners=form.cleaned_data.get("tell_partners", False),
            actor=self.request.user,
        )

    def get_title(self):
        return self.roled(_("Take a break as %(role)s"))

    def get_success_message(self):
        return _("You take a break now. Resume whenever you like.")

    def get_page_context(self):
        sentences = [
            _("Nobody finds you, and nobody can send you a new request."),
            _("Requests that are open stay open, and you can still answer them."),
        ]
        if self.open_mentorships:
            sentences.append(
                _("Your work with %(names)s goes on.") % {"names": self.partner_names()}
            )
        return {
            **self.get_act_context(),
            "submit_label": _("Take a break"),
            "next_steps": sentences,
        }


class ResumeView(OwnProfileMixin, ActionView):
    """End the break."""

    @property
    def success_message(self):
        return _("Welcome back. You can be found again.")

    def get_action(self):
        return ResumeProfileAction(self.own, actor=self.request.user)


class RejoinView(OwnProfileMixin, ActionView):
    """Begin again after having left, with what was written before."""

    @property
    def success_message(self):
        return _("Good to have you back. Look through your answers, and send them again.")

    def get_action(self):
        return RejoinProfileAction(self.own, actor=self.request.user)

    def get_success_url(self):
        # Where the act was refused, the desk says why.
        return self.links.url("enrollment" if hasattr(self, "result") else "desk")


class LeaveView(OwnProfileMixin, AskFirstFormView):
    """Leave the program in one role, after having read what closes by it (D21)."""

    form_name = "leave"
    form_class = NothingForm
    submit_variant = "danger"

    def get_refusals(self):
        return self.rules.can_leave(self.own)

    def get_action(self, form=None):
        return LeaveProfileAction(self.own, actor=self.request.user)

    def get_title(self):
        return self.roled(_("Leave the program as %(role)s"))

    def get_success_message(self):
        return self.roled(
            _("You have left the program as %(role)s. You can enroll again at any time.")
        )

    def get_page_context(self):
        mine = MentorshipRequest.objects.for_user(self.request.user)
        pending = list(
            mine.filter(
                status=RequestStatus.PENDING, **{self.own.role.value: self.own}
            ).with_people()
        )
        sentences = [_("Nobody finds you any more, and nobody can send you a request.")]
        if self.open_mentorships:
            sentences.append(
                _("Your work with %(names)s ends. They get a polite mail.")
                % {"names": self.partner_names()}
            )
        if pending:
            sentences.append(
                _("Open requests with %(names)s close, and they are told.")
                % {"names": names_in_words(r.other_side(self.own).member.name for r in pending)}
            )
        sentences.append(
            _("What you wrote is kept, so that you can come back without starting again.")
        )
        act_lead = _("If you only need some time, take a break instead: nothing closes then.")
        return {
            **self.get_act_context(),
            "submit_label": _("Leave the program"),
            "cancel_label": _("Stay"),
            "act_lead": act_lead if self.own.is_enrolled else "",
            "next_steps": sentences,
        }
