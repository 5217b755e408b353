"""Placeholders reach nothing but their value (M-15, M-16, design rule 9)."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from wagtail_mentoring.placeholders import fill, one_line, unknown_in, validate_placeholders

ATTACKS = [
    "{user.__class__}",
    "{partner.user.password}",
    "{partner[0]}",
    "{partner!r}",
    "{partner:>100000000}",
    "{0}",
    "{}",
    "{{ settings.SECRET_KEY }}",
    "{{partner}}",
    "{% include 'base.html' %}",
    "{% load static %}",
    "${partner}}",
    "{ partner }",
    "{Partner}",
    "{partner",
    "partner}",
]


@pytest.mark.parametrize("text", ATTACKS)
def test_only_plain_known_names_pass(text):
    with pytest.raises(ValidationError) as refused:
        validate_placeholders(text, ["partner"])
    assert refused.value.code == "placeholder"


@pytest.mark.parametrize("text", ["", "No braces", "Dear {partner}, {partner}!", "{a_b}{partner}"])
def test_known_names_are_accepted(text):
    validate_placeholders(text, ["partner", "a_b"])


def test_the_refusal_names_what_is_unknown_and_what_is_possible():
    with pytest.raises(ValidationError, match=r"\{friend\}.*\{partner\}"):
        validate_placeholders("{friend} {partner}", ["partner"])


@pytest.mark.parametrize("text", [attack for attack in ATTACKS if attack != "${partner}}"])
def test_attacks_stay_as_they_were_written(text):
    """Were one stored all the same, nothing is looked up."""
    assert fill(text, {"partner": "Ana"}).replace("Ana", "{partner}") == text


def test_what_is_filled_in_is_not_read_again():
    assert fill("{a} {b}", {"a": "{b}", "b": "{a}"}) == "{b} {a}"


@given(st.text(), st.text())
def test_any_value_stands_as_it_is(before, value):
    text = before.replace("{", "").replace("}", "")
    assert fill(text + "{name}", {"name": value}) == text + value


@given(st.text(alphabet=st.characters() | st.sampled_from("{}ab_.[]!:%")))
def test_a_text_without_findings_has_no_braces_left(text):
    if not unknown_in(text, ["a", "b"]):
        rest = fill(text, {"a": "", "b": ""})
        assert "{" not in rest and "}" not in rest


@given(st.text(alphabet=st.characters(exclude_categories=[]), max_size=300))
def test_one_line_is_safe_in_a_header(value):
    line = one_line(value, 40)
    assert len(line) <= 40
    line.encode()
    assert not any(unicodedata.category(char) in {"Cc", "Zl", "Zp", "Cs"} for char in line)
    assert not set(line) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def test_one_line_cuts_with_an_ellipsis():
    assert one_line("a \r\n b" + "c" * 100, 10) == "a bcccccc…"
