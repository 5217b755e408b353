"""What starts the sender after a commit. A task or thread only wakes it; the outbox holds the mail.

Where the site has a worker for background tasks, a task is enqueued. Without
one, tasks run inside the web request, which must not wait for a mail server
(M-09); then a thread of the web process drains the outbox instead, so that mail
goes out with nothing to start. Whatever is lost with a worker or thread, the
mail is not: the next one, or ``mentoring_send_mail``, takes it.
"""

import datetime as dt
import logging

from django.core.cache import cache
from django.utils import timezone

from ..compat import runs_immediately, task
from ..conf import settings
from . import background, outbox
from .sender import drain

logger = logging.getLogger(__name__)

RETRY_LOCK = "wagtail_mentoring.mail_retry"


@task()
def send_due_mail():
    """Send what is due, and come back when the next mail is, where the backend can wait."""
    drain()
    _enqueue_retry()


def wake():
    """Start the sender. Never raises and never waits for a mail server."""
    try:
        how = settings.MAIL_WAKE
        if how == "auto":
            how = "thread" if runs_immediately(send_due_mail) else "task"
        if how == "thread":
            background.start()
        elif how == "task":
            send_due_mail.enqueue()
    except Exception:
        # The mail is in the outbox; whoever runs next sends it.
        logger.exception("The sender of mails could not be started.")


def _enqueue_retry():
    backend = send_due_mail.get_backend()
    if not getattr(backend, "supports_defer", False):
        return
    moment = outbox.next_due()
    if moment is None:
        return
    wait = max((moment - timezone.now()).total_seconds(), 5)
    # One task at a time comes back, however many have met the same broken server.
    if cache.add(RETRY_LOCK, True, timeout=wait):
        send_due_mail.using(run_after=timezone.now() + dt.timedelta(seconds=wait)).enqueue()
