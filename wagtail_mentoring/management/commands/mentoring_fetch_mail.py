"""``manage.py mentoring_fetch_mail``: deliver what members answered by mail."""

import logging
from collections import Counter

from django.core.management.base import BaseCommand, CommandError

from wagtail_mentoring.actions.replies import receive_mail
from wagtail_mentoring.exceptions import ActionBusy
from wagtail_mentoring.inbound.addresses import replies_are_on
from wagtail_mentoring.inbound.backends import open_backend

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Fetch members' replies to mails about messages and deliver them. Run it every minute."

    def handle(self, **options):
        if not replies_are_on():
            raise CommandError(
                "Replies by mail are off: INBOUND_ADDRESS names no address with {token}."
            )
        try:
            backend = open_backend()
        except Exception as error:
            raise CommandError(f"The mailbox cannot be opened: {error}") from error
        tally, failure = Counter(), None
        # What a mailbox raises is its own: a server that went away, a full disk, a folder nobody may write to.
        try:
            try:
                for fetched in backend.fetch():
                    tally[self.deliver(backend, fetched)] += 1
            finally:
                backend.close()
        except Exception as error:
            failure = error
        if tally or options["verbosity"] > 1:
            counted = ("delivered", "refused", "ignored", "postponed")
            self.stdout.write(", ".join(f"{tally[name]} {name}" for name in counted))
        if failure is not None:
            raise CommandError(
                f"The mailbox failed: {failure}. What is left in it is fetched the next time."
            ) from failure

    def deliver(self, backend, fetched):
        """Deal with one mail. One that cannot be dealt with now stays for the next run."""
        try:
            outcome = receive_mail(fetched.raw, is_too_large=fetched.is_too_large)
        except ActionBusy:
            return "postponed"
        except Exception:
            # Whatever a mail does, the others behind it are delivered.
            logger.exception("A mail could not be dealt with; it is tried again.")
            return "postponed"
        backend.done(fetched)
        return outcome.value
