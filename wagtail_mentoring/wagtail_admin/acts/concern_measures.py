"""Acts on the people of a case: pause, hold, end, suspend, keep apart. Each says to whom it happens (R72, R74)."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ... import actions
from ...enums import Role
from .base import ActForm
from .cases import CaseAct, words


class MemberForm(ActForm):
    """Which of the members named."""

    member = forms.ChoiceField(label=gettext_lazy("Who"), widget=forms.RadioSelect)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.members = {str(member.uuid): member for member in self.obj.named_members()}
        self.fields["member"].choices = [(key, member.name) for key, member in self.members.items()]

    def clean_member(self):
        return self.members[self.cleaned_data["member"]]


class SuspendForm(MemberForm):
    note = words(
        gettext_lazy("Note to the member"),
        gettext_lazy("They read it. Say nothing of who raised the concern."),
        rows=4,
    )


class SideForm(ActForm):
    role = forms.ChoiceField(
        label=gettext_lazy("In whose name"),
        help_text=gettext_lazy("The other of the two gets the polite mail."),
        choices=Role.choices,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        item = self.obj.mentorship
        if item is not None:
            self.fields["role"].choices = [
                (str(role), item.side(role).member.name) for role in Role
            ]


def names_of(pair):
    """Return the names of a mentorship or request, for sentences."""
    return {"mentor": pair.mentor.member.name, "mentee": pair.mentee.member.name}


class PauseBothAct(CaseAct):
    name = "pause"
    label = gettext_lazy("Pause both")
    icon = "no-view"
    action_class = actions.PauseBothAction
    success = gettext_lazy("Both take a break.")

    def is_offered(self, obj):
        return super().is_offered(obj) and obj.pair is not None

    def title(self, obj):
        return _("Let both take a break?")

    def explanation(self, obj):
        return _(
            "Nobody new finds %(mentor)s and %(mentee)s until each of them resumes. What goes on between them and with others stays. No mail is sent; they see the break on their own page."
        ) % names_of(obj.pair)


class HoldAct(CaseAct):
    name = "hold"
    label = gettext_lazy("Put on hold")
    icon = "time"
    action_class = actions.HoldInCaseAction
    success = gettext_lazy("The mentorship is on hold.")

    def is_offered(self, obj):
        item = obj.mentorship
        return super().is_offered(obj) and item is not None and item.is_open

    def title(self, obj):
        return _("Put the mentorship on hold?")

    def explanation(self, obj):
        return _(
            "%(mentor)s and %(mentee)s keep their places, and reminders wait. Either of them can go on at any time. No mail is sent; they see it on their page."
        ) % names_of(obj.mentorship)


class EndAct(HoldAct):
    name = "end"
    label = gettext_lazy("End the mentorship")
    icon = "cross"
    is_serious = True
    form_class = SideForm
    takes = ("role",)
    action_class = actions.EndInCaseAction
    success = gettext_lazy("The mentorship is over.")

    def title(self, obj):
        return _("End the mentorship?")

    def explanation(self, obj):
        return _("It reads as ended by the one you choose. The mail says nothing of the case.")


class MemberAct(CaseAct):
    """Base for what is done to one of the members named."""

    takes = ("member",)
    needs_answers = True
    form_class = MemberForm

    def is_offered(self, obj):
        return super().is_offered(obj) and bool(obj.named_members())


class SuspendAct(MemberAct):
    name = "suspend"
    label = gettext_lazy("Suspend")
    icon = "lock"
    is_serious = True
    form_class = SuspendForm
    takes = ("member", "note")
    action_class = actions.SuspendInCaseAction
    success = gettext_lazy("The profiles are suspended.")

    def title(self, obj):
        return _("Suspend somebody from the program?")

    def explanation(self, obj):
        return _("Their open requests close; mentorships stay. They get a mail with your note.")


class KeepApartAct(MemberAct):
    name = "keep-apart"
    label = gettext_lazy("Keep apart")
    icon = "no-view"
    is_serious = True
    action_class = actions.KeepApartAction
    success = gettext_lazy("The two do not find each other any more.")

    def is_offered(self, obj):
        return super().is_offered(obj) and obj.reporter is not None

    def title(self, obj):
        return _("Keep the two apart?")

    def explanation(self, obj):
        return _(
            "%(reporter)s and the one you choose do not find each other any more, and cannot ask or write. Open requests and mentorships between them end. Neither is told why."
        ) % {"reporter": obj.reporter.name}


class LiftAct(KeepApartAct):
    name = "lift"
    label = gettext_lazy("Keep apart no longer")
    icon = "view"
    is_serious = False
    action_class = actions.LiftInCaseAction
    success = gettext_lazy("The two may find each other again.")

    def title(self, obj):
        return _("Keep the two apart no longer?")

    def explanation(self, obj):
        return _("What either of them blocked on their own stays.")


MEASURE_ACTS = (
    PauseBothAct(),
    HoldAct(),
    EndAct(),
    SuspendAct(),
    KeepApartAct(),
    LiftAct(),
)
