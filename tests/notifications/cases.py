"""An example of each kind of mail."""

import datetime as dt
import re
from functools import partial

from django.utils import timezone

from tests.factories import (
    ConcernFactory,
    ConversationFactory,
    MemberFactory,
    MenteeFactory,
    MentorFactory,
    MentorshipFactory,
    MessageFactory,
    RequestFactory,
    SignalFactory,
)
from wagtail_mentoring.actions.ladder_base import Step
from wagtail_mentoring.actions.reminder_words import words_for
from wagtail_mentoring.enums import MailKind, RequestStatus
from wagtail_mentoring.links import base_url
from wagtail_mentoring.placeholders import Entry, Section

#: Addresses of links in HTML.
LINK = re.compile(r'href="([^"]+)"')


def case(event):
    """Return (recipient, about, program, extra) for a mail of ``event``."""
    if event.key == "digest":
        profile = MenteeFactory()
        return profile, profile, profile.program, {"count": "2 things", "mails": news()}
    if event.reminder and event.key != "request_reminder":
        return reminder_case(event)
    if event.key.startswith("request_"):
        status = (
            RequestStatus.PENDING
            if event.valid_in
            else {
                "request_declined": RequestStatus.DECLINED,
                "request_withdrawn": RequestStatus.WITHDRAWN,
                "request_closed": RequestStatus.CLOSED,
            }.get(event.key, RequestStatus.EXPIRED)
        )
        request = RequestFactory(status=status, decision_message="My time is short.")
        extra = {name: "Which talk?" for name in ("question", "answer") if name in event.names}
        asked = str(event.recipient) == "The one who was asked"
        return (request.asked if asked else request.asker), request, request.program, extra
    if event.key == "message_received":
        message = MessageFactory(text="I read your profile with joy.")
        request = message.conversation.request
        values = {"news": "Ana wrote to you.", "message": message.text, "reply": "Answer there."}
        return request.mentor, message, request.program, values
    if event.key == "reply_refused":
        conversation = ConversationFactory()
        request = conversation.request
        return request.mentor, conversation, request.program, {"reason": "It is too large."}
    if event.key.startswith(("mentorship_", "agreement_", "meeting_")):
        mentorship = MentorshipFactory()
        mentorship.thanks, mentorship.ended_at = "Thank you for all.", timezone.now()
        return mentorship.mentee, mentorship, mentorship.program, {}
    if event.key.startswith("concern_"):
        concern = ConcernFactory(outcome_told="We have talked with everybody.")
        return concern.reporter, concern, concern.program, {}
    if event.key == "pair_not_a_fit":
        signal = SignalFactory()
        return MemberFactory(), signal, signal.mentorship.program, {}
    if event.key == "partner_paused":
        mentorship = MentorshipFactory()
        return mentorship.mentee, mentorship, mentorship.program, {"until": dt.date(2027, 5, 1)}
    if event.key == "saved_search_news":
        profile = MenteeFactory()
        values = {"news": "1 new mentor fits “Careers”", "people": news(), "days": "7 days"}
        return profile, profile, profile.program, values
    profile = MentorFactory(staff_note="Please add your goals.")
    recipient = MemberFactory() if event.key == "profile_submitted" else profile
    return recipient, profile, profile.program, {}


def reminder_case(event):
    """The same for a step of the ladder, with the words the ladder gives it."""
    kind = event.reminder
    if event.kind == MailKind.PAIRS:
        about = MentorshipFactory(agreed_end_on=timezone.localdate() + dt.timedelta(days=30))
        profile = about.mentee
    else:
        status = {"incomplete": "draft", "paused": "paused"}.get(kind.value, "active")
        profile = about = MenteeFactory(status=status)
        profile.member.membership_ends_on = timezone.localdate() + dt.timedelta(days=30)
        profile.member.save()
    words = partial(
        words_for, kind, about, profile, Step(kind, 1 + event.is_later, 3, is_later=event.is_later)
    )
    return profile, about, profile.program, words


def news():
    """Return what a mail about saved searches lists."""
    entry = Entry("Ana Lindqvist", f"{base_url()}/mentors/1/", ("Biostatistician",))
    links = (("See all who fit", f"{base_url()}/mentors/?q=x&c-a=1"),)
    return (Section("Careers", (entry,), links),)
