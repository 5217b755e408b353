from django.core.management.base import BaseCommand
from django.utils import timezone

from wagtail_mentoring.actions.due import run_due


class Command(BaseCommand):
    help = (
        "Does what is due by the program's rules: memberships, breaks that end, waiting lists, expiry and "
        "reminders of requests. Run it from cron, every hour or every few minutes; it never does a thing twice."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Only say what would be done.")

    def handle(self, *, dry_run, verbosity, **options):
        count = 0
        for due in run_due(now=timezone.now(), dry_run=dry_run):
            count += 1
            if verbosity >= 1:
                self.stdout.write(f"{due.step}: {due.about._meta.verbose_name} {due.about.pk}")
        done = "would be done" if dry_run else "done"
        if verbosity >= 1:
            self.stdout.write(f"{count} {done}.")
