from django.core.management.base import BaseCommand

from wagtail_mentoring.actions import record_bounce


class Command(BaseCommand):
    help = (
        "Notes that mail to an address came back for good or was reported as spam: coordinators see it, "
        "and only mails that are needed go there from then on."
    )

    def add_arguments(self, parser):
        parser.add_argument("address", nargs="+", help="The address of an account.")
        parser.add_argument(
            "--temporary",
            action="store_true",
            help="It may work again, as with a full mailbox: does nothing.",
        )

    def handle(self, *, address, temporary, verbosity, **options):
        for one in address:
            members = record_bounce(one, permanent=not temporary)
            if verbosity >= 1:
                self.stdout.write(f"{len(members)} noted.")
