"""Mails about mentorships."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from ..placeholders import Placeholder, ValueKind
from .base import BOTH, MESSAGE, OTHER, PAIR, TO_DESK, Event

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
            ),
            Placeholder("months", _("Suggested length in months"), "6–12"),
        ),
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
                "thanks", _("Thanks of the other person"), _("Thank you."), ValueKind.WORDS
            ),
            Placeholder("ended_on", _("Day it ended"), dt.date(2027, 3, 2)),
        ),
    ),
)
