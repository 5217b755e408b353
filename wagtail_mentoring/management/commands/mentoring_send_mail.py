"""Sends the mails that are due. For cron, or with --loop as a service."""

import logging
import signal
import threading
import time

from django.core.management.base import BaseCommand
from django.db import Error as DatabaseError
from django.db import connections

from ...notifications import outbox
from ...notifications.holding import release_all_held
from ...notifications.sender import drain

logger = logging.getLogger(__name__)

#: Seconds between two rounds of --loop while the mail server or the database is down.
PAUSE_WHEN_DOWN = 30
#: Seconds between two deletions of old texts with --loop.
PURGE_EVERY = 3600


class Command(BaseCommand):
    help = (
        "Sends the mentoring mails that are due and deletes the texts of old ones. "
        "Run it every minute, or with --loop as a service."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--loop", action="store_true", help="Go on until the process is asked to end."
        )
        parser.add_argument(
            "--interval",
            type=float,
            default=5,
            help="Seconds between two looks with --loop (default: 5).",
        )

        parser.add_argument(
            "--release-held",
            action="store_true",
            help="First let all mails go out that were held back because nobody sent mails for long.",
        )

    def handle(self, *args, loop, interval, release_held, **options):
        self.stopping = threading.Event()
        if release_held:
            self.stdout.write(f"{release_all_held()} released.")
        if not loop:
            self.report(drain())
            outbox.purge_bodies()
            return
        self.listen_for_signals()
        purged_at = None
        while not self.stopping.is_set():
            pause = interval
            try:
                tally = drain(stop=self.stopping.is_set)
                self.report(tally)
                if tally.is_down:
                    pause = max(interval, PAUSE_WHEN_DOWN)
                if purged_at is None or time.monotonic() - purged_at > PURGE_EVERY:
                    outbox.purge_bodies()
                    purged_at = time.monotonic()
            except DatabaseError:
                logger.exception("The outbox could not be read; trying again.")
                pause = max(interval, PAUSE_WHEN_DOWN)
            finally:
                # A server that was restarted is met with a new connection.
                connections.close_all()
            self.stopping.wait(pause)

    def listen_for_signals(self):
        """Let SIGTERM and SIGINT end the loop after the mail in hand."""
        if threading.current_thread() is not threading.main_thread():
            return
        for signum in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signum, lambda *_args: self.stopping.set())

    def report(self, tally):
        """Say what was done; nothing when there was nothing to do."""
        parts = [
            f"{count} {word}"
            for word, count in (
                ("sent", tally.sent),
                ("failed", tally.failed),
                ("to be tried again", tally.retried),
                ("waiting for the mail server", tally.postponed),
                ("canceled", tally.canceled),
                ("held back", tally.held),
            )
            if count
        ]
        if parts:
            self.stdout.write("Mails: " + ", ".join(parts) + ".")
