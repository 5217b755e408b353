"""What an editor does with the questions of a document: join, split, re-pair, leave out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import FAQEntryFactory
from tests.faq_documents import documents
from wagtail_mentoring.content.faq_import import (
    ImportRow,
    apply,
    dump,
    existing_questions,
    findings,
    load,
    parts_of,
    rows_of,
)
from wagtail_mentoring.faq_documents import read_document
from wagtail_mentoring.rich_text import plain_text


def rows():
    return [
        ImportRow(1, "Who pays?", "<p>Nobody.</p>", section="Money"),
        ImportRow(2, "Still unsure?", "<p>Ask us.</p><p>Any time.</p>", is_unsure=True),
        ImportRow(3, "How long?", "<p>A year.</p><ul><li>or less</li></ul>"),
        ImportRow(4, answer="<p>Left over.</p>", keep=False),
    ]


def shown(rows):
    return [(row.question, row.answer) for row in rows]


def test_rows_come_in_the_order_of_the_document():
    found = rows_of(read_document(documents.TEXT))
    assert [row.question for row in found if not row.is_text] == [
        question for question, _audience in documents.QUESTIONS
    ]
    assert [row.keep for row in found if row.is_text] == [False, False, False]
    assert len({row.id for row in found}) == len(found)
    assert load(dump(found)) == found


def test_join():
    joined = apply(rows(), {2: "join"})
    assert shown(joined)[0] == (
        "Who pays?",
        "<p>Nobody.</p><p><b>Still unsure?</b></p><p>Ask us.</p><p>Any time.</p>",
    )
    assert len(joined) == 3
    assert shown(apply(rows(), {4: "join"}))[2][1].endswith("<p>Left over.</p>")
    # There is nothing above the first.
    assert shown(apply(rows(), {1: "join"})) == shown(rows())


def test_split():
    split = apply(rows(), {2: "split:2"})
    assert shown(split)[1:3] == [("Still unsure?", "<p>Ask us.</p>"), ("Any time.", "")]
    assert split[2].id == 5
    assert shown(apply(rows(), {3: "split:2"}))[2:4] == [
        ("How long?", "<p>A year.</p>"),
        ("or less", ""),
    ]
    assert shown(apply(rows(), {3: "split:9"})) == shown(rows())


def test_the_answer_belongs_to_another_question():
    moved = apply(rows(), {1: "move:3"})
    assert moved[0].answer == ""
    assert moved[2].answer.endswith("<p>Nobody.</p>")
    assert len(apply(rows(), {4: "move:1"})) == 3
    for nonsense in ("move:1", "move:99", "move:x", "move", "jump", "split:-1"):
        assert shown(apply(rows(), {1: nonsense})) == shown(rows())


changes = st.dictionaries(
    st.integers(0, 6),
    st.sampled_from(["join", "split:1", "split:2", "move:1", "move:2", "move:3", "move:4", ""]),
    max_size=4,
)


@given(st.lists(changes, max_size=4))
def test_no_word_is_lost(steps):
    def words(rows):
        text = " ".join(f"{row.question} {plain_text(row.answer)}" for row in rows)
        return sorted(text.split())

    present = rows()
    for step in steps:
        present = apply(present, step)
        assert words(present) == words(rows())
        assert len({row.id for row in present}) == len(present)


def test_where_an_answer_can_be_split():
    assert parts_of("<p>a</p> <ul><li>b</li></ul>\n<h4>c</h4>") == [
        "<p>a</p>",
        "<ul><li>b</li></ul>",
        "<h4>c</h4>",
    ]
    assert parts_of("") == []


@pytest.mark.django_db
def test_what_an_editor_should_look_at():
    entry = FAQEntryFactory(question="Does it cost anything at all?", audience="mentors")
    found = [
        ImportRow(1, "How long does the mentorship relationship last?", "<p>A year.</p>"),
        ImportRow(2, "How long does the mentoring relationship last?", "<p> </p>"),
        ImportRow(3, "Does it cost anything?", "<p>No.</p>", audience="mentees"),
        ImportRow(4, "Does it cost anything?", "<p>No.</p>", audience="mentors"),
        ImportRow(5, "How long does the mentorship last?", "<p>A year.</p>", keep=False),
    ]
    said = findings(found, existing_questions(entry.locale))
    assert set(said) == {2, 4}
    assert "It has no answer." in said[2][0]
    assert "“How long does the mentorship relationship last?”, above," in said[2][1]
    assert said[4] == ["The site has “Does it cost anything at all?” already."]
