"""Who takes part, what somebody may see of them, and the moves of a profile between its states."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(TextChoices):
    MENTOR = "mentor", _("Mentor")
    MENTEE = "mentee", _("Mentee")

    @property
    def other(self):
        """The role this one is paired with."""
        return Role.MENTEE if self is Role.MENTOR else Role.MENTOR


class ProfileStatus(TextChoices):
    DRAFT = "draft", pgettext_lazy("profile status", "Draft")
    PENDING = "pending", pgettext_lazy("profile status", "Waiting for approval")
    ACTIVE = "active", pgettext_lazy("profile status", "Active")
    PAUSED = "paused", pgettext_lazy("profile status", "Paused")
    LEFT = "left", pgettext_lazy("profile status", "Left")
    SUSPENDED = "suspended", pgettext_lazy("profile status", "Suspended")


class MembershipState(TextChoices):
    """What the society says of a person (D14)."""

    CURRENT = "current", pgettext_lazy("membership", "Current")
    PENDING = "pending", pgettext_lazy("membership", "Not confirmed yet")
    LAPSED = "lapsed", pgettext_lazy("membership", "Lapsed")
    NONE = "none", pgettext_lazy("membership", "Not a member")
    UNKNOWN = "unknown", pgettext_lazy("membership", "Could not be checked")


class Unlisted(TextChoices):
    """Why nobody new finds a profile; the first that holds."""

    STATUS = "status", _("Not active")
    PROGRAM = "program", _("The program is not visible to members")
    ACCOUNT = "account", _("No active account")
    MEMBERSHIP = "membership", _("Hidden: membership ended")
    WINDOW = "window", _("Hidden: the last day they gave has passed")
    INCOMPLETE = "incomplete", _("Not yet found: profile not complete enough")


class ContactVisibility(TextChoices):
    """Who may see a member's contact details (D7), narrowest first."""

    NOBODY = "nobody", _("Nobody")
    PARTNERS = "partners", _("My mentoring partners")
    ENROLLED = "enrolled", _("Everybody enrolled in the program")


class Standing(TextChoices):
    """What somebody who looks at a profile is to its owner, from the farthest to the closest."""

    STRANGER = "stranger", _("A member who does not take part")
    ENROLLED = "enrolled", _("Somebody who takes part")
    PARTNER = "partner", _("A mentoring partner")


class HoursPerWeek(IntegerChoices):
    """About how much time somebody has for mentoring (F6)."""

    LESS_THAN_ONE = 0, _("Less than an hour a week")
    ONE = 1, _("About 1 hour a week")
    TWO = 2, _("About 2 hours a week")
    THREE = 3, _("About 3 hours a week")
    FIVE = 5, _("5 hours a week or more")


#: event -> (states it may start from, states it may lead to)
PROFILE_TRANSITIONS = {
    "submit": ({ProfileStatus.DRAFT}, {ProfileStatus.PENDING, ProfileStatus.ACTIVE}),
    "approve": ({ProfileStatus.PENDING}, {ProfileStatus.ACTIVE}),
    "return": ({ProfileStatus.PENDING}, {ProfileStatus.DRAFT}),
    "pause": ({ProfileStatus.ACTIVE}, {ProfileStatus.PAUSED}),
    "resume": ({ProfileStatus.PAUSED}, {ProfileStatus.ACTIVE}),
    "leave": (
        {
            ProfileStatus.DRAFT,
            ProfileStatus.PENDING,
            ProfileStatus.ACTIVE,
            ProfileStatus.PAUSED,
            ProfileStatus.SUSPENDED,
        },
        {ProfileStatus.LEFT},
    ),
    "rejoin": ({ProfileStatus.LEFT}, {ProfileStatus.DRAFT}),
    "suspend": ({ProfileStatus.ACTIVE, ProfileStatus.PAUSED}, {ProfileStatus.SUSPENDED}),
    "reinstate": ({ProfileStatus.SUSPENDED}, {ProfileStatus.ACTIVE}),
}

#: A profile in one of these states takes part: it may search, ask and answer.
ENROLLED_PROFILE_STATUSES = frozenset({ProfileStatus.ACTIVE, ProfileStatus.PAUSED})
