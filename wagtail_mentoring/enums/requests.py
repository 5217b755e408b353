"""Requests, their moves between states, and how soon they are answered."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RequestStatus(TextChoices):
    PENDING = "pending", pgettext_lazy("request status", "Open")
    ACCEPTED = "accepted", pgettext_lazy("request status", "Accepted")
    DECLINED = "declined", pgettext_lazy("request status", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("request status", "Withdrawn")
    EXPIRED = "expired", pgettext_lazy("request status", "Expired")
    CLOSED = "closed", pgettext_lazy("request status", "Closed")


class RequestClosedReason(TextChoices):
    """Why the system, not a person's answer, closed a request."""

    MENTEE_FULL = "mentee_full", _("The mentee found a mentor")
    MENTOR_FULL = "mentor_full", _("The mentor has no free place")
    LEFT = "left", _("One of the two left the program")
    SUSPENDED = "suspended", _("One of the two cannot take part at the moment")
    MEMBERSHIP = "membership", _("A membership ended")
    REMOVED = "removed", _("An account was removed")
    NOT_AVAILABLE = "not_available", _("One of the two is not available")


class RequestNoteKind(TextChoices):
    QUESTION = "question", _("Question")
    ANSWER = "answer", _("Answer")


class FullMentorPolicy(TextChoices):
    """What a search does with mentors who have no free place (D5)."""

    HIDDEN = "hidden", _("Hide them")
    WAITING_LIST = "waiting_list", _("Show them as full, with a waiting list")
    REQUESTABLE = "requestable", _("Show them; they can be asked all the same")


class ResponseBand(TextChoices):
    """How soon somebody usually answers a request (F21), fastest first."""

    DAY = "day", _("Usually answers within a day")
    THREE_DAYS = "three_days", _("Usually answers within three days")
    WEEK = "week", _("Usually answers within a week")
    TWO_WEEKS = "two_weeks", _("Usually answers within two weeks")
    LONGER = "longer", _("Usually takes more than two weeks to answer")


REQUEST_TRANSITIONS = {
    "accept": ({RequestStatus.PENDING}, {RequestStatus.ACCEPTED}),
    "decline": ({RequestStatus.PENDING}, {RequestStatus.DECLINED}),
    "withdraw": ({RequestStatus.PENDING}, {RequestStatus.WITHDRAWN}),
    "expire": ({RequestStatus.PENDING}, {RequestStatus.EXPIRED}),
    "close": ({RequestStatus.PENDING}, {RequestStatus.CLOSED}),
}
