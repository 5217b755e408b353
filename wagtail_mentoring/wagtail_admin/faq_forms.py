"""The form of a question and its answer."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from ..models import CriterionChoice
from ..rich_text import is_blank
from .forms import HiddenProgramMixin


class FAQEntryForm(HiddenProgramMixin, WagtailAdminModelForm):
    """A draft may lack its answer; what is published, scheduled or sent for review may not."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._offer_topics()

    def _offer_topics(self):
        field = self.fields.get("topic")
        if field is not None and self.instance.locale_id:
            field.queryset = field.queryset.filter(locale=self.instance.locale_id)

    def clean(self):
        data = super().clean()
        if "answer" in self.fields and not self.is_deferred_validation:
            if "answer" not in self.errors and is_blank(data.get("answer")):
                self.add_error(
                    "answer",
                    ValidationError(
                        _(
                            "A question without an answer is not published. Write one, or save a draft."
                        ),
                        code="no_answer",
                    ),
                )
        return data


class _ChoicesField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, choice):
        return f"{choice.criterion.label}: {choice.label}"


class TopicForm(WagtailAdminModelForm):
    """A topic; each answer is named with its question."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "choices" in self.fields:
            model_field = self._meta.model._meta.get_field("choices")
            choices = CriterionChoice.objects.filter(criterion__is_active=True, is_active=True)
            if self.instance.pk:
                # One that is no longer offered stays until somebody takes it off.
                choices = choices | CriterionChoice.objects.filter(topics=self.instance)
            self.fields["choices"] = _ChoicesField(
                choices.distinct()
                .select_related("criterion")
                .order_by("criterion__program", "criterion__sort_order", "sort_order"),
                required=False,
                label=model_field.verbose_name,
                help_text=model_field.help_text,
                widget=forms.CheckboxSelectMultiple,
            )
