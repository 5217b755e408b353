"""What the app writes mails about: data only. ``notifications`` renders and sends them.

The placeholders of an event are the allow-list for editors' words; they are
described in docs/reference/notifications.md. Each subject has a module of its own.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..placeholders import validate_placeholders
from .base import COMMON, Event
from .concerns import CONCERN_EVENTS
from .mentorships import MENTORSHIP_EVENTS
from .messages import MESSAGE_EVENTS
from .profiles import PROFILE_EVENTS
from .reminders import LATER_REMINDERS, REMINDER_EVENTS, REMINDERS
from .requests import REQUEST_EVENTS
from .searches import SEARCH_EVENTS

__all__ = [
    "COMMON",
    "CONFIDENTIAL",
    "EVENTS",
    "Event",
    "LATER_REMINDERS",
    "PRIVATE",
    "REMINDERS",
    "event_choices",
    "event_label",
    "validate_template_text",
]

#: key -> Event
EVENTS = {
    event.key: event
    for event in (
        *REQUEST_EVENTS,
        *MENTORSHIP_EVENTS,
        *MESSAGE_EVENTS,
        *PROFILE_EVENTS,
        *SEARCH_EVENTS,
        *REMINDER_EVENTS,
        *CONCERN_EVENTS,
    )
}

#: Keys of the mails that leave no trace in the log of mails.
CONFIDENTIAL = frozenset(event.key for event in EVENTS.values() if event.confidential)
#: Keys of the mails of which the log shows neither subject nor text.
PRIVATE = frozenset(event.key for event in EVENTS.values() if event.private)


def event_choices():
    """Return (key, label) of every event, for fields and filters."""
    return [(event.key, event.label) for event in EVENTS.values()]


def event_label(key):
    """Return the name of the event ``key`` for people; the key itself when it is unknown."""
    return EVENTS[key].label if key in EVENTS else key


def validate_template_text(event, text, *, is_subject=False):
    """Refuse editors' words for ``event`` (a key) that use placeholders it does not have, or not in a subject.

    Raises ``ValidationError`` with code ``placeholder`` or ``event``.
    """
    if event not in EVENTS:
        raise ValidationError(_("There is no such mail."), code="event")
    event = EVENTS[event]
    names = [name for name in event.names if event.may_head(name)] if is_subject else event.names
    validate_placeholders(text, names)
