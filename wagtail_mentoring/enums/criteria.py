"""What members are asked, and how two answers are compared."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class CriterionKind(TextChoices):
    SINGLE = "single", _("One choice")
    MULTIPLE = "multiple", _("Several choices")
    SCALE = "scale", _("One step of an ordered scale")
    YES_NO = "yes_no", _("Yes or no")
    TEXT = "text", _("Short text")
    LANGUAGE = "language", _("Languages with level")
    COUNTRY = "country", _("Country")
    TIME_ZONE = "time_zone", _("Time zone")


class CriterionPrivacy(TextChoices):
    """Who may read the answers to a criterion."""

    PUBLIC = "public", _("Members who can see the profile")
    PARTNERS = "partners", _("The mentoring partner, after pairing")
    PRIVATE = "private", _("Coordinators only")


class MatchRule(TextChoices):
    """How two answers to a criterion are compared."""

    IGNORE = "ignore", _("Not used for matching")
    SAME = "same", _("The same answer")
    ANY_IN_COMMON = "any_in_common", _("At least one answer in common")
    AT_LEAST = "at_least", _("The mentor has at least the step the mentee has")
    MENTOR_ABOVE = "mentor_above", _("The mentor stands above the mentee by a distance")
    OFFER_MEETS_SOUGHT = "offer_meets_sought", _("What is offered meets what is sought")
    HOURS_OVERLAP = "hours_overlap", _("Waking hours overlap")


class Importance(IntegerChoices):
    """How much a criterion matters to one member."""

    NONE = 0, _("Does not matter")
    NICE = 1, _("Nice to have")
    IMPORTANT = 2, _("Important")
    MUST = 3, _("A must")


class LanguageLevel(IntegerChoices):
    BASIC = 1, _("Basic")
    CONVERSATIONAL = 2, _("Conversational")
    FLUENT = 3, _("Fluent")
    NATIVE = 4, _("Native")
