"""Mails: their states, what the program reminds of, and how often a member gets them."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class NotificationStatus(TextChoices):
    QUEUED = "queued", pgettext_lazy("notification status", "Waiting to be sent")
    SENDING = "sending", pgettext_lazy("notification status", "Being sent")
    SENT = "sent", pgettext_lazy("notification status", "Sent")
    FAILED = "failed", pgettext_lazy("notification status", "Failed")
    CANCELED = "canceled", pgettext_lazy("notification status", "Canceled")
    COLLECTED = "collected", pgettext_lazy("notification status", "Waits for a digest")
    GROUPED = "grouped", pgettext_lazy("notification status", "Part of a digest")
    HELD = "held", pgettext_lazy("notification status", "Held back: older than a day")


class ReminderKind(TextChoices):
    """What the program reminds of; each kind has steps of its own on the ladder (docs/reference/reminders.md)."""

    REQUEST = "request", _("Request without an answer")
    FIRST_CONVERSATION = "first_conversation", _("First conversation not held")
    GOALS = "goals", _("Goals not agreed")
    QUIET = "quiet", _("Nothing heard of a pair")
    CHECK_IN = "check_in", _("Check-in")
    COMING_END = "coming_end", _("Agreed end comes near")
    INCOMPLETE = "incomplete", _("Profile not complete")
    WITHOUT_PARTNER = "without_partner", _("Still without a partner")
    PAUSED = "paused", _("Break that goes on for long")
    MEMBERSHIP = "membership", _("Membership about to end")

    @property
    def counts_months(self):
        """Whether its steps are counted in months instead of days."""
        return self is ReminderKind.CHECK_IN

    @property
    def counts_down(self):
        """Whether its steps come before a day to come instead of after one that was."""
        return self in (ReminderKind.COMING_END, ReminderKind.MEMBERSHIP)


class MailKind(TextChoices):
    """Mails a member may choose how to get; ``NEEDED`` ones always come at once (M-19)."""

    NEEDED = "needed", _("What needs an answer, and what has happened")
    REQUESTS = "requests", _("Reminders of requests that wait for an answer")
    PAIRS = "pairs", _("Reminders about those you work with")
    PROFILE = "profile", _("Reminders about your own profile")
    MESSAGES = "messages", _("Messages")
    PARTNERS = "partners", _("News of those you work with")
    SEARCHES = "searches", _("Somebody new fits a saved search")
    DIGEST = "digest", _("Several mails in one")

    @property
    def frequencies(self):
        """How a member may get them. Messages cannot be off: somebody waits for the answer."""
        if self is MailKind.MESSAGES:
            return (MailFrequency.AT_ONCE, MailFrequency.DAILY)
        return tuple(MailFrequency)


class MailFrequency(TextChoices):
    """How a member gets mails of one kind."""

    AT_ONCE = "at_once", pgettext_lazy("mail frequency", "At once")
    DAILY = "daily", pgettext_lazy("mail frequency", "Once a day, in one mail")
    WEEKLY = "weekly", pgettext_lazy("mail frequency", "Once a week, in one mail")
    OFF = "off", pgettext_lazy("mail frequency", "Not at all")


class Weekday(IntegerChoices):
    """Days as ``date.weekday()`` counts them."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class MessageMail(TextChoices):
    """What a mail about a message says."""

    TEXT = "text", _("The message itself")
    HINT = "hint", _("Only that there is one")
