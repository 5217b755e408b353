"""What is pointed out: no answer, the same question twice for one role, numbers that are settings."""

import pytest

from tests.factories import FAQEntryFactory, ProgramFactory
from wagtail_mentoring.content.checks import (
    NUMBER,
    SIMILAR,
    TWICE,
    StatedNumbers,
    check_entries,
    check_entry,
    same_questions,
    similarity,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Who pays?", "who pays"),
        ("Who pays for all this?", "Who pays, for all this ?"),
        ("How do I find a mentor?", "How do I find my mentor?"),
        ("How long does the mentorship last?", "How long do the mentorships last?"),
        (
            "Can I have several mentors?",
            "Can I have several mentors, to learn more than one thing?",
        ),
        ("When does my mentor call?", "When does my mentor call (in {mentor_word} time)?"),
        ("Wo finde ich das Büro?", "Wo finde ich das Buro?"),
    ],
)
def test_nearly_the_same_is_seen(first, second):
    assert similarity(first, second) >= SIMILAR
    assert similarity(second, first) >= SIMILAR


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("How do I find a mentor?", "How do I thank a mentor?"),
        ("Who are the mentors?", "Who pays the mentors?"),
        ("What does it cost?", "When does it end?"),
        ("", ""),
        ("???", "!!!"),
        ("Why?", ""),
    ],
)
def test_different_questions_are_left_alone(first, second):
    assert similarity(first, second) < SIMILAR


def test_only_readers_in_common_make_a_question_double():
    mentees = FAQEntryFactory(question="How do we talk?", audience="mentees")
    FAQEntryFactory(question="How do we talk?", audience="mentors")
    both = FAQEntryFactory(question="How do we talk?", audience="both")
    assert same_questions(mentees) == [both]


def test_only_a_program_in_common_makes_a_question_double():
    careers, buddies = ProgramFactory(), ProgramFactory()
    here = FAQEntryFactory(question="How do we talk?", program=careers)
    FAQEntryFactory(question="How do we talk?", program=buddies)
    everywhere = FAQEntryFactory(question="How do we talk?")
    assert same_questions(here) == [everywhere]


def test_a_draft_counts_with_its_latest_words():
    entry = FAQEntryFactory(question="How do we talk?")
    other = FAQEntryFactory(question="Something else entirely?")
    other.question = "How do we talk?"
    other.save_revision()
    assert same_questions(entry) == [other]


# Numbers


def stated(text, **settings):
    program = ProgramFactory(
        **{
            "first_conversation_days": 7,
            "request_first_reminder_days": 10,
            "request_second_reminder_days": 14,
            "request_expiry_days": 28,
            "membership_grace_days": 30,
            "suggested_months_min": 6,
            "suggested_months_max": 12,
            "mentee_max_mentors": 2,
            "mentor_capacity_default": 3,
            "mentor_capacity_ceiling": 5,
            "mentee_max_open_requests": 4,
            **settings,
        }
    )
    entry = FAQEntryFactory.build(question="How?", answer=f"<p>{text}</p>")
    return dict(StatedNumbers([program]).find(entry))


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [
        ("Talk within 7 days.", "7 days", ["first_conversation_days"]),
        ("Talk within seven days.", "seven days", ["first_conversation_days"]),
        ("Within a <b>seven</b>-day time.", "seven-day", ["first_conversation_days"]),
        ("Wait two weeks.", "two weeks", ["request_second_reminder_days"]),
        ("It ends after 28 days.", "28 days", ["request_expiry_days"]),
        (
            "It takes 6 to 12 months.",
            "6 to 12 months",
            ["suggested_months_min", "suggested_months_max"],
        ),
        (
            "It takes 6–12 months.",
            "6–12 months",
            ["suggested_months_min", "suggested_months_max"],
        ),
        ("For one year.", "one year", ["suggested_months_max"]),
        ("You may have 2 mentors.", "2 mentors", ["mentee_max_mentors"]),
        ("Up to five mentees.", "five mentees", ["mentor_capacity_ceiling"]),
        ("Four requests at most.", "Four requests", ["mentee_max_open_requests"]),
        ("Write to Office@society.example.", "office@society.example", ["office_email"]),
    ],
)
def test_a_number_that_is_a_setting_is_seen(text, words, names):
    assert stated(text) == {words: names}


@pytest.mark.parametrize(
    "text",
    [
        "Talk within {first_conversation_days}.",
        "It takes 9 days.",
        "There are 7 offices.",
        "Room 7, days off are Mondays.",
        "1997 days of rain.",
        "One mentor said so.",
        "A day.",
        "No limit.",
    ],
)
def test_other_numbers_are_left_alone(text):
    assert stated(text, mentee_max_mentors=1) == {}


def test_the_programs_own_words_are_known():
    assert stated("Up to five fellows.", mentees_word="fellows") == {
        "five fellows": ["mentor_capacity_ceiling"]
    }


def test_settings_without_a_limit_match_nothing():
    assert stated("28 days", request_expiry_days=None) == {}


def test_the_numbers_of_another_program_do_not_matter():
    other = ProgramFactory(first_conversation_days=3)
    own = ProgramFactory(first_conversation_days=9)
    entry = FAQEntryFactory(answer="<p>Within 3 days.</p>", program=own)
    assert StatedNumbers().find(entry) == []
    entry.program = other
    assert StatedNumbers().find(entry) == [("3 days", ["first_conversation_days"])]


# Together


def test_the_report_names_each_pair_once_and_every_kind():
    ProgramFactory()
    FAQEntryFactory(question="How do we talk?")
    FAQEntryFactory(question="How do we talk?", answer="<p>Within 7 days.</p>")
    FAQEntryFactory(question="Is it empty?", answer="<p> </p>", live=False)
    found = check_entries()
    assert sorted(finding.kind for finding in found) == ["empty", "number", "twice"]


def test_an_entry_with_nothing_wrong_has_no_findings():
    assert check_entry(FAQEntryFactory()) == []
    assert {TWICE, NUMBER} == {"twice", "number"}


def test_the_queries_do_not_grow_with_the_entries(django_assert_num_queries):
    ProgramFactory()
    for _number in range(3):
        FAQEntryFactory()
    with django_assert_num_queries(2):
        check_entries()
    for _number in range(20):
        FAQEntryFactory()
    with django_assert_num_queries(2):
        check_entries()
