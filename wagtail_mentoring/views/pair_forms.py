"""What the short forms of two people share: each is a page of its own, reached from theirs."""

from django.utils.translation import gettext as _

from .acts import AskFirstFormView
from .mentorships import OneMentorshipMixin


class PairFormView(OneMentorshipMixin, AskFirstFormView):
    """Base of the forms on the page of a mentorship. Subclasses say what is asked and done."""

    #: Where the page of the two is opened afterwards.
    anchor = ""

    def forget(self):
        for name in ("item", "own", "other"):
            self.__dict__.pop(name, None)

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
            "cancel_url": self.get_success_url(),
            "cancel_label": _("Not now"),
            "item_url": self.item_url(),
            "back_label": self.item_title(),
            **self.get_words(),
        }

    def get_words(self):
        """Return ``{submit_label, act_lead, next_steps, …}``."""
        return {}
