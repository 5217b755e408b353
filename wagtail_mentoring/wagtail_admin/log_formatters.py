"""How the audit log reads in the admin."""

from django.utils.translation import gettext as _
from wagtail.log_actions import LogFormatter


def formatter(label, message):
    """Return a formatter class that adds to ``message`` on whose behalf it was done (F84)."""

    class MentoringLogFormatter(LogFormatter):
        def format_message(self, log_entry):
            if log_entry.data.get("on_behalf_of"):
                return _("%(what)s (done by staff for the member)") % {"what": self.message}
            return self.message

        def format_comment(self, log_entry):
            return log_entry.data.get("note", "")

    MentoringLogFormatter.label = label
    MentoringLogFormatter.message = message
    return MentoringLogFormatter
