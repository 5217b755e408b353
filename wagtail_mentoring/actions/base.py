"""What every action does: lock, read again, ask the rules again, write, log, tell.

The shape is that of ``wagtail.actions``: ``check()`` raises, ``execute()``
checks and acts. Nothing is mailed or signaled unless the transaction commits.
"""

import logging
import random
import time
from functools import partial

from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..exceptions import ActionBusy, ActionRefused, ActionVetoed, Refusal
from ..rules import get_rules
from ..signals import before_action
from .locks import LockSetChanged, atomic_with_bounded_wait, is_deadlock

logger = logging.getLogger(__name__)

#: How often an action starts again when the rows it has to lock changed under it, or after a deadlock.
ATTEMPTS = 5


class MentoringAction:
    """Base of all actions. Subclasses say what to lock, what to ask and what to write.

    ``actor`` is the user who acts: the person themself, a coordinator on their
    behalf, or ``None`` for the system.
    """

    #: Whether there was something to do; an action that only looked says so afterwards.
    did_something = True
    #: Whether the account of who acts is about to be deleted; nothing may be queued for it any more.
    account_goes = False
    #: ``wagtail_mentoring.<event>`` is what the audit log records (C-17).
    event: str

    def __init__(self, *, actor=None):
        self.actor = actor
        self.rules = get_rules()
        self.now = timezone.now()

    def lock(self):
        """Lock the rows this action depends on, in order, and read them again."""

    def refusals(self):
        """Return why this may not be done now; an empty list means it may."""
        return []

    def write(self):
        """Change the data. Called with the locks held, after the rules have agreed."""
        raise TypeError(f"{type(self).__name__} does not say what to write.")

    def check(self):
        """Raise ``ActionRefused`` when the rules say no. Changes nothing."""
        refusals = self.refusals()
        if refusals:
            raise ActionRefused(refusals)

    def execute(self):
        """Do it, or change nothing.

        Returns what ``write`` returns. Raises ``ActionRefused`` when a rule or a
        receiver of ``before_action`` says no, and ``ActionBusy`` when others
        hold the rows for too long.
        """
        for attempts_left in reversed(range(ATTEMPTS)):
            try:
                return self._execute_once()
            except LockSetChanged:
                if not attempts_left:
                    raise ActionBusy(busy_message()) from None
            except IntegrityError as error:
                # The last line of defense held: somebody else was faster (C-06).
                logger.warning("A constraint refused %s: %s", type(self).__name__, error)
                raise ActionRefused([Refusal("conflict", busy_message())]) from error
            except OperationalError as error:
                # Two that close each other's requests at once: one is rolled back and simply starts again.
                if attempts_left and is_deadlock(error) and not connection.in_atomic_block:
                    time.sleep(random.uniform(0.01, 0.05))  # noqa: S311 -- not for security
                    continue
                logger.warning("%s could not get its locks: %s", type(self).__name__, error)
                raise ActionBusy(busy_message()) from error

    def _execute_once(self):
        with atomic_with_bounded_wait():
            self.lock()
            self.rules.in_action = True
            self.check()
            self._ask_receivers()
            return self.write()

    def _ask_receivers(self):
        for _receiver, response in before_action.send_robust(sender=type(self), action=self):
            if isinstance(response, ActionVetoed):
                raise ActionRefused([Refusal("vetoed", str(response))])
            if isinstance(response, Exception):
                logger.error("A receiver of before_action failed.", exc_info=response)

    def log(self, instance, event=None, profile=None, **data):
        """Record in the audit log who did what; ``on_behalf`` when staff acted for a member (F84)."""
        if (
            profile is not None
            and self.actor is not None
            and profile.member.user_id != self.actor.pk
        ):
            data["on_behalf_of"] = str(profile.member.uuid)
        return log(
            instance=instance,
            action=f"wagtail_mentoring.{event or self.event}",
            user=self.actor,
            data={key: value for key, value in data.items() if value not in (None, "")},
        )

    def signal(self, signal, instance, **kwargs):
        """Send ``signal`` once the transaction has been committed."""
        transaction.on_commit(
            partial(
                signal.send_robust,
                sender=type(instance),
                instance=instance,
                actor=self.actor,
                **kwargs,
            )
        )


def busy_message():
    return _("Somebody else changed this at the same moment. Please try again.")
