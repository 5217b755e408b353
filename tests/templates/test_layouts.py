"""The base page and its layouts inside a site's own base.html, and the layout of mails."""

import pytest
from django.contrib import messages
from django.contrib.messages import get_messages
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.template import Context, Template, engines
from django.template.loader import render_to_string

from wagtail_mentoring.views.pattern_examples.forms import ExampleForm

from .html import dangling, find, ids_twice, one, parse, words

LAYOUTS = ["aside", "confirmation_page", "filters", "form_page", "one_column", "profile"]
BASE = '{% extends "wagtail_mentoring/base.html" %}'


def page(source, **context):
    return parse(Template(source).render(Context(context)), whole=True)


def layout(name, blocks="", **context):
    return page(f'{{% extends "wagtail_mentoring/layouts/{name}.html" %}}{blocks}', **context)


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_is_a_whole_page_with_one_heading_and_help(name):
    tree = layout(name, mentoring_title="Find a mentor", form=ExampleForm())
    assert words(one(tree, "title")) == "Find a mentor"
    assert words(one(tree, "h1")) == "Find a mentor"
    assert len(find(tree, class_="mentoring-help")) == 1
    assert ids_twice(tree) == []
    assert dangling(tree) == []


@pytest.mark.parametrize("name", LAYOUTS)
def test_help_is_the_last_thing_on_every_page(name):
    tree = layout(name, mentoring_title="T", form=ExampleForm())
    pieces = list(one(tree, class_="mentoring"))
    assert pieces[-1].get("class") == "mentoring-help"


def test_the_title_says_that_there_is_an_error():
    form = ExampleForm({})
    assert (
        words(one(layout("form_page", mentoring_title="You", form=form), "title")) == "Error: You"
    )
    assert words(one(page(BASE, mentoring_title="You", mentoring_errors=True), "title")) == (
        "Error: You"
    )


def test_the_error_summary_comes_before_the_heading():
    tree = layout("form_page", mentoring_title="You", form=ExampleForm({}))
    order = [element for element in tree.iter() if element.get("role") == "alert"]
    heading = one(tree, "h1")
    everything = list(tree.iter())
    assert everything.index(order[0]) < everything.index(heading)
    assert len(order) == 1


def test_a_page_without_an_aside_has_none():
    assert not find(layout("aside", mentoring_title="T"), "aside")


@pytest.mark.parametrize(
    ("name", "first"), [("aside", False), ("filters", True), ("profile", True)]
)
def test_filters_and_portrait_come_before_the_content_and_an_aside_after(name, first):
    tree = layout(
        name,
        "{% block mentoring_aside %}BESIDE{% endblock %}{% block mentoring_content %}MAIN{% endblock %}",
        mentoring_title="T",
    )
    text = words(one(tree, class_="mentoring-columns"))
    assert text == ("BESIDE MAIN" if first else "MAIN BESIDE")


def test_a_page_of_wagtail_gives_its_own_title():
    class Page:
        title = "Mentoring"
        seo_title = "Mentoring at the society"

    tree = page(BASE, page=Page())
    assert words(one(tree, "title")) == "Mentoring at the society"
    assert words(one(tree, "h1")) == "Mentoring"


def test_a_site_may_name_another_template_to_stand_in():
    other = engines["django"].from_string(
        "<!doctype html><html lang=en><title>{% block title %}{% endblock %}</title>"
        "<body>OURS{% block content %}{% endblock %}"
    )
    html = Template(BASE).render(
        Context({"mentoring_base_template": other, "mentoring_title": "T"})
    )
    assert "OURS" in html
    assert "mentoring-help" in html


def test_a_site_may_extend_the_base_page_that_it_overrides(settings, tmp_path):
    """As docs/how-to/theme.md shows."""
    ours = tmp_path / "wagtail_mentoring" / "base.html"
    ours.parent.mkdir()
    ours.write_text(
        BASE + "{% block mentoring_messages %}<p>BANNER</p>{{ block.super }}{% endblock %}"
    )
    [engine] = settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "DIRS": [tmp_path]}]
    tree = parse(
        render_to_string("wagtail_mentoring/layouts/one_column.html", {"mentoring_title": "T"}),
        whole=True,
    )
    assert "BANNER" in words(tree)
    assert len(find(tree, class_="mentoring-help")) == 1


def test_messages_are_announced_without_moving_the_focus(rf):
    request = rf.get("/")
    SessionMiddleware(lambda request: None).process_request(request)
    MessageMiddleware(lambda request: None).process_request(request)
    messages.success(request, "Your profile is saved.")
    tree = page(BASE, messages=get_messages(request), mentoring_title="T")
    status = one(tree, class_="mentoring-messages")
    assert status.get("role") == "status"
    assert "Your profile is saved." in words(status)


# Mails (A-19)


def mail(**context):
    context = {
        "subject": "Ana has answered",
        "body_html": "Plain <words>",
        "site_name": "Society",
        "footer_text": "You get this because you asked Ana.",
        **context,
    }
    return parse(render_to_string("wagtail_mentoring/emails/base.html", context), whole=True)


def test_a_mail_has_language_direction_and_one_heading():
    root = one(mail(lang="ar", dir="rtl"), "html")
    assert (root.get("lang"), root.get("dir")) == ("ar", "rtl")
    assert words(one(mail(), "h1")) == "Ana has answered"
    assert "You get this because you asked Ana." in words(one(mail(), "footer"))


def test_a_mail_has_one_button_whose_address_can_be_copied():
    tree = mail(action_url="https://society.example/r/1/", action_label="See the answer")
    links = find(tree, "a")
    assert [words(link) for link in links] == ["See the answer", "https://society.example/r/1/"]
    assert {link.get("href") for link in links} == {"https://society.example/r/1/"}
    assert not find(mail(), "a")


def test_a_mail_needs_no_picture_and_no_style_sheet():
    tree = mail(action_url="https://society.example/", action_label="Go")
    for tag in ("img", "style", "link", "script", "table"):
        assert not find(tree, tag)


def test_what_is_not_marked_as_safe_is_shown_as_text():
    assert "Plain <words>" in words(mail())
