"""Placeholders of pages: the program's own numbers, words and addresses, printed so that they read well."""

import pytest

from tests.factories import ProgramFactory
from wagtail_mentoring.content import ContentValues
from wagtail_mentoring.content_placeholders import CONTENT_NAMES
from wagtail_mentoring.enums import Role

pytestmark = pytest.mark.django_db


def values(**settings):
    return ContentValues(ProgramFactory(**settings))


def test_every_placeholder_has_a_value():
    found = values(community_url="https://community.society.example/")
    for name in CONTENT_NAMES:
        assert found.text(name), name
        assert found.html(name), name


def test_a_text_says_what_the_settings_say():
    found = values(
        first_conversation_days=10,
        suggested_months_min=3,
        suggested_months_max=9,
        mentee_max_mentors=2,
        mentor_capacity_ceiling=4,
        mentee_max_open_requests=1,
    )
    words = found.fill_text(
        "Within {first_conversation_days}, for {suggested_months}, with {mentee_max_mentors}, "
        "{mentor_capacity_ceiling} or {mentee_max_open_requests}."
    )
    assert words == "Within 10 days, for 3 to 9 months, with 2 mentors, 4 mentees or one request."


def test_one_is_said_as_one_and_no_limit_as_none():
    found = values(
        first_conversation_days=1,
        mentee_max_mentors=None,
        mentee_max_open_requests=None,
        request_expiry_days=None,
        mentor_capacity_default=1,
        suggested_months_min=6,
        suggested_months_max=6,
    )
    assert found.text("first_conversation_days") == "1 day"
    assert found.text("mentee_max_mentors") == "any number of mentors"
    assert found.text("mentee_max_open_requests") == "any number of requests"
    assert found.text("request_expiry_days") == "an unlimited time"
    assert found.text("mentor_capacity_default") == "one mentee"
    assert found.text("suggested_months") == "6 months"


def test_the_programs_own_words_are_used():
    found = values(mentors_word="guides", mentee_word="fellow", first_to_write=Role.MENTEE)
    assert found.text("mentee_max_mentors") == "one mentor"
    assert found.fill_text("{mentors_word}, {first_to_write}") == "guides, fellow"


def test_an_address_in_a_text_becomes_a_link_and_in_a_link_its_address():
    found = values(slug="careers", office_email="office@society.example")
    enroll = "/mentoring/careers/enroll/start/?role=mentee"
    assert found.fill_html("<p>Use {mentee_enrollment_url}.</p>") == (
        f'<p>Use <a href="{enroll}">the enrollment form as a mentee</a>.</p>'
    )
    assert found.fill_html('<a href="/{mentee_enrollment_url}">Enroll</a>') == (
        f'<a href="{enroll}">Enroll</a>'
    )
    assert found.fill_html("<a href='{office_email}'>Mail {office_email}</a>") == (
        '<a href="mailto:office@society.example">Mail office@society.example</a>'
    )


def test_without_an_office_address_a_text_still_reads_well():
    found = values(office_email="", office_name="Mentoring office", community_url="")
    assert found.fill_html("<p>Ask {office_email} or {community_url}.</p>") == (
        "<p>Ask Mentoring office or the community page.</p>"
    )
    assert found.fill_html('<a href="/{office_email}">Ask</a>') == "<a >Ask</a>"


def test_what_is_filled_in_is_escaped():
    found = values(name='<script>alert("1")</script>', mentor_word='"><img src=x onerror=alert(1)>')
    html = found.fill_html('<p title="{mentor_word}">{program} &amp; {mentor_word}</p>')
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html


def test_what_is_filled_in_is_not_looked_at_again():
    found = values(name="{office_email}", office_name="{program}")
    assert found.fill_text("{program}") == "{office_email}"
    assert found.fill_html("<p>{program}</p>") == "<p>{office_email}</p>"


def test_unknown_names_and_other_braces_stay_as_they_are():
    found = values()
    text = "{nothing} {__class__} {program.name} {0} {} {{program!r}}"
    assert found.fill_text(text) == text
    assert found.fill_html(f"<p>{text}</p>") == f"<p>{text}</p>"
    assert found.fill_html('<a href="/{first_conversation_days}">x</a>').startswith(
        '<a href="/7 days'
    )


def test_a_text_without_placeholders_costs_no_query(django_assert_num_queries):
    found = values()
    with django_assert_num_queries(0):
        found.fill_html("<p>Nothing to fill in.</p>")
        found.fill_html("<p>{first_conversation_days} {mentee_word}</p>")
    with django_assert_num_queries(1):
        found.fill_html("<p>{enrollment_url} {desk_url} {find_mentor_url}</p>")
