"""Articles here and elsewhere, and documents: what each asks for and shows (R3, R4)."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Site
from wagtail.test.utils.form_data import nested_form_data, rich_text

from tests.factories import ProgramFactory, TopicFactory, make_resource
from wagtail_mentoring.enums import ResourceKind
from wagtail_mentoring.links import ProgramLinks, resource_model
from wagtail_mentoring.pages.models import (
    ArticlePage,
    DocumentPage,
    ResourceIndexPage,
    ResourcePage,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def program():
    return ProgramFactory()


@pytest.fixture
def home():
    return Site.objects.get(is_default_site=True).root_page


@pytest.fixture
def index(home, program):
    return home.add_child(
        instance=ResourceIndexPage(title="Resources", slug="resources", program=program)
    )


@pytest.fixture
def document():
    file = ContentFile(b"x" * 2048, name="guide.pdf")
    return get_document_model().objects.create(title="A guide", file=file)


def editor_form(program, **kwargs):
    data = {
        "title": "How to ask for advice",
        "slug": "how-to-ask",
        "summary": "Four questions that help.",
        "program": str(program.pk),
        "audience": "both",
        "published_on": "2026-03-04",
        "image": "",
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
        **kwargs,
    }
    form = nested_form_data(data)
    for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS"):
        form.setdefault(f"comments-{name}", "0")
    return form


def article_form(program, link="", body="", **kwargs):
    return editor_form(
        program, link=link, source="", reading_minutes="", body=rich_text(body), **kwargs
    )


def add(admin_client, parent, model, data):
    url = reverse(
        "wagtailadmin_pages:add",
        args=["wagtail_mentoring_pages", model._meta.model_name, parent.pk],
    )
    return admin_client.post(url, data)


def refused(response):
    return {
        field: [error.code for error in errors.as_data()]
        for field, errors in response.context["form"].errors.items()
    }


def test_an_article_of_ones_own_is_published_with_its_reading_time(admin_client, index, program):
    words = "<p>" + "word " * 660 + "</p>"
    response = add(
        admin_client, index, ArticlePage, article_form(program, body=words, **{"action-publish": 1})
    )
    assert response.status_code == 302, refused(response)
    page = ArticlePage.objects.get(slug="how-to-ask")
    assert (page.live, page.kind, page.minutes) == (True, ResourceKind.ARTICLE, 3)


def test_a_link_is_published_with_its_source_and_the_time_somebody_states(
    admin_client, client, index, program
):
    data = article_form(program, link="https://www.journal.example/a?b=1")
    data |= {"reading_minutes": "8", "action-publish": "1"}
    assert add(admin_client, index, ArticlePage, data).status_code == 302
    page = ArticlePage.objects.get(slug="how-to-ask")
    assert (page.kind, page.credit, page.minutes) == (ResourceKind.LINK, "journal.example", 8)
    html = client.get(page.url).text
    assert 'href="https://www.journal.example/a?b=1" rel="noopener"' in html
    assert "The article is on another site: journal.example." in html
    assert "8 minutes to read" in html
    assert "March 4, 2026" in html
    assert f'<a href="{index.url}">Resources</a>' in html


@pytest.mark.parametrize(
    ("link", "body", "code"),
    [
        ("", "", "neither"),
        ("", "<p> </p>", "neither"),
        ("https://journal.example/", "<p>Words.</p>", "both"),
    ],
)
def test_neither_or_both_is_not_published_but_kept_as_a_draft(
    admin_client, index, program, link, body, code
):
    data = article_form(program, link=link, body=body)
    response = add(admin_client, index, ArticlePage, {**data, "action-publish": "1"})
    assert refused(response) == {"link": [code]}
    assert not ArticlePage.objects.exists()
    assert add(admin_client, index, ArticlePage, data).status_code == 302
    page = ArticlePage.objects.get()
    assert not page.live
    with pytest.raises(ValidationError):
        page.get_latest_revision().publish()


@pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://journal.example/", "journal"])
def test_a_link_is_an_address_on_the_web(admin_client, index, program, link):
    data = article_form(program, link=link)
    response = add(admin_client, index, ArticlePage, {**data, "action-publish": "1"})
    assert "link" in refused(response)


def test_a_draft_changes_nothing_that_readers_see(admin_client, index, program):
    page = make_resource(index, program, "link")
    page.link, page.source, page.body = "", "", "<p>Of my own</p>"
    page.save_revision()
    stored = ResourcePage.objects.get(pk=page.pk)
    assert (stored.kind, stored.credit) == (ResourceKind.LINK, "The Journal")
    page.get_latest_revision().publish()
    stored.refresh_from_db()
    assert (stored.kind, stored.credit, stored.minutes) == (ResourceKind.ARTICLE, "", 1)


def test_a_document_says_its_type_and_size(admin_client, client, index, program, document):
    data = editor_form(program, document=str(document.pk), **{"action-publish": "1"})
    response = add(admin_client, index, DocumentPage, data)
    assert response.status_code == 302, refused(response)
    page = DocumentPage.objects.get()
    assert (page.kind, page.credit, page.file_size) == (ResourceKind.DOCUMENT, "PDF", 2048)
    html = client.get(page.url).text
    assert "Download (PDF, 2.0\xa0KB)" in html
    assert f'href="{document.url}"' in html


def test_a_page_without_its_document_is_not_published(admin_client, index, program):
    data = editor_form(program, document="")
    response = add(admin_client, index, DocumentPage, {**data, "action-publish": "1"})
    assert refused(response) == {"document": ["no_document"]}
    assert add(admin_client, index, DocumentPage, data).status_code == 302


def test_a_document_that_was_deleted_leaves_a_page_that_can_be_read(
    client, index, program, document
):
    page = make_resource(index, program, "document", document=document, summary="A guide.")
    document.delete()
    assert "A guide." in client.get(page.url).text


def test_editors_choose_among_the_topics_of_the_pages_language(admin_client, index, program):
    topic = TopicFactory(name="Funding")
    data = article_form(program, body="<p>Words.</p>")
    data |= {"topics": [str(topic.pk)], "action-publish": "1"}
    assert add(admin_client, index, ArticlePage, data).status_code == 302
    page = ArticlePage.objects.get()
    assert list(page.topics.all()) == [topic]
    assert list(topic.resources.all()) == [ResourcePage.objects.get(pk=page.pk)]


def test_all_resources_are_found_by_one_page_type(index, program):
    assert resource_model() is ResourcePage
    make_resource(index, program, "link")
    make_resource(index, program, "document")
    assert ResourcePage.objects.count() == 2


def test_links_lead_to_the_list(index, program):
    assert ProgramLinks(program).resources() == index.url


def test_editors_make_articles_not_bare_resources(admin_client, index):
    html = admin_client.get(reverse("wagtailadmin_pages:add_subpage", args=[index.pk])).text
    assert "articlepage" in html
    assert "resourcepage" not in html
