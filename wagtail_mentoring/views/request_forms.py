"""Asking somebody: the form behind the badge on a profile (R31, R32, D4)."""

import uuid

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import get_participant_model
from ..actions import MakeRequestAction
from ..enums import Role
from ..forms.requests import MakeRequestForm
from ..models import Mentorship, MentorshipRequest, pair_key
from .acts import AskFirstFormView
from .fit import why_you_two
from .people import person


class MakeRequestView(AskFirstFormView):
    """Write to a person of ``role`` and ask them. Who may not be seen answers like a missing one (S-03)."""

    template_name = "wagtail_mentoring/requests/make.html"
    form_name = "request"
    form_class = MakeRequestForm
    read_again = ("asked", "own", "profiles", "member")
    #: The role of the one who is asked.
    role = None

    @cached_property
    def asked(self):
        found = get_object_or_404(
            get_participant_model(self.role)
            .objects.visible_to(self.request.user)
            .filter(program=self.program)
            .select_related("member__user"),
            uuid=self.kwargs["uuid"],
        )
        found.program = self.program
        return found

    @cached_property
    def own(self):
        return self.profiles.get(Role(self.role).other)

    def get_refusals(self):
        return self.rules.can_request(self.own, self.asked)

    def get_initial(self):
        return {**super().get_initial(), "form_token": uuid.uuid4()}

    def get_action(self, form=None):
        return MakeRequestAction(
            self.own,
            self.asked,
            message=form.cleaned_data["message"],
            form_token=form.cleaned_data["form_token"],
            actor=self.request.user,
        )

    def post(self, request, *args, **kwargs):
        refusals = self.get_refusals()
        form = self.get_form()
        if refusals:
            # Sent a second time, by a double click or by going back: the answer is the same (C-14).
            sent = self.find_sent(form) if form.is_valid() else None
            return self.answer(sent) if sent is not None else self.refuse(refusals)
        return self.form_valid(form) if form.is_valid() else self.form_invalid(form)

    def form_valid(self, form):
        response = super().form_valid(form)
        if response.status_code == 302:
            return response
        # The same form may have come through on another connection.
        sent = self.find_sent(form)
        return response if sent is None else self.answer(sent)

    def find_sent(self, form):
        """Return the request that this very form has made already, or ``None``."""
        token = form.cleaned_data.get("form_token")
        if token is None:
            return None
        return (
            MentorshipRequest.objects.for_user(self.request.user)
            .filter(program=self.program, form_token=token)
            .first()
        )

    def answer(self, sent):
        self.result = sent
        return HttpResponseRedirect(self.get_success_url())

    def get_success_url(self):
        return self.links.url("desk_request", uuid=self.result.uuid)

    def get_success_message(self):
        return self.named(_("Your request to %(name)s is on its way."))

    def named(self, sentence):
        return sentence % {"name": self.asked.member.name}

    def get_title(self):
        return self.named(_("Write to %(name)s"))

    def get_page_context(self):
        program, url = self.program, self.links.profile(self.asked)
        return {
            "mentoring_title": self.get_title(),
            "mentoring_breadcrumb": [
                {
                    "label": _("Find %(role)s") % {"role": program.word(self.role, plural=True)},
                    "url": self.links.find(self.role),
                },
                {"label": self.asked.member.name, "url": url},
                {"label": self.get_title()},
            ],
            "other": person(self.asked, self.links),
            "fit": why_you_two(self.own, self.asked),
            "keep": f"{self.form_name}-{self.asked.uuid}",
            "cancel_url": url,
            "back_label": _("Back to the profile"),
            "item_url": url,
            "submit_label": _("Send the request"),
            "next_steps": self.what_happens_next(),
            "next_in_order": True,
            "waits": self.waits,
        }

    @cached_property
    def waits(self):
        """Whether the request goes to a waiting list (D5)."""
        return Role(self.role) is Role.MENTOR and self.rules.will_wait(self.asked)

    def what_happens_next(self):
        days = self.program.request_expiry_days
        has_days = (
            ngettext(
                "%(name)s has %(days)d day to answer: to accept, to decline, or to ask you for more.",
                "%(name)s has %(days)d days to answer: to accept, to decline, or to ask you for more.",
                days,
            )
            if days
            else _("%(name)s can accept, decline, or ask you for more.")
        ) % {"name": self.asked.member.name, "days": days}
        told = _("You get a mail as soon as there is an answer. Until then you can withdraw.")
        if not self.waits:
            return [self.named(_("%(name)s gets a mail with your words.")), has_days, told]
        return [
            self.named(
                _("%(name)s gets a mail with your words, and you get a place on the waiting list.")
            ),
            _("When it is your turn, you get a mail. %(then)s") % {"then": has_days},
            told,
        ]

    def mend(self, refusal):
        code = refusal.code
        if code in ("asked_you", "already_requested", "already_paired"):
            return self.mend_open_pair(code)
        if code in ("too_many_requests", "you_paused", "mentee_full"):
            return {"label": _("Go to my mentoring"), "url": self.links.url("desk")}
        return super().mend(refusal)

    def mend_open_pair(self, code):
        key = pair_key(self.program.pk, self.own.member_id, self.asked.member_id)
        if code == "already_paired":
            model, name, label = Mentorship, "desk_mentorship", _("See your page")
        else:
            model, name, label = MentorshipRequest, "desk_request", _("See the request")
        found = model.objects.for_user(self.request.user).filter(open_pair=key).first()
        return found and {"label": label, "url": self.links.url(name, uuid=found.uuid)}
