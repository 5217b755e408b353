"""Acts on a request: make, accept, decline, ask for more, answer, withdraw, wait, expire."""

from django.utils.translation import gettext as _

from .. import signals
from ..enums import MentorshipStatus, RequestNoteKind, RequestStatus, Role
from ..exceptions import Refusal
from ..models import Mentorship, MentorshipRequest, RequestNote, pair_key
from ..notifications.dispatch import notify
from .base import MentoringAction
from .locks import first_free_slot, lock_pair, lock_profiles, taken_slots
from .pairs import count_places, decide, promote_waiting, settle_full_mentee, settle_full_mentor


class MakeRequestAction(MentoringAction):
    """``asker`` asks ``asked`` for a mentorship (R31, R32); the other is told by mail (R33, R34).

    ``form_token`` makes the same form sent twice one request (C-14).
    Returns the ``MentorshipRequest``.
    """

    event = "request.make"

    def __init__(self, asker, asked, *, message="", form_token=None, actor=None):
        super().__init__(actor=actor)
        self.asker, self.asked = asker, asked
        self.message = message
        self.form_token = form_token

    def lock(self):
        if self.asker.role is self.asked.role:
            return
        mentor, mentee = (
            (self.asker, self.asked) if self.asker.role is Role.MENTOR else (self.asked, self.asker)
        )
        mentors, mentees = lock_profiles([mentor.pk], [mentee.pk])
        self.mentor, self.mentee = mentors[mentor.pk], mentees[mentee.pk]
        is_mentor = self.asker.role is Role.MENTOR
        self.asker, self.asked = (
            (self.mentor, self.mentee) if is_mentor else (self.mentee, self.mentor)
        )

    def refusals(self):
        if self._sent():
            return []
        return self.rules.can_act_for(self.actor, self.asker, self.asked) or self.rules.can_request(
            self.asker, self.asked
        )

    def _sent(self):
        """Return the request this very form has made already, if it has."""
        if not self.form_token:
            return None
        return self.asker.requests.filter(
            form_token=self.form_token, initiated_by=self.asker.role
        ).first()

    def write(self):
        sent = self._sent()
        if sent is not None:
            return sent
        program = self.asker.program
        waits = self.asker.role is Role.MENTEE and self.rules.will_wait(self.mentor)
        request = MentorshipRequest.objects.create(
            program=program,
            mentor=self.mentor,
            mentee=self.mentee,
            mentor_member=self.mentor.member,
            mentee_member=self.mentee.member,
            initiated_by=self.asker.role,
            message=self.message,
            open_pair=pair_key(program.pk, self.mentor.member_id, self.mentee.member_id),
            created_at=self.now,
            clock_started_at=self.now,
            waiting_since=self.now if waits else None,
            form_token=self.form_token,
        )
        self.log(request, profile=self.asker, to=str(RequestStatus.PENDING), waiting=waits or None)
        notify("request_received", recipient=self.asked.member, about=request, program=program)
        if waits:
            notify("request_waiting", recipient=self.asker.member, about=request, program=program)
        self.signal(signals.request_made, request)
        return request


class RequestAction(MentoringAction):
    """Base for acts on one request. ``side`` is "asker" or "asked": whose act it is."""

    side: str
    rule: str

    def __init__(self, request, *, actor=None):
        super().__init__(actor=actor)
        self.request = request

    def lock(self):
        self.request = lock_pair(
            MentorshipRequest, self.request.pk, self.request.mentor_id, self.request.mentee_id
        )

    @property
    def profile(self):
        """The profile on whose behalf this is done."""
        return getattr(self.request, self.side)

    @property
    def other(self):
        return self.request.other_side(self.profile)

    def refusals(self):
        return self.rules.can_act_for(self.actor, self.profile, self.other) or getattr(
            self.rules, self.rule
        )(self.request, self.profile)

    def notify_other(self, event, **kwargs):
        notify(
            event,
            recipient=self.other.member,
            about=self.request,
            program=self.request.program,
            **kwargs,
        )


class AcceptRequestAction(RequestAction):
    """Accept: both places are taken, the mentorship begins, both are told the next steps (R35, R36, R43).

    Returns the ``Mentorship``.
    """

    event = "request.accept"
    side = "asked"
    rule = "can_accept"

    def __init__(self, request, *, message="", actor=None):
        super().__init__(request, actor=actor)
        self.message = message

    def lock(self):
        super().lock()
        # The rules read the counters; the places themselves are what counts (D2).
        self.slots = {
            profile.role: taken_slots(profile)
            for profile in (self.request.mentor, self.request.mentee)
        }
        for profile in (self.request.mentor, self.request.mentee):
            profile.open_mentorships = len(self.slots[profile.role])

    def write(self):
        request = self.request
        mentor, mentee = request.mentor, request.mentee
        decide(self, request, RequestStatus.ACCEPTED, decision_message=self.message)
        mentorship = Mentorship.objects.create(
            program=request.program,
            request=request,
            mentor=mentor,
            mentee=mentee,
            mentor_member=mentor.member,
            mentee_member=mentee.member,
            status=MentorshipStatus.ACTIVE,
            open_pair=pair_key(request.program_id, mentor.member_id, mentee.member_id),
            mentor_slot=first_free_slot(self.slots[Role.MENTOR]),
            mentee_slot=first_free_slot(self.slots[Role.MENTEE]),
            started_at=self.now,
        )
        self.log(request, profile=self.profile, **{"from": "pending", "to": "accepted"})
        self.log(mentorship, event="mentorship.start", profile=self.profile)
        for profile in (mentor, mentee):
            notify(
                "mentorship_started",
                recipient=profile.member,
                about=mentorship,
                program=request.program,
                extra={"contact": self.contact_lines(profile, mentorship.other_side(profile))},
            )
        if count_places(mentee, +1):
            settle_full_mentee(self, mentee)
        if count_places(mentor, +1):
            settle_full_mentor(self, mentor)
        self.signal(signals.request_accepted, request, mentorship=mentorship)
        return mentorship

    def contact_lines(self, profile, other):
        """Return the other's contact details as far as ``profile`` may see them now (D7)."""
        member = other.member
        names = self.rules.visible_contact(profile.member.user, member, self.request.program)
        return [getattr(member, name) for name in names]


class DeclineRequestAction(RequestAction):
    """Decline, with a message to the other and a reason for the coordinators if one wants (D9)."""

    event = "request.decline"
    side = "asked"
    rule = "can_decline"

    def __init__(self, request, *, reason=None, message="", actor=None):
        super().__init__(request, actor=actor)
        self.reason = reason
        self.message = message

    def refusals(self):
        refusals = super().refusals()
        if (
            not refusals
            and self.reason is not None
            and self.reason.program_id != self.request.program_id
        ):
            refusals = [Refusal("other_program", _("Choose a reason from the list."))]
        return refusals

    def write(self):
        decide(
            self,
            self.request,
            RequestStatus.DECLINED,
            decision_message=self.message,
            decline_reason=self.reason,
        )
        self.log(self.request, profile=self.profile, **{"from": "pending", "to": "declined"})
        self.notify_other("request_declined")
        self.signal(signals.request_declined, self.request)
        return self.request


class AskInformationAction(RequestAction):
    """Ask for more before deciding; the request stays open (D9)."""

    event = "request.ask"
    side = "asked"
    rule = "can_ask_information"
    kind = RequestNoteKind.QUESTION
    mail = "request_question"

    def __init__(self, request, *, body, actor=None):
        super().__init__(request, actor=actor)
        self.body = body

    def write(self):
        note = RequestNote.objects.create(
            request=self.request,
            kind=self.kind,
            body=self.body,
            author=self.profile.member.user,
            created_at=self.now,
        )
        self.log(self.request, profile=self.profile)
        self.notify_other(self.mail)
        self.signal(signals.request_note_added, self.request)
        return note


class AnswerInformationAction(AskInformationAction):
    """Answer what the other wanted to know."""

    event = "request.answer"
    side = "asker"
    rule = "can_answer_information"
    kind = RequestNoteKind.ANSWER
    mail = "request_answered"


class WithdrawRequestAction(RequestAction):
    """Take a request back; the other is told, and the place among the open requests is free again."""

    event = "request.withdraw"
    side = "asker"
    rule = "can_withdraw"

    def write(self):
        decide(self, self.request, RequestStatus.WITHDRAWN)
        self.log(self.request, profile=self.profile, **{"from": "pending", "to": "withdrawn"})
        self.notify_other("request_withdrawn")
        self.signal(signals.request_withdrawn, self.request)
        return self.request


class ExpireRequestAction(RequestAction):
    """No answer within the program's days: the request ends, and both are told (D8). The system's act."""

    event = "request.expire"
    side = "asked"
    rule = "can_decline"

    def write(self):
        decide(self, self.request, RequestStatus.EXPIRED)
        self.log(self.request, **{"from": "pending", "to": "expired"})
        program = self.request.program
        notify(
            "request_expired",
            recipient=self.request.asker.member,
            about=self.request,
            program=program,
        )
        notify(
            "request_expired_asked",
            recipient=self.request.asked.member,
            about=self.request,
            program=program,
        )
        self.signal(signals.request_expired, self.request)
        return self.request


class PromoteWaitingAction(MentoringAction):
    """Offer a mentor's free places to those on the waiting list. Returns the requests that moved up."""

    event = "request.promote"

    def __init__(self, mentor, *, actor=None):
        super().__init__(actor=actor)
        self.mentor = mentor

    def lock(self):
        mentors = lock_profiles([self.mentor.pk])[0]
        self.mentor = mentors[self.mentor.pk]

    def write(self):
        return promote_waiting(self, self.mentor) if self.mentor.has_free_place else []
