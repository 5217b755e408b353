"""Acts on a mentorship, on behalf of one of the two."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ... import actions
from ...enums import MentorshipStatus as Status
from ...enums import Role
from .base import Act, ActForm


class SideForm(ActForm):
    """Asks on whose behalf."""

    on_behalf_of = forms.ChoiceField(
        label=gettext_lazy("On behalf of"), choices=Role.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on_behalf_of"].choices = [
            (
                str(role),
                _("%(name)s (%(role)s)")
                % {"name": self.obj.side(role), "role": self.obj.program.word(role)},
            )
            for role in Role
        ]


class EndForm(SideForm):
    reason = forms.ModelChoiceField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("For the coordinators only."),
        queryset=None,
        required=False,
    )
    note = forms.CharField(
        label=gettext_lazy("Private note"),
        help_text=gettext_lazy("For the coordinators only."),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    thanks = forms.CharField(
        label=gettext_lazy("Thanks"),
        help_text=gettext_lazy("Goes to the other person, in the member's name."),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].queryset = self.obj.program.end_reasons.filter(is_active=True)


class MentorshipAct(Act):
    """Base: builds ``action_class`` for the side that the form names."""

    form_class = SideForm
    action_class = None

    def is_offered(self, obj):
        return obj.is_open

    def action(self, obj, data, user):
        data = dict(data)
        profile = obj.side(data.pop("on_behalf_of", Role.MENTEE))
        return self.action_class(obj, profile, actor=user, **data)


class FirstConversationAct(MentorshipAct):
    name = "first-conversation"
    label = gettext_lazy("First conversation held")
    icon = "comment"
    action_class = actions.MarkFirstConversationAction
    success = gettext_lazy("The first conversation is noted.")

    def is_offered(self, obj):
        return obj.is_open and obj.first_conversation_at is None

    def title(self, obj):
        return _("Note that the first conversation has been held?")


class HoldAct(MentorshipAct):
    name = "hold"
    label = gettext_lazy("Put on hold")
    icon = "time"
    action_class = actions.HoldMentorshipAction
    success = gettext_lazy("The mentorship is on hold.")

    def is_offered(self, obj):
        return obj.status == Status.ACTIVE

    def title(self, obj):
        return _("Put this mentorship on hold?")

    def explanation(self, obj):
        return _("It keeps its places and can go on at any time.")


class ContinueAct(MentorshipAct):
    name = "continue"
    label = gettext_lazy("Go on")
    icon = "arrow-right-full"
    action_class = actions.ContinueMentorshipAction
    success = gettext_lazy("The mentorship goes on.")

    def is_offered(self, obj):
        return obj.status == Status.ON_HOLD

    def title(self, obj):
        return _("Let this mentorship go on?")


class CompleteAct(MentorshipAct):
    name = "complete"
    label = gettext_lazy("Complete")
    icon = "circle-check"
    form_class = EndForm
    action_class = actions.CompleteMentorshipAction
    success = gettext_lazy("The mentorship is completed.")

    def title(self, obj):
        return _("Complete this mentorship?")

    def explanation(self, obj):
        return _("The two have done what they wanted to do. The other person gets a polite mail.")


class EndAct(CompleteAct):
    name = "end"
    label = gettext_lazy("End early")
    icon = "cross"
    is_serious = True
    action_class = actions.EndMentorshipAction
    success = gettext_lazy("The mentorship is over.")

    def title(self, obj):
        return _("End this mentorship early?")

    def explanation(self, obj):
        return _("Both places become free. The other person gets a polite mail.")


MENTORSHIP_ACTS = (FirstConversationAct(), HoldAct(), ContinueAct(), CompleteAct(), EndAct())
