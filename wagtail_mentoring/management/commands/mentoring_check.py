from django.core.management.base import BaseCommand, CommandError

from wagtail_mentoring.actions.consistency import find_inconsistencies
from wagtail_mentoring.enums import ConcernRoute
from wagtail_mentoring.models.concerns import handlers_of
from wagtail_mentoring.notifications.outbox import outbox_health


class Command(BaseCommand):
    help = "Looks for what cannot be: requests without their mentorship, wrong counts, mails that wait too long. Exits 1 on a finding."

    def handle(self, *, verbosity, **options):
        findings = list(find_inconsistencies())
        health = outbox_health()
        if health.is_late:
            minutes = int(health.oldest_age.total_seconds() // 60)
            findings.append(
                f"outbox: the oldest of {health.queued + health.sending} mails has waited for {minutes} minutes."
            )
        if health.held:
            findings.append(
                f"outbox: {health.held} mails are held back, as nobody sent mails for long; "
                "look at them, then run mentoring_send_mail --release-held, or cancel them in the admin."
            )
        for route in ConcernRoute:
            if not handlers_of(route).exists():
                self.stderr.write(
                    self.style.WARNING(
                        f"Nobody is told of concerns that go to: {route.label}. Give somebody the permission, "
                        "for example by the groups that the app made."
                    )
                )
        for finding in findings:
            self.stderr.write(finding)
        if findings:
            raise CommandError(f"{len(findings)} findings.")
        if verbosity >= 1:
            self.stdout.write("Everything fits together.")
