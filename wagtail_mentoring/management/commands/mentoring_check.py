from django.core.management.base import BaseCommand, CommandError

from wagtail_mentoring.actions.consistency import find_inconsistencies


class Command(BaseCommand):
    help = "Looks for what cannot be: requests without their mentorship, wrong counts. Exits 1 on a finding."

    def handle(self, *, verbosity, **options):
        findings = find_inconsistencies()
        for finding in findings:
            self.stderr.write(finding)
        if findings:
            raise CommandError(f"{len(findings)} findings.")
        if verbosity >= 1:
            self.stdout.write("Everything fits together.")
