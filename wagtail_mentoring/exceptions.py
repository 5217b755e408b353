"""Errors of the app. All carry text a member may read."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Refusal:
    """One reason why something may not be done.

    ``code`` is stable and documented (docs/reference/rules.md); ``message`` is
    translated and says what was wrong and what to do.
    """

    code: str
    message: str

    def __str__(self):
        return str(self.message)


class MentoringError(Exception):
    """Base of all errors of this app."""


class ActionRefused(MentoringError):
    """An action was not carried out, and nothing was changed.

    ``refusals`` holds at least one ``Refusal``.
    """

    def __init__(self, refusals):
        self.refusals = list(refusals)
        super().__init__(" ".join(str(r) for r in self.refusals))

    @property
    def codes(self):
        return [r.code for r in self.refusals]


class ActionBusy(MentoringError):
    """Somebody else holds the lock for too long; the same try may succeed later (C-08)."""


class ActionVetoed(MentoringError):
    """Raise this in a receiver of ``signals.before_action`` to refuse an action.

    The text is shown to the person who acted.
    """


class MembershipUnavailable(MentoringError):
    """A membership backend could not answer. Treated as "not a member now" (S-30)."""
