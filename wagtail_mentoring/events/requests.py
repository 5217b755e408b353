"""Mails about requests."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from ..enums import MailKind, ReminderKind, RequestStatus
from ..placeholders import Placeholder, ValueKind
from .base import ASKED, ASKER, MESSAGE, OTHER, PAIR, TO_DESK, Event

ASKED_ON = Placeholder("asked_on", _("Day the request was sent"), dt.date(2027, 3, 2))
ANSWER_BY = Placeholder(
    "answer_by", _("Last day to answer; empty when there is none"), dt.date(2027, 3, 30)
)
WAITING = Placeholder(
    "waiting",
    _("That the request is on the waiting list, in one sentence; empty when it is not"),
    "",
)
DAYS = Placeholder(
    "days", _("How long a request stays open; empty when there is no end"), _("28 days")
)

_OPEN = frozenset({RequestStatus.PENDING})
_ANSWER, _SEE_REQUEST = _("Read the request and answer"), _("See the request")

REQUEST_EVENTS = (
    Event(
        "request_received",
        _("Request received"),
        ASKED,
        "request",
        _ANSWER,
        PAIR + (MESSAGE, ASKED_ON, ANSWER_BY, WAITING),
        valid_in=_OPEN,
    ),
    Event(
        "request_waiting",
        _("On the waiting list"),
        ASKER,
        "request",
        _SEE_REQUEST,
        PAIR + (ASKED_ON,),
        valid_in=_OPEN,
        repeats="waiting",
    ),
    Event(
        "request_place_free",
        _("A place has become free, to the one who asked"),
        ASKER,
        "request",
        _SEE_REQUEST,
        PAIR + (ASKED_ON, ANSWER_BY),
        valid_in=_OPEN,
        asked="request_place_free_asked",
        repeats="place",
    ),
    Event(
        "request_place_free_asked",
        _("A place has become free, to the one who was asked"),
        ASKED,
        "request",
        _ANSWER,
        PAIR + (MESSAGE, ASKED_ON, ANSWER_BY),
        valid_in=_OPEN,
        repeats="place",
    ),
    Event(
        "request_reminder",
        _("Reminder of a request"),
        ASKED,
        "request",
        _ANSWER,
        PAIR + (MESSAGE, ASKED_ON, ANSWER_BY),
        essential=False,
        kind=MailKind.REQUESTS,
        patient=True,
        reminder=ReminderKind.REQUEST,
        valid_in=_OPEN,
    ),
    Event(
        "request_declined",
        _("Request declined"),
        ASKER,
        "find",
        _("Look for somebody else"),
        PAIR + (MESSAGE,),
    ),
    Event(
        "request_question",
        _("Question about a request"),
        ASKER,
        "request",
        _("Answer the question"),
        PAIR
        + (
            Placeholder(
                "question",
                _("The question"),
                _("What would you like to do first?"),
                ValueKind.WORDS,
            ),
        ),
        valid_in=_OPEN,
        repeats="note",
    ),
    Event(
        "request_answered",
        _("Answer to a question about a request"),
        ASKED,
        "request",
        _ANSWER,
        PAIR
        + (
            Placeholder(
                "answer", _("The answer"), _("I want to give my first talk."), ValueKind.WORDS
            ),
            ANSWER_BY,
        ),
        valid_in=_OPEN,
        repeats="note",
    ),
    Event("request_withdrawn", _("Request withdrawn"), ASKED, "desk", TO_DESK, PAIR),
    Event(
        "request_expired",
        _("Request expired, to the one who asked"),
        ASKER,
        "find",
        _("Look for somebody else"),
        PAIR + (ASKED_ON, DAYS),
        asked="request_expired_asked",
    ),
    Event(
        "request_expired_asked",
        _("Request expired, to the one who was asked"),
        ASKED,
        "desk",
        TO_DESK,
        PAIR + (ASKED_ON, DAYS),
    ),
    Event(
        "request_closed",
        _("Request closed"),
        OTHER,
        "desk",
        TO_DESK,
        PAIR
        + (
            Placeholder(
                "reason",
                _("Why, in one sentence that gives nothing private away"),
                _("Ana Lindqvist has no free place any more."),
            ),
        ),
    ),
)
