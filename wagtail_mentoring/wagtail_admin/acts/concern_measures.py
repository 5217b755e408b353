"""Acts on the people of a case: pause, hold, end, suspend, keep apart. Each says to whom it happens (R72, R74)."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ... import actions
from ...enums import MentorshipStatus, ProfileStatus, Role
from ...models import MemberBlock
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


class MeasureAct(CaseAct):
    """Base: done to people, by the same acts as everywhere."""

    group = gettext_lazy("Measures for the people of the case")


class PauseBothAct(MeasureAct):
    name = "pause"
    label = gettext_lazy("Pause both")
    icon = "no-view"
    action_class = actions.PauseBothAction
    success = gettext_lazy("Both take a break.")

    def is_offered(self, obj):
        pair = obj.pair
        return (
            super().is_offered(obj)
            and pair is not None
            and ProfileStatus.ACTIVE in {pair.mentor.status, pair.mentee.status}
        )

    def title(self, obj):
        return _("Let both take a break?")

    def explanation(self, obj):
        return _(
            "Nobody new finds %(mentor)s and %(mentee)s until each of them resumes. What goes on between them and with others stays. No mail is sent; they see the break on their own page."
        ) % names_of(obj.pair)


class HoldAct(MeasureAct):
    name = "hold"
    label = gettext_lazy("Put on hold")
    icon = "time"
    action_class = actions.HoldInCaseAction
    success = gettext_lazy("The mentorship is on hold.")

    def is_offered(self, obj):
        item = obj.mentorship
        return (
            super().is_offered(obj) and item is not None and item.status == MentorshipStatus.ACTIVE
        )

    def title(self, obj):
        return _("Put the mentorship on hold?")

    def explanation(self, obj):
        return _(
            "%(mentor)s and %(mentee)s keep their places, and most reminders wait. Either of them can go on at any time. No mail is sent; they see it on their page."
        ) % names_of(obj.mentorship)


class EndAct(MeasureAct):
    name = "end"
    label = gettext_lazy("End the mentorship")
    icon = "cross"
    is_serious = True
    form_class = SideForm
    takes = ("role",)
    action_class = actions.EndInCaseAction
    success = gettext_lazy("The mentorship is over.")

    def is_offered(self, obj):
        item = obj.mentorship
        return super().is_offered(obj) and item is not None and item.is_open

    def title(self, obj):
        return _("End the mentorship?")

    def explanation(self, obj):
        return _(
            "The mentorship of %(mentor)s and %(mentee)s ends now, and cannot go on. It reads as ended by the one you choose; the other gets the polite mail. It says nothing of the case."
        ) % names_of(obj.mentorship)


class MemberAct(MeasureAct):
    """Base for what is done to one of the members named."""

    takes = ("member",)
    needs_answers = True
    form_class = MemberForm

    def is_offered(self, obj):
        return super().is_offered(obj) and bool(obj.named_members())

    def kept_apart(self, obj):
        """Return the members named whom staff keep apart from the one who raised it."""
        if obj.reporter is None:
            return []
        blocks = MemberBlock.objects.filter(is_imposed=True)
        return [
            member
            for member in obj.named_members()
            if blocks.between(obj.reporter, member).exists()
        ]


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
        return _(
            "Nobody finds them, and they cannot ask or be asked, until a coordinator lets them back in. Their open requests close, with a mail to the others; mentorships stay. They get a mail with your note."
        )


class KeepApartAct(MemberAct):
    name = "keep-apart"
    label = gettext_lazy("Keep apart")
    icon = "no-view"
    is_serious = True
    action_class = actions.KeepApartAction
    success = gettext_lazy("The two do not find each other any more.")

    def is_offered(self, obj):
        # Whoever is kept apart already is no choice any more.
        return (
            super().is_offered(obj)
            and obj.reporter is not None
            and len(self.kept_apart(obj)) < len(obj.named_members())
        )

    def title(self, obj):
        return _("Keep the two apart?")

    def explanation(self, obj):
        return _(
            "%(reporter)s and the one you choose do not find each other any more, and cannot ask or write. Open requests between them close without a mail. A mentorship between them ends; it reads as ended by %(reporter)s, and the other gets the usual polite mail. Neither is told why."
        ) % {"reporter": obj.reporter.name}


class LiftAct(KeepApartAct):
    name = "lift"
    label = gettext_lazy("Keep apart no longer")
    icon = "view"
    is_serious = False
    action_class = actions.LiftInCaseAction
    success = gettext_lazy("The two may find each other again.")

    def is_offered(self, obj):
        return MeasureAct.is_offered(self, obj) and bool(self.kept_apart(obj))

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
