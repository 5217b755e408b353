"""Concerns, their moves between states, and what happens in a case."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ConcernRoute(TextChoices):
    """Who reads a concern (D16)."""

    OFFICE = "office", _("The program office")
    COMMITTEE = "committee", _("The oversight committee")


class ConcernStatus(TextChoices):
    OPEN = "open", pgettext_lazy("concern status", "Open")
    IN_PROGRESS = "in_progress", pgettext_lazy("concern status", "In progress")
    WAITING = "waiting", pgettext_lazy("concern status", "Waiting")
    CLOSED = "closed", pgettext_lazy("concern status", "Closed")


class ConcernAbout(TextChoices):
    MENTORSHIP = "mentorship", _("Working together")
    REQUEST = "request", _("A request")
    PERSON = "person", _("A person")
    OTHER = "other", _("Something else")


class CaseEvent(TextChoices):
    """What happened in a case; its history says it in these words."""

    RAISED = "raised", _("Raised")
    NOTE = "note", _("Note")
    STARTED = "started", _("Taken up")
    WAITING = "waiting", _("Waits")
    REOPENED = "reopened", _("Opened again")
    CLOSED = "closed", _("Closed")
    ASSIGNED = "assigned", _("Assigned")
    ESCALATED = "escalated", _("Handed to the oversight committee")
    NAMED = "named", _("Somebody was named")
    PAUSED = "paused", _("Both paused")
    HELD = "held", _("Mentorship put on hold")
    ENDED = "ended", _("Mentorship ended")
    SUSPENDED = "suspended", _("Profiles suspended")
    BLOCKED = "blocked", _("Two people kept apart")
    UNBLOCKED = "unblocked", _("Two people kept apart no longer")
    READ = "read", _("Conversation read")


CONCERN_TRANSITIONS = {
    "start": ({ConcernStatus.OPEN, ConcernStatus.WAITING}, {ConcernStatus.IN_PROGRESS}),
    "wait": ({ConcernStatus.OPEN, ConcernStatus.IN_PROGRESS}, {ConcernStatus.WAITING}),
    "close": (
        {ConcernStatus.OPEN, ConcernStatus.IN_PROGRESS, ConcernStatus.WAITING},
        {ConcernStatus.CLOSED},
    ),
    "reopen": ({ConcernStatus.CLOSED}, {ConcernStatus.IN_PROGRESS}),
}
