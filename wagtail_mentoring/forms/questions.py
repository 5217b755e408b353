"""The form fields that a criterion becomes."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..choices import countries, time_zone_name, time_zones
from ..enums import CriterionKind, LanguageLevel
from .base import empty_choice

#: Up to so many choices all stand on the page; more go into a list to unfold.
MOST_RADIOS = 9

GONE = {
    "invalid_choice": _("This choice is no longer offered. Choose again."),
    "required": _("Choose an answer."),
}
SEVERAL = {**GONE, "required": _("Choose at least one.")}


class LanguagesWidget(forms.MultiWidget):
    """A level to choose for each language."""

    template_name = "wagtail_mentoring/widgets/languages.html"
    use_fieldset = True

    def __init__(self, choices, attrs=None):
        self.labels = {str(pk): label for pk, label in choices}
        levels = [("", _("Not spoken")), *LanguageLevel.choices]
        super().__init__(
            {
                key: forms.Select(choices=levels, attrs={"class": "mentoring-control"})
                for key in self.labels
            },
            attrs,
        )

    def use_required_attribute(self, initial):
        # One of the lists has to be used, not each of them.
        return False

    def decompress(self, value):
        return [(value or {}).get(key, "") for key in self.labels]

    def value_from_datadict(self, data, files, name):
        return {key: data.get(f"{name}_{key}", "") for key in self.labels}

    def value_omitted_from_data(self, data, files, name):
        return all(f"{name}_{key}" not in data for key in self.labels)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        for subwidget, label in zip(
            context["widget"]["subwidgets"], self.labels.values(), strict=True
        ):
            subwidget["label"] = label
            subwidget["attrs"].pop("aria-invalid", None)
        return context


class LanguagesField(forms.Field):
    """``{choice id: level}`` of the languages that are spoken."""

    default_error_messages = {**GONE, "required": _("Choose a level for at least one.")}

    def __init__(self, *, choices, **kwargs):
        super().__init__(widget=LanguagesWidget(choices), **kwargs)

    def clean(self, value):
        levels = {}
        for key, level in (value or {}).items():
            if not level:
                continue
            try:
                levels[int(key)] = int(LanguageLevel(int(level)))
            except ValueError:
                raise ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice"
                ) from None
        if self.required and not levels:
            raise ValidationError(self.error_messages["required"], code="required")
        return levels


def offered_choices(criterion, chosen=()):
    """Return the choices to offer: those in use, and those this person has chosen before."""
    return [
        (choice.pk, choice.label)
        for choice in criterion.choices.all()
        if choice.is_active or choice.pk in chosen
    ]


def answer_field(criterion, *, label, help_text, required, chosen=(), value=""):
    """Return the field for ``criterion``, or ``None`` when there is nothing to choose from."""
    common = {"label": label, "help_text": help_text, "required": required}
    nothing = _("I prefer not to say") if criterion.is_sensitive else _("No answer")
    first = empty_choice(None if required else nothing)
    kind = criterion.kind
    if kind == CriterionKind.TEXT:
        area = forms.Textarea(attrs={"rows": 3})
        return forms.CharField(
            max_length=300,
            widget=area,
            error_messages={"required": _("Write an answer.")},
            **common,
        )
    if kind == CriterionKind.COUNTRY:
        return _list_field([first, *countries()], **common)
    if kind == CriterionKind.TIME_ZONE:
        zones = time_zones()
        if value and not any(value == name for _area, group in zones for name, _text in group):
            zones.append((_("Now"), [(value, time_zone_name(value))]))
        return _list_field([first, *zones], **common)
    choices = offered_choices(criterion, chosen)
    if not choices:
        return None
    if kind == CriterionKind.LANGUAGE:
        return LanguagesField(choices=choices, **common)
    if kind == CriterionKind.MULTIPLE:
        return forms.MultipleChoiceField(
            choices=choices, widget=forms.CheckboxSelectMultiple, error_messages=SEVERAL, **common
        )
    if len(choices) > MOST_RADIOS:
        return _list_field([first, *choices], **common)
    if not required:
        choices = [*choices, ("", nothing)]
    return forms.ChoiceField(
        choices=choices, widget=forms.RadioSelect, error_messages=GONE, **common
    )


def _list_field(choices, **common):
    return forms.ChoiceField(choices=choices, error_messages=GONE, **common)
