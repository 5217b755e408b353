"""The pattern page is there for developers and for nobody else."""

import pytest

from .html import find, ids_twice, one, parse, words

pytestmark = pytest.mark.urls("tests.templates.urls")


def test_without_debug_there_is_no_pattern_page(client, db):
    assert client.get("/patterns/").status_code == 404


def test_the_pattern_page_is_valid_and_shows_every_element(client, settings):
    settings.DEBUG = True
    response = client.get("/patterns/")
    assert response.status_code == 200
    tree = parse(response.content.decode(), whole=True)
    assert ids_twice(tree) == []
    names = [words(link) for link in find(one(tree, class_="mentoring-patterns__index"), "a")]
    assert [
        words(heading) for heading in find(tree, "h2") if heading.get("id", "").endswith("-name")
    ] == names


@pytest.mark.parametrize(("query", "shown"), [("?scheme=dark", "dark"), ("?scheme=%22x", "")])
def test_the_scheme_can_be_chosen(client, settings, query, shown):
    settings.DEBUG = True
    tree = parse(client.get(f"/patterns/{query}").content.decode(), whole=True)
    page = one(tree, class_="mentoring-patterns")
    assert page.get("class").removeprefix("mentoring-patterns").strip() == (
        f"mentoring-patterns--{shown}" if shown else ""
    )


def test_the_direction_can_be_chosen(client, settings):
    settings.DEBUG = True
    tree = parse(client.get("/patterns/?dir=rtl").content.decode(), whole=True)
    assert one(tree, class_="mentoring-patterns").get("dir") == "rtl"


@pytest.mark.urls("tests.urls")
@pytest.mark.parametrize(("debug", "status"), [(True, 200), (False, 404)])
def test_the_apps_own_addresses_have_it_while_debug_is_on(client, db, settings, debug, status):
    settings.DEBUG = debug
    assert client.get("/mentoring/patterns/").status_code == status
