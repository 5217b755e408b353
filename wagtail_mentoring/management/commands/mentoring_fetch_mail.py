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
        tally = Counter()
        try:
            for fetched in backend.fetch():
                tally[self.deliver(backend, fetched)] += 1
        finally:
            backend.close()
        if tally or options["verbosity"] > 1:
            counted = ("delivered", "refused", "ignored", "postponed")
            self.stdout.write(", ".join(f"{tally[name]} {name}" for name in counted))

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
