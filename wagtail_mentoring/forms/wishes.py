"""What matters to somebody in the other, and how much (R14, F24). Other members never read it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..actions import PreferenceValue
from ..enums import CriterionPrivacy, Importance, MatchRule
from .questions import GONE, offered_choices


class WishQuestion:
    """One criterion of the form, for the template."""

    def __init__(self, form, criterion):
        self.form, self.criterion = form, criterion
        self.name = f"w{criterion.pk}"

    @property
    def is_public(self):
        """Whether members' searches count it; what not everybody may read is for coordinators."""
        return self.criterion.privacy == CriterionPrivacy.PUBLIC

    @property
    def importance(self):
        return self.form[self.name]

    @property
    def choices(self):
        name = f"{self.name}_choices"
        return self.form[name] if name in self.form.fields else None

    @property
    def is_open(self):
        """Whether the choices are shown unfolded: few of them, or some chosen."""
        bound = self.choices
        return bool(bound and (len(bound.field.choices) <= 6 or bound.value() or bound.errors))


class WishesForm(forms.Form):
    """Importance and wished answers for every criterion that the other role answers and the fit counts.

    Called with ``profile``.
    """

    def __init__(self, *args, profile, **kwargs):
        super().__init__(*args, **kwargs)
        self.profile = profile
        self.questions = []
        stored = {
            wish.criterion_id: wish for wish in profile.preferences.prefetch_related("choices")
        }
        for criterion in wish_criteria(profile):
            question = WishQuestion(self, criterion)
            self.questions.append(question)
            wish = stored.get(criterion.pk)
            wished = {choice.pk for choice in wish.choices.all()} if wish else set()
            self.fields[question.name] = forms.TypedChoiceField(
                label=_("How much does it matter to you?"),
                choices=Importance.choices,
                coerce=int,
                widget=forms.RadioSelect,
            )
            self.initial.setdefault(
                question.name, int(wish.importance if wish else Importance.NICE)
            )
            choices = offered_choices(criterion, wished) if criterion.has_choices else []
            if choices:
                self.fields[f"{question.name}_choices"] = forms.MultipleChoiceField(
                    label=_("Answers you would like to find"),
                    help_text=(
                        _("If you tick none, we compare with your own answer.")
                        if criterion.is_asked_of(profile.role)
                        else _("If you tick none, every answer is fine.")
                    ),
                    choices=choices,
                    widget=forms.CheckboxSelectMultiple,
                    required=False,
                    error_messages=GONE,
                )
                self.initial.setdefault(f"{question.name}_choices", sorted(wished))

    def preference_values(self):
        """Return ``{criterion id: PreferenceValue}``."""
        return {
            question.criterion.pk: PreferenceValue(
                importance=self.cleaned_data[question.name],
                choice_ids=frozenset(
                    int(pk) for pk in self.cleaned_data.get(f"{question.name}_choices", [])
                ),
            )
            for question in self.questions
        }


def wish_criteria(profile):
    """Return the criteria a person of this profile's role may wish by."""
    return (
        profile.program.criteria.asked_of(profile.role.other)
        .exclude(match_rule=MatchRule.IGNORE)
        .prefetch_related("choices")
    )
