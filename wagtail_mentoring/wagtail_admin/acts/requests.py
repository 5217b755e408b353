"""Acts on a request, each on behalf of the one it belongs to."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ... import actions
from .base import Act, ActForm


def _text(label, help_text="", *, required=False):
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class AcceptForm(ActForm):
    message = _text(
        gettext_lazy("Message"), gettext_lazy("Goes to the one who asked, in the member's name.")
    )


class DeclineForm(ActForm):
    reason = forms.ModelChoiceField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("For the coordinators only."),
        queryset=None,
        required=False,
    )
    message = _text(
        gettext_lazy("Message"), gettext_lazy("Goes to the one who asked, in the member's name.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].queryset = self.obj.program.decline_reasons.filter(is_active=True)


class AskForm(ActForm):
    body = _text(
        gettext_lazy("Question"),
        gettext_lazy("Goes to the one who asked, in the member's name."),
        required=True,
    )


class RequestAct(Act):
    """Base: offered while the request is open."""

    def is_offered(self, obj):
        return obj.is_open


class AcceptAct(RequestAct):
    name = "accept"
    label = gettext_lazy("Accept")
    icon = "check"
    form_class = AcceptForm
    success = gettext_lazy("The request is accepted and the mentorship has begun.")

    def title(self, obj):
        return _("Accept on behalf of %(name)s?") % {"name": obj.asked}

    def explanation(self, obj):
        return _(
            "The mentorship of %(asked)s and %(asker)s begins, and both get a mail with the next steps."
        ) % {"asked": obj.asked, "asker": obj.asker}

    def action(self, obj, data, user):
        return actions.AcceptRequestAction(obj, message=data.get("message", ""), actor=user)


class DeclineAct(RequestAct):
    name = "decline"
    label = gettext_lazy("Decline")
    icon = "cross"
    form_class = DeclineForm
    success = gettext_lazy("The request is declined.")

    def title(self, obj):
        return _("Decline on behalf of %(name)s?") % {"name": obj.asked}

    def explanation(self, obj):
        return _("%(name)s gets a mail and can ask somebody else.") % {"name": obj.asker}

    def action(self, obj, data, user):
        return actions.DeclineRequestAction(
            obj, reason=data.get("reason"), message=data.get("message", ""), actor=user
        )


class AskAct(RequestAct):
    name = "ask"
    label = gettext_lazy("Ask for more")
    icon = "help"
    form_class = AskForm
    success = gettext_lazy("The question is on its way.")

    def title(self, obj):
        return _("Ask for more information on behalf of %(name)s?") % {"name": obj.asked}

    def explanation(self, obj):
        return _("The request stays open. %(name)s gets the question in a mail.") % {
            "name": obj.asker
        }

    def action(self, obj, data, user):
        return actions.AskInformationAction(obj, body=data.get("body", ""), actor=user)


class WithdrawAct(RequestAct):
    name = "withdraw"
    label = gettext_lazy("Withdraw")
    icon = "resubmit"
    is_serious = True
    success = gettext_lazy("The request is withdrawn.")

    def title(self, obj):
        return _("Withdraw on behalf of %(name)s?") % {"name": obj.asker}

    def explanation(self, obj):
        return _("%(asked)s gets a mail. %(asker)s can ask somebody else.") % {
            "asked": obj.asked,
            "asker": obj.asker,
        }

    def action(self, obj, data, user):
        return actions.WithdrawRequestAction(obj, actor=user)


REQUEST_ACTS = (AcceptAct(), DeclineAct(), AskAct(), WithdrawAct())
