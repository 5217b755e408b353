"""Acts on recorded interviews: a speaker takes the consent back."""

from .. import signals
from ..links import interview_models
from .base import MentoringAction


class WithdrawInterviewConsentAction(MentoringAction):
    """The linked member is in this interview no longer: not by name, and not in an older version (P-02).

    ``interview`` is a page of a type made from ``InterviewPageMixin``. In every language the page is
    unpublished, since what it shows is the person; editors may publish it again once the person has
    agreed anew, or under a name that was given freely. Returns the page.
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
        member = self.interview.speaker
        same = type(self.interview).objects.filter(
            translation_key=self.interview.translation_key, speaker=member
        )
        for page in same.order_by("pk"):
            forget_speaker(page, self.now)
            self.log(page)
        self.interview.refresh_from_db()
        self.signal(signals.interview_consent_withdrawn, self.interview, member=member)
        return self.interview


def forget_speaker(page, now):
    """Take the linked member out of an interview and of all its versions, and unpublish it."""
    if page.live:
        page.unpublish(log_action=False)
    page.revisions.update(approved_go_live_at=None)
    # The name may stand in the transcript and the summary, too: only unpublishing hides those.
    empty = {
        "speaker": None,
        "speaker_name": "",
        "speaker_role": "",
        "consent_given_at": None,
        "consent_means": "",
        "credit": "",
    }
    for revision in page.revisions.all():
        revision.content.update(empty)
        revision.save(update_fields=["content"])
    page.refresh_from_db()
    for name, value in empty.items():
        setattr(page, name, value)
    page.consent_withdrawn_at = now
    page.save(clean=False)


def forget_erased_member(member, now):
    """Whoever is erased is in no interview any more."""
    for model in interview_models():
        for page in model.objects.filter(speaker=member).order_by("pk"):
            forget_speaker(page, now)
