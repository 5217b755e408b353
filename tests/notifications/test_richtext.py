"""Editors' rich text as plain text and as safe HTML."""

from wagtail_mentoring.notifications.richtext import convert

BASE = "https://society.example"


def test_structure_is_kept_in_both_forms():
    text, html = convert(
        '<p>Do <b>this</b> &amp; that:</p><ol><li>Write</li><li>Read <a href="/faq/">the FAQ</a>'
        '</li></ol><ul><li>Talk</li></ul><p>Ask<br/>us: <a href="mailto:a@b.example">mail</a></p>',
        BASE,
    )
    assert text == (
        "Do this & that:\n\n1. Write\n2. Read the FAQ (https://society.example/faq/)\n\n- Talk\n\n"
        "Ask\nus: mail (a@b.example)"
    )
    assert '<a href="https://society.example/faq/">the FAQ</a>' in html
    assert "<p>Do <b>this</b> &amp; that:</p><ol><li>Write</li>" in html


def test_what_is_not_known_is_left_out():
    text, html = convert(
        '<p onclick="x()">A<script>alert(1)</script><img src="x"><iframe>b</iframe>'
        '<a href="javascript:x()">C</a></p>',
        BASE,
    )
    assert text == "AC"
    assert html == "<p>AC</p>"


def test_nothing_gives_nothing():
    assert convert("", BASE) == ("", "")
