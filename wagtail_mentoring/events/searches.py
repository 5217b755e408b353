"""Mails about saved searches."""

from django.utils.translation import gettext_lazy as _

from ..enums import MailKind, ProfileStatus
from ..placeholders import Entry, Placeholder, Section, ValueKind
from .base import MEMBER, Event

_NEWS = (
    Section(
        _("Careers in industry"),
        (
            Entry(
                "Ana Lindqvist",
                "https://society.example/mentoring/mentors/1/",
                (_("Biostatistician in clinical trials"), _("Fits 3 of 4 of your criteria")),
            ),
        ),
        (
            (_("See all who fit"), "https://society.example/mentoring/mentors/"),
            (_("Stop mails about this search"), "https://society.example/mentoring/unsubscribe/1/"),
        ),
    ),
)

SEARCH_EVENTS = (
    Event(
        "saved_search_news",
        _("Somebody new fits a saved search"),
        MEMBER,
        "desk",
        _("See who fits"),
        (
            Placeholder(
                "news",
                _("How many new people fit which saved searches, in a few words"),
                _("1 new mentor fits “Careers in industry”"),
                private=True,
            ),
            Placeholder(
                "people",
                _("The saved searches, and who is new in each"),
                _NEWS,
                ValueKind.SECTIONS,
                private=True,
            ),
            Placeholder("days", _("How often this mail comes at most"), _("7 days")),
        ),
        essential=False,
        kind=MailKind.SEARCHES,
        patient=True,
        valid_in=frozenset({ProfileStatus.ACTIVE}),
    ),
)
