import datetime as dt

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date

from wagtail_mentoring.actions.due import run_due


class Command(BaseCommand):
    help = (
        "Does what is due by the program's rules: memberships, breaks that end, waiting lists, expiry, "
        "reminders and digests. Run it from cron, every hour or every few minutes; it never does a thing twice."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Only say what would be done.")
        parser.add_argument(
            "--date",
            help="With --dry-run: say what would be done at the end of this day (YYYY-MM-DD).",
        )

    def handle(self, *, dry_run, date, verbosity, **options):
        count = 0
        for due in run_due(now=self.moment(date, dry_run), dry_run=dry_run):
            count += 1
            if verbosity >= 1:
                self.stdout.write(f"{due.step}: {due.what}")
        done = "would be done" if dry_run else "done"
        if verbosity >= 1:
            self.stdout.write(f"{count} {done}.")

    def moment(self, date, dry_run):
        """Return now, or the end of the day that was asked for."""
        if date is None:
            return timezone.now()
        if not dry_run:
            raise CommandError("--date only looks: use it with --dry-run.")
        try:
            day = parse_date(date)
        except ValueError:
            day = None
        if day is None:
            raise CommandError("Write the day as YYYY-MM-DD.")
        return timezone.make_aware(dt.datetime.combine(day, dt.time(23, 59, 59)))
