"""Acts on the case itself: take up, note, assign, name, hand on, close (D16)."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ... import actions, get_member_profile_model
from ...enums import ConcernRoute, ConcernStatus
from ...notifications.recipients import people_who_run_it
from .base import ActForm
from .cases import FOR_READERS, CaseAct, CaseNoteForm, words


class TextForm(ActForm):
    note = words(gettext_lazy("Note"), FOR_READERS, required=True)


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


class CloseForm(ActForm):
    outcome = words(gettext_lazy("Outcome"), FOR_READERS, required=True)
    told = words(
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


class StartAct(CaseAct):
    name = "start"
    label = gettext_lazy("Take up")
    icon = "arrow-right-full"
    states = frozenset({ConcernStatus.OPEN, ConcernStatus.WAITING})
    form_class = CaseNoteForm
    takes = ("note",)
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

    def action(self, obj, data, user):
        return self.action_class(obj, data.get("note", ""), actor=user)

    def title(self, obj):
        return _("Add a note to this case")


class AssignAct(CaseAct):
    name = "assign"
    label = gettext_lazy("Assign")
    icon = "user"
    form_class = AssignForm
    takes = ("assignee",)
    needs_answers = True
    action_class = actions.AssignConcernAction
    success = gettext_lazy("The case is assigned.")

    def title(self, obj):
        return _("Who looks after this case?")

    def explanation(self, obj):
        return _("It stands on the case and in the list. No mail is sent, so tell them.")


class WaitAct(CaseAct):
    name = "wait"
    label = gettext_lazy("Let it wait")
    icon = "time"
    states = frozenset({ConcernStatus.OPEN, ConcernStatus.IN_PROGRESS})
    form_class = CaseNoteForm
    takes = ("note",)
    action_class = actions.WaitConcernAction
    success = gettext_lazy("The case waits.")

    def title(self, obj):
        return _("What does this case wait for?")

    def explanation(self, obj):
        return _("Nobody is told. Your note stands in the history of the case.")


class NameAct(CaseAct):
    name = "name"
    label = gettext_lazy("Name somebody")
    icon = "group"
    form_class = NameForm
    takes = ("member", "user")
    needs_answers = True
    action_class = actions.NamePersonAction
    success = gettext_lazy("From now on they find no trace of this case.")

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
    takes = ("note",)
    action_class = actions.EscalateConcernAction
    success = gettext_lazy("The oversight committee has the case now.")

    def is_offered(self, obj):
        return super().is_offered(obj) and obj.route == ConcernRoute.OFFICE

    def title(self, obj):
        return _("Hand this case to the oversight committee?")

    def explanation(self, obj):
        return _(
            "From then on the committee alone reads it, and gets a mail that there is something to read. The office does not see it any more, and it does not come back."
        )


class CloseAct(CaseAct):
    name = "close"
    label = gettext_lazy("Close")
    icon = "circle-check"
    form_class = CloseForm
    takes = ("outcome", "told")
    action_class = actions.CloseConcernAction
    success = gettext_lazy("The case is closed.")

    def title(self, obj):
        return _("Close this case")

    def explanation(self, obj):
        if obj.reporter is None:
            return _("Nobody is told: the one who raised it is not known any more.")
        return _(
            "%(reporter)s is told by mail that it is closed, with your words if you write any. The people named are not told."
        ) % {"reporter": obj.reporter.name}


class ReopenAct(CaseAct):
    name = "reopen"
    label = gettext_lazy("Open again")
    icon = "rotate"
    states = frozenset({ConcernStatus.CLOSED})
    form_class = CaseNoteForm
    takes = ("note",)
    action_class = actions.ReopenConcernAction
    success = gettext_lazy("The case is in progress again.")

    def title(self, obj):
        return _("Open this case again?")

    def explanation(self, obj):
        return _(
            "It is in progress again. Nobody is told; when you close it, the one who raised it gets another mail."
        )


CASE_ACTS = (
    StartAct(),
    NoteAct(),
    AssignAct(),
    WaitAct(),
    CloseAct(),
    ReopenAct(),
    NameAct(),
    EscalateAct(),
)
