"""Each element with no more than it needs, and in every state of the pattern page."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import render_to_string
from django.utils import timezone as django_timezone

import wagtail_mentoring
from wagtail_mentoring.templatetags.mentoring_elements import draft_owner, initials, steps
from wagtail_mentoring.views.pattern_examples import sections
from wagtail_mentoring.views.pattern_examples.forms import ExampleForm, ExampleFormSet

from .html import dangling, find, ids_twice, one, parse, words

FOLDER = Path(wagtail_mentoring.__file__).parent / "templates/wagtail_mentoring/elements"

#: Used by another element only, or without a variable.
PARTS = {"chosen_filter", "error_list", "field_notes", "formset_row", "form_fields", "kept_draft"}
WHOLE = {"messages", "scripts", "styles", "time"}

MINIMAL = {
    "breadcrumb": {"items": [{"label": "Here"}]},
    "button": {"label": "Send"},
    "chosen_filter": {"value": "Retired", "remove_url": "?"},
    "chosen_filters": {"filters": [{"value": "Retired", "remove_url": "?"}]},
    "comparison": {"caption": "1 mentor", "people": [{"name": "Ana"}]},
    "confirmation": {"title": "It is done"},
    "disclosure": {"summary": "More", "text": "This"},
    "empty_state": {"title": "Nothing yet"},
    "error_summary": {"errors": [{"text": "Write a name"}]},
    "filter_group": {"legend": "Stage", "name": "s", "options": [{"value": "1", "label": "One"}]},
    "filters": {"body": ""},
    "fit_line": {"matched": 0, "total": 1},
    "fit_table": {"rows": [{"criterion": "Stage"}]},
    "help": {},
    "icon": {"name": "check"},
    "key_values": {"rows": [{"key": "Phone"}]},
    "kept_draft": {},
    "meeting_row": {"title": "Talk", "starts": datetime(2026, 5, 2, 8, tzinfo=UTC)},
    "message_bubble": {"author": "Ana", "text": "Hello"},
    "messages": {"messages": []},
    "meter": {"value": 0, "label": "Profile"},
    "navigation": {"items": [{"label": "Mentoring", "url": "/mentoring/"}]},
    "notice": {"text": "Mind this"},
    "numbered": {"items": ["One", "Two"]},
    "pagination": {"page": Paginator(range(9), 3).page(1)},
    "panel": {"title": "Requests"},
    "person_card": {"name": "Ana"},
    "portrait": {"name": "Ana"},
    "post_button": {"action": "/x/", "label": "Do it"},
    "quote": {"text": "Good", "name": "Ana"},
    "resource_card": {"title": "Listening well", "url": "/resources/listening/"},
    "role_badge": {"role": "Mentor"},
    "scripts": {},
    "status_pill": {"label": "Active"},
    "text_changes": {"changes": []},
    "stepper": {"steps": [{"title": "One", "state": "current"}]},
    "styles": {},
    "tabs": {"label": "Requests", "tabs": [{"label": "Sent", "url": "?"}]},
    "tag": {"label": "R"},
    "tags": {"tags": ["R"]},
    "task_list": {"tasks": [{"title": "You", "status_label": "To do"}]},
    "time": {"value": date(2026, 5, 2), "show": "date"},
    "timeline": {"entries": [{"title": "Asked"}]},
}


def render(element, **context):
    return render_to_string(f"wagtail_mentoring/elements/{element}.html", context)


def examples():
    for section in sections():
        for number, example in enumerate(section.examples):
            yield pytest.param(section.element, number, id=f"{section.element}-{example.title}")


def names():
    return sorted(path.stem for path in FOLDER.glob("*.html"))


def test_every_element_stands_on_the_pattern_page():
    shown = {section.element for section in sections()}
    assert set(names()) - PARTS - WHOLE == shown


def test_every_element_has_a_minimal_case():
    forms = {"error_list", "field", "field_notes", "form", "form_fields", "formset", "formset_row"}
    assert set(names()) - forms == set(MINIMAL)


@pytest.mark.parametrize("element", sorted(MINIMAL))
def test_an_element_renders_with_its_minimal_variables(element):
    html = render(element, **MINIMAL[element])
    tree = parse(html)
    assert "None" not in html
    assert not find(tree, href="")
    assert ids_twice(tree) == []
    assert dangling(tree) == []


@pytest.mark.parametrize(("element", "number"), list(examples()))
def test_an_example_is_valid_and_ties_its_parts(element, number):
    [section] = [one for one in sections() if one.element == element]
    html = render(element, **section.examples[number].context)
    tree = parse(html)
    assert "None" not in html
    assert ids_twice(tree) == []
    # A field alone has no page around it; all else points to what it brings along.
    assert dangling(tree) == []


@pytest.mark.parametrize("name", names())
def test_an_element_says_what_it_takes(name):
    text = (FOLDER / f"{name}.html").read_text()
    assert re.search(r"{% comment %}\n[A-Z]", text), "a sentence on top, then the variables"


@pytest.mark.parametrize("name", sorted(path.stem for path in (FOLDER / "icons").iterdir()))
def test_every_icon_is_drawn_and_listed(name):
    tree = parse(render("icon", name=name))
    picture = one(tree, "svg")
    assert picture.get("aria-hidden") == "true"
    assert len(list(picture)) > 0
    listed = (FOLDER / "icon.html").read_text().split("{% endcomment %}")[0]
    assert re.search(rf"\b{name}\b", listed)


def test_a_link_that_looks_like_a_button_is_a_link():
    link = one(parse(render("button", label="Find", url="/find/", variant="secondary")), "a")
    assert link.get("href") == "/find/"
    assert "mentoring-button--secondary" in link.get("class")


def test_ten_equal_buttons_can_be_told_apart_by_ear():
    button = one(parse(render("button", label="Accept", context="Ana Ng’s request")), "button")
    assert words(button) == "Accept Ana Ng’s request"


def test_an_act_is_posted_with_token_and_hidden_values():
    html = render(
        "post_button", action="/act/", label="Dismiss", csrf_token="t", hidden=[("next", "/a/?b=1")]
    )
    form = one(parse(html), "form")
    assert form.get("method") == "post"
    fields = {field.get("name"): field.get("value") for field in find(form, "input")}
    assert fields == {"csrfmiddlewaretoken": "t", "next": "/a/?b=1"}


@pytest.mark.parametrize("element", ["person_card", "tag", "message_bubble", "quote", "notice"])
def test_what_a_member_writes_is_shown_as_text(element):
    evil = "<script>alert(1)</script>"
    context = {"name": evil, "label": evil, "author": evil, "text": evil, "headline": evil}
    html = render(element, **context)
    assert "<script" not in html
    assert "&lt;script&gt;" in html


# Pictures and people


def test_a_picture_beside_a_name_is_silent_and_on_the_profile_it_is_named():
    assert one(parse(render("portrait", url="/p.jpg", name="Ana")), "img").get("alt") == ""
    named = one(parse(render("portrait", url="/p.jpg", name="Ana", alt="Ana Ng")), "img")
    assert named.get("alt") == "Ana Ng"


def test_initials_alone_are_not_read_out():
    tree = parse(render("portrait", name="Ana Ng"))
    assert words(one(tree, "span", aria_hidden="true")) == "AN"
    named = parse(render("portrait", name="Ana Ng", alt="Ana Ng"))
    assert one(named, "span", role="img").get("aria-label") == "Ana Ng"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ana Kovačić", "AK"),
        ("Ana María (she) Ng", "AN"),
        ("Cher", "C"),
        ("émile zola", "ÉZ"),
        ("e\u0301mile zola", "ÉZ"),
        ("Wei-Jun Lau, PhD, FRSS", "WL"),
        ("Silva, Maria", "SM"),
        ("’t Hooft", "H"),
        ("Hubert Blaine Wolfeschlegelsteinhausenbergerdorff Sr.", "HS"),
        ("प्रिया कुलकर्णी", "पकु"),
        ("नि", "नि"),
        ("محمد عبد الله", "م\u200cا"),
        ("დავით კობახიძე", "დკ"),
        ("ßen ŉa", "ßŉ"),
        ("ศรี สมชาย", "ศส"),
        ("李 小龍", "李小"),
        ("علي حسن", "ع\u200cح"),
        ("", ""),
        ("??? 123", ""),
    ],
)
def test_initials_of_a_name(name, expected):
    assert initials(name) == expected


def test_a_card_without_an_address_links_nowhere():
    assert not find(parse(render("person_card", name="Ana")), "a")


def test_the_heading_of_a_card_fits_the_page():
    assert words(one(parse(render("person_card", name="Ana", heading_level=2)), "h2")) == "Ana"


def test_the_badge_is_a_link_only_when_one_may_ask():
    may = parse(render("role_badge", role="Mentor", url="/ask/", label="Ask Ana"))
    assert words(one(may, "a")) == "Mentor Ask Ana"
    not_now = parse(render("role_badge", role="Mentor", note="You asked Ana on 3 May."))
    assert not find(not_now, "a")
    assert "You asked Ana" in words(not_now)


# Fit, states, lists


def test_the_dots_of_the_fit_line_only_repeat_the_words():
    tree = parse(render("fit_line", matched=3, total=4))
    assert "Fits 3 of 4 of your criteria" in words(tree)
    assert len(find(tree, class_="mentoring-fit__dot--on")) == 3
    assert one(tree, class_="mentoring-fit__dots").get("aria-hidden") == "true"


@pytest.mark.parametrize(("total", "reached", "expected"), [(2, 1, [True, False]), ("", 1, [])])
def test_steps_of_numbers_and_of_nothing(total, reached, expected):
    assert steps(total, reached) == expected


def test_the_fit_table_stays_a_table_when_it_is_laid_out_as_blocks():
    tree = parse(render("fit_table", rows=[{"criterion": "Stage", "asked": "A", "counts": "yes"}]))
    assert one(tree, "table").get("role") == "table"
    assert words(one(tree, "th", role="rowheader")) == "Stage"
    assert [words(cell) for cell in find(tree, "td", role="cell")][-1].endswith("Yes")


def test_a_state_is_a_word_and_a_sign():
    for tone in ("", "info", "success", "warning", "danger"):
        tree = parse(render("status_pill", label="Waiting", tone=tone))
        assert words(tree) == "Waiting"
        assert one(tree, "svg").get("aria-hidden") == "true"


def test_a_task_names_its_state_to_whoever_hears_the_link():
    tree = parse(
        render("task_list", tasks=[{"title": "You", "url": "/y/", "status_label": "Done"}])
    )
    described = one(tree, "a").get("aria-describedby")
    assert words(one(tree, id=described)) == "Done"


def test_the_current_step_is_marked():
    tree = parse(
        render(
            "stepper", steps=[{"title": "A", "state": "done"}, {"title": "B", "state": "current"}]
        )
    )
    assert words(one(tree, "li", aria_current="step")) == "2 B"
    assert "(done)" in words(tree)


def test_an_empty_fact_says_so():
    assert "Not said yet" in words(
        parse(render("key_values", rows=[{"key": "Phone", "value": ""}]))
    )


def test_links_that_change_facts_name_them():
    tree = parse(render("key_values", rows=[{"key": "Phone", "value": "1", "url": "/p/"}]))
    assert words(one(tree, "a")) == "Change Phone"


def test_sentences_are_printed_as_they_are():
    tree = parse(render("numbered", items=["We remind Ana after 7 days."]))
    assert words(one(tree, "li")) == "We remind Ana after 7 days."


# Moving


def test_the_pages_keep_the_search():
    page = Paginator(range(100), 10).page(5)
    tree = parse(render("pagination", page=page, query=QueryDict("stage=a&stage=b&page=5")))
    assert one(tree, "a", rel="next").get("href") == "?stage=a&stage=b&page=6"
    assert words(one(tree, "a", aria_current="page")) == "Page 5"
    assert [words(gap) for gap in find(tree, class_="mentoring-pagination__gap")] == ["…", "…"]


def test_one_page_needs_no_pages():
    assert words(parse(render("pagination", page=Paginator(range(3), 10).page(1)))) == ""


def test_the_chosen_filter_says_what_it_removes():
    link = one(parse(render("chosen_filter", label="Stage", value="Retired", remove_url="?")), "a")
    assert words(link) == "Remove filter: Stage: Retired"


def test_counts_are_part_of_a_choice_and_nothing_is_taken_away():
    options = [{"value": "a", "label": "Old", "count": 0}, {"value": "b", "label": "New"}]
    tree = parse(render("filter_group", legend="Stage", name="stage", options=options))
    assert [words(label) for label in find(tree, "label")] == ["Old (0)", "New"]
    assert not find(tree, disabled=True)


# Time


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        (UTC, "(UTC)"),
        (timezone(timedelta(hours=5, minutes=30)), "(UTC+05:30)"),
        (ZoneInfo("Europe/Zagreb"), "(CEST)"),
    ],
)
def test_a_moment_names_the_zone_of_the_reader(zone, expected):
    with django_timezone.override(zone):
        tree = parse(render("time", value=datetime(2026, 5, 2, 8, tzinfo=UTC)))
    assert words(tree).endswith(expected)
    assert datetime.fromisoformat(one(tree, "time").get("datetime")) == datetime(
        2026, 5, 2, 8, tzinfo=UTC
    )


def test_a_date_has_no_zone():
    tree = parse(render("time", value=date(2026, 5, 2), show="date"))
    assert words(tree) == "May 2, 2026"
    assert one(tree, "time").get("datetime") == "2026-05-02"


# Messages and slots


def test_only_a_success_clears_what_was_kept_of_a_form():
    tree = parse(render("messages", messages=[Message(25, "Saved"), Message(40, "Not sent")]))
    assert one(tree, role="status") is not None
    assert words(one(tree, data_mentoring_saved=True)) == "Done: Saved"
    assert "Problem: Not sent" in words(tree)


def test_captured_output_is_escaped_once():
    template = Template(
        "{% load mentoring_elements %}{% capture body %} <b>{{ word }}</b> {% endcapture %}"
        '{% include "wagtail_mentoring/elements/panel.html" with title="T" body=body only %}'
    )
    assert "<b>a &amp; b</b>" in template.render(Context({"word": "a & b"}))


def test_capture_needs_a_name():
    with pytest.raises(TemplateSyntaxError):
        Template("{% load mentoring_elements %}{% capture %}x{% endcapture %}")


def test_a_kept_draft_belongs_to_one_person(django_user_model):
    ana, ben = django_user_model(pk=1), django_user_model(pk=2)
    assert draft_owner(ana) == draft_owner(django_user_model(pk=1)) != draft_owner(ben)
    assert draft_owner(None) == ""


def test_a_formset_has_rows_to_fill_without_script():
    html = render(
        "formset", formset=ExampleFormSet(prefix="e"), legend="Education", row_label="School"
    )
    tree = parse(html)
    assert words(one(tree, "legend", class_="mentoring-legend")) == "Education"
    rows = one(tree, "div", data_mentoring_rows=True)
    row = one(rows, "fieldset", class_="mentoring-formset__row")
    assert words(find(row, "legend")[0]) == "School 1"
    assert words(find(row, "label")[-1]) == "Remove School 1"
    assert one(tree, "input", name="e-TOTAL_FORMS").get("value") == "1"


def test_a_row_can_be_asked_for_without_script():
    html = render(
        "formset", formset=ExampleFormSet(prefix="e"), legend="E", row_label="S", server_add=True
    )
    button = one(parse(html), "button", name="e-add")
    assert button.get("type") == "submit"
    assert button.get("formnovalidate") is not None


def test_errors_of_rows_name_the_row():
    data = {"e-TOTAL_FORMS": "2", "e-INITIAL_FORMS": "0", "e-0-school": "A", "e-1-year": "1990"}
    formset = ExampleFormSet(data, prefix="e")
    assert not formset.is_valid()
    tree = parse(render("error_summary", form=ExampleForm(), formsets=[formset]))
    link = one(tree, "a")
    assert words(link) == "Row 2: Name of the school: This field is required."
    assert link.get("href") == "#id_e-1-school"
