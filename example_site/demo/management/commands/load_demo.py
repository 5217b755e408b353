"""Fills the demo site: the same each time it is run."""

import time

from django.core.management.base import BaseCommand
from django.db import transaction

from example_site.membership.models import Status
from wagtail_mentoring import actions, models

from ...accounts import ACCOUNTS, PASSWORD
from ...loading import history, interviews, library, people, profiles, reset, site, writing
from ...loading.clock import Clock
from ...loading.post import deliver, fail_one_mail
from ...people import load_people


class Command(BaseCommand):
    help = (
        "Fill the site with a society, its mentoring program, and seventy-two invented members. "
        "Run again, it takes all mentoring data and all pages away and begins anew."
    )

    def handle(self, *args, **options):
        started = time.monotonic()
        clock = Clock()
        with transaction.atomic():
            self.load(clock)
        self.say(f"Done in {time.monotonic() - started:.0f} seconds.")
        self.print_accounts()

    def load(self, clock):
        everybody = load_people()
        self.say("Taking away what an earlier run has made ...")
        reset.remove_everything()
        reset.remove_strangers(
            [account.username for account in ACCOUNTS]
            + [person.get("account", person["slug"]) for person in everybody]
        )
        self.say("Pages, program and criteria ...")
        home = site.make_site()
        program = site.make_program()
        with clock.at(clock.moment(440)):
            landing = site.make_program_pages(home, program)
            actions.BindConductAction(program).execute()
            writing.make_faq(landing, program)
        site.finish_home(home)
        program.refresh_from_db()

        self.say(f"Accounts and memberships of {len(everybody)} members ...")
        staff = people.make_staff()
        people.permit(landing)
        enroller = people.Enroller(program, clock, staff["coordinator"])
        for number, person in enumerate(everybody):
            enroller.make_account(person, 20140 + 7 * number)
        newmember = people.make_user(
            "newmember", "Clara Lindqvist", "clara.lindqvist@people.example"
        )
        people.make_membership(newmember, 31007, "northern-europe", clock)
        pending = people.make_user("pending", "Idris Ferhat", "idris.ferhat@people.example")
        people.make_membership(pending, 31014, "middle-east", clock, status=Status.PENDING)

        self.say("Fourteen months of enrolling, asking and answering ...")
        past = history.History(enroller, everybody, clock)
        past.plan()
        past.happen(self.show_progress)
        profiles.tell_more(program)
        writing.Voices(program, past, staff["editor"]).speak()
        listing = library.make_library(landing, program)
        interviews.make_interviews(listing, program)
        writing.compose_landing(landing)
        fail_one_mail()
        deliver(clock)
        self.summarize()

    def show_progress(self, done, total):
        if done % 100 == 0 or done == total:
            self.say(f"  {done} of {total} events")

    def summarize(self):
        for model in (
            models.MemberProfile,
            models.MentorProfile,
            models.MenteeProfile,
            models.MentorshipRequest,
            models.Mentorship,
            models.FAQEntry,
            models.Testimonial,
            models.Notification,
        ):
            self.say(f"  {model.objects.count():4} {model._meta.verbose_name_plural}")

    def print_accounts(self):
        self.say(f"\nAccounts, each with the password {PASSWORD}:")
        for account in ACCOUNTS:
            self.say(f"  {account.username:12} {account.purpose}")

    def say(self, words):
        self.stdout.write(words)
        self.stdout.flush()
