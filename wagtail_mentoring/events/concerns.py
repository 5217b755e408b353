"""Mails about what is told in confidence. They say that there is something to read, and never what, nor of whom."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from ..enums import ConcernStatus
from ..placeholders import Placeholder, ValueKind
from .base import TO_DESK, Event

_RAISED_ON = Placeholder("raised_on", _("Day the concern was raised"), dt.date(2027, 3, 2))
_REPORTER = _("The one who raised it")

CONCERN_EVENTS = (
    Event(
        "concern_received",
        _("Concern received"),
        _REPORTER,
        "desk",
        TO_DESK,
        (
            _RAISED_ON,
            Placeholder(
                "read_by", _("Who reads it: the office or the committee"), _("the program office")
            ),
        ),
        confidential=True,
    ),
    Event(
        "concern_waiting",
        _("A concern waits to be read"),
        _("Those who handle it"),
        "case",
        _("Read it"),
        valid_in=frozenset(set(ConcernStatus) - {ConcernStatus.CLOSED}),
        for_case_readers=True,
        confidential=True,
    ),
    Event(
        "concern_outcome",
        _("Outcome of a concern"),
        _REPORTER,
        "desk",
        TO_DESK,
        (
            _RAISED_ON,
            Placeholder(
                "outcome_told",
                _("What those who handled it write to the one who raised it"),
                _("We have talked with everybody, and the mentorship has ended."),
                ValueKind.WORDS,
            ),
        ),
        valid_in=frozenset({ConcernStatus.CLOSED}),
        confidential=True,
    ),
    Event(
        "pair_not_a_fit",
        _("A mentorship does not fit"),
        _("The coordinators, without the two"),
        "signal",
        _("Read it"),
        for_coordinators=True,
        confidential=True,
    ),
)
