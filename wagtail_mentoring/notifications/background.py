"""A thread that drains the outbox, for sites without a worker.

One thread per process at most. It lives while mails wait, retries included,
and ends when none are left. It is a daemon: a process that ends, such as a
command that has queued reminders, gives it a few seconds to send what is due;
the rest is taken by whoever runs next.
"""

import atexit
import logging
import os
import threading
import time

from django.db import connections
from django.utils import timezone

from . import outbox
from .sender import drain

logger = logging.getLogger(__name__)

#: Longest sleep between two looks, in seconds.
LONGEST_WAIT = 60
#: Seconds a process that ends waits for what is due, and again for the mail in hand.
LAST_MOMENT = 5


class Drainer:
    """Starts the thread when there is work and remembers a wake-up that comes while it works."""

    def __init__(self):
        self.lock = threading.Lock()
        self.woken = threading.Event()
        self.working = threading.Event()
        self.stopping = threading.Event()
        self.thread = None

    def start(self):
        """Make sure that a thread looks at the outbox after this moment."""
        with self.lock:
            self.woken.set()
            self.working.set()
            if self.thread is None or not self.thread.is_alive():
                self.thread = threading.Thread(
                    target=self.run, name="wagtail-mentoring-mail", daemon=True
                )
                self.thread.start()

    def stop(self, timeout=LAST_MOMENT):
        """Give the thread up to ``timeout`` seconds for what is due, and as long for the mail in hand."""
        deadline = time.monotonic() + timeout
        while self.working.is_set() and time.monotonic() < deadline:
            time.sleep(0.02)
        self.stopping.set()
        self.woken.set()
        thread = self.thread
        if thread is not None and thread is not threading.current_thread():
            thread.join(timeout)

    def run(self):
        while not self.stopping.is_set():
            self.woken.clear()
            self.working.set()
            wait = self._work()
            with self.lock:
                if not self.woken.is_set():
                    self.working.clear()
                    if wait is None:
                        self.thread = None
                        return
            if wait:
                self.woken.wait(wait)

    def _work(self):
        """Drain once. Return the seconds until the next look, or ``None`` when nothing is left."""
        try:
            drain(stop=self.stopping.is_set)
            moment = outbox.next_due()
        except Exception:
            logger.exception("Mails could not be sent; the thread will try again.")
            return LONGEST_WAIT
        finally:
            # This thread has connections of its own, which no request closes.
            connections.close_all()
        if moment is None:
            return None
        return min(max((moment - timezone.now()).total_seconds(), 1), LONGEST_WAIT)


_drainer = Drainer()


def start():
    """Start the process's thread, or tell the running one to look again."""
    _drainer.start()


def stop():
    """Let the process's thread come to an end."""
    _drainer.stop()


def _renew():
    global _drainer
    _drainer = Drainer()


atexit.register(stop)
# A forked process has no thread, and a lock it inherits may be held for ever.
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew)
