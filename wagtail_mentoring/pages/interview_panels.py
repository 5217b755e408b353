"""What the editor of an interview is told: what keeps some people out, and who is linked."""

from django.urls import reverse
from wagtail.admin.panels import Panel

from ..conf import settings
from ..rules import get_rules


class AccessibilityPanel(Panel):
    """Lists what an interview lacks for those who do not see or hear it, as last saved (A-14)."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_mentoring/admin/interview_accessibility.html"

        def is_shown(self):
            return bool(self.instance.pk) and super().is_shown()

        def get_context_data(self, parent_context=None):
            found = self.instance.inaccessible().values()
            return {
                **super().get_context_data(parent_context),
                "findings": [error.messages[0] for error in found],
                "is_refused": settings.INTERVIEW_ACCESSIBILITY == "refuse",
            }


class SpeakerPanel(Panel):
    """Says which member is linked, and leads to withdrawing the consent for them."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_mentoring/admin/interview_speaker.html"

        def is_shown(self):
            linked = self.instance.speaker_id or self.instance.consent_withdrawn_at
            return bool(self.instance.pk and linked) and super().is_shown()

        def get_context_data(self, parent_context=None):
            refusals = get_rules().can_withdraw_interview_consent(self.request.user, self.instance)
            return {
                **super().get_context_data(parent_context),
                "interview": self.instance,
                "withdraw_url": ""
                if refusals
                else reverse("wagtail_mentoring_interview_consent", args=[self.instance.pk]),
            }
