"""What the pages of two people share, and their short forms: each is a page of its own, reached from theirs."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from ..models import Mentorship
from .acts import AskFirstFormView
from .base import ProgramViewMixin


class OfTwoMixin(ProgramViewMixin):
    """Finds what two people share among that of whoever is looking; another's answers like a missing one (S-02)."""

    def get_items(self):
        """Return the requests, or mentorships, that may be looked at."""
        raise NotImplementedError

    @cached_property
    def item(self):
        items = self.get_items().filter(program=self.program).with_people()
        found = get_object_or_404(items, uuid=self.kwargs["uuid"])
        for holder in (found, found.mentor, found.mentee):
            holder.program = self.program
        return found

    @cached_property
    def own(self):
        return self.item.profile_of(self.request.user)

    @cached_property
    def other(self):
        return self.item.other_side(self.own)

    def named(self, sentence):
        return sentence % {
            "name": self.other.member.name,
            "mentorship": self.program.mentorship_name,
        }

    def get_breadcrumb(self, *further):
        return [{"label": _("My mentoring"), "url": self.links.url("desk")}, *further]


class OneMentorshipMixin(OfTwoMixin):
    """Finds the mentorship."""

    def get_items(self):
        return Mentorship.objects.for_user(self.request.user).select_related("request")

    @cached_property
    def member(self):
        """The reader, as the two profiles know them: no other profile of theirs is read for it."""
        return self.own.member

    def item_url(self):
        return self.links.url("desk_mentorship", uuid=self.item.uuid)

    def item_title(self):
        return self.named(_("Your %(mentorship)s with %(name)s"))

    def get_help(self):
        """A concern raised from here is about the two, unless its author says otherwise."""
        found = super().get_help()
        return {**found, "concern_url": f"{found['concern_url']}?pair={self.item.uuid}"}


class PairFormView(OneMentorshipMixin, AskFirstFormView):
    """Base of the forms on the page of a mentorship. Subclasses say what is asked and done."""

    read_again = ("item", "own", "other")
    #: Where the page of the two is opened afterwards.
    anchor = ""

    def get_success_url(self):
        return self.item_url() + self.anchor

    def get_success_message(self):
        return self.named(self.success_message)

    def get_keep(self):
        """Return the name under which a browser keeps what was typed."""
        return f"{self.form_name}-{self.item.uuid}"

    def get_page_context(self):
        title = self.get_title()
        return {
            "mentoring_title": title,
            "mentoring_breadcrumb": self.get_breadcrumb(
                {"label": self.item_title(), "url": self.item_url()}, {"label": title}
            ),
            "keep": self.get_keep(),
            "cancel_url": self.item_url() + self.anchor,
            "cancel_label": _("Not now"),
            "item_url": self.item_url(),
            "back_label": self.item_title(),
            **self.get_words(),
        }

    def get_words(self):
        """Return ``{submit_label, act_lead, next_steps, …}``."""
        return {}
