from django.core.management.base import BaseCommand, CommandError

from wagtail_mentoring.actions.link_checks import check_links
from wagtail_mentoring.enums import LinkState
from wagtail_mentoring.models import MentoringProgram


class Command(BaseCommand):
    help = "Asks other sites whether what editors link to is still there. The report stands in the admin, under Reports."

    def add_arguments(self, parser):
        parser.add_argument("--program", default="", help="Slug of one program; else all.")
        parser.add_argument(
            "--timeout", type=float, default=10, help="Seconds to wait for an answer (10)."
        )
        parser.add_argument(
            "--delay", type=float, default=1, help="Seconds between two questions to a host (1)."
        )

    def handle(self, *, program, timeout, delay, verbosity, **options):
        if timeout <= 0 or delay < 0:
            raise CommandError("The timeout is more than 0 seconds, the delay 0 or more.")
        found = MentoringProgram.objects.filter(slug=program).first() if program else None
        if program and found is None:
            raise CommandError(f"There is no program {program}.")
        total = dead = 0
        for check in check_links(found, timeout=timeout, delay=delay):
            total += 1
            if check.state not in (LinkState.OK, LinkState.UNSURE):
                dead += 1
                why = check.http_status or check.detail
                self.stdout.write(f"{check.place_title}: {check.url} ({why})")
            elif verbosity > 1:
                self.stdout.write(f"{check.place_title}: {check.url} ({check.state})")
        if verbosity:
            self.stdout.write(f"{total} links, {dead} to look at.")
