"""Acts on recorded interviews: a speaker takes the consent back."""

from .. import signals
from .base import MentoringAction
from .speakers import forget_speaker, with_same_consent


class WithdrawInterviewConsentAction(MentoringAction):
    """The linked member is in this interview no longer: not by name, and not in an older version (P-02).

    ``interview`` is a page of a type made from ``InterviewPageMixin``. In every language, and as every
    copy and alias, the page is unpublished, since what it shows is the person; editors may publish it again
    once the person has agreed anew, or under a name that was given freely. Returns the page.
    """

    event = "interview.withdraw_consent"

    def __init__(self, interview, *, actor):
        super().__init__(actor=actor)
        self.interview = interview

    def lock(self):
        # Whoever saves the page at the same moment waits.
        model = type(self.interview)
        self.interview = model.objects.select_for_update().get(pk=self.interview.pk)

    def refusals(self):
        return self.rules.can_withdraw_interview_consent(self.actor, self.interview)

    def write(self):
        member = self.interview.linked_member
        for page in with_same_consent(self.interview, member):
            forget_speaker(page, member, self.now)
            self.log(page)
        self.interview.refresh_from_db()
        self.signal(signals.interview_consent_withdrawn, self.interview, member=member)
        return self.interview
