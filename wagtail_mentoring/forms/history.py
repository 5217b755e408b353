"""Education and positions as rows to add and remove."""

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import Education, Position
from ..models.members import MAX_HISTORY_ROWS
from . import get_form_class
from .base import PlainTextMixin

FIRST_YEAR = 1900


class HistoryRowForm(PlainTextMixin, forms.ModelForm):
    """One row."""

    start_year = forms.IntegerField(
        label=_("From (year)"),
        required=False,
        min_value=FIRST_YEAR,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4}),
    )
    end_year = forms.IntegerField(
        label=_("To (year)"),
        required=False,
        min_value=FIRST_YEAR,
        help_text=_("Empty: until now."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4}),
    )

    def clean(self):
        cleaned = super().clean()
        start, end = cleaned.get("start_year"), cleaned.get("end_year")
        this_year = timezone.localdate().year
        if start and start > this_year:
            self.add_error("start_year", _("Enter a year that has begun."))
        if end and end > this_year + 10:
            self.add_error("end_year", _("Enter a year within the next ten."))
        elif start and end and end < start:
            self.add_error("end_year", _("The end is before the beginning."))
        return cleaned


class EducationForm(HistoryRowForm):
    class Meta:
        model = Education
        fields = ["degree", "institution", "start_year", "end_year"]


class PositionForm(HistoryRowForm):
    class Meta:
        model = Position
        fields = ["title", "organization", "start_year", "end_year"]


class HistoryFormSet(forms.BaseFormSet):
    """Rows without identities: what is sent replaces what was there."""

    def rows(self):
        """Return the values of the rows that stay."""
        return [
            {
                name: value
                for name, value in form.cleaned_data.items()
                if name != DELETION_FIELD_NAME
            }
            for form in self.forms
            if form.cleaned_data and not form.cleaned_data.get(DELETION_FIELD_NAME)
        ]


def history_formsets(member, data=None, extra=1):
    """Return the formsets ``(education, positions)`` of a member, with ``extra`` blank rows each."""
    found = []
    for name, default, manager in (
        ("education", EducationForm, member.educations),
        ("position", PositionForm, member.positions),
    ):
        form = get_form_class(name, default)
        factory = forms.formset_factory(
            form,
            formset=HistoryFormSet,
            extra=extra,
            max_num=MAX_HISTORY_ROWS,
            absolute_max=MAX_HISTORY_ROWS * 2,
            validate_max=True,
            can_delete=True,
        )
        initial = [
            {field: getattr(row, field) for field in form._meta.fields} for row in manager.all()
        ]
        found.append(factory(data, prefix=name, initial=initial))
    return found
