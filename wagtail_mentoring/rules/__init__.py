"""Every "may X do Y?" of the app.

Each method returns a list of ``Refusal``; an empty list means yes. Pages, admin
buttons and commands ask here, and actions ask again inside their lock, so all
doors give the same answer in the same words. Sites subclass ``MentoringRules``
and name it in ``WAGTAIL_MENTORING["RULES_CLASS"]``.
"""

from ..conf import settings
from .base import BIND_CONDUCT, COORDINATE, OVERSEE
from .blocks import BlockRules
from .check_ins import CheckInRules
from .completeness import CompletenessRules
from .concerns import ConcernRules
from .contact import ContactRules
from .content import ContentRules
from .criteria import CriteriaRules
from .mails import MailRules
from .messages import MessageRules
from .pair_work import PairWorkRules
from .participation import ParticipationRules
from .reminders import ReminderRules
from .requests import RequestRules
from .searches import SearchRules
from .shortlists import ShortlistRules
from .testimonials import TestimonialRules


class MentoringRules(
    ParticipationRules,
    RequestRules,
    MessageRules,
    MailRules,
    ReminderRules,
    CheckInRules,
    ConcernRules,
    BlockRules,
    PairWorkRules,
    CompletenessRules,
    ContactRules,
    CriteriaRules,
    SearchRules,
    ShortlistRules,
    TestimonialRules,
    ContentRules,
):
    """The rules of the program. All limits come from ``MentoringProgram`` (R79)."""


def get_rules():
    """Return the site's rules object."""
    return settings.load("RULES_CLASS")()


__all__ = ["BIND_CONDUCT", "COORDINATE", "OVERSEE", "MentoringRules", "get_rules"]
