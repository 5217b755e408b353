"""What every mailbox has to offer. A site may write its own (docs/how-to/inbound-mail.md)."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

#: Of a mail that is too large only so much is read: who sent it, and where to.
HEAD_BYTES = 64 * 1024


@dataclass(frozen=True)
class Fetched:
    """A mail as it came. Of one that ``is_too_large`` only the head is there."""

    key: Any
    raw: bytes
    is_too_large: bool = False


class InboundMailBackend(ABC):
    """Fetches mails. ``options`` are those of ``INBOUND_OPTIONS``."""

    def __init__(self, **options):
        self.options = options

    @abstractmethod
    def fetch(self):
        """Yield each mail that waits, as ``Fetched``. A mail stays until ``done``."""

    @abstractmethod
    def done(self, fetched):
        """Take away a mail that has been dealt with."""

    def close(self):  # noqa: B027 -- most have something to close, not all
        """End it. Called once, whatever happened."""
