"""Lets things happen in the past, so that the demo has a history."""

import datetime as dt
import zlib
from contextlib import contextmanager
from unittest import mock

from django.utils import timezone


class Clock:
    """Knows the moment the demo is loaded, and can make it another moment for a while."""

    def __init__(self):
        self.start = timezone.now()
        self.today = self.start.replace(hour=0, minute=0, second=0, microsecond=0)

    def moment(self, days_ago, salt=""):
        """Return a moment in office hours ``days_ago`` days before today; ``salt`` varies the time of day."""
        minutes = 7 * 60 + zlib.crc32(f"{salt}:{days_ago}".encode()) % (11 * 60)
        moment = self.today - dt.timedelta(days=days_ago) + dt.timedelta(minutes=minutes)
        return min(moment, self.start - dt.timedelta(minutes=5))

    def day(self, days_ago):
        """Return the date ``days_ago`` days before today."""
        return (self.today - dt.timedelta(days=days_ago)).date()

    @contextmanager
    def at(self, moment):
        """Make ``timezone.now()`` answer ``moment``."""
        with mock.patch.object(timezone, "now", lambda: moment):
            yield
