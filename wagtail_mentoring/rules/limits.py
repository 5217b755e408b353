"""Limits that end by waiting (S-27): what they are called, and how long it takes."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..exceptions import Refusal

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def message_limit(left):
    return Refusal(
        "message_limit",
        _("You have sent many messages in a short time. You can go on %(when)s.")
        % {"when": _in(left)},
    )


def conversation_limit(left):
    return Refusal(
        "conversation_limit",
        _("You have begun many conversations today. You can begin another one %(when)s.")
        % {"when": _in(left)},
    )


def pair_limit(left):
    return Refusal(
        "pair_limit",
        _(
            "You have planned or changed many things in a short time, and each brings a mail. You can go on %(when)s. What you typed is still here."
        )
        % {"when": _in(left)},
    )


#: Codes of refusals that end by waiting; a page that refuses for one of them answers 429.
LIMITS = frozenset({"message_limit", "conversation_limit", "pair_limit"})


def _in(left):
    """Say when ``left``, a timedelta, is over."""
    minutes = max(1, -(-int(left.total_seconds()) // 60))
    if minutes < 90:
        return ngettext("in %(count)d minute", "in %(count)d minutes", minutes) % {"count": minutes}
    hours = -(-minutes // 60)
    return ngettext("in %(count)d hour", "in %(count)d hours", hours) % {"count": hours}
