"""The list of resources: filters, words, pages, and what helps when nothing fits (R3)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, PageViewRestriction, Site

from tests.factories import ProgramFactory, TopicFactory, UserFactory, make_resource
from wagtail_mentoring.pages.models import ResourceIndexPage

pytestmark = pytest.mark.django_db
#: The full-text index of MariaDB and MySQL knows only what has been committed.
WORDS = pytest.mark.django_db(transaction=True)


@pytest.fixture
def program():
    return ProgramFactory()


@pytest.fixture
def index(program):
    home = Site.objects.get(is_default_site=True).root_page
    return home.add_child(
        instance=ResourceIndexPage(title="Resources", slug="resources", program=program)
    )


@pytest.fixture
def funding():
    return TopicFactory(name="Funding", slug="funding")


@pytest.fixture
def library(index, program, funding):
    """An article, a link and a document."""
    abroad = TopicFactory(name="Working abroad", slug="abroad")
    make_resource(
        index,
        program,
        title="Ask for advice",
        audience="mentees",
        topics=[funding],
        published_on="2026-01-01",
        body="<p>Four questions help, says the statistician.</p>",
    )
    make_resource(
        index,
        program,
        "link",
        title="Money for travel",
        topics=[funding, abroad],
        published_on="2026-02-01",
    )
    make_resource(
        index,
        program,
        "document",
        title="Listening well",
        audience="mentors",
        published_on="2026-03-01",
    )
    return index


def shown(client, index, query=""):
    context = client.get(index.url + query).context
    return [card["title"] for card in context["cards"]]


def test_the_newest_stand_first(client, library):
    assert shown(client, library) == ["Listening well", "Money for travel", "Ask for advice"]
    html = client.get(library.url).text
    assert "3 resources" in html
    assert "Article on another site" in html
    assert "The Journal" in html
    assert "Working abroad" in html


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("?topic=abroad", ["Money for travel"]),
        ("?topic=funding&topic=abroad", ["Money for travel", "Ask for advice"]),
        ("?kind=article&kind=document", ["Listening well", "Ask for advice"]),
        ("?for=mentees", ["Money for travel", "Ask for advice"]),
        ("?for=mentors", ["Listening well", "Money for travel"]),
        ("?topic=funding&for=mentees&kind=article", ["Ask for advice"]),
        ("?topic=none", []),
    ],
)
def test_it_is_narrowed(client, library, query, titles):
    assert shown(client, library, query) == titles


@WORDS
@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("?q=travel", ["Money for travel"]),
        ("?q=statistician", ["Ask for advice"]),
        ("?q=Journal", ["Money for travel"]),
        ("?q=questions&topic=abroad", []),
    ],
)
def test_it_is_searched(client, library, query, titles):
    assert shown(client, library, query) == titles


@pytest.mark.parametrize(
    "query",
    [
        "?kind=rocket",
        "?for=both",
        "?for=%00",
        "?page=0",
        "?page=999999999999999999999",
        "?page=x",
        "?topic=",
        "?q=%20%20",
        "?sort=password&order=x",
        "?q=%22",
    ],
)
def test_what_is_not_understood_is_left_out(client, library, query):
    titles = shown(client, library, query)
    assert titles == ([] if query == "?topic=" else shown(client, library))


@pytest.mark.parametrize(
    "words",
    ["%22", "a%22b", "(", "AND", "NOT+OR", "*", "'", "a:b", "%00x", "%F0%9F%98%80", "-", "x" * 500],
)
def test_any_words_can_be_searched_for(client, library, words):
    assert client.get(f"{library.url}?q={words}").status_code == 200


@WORDS
def test_each_filter_that_was_chosen_can_be_taken_off(client, library):
    response = client.get(f"{library.url}?topic=funding&topic=abroad&kind=link&for=mentees&q=money")
    chosen = {
        (row["label"], row["value"]): row["remove_url"].removeprefix(library.url)
        for row in response.context_data["chosen"]
    }
    assert chosen == {
        ("Words", "money"): "?topic=funding&topic=abroad&kind=link&for=mentees#results",
        ("Topic", "Funding"): "?q=money&topic=abroad&kind=link&for=mentees#results",
        ("Topic", "Working abroad"): "?q=money&topic=funding&kind=link&for=mentees#results",
        (
            "Kind",
            "Article on another site",
        ): "?q=money&topic=funding&topic=abroad&for=mentees#results",
        ("For whom", "Mentees"): "?q=money&topic=funding&topic=abroad&kind=link#results",
    }
    assert "1 resource – Resources" in response.text


def test_when_nothing_fits_the_page_says_which_filter_to_drop(client, library):
    response = client.get(f"{library.url}?topic=abroad&kind=document")
    assert [way["label"] for way in response.context["ways"]] == [
        "Without Topic: 1 resource",
        "Without Kind: 1 resource",
    ]
    assert "Nothing fits all of this" in response.text
    url = response.context["ways"][0]["url"].partition("#")[0]
    assert shown(client, library, url.removeprefix(library.url)) == ["Listening well"]


def test_only_what_there_is_can_be_chosen(client, library, program):
    TopicFactory(name="Unused", slug="unused")
    groups = client.get(library.url).context["groups"]
    assert {
        group["name"]: [str(option["label"]) for option in group["options"]] for group in groups
    } == {
        "topic": ["Funding", "Working abroad"],
        "kind": ["Article", "Article on another site", "Document"],
        "for": ["Everybody", "Mentors", "Mentees"],
    }


def test_an_empty_list_says_so_and_offers_no_filters(client, index):
    html = client.get(index.url).text
    assert "There are no resources here yet" in html
    assert "<form" not in html


def test_other_programs_languages_and_drafts_are_not_shown(client, library):
    other = ProgramFactory()
    make_resource(library, other, title="Of another program")
    draft = make_resource(library, library.program, title="A draft")
    draft.unpublish()
    german = make_resource(library, library.program, title="Auf Deutsch")
    type(german).objects.filter(pk=german.pk).update(
        locale=Locale.objects.get_or_create(language_code="de")[0]
    )
    assert len(shown(client, library)) == 3


def test_pages_of_the_list_keep_the_filters(client, index, program, funding):
    for number in range(25):
        make_resource(index, program, topics=[funding], published_on=f"2026-01-{number + 1:02}")
    first = client.get(f"{index.url}?topic=funding&junk=1")
    assert first.context["count_words"] == "25 resources"
    assert len(first.context["cards"]) == 20
    assert 'href="?topic=funding&amp;page=2' in first.text
    assert len(shown(client, index, "?topic=funding&page=2")) == 5


def restrict(page, kind=PageViewRestriction.LOGIN):
    return PageViewRestriction.objects.create(page=page, restriction_type=kind)


@WORDS
def test_what_the_reader_may_not_read_is_neither_shown_nor_counted(client, library):
    restrict(library.get_children().get(title="Money for travel"))
    response = client.get(library.url)
    assert "2 resources" in response.text
    assert "Money for travel" not in response.text
    # Nor can it be guessed from what there is to choose from.
    assert "Working abroad" not in response.text
    assert "Article on another site" not in response.text
    assert client.get(f"{library.url}?q=travel").context["ways"] == [
        {"label": "Without your words: 2 resources", "url": f"{library.url}#results"}
    ]
    client.force_login(UserFactory())
    assert shown(client, library, "?q=travel") == ["Money for travel"]


def test_a_restriction_holds_for_all_below_it(client, library, program):
    parent = library.get_children().get(title="Money for travel")
    make_resource(parent, program, title="Below")
    restrict(parent)
    assert shown(client, library) == ["Listening well", "Ask for advice"]


@pytest.mark.parametrize("number", [1, 20])
def test_the_list_takes_the_same_queries_whatever_its_length(
    client, index, program, funding, number
):
    image = get_image_model().objects.create(title="A picture", file=get_test_image_file())
    for _one in range(number):
        make_resource(index, program, "link", topics=[funding], image=image)
    user = UserFactory()
    client.force_login(user)
    restrict(index)
    query = "?topic=funding&kind=link&for=mentees"
    client.get(index.url + query)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(index.url + query)
    # Seven of them are asked for any page of the site that is restricted.
    assert len(queries) == 7 + 10
    with CaptureQueriesContext(connection) as searched:
        client.get(f"{index.url}{query}&q=resource")
    assert len(searched) == len(queries)


def test_the_picture_of_a_card_comes_from_the_library(client, index, program):
    image = get_image_model().objects.create(title="A picture", file=get_test_image_file())
    make_resource(index, program, image=image)
    html = client.get(index.url).text
    assert image.get_rendition("fill-320x214").url in html


def test_what_is_kept_of_the_list_is_never_older_than_what_it_shows(client, index, library):
    """However a row is changed, the next reader sees it: here behind the back of every signal."""
    client.get(index.url)
    page = index.get_children().live().specific().first()
    model = type(page)
    topic = page.topics.first() or TopicFactory(name="Funding")
    page.topics.add(topic)
    page.save()
    client.get(index.url)
    for values in (
        {"title": "Another title"},
        {"summary": "Another summary."},
        {"minutes": 77},
        {"credit": "Another source"},
        {"url_path": f"{index.url_path}another-place/"},
    ):
        model.objects.filter(pk=page.pk).update(**values)
        shown = str(next(iter(values.values()))).split("/")[-2 if "url_path" in values else -1]
        assert shown in client.get(index.url).text
    type(topic).objects.filter(pk=topic.pk).update(name="Another topic")
    assert client.get(index.url).text.count("Another topic") >= 2
    site = Site.objects.get(is_default_site=True)
    site.hostname = "elsewhere.example"
    site.save()
    assert client.get(index.url).status_code == 200
