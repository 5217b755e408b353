"""What editors do with questions and answers beyond Wagtail's own permissions."""

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
