"""The mails of the ladder of reminders, and several mails in one."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from ..enums import MailKind, MentorshipStatus, ProfileStatus, ReminderKind
from ..placeholders import Entry, Placeholder, Section, ValueKind
from .base import BOTH, MEMBER, PAIR, ROLE, TO_DESK, Event

_ACTIVE = frozenset({MentorshipStatus.ACTIVE})
_OPEN = frozenset({MentorshipStatus.ACTIVE, MentorshipStatus.ON_HOLD})
_TO_PAIR = _("Go to your page for two")
_SITE = "https://society.example/mentoring/"

STARTED_ON = Placeholder("started_on", _("Day the mentorship began"), dt.date(2027, 3, 2))
CHOICES = Placeholder(
    "choices",
    _("What the recipient can do now, each with its address"),
    (
        Section(
            _("What you can do"),
            (),
            (
                (_("Go on for longer"), _SITE + "pairs/1/extend/"),
                (_("Mark it as completed"), _SITE + "pairs/1/complete/"),
                (_("End it early"), _SITE + "pairs/1/end/"),
            ),
        ),
    ),
    ValueKind.SECTIONS,
)
SINCE = Placeholder("since", _("Day from which the days are counted"), dt.date(2027, 3, 2))


def _pair(kind, key, label, link_label, placeholders, valid_in=_ACTIVE, is_later=False):
    return Event(
        key,
        label,
        BOTH,
        "mentorship",
        link_label,
        PAIR + placeholders,
        essential=False,
        kind=MailKind.PAIRS,
        patient=True,
        reminder=kind,
        is_later=is_later,
        valid_in=valid_in,
    )


def _profile(kind, key, label, link, link_label, placeholders, valid_in):
    return Event(
        key,
        label,
        MEMBER,
        link,
        link_label,
        (ROLE, *placeholders),
        essential=False,
        kind=MailKind.PROFILE,
        patient=True,
        reminder=kind,
        valid_in=frozenset(valid_in),
    )


_END_ON = Placeholder("end_on", _("The agreed last day"), dt.date(2027, 9, 2))

REMINDER_EVENTS = (
    _pair(
        ReminderKind.FIRST_CONVERSATION,
        "reminder_first_conversation",
        _("Reminder of the first conversation"),
        _TO_PAIR,
        (
            STARTED_ON,
            Placeholder(
                "first_to_write",
                _("Who writes first, in one sentence"),
                _("Usually you, as the mentee, write first."),
            ),
        ),
    ),
    _pair(
        ReminderKind.GOALS,
        "reminder_goals",
        _("Reminder to agree on goals"),
        _TO_PAIR,
        (STARTED_ON,),
    ),
    _pair(
        ReminderKind.QUIET,
        "reminder_quiet",
        _("Nothing heard of a pair"),
        _TO_PAIR,
        (SINCE, CHOICES),
    ),
    _pair(
        ReminderKind.QUIET,
        "reminder_quiet_again",
        _("Nothing heard of a pair, later steps"),
        _TO_PAIR,
        (SINCE, CHOICES),
        is_later=True,
    ),
    _pair(
        ReminderKind.CHECK_IN,
        "reminder_check_in",
        _("Check-in"),
        _("Say how it goes"),
        (
            STARTED_ON,
            Placeholder("months", _("How long the two have worked together"), _("3 months")),
        ),
    ),
    _pair(
        ReminderKind.COMING_END,
        "reminder_coming_end",
        _("Agreed end comes near"),
        _TO_PAIR,
        (_END_ON, CHOICES),
        valid_in=_OPEN,
    ),
    _pair(
        ReminderKind.COMING_END,
        "reminder_coming_end_soon",
        _("Agreed end comes near, later steps"),
        _TO_PAIR,
        (_END_ON, CHOICES),
        valid_in=_OPEN,
        is_later=True,
    ),
    _profile(
        ReminderKind.INCOMPLETE,
        "reminder_incomplete",
        _("Reminder of a profile that is not complete"),
        "enrollment",
        _("Go on where I stopped"),
        (
            Placeholder(
                "missing",
                _("What is still missing, a line each"),
                (_("Add a headline"), _("Say where you are")),
                ValueKind.LINES,
            ),
        ),
        (ProfileStatus.DRAFT, ProfileStatus.ACTIVE),
    ),
    _profile(
        ReminderKind.WITHOUT_PARTNER,
        "reminder_without_partner",
        _("Still without a partner"),
        "find",
        _("Look around"),
        (
            SINCE,
            Placeholder("sought_role", _("The program's word for whom they look for"), _("mentor")),
            Placeholder(
                "people",
                _("A few people who fit"),
                (
                    Section(
                        _("They fit what you asked for"),
                        (
                            Entry(
                                "Ana Lindqvist",
                                _SITE + "mentors/1/",
                                (_("Biostatistician in clinical trials"),),
                            ),
                        ),
                    ),
                ),
                ValueKind.SECTIONS,
                private=True,
            ),
            Placeholder(
                "resources",
                _("What there is to read in the meantime"),
                (
                    Section(
                        _("To read in the meantime"),
                        (Entry(_("How to write to a mentor"), _SITE + "resources/1/"),),
                    ),
                ),
                ValueKind.SECTIONS,
            ),
        ),
        (ProfileStatus.ACTIVE,),
    ),
    _profile(
        ReminderKind.PAUSED,
        "reminder_paused",
        _("Reminder of a break that goes on for long"),
        "desk",
        TO_DESK,
        (SINCE,),
        (ProfileStatus.PAUSED,),
    ),
    _profile(
        ReminderKind.MEMBERSHIP,
        "reminder_membership",
        _("Membership about to end"),
        "desk",
        TO_DESK,
        (
            Placeholder("ends_on", _("Last day of the membership"), dt.date(2027, 12, 31)),
            Placeholder("grace", _("Days of grace after it"), _("30 days")),
        ),
        (ProfileStatus.ACTIVE, ProfileStatus.PAUSED),
    ),
    Event(
        "digest",
        _("Several mails in one"),
        MEMBER,
        "desk",
        TO_DESK,
        (
            Placeholder("count", _("How many there are, in words"), _("3 things")),
            Placeholder(
                "mails",
                _("What has come together, each with its address"),
                (
                    Section(
                        _("What has come together"),
                        (
                            Entry(
                                _("Ana Lindqvist still waits for your answer"),
                                _SITE + "desk/requests/1/",
                            ),
                        ),
                    ),
                ),
                ValueKind.SECTIONS,
                private=True,
            ),
        ),
        essential=False,
        kind=MailKind.DIGEST,
        patient=True,
    ),
)
#: What is reminded of -> its mail: that of the first step, and that of later ones where they have words of their own.
REMINDERS = {e.reminder: e for e in REMINDER_EVENTS if e.reminder and not e.is_later}
LATER_REMINDERS = {e.reminder: e for e in REMINDER_EVENTS if e.is_later}
