"""Blocking somebody, and taking it back (F86).

As with shortlists nothing is written into the audit log, which others read. Each may be done twice;
the second time changes nothing.
"""

from django.db.models import F

from .. import get_mentee_profile_model, get_mentor_profile_model
from ..enums import OPEN_MENTORSHIP_STATUSES, RequestClosedReason, RequestStatus
from ..models import MemberBlock, Mentorship, MentorshipRequest, pair_key
from .base import MentoringAction
from .locks import LockSetChanged, lock_profiles
from .pairs import close_request, end_mentorship


class BlockAction(MentoringAction):
    """``member`` blocks ``other``: they do not find, ask or write to each other any more, and nobody is told.

    Open requests between the two close without a mail. An open mentorship ends, and the other gets the
    same polite mail as after any end. With ``imposed`` staff keep the two apart. Returns the ``MemberBlock``.
    """

    event = "block"

    def __init__(self, member, other, *, imposed=False, actor=None):
        super().__init__(actor=actor)
        self.member, self.other = member, other
        self.imposed = imposed

    def lock(self):
        # All profiles of both, so that no request or pairing of the two can begin meanwhile.
        people = [self.member.pk, self.other.pk]
        ids = [
            set(model.objects.filter(member__in=people).values_list("pk", flat=True))
            for model in (get_mentor_profile_model(), get_mentee_profile_model())
        ]
        self.mentors, self.mentees = lock_profiles(*ids)
        self.programs = {
            profile.program_id: profile.program
            for profile in (*self.mentors.values(), *self.mentees.values())
        }

    def refusals(self):
        rule = self.rules.can_impose_block if self.imposed else self.rules.can_block
        return rule(self.actor, self.member, self.other)

    def write(self):
        keys = [pair_key(program, self.member.pk, self.other.pk) for program in self.programs]
        self._close_requests(keys)
        self._end_mentorships(keys)
        block, _is_new = MemberBlock.objects.get_or_create(
            by=self.member,
            of=self.other,
            is_imposed=self.imposed,
            defaults={"created_at": self.now},
        )
        self._touch()
        return block

    def _touch(self):
        """Write the people's rows as they are: whoever decides by an older snapshot cannot lock them (C-09)."""
        for profiles in (self.mentors, self.mentees):
            for profile in profiles.values():
                type(profile).objects.filter(pk=profile.pk).update(
                    open_mentorships=F("open_mentorships")
                )

    def _close_requests(self, keys):
        requests = MentorshipRequest.objects.filter(
            open_pair__in=keys, status=RequestStatus.PENDING
        )
        for request in requests.with_people().order_by("pk"):
            close_request(self, request, RequestClosedReason.NOT_AVAILABLE, [])

    def _end_mentorships(self, keys):
        open_ones = Mentorship.objects.filter(
            open_pair__in=keys, status__in=OPEN_MENTORSHIP_STATUSES
        )
        for mentorship in open_ones.with_people().order_by("pk"):
            mentor = self.mentors.get(mentorship.mentor_id)
            mentee = self.mentees.get(mentorship.mentee_id)
            if mentor is None or mentee is None:
                raise LockSetChanged
            by, other = (mentor, mentee) if mentor.member_id == self.member.pk else (mentee, mentor)
            end_mentorship(self, mentorship, by, other, transition="end")


class UnblockAction(MentoringAction):
    """Take one's own block back. What the other did, or staff, stays."""

    event = "unblock"

    def __init__(self, member, other, *, actor=None):
        super().__init__(actor=actor)
        self.member, self.other = member, other

    def refusals(self):
        return self.rules.can_block(self.actor, self.member, self.other)

    def write(self):
        MemberBlock.objects.made_by(self.member).filter(of=self.other).delete()


class LiftBlockAction(UnblockAction):
    """Staff end that two members are kept apart; what a member wants for themself stays."""

    event = "block.lift"

    def refusals(self):
        return self.rules.can_impose_block(self.actor, self.member, self.other)

    def write(self):
        MemberBlock.objects.between(self.member, self.other).filter(is_imposed=True).delete()
