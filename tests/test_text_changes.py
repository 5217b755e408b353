"""What changed in a text is said word by word, and nothing else is."""

from hypothesis import given
from hypothesis import strategies as st

from wagtail_mentoring.text_changes import changes_between


def said(old, new):
    signs = {"same": "{}", "added": "+{}+", "removed": "-{}-"}
    return [
        "".join(signs[part.kind].format(part.text) for part in change.parts)
        for change in changes_between(old, new)
    ]


def test_words_paragraphs_and_items():
    old = (
        "<p>Be kind.</p><p>Answer within two weeks.</p><ul><li>Ring first</li></ul><p>Enjoy it.</p>"
    )
    new = "<p>Be kind.</p><p>Answer within one week.</p><p>What you hear stays with you.</p><p>Enjoy it.</p>"
    assert said(old, new) == [
        "Answer within -two weeks-+one week+.",
        "-Ring first-",
        "+What you hear stays with you.+",
    ]


def test_markup_is_no_change():
    assert said("<p>Be <b>kind</b>.</p>", '<h2>Be <a href="https://a.example">kind</a>.</h2>') == []


paragraphs = st.lists(st.text(alphabet="ab c.", min_size=1, max_size=12), max_size=6)


@given(paragraphs, paragraphs)
def test_both_texts_can_be_read_from_the_changes(old, new):
    def html(texts):
        return "".join(f"<p>{text}</p>" for text in texts)

    def words(texts):
        return sorted("".join(texts).replace(" ", ""))

    removed, added, same = [], [], []
    kinds = {"removed": removed, "added": added, "same": same}
    for change in changes_between(html(old), html(new)):
        for part in change.parts:
            kinds[part.kind].append(part.text)
    # What is not said to be changed stands in both texts.
    left = words(old)
    for letter in words([*removed, *same]):
        left.remove(letter)
    kept = words(new)
    for letter in words([*added, *same]):
        kept.remove(letter)
    assert left == kept
