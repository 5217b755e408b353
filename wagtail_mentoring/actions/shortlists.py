"""Setting people aside, and out of sight (F20).

What somebody keeps of others is read by nobody else: unlike all other actions these write no line
into the audit log, tell nobody, and no coordinator may do them for a member. Each may be done
twice; the second time changes nothing.
"""

from django.utils.translation import gettext as _

from ..enums import Role
from ..exceptions import Refusal
from .base import MentoringAction
from .locks import lock_profiles


class ShortlistBaseAction(MentoringAction):
    """Base: ``profile`` is whose list it is, ``candidate`` the person of the other role."""

    event = "shortlist"

    def __init__(self, profile, candidate, *, actor=None):
        super().__init__(actor=actor)
        self.profile = profile
        self.candidate = candidate

    def lock(self):
        # Both, in the order of all actions: a new row refers to both, and the database locks them anyway.
        own, other = [self.profile.pk], [self.candidate.pk]
        is_mentor = self.profile.role is Role.MENTOR
        mentors, mentees = lock_profiles(*((own, other) if is_mentor else (other, own)))
        self.profile = (mentors if is_mentor else mentees)[self.profile.pk]
        self.candidate = (mentees if is_mentor else mentors).get(self.candidate.pk, self.candidate)

    def refusals(self):
        return self.rules.can_keep_lists(self.actor, self.profile) or self.rule()

    def rule(self):
        return []


class ShortlistAction(ShortlistBaseAction):
    """Put somebody on the shortlist; who had been dismissed is shown again. Returns the entry."""

    def rule(self):
        return self.rules.can_shortlist(self.profile, self.candidate)

    def write(self):
        self.profile.dismissals.filter(candidate=self.candidate).delete()
        entry, _is_new = self.profile.shortlist.get_or_create(
            candidate=self.candidate, defaults={"created_at": self.now}
        )
        return entry


class RemoveFromShortlistAction(ShortlistBaseAction):
    """Take somebody off the shortlist, with the note. Whether they can be seen does not matter."""

    def write(self):
        self.profile.shortlist.filter(candidate=self.candidate).delete()


class SaveShortlistNoteAction(ShortlistBaseAction):
    """Store the private note on somebody who stands on the shortlist."""

    def __init__(self, profile, candidate, note, *, actor=None):
        super().__init__(profile, candidate, actor=actor)
        self.note = note

    def rule(self):
        refusals = self.rules.can_shortlist(self.profile, self.candidate)
        if not refusals and not self.profile.shortlist.filter(candidate=self.candidate).exists():
            refusals = [
                Refusal("not_on_shortlist", _("This person is not on your shortlist any more."))
            ]
        return refusals

    def write(self):
        entry = self.profile.shortlist.get(candidate=self.candidate)
        entry.note = self.note
        entry.save(update_fields=["note"])
        return entry


class DismissAction(ShortlistBaseAction):
    """Do not show somebody any more, in searches and suggestions. A note on them is kept for when they come back."""

    def rule(self):
        return self.rules.can_dismiss(self.profile, self.candidate)

    def write(self):
        mark, _is_new = self.profile.dismissals.get_or_create(
            candidate=self.candidate, defaults={"created_at": self.now}
        )
        return mark


class BringBackAction(ShortlistBaseAction):
    """Show somebody again who had been dismissed."""

    def write(self):
        self.profile.dismissals.filter(candidate=self.candidate).delete()
