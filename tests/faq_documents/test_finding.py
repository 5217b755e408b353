"""Each question of a document is found, with its answer, and nothing of the text is lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.faq_documents import documents
from wagtail_mentoring.faq_documents import UnreadableDocument, find_entries, read_document

QUESTIONS = [question for question, _audience in documents.QUESTIONS]


def found_in(content, name=""):
    return find_entries(read_document(content, name))


def words(text):
    return re.findall(r"\w+", text)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (documents.TEXT, ""),
        (documents.TEXT.encode("utf-16"), "faq.txt"),
        (documents.HTML.encode(), "faq.html"),
        (documents.HTML, ""),
        (documents.WORD, "faq.docx"),
    ],
    ids=["pasted text", "text file", "HTML file", "pasted HTML", "Word"],
)
def test_questions_answers_and_for_whom_they_are(content, name):
    found = found_in(content, name)
    assert [(entry.question, entry.audience) for entry in found.entries] == documents.QUESTIONS
    assert [entry.question for entry in found.entries if not entry.has_answer] == [documents.EMPTY]
    assert found.title == "Mentoring: questions for mentees"
    assert {entry.section for entry in found.entries[4:]} == {"Only for mentees"}
    assert not any(entry.is_unsure for entry in found.entries)


@pytest.mark.parametrize(
    "content",
    [documents.DETAILS, documents.LABELS, documents.MARKDOWN, documents.BOLD_WORD],
    ids=["details", "labels", "Markdown", "bold in Word"],
)
def test_other_makes(content):
    found = found_in(content)
    assert [entry.question for entry in found.entries] == QUESTIONS
    assert all(entry.answer_text.startswith("Answer ") for entry in found.entries)


def test_what_is_in_an_answer():
    text, html = found_in(documents.TEXT), found_in(documents.HTML)
    assert text.entries[0].answer_html == (
        "<p>It brings together members who have come a long way with members who set out. "
        "Nobody is too old to have a mentor.</p><p>Everything happens on this site.</p>"
    )
    assert text.entries[3].answer_html == (
        "<ol><li>Be a member of the society</li><li>Tell others about yourself, with a picture and a "
        "few lines, and keep it up to date</li><li>Agree to the Code of Conduct</li></ol>"
    )
    assert html.entries[0].answer_html == (
        "<p>It brings together <b>members</b> who have come a long way with members who set out.</p>"
        '<p>Everything happens on <a href="https://society.example/mentoring?a=1&amp;b=2">this site</a>.</p>'
    )
    assert html.entries[3].answer_html == (
        "<ol><li>Be a member</li><li>Tell others about yourself</li>"
        "<li>Agree to the <i>Code of Conduct</i></li></ol>"
    )
    assert html.entries[4].answer_html == (
        "<p>Enroll. Then open “Find a mentor”.</p><h4>By hand</h4><p>Or ask us.</p>"
    )
    assert html.entries[2].answer_html == "<p>Half a year to a year. More</p>"
    assert "alert" not in "".join(entry.answer_html for entry in html.entries)


def test_nothing_is_lost():
    found = found_in(documents.TEXT)
    everything = " ".join(
        [left.text for left in found.outside]
        + [f"{entry.section} {entry.question} {entry.answer_text}" for entry in found.entries]
    )
    numbers = {"1", "2", "3"}  # of the list, which numbers itself
    assert set(words(documents.TEXT)) - numbers == set(words(everything))
    assert [(left.section, left.after) for left in found.outside] == [
        ("Another question? Write to us", 8),
        ("Program office", 8),
        ("Talk to us", 8),
    ]
    assert found.outside[-1].text.endswith("“The best hours of my week.”")


def test_a_question_in_the_text_of_a_document_with_headings_is_marked():
    found = found_in(
        "<h2>What is it?</h2><p>A program.</p><h2>What does it cost?</h2><p>Still unsure?</p><p>Ask us.</p>"
    )
    assert [(entry.question, entry.is_unsure) for entry in found.entries] == [
        ("What is it?", False),
        ("What does it cost?", False),
        ("Still unsure?", True),
    ]


def test_a_title_like_the_questions_is_one_of_them():
    found = found_in(
        "<h1>FAQ</h1><h2>What is it?</h2><p>A program.</p><h2>Becoming a mentor</h2><p>Enroll.</p>"
        "<h2>What does it cost?</h2><p>Nothing.</p>"
    )
    assert [entry.question for entry in found.entries] == [
        "What is it?",
        "Becoming a mentor",
        "What does it cost?",
    ]


@pytest.mark.parametrize(
    "text",
    ["¿Qué es?\n\nUn programa.", "ما هو البرنامج؟\n\nبرنامج.", "何ですか？\n\nプログラムです。"],
)
def test_other_writing(text):
    question, answer = text.split("\n\n")
    found = found_in(text)
    assert [(e.question, e.answer_text) for e in found.entries] == [(question, answer)]


@given(st.text(alphabet=st.sampled_from("Aa?.:\n -1Q\r\t<>b/#*“\x00é"), max_size=300))
def test_any_text_is_read(text):
    try:
        found = found_in(text)
    except UnreadableDocument:
        return
    for entry in found.entries:
        assert "<script" not in entry.answer_html
