"""How the audit log reads in the admin."""

from django.utils.translation import gettext as _
from wagtail.log_actions import LogFormatter

from ..models import Criterion

#: Only staff do these; they are not done for the member.
STAFFS_OWN = frozenset(
    {"profile.approve", "profile.return", "profile.suspend", "profile.reinstate"}
)


def formatter(name, label, message):
    """Return a formatter class that adds to ``message`` that staff did it for a member (F84)."""

    class MentoringLogFormatter(LogFormatter):
        def format_message(self, log_entry):
            if log_entry.data.get("on_behalf_of") and name not in STAFFS_OWN:
                return _("%(what)s (done by staff for the member)") % {"what": self.message}
            return self.message

        def format_comment(self, log_entry):
            data = log_entry.data
            if "merged" in data:
                return _("%(sources)s → %(target)s (answers: %(answers)s, wishes: %(wishes)s)") % {
                    "sources": ", ".join(data["merged"]),
                    "target": data.get("into", ""),
                    "answers": data.get("answers", 0),
                    "wishes": data.get("wishes", 0),
                }
            if "changes" in data:
                return "; ".join(
                    _("%(field)s: %(before)s → %(after)s")
                    % {
                        "field": Criterion._meta.get_field(name).verbose_name,
                        "before": before,
                        "after": after,
                    }
                    for name, (before, after) in data["changes"].items()
                )
            return data.get("note", "")

    MentoringLogFormatter.label = label
    MentoringLogFormatter.message = message
    return MentoringLogFormatter
