"""The page of questions and answers as its readers get it."""

import json
import re

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction, Site
from wagtail.search.backends import get_search_backend

from tests.factories import FAQEntryFactory, ProgramFactory, TopicFactory, UserFactory
from wagtail_mentoring.models import FAQFeedback
from wagtail_mentoring.pages.models import FAQPage
from wagtail_mentoring.rich_text import plain_text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_cache():
    cache.clear()


@pytest.fixture
def program():
    return ProgramFactory(office_name="Mentoring office", community_url="https://talk.example/")


@pytest.fixture
def make_page(program):
    def make(**values):
        home = Site.objects.get(is_default_site=True).root_page
        page = home.add_child(
            instance=FAQPage(
                **{"title": "Questions", "slug": "questions", "program": program, **values}
            )
        )
        page.save_revision().publish()
        return page

    return make


@pytest.fixture
def page(make_page):
    return make_page()


def read(client, page, query=""):
    return client.get(page.url + query).content.decode()


def test_every_question_is_a_heading_with_its_answer_below(client, page):
    entry = FAQEntryFactory(question="Who pays?", answer="<p>Nobody <b>pays</b>.</p>")
    html = read(client, page)
    assert '<h3 class="mentoring-faq__question" id="question-who-pays">Who pays?</h3>' in html
    assert "<p>Nobody <b>pays</b>.</p>" in html
    assert 'id="faq-who-pays"' in html
    entry.question = "Who has to pay?"
    entry.save_revision().publish()
    assert 'id="faq-who-pays"' in read(client, page)


def test_editors_words_are_no_markup_in_a_question(client, page):
    FAQEntryFactory(question='<script>alert("x")</script>?', answer="<p>No.</p>")
    html = read(client, page)
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html


def test_the_reader_chooses_a_role_by_a_link(client, page):
    FAQEntryFactory(question="Shared?")
    FAQEntryFactory(question="For you?", audience="mentees")
    FAQEntryFactory(question="For others?", audience="mentors")
    html = read(client, page, "?for=mentees")
    assert "Shared?" in html
    assert "For you?" in html
    assert "For others?" not in html
    assert (
        '<a class="mentoring-tabs__link" href="?for=mentees" aria-current="page">For mentees</a>'
        in html
    )
    assert '<input type="hidden" name="for" value="mentees">' in html


@pytest.mark.parametrize("wanted", ["both", "everybody", "", "mentors\x00", "x" * 5000])
def test_an_unknown_role_shows_everything(client, page, wanted):
    FAQEntryFactory(question="For others?", audience="mentors")
    response = client.get(page.url, {"for": wanted})
    assert response.status_code == 200
    assert "For others?" in response.text


def test_a_page_for_one_role_offers_no_choice(client, make_page):
    FAQEntryFactory(question="Shared?")
    FAQEntryFactory(question="For others?", audience="mentors")
    html = read(client, make_page(audience="mentees"), "?for=mentors")
    assert "Shared?" in html
    assert "For others?" not in html
    assert "mentoring-tabs" not in html


def test_a_search_says_how_many_fit_and_keeps_the_role(client, page):
    FAQEntryFactory(question="Who pays?")
    FAQEntryFactory(question="Who writes?")
    html = read(client, page, "?q=pays&for=mentees")
    assert "Who pays?" in html
    assert "Who writes?" not in html
    assert "One question fits “pays”." in html
    assert 'href="?for=mentees"' in html
    assert 'value="pays"' in html


def test_a_search_without_result_says_what_to_do(client, page):
    FAQEntryFactory(question="Who pays?")
    html = read(client, page, "?q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "No question fits" in html
    assert "<script>alert" not in html
    assert "application/ld+json" not in html


def test_the_contact_of_the_program_stands_at_the_foot(client, make_page):
    html = read(client, make_page(contact="<p>Write to {office_email} any time.</p>"))
    foot = html[html.index("Have another question?") :]
    assert 'Write to <a href="mailto:office@society.example">office@society.example</a> any' in foot
    assert "Mentoring office" in foot
    assert 'href="https://talk.example/"' in foot


def test_no_cookie_is_set(client, page):
    FAQEntryFactory()
    response = client.get(page.url)
    assert not response.cookies


# Structured data


def structured(html):
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return json.loads(text)


def test_structured_data_is_what_schema_org_asks_for_and_what_the_reader_sees(client, page):
    topic = TopicFactory(name="Money")
    FAQEntryFactory(
        question="Who pays & how?",
        answer="<p>Ask {office_email} or {enrollment_url}.</p>",
        topic=topic,
    )
    FAQEntryFactory(question="Since when?", answer="<ul><li>One</li><li>Two</li></ul>")
    html = read(client, page)
    data = structured(html)
    assert data["@context"] == "https://schema.org"
    assert data["@type"] == "FAQPage"
    assert data["url"] == page.full_url
    assert data["inLanguage"] == "en"
    visible = re.findall(
        r'<h3[^>]*>(.*?)</h3>.*?<div class="mentoring-text">(.*?)</div>', html, re.DOTALL
    )
    assert len(visible) == len(data["mainEntity"]) == 2
    for (question, answer), entity in zip(visible, data["mainEntity"], strict=True):
        assert entity["@type"] == "Question"
        assert entity["name"] == plain_text(question)
        assert entity["acceptedAnswer"]["@type"] == "Answer"
        assert plain_text(entity["acceptedAnswer"]["text"]) == plain_text(answer)
        assert entity["url"].startswith(f"{page.full_url}#faq-")
    assert 'href="http' in data["mainEntity"][0]["acceptedAnswer"]["text"]


def test_nothing_in_an_answer_ends_the_data_block(client, page):
    FAQEntryFactory(
        question="</script><script>alert(1)</script>", answer="<p></p><p>&lt;/script&gt; <!-- x</p>"
    )
    html = read(client, page)
    assert html.count("</script>") == html.count("<script")
    assert structured(html)["mainEntity"][0]["name"] == "</script><script>alert(1)</script>"


# Was this helpful?


@pytest.fixture
def entry(page):
    return FAQEntryFactory(question="Who pays?")


def ask_url(page, entry):
    return f"/mentoring/faq/{page.pk}/{entry.uuid}/helpful/"


def votes(entry):
    return list(FAQFeedback.objects.filter(entry=entry).values_list("helpful", "not_helpful"))


def test_an_answer_is_counted_and_thanked_for(client, page, entry):
    assert f'action="{ask_url(page, entry)}"' in read(client, page)
    response = client.post(ask_url(page, entry), {"helpful": "yes"})
    assert response.status_code == 302
    assert response.url == "/questions/?thanks=who-pays#faq-who-pays"
    assert not response.cookies
    assert votes(entry) == [(1, 0)]
    html = read(client, page, "?thanks=who-pays")
    assert '<p class="mentoring-faq__thanks" role="status">Thank you for your answer.</p>' in html
    client.post(ask_url(page, entry), {"helpful": "no"})
    assert votes(entry) == [(1, 1)]


def test_script_gets_an_empty_answer(client, page, entry):
    response = client.post(
        ask_url(page, entry), {"helpful": "no"}, headers={"accept": "application/json"}
    )
    assert (response.status_code, response.content) == (204, b"")
    assert votes(entry) == [(0, 1)]


def test_looking_counts_nothing(client, page, entry):
    assert client.get(ask_url(page, entry)).status_code == 405
    assert client.head(ask_url(page, entry)).status_code == 405
    assert votes(entry) == []


def test_nonsense_is_not_counted(client, page, entry):
    client.post(ask_url(page, entry), {"helpful": "perhaps"})
    client.post(ask_url(page, entry))
    assert votes(entry) == []


def test_a_form_on_another_site_is_refused(client, page, entry):
    response = client.post(
        ask_url(page, entry), {"helpful": "yes"}, headers={"sec-fetch-site": "cross-site"}
    )
    assert response.status_code == 403
    assert votes(entry) == []


def test_no_token_is_needed_since_there_is_no_cookie(page, entry):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    assert client.post(ask_url(page, entry), {"helpful": "yes"}).status_code == 302


def test_who_is_signed_in_counts_once_for_a_text(client, page, entry):
    client.force_login(UserFactory())
    for _time in range(3):
        client.post(ask_url(page, entry), {"helpful": "yes"})
    assert votes(entry) == [(1, 0)]
    entry.answer = "<p>Rewritten.</p>"
    entry.save_revision().publish()
    client.post(ask_url(page, entry), {"helpful": "yes"})
    assert sorted(votes(entry)) == [(1, 0), (1, 0)]


def test_a_flood_is_not_counted(client, page, entry, settings):
    settings.WAGTAIL_MENTORING = {**settings.WAGTAIL_MENTORING, "FAQ_VOTES_PER_MINUTE": 5}
    for _time in range(9):
        client.post(ask_url(page, entry), {"helpful": "yes"})
    assert votes(entry) == [(5, 0)]


def test_what_is_not_shown_cannot_be_voted_on(client, make_page, program):
    page = make_page(audience="mentees")
    for hidden in (
        FAQEntryFactory(live=False),
        FAQEntryFactory(audience="mentors"),
        FAQEntryFactory(program=ProgramFactory()),
    ):
        assert client.post(ask_url(page, hidden), {"helpful": "yes"}).status_code == 404
    entry = FAQEntryFactory()
    for change in ({"ask_helpful": False}, {"live": False}):
        FAQPage.objects.filter(pk=page.pk).update(ask_helpful=True, live=True)
        FAQPage.objects.filter(pk=page.pk).update(**change)
        assert client.post(ask_url(page, entry), {"helpful": "yes"}).status_code == 404
    assert FAQFeedback.objects.count() == 0


def test_a_private_page_keeps_its_questions_to_itself(client, page, entry):
    insiders = Group.objects.create(name="Insiders")
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.add(insiders)
    assert client.get(page.url).status_code == 302
    assert client.post(ask_url(page, entry), {"helpful": "yes"}).status_code == 404
    user = UserFactory()
    user.groups.add(insiders)
    client.force_login(user)
    assert "Who pays?" in read(client, page)
    assert client.post(ask_url(page, entry), {"helpful": "yes"}).status_code == 302


def test_a_page_may_do_without_asking(client, make_page):
    FAQEntryFactory()
    assert "Was this helpful?" not in read(client, make_page(ask_helpful=False)).split("<script")[0]


# Speed


def test_queries_stay_the_same_with_three_hundred_entries(
    client, page, django_assert_max_num_queries, django_assert_num_queries
):
    image = get_image_model().objects.create(title="Map", file=get_test_image_file())
    topics = [TopicFactory() for _ in range(10)]
    answer = (
        f'<p>See <a linktype="page" id="{page.pk}">here</a> or {{enrollment_url}}.</p>'
        f'<embed embedtype="image" id="{image.pk}" alt="Map" format="left"/>'
    )

    def add(number):
        for count in range(number):
            FAQEntryFactory(topic=topics[count % 10], answer=answer, published=False)

    add(3)
    client.get(page.url)
    with django_assert_max_num_queries(12) as few:
        client.get(page.url)
    add(297)
    # Rendered anew, then kept.
    for more in (1, 0):
        with django_assert_num_queries(len(few) + more):
            html = read(client, page)
    assert html.count("mentoring-faq__item") == 300


def test_the_sites_search_finds_the_page_by_its_answers(page):
    FAQEntryFactory(question="Who pays?", answer="<p>The {office} explains gratuity.</p>")
    assert "gratuity" in page.questions_text()
    assert "mentoring office" in page.questions_text()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_publishing_and_unpublishing_reach_the_sites_search(page):
    """Committed, since MariaDB's full text sees nothing else."""

    def found():
        return [result.pk for result in get_search_backend().search("gratuity", FAQPage)]

    entry = FAQEntryFactory(question="Who pays?", answer="<p>No gratuity.</p>")
    assert found() == [page.pk]
    entry.unpublish()
    assert found() == []
