"""Acts on a mentor's or mentee's profile."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput

from ... import actions
from ...enums import ProfileStatus as Status
from .base import Act, ActForm


class NoteForm(ActForm):
    note = forms.CharField(
        label=gettext_lazy("Note to the member"),
        help_text=gettext_lazy("The member reads this in the mail and on their page."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class PauseForm(ActForm):
    until = forms.DateField(
        label=gettext_lazy("Last day of the break"),
        help_text=gettext_lazy("Empty: until somebody resumes."),
        required=False,
        widget=AdminDateInput,
    )
    tell_partners = forms.BooleanField(
        label=gettext_lazy("Send a short note to the present partners"), required=False
    )


class ApproveAct(Act):
    name = "approve"
    label = gettext_lazy("Approve")
    icon = "check"
    success = gettext_lazy("%(name)s takes part now.")

    def is_offered(self, obj):
        return obj.status == Status.PENDING

    def title(self, obj):
        return _("Approve the profile of %(name)s?") % {"name": obj}

    def explanation(self, obj):
        return _("From now on other participants find %(name)s, who gets a mail.") % {"name": obj}

    def action(self, obj, data, user):
        return actions.ApproveProfileAction(obj, actor=user)


class ReturnAct(Act):
    name = "return"
    label = gettext_lazy("Return with a note")
    icon = "rotate"
    form_class = NoteForm
    success = gettext_lazy("The profile went back to %(name)s.")

    def is_offered(self, obj):
        return obj.status == Status.PENDING

    def title(self, obj):
        return _("Return the profile to %(name)s?") % {"name": obj}

    def explanation(self, obj):
        return _(
            "It becomes a draft again. %(name)s gets your note in a mail, changes the profile and sends it in again."
        ) % {"name": obj}

    def action(self, obj, data, user):
        return actions.ReturnProfileAction(obj, note=data.get("note", ""), actor=user)


class PauseAct(Act):
    name = "pause"
    label = gettext_lazy("Pause")
    icon = "no-view"
    form_class = PauseForm
    success = gettext_lazy("%(name)s is paused.")

    def is_offered(self, obj):
        return obj.status == Status.ACTIVE

    def title(self, obj):
        return _("Pause %(name)s on their behalf?") % {"name": obj}

    def explanation(self, obj):
        return _(
            "%(name)s is no longer found and gets no new requests. Mentorships and open requests go on."
        ) % {"name": obj}

    def action(self, obj, data, user):
        return actions.PauseProfileAction(
            obj,
            until=data.get("until"),
            tell_partners=data.get("tell_partners", False),
            actor=user,
        )


class ResumeAct(Act):
    name = "resume"
    label = gettext_lazy("Resume")
    icon = "view"
    success = gettext_lazy("%(name)s takes part again.")

    def is_offered(self, obj):
        return obj.status == Status.PAUSED

    def title(self, obj):
        return _("End the break of %(name)s on their behalf?") % {"name": obj}

    def explanation(self, obj):
        return _("%(name)s is found again at once.") % {"name": obj}

    def action(self, obj, data, user):
        return actions.ResumeProfileAction(obj, actor=user)


class SuspendAct(Act):
    name = "suspend"
    label = gettext_lazy("Suspend with a note")
    icon = "lock"
    is_serious = True
    form_class = NoteForm
    success = gettext_lazy("%(name)s is suspended.")

    def is_offered(self, obj):
        return obj.is_enrolled

    def title(self, obj):
        return _("Suspend %(name)s?") % {"name": obj}

    def explanation(self, obj):
        return _(
            "%(name)s gets your note in a mail and is out of the program until you reinstate them. Open requests close; mentorships stay."
        ) % {"name": obj}

    def action(self, obj, data, user):
        return actions.SuspendProfileAction(obj, note=data.get("note", ""), actor=user)


class ReinstateAct(Act):
    name = "reinstate"
    label = gettext_lazy("Reinstate")
    icon = "lock-open"
    success = gettext_lazy("%(name)s takes part again.")

    def is_offered(self, obj):
        return obj.status == Status.SUSPENDED

    def title(self, obj):
        return _("Let %(name)s back in?") % {"name": obj}

    def explanation(self, obj):
        return _("%(name)s is found again at once and gets a mail.") % {"name": obj}

    def action(self, obj, data, user):
        return actions.ReinstateProfileAction(obj, actor=user)


class LeaveAct(Act):
    name = "leave"
    label = gettext_lazy("Take out of the program")
    icon = "logout"
    is_serious = True
    success = gettext_lazy("%(name)s has left the program in this role.")

    def is_offered(self, obj):
        return obj.status != Status.LEFT

    def title(self, obj):
        return _("Take %(name)s out of the program on their behalf?") % {"name": obj}

    def explanation(self, obj):
        return _(
            "Open requests close and mentorships end, each with a mail to the other person. What %(name)s wrote is kept, so that they can enroll again."
        ) % {"name": obj}

    def action(self, obj, data, user):
        return actions.LeaveProfileAction(obj, actor=user)


PROFILE_ACTS = (
    ApproveAct(),
    ReturnAct(),
    PauseAct(),
    ResumeAct(),
    ReinstateAct(),
    SuspendAct(),
    LeaveAct(),
)
