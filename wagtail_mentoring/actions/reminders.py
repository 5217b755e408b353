"""One reminder: whom it goes to, what it says, and that it is done once (M-10, M-20)."""

from functools import partial

from django.utils.translation import gettext as _

from .. import get_participant_model
from ..enums import Role
from ..exceptions import Refusal
from ..models import ReminderDone
from ..models.reminders import reminder_stamp
from ..notifications.delivery import lock_days
from ..notifications.dispatch import draft, notify
from .base import MentoringAction
from .locks import lock_pair, lock_profiles
from .reminder_words import words_for


class RemindAction(MentoringAction):
    """Do one step of the ladder for one object, ``found``. It is done once, also where nobody can be reached."""

    event = "reminder.send"

    def __init__(self, found, *, actor=None):
        super().__init__(actor=actor)
        self.found, self.ladder = found, found.ladder
        self.about = None

    def lock(self):
        self.about = self._locked()

    def load(self):
        """Read the object without a lock: for a preview."""
        if self.found.role:
            rows = get_participant_model(self.found.role).objects.select_related("member__user")
        else:
            rows = self.ladder.model.objects.with_people()
        self.about = rows.filter(pk=self.found.pk, program=self.found.program).first()
        if self.about is not None:
            self.about.program = self.found.program
        return self.about

    def _locked(self):
        pk, role = self.found.pk, self.found.role
        if role:
            mentors, mentees = lock_profiles(
                [pk] if role == Role.MENTOR else [], [pk] if role == Role.MENTEE else []
            )
            return {**mentors, **mentees}.get(pk)
        model = self.ladder.model
        ids = model.objects.filter(pk=pk).values_list("mentor_id", "mentee_id").first()
        return lock_pair(model, pk, *ids) if ids else None

    def refusals(self):
        if self.about is None:
            return [Refusal("gone", _("What it was about is gone."))]
        if self.done_already():
            return [Refusal("reminded_already", _("This reminder has been sent already."))]
        counted = self.rules.reminder_counts_from(self.ladder.kind, self.about)
        if counted != self.found.counted:
            return [Refusal("out_of_date", _("Something happened in the meantime."))]
        asked = {one: self._refusals_of(one) for one in self.ladder.recipients(self.about)}
        self.recipients = [one for one, refusals in asked.items() if not refusals]
        return [] if self.recipients else next(iter(asked.values()))

    def _refusals_of(self, profile):
        return self.rules.can_remind(self.ladder.kind, self.about, profile, self.found.step.number)

    def done_already(self):
        return ReminderDone.objects.filter(**self._done()).exists()

    def _done(self):
        found = self.found
        counted = "counted_to" if self.ladder.kind.counts_down else "counted_from"
        return {
            "kind": self.ladder.kind,
            "role": found.role,
            "object_id": found.pk,
            "number": found.step.number,
            counted: found.counted,
        }

    def write(self):
        # Both at once and in order, so that no two reminders wait for each other.
        lock_days([profile.member for profile in self.recipients])
        ReminderDone.objects.create(**self._done(), done_at=self.now)
        return [
            mail
            for profile in self.recipients
            if (mail := notify(self.found.event.key, step=self.mail_step, **self._mail(profile)))
        ]

    @property
    def mail_step(self):
        """What tells this mail from others: the step, and what it counts from."""
        return f"{self.found.step.number}-{reminder_stamp(self.found.counted)}"

    def drafts(self, now):
        """Return ``(profile, Draft)`` of the mails that would be written at ``now``. Changes nothing."""
        found = [
            (one, draft(self.found.event.key, now=now, **self._mail(one)))
            for one in self.recipients
        ]
        return [(profile, mail) for profile, mail in found if mail is not None]

    def _mail(self, profile):
        return {
            "recipient": profile.member,
            "about": self.about,
            "program": self.about.program,
            "extra": partial(words_for, self.ladder.kind, self.about, profile, self.found.step),
        }
