"""What editors do with questions and answers beyond Wagtail's own permissions, and what speakers may take back."""

from django.utils.translation import gettext as _

from ..exceptions import Refusal
from .base import BaseRules

ADD_FAQ = "wagtail_mentoring.add_faqentry"


class ContentRules(BaseRules):
    """May this user bring in content?"""

    def can_import_faq(self, user):
        """Who may add questions and answers may import them; ``None`` stands for a command."""
        if user is None or (user.is_active and user.has_perm(ADD_FAQ)):
            return []
        return [Refusal("may_not_add", _("You have no permission to add questions and answers."))]

    def can_withdraw_interview_consent(self, user, interview):
        """Who speaks in an interview takes the consent back at any time; editors of the page do it for them (P-02)."""
        speaker = interview.linked_member
        is_own = speaker is not None and user.is_active and speaker.user_id == user.pk
        if not is_own and not interview.permissions_for_user(user).can_edit():
            return [Refusal("not_yours", _("Only the person themself or an editor can do this."))]
        if speaker is None:
            return [Refusal("already_withdrawn", _("No member is linked here any more."))]
        return []
