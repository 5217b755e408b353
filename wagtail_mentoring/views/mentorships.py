"""A mentorship: the next step, how to reach each other, a break, the end."""

import datetime as dt

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import get_participant_model
from ..actions import (
    CompleteMentorshipAction,
    ContinueMentorshipAction,
    EndMentorshipAction,
    HoldMentorshipAction,
    MarkFirstConversationAction,
)
from ..enums import ContactVisibility, MentorshipStatus, Role
from ..forms.mentorships import COMPLETED, EndForm
from ..links import picture_url
from ..models import Mentorship, Testimonial
from .acts import AskFirstFormView
from .base import ActionView, ProgramTemplateView, ProgramViewMixin
from .contact import contact_of, own_contact
from .people import day, person

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


def first_step(item, own):
    """Return who writes first and until when, in one sentence (D10)."""
    shown = {"name": item.other_side(own).member.name, "day": day(first_day(item))}
    own_turn = own.role == item.program.first_to_write
    if first_day(item) < timezone.localdate():
        if own_turn:
            return _("Have you talked yet? You were to write first; a short hello is enough.")
        return (
            _("Have you talked yet? %(name)s was to write first, but you can just as well.") % shown
        )
    if own_turn:
        return _("You write first. Try to talk for the first time by %(day)s.") % shown
    return _("%(name)s writes first. Try to talk for the first time by %(day)s.") % shown


class OneMentorshipMixin(ProgramViewMixin):
    """Finds the mentorship among those of whoever is looking; another's answers like a missing one (S-02)."""

    @cached_property
    def item(self):
        found = get_object_or_404(
            Mentorship.objects.for_user(self.request.user)
            .filter(program=self.program)
            .with_people()
            .select_related("request"),
            uuid=self.kwargs["uuid"],
        )
        for holder in (found, found.mentor, found.mentee):
            holder.program = self.program
        return found

    @cached_property
    def own(self):
        return self.item.profile_of(self.request.user)

    @cached_property
    def other(self):
        return self.item.other_side(self.own)

    def item_url(self):
        return self.links.url("desk_mentorship", uuid=self.item.uuid)

    def named(self, sentence):
        return sentence % {
            "name": self.other.member.name,
            "mentorship": self.program.mentorship_name,
        }

    def item_title(self):
        return self.named(_("Your %(mentorship)s with %(name)s"))

    def get_breadcrumb(self, *further):
        return [{"label": _("My mentoring"), "url": self.links.url("desk")}, *further]


class MentorshipView(OneMentorshipMixin, ProgramTemplateView):
    """What the two need: next step, ways to reach each other, what was agreed; and, when it is over, what was."""

    template_name = "wagtail_mentoring/mentorships/mentorship.html"

    def get_context_data(self, **kwargs):
        item, own = self.item, self.own
        title = self.item_title()
        visible = self.other_is_visible()
        return super().get_context_data(
            mentoring_title=title,
            mentoring_breadcrumb=self.get_breadcrumb({"label": title}),
            item=item,
            own=own,
            other=person(self.other, self.links, visible=visible),
            state=mentorship_state(item),
            facts=self.facts(),
            first_step=first_step(item, own),
            is_active=item.status == MentorshipStatus.ACTIVE,
            is_on_hold=item.status == MentorshipStatus.ON_HOLD,
            next_steps=[] if self.program.next_steps else self.default_next_steps(),
            contact=contact_of(self.other, item, self.request.user, self.rules, visible=visible),
            own_contact=own_contact(own, self.other, self.rules) if item.is_open else None,
            over=self.over(),
            testimonial=self.testimonial(),
            testimonial_url=self.links.url("desk_mentorship_testimonial", uuid=item.uuid),
            words=self.words(visible),
            first_url=self.links.url("desk_mentorship_first", uuid=item.uuid),
            hold_url=self.links.url("desk_mentorship_hold", uuid=item.uuid),
            continue_url=self.links.url("desk_mentorship_continue", uuid=item.uuid),
            block_url=self.links.url("desk_block", uuid=self.other.member.uuid),
            end_url=self.links.url("desk_mentorship_end", uuid=item.uuid),
            person_url=self.links.url("enrollment_person"),
            find_url=self.links.find(own.role.other),
            desk_url=self.links.url("desk"),
            statement_title=self.statement_title(),
            **kwargs,
        )

    def other_is_visible(self):
        model = get_participant_model(self.other.role)
        return model.objects.visible_to(self.request.user).filter(pk=self.other.pk).exists()

    def statement_title(self):
        if self.other.role is Role.MENTEE:
            return self.named(_("What %(name)s hopes to achieve"))
        return self.named(_("How %(name)s likes to work"))

    def facts(self):
        item, program = self.item, self.program
        low, high = program.suggested_months_min, program.suggested_months_max
        rows = [
            {"key": capfirst(program.word(self.own.role)), "value": _("You")},
            {"key": capfirst(program.word(self.other.role)), "value": self.other.member.name},
            {"key": _("Started"), "value": day(item.started_at)},
        ]
        if item.first_conversation_at:
            rows.append({"key": _("First conversation"), "value": day(item.first_conversation_at)})
        if item.ended_at:
            rows.append({"key": _("Over since"), "value": day(item.ended_at)})
        else:
            months = (
                ngettext("%(high)d month", "%(high)d months", high)
                if low == high
                else _("%(low)d to %(high)d months")
            )
            rows.append(
                {
                    "key": _("Suggested length"),
                    "value": months % {"low": low, "high": high}
                    + "\n"
                    + _("What the two of you agree on counts."),
                }
            )
        return rows

    def default_next_steps(self):
        """Return what a new pair does best, where the program has no words of its own (R47-R52, R69)."""
        return [
            {
                "title": _("Say hello"),
                "text": _("Tell each other how you like to talk, and find a time."),
            },
            {
                "title": _("Talk about goals and time"),
                "text": _("What is to be achieved, how often you meet, and for how long."),
            },
            {
                "title": _("Say where the limits are"),
                "text": _("What stays between you, and what you would rather not be asked."),
            },
        ]

    def over(self):
        """Return what is said when it is over: how it ended, thanks, and the next step (D12, R55)."""
        item = self.item
        if item.is_open:
            return None
        by_own = item.ended_by == self.own.role
        names = {
            "name": self.other.member.name,
            "day": day(item.ended_at),
            "mentorship": self.program.mentorship_name,
        }
        if item.status == MentorshipStatus.COMPLETED:
            sentence = (
                _("You marked it as completed on %(day)s.")
                if by_own
                else _("%(name)s marked it as completed on %(day)s.")
            )
        else:
            sentence = (
                _("You ended it on %(day)s.") if by_own else _("%(name)s ended it on %(day)s.")
            )
        return {
            "text": sentence % names,
            "thanks": item.thanks,
            "thanks_by": _("You") if by_own else self.other.member.name,
        }

    def testimonial(self):
        """Return what the reader has said about the program, for its author: ``{text, words, withdraw_url}``."""
        if self.item.is_open:
            return None
        said = (
            Testimonial.objects.standing()
            .filter(mentorship=self.item, member=self.own.member)
            .order_by("pk")
            .first()
        )
        if said is None:
            return None
        return {
            "text": _("Your words are shown in public.")
            if said.live
            else _("Thank you. An editor reads your words before anybody else does."),
            "words": said.quote,
            "name": said.name,
            "role": said.role,
            "withdraw_url": self.links.url(
                "desk_mentorship_testimonial_withdraw", uuid=self.item.uuid
            ),
        }

    def words(self, other_is_visible):
        """Return what the two wrote to each other when it began."""
        request = self.item.request
        asker_is_own = request.initiated_by == self.own.role
        asker, asked = (self.own, self.other) if asker_is_own else (self.other, self.own)
        said = [
            (asker, request.message, request.created_at),
            (asked, request.decision_message, request.decided_at),
        ]
        return [
            {
                "author": author.member.name,
                "text": text,
                "sent": sent,
                "own": author is self.own,
                "portrait_url": picture_url(author.member)
                if author is self.own or other_is_visible
                else "",
            }
            for author, text, sent in said
            if text
        ]


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

    @property
    def success_message(self):
        return self.named(_("Your %(mentorship)s is on hold. Go on whenever you like."))


class ContinueView(MentorshipActView):
    action_class = ContinueMentorshipAction

    @property
    def success_message(self):
        return _("You go on.")


class EndView(OneMentorshipMixin, AskFirstFormView):
    """Completed or ended early, on one page: the reader chooses (R54, D12)."""

    template_name = "wagtail_mentoring/mentorships/end.html"
    form_name = "end"
    form_class = EndForm
    submit_variant = "danger"
    #: What is chosen beforehand.
    outcome = ""

    def get_refusals(self):
        return self.rules.can_end(self.item, self.own)

    def forget(self):
        for name in ("item", "own", "other"):
            self.__dict__.pop(name, None)

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

    def get_success_url(self):
        return self.item_url()

    def get_success_message(self):
        return self.named(_("It is over now. %(name)s gets a polite mail."))

    def get_title(self):
        return self.named(_("End your %(mentorship)s with %(name)s"))

    def get_page_context(self):
        title = self.get_title()
        return {
            "mentoring_title": title,
            "mentoring_breadcrumb": self.get_breadcrumb(
                {"label": self.item_title(), "url": self.item_url()}, {"label": title}
            ),
            "item": self.item,
            "state": mentorship_state(self.item),
            "keep": f"end-{self.item.uuid}",
            "cancel_url": self.item_url(),
            "cancel_label": _("Go on working together"),
            "item_url": self.item_url(),
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
