"""Fields of every kind are labeled, explained and, when wrong, tied to their error (A-07)."""

import pytest
from django import forms
from django.template.loader import render_to_string

from wagtail_mentoring.templatetags.mentoring_elements import character_limit, field_kind
from wagtail_mentoring.views.pattern_examples.forms import ExampleForm

from .html import dangling, find, one, parse, words

KINDS = {
    "name": "input",
    "email": "input",
    "about": "textarea",
    "zone": "select",
    "importance": "group",
    "ways": "group",
    "until": "input",
    "start": "compound",
    "picture": "file",
    "agree": "checkbox",
}


def field(bound, **context):
    html = render_to_string("wagtail_mentoring/elements/field.html", {"field": bound, **context})
    return parse(html)


def wrong():
    form = ExampleForm({"start_0": "x", "start_1": "10:00", "until": "never", "ways": "song"})
    assert not form.is_valid()
    form.add_error("picture", "The picture is larger than 5 MB. Choose a smaller one.")
    return form


def described(tree, element):
    return [words(one(tree, id=name)) for name in (element.get("aria-describedby") or "").split()]


@pytest.mark.parametrize("name", KINDS)
def test_kinds_of_fields(name):
    assert field_kind(ExampleForm()[name]) == KINDS[name]


def test_a_hidden_field_is_only_itself():
    class Hidden(forms.Form):
        step = forms.CharField(widget=forms.HiddenInput)

    tree = field(Hidden()["step"])
    assert [element.get("type") for element in find(tree, "input")] == ["hidden"]
    assert words(tree) == ""


@pytest.mark.parametrize("name", KINDS)
def test_every_control_has_a_visible_label(name):
    tree = field(ExampleForm()[name])
    labeled = {label.get("for") for label in find(tree, "label")}
    for control in find(tree, "input") + find(tree, "select") + find(tree, "textarea"):
        assert control.get("id") in labeled or control.get("aria-label")
    if KINDS[name] in ("group", "compound"):
        assert words(one(tree, "legend")).startswith(ExampleForm()[name].label)
    assert dangling(tree) == []


@pytest.mark.parametrize("name", KINDS)
def test_whether_an_answer_is_needed_stands_in_the_text(name):
    optional = "(optional)" in words(field(ExampleForm()[name]))
    assert optional is not ExampleForm().fields[name].required


@pytest.mark.parametrize("name", KINDS)
def test_an_error_is_tied_to_its_control(name):
    form = wrong()
    tree = field(form[name])
    error = f"Error: {form[name].errors[0]}"
    assert words(one(tree, id=f"id_{name}_error")) == error
    if KINDS[name] in ("group", "compound"):
        holder = one(tree, "fieldset")
    else:
        [holder] = find(tree, "input") + find(tree, "select") + find(tree, "textarea")
        assert holder.get("aria-invalid") == "true"
    assert error in described(tree, holder)


def test_hint_comes_before_error_and_counter():
    tree = field(wrong()["about"], hint="A few sentences.")
    assert described(tree, one(tree, "textarea")) == [
        "A few sentences.",
        "Error: This field is required.",
        "You can write up to 200 characters.",
    ]


def test_a_radio_set_is_wrong_as_a_whole():
    tree = field(wrong()["importance"])
    group = one(tree, "fieldset", role="radiogroup")
    assert group.get("aria-invalid") == "true"
    assert group.get("aria-required") == "true"
    assert not find(group, "input", aria_invalid=True)


def test_a_checkbox_set_is_no_radio_group():
    tree = field(ExampleForm()["ways"])
    assert one(tree, "fieldset").get("role") is None


def test_the_hint_can_be_given_by_the_page():
    tree = field(ExampleForm()["email"], hint="Only your partners see it.")
    assert described(tree, one(tree, "input")) == ["Only your partners see it."]


def test_label_and_attributes_can_be_given_by_the_page():
    tree = field(ExampleForm()["email"], label="Your address", autocomplete="email")
    assert words(one(tree, "label")) == "Your address"
    assert one(tree, "input").get("autocomplete") == "email"


def test_a_description_of_the_widget_itself_is_kept():
    class Described(forms.Form):
        city = forms.CharField(
            help_text="Where you live.", widget=forms.TextInput({"aria-describedby": "map"})
        )

    control = one(field(Described()["city"]), "input")
    assert control.get("aria-describedby") == "map id_city_helptext"


def test_classes_of_the_widget_itself_are_kept():
    class Styled(forms.Form):
        city = forms.CharField(widget=forms.TextInput({"class": "wide"}))

    assert one(field(Styled()["city"]), "input").get("class").split()[0] == "wide"


def test_only_a_text_area_counts_characters():
    assert character_limit(ExampleForm()["about"]) == 200
    assert character_limit(ExampleForm()["name"]) is None


def test_our_ids_are_those_of_django():
    """A widget that is printed without our element points to the same hint and error."""
    bound = wrong()["name"]
    ours, plain = one(field(bound), "input"), one(parse(str(bound)), "input")
    assert plain.get("aria-describedby") == "id_name_helptext id_name_error"
    assert ours.get("aria-describedby") == plain.get("aria-describedby")


def test_a_form_keeps_what_was_typed_and_says_what_is_wrong():
    form = ExampleForm({"name": "Ana <3", "email": "ana@"})
    html = render_to_string(
        "wagtail_mentoring/elements/form.html", {"form": form, "csrf_token": "t", "keep": "k"}
    )
    tree = parse(html)
    assert one(tree, "input", name="name").get("value") == "Ana <3"
    summary = one(tree, role="alert")
    targets = [link.get("href").removeprefix("#") for link in find(summary, "a")]
    assert targets[0] == "id_email"
    there = {element.get("id") for element in find(tree, id=True)}
    assert set(targets) <= there
    assert one(tree, "form").get("novalidate") is not None
    assert one(tree, "form").get("enctype") == "multipart/form-data"
    assert "every question that is not marked as optional" in words(tree)


def test_an_error_of_the_whole_form_is_no_link():
    form = ExampleForm({})
    form.add_error(None, "Ana has no free place any more.")
    tree = parse(render_to_string("wagtail_mentoring/elements/error_summary.html", {"form": form}))
    assert "Ana has no free place any more." in words(tree)
    assert all("free place" not in words(link) for link in find(tree, "a"))


def test_a_form_without_errors_has_no_summary():
    html = render_to_string(
        "wagtail_mentoring/elements/error_summary.html", {"form": ExampleForm()}
    )
    assert html.strip() == ""


def test_a_form_of_needed_answers_does_not_speak_of_optional_ones():
    class Short(forms.Form):
        why = forms.CharField()

    html = render_to_string("wagtail_mentoring/elements/form.html", {"form": Short()})
    assert "optional" not in html
