"""Mails about mentorships."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from ..enums import OPEN_MENTORSHIP_STATUSES
from ..placeholders import Placeholder, ValueKind
from .base import BOTH, MESSAGE, OTHER, PAIR, TO_DESK, Event

TO_PAIR = _("See your page")
_OPEN = OPEN_MENTORSHIP_STATUSES
_MEETING = (
    Placeholder(
        "what",
        _("Who has planned, moved or canceled it, in one sentence"),
        _("Ana Lindqvist has planned a meeting with you."),
    ),
    Placeholder(
        "when",
        _("Day, time and length, in the recipient's time zone"),
        _("Tuesday, March 2, 2027, 3 p.m. to 4 p.m. (Europe/Paris)"),
        private=True,
    ),
)

MENTORSHIP_EVENTS = (
    Event(
        "mentorship_started",
        _("Mentorship started"),
        BOTH,
        "mentorship",
        _("See how to begin"),
        PAIR
        + (
            MESSAGE,
            Placeholder(
                "first_step",
                _("Who writes first and until when, in one sentence"),
                _("You write first. A good time for the first conversation is by March 9, 2027."),
            ),
            Placeholder(
                "next_steps",
                _("The program's next steps for a new pair"),
                "<p>…</p>",
                ValueKind.RICH,
            ),
            Placeholder(
                "contact",
                _("The other one's contact details, if the recipient may see them"),
                "ana@example.com",
                ValueKind.LINES,
                private=True,
            ),
            Placeholder("months", _("Suggested length in months"), "6–12"),
        ),
        # It may hold contact details, which are for those who work together.
        valid_in=_OPEN,
    ),
    Event(
        "mentorship_ended",
        _("Mentorship over"),
        OTHER,
        "desk",
        TO_DESK,
        PAIR
        + (
            Placeholder(
                "outcome",
                _("How it ended, in one sentence"),
                _("Ana Lindqvist has marked your mentorship as completed."),
            ),
            Placeholder(
                "thanks",
                _("Thanks of the other person"),
                _("Thank you."),
                ValueKind.WORDS,
                private=True,
            ),
            Placeholder("ended_on", _("Day it ended"), dt.date(2027, 3, 2)),
        ),
    ),
    Event(
        "mentorship_extended",
        _("Mentorship extended"),
        OTHER,
        "mentorship",
        TO_PAIR,
        PAIR + (Placeholder("agreed_end", _("The agreed last day"), dt.date(2027, 9, 30)),),
        valid_in=_OPEN,
    ),
    Event(
        "agreement_proposed",
        _("Agreement proposed"),
        OTHER,
        "mentorship",
        _("Read the proposal"),
        PAIR,
        valid_in=_OPEN,
    ),
    Event(
        "agreement_confirmed",
        _("Agreement confirmed"),
        _("The one who proposed it"),
        "mentorship",
        TO_PAIR,
        PAIR
        + (
            Placeholder(
                "agreed_end",
                _("The agreed last day; empty when there is none"),
                dt.date(2027, 9, 30),
            ),
        ),
        valid_in=_OPEN,
    ),
    Event(
        "meeting_planned",
        _("Meeting planned"),
        BOTH,
        "mentorship",
        TO_PAIR,
        PAIR + _MEETING,
        valid_in=_OPEN,
    ),
    Event(
        "meeting_moved",
        _("Meeting changed"),
        BOTH,
        "mentorship",
        TO_PAIR,
        PAIR + _MEETING,
        valid_in=_OPEN,
    ),
    Event("meeting_canceled", _("Meeting canceled"), BOTH, "mentorship", TO_PAIR, PAIR + _MEETING),
)
