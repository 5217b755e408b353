"""What each of the two can do with a request: accept, decline, ask for more, answer, withdraw."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..actions import (
    AcceptRequestAction,
    AnswerInformationAction,
    AskInformationAction,
    DeclineRequestAction,
    WithdrawRequestAction,
)
from ..enums import FullMentorPolicy, RequestStatus, Role
from ..forms.base import NothingForm
from ..forms.requests import AcceptForm, DeclineForm, NoteForm
from .acts import AskFirstFormView
from .people import names_in_words
from .request_words import last_day, open_question
from .requests import OneRequestMixin


class RequestActView(OneRequestMixin, AskFirstFormView):
    """Base of the pages on which one of the two does something with a request."""

    rule = ""
    read_again = ("item", "own", "other", "notes", "other_is_visible")

    def get_refusals(self):
        # Asked for the person's own side: a coordinator who is a party has no other rights here.
        return getattr(self.rules, self.rule)(self.item, self.own)

    def get_success_url(self):
        return self.item_url()

    def get_page_context(self):
        title = self.get_title()
        return {
            "mentoring_title": title,
            "mentoring_breadcrumb": self.get_breadcrumb(
                {"label": self.request_title(), "url": self.item_url()}, {"label": title}
            ),
            "keep": f"{self.form_name}-{self.item.uuid}",
            "cancel_url": self.item_url(),
            "back_label": _("See the request"),
            **self.get_item_context(),
        }


class AcceptView(RequestActView):
    rule = "can_accept"
    form_name = "accept"
    form_class = AcceptForm

    def get_title(self):
        return self.named(_("Accept the request from %(name)s"))

    def get_action(self, form=None):
        return AcceptRequestAction(
            self.item, message=form.cleaned_data["message"], actor=self.request.user
        )

    def get_success_url(self):
        return self.links.url("desk_mentorship", uuid=self.result.uuid)

    def get_success_message(self):
        return self.named(
            _("You and %(name)s are paired now. Both of you get a mail with the next steps.")
        )

    def get_page_context(self):
        return {
            **super().get_page_context(),
            "submit_label": _("Accept"),
            "next_steps": self.consequences(),
        }

    def consequences(self):
        """Return what happens when they accept, the other requests that close among it (D9)."""
        program, name = self.program, self.other.member.name
        first = (
            _("You write first")
            if self.own.role == program.first_to_write
            else self.named(_("%(name)s writes first"))
        )
        sentences = [
            self.named(_("You and %(name)s both get a mail with the next steps.")),
            ngettext(
                "%(first)s. A first conversation within %(days)d day is a good start.",
                "%(first)s. A first conversation within %(days)d days is a good start.",
                program.first_conversation_days,
            )
            % {"first": first, "days": program.first_conversation_days},
            _("You see each other's contact details, as far as each of you shares them."),
        ]
        sentences += self.consequences_for_own() + self.consequences_for_other(name)
        return sentences

    def consequences_for_own(self):
        own = self.own
        if own.limit is None or own.open_mentorships + 1 < own.limit:
            return []
        others = (
            own.requests.filter(status=RequestStatus.PENDING)
            .exclude(pk=self.item.pk)
            .with_people()
            .order_by("created_at")
        )
        if own.role is Role.MENTEE:
            closing, waiting = list(others), []
        else:
            policy = self.program.full_mentor_policy
            others = [other for other in others if not other.is_waiting]
            hidden = policy == FullMentorPolicy.HIDDEN
            closing = [o for o in others if hidden or o.initiated_by == Role.MENTOR]
            waiting = [
                o for o in others if o not in closing and policy == FullMentorPolicy.WAITING_LIST
            ]
        sentences = []
        if closing:
            sentences.append(
                _(
                    "This is your last free place, so your open requests with %(names)s close, and they are told."
                )
                % {"names": self.names(closing)}
            )
        if waiting:
            sentences.append(
                _(
                    "This is your last free place, so %(names)s will be on your waiting list, and are told."
                )
                % {"names": self.names(waiting)}
            )
        return sentences

    def consequences_for_other(self, name):
        other = self.other
        if other.role is not Role.MENTEE or other.limit is None:
            return []
        if other.limit == 1:
            return [_("Requests that %(name)s has open with others close.") % {"name": name}]
        # How many partners they have besides is for them to tell.
        return [
            _("If %(name)s has no further free place, their requests to others close.")
            % {"name": name}
        ]

    def names(self, requests):
        return names_in_words(r.other_side(self.own).member.name for r in requests)


class DeclineView(RequestActView):
    rule = "can_decline"
    form_name = "decline"
    form_class = DeclineForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "program": self.program}

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        form.fields["message"].help_text = self.named(
            _("%(name)s reads this, but not the reason above.")
            if "reason" in form.fields
            else _("%(name)s reads this.")
        )
        return form

    def get_title(self):
        return self.named(_("Decline the request from %(name)s"))

    def get_action(self, form=None):
        return DeclineRequestAction(
            self.item,
            reason=form.cleaned_data.get("reason"),
            message=form.cleaned_data["message"],
            actor=self.request.user,
        )

    def get_success_message(self):
        return self.named(_("You have declined. %(name)s gets a polite mail."))

    def get_page_context(self):
        return {
            **super().get_page_context(),
            "submit_label": _("Decline"),
            "act_lead": self.named(
                _(
                    "%(name)s gets a mail that you cannot say yes this time, with your message if you write one."
                )
            ),
        }


class NoteView(RequestActView):
    """Base of a question before deciding and the answer to it."""

    form_class = NoteForm
    action_class = None

    def get_action(self, form=None):
        return self.action_class(self.item, body=form.cleaned_data["body"], actor=self.request.user)

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "label": self.field_label(),
            "required": _("Write a few words."),
        }


class AskView(NoteView):
    rule = "can_ask_information"
    form_name = "ask"
    action_class = AskInformationAction

    def field_label(self):
        return _("Your question")

    def get_title(self):
        return self.named(_("Ask %(name)s for more"))

    def get_success_message(self):
        return self.named(_("%(name)s gets your question by mail. The request stays open."))

    def get_page_context(self):
        until = last_day(self.item)
        stays = (
            _("The request stays open; you can still answer it until %(day)s.") % {"day": until}
            if until
            else _("The request stays open.")
        )
        return {
            **super().get_page_context(),
            "submit_label": _("Send the question"),
            "act_lead": self.named(_("%(name)s gets a mail and can answer.")) + " " + stays,
        }


class AnswerView(NoteView):
    rule = "can_answer_information"
    form_name = "answer"
    action_class = AnswerInformationAction

    def field_label(self):
        return _("Your answer")

    def get_title(self):
        return self.named(_("Answer %(name)s"))

    def get_success_message(self):
        return self.named(_("%(name)s gets your answer by mail."))

    def get_page_context(self):
        question = open_question(self.notes)
        return {
            **super().get_page_context(),
            "submit_label": _("Send the answer"),
            "question": question,
        }


class WithdrawView(RequestActView):
    rule = "can_withdraw"
    form_name = "withdraw"
    form_class = NothingForm
    submit_variant = "danger"

    def get_title(self):
        return self.named(_("Withdraw your request to %(name)s"))

    def get_action(self, form=None):
        return WithdrawRequestAction(self.item, actor=self.request.user)

    def get_success_message(self):
        return self.named(_("Your request is withdrawn. %(name)s is told."))

    def get_page_context(self):
        return {
            **super().get_page_context(),
            "submit_label": _("Withdraw the request"),
            "act_lead": self.named(
                _(
                    "%(name)s is told by mail that you took it back. You can ask somebody else at once."
                )
            ),
        }
