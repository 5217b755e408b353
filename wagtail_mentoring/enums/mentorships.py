"""Mentorships, their moves between states, and what two people do together."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MentorshipStatus(TextChoices):
    ACTIVE = "active", pgettext_lazy("mentorship status", "Active")
    ON_HOLD = "on_hold", pgettext_lazy("mentorship status", "On hold")
    COMPLETED = "completed", pgettext_lazy("mentorship status", "Completed")
    ENDED = "ended", pgettext_lazy("mentorship status", "Ended early")


class AgreementStanding(TextChoices):
    """What an agreement of a pair counts for; one that has been replaced counts for nothing."""

    PROPOSED = "proposed", pgettext_lazy("agreement", "Proposed")
    CONFIRMED = "confirmed", pgettext_lazy("agreement", "Agreed")


class GoalStatus(TextChoices):
    OPEN = "open", pgettext_lazy("goal status", "Under way")
    REACHED = "reached", pgettext_lazy("goal status", "Reached")
    DROPPED = "dropped", pgettext_lazy("goal status", "Let go")


class PairMeetingStatus(TextChoices):
    PLANNED = "planned", pgettext_lazy("meeting status", "Planned")
    CANCELED = "canceled", pgettext_lazy("meeting status", "Canceled")


class PairFeeling(TextChoices):
    """How somebody says a mentorship goes, in private (F47)."""

    WELL = "well", _("Going well")
    UNSURE = "unsure", _("I am not sure")
    NOT_A_FIT = "not_a_fit", _("It does not fit")


class CheckInKind(TextChoices):
    """What a question of a check-in is answered with."""

    SCALE = "scale", _("A step from 1 to 5")
    TEXT = "text", _("A few words")


MENTORSHIP_TRANSITIONS = {
    "hold": ({MentorshipStatus.ACTIVE}, {MentorshipStatus.ON_HOLD}),
    "resume": ({MentorshipStatus.ON_HOLD}, {MentorshipStatus.ACTIVE}),
    "complete": ({MentorshipStatus.ACTIVE, MentorshipStatus.ON_HOLD}, {MentorshipStatus.COMPLETED}),
    "end": ({MentorshipStatus.ACTIVE, MentorshipStatus.ON_HOLD}, {MentorshipStatus.ENDED}),
}

OPEN_MENTORSHIP_STATUSES = frozenset({MentorshipStatus.ACTIVE, MentorshipStatus.ON_HOLD})
