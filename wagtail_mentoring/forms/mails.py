"""Which mails a member gets, and how often."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..enums import MailFrequency, MailKind
from ..events import EVENTS
from ..models.reminders import CHOSEN_KINDS

#: What each kind holds, in the words of the page.
EXPLANATIONS = {
    MailKind.REQUESTS: _("When somebody has asked you and still waits for your answer."),
    MailKind.PAIRS: _(
        "The first conversation, your goals, check-ins, the end you agreed on, and when it has been quiet for long."
    ),
    MailKind.PROFILE: _(
        "An enrollment you began, a long break, a membership about to end, and when you are still without anybody."
    ),
    MailKind.MESSAGES: _(
        "When somebody has written to you on the site. They wait for your answer, so these mails come at least once a day; what you have read by then is not mailed."
    ),
    MailKind.PARTNERS: _("When somebody you work with takes a break and wants you to know."),
    MailKind.SEARCHES: _(
        "For the searches you saved. Each can also be switched off on My mentoring."
    ),
}


def offered_kinds():
    """Return the kinds that there are mails of."""
    used = {event.kind for event in EVENTS.values()}
    return [kind for kind in CHOSEN_KINDS if kind in used]


class MailSettingsForm(forms.Form):
    """A choice for each kind of mail. A site adds events of its own with one of the kinds there are."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for kind in offered_kinds():
            self.fields[kind.value] = forms.ChoiceField(
                label=kind.label,
                help_text=EXPLANATIONS.get(kind, ""),
                choices=[(one.value, one.label) for one in kind.frequencies],
                initial=MailFrequency.AT_ONCE,
            )

    def chosen(self):
        """Return ``{MailKind: MailFrequency}``."""
        return {MailKind(name): MailFrequency(value) for name, value in self.cleaned_data.items()}
