"""A mentorship: the next step, how to reach each other, a break, the end."""

import datetime as dt

from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from ..actions import (
    CompleteMentorshipAction,
    ContinueMentorshipAction,
    EndMentorshipAction,
    HoldMentorshipAction,
    MarkFirstConversationAction,
)
from ..enums import ContactVisibility, MentorshipStatus, Role
from ..forms.mentorships import COMPLETED, EndForm
from .base import ActionView
from .pair_forms import OneMentorshipMixin, PairFormView
from .people import day

_TONES = {
    MentorshipStatus.ACTIVE: ("success", ""),
    MentorshipStatus.ON_HOLD: ("info", "pause"),
    MentorshipStatus.COMPLETED: ("success", "star"),
    MentorshipStatus.ENDED: ("neutral", "minus"),
}


def mentorship_state(item):
    """Return ``{label, tone, icon}`` for the pill."""
    tone, icon = _TONES[MentorshipStatus(item.status)]
    return {"label": item.get_status_display(), "tone": tone, "icon": icon}


def first_day(item):
    """Return the day by which the first conversation is suggested (D10)."""
    return timezone.localdate(item.started_at) + dt.timedelta(
        days=item.program.first_conversation_days
    )


#: Unfolds what the two can change, in the address of their page.
CHANGE = "change"


def first_step(item, own):
    """Return who writes first and until when, in one sentence (D10)."""
    shown = {"name": item.other_side(own).member.name, "day": day(first_day(item))}
    own_turn = own.role == item.program.first_to_write
    if first_day(item) < timezone.localdate():
        if own_turn:
            return _("Have you talked yet? It is for you to write first; a short hello is enough.")
        return (
            _("Have you talked yet? %(name)s was to write first, but you can just as well.") % shown
        )
    if own_turn:
        return _("You write first. Try to talk for the first time by %(day)s.") % shown
    return _("%(name)s writes first. Try to talk for the first time by %(day)s.") % shown


class MentorshipActView(OneMentorshipMixin, ActionView):
    """Base of the buttons on the page of a mentorship."""

    action_class = None

    def get_success_url(self):
        return self.item_url()

    def get_action(self):
        return self.action_class(self.item, self.own, actor=self.request.user)


class FirstConversationView(MentorshipActView):
    action_class = MarkFirstConversationAction

    @property
    def success_message(self):
        return _("Noted. All the best for your work together.")


class HoldView(MentorshipActView):
    action_class = HoldMentorshipAction

    def get(self, request, *args, **kwargs):
        """Mails lead here: show the page with its button unfolded."""
        return HttpResponseRedirect(f"{self.item_url()}?{CHANGE}=1#{CHANGE}")

    @property
    def success_message(self):
        return self.named(_("Your %(mentorship)s is on hold. Go on whenever you like."))


class ContinueView(MentorshipActView):
    action_class = ContinueMentorshipAction

    @property
    def success_message(self):
        return _("You go on.")


class EndView(PairFormView):
    """Completed or ended early, on one page: the reader chooses (R54, D12)."""

    template_name = "wagtail_mentoring/mentorships/end.html"
    form_name = "end"
    form_class = EndForm
    submit_variant = "danger"
    #: What is chosen beforehand.
    outcome = ""

    def get_refusals(self):
        return self.rules.can_end(self.item, self.own)

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "program": self.program,
            "name": self.other.member.name,
        }

    def get_initial(self):
        return {"outcome": self.outcome, **super().get_initial()}

    def get_action(self, form=None):
        data = form.cleaned_data
        action = CompleteMentorshipAction if form.is_completed else EndMentorshipAction
        return action(
            self.item,
            self.own,
            reason=data.get("reason"),
            note=data["note"],
            thanks=data["thanks"],
            actor=self.request.user,
        )

    def get_success_message(self):
        if self.result.status == MentorshipStatus.COMPLETED:
            return self.named(_("Your %(mentorship)s is completed. %(name)s gets a mail."))
        return self.named(_("It is over now. %(name)s gets a polite mail."))

    def get_title(self):
        return self.named(_("End your %(mentorship)s with %(name)s"))

    def get_words(self):
        return {
            "item": self.item,
            "state": mentorship_state(self.item),
            "cancel_label": _("Go on working together"),
            "back_label": _("See your page"),
            "submit_label": self.named(_("End the %(mentorship)s")),
            "act_lead": _(
                "It is best when the two of you have talked about it. Each of you may end it at any time."
            ),
            "next_steps": self.what_happens_next(),
        }

    def what_happens_next(self):
        sentences = [
            self.named(_("%(name)s gets a polite mail, with your thanks if you write any.")),
            _("Both of you can still read your page."),
        ]
        if self.program.contact_visibility == ContactVisibility.PARTNERS:
            sentences.append(_("Contact details are shown only while you work together."))
        if self.own.role is Role.MENTEE:
            sentences.append(
                _("You can look for a new %(role)s at once.")
                % {"role": self.program.word(Role.MENTOR)}
            )
        else:
            sentences.append(_("Your place is free for somebody else at once."))
        return sentences


class CompleteView(EndView):
    """The same page with "completed" chosen."""

    outcome = COMPLETED
