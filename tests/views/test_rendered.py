"""HTML that is kept: the same while what it is made of is the same, and never longer."""

from django.core.cache import cache
from django.utils import translation

from wagtail_mentoring.views.rendered import render_once

TEMPLATES = ("wagtail_mentoring/elements/tag.html",)


def render(label, asked):
    def context():
        asked.append(label)
        return {"label": label}

    return render_once(TEMPLATES, label, context)


def test_the_same_is_rendered_once_and_another_anew():
    cache.clear()
    asked = []
    first = render("Bayes", asked)
    assert render("Bayes", asked) == first
    assert "Bayes" in first
    assert "Polls" in render("Polls", asked)
    assert asked == ["Bayes", "Polls"]


def test_each_language_has_its_own():
    cache.clear()
    asked = []
    render("Bayes", asked)
    with translation.override("de"):
        render("Bayes", asked)
    assert asked == ["Bayes", "Bayes"]


def test_members_words_stay_words():
    assert "<script" not in render("<script>alert(1)</script>", [])
