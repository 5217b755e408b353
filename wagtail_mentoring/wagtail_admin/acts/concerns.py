"""Acts on a case. Who may read it may do them; the rules ask again (D16)."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ... import actions, get_member_profile_model
from ...enums import ConcernRoute, ConcernStatus, Role
from ...models.concerns import READERS
from ...notifications.recipients import people_who_run_it
from .base import Act, ActForm

WORDS_LENGTH = 8000


def _words(label, help_text="", required=False, rows=5):
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=WORDS_LENGTH,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class CaseNoteForm(ActForm):
    note = _words(gettext_lazy("Note"), gettext_lazy("For those who read this case."))


class TextForm(ActForm):
    note = _words(
        gettext_lazy("Note"), gettext_lazy("For those who read this case."), required=True
    )


class AssignForm(ActForm):
    assignee = forms.ChoiceField(label=gettext_lazy("Looked after by"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.readers = {str(user.pk): user for user in self.obj.readers()}
        self.fields["assignee"].choices = [("", _("Nobody"))] + [
            (key, user.get_full_name() or user.get_username()) for key, user in self.readers.items()
        ]
        self.fields["assignee"].initial = str(self.obj.assignee_id or "")

    def clean_assignee(self):
        return self.readers.get(self.cleaned_data["assignee"])


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
    note = _words(
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


class CloseForm(ActForm):
    outcome = _words(
        gettext_lazy("Outcome"), gettext_lazy("For those who read this case."), required=True
    )
    told = _words(
        gettext_lazy("To the one who raised it"),
        gettext_lazy("Goes out by mail. Say no more of the other person than they may know."),
    )


class NameForm(ActForm):
    """Somebody of the staff, or a member by name or address."""

    staff = forms.ChoiceField(label=gettext_lazy("Somebody of the staff"), required=False)
    name = forms.CharField(
        label=gettext_lazy("Or a member"),
        help_text=gettext_lazy("The whole name, or the address of the account."),
        required=False,
        max_length=254,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.users = {str(user.pk): (user, name) for user, name in people_who_run_it()}
        self.fields["staff"].choices = [("", "---------")] + [
            (key, name) for key, (_user, name) in self.users.items()
        ]

    def clean(self):
        cleaned = super().clean()
        user, name = self.users.get(cleaned.get("staff"), (None, ""))[0], cleaned.get("name", "")
        members = get_member_profile_model().objects
        found = []
        if name:
            found = list(
                members.filter(Q(name__iexact=name.strip()) | Q(user__email__iexact=name.strip()))[
                    :2
                ]
            )
        if user is None and not name:
            raise ValidationError(_("Choose somebody, or write a name."))
        if name and not found:
            raise ValidationError(_("Nobody has this name. Try the address of the account."))
        if len(found) > 1:
            raise ValidationError(_("Several have this name. Write the address of the account."))
        member = found[0] if found else (members.filter(user=user).first() if user else None)
        return {"member": member, "user": None if member is not None else user}


class CaseAct(Act):
    """Base. ``data_of`` turns what the form says into arguments of the action."""

    action_class = None
    #: In which states of the case the button is offered.
    states = frozenset(set(ConcernStatus) - {ConcernStatus.CLOSED})

    def is_allowed_for(self, user):
        return any(user.has_perm(f"wagtail_mentoring.{name}") for name in READERS.values())

    def is_offered(self, obj):
        return obj.status in self.states and obj.emptied_at is None

    def arguments(self, obj, data):
        return data

    def action(self, obj, data, user):
        return self.action_class(obj, **self.arguments(obj, data), actor=user)


class StartAct(CaseAct):
    name = "start"
    label = gettext_lazy("Take up")
    icon = "arrow-right-full"
    states = frozenset({ConcernStatus.OPEN, ConcernStatus.WAITING})
    form_class = CaseNoteForm
    action_class = actions.StartConcernAction
    success = gettext_lazy("The case is in progress.")

    def title(self, obj):
        return _("Take up this case?")

    def explanation(self, obj):
        return _("You look after it, if nobody does yet.")


class NoteAct(CaseAct):
    name = "note"
    label = gettext_lazy("Add a note")
    icon = "edit"
    form_class = TextForm
    action_class = actions.AddCaseNoteAction
    success = gettext_lazy("The note is in the history of the case.")

    def arguments(self, obj, data):
        return {"text": data.get("note", "")}

    def title(self, obj):
        return _("Add a note to this case")


class AssignAct(CaseAct):
    name = "assign"
    label = gettext_lazy("Assign")
    icon = "user"
    form_class = AssignForm
    action_class = actions.AssignConcernAction
    success = gettext_lazy("The case is assigned.")

    def arguments(self, obj, data):
        return {"assignee": data.get("assignee")}

    def title(self, obj):
        return _("Who looks after this case?")


class WaitAct(CaseAct):
    name = "wait"
    label = gettext_lazy("Let it wait")
    icon = "time"
    states = frozenset({ConcernStatus.OPEN, ConcernStatus.IN_PROGRESS})
    form_class = CaseNoteForm
    action_class = actions.WaitConcernAction
    success = gettext_lazy("The case waits.")

    def title(self, obj):
        return _("What does this case wait for?")


class NameAct(CaseAct):
    name = "name"
    label = gettext_lazy("Name somebody")
    icon = "group"
    form_class = NameForm
    action_class = actions.NamePersonAction
    success = gettext_lazy("From now on they find no trace of this case.")

    def arguments(self, obj, data):
        return {"member": data.get("member"), "user": data.get("user")}

    def refusals(self, obj, user):
        return actions.AddCaseNoteAction(obj, "", actor=user).refusals()

    def title(self, obj):
        return _("Name somebody in this case")

    def explanation(self, obj):
        return _(
            "Whoever is named finds no trace of the case, whatever their office. If you are involved yourself, name yourself: somebody else goes on."
        )


class EscalateAct(CaseAct):
    name = "escalate"
    label = gettext_lazy("Hand to the committee")
    icon = "upload"
    is_serious = True
    form_class = CaseNoteForm
    action_class = actions.EscalateConcernAction
    success = gettext_lazy("The oversight committee has the case now.")

    def is_offered(self, obj):
        return super().is_offered(obj) and obj.route == ConcernRoute.OFFICE

    def title(self, obj):
        return _("Hand this case to the oversight committee?")

    def explanation(self, obj):
        return _("From then on the committee alone reads it. You do not see it any more.")


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
        return _("Nobody new finds them until they resume. What goes on between them stays.")


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


class EndAct(HoldAct):
    name = "end"
    label = gettext_lazy("End the mentorship")
    icon = "cross"
    is_serious = True
    form_class = SideForm
    action_class = actions.EndInCaseAction
    success = gettext_lazy("The mentorship is over.")

    def title(self, obj):
        return _("End the mentorship?")

    def explanation(self, obj):
        return _("It reads as ended by the one you choose. The mail says nothing of the case.")


class SuspendAct(CaseAct):
    name = "suspend"
    label = gettext_lazy("Suspend")
    icon = "lock"
    is_serious = True
    form_class = SuspendForm
    action_class = actions.SuspendInCaseAction
    success = gettext_lazy("The profiles are suspended.")

    def is_offered(self, obj):
        return super().is_offered(obj) and bool(obj.named_members())

    def arguments(self, obj, data):
        return {"member": data.get("member"), "note": data.get("note", "")}

    def refusals(self, obj, user):
        return actions.AddCaseNoteAction(obj, "", actor=user).refusals()

    def title(self, obj):
        return _("Suspend somebody from the program?")

    def explanation(self, obj):
        return _("Their open requests close; mentorships stay. They get a mail with your note.")


class KeepApartAct(SuspendAct):
    name = "keep-apart"
    label = gettext_lazy("Keep apart")
    icon = "no-view"
    form_class = MemberForm
    action_class = actions.KeepApartAction
    success = gettext_lazy("The two do not find each other any more.")

    def is_offered(self, obj):
        return super().is_offered(obj) and obj.reporter is not None

    def arguments(self, obj, data):
        return {"member": data.get("member")}

    def title(self, obj):
        return _("Keep the two apart?")

    def explanation(self, obj):
        return _(
            "The one who raised the concern and the one you choose do not find each other any more, and cannot ask or write. Open requests and mentorships between them end. Neither is told why."
        )


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


class CloseAct(CaseAct):
    name = "close"
    label = gettext_lazy("Close")
    icon = "circle-check"
    form_class = CloseForm
    action_class = actions.CloseConcernAction
    success = gettext_lazy("The case is closed.")

    def title(self, obj):
        return _("Close this case")

    def explanation(self, obj):
        return _("The one who raised it is told by mail that it is closed, in your words.")


class ReopenAct(CaseAct):
    name = "reopen"
    label = gettext_lazy("Open again")
    icon = "rotate"
    states = frozenset({ConcernStatus.CLOSED})
    form_class = CaseNoteForm
    action_class = actions.ReopenConcernAction
    success = gettext_lazy("The case is in progress again.")

    def title(self, obj):
        return _("Open this case again?")


CONCERN_ACTS = (
    StartAct(),
    NoteAct(),
    AssignAct(),
    WaitAct(),
    CloseAct(),
    ReopenAct(),
    NameAct(),
    EscalateAct(),
    PauseBothAct(),
    HoldAct(),
    EndAct(),
    SuspendAct(),
    KeepApartAct(),
    LiftAct(),
)
