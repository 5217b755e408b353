"""What is done inside a case, by the same actions as everywhere (R72, R74), and written into its history alone.

The actions are done as the system's: the audit log, which others read, does not say that there is a case,
nor who handles it. Who did it stands in the history of the case.
"""

from django.utils.translation import gettext as _

from .. import get_participant_model
from ..enums import CaseEvent, ProfileStatus, Role
from ..exceptions import ActionRefused, Refusal
from .blocks import BlockAction, LiftBlockAction
from .concerns import ConcernAction, lock_case, note_in_case
from .locks import lock_profiles
from .mentorships import EndMentorshipAction, HoldMentorshipAction
from .profiles import PauseProfileAction, SuspendProfileAction


class MeasureAction(ConcernAction):
    """Base. ``acts`` returns the actions to do; with none of them there is nothing to do, and it is refused.

    People are locked first, as everywhere, and the case last: what was closed meanwhile, or is not to be
    read by the actor any more, is taken back.
    """

    what: CaseEvent

    def lock(self):
        self.concern.refresh_from_db()
        lock_profiles(*self.concerned())

    def concerned(self):
        """Return the keys of the mentor and of the mentee profiles to lock, all at once so that the order holds (C-08)."""
        pair = self.concern.pair
        return ([pair.mentor_id], [pair.mentee_id]) if pair is not None else ((), ())

    def refusals(self):
        refusals = super().refusals()
        if refusals:
            return refusals
        acts = self.acts()
        if not acts:
            return [Refusal("nothing_to_do", _("There is nothing to do here any more."))]
        return [refusal for act in acts for refusal in act.refusals()]

    def acts(self):
        """Return the actions of this measure, each built anew."""
        return []

    def detail(self):
        """Return who is concerned, for the history."""
        return ""

    def write(self):
        for act in self.acts():
            act.execute()
        self.concern = lock_case(self.concern)
        refusals = self.rules.can_work_on_concern(self.actor, self.concern)
        if refusals:
            raise ActionRefused(refusals)
        note_in_case(self, self.concern, self.what, self.detail())
        return self.concern


class PauseBothAction(MeasureAction):
    """Let both people of the case's mentorship or request take a break, out of everybody's sight, until they resume."""

    event = "concern.pause"
    what = CaseEvent.PAUSED

    def acts(self):
        pair = self.concern.pair
        if pair is None:
            return []
        return [
            PauseProfileAction(profile)
            for profile in (pair.mentor, pair.mentee)
            if profile.status == ProfileStatus.ACTIVE
        ]

    def detail(self):
        return str(self.concern.pair)


class HoldInCaseAction(MeasureAction):
    """Put the case's mentorship on hold."""

    event = "concern.hold"
    what = CaseEvent.HELD

    def acts(self):
        item = self.concern.mentorship
        return [HoldMentorshipAction(item, item.mentor)] if item is not None else []

    def detail(self):
        return str(self.concern.mentorship)


class EndInCaseAction(HoldInCaseAction):
    """End the case's mentorship, as the act of the side of ``role``; the other gets the usual polite mail."""

    event = "concern.end"
    what = CaseEvent.ENDED

    def __init__(self, concern, *, role=Role.MENTEE, actor=None):
        super().__init__(concern, actor=actor)
        self.role = Role(role)

    def acts(self):
        item = self.concern.mentorship
        return [EndMentorshipAction(item, item.side(self.role))] if item is not None else []


class SuspendInCaseAction(MeasureAction):
    """Suspend the profiles of a ``member`` in the case's program; ``note`` goes to them."""

    event = "concern.suspend"
    what = CaseEvent.SUSPENDED

    def __init__(self, concern, member, *, note="", actor=None):
        super().__init__(concern, actor=actor)
        self.member, self.note = member, note

    def profiles(self, role):
        return get_participant_model(role).objects.filter(
            program=self.concern.program_id,
            member=self.member,
            status__in=[ProfileStatus.ACTIVE, ProfileStatus.PAUSED],
        )

    def concerned(self):
        return [
            [] if self.member is None else list(self.profiles(role).values_list("pk", flat=True))
            for role in (Role.MENTOR, Role.MENTEE)
        ]

    def acts(self):
        if self.member is None:
            return []
        return [
            SuspendProfileAction(profile, note=self.note)
            for role in (Role.MENTOR, Role.MENTEE)
            for profile in self.profiles(role)
        ]

    def detail(self):
        return self.member.name


class KeepApartAction(MeasureAction):
    """Keep the reporter and a ``member`` apart, as a block does; neither is shown it."""

    event = "concern.block"
    what = CaseEvent.BLOCKED
    action_class = BlockAction

    def __init__(self, concern, member, *, actor=None):
        super().__init__(concern, actor=actor)
        self.member = member

    def concerned(self):
        # A block locks every profile of the two itself.
        return (), ()

    def acts(self):
        if self.member is None or self.concern.reporter is None:
            return []
        return [BlockAction(self.concern.reporter, self.member, imposed=True)]

    def detail(self):
        return self.member.name


class LiftInCaseAction(KeepApartAction):
    """Keep them apart no longer."""

    event = "concern.unblock"
    what = CaseEvent.UNBLOCKED

    def acts(self):
        if self.member is None or self.concern.reporter is None:
            return []
        return [LiftBlockAction(self.concern.reporter, self.member)]


class ReadConversationAction(ConcernAction):
    """The committee reads what the two people of the case wrote to each other; the case says who did and when (F80).

    Returns the messages, oldest first.
    """

    event = "concern.read"

    def refusals(self):
        return self.rules.can_read_conversation(self.actor, self.concern)

    def write(self):
        note_in_case(self, self.concern, CaseEvent.READ, str(self.concern.pair))
        conversation = getattr(self.concern.pair, "conversation", None)
        if conversation is None:
            return []
        return list(conversation.messages.prefetch_related("attachments").order_by("sent_at", "pk"))
