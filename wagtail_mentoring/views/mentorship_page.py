"""The page of two people: the next step first, what they work on below, messages beside it."""

from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import get_participant_model
from ..enums import MentorshipStatus, Role
from ..models import Testimonial
from .base import ProgramTemplateView
from .contact import contact_of, own_contact
from .feelings import feeling_of
from .mentorships import CHANGE, mentorship_state
from .next_step import next_step
from .pair_agreement import agreement_rows, standing_agreements
from .pair_forms import OneMentorshipMixin
from .pair_goals import goal_rows, note_rows
from .pair_meetings import meeting_rows
from .people import day, person
from .thread import RECENT, Thread

#: Notes on the page itself.
NOTES_SHOWN = 3


class MentorshipView(OneMentorshipMixin, ProgramTemplateView):
    """What the two need: next step, ways to reach each other, what was agreed; and, when it is over, what was."""

    template_name = "wagtail_mentoring/mentorships/mentorship.html"

    def get_context_data(self, **kwargs):
        item, own = self.item, self.own
        title = self.item_title()
        visible = self.other_is_visible
        self.remember_partners()
        is_active = item.status == MentorshipStatus.ACTIVE
        return super().get_context_data(
            mentoring_title=title,
            mentoring_breadcrumb=self.get_breadcrumb({"label": title}),
            item=item,
            own=own,
            other=person(self.other, self.links, visible=visible),
            state=mentorship_state(item),
            facts=self.facts(),
            step=next_step(self),
            agreement=self.agreement(),
            goals=self.goals,
            notes=note_rows(self, self.notes[:NOTES_SHOWN]),
            more_notes=len(self.notes) > NOTES_SHOWN,
            meetings=self.meetings[0],
            past_meetings=self.meetings[1],
            work=self.work_urls(),
            notes_url=self.work_url("notes"),
            calendar_url=self.links.url("desk_calendar"),
            is_new=is_active and not any(self.standing) and not self.goals,
            is_active=is_active,
            is_on_hold=item.status == MentorshipStatus.ON_HOLD,
            next_steps=[] if self.program.next_steps else self.default_next_steps(),
            contact=contact_of(self.other, item, self.request.user, self.rules, visible=visible),
            own_contact=own_contact(own, self.other, self.rules) if item.is_open else None,
            over=self.over(),
            place_is_free=own.is_enrolled and own.has_free_place,
            feeling=feeling_of(item, own, self.links),
            testimonial=self.testimonial(),
            testimonial_url=self.links.url("desk_mentorship_testimonial", uuid=item.uuid),
            conversation=self.conversation,
            talk=self.way_to_messages(),
            change_open=CHANGE in self.request.GET,
            hold_url=self.links.url("desk_mentorship_hold", uuid=item.uuid),
            block_url=self.links.url("desk_block", uuid=self.other.member.uuid),
            end_url=self.links.url("desk_mentorship_end", uuid=item.uuid),
            person_url=self.links.url("enrollment_person"),
            find_url=self.links.find(own.role.other),
            desk_url=self.links.url("desk"),
            statement_title=self.statement_title(),
            **kwargs,
        )

    def remember_partners(self):
        """Spare the rules of contact details the question whether the two work together: here they do."""
        if self.item.is_open:
            one, two = self.own.member, self.other.member
            for reader, read in ((one, two), (two, one)):
                self.rules.remember(True, "partner", reader.user_id, read.pk, self.program.pk)

    # What the two work on

    @cached_property
    def standing(self):
        return standing_agreements(self.item)

    @cached_property
    def goals(self):
        return goal_rows(self)

    @cached_property
    def notes(self):
        return list(self.item.notes.readable_by(self.own.role)[: NOTES_SHOWN + 1])

    @cached_property
    def meetings(self):
        return meeting_rows(self)

    @cached_property
    def end_is_near(self):
        item = self.item
        if item.agreed_end_on is None or not item.is_open:
            return False
        return self.rules.end_is_near(item, self.rules.end_notice_days(self.program))

    def work_urls(self):
        """Return the addresses of the forms, by name; none when it is over."""
        if not self.item.is_open:
            return {}
        names = ("agreement", "extend", "goal_add", "note_add", "meeting_add", "complete")
        return {name: self.work_url(name) for name in names}

    def work_url(self, name):
        return self.links.url(f"desk_mentorship_{name}", uuid=self.item.uuid)

    def agreement(self):
        """Return ``{proposed, confirmed}``, each ``{rows, text, version, is_own}`` or ``None``."""
        proposed, confirmed = self.standing
        return {
            "proposed": proposed if self.item.is_open and proposed else None,
            "proposed_rows": agreement_rows(proposed) if proposed else [],
            "is_own": bool(proposed) and proposed.proposed_by == self.own.role,
            "confirmed": confirmed,
            "agreed_on": day(confirmed.confirmed_at) if confirmed else "",
            "confirmed_rows": agreement_rows(confirmed, self.item.agreed_end_on)
            if confirmed
            else [],
            "confirm_url": self.work_url("agreement_confirm"),
            "withdraw_url": self.work_url("agreement_withdraw"),
        }

    @cached_property
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
        if item.agreed_end_on and item.is_open:
            rows.append(
                {
                    "key": _("Agreed end"),
                    "value": day(item.agreed_end_on),
                    "url": self.work_url("extend"),
                    "change_label": _("Extend"),
                }
            )
        if item.ended_at:
            rows.append({"key": _("Over since"), "value": day(item.ended_at)})
        elif not item.agreed_end_on:
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
        is_completed = item.status == MentorshipStatus.COMPLETED
        if is_completed:
            title = _("Your %(mentorship)s is completed")
            sentence = (
                _("You marked it as completed on %(day)s.")
                if by_own
                else _("%(name)s marked it as completed on %(day)s.")
            )
        else:
            title = _("Your %(mentorship)s is over")
            sentence = (
                _("You ended it on %(day)s.") if by_own else _("%(name)s ended it on %(day)s.")
            )
        return {
            "title": title % names,
            "text": sentence % names,
            "is_completed": is_completed,
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

    def way_to_messages(self):
        """Return ``{label, url}``: what is new, or where they stand on a small screen; ``None`` without any."""
        conversation = self.conversation
        if conversation["unread"]:
            return {"label": conversation["unread"], "url": conversation["url"]}
        if conversation["latest"] or conversation["may_write"]:
            return {"label": _("Messages"), "url": "#messages"}
        return None

    @cached_property
    def thread(self):
        """The latest of what the two wrote; they and the program have been read already."""
        item, request = self.item, self.item.request
        request.program, request.mentor, request.mentee = item.program, item.mentor, item.mentee
        return Thread(
            request,
            self.own,
            self.links,
            visible=self.other_is_visible,
            mentorship=item,
            latest=RECENT,
        )

    @cached_property
    def conversation(self):
        return self.thread.panel(self.rules)

    @property
    def may_write_first(self):
        """Whether the reader can write, and has written nothing since the request."""
        return self.thread.last_own is None and self.conversation["may_write"]
