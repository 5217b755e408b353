"""What somebody says of a role: the program's own fields and the answers to its criteria (R14, R25, D20)."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from ..actions import AnswerValue
from ..enums import CriterionKind, CriterionPrivacy, HoursPerWeek, MatchRule, Role
from ..models import SensitiveConsent
from ..rules import get_rules
from . import get_form_class
from .base import PlainTextMixin, empty_choice
from .questions import answer_field

PRIVACY_WORDS = {
    CriterionPrivacy.PUBLIC: "",
    CriterionPrivacy.PARTNERS: _("Only your mentoring partners read your answer."),
    CriterionPrivacy.PRIVATE: _("Only the coordinators read your answer."),
}


class Question:
    """One criterion of the form, for the template: its fields, and why it is asked."""

    def __init__(self, form, criterion):
        self.form, self.criterion = form, criterion
        self.name = f"c{criterion.pk}"

    @property
    def is_sensitive(self):
        return self.criterion.is_sensitive

    @property
    def repeats_title(self):
        """Whether the question is the criterion's name, which stands above it already."""
        return str(self.field.label) == self.criterion.label

    @property
    def field(self):
        return self.form[self.name]

    @property
    def consent(self):
        return self.form[f"{self.name}_consent"]

    @property
    def findable(self):
        name = f"{self.name}_findable"
        return self.form[name] if name in self.form.fields else None


def _date_field(label, help_text):
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=False,
        # The browser's own calendar sends and takes this form alone.
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("Enter a date, such as 2027-03-31.")},
    )


class RoleForm(PlainTextMixin, forms.Form):
    """Base of the two forms. Called with ``profile``.

    With ``partial`` nothing has to be there: somebody puts it aside for later.
    ``profile_fields`` names the fields that belong to the profile itself.
    """

    #: When and how much, the same for both roles (F6).
    time_fields = ["hours_per_week", "available_from", "available_until"]

    hours_per_week = forms.TypedChoiceField(
        label=_("How much time you have"),
        help_text=_("Roughly; it helps others to see whether it fits."),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[empty_choice(), *HoursPerWeek.choices],
    )
    available_from = _date_field(_("Free from"), _("Empty: now."))
    available_until = _date_field(
        _("Free until"),
        _("Empty: without end. After this day nobody new finds you; who works with you stays."),
    )

    profile_fields: list[str] = []

    def __init__(self, *args, profile, partial=False, initial=None, **kwargs):
        self.profile, self.partial = profile, partial
        names = [*self.profile_fields, *(n for n in self.time_fields if n in self.base_fields)]
        own = {name: getattr(profile, name) for name in names}
        super().__init__(*args, initial={**own, **(initial or {})}, **kwargs)
        if partial:
            for name in self.profile_fields:
                if isinstance(self.fields[name], forms.CharField):
                    self.fields[name].required = False
        self.questions = []
        self._add_questions()

    def _add_questions(self):
        profile = self.profile
        answers = {}
        for row in profile.answers.all():
            answers.setdefault(row.criterion_id, []).append(row)
        consents = dict(
            SensitiveConsent.objects.filter(
                member=profile.member, criterion__program=profile.program
            ).values_list("criterion", "findable")
        )
        criteria = profile.program.criteria.asked_of(profile.role).prefetch_related("choices")
        for criterion in criteria:
            rows = answers.get(criterion.pk, [])
            field = answer_field(
                criterion,
                label=criterion.question_for(profile.role),
                help_text=self._hint(criterion),
                required=criterion.is_required and not self.partial,
                chosen={row.choice_id for row in rows},
                value=rows[0].value if rows else "",
            )
            if field is None:
                continue
            question = Question(self, criterion)
            self.questions.append(question)
            self.fields[question.name] = field
            self.initial.setdefault(question.name, self._initial(criterion, rows))
            if criterion.is_sensitive:
                self._add_consent(question, consents)
            if criterion.needs_consent:
                self._add_findable(question, consents)

    def _hint(self, criterion):
        parts = [criterion.help_text, PRIVACY_WORDS[criterion.privacy]]
        if not criterion.is_sensitive and criterion.privacy != CriterionPrivacy.PUBLIC:
            parts.append(criterion.purpose)
        return " ".join(str(part) for part in parts if part)

    def _initial(self, criterion, rows):
        kind, member = criterion.kind, self.profile.member
        if kind == CriterionKind.LANGUAGE:
            return {str(row.choice_id): row.level or "" for row in rows}
        if kind == CriterionKind.MULTIPLE:
            return [row.choice_id for row in rows]
        if rows:
            return rows[0].choice_id or rows[0].value
        # What the person has said of themself already is not asked again.
        known = {CriterionKind.COUNTRY: member.country, CriterionKind.TIME_ZONE: member.time_zone}
        return "" if criterion.is_sensitive else known.get(kind, "")

    def _add_consent(self, question, consents):
        pk = question.criterion.pk
        self.fields[f"{question.name}_consent"] = forms.BooleanField(
            label=_("I agree that the program stores my answer and uses it as said above"),
            required=False,
        )
        self.initial.setdefault(f"{question.name}_consent", pk in consents)

    def _add_findable(self, question, consents):
        """Ask whether coordinators may use a private answer to bring people together."""
        pk = question.criterion.pk
        if question.criterion.match_rule != MatchRule.IGNORE:
            self.fields[f"{question.name}_findable"] = forms.BooleanField(
                label=_("It may be used to find me"),
                help_text=_(
                    "Coordinators then use it when they bring people together. Other members never see it."
                ),
                required=False,
            )
            self.initial.setdefault(f"{question.name}_findable", bool(consents.get(pk)))

    @property
    def own_names(self):
        """The names of the profile's own fields that this form has."""
        return [*self.profile_fields, *(name for name in self.time_fields if name in self.fields)]

    @property
    def own_fields(self):
        """The bound fields of the profile itself, for the template."""
        return [self[name] for name in self.profile_fields]

    @property
    def time_rows(self):
        """The bound fields about somebody's time, in rows, for the template."""
        names = [["hours_per_week"], ["available_from", "available_until"]]
        rows = [[self[name] for name in row if name in self.own_names] for row in names]
        return [row for row in rows if row]

    def clean(self):
        cleaned = super().clean()
        self._check_window(cleaned)
        for question in self.questions:
            consent = f"{question.name}_consent"
            if question.is_sensitive and cleaned.get(question.name) and not cleaned.get(consent):
                self.add_error(
                    consent,
                    ValidationError(
                        _("Tick this if you want to answer, or leave the question empty."),
                        code="consent",
                    ),
                )
        return cleaned

    def _check_window(self, cleaned):
        window = [cleaned.get(name) for name in ("available_from", "available_until")]
        if "available_until" in self.own_names:
            for refusal in get_rules().can_set_window(self.profile, *window):
                self.add_error("available_until", ValidationError(refusal.message, refusal.code))

    def profile_values(self):
        """Return ``{field: value}`` of the profile itself."""
        return {name: self.cleaned_data[name] for name in self.own_names}

    def answer_values(self):
        """Return ``{criterion id: [AnswerValue]}``."""
        return {
            question.criterion.pk: self._values(
                question.criterion.kind, self.cleaned_data[question.name]
            )
            for question in self.questions
        }

    @staticmethod
    def _values(kind, value):
        if not value:
            return []
        if kind == CriterionKind.LANGUAGE:
            return [AnswerValue(choice_id=pk, level=level) for pk, level in value.items()]
        if kind == CriterionKind.MULTIPLE:
            return [AnswerValue(choice_id=int(pk)) for pk in value]
        if kind in (CriterionKind.TEXT, CriterionKind.COUNTRY, CriterionKind.TIME_ZONE):
            return [AnswerValue(value=value)]
        return [AnswerValue(choice_id=int(value))]

    def consent_values(self):
        """Return ``{criterion id: findable, or None for no consent}`` of the private questions."""
        found = {}
        for question in self.questions:
            name = question.name
            if not question.is_sensitive:
                if question.findable is not None:
                    had = self.initial[f"{name}_findable"]
                    # The answer may be the other role's. Nothing is stored of who never agreed.
                    counts = self.cleaned_data[name] or had
                    wanted = bool(self.cleaned_data[f"{name}_findable"] and counts)
                    if wanted or had:
                        found[question.criterion.pk] = wanted
                continue
            agreed = self.cleaned_data[f"{name}_consent"]
            # A tick without an answer is no consent to anything, unless the other role has one.
            counts = self.cleaned_data[name] or self.initial[f"{name}_consent"]
            found[question.criterion.pk] = (
                bool(self.cleaned_data.get(f"{name}_findable")) if agreed and counts else None
            )
        return found

    def gone_questions(self):
        """Return the names of questions that were answered but are not asked any longer."""
        asked = {question.criterion.pk for question in self.questions}
        sent = {
            int(match[1])
            for name in self.data
            if (match := re.fullmatch(r"c(\d{1,18})(?:_\d+)?", name)) and self.data.get(name)
        }
        gone = self.profile.program.criteria.filter(pk__in=sent - asked)
        return list(gone.values_list("label", flat=True))


class MentorForm(RoleForm):
    """How many mentees, on what terms, and the mentor's answers."""

    profile_fields = ["capacity", "terms"]

    capacity = forms.IntegerField(
        error_messages={"required": _("Enter a number.")},
        min_value=1,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    terms = forms.CharField(
        label=_("How you like to work"),
        help_text=_("Your terms: how often, by what means, what you offer and what not."),
        error_messages={"required": _("Write a sentence or two.")},
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args, profile, **kwargs):
        super().__init__(*args, profile=profile, **kwargs)
        program, field = profile.program, self.fields["capacity"]
        ceiling = program.mentor_capacity_ceiling
        field.label = _("How many %(mentees)s at a time") % {
            "mentees": program.word(Role.MENTEE, plural=True)
        }
        field.help_text = _("From 1 to %(ceiling)s. You can change it at any time.") % {
            "ceiling": ceiling
        }
        field.max_value = ceiling
        field.validators.append(MaxValueValidator(ceiling))
        field.widget.attrs["max"] = ceiling


class MenteeForm(RoleForm):
    """Goals, and the mentee's answers."""

    profile_fields = ["goals"]

    goals = forms.CharField(
        label=_("Your goals"),
        error_messages={"required": _("Write a sentence or two.")},
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args, profile, **kwargs):
        super().__init__(*args, profile=profile, **kwargs)
        self.fields["goals"].help_text = _("What you hope to achieve with a %(mentor)s.") % {
            "mentor": profile.program.word(Role.MENTOR)
        }


def get_role_form(role):
    """Return the form class for people of ``role``."""
    return get_form_class(Role(role).value, MentorForm if Role(role) is Role.MENTOR else MenteeForm)
