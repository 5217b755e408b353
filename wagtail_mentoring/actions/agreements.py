"""What two people agree on, and until when. Only the two act here; nobody else reads it."""

from django.db.models import Max

from .. import signals
from ..enums import AgreementStanding
from ..models import Mentorship, MentorshipAgreement
from ..notifications.delivery import next_calm_moment
from ..notifications.dispatch import notify
from .mentorships import MentorshipAction
from .pairs import note_activity

#: What an agreement says, in the order in which it is read.
AGREEMENT_FIELDS = ("goals", "rhythm", "communication", "boundaries", "ends_on")


class PairWorkAction(MentorshipAction):
    """Base for what the two do together. With the people locked, nothing of theirs changes under it."""

    def refusals(self):
        return self.rules.can_act_alone(self.actor, self.profile) or self.work_refusals()

    def work_refusals(self):
        """Return why this may not be done, to one of the two."""
        return self.rules.can_work(self.mentorship, self.profile)

    @property
    def other(self):
        return self.mentorship.other_side(self.profile)

    def done(self, **data):
        """Note that the pair is alive, and record in the audit log what was done; never its words."""
        note_activity(self.mentorship, self.now)
        self.log(self.mentorship, profile=self.profile, **data)

    def tell(self, event, step, *, calmly=False):
        """Mail the other; ``calmly`` where only the latest of several in a row matters to them (S-27)."""
        program, other = self.mentorship.program, self.other.member
        notify(
            event,
            recipient=other,
            about=self.mentorship,
            program=program,
            step=str(step),
            not_before=next_calm_moment([event], self.mentorship, other, program)
            if calmly
            else None,
        )


class ProposeAgreementAction(PairWorkAction):
    """Propose what to agree on, or a change of it (R49, R52, R69). The other confirms it.

    A proposal that stands is replaced, whoever made it. What is agreed counts until the new one is
    confirmed. ``terms`` has the names in ``AGREEMENT_FIELDS``. Returns the ``MentorshipAgreement``.
    """

    event = "mentorship.propose"

    def __init__(self, mentorship, profile, *, actor=None, **terms):
        super().__init__(mentorship, profile, actor=actor)
        self.terms = {name: terms.pop(name, None) for name in AGREEMENT_FIELDS}
        if terms:
            raise TypeError(f"An agreement does not say {', '.join(terms)}.")
        for name in AGREEMENT_FIELDS[:-1]:
            self.terms[name] = self.terms[name] or ""

    def work_refusals(self):
        return self.rules.can_propose_agreement(
            self.mentorship, self.profile, self.terms["ends_on"]
        ) or self.rules.can_trouble_partner(self.mentorship, self.profile)

    def write(self):
        versions = MentorshipAgreement.objects.filter(mentorship=self.mentorship)
        versions.filter(standing=AgreementStanding.PROPOSED).update(standing=None)
        agreement = MentorshipAgreement.objects.create(
            mentorship=self.mentorship,
            version=(versions.aggregate(last=Max("version"))["last"] or 0) + 1,
            proposed_by=self.profile.role,
            proposed_at=self.now,
            **self.terms,
        )
        self.done(version=agreement.version)
        self.tell("agreement_proposed", agreement.version, calmly=True)
        self.signal(signals.agreement_proposed, agreement)
        return agreement


class _ProposalAction(PairWorkAction):
    def lock(self):
        super().lock()
        # Read with the pair locked: no other proposal can come in between.
        self.agreement = (
            MentorshipAgreement.objects.select_for_update()
            .filter(mentorship=self.mentorship, standing=AgreementStanding.PROPOSED)
            .first()
        )

    def proposal(self):
        if not hasattr(self, "agreement"):
            self.agreement = MentorshipAgreement.objects.filter(
                mentorship=self.mentorship, standing=AgreementStanding.PROPOSED
            ).first()
        return self.agreement


class ConfirmAgreementAction(_ProposalAction):
    """Agree to the version that was read (R52); its last day becomes the agreed end (D11)."""

    event = "mentorship.agree"

    def __init__(self, mentorship, profile, *, version=None, actor=None):
        super().__init__(mentorship, profile, actor=actor)
        self.version = version

    def work_refusals(self):
        return self.rules.can_confirm_agreement(
            self.mentorship, self.profile, self.proposal(), self.version
        )

    def write(self):
        versions = MentorshipAgreement.objects.filter(mentorship=self.mentorship)
        versions.filter(standing=AgreementStanding.CONFIRMED).update(standing=None)
        versions.filter(pk=self.agreement.pk).update(
            standing=AgreementStanding.CONFIRMED, confirmed_at=self.now
        )
        self.agreement.standing, self.agreement.confirmed_at = (
            AgreementStanding.CONFIRMED,
            self.now,
        )
        if self.agreement.ends_on is not None:
            set_agreed_end(self.mentorship, self.agreement.ends_on)
        self.done(version=self.agreement.version)
        self.tell("agreement_confirmed", self.agreement.version)
        self.signal(signals.agreement_confirmed, self.agreement)
        return self.agreement


class WithdrawAgreementAction(_ProposalAction):
    """Take an own proposal back; what was agreed before still counts."""

    event = "mentorship.unpropose"

    def work_refusals(self):
        return self.rules.can_withdraw_agreement(self.mentorship, self.profile, self.proposal())

    def write(self):
        MentorshipAgreement.objects.filter(pk=self.agreement.pk).update(standing=None)
        self.agreement.standing = None
        self.done(version=self.agreement.version)
        self.signal(signals.agreement_withdrawn, self.agreement)
        return self.agreement


class ExtendMentorshipAction(PairWorkAction):
    """Move the agreed end to a later day, within what the program allows; the other is told (D11, R51)."""

    event = "mentorship.extend"

    def __init__(self, mentorship, profile, *, ends_on, actor=None):
        super().__init__(mentorship, profile, actor=actor)
        self.ends_on = ends_on

    def work_refusals(self):
        return self.rules.can_extend(
            self.mentorship, self.profile, self.ends_on
        ) or self.rules.can_trouble_partner(self.mentorship, self.profile)

    def write(self):
        set_agreed_end(self.mentorship, self.ends_on)
        self.done(until=self.ends_on.isoformat())
        self.tell("mentorship_extended", self.ends_on.isoformat(), calmly=True)
        self.signal(signals.mentorship_extended, self.mentorship)
        return self.mentorship


def set_agreed_end(mentorship, ends_on):
    Mentorship.objects.filter(pk=mentorship.pk).update(agreed_end_on=ends_on)
    mentorship.agreed_end_on = ends_on
