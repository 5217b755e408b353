"""Forms of what editors and coordinators write: programs, criteria, mail texts."""

from django import forms
from django.conf import settings
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext
from wagtail.admin.forms import WagtailAdminModelForm

from ..enums import ContactVisibility, CriterionKind
from ..models import CriterionChoice, MentoringProgram

#: ``ContactVisibility`` in words that fit a rule; the enum speaks as the member.
AUDIENCES = {
    ContactVisibility.NOBODY: _lazy("Nobody"),
    ContactVisibility.PARTNERS: _lazy("Mentoring partners"),
    ContactVisibility.ENROLLED: _lazy("Everybody enrolled in the program"),
}


class ProgramForm(WagtailAdminModelForm):
    """Another page for the Code of Conduct begins without a binding text."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "contact_visibility" in self.fields:
            self.fields["contact_visibility"].choices = list(AUDIENCES.items())

    def save(self, commit=True):
        if "code_of_conduct" in self.changed_data:
            self.instance.binding_revision = None
        return super().save(commit)


class HiddenProgramMixin:
    """For what may belong to every program: a site with one never sees the choice (D18)."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "program" in self.fields and not self.instance.program_id:
            if MentoringProgram.objects.count() < 2:
                del self.fields["program"]


class OneProgramMixin:
    """Fills in the program where there is only one (D18)."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields.get("program")
        if field is not None and not self.instance.pk and not self.instance.program_id:
            only = list(MentoringProgram.objects.all()[:2])
            if len(only) == 1:
                field.initial = self.initial["program"] = only[0].pk


class CriterionForm(OneProgramMixin, WagtailAdminModelForm):
    """Keeps what members have answered: such a choice is taken out of the offer, not deleted.

    ``notes`` are remarks for the editor that do not stop the saving.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.notes = []
        if self.instance.pk and self.instance.answer_count() and "program" in self.fields:
            self.fields["program"].disabled = True

    def is_valid(self):
        valid = super().is_valid()
        formset = self.formsets.get("choices")
        if formset is None or not formset.is_bound or not formset.is_valid():
            return valid
        self._keep_answered(formset)
        self._check_choices(formset)
        if self.instance.pk:
            self._note_changes(formset)
        return valid and not self.errors

    def _keep_answered(self, formset):
        uses = self.instance.choice_uses() if formset.deleted_forms else {}
        for form in formset.deleted_forms:
            if form.instance.pk in uses:
                self.add_error(
                    None,
                    _(
                        "Members have answered “%(choice)s”, or wish for it. Untick “offered” instead of deleting it: nobody new can choose it, and who chose it keeps it. Or merge it into another choice (“Merge choices” in the menu of this page)."
                    )
                    % {"choice": form.instance},
                )
                # Show the choice again, not as deleted.
                data = form.data.copy()
                data[form.add_prefix("DELETE")] = ""
                form.data = data

    def _note_changes(self, formset):
        """Remark what a new name or another order does to the answers there are."""
        criterion = self.instance
        kept = [
            form
            for form in formset.ordered_forms
            if form.instance.pk and form not in formset.deleted_forms
        ]
        uses = criterion.choice_uses()
        stored = {
            choice.pk: choice.label
            for choice in CriterionChoice.objects.filter(criterion=criterion.pk).order_by(
                "sort_order", "pk"
            )
        }
        for form in kept:
            before, use = stored.get(form.instance.pk), uses.get(form.instance.pk)
            if use and use.answers and before not in (None, form.cleaned_data["label"]):
                self.notes.append(
                    ngettext(
                        "“%(before)s” is called “%(now)s” now, in %(count)d answer.",
                        "“%(before)s” is called “%(now)s” now, in %(count)d answers.",
                        use.answers,
                    )
                    % {
                        "before": before,
                        "now": form.cleaned_data["label"],
                        "count": use.answers,
                    }
                )
        if criterion.kind != CriterionKind.SCALE or not uses:
            return
        order = [form.instance.pk for form in kept]
        if order != [pk for pk in stored if pk in order]:
            self.notes.append(
                _(
                    "You changed the order of a scale. The order is the meaning: answers that members have given mean another step now. Try the criteria and see what it does."
                )
            )

    def _check_choices(self, formset):
        kind = self.cleaned_data.get("kind")
        labels = [
            form.cleaned_data["label"].strip().casefold()
            for form in formset.forms
            if form not in formset.deleted_forms and form.cleaned_data.get("label")
        ]
        criterion = self.instance
        if kind and not criterion.has_choices and labels:
            self.add_error("kind", _("Answers of this kind have no choices. Delete the choices."))
        if kind and criterion.has_choices and len(labels) < 2 and not self._is_plain_yes_no(labels):
            self.add_error("kind", _("Give at least two choices."))
        if len(labels) != len(set(labels)):
            self.notes.append(_("Two choices have the same name. Members cannot tell them apart."))
        program, label = self.cleaned_data.get("program"), self.cleaned_data.get("label")
        if program and label:
            same = program.criteria.filter(label__iexact=label).exclude(pk=criterion.pk)
            if same.exists():
                self.notes.append(
                    _("Another criterion of this program is called “%(label)s”, too.")
                    % {"label": label}
                )

    def _is_plain_yes_no(self, labels):
        return self.cleaned_data.get("kind") == CriterionKind.YES_NO and not labels

    def save(self, commit=True):
        if not self.instance.pk:
            last = self.instance.program.criteria.aggregate(last=Max("sort_order"))["last"]
            self.instance.sort_order = 0 if last is None else last + 1
        criterion = super().save(commit)
        if commit and criterion.kind == CriterionKind.YES_NO and not criterion.choices.exists():
            for order, label in enumerate([_("Yes"), _("No")]):
                CriterionChoice.objects.create(criterion=criterion, label=label, sort_order=order)
        return criterion


class MailTextForm(OneProgramMixin, WagtailAdminModelForm):
    """An editor's words for one kind of mail; the kind stands on the instance already."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["language"]
        self.fields["language"] = forms.ChoiceField(
            label=field.label,
            help_text=field.help_text,
            required=False,
            choices=[("", _("Every language")), *settings.LANGUAGES],
        )

    def clean(self):
        data = super().clean()
        program, language = data.get("program"), data.get("language")
        if program is not None and language is not None:
            same = program.notification_templates.filter(
                event=self.instance.event, language=language
            )
            if same.exclude(pk=self.instance.pk).exists():
                self.add_error(
                    "language",
                    _("There is a text for this mail and language already. Edit that one."),
                )
        if not (data.get("subject") or data.get("body")) and not self.errors:
            self.add_error("body", _("Write a subject or a text."))
        return data
