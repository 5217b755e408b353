"""Mails about messages."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from ..enums import MailKind
from ..placeholders import Placeholder
from .base import MESSAGE, OTHER, PAIR, Event

MESSAGE_EVENTS = (
    Event(
        "message_received",
        _("Message received"),
        OTHER,
        "conversation",
        _("Read and answer"),
        PAIR
        + (
            Placeholder(
                "news",
                _("Who wrote, and how many messages, in one sentence"),
                _("Ana Lindqvist wrote to you."),
            ),
            replace(MESSAGE, private=True),
            Placeholder(
                "files",
                _("How many files came with it, in one sentence; empty when there are none"),
                _("There is 1 file with it; you find it on the site."),
            ),
            Placeholder(
                "reply",
                _("Whether one can answer the mail itself, in one sentence"),
                _(
                    "Please answer on the site. An answer to this mail does not reach Ana Lindqvist."
                ),
            ),
        ),
        kind=MailKind.MESSAGES,
    ),
    Event(
        "reply_refused",
        _("Reply by mail not delivered"),
        _("The member who replied"),
        "conversation",
        _("Write on the site"),
        PAIR
        + (
            Placeholder(
                "reason",
                _("Why, in one sentence"),
                _("The mail is larger than this site takes."),
            ),
        ),
    ),
)
