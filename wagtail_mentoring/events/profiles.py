"""Mails about enrollment and the profiles of participants."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from ..enums import MailKind, ProfileStatus
from ..placeholders import Placeholder, ValueKind
from .base import MEMBER, NOTE, PAIR, ROLE, TO_DESK, Event

_TAKES_PART = frozenset({ProfileStatus.ACTIVE, ProfileStatus.PAUSED})

PROFILE_EVENTS = (
    Event(
        "enrollment_confirmed",
        _("Enrollment confirmed"),
        MEMBER,
        "find",
        _("Look around"),
        (ROLE,),
        valid_in=_TAKES_PART,
        repeats="status",
    ),
    Event(
        "profile_submitted",
        _("Profile waits for approval"),
        _("The coordinators"),
        "profile",
        _("See the profile"),
        (
            Placeholder("person", _("Name of the member"), "Robin Adeyemi"),
            Placeholder("person_role", _("The program's word for what they are"), _("mentee")),
        ),
        valid_in=frozenset({ProfileStatus.PENDING}),
        repeats="status",
        for_coordinators=True,
    ),
    Event(
        "profile_approved",
        _("Profile approved"),
        MEMBER,
        "find",
        _("Look around"),
        (ROLE,),
        valid_in=_TAKES_PART,
        repeats="status",
    ),
    Event(
        "profile_returned",
        _("Profile returned"),
        MEMBER,
        "enrollment",
        _("Change my profile"),
        (ROLE, NOTE),
        valid_in=frozenset({ProfileStatus.DRAFT}),
        repeats="status",
    ),
    Event(
        "profile_suspended",
        _("Profile suspended"),
        MEMBER,
        "desk",
        TO_DESK,
        (ROLE, NOTE),
        valid_in=frozenset({ProfileStatus.SUSPENDED}),
        repeats="status",
    ),
    Event(
        "profile_reinstated",
        _("Profile reinstated"),
        MEMBER,
        "desk",
        TO_DESK,
        (ROLE,),
        valid_in=_TAKES_PART,
        repeats="status",
    ),
    Event(
        "partner_paused",
        _("Partner takes a break"),
        _("Partners, if the member wishes"),
        "desk",
        TO_DESK,
        PAIR
        + (
            Placeholder("until", _("Last day of the break; empty when open"), dt.date(2027, 5, 31)),
            Placeholder(
                "note",
                _("What the other person wrote"),
                _("I am moving."),
                ValueKind.WORDS,
                private=True,
            ),
        ),
        essential=False,
        kind=MailKind.PARTNERS,
        repeats="status",
    ),
)
