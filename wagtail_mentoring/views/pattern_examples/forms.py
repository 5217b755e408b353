"""Fields of every kind, a form gone wrong, rows of a formset, filters."""

from __future__ import annotations

from django import forms
from django.template.loader import render_to_string
from django.utils.html import format_html_join

from .base import Example, Section

ELEMENTS = "wagtail_mentoring/elements/"


class ExampleForm(forms.Form):
    """One field of each kind that the field element lays out."""

    name = forms.CharField(label="Name", help_text="As you write it yourself.")
    email = forms.EmailField(label="E-mail address")
    about = forms.CharField(
        label="About you",
        help_text="A few sentences: where you work and what you like about it.",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    zone = forms.ChoiceField(
        label="Time zone", choices=[("utc", "UTC"), ("zag", "Zagreb"), ("tok", "Tokyo")]
    )
    importance = forms.ChoiceField(
        label="How much does this matter to you?",
        choices=[("no", "Not at all"), ("some", "Somewhat"), ("very", "Very much")],
        widget=forms.RadioSelect,
        initial="some",
    )
    ways = forms.MultipleChoiceField(
        label="Ways to talk",
        help_text="Tick all that suit you.",
        choices=[("mail", "E-mail"), ("phone", "Phone"), ("meet", "At conferences")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    until = forms.DateField(
        label="Paused until",
        widget=forms.DateInput(attrs={"type": "date"}),
        required=False,
    )
    start = forms.SplitDateTimeField(
        label="First talk",
        widget=forms.SplitDateTimeWidget(
            date_attrs={"type": "date", "aria-label": "Day"},
            time_attrs={"type": "time", "aria-label": "Time"},
        ),
        required=False,
    )
    picture = forms.FileField(
        label="Picture", help_text="A JPEG or PNG of at most 5 MB.", required=False
    )
    agree = forms.BooleanField(
        label="I have read the Code of Conduct and agree to it",
        help_text="We keep the date and the version.",
    )


class ExampleRowForm(forms.Form):
    """A row of the example formset."""

    school = forms.CharField(label="Name of the school")
    year = forms.IntegerField(label="Year", required=False)


ExampleFormSet = forms.formset_factory(ExampleRowForm, extra=1, max_num=5, can_delete=True)


def form_pieces() -> list[Section]:
    wrong = ExampleForm(
        {f"wrong-{key}": value for key, value in {"email": "ana@", "about": "x" * 220}.items()},
        prefix="wrong",
    )
    right = ExampleForm(prefix="right")
    return [
        Section(
            "Error summary",
            "error_summary",
            [Example("On top of a page", {"form": wrong})],
        ),
        Section(
            "Field",
            "field",
            [Example(f"{bound.label}", {"field": bound}) for bound in right.visible_fields()],
        ),
        Section(
            "Form",
            "form",
            [
                Example(
                    "After a wrong answer",
                    {
                        "form": wrong,
                        "csrf_token": "example",
                        "summary": False,
                        "submit_label": "Save and go on",
                        "cancel_url": "#",
                        "keep": "pattern-form",
                    },
                )
            ],
        ),
        Section(
            "Formset",
            "formset",
            [
                Example(
                    "Education",
                    {
                        "formset": ExampleFormSet(
                            prefix="education",
                            initial=[{"school": "University of Coimbra", "year": 2019}],
                        ),
                        "legend": "Education",
                        "row_label": "School",
                        "add_label": "Add another school",
                        "hint": "The newest first.",
                    },
                )
            ],
        ),
    ]


def filters() -> list[Section]:
    group = {
        "legend": "Career stage",
        "name": "stage",
        "open": True,
        "chosen": 1,
        "options": [
            {"value": "a", "label": "Student", "count": 12},
            {"value": "b", "label": "10 to 20 years", "count": 31, "checked": True},
            {"value": "c", "label": "Retired", "count": 0},
        ],
        "hint": "A number is how many people are left with it.",
    }
    fields_of_application = {
        "legend": "Field of application",
        "name": "field",
        "filter_box": True,
        "options": [
            {"value": str(number), "label": label, "count": 3 * number + 1}
            for number, label in enumerate(
                ["Agriculture", "Climate", "Economics", "Education", "Health", "Sport"]
            )
        ],
    }
    groups = (
        {**group, "name": "stage_in_form"},
        {**fields_of_application, "name": "field_in_form"},
    )
    body = format_html_join(
        "", "{}", ((render_to_string(f"{ELEMENTS}filter_group.html", one),) for one in groups)
    )
    return [
        Section(
            "Filter group",
            "filter_group",
            [
                Example("Open", group),
                Example("Folded, a long list", fields_of_application),
                Example("One choice only", {**group, "name": "stage_one", "kind": "radio"}),
                Example(
                    "Any or all, and how well",
                    {
                        **group,
                        "name": "stage_several",
                        "match": {
                            "name": "match_several",
                            "label": "How many of these must fit",
                            "options": [
                                {"value": "any", "label": "Any of these", "checked": True},
                                {"value": "all", "label": "All of these"},
                            ],
                        },
                        "level": {
                            "name": "level_several",
                            "label": "Spoken at least",
                            "options": [
                                {"value": "", "label": "However little", "selected": True},
                                {"value": "3", "label": "Fluent"},
                            ],
                        },
                    },
                ),
            ],
        ),
        Section(
            "Filters",
            "filters",
            [
                Example(
                    "Beside the results",
                    {"body": body, "count": 1, "clear_url": "#"},
                )
            ],
        ),
        Section(
            "Chosen filters",
            "chosen_filters",
            [
                Example(
                    "Two",
                    {
                        "filters": [
                            {"label": "Career stage", "value": "Retired", "remove_url": "#"},
                            {"label": "Language", "value": "Español", "remove_url": "#"},
                        ],
                        "clear_url": "#",
                    },
                )
            ],
        ),
    ]
