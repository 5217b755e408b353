"""A site changes the package's pages by templates: some blocks of a page, or one small element."""

from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string


@pytest.fixture
def own_templates(settings):
    [engine] = settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "DIRS": [Path(__file__).parents[1] / "testextends/templates"]}]


@pytest.fixture
def request_of_anybody(rf):
    request = rf.get("/")
    request.user = AnonymousUser()
    return request


def render(request, template="wagtail_mentoring/layouts/one_column.html", **context):
    context = {"mentoring_title": "Your desk", "mentoring_base_template": "base.html", **context}
    return render_to_string(template, context, request=request)


def test_a_block_of_every_page_is_replaced_and_the_rest_stays(own_templates, request_of_anybody):
    page = render(request_of_anybody, mentoring_help={"email": "office@society.example"})
    assert "Ask at the front desk." in page
    assert "office@society.example" not in page
    assert "Your desk</h1>" in page


def test_a_style_sheet_is_added_to_those_of_the_package(own_templates, request_of_anybody):
    page = render(request_of_anybody)
    ours = page.index("wagtail_mentoring/css/")
    assert page.index("/static/society/mentoring.css") > ours


def test_an_element_is_replaced_wherever_it_stands(own_templates, request_of_anybody):
    tags = render_to_string("wagtail_mentoring/elements/tags.html", {"tags": ["Survey methods"]})
    assert '<b class="society-tag">Survey methods</b>' in tags


def test_without_templates_of_its_own_a_site_has_those_of_the_package(request_of_anybody):
    page = render(request_of_anybody, mentoring_help={"email": "office@society.example"})
    assert "office@society.example" in page
    assert "society-help" not in page
