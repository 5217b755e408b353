"""What the tests of actions ask again and again."""

import pytest

from wagtail_mentoring.exceptions import ActionRefused
from wagtail_mentoring.models import Notification


def codes(action):
    """Execute an action that must be refused and return the codes of the refusals."""
    with pytest.raises(ActionRefused) as refused:
        action.execute()
    return refused.value.codes


def mails(event):
    """Return the addresses that mails of ``event`` are queued for."""
    return set(Notification.objects.filter(event=event).values_list("to_email", flat=True))
