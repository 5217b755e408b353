"""A request, as each of the two sees it."""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from .. import get_participant_model
from ..enums import RequestStatus, Role
from ..models import MentorshipRequest
from .acts import mend
from .base import ProgramTemplateView
from .fit import why_you_two
from .pair_forms import OfTwoMixin
from .people import person
from .request_words import (
    last_day,
    lead_of,
    next_of,
    open_question,
    outcome_of,
    state_of,
    timeline_of,
)
from .thread import Thread


class OneRequestMixin(OfTwoMixin):
    """Finds the request, and what was written about it."""

    def get_items(self):
        return MentorshipRequest.objects.for_user(self.request.user).select_related("mentorship")

    @cached_property
    def notes(self):
        return list(self.item.notes.all())

    @property
    def is_asker(self):
        return self.own.role == self.item.initiated_by

    @cached_property
    def other_is_visible(self):
        model = get_participant_model(self.other.role)
        return model.objects.visible_to(self.request.user).filter(pk=self.other.pk).exists()

    def item_url(self):
        return self.links.url("desk_request", uuid=self.item.uuid)

    def get_help(self):
        """A concern raised from here is about this request, or what came of it, unless its author says otherwise."""
        found, made = super().get_help(), getattr(self.item, "mentorship", None)
        about = f"pair={made.uuid}" if made is not None else f"request={self.item.uuid}"
        return {**found, "concern_url": f"{found['concern_url']}?{about}"}

    def request_title(self):
        names = {"name": self.other.member.name}
        if self.is_asker:
            return _("Your request to %(name)s") % names
        return _("Request from %(name)s") % names

    @cached_property
    def thread(self):
        return Thread(
            self.item,
            self.own,
            self.links,
            visible=self.other_is_visible,
            mentorship=getattr(self.item, "mentorship", None),
            notes=self.notes,
        )

    def get_item_context(self):
        return {
            "item": self.item,
            "own": self.own,
            "is_asker": self.is_asker,
            "other": person(self.other, self.links, visible=self.other_is_visible),
            "item_url": self.item_url(),
            "state": state_of(self.item, self.own, self.notes),
        }


class RequestView(OneRequestMixin, ProgramTemplateView):
    """A request with all that was said, and the way to every act that is possible now."""

    template_name = "wagtail_mentoring/requests/request.html"

    def get_context_data(self, **kwargs):
        item, own = self.item, self.own
        title = self.request_title()
        return super().get_context_data(
            mentoring_title=title,
            mentoring_lead=lead_of(item, own),
            mentoring_breadcrumb=self.get_breadcrumb({"label": title}),
            question=open_question(self.notes) if item.is_open else None,
            words=self.thread.bubbles(),
            conversation=self.thread.panel(self.rules),
            statement_title=self.statement_title(),
            fit=why_you_two(own, self.other) if item.is_open else None,
            last_day=last_day(item),
            outcome="" if item.is_open else outcome_of(item, own),
            next_steps=next_of(item, own) if item.is_open and self.is_asker else [],
            timeline=timeline_of(item, own, self.notes),
            answers=self.answers() if item.is_open and not self.is_asker else [],
            waiting_text=self.waiting_text(),
            answer_url=self.links.url("desk_request_answer", uuid=item.uuid),
            withdraw_url=self.links.url("desk_request_withdraw", uuid=item.uuid),
            mentorship_url=self.mentorship_url(),
            find_url=self.links.find(own.role.other) if self.is_asker else "",
            **self.get_item_context(),
            **kwargs,
        )

    def statement_title(self):
        if self.other.role is Role.MENTEE:
            return self.named(_("What %(name)s hopes to achieve"))
        return self.named(_("How %(name)s likes to work"))

    def waiting_text(self):
        place = self.item.waiting_place
        if not place:
            return ""
        return (
            self.named(_("All your places are taken."))
            + " "
            + (
                _("%(name)s is number %(place)d on your waiting list.")
                % {"name": self.other.member.name, "place": place}
            )
        )

    def answers(self):
        """Return the ways to answer, each with what happens next (D9)."""
        refusals = self.rules.can_accept(self.item, self.own)
        accept = {
            "title": _("Accept"),
            "label": _("Accept"),
            "context": self.other.member.name,
            "variant": "primary",
        }
        if refusals:
            accept["text"] = " ".join(str(refusal) for refusal in refusals)
            accept["mending"] = [
                link
                for link in (mend(refusal, self.own, self.links) for refusal in refusals)
                if link
            ]
        else:
            accept["text"] = _(
                "You begin to work together, and both of you get a mail with the next steps."
            )
            accept["url"] = self.links.url("desk_request_accept", uuid=self.item.uuid)
        return [
            accept,
            {
                "title": _("Ask for more"),
                "text": self.named(
                    _("%(name)s gets your question by mail and can answer. The request stays open.")
                ),
                "url": self.links.url("desk_request_ask", uuid=self.item.uuid),
                "label": _("Ask for more"),
                "context": self.other.member.name,
                "variant": "secondary",
            },
            {
                "title": _("Decline"),
                "text": self.named(
                    _("%(name)s gets a polite mail, with a word from you if you like.")
                ),
                "url": self.links.url("desk_request_decline", uuid=self.item.uuid),
                "label": _("Decline"),
                "context": self.other.member.name,
                "variant": "secondary",
            },
        ]

    def mentorship_url(self):
        if self.item.status != RequestStatus.ACCEPTED or not hasattr(self.item, "mentorship"):
            return ""
        return self.links.url("desk_mentorship", uuid=self.item.mentorship.uuid)
