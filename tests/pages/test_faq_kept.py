"""The rendered questions of a FAQ page are kept, and never shown once anything of them has changed."""

import pytest
from django.core.cache import cache
from django.test import override_settings
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Site

from tests.factories import FAQEntryFactory, ProgramFactory, TopicFactory
from wagtail_mentoring.models import FAQEntry, MentoringProgram, ResourceTopic
from wagtail_mentoring.pages.models import FAQPage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_cache():
    cache.clear()


@pytest.fixture
def home():
    return Site.objects.get(is_default_site=True).root_page


@pytest.fixture
def program():
    return ProgramFactory(request_expiry_days=28, community_url="https://talk.example/")


@pytest.fixture
def topic():
    return TopicFactory(name="Money", slug="money")


@pytest.fixture
def page(home, program):
    page = home.add_child(instance=FAQPage(title="Questions", slug="questions", program=program))
    page.save_revision().publish()
    return page


@pytest.fixture
def target(home):
    return home.add_child(instance=FAQPage(title="There", slug="there", program=ProgramFactory()))


@pytest.fixture
def entry(topic, target):
    return FAQEntryFactory(
        question="Who pays?",
        answer=f"<p>Nobody within {{request_expiry_days}}, see {{community_url}} and "
        f'<a linktype="page" id="{target.pk}">this</a>.</p>',
        topic=topic,
    )


def read(client, page, query=""):
    response = client.get(page.url + query)
    assert response.status_code == 200
    return response.content.decode()


def kept():
    """Return the rendered questions in the cache, as ``{key: value}``."""
    keys = [key.split(":", 2)[2] for key in cache._cache if "rendered" in key]
    return {key: cache.get(key) for key in keys}


def test_what_is_kept_is_shown(client, page, entry):
    first = read(client, page)
    assert read(client, page) == first
    [(key, value)] = kept().items()
    cache.set(key, {**value, "html": "<p>KEPT</p>"})
    second = read(client, page)
    assert "<p>KEPT</p>" in second
    assert "Who pays?" in second.split("application/ld+json")[1]


def publish(entry, **values):
    for name, value in values.items():
        setattr(entry, name, value)
    entry.save_revision().publish()


#: what changes -> (who changes it, what is read then, what is not read any more)
CHANGES = {
    "an answer is published": (
        lambda page, entry: publish(entry, answer="<p>All do.</p>"),
        "<p>All do.</p>",
        "Nobody within",
    ),
    "a question is published": (
        lambda page, entry: publish(entry, question="Who shall pay?"),
        "Who shall pay?",
        "Who pays?",
    ),
    "a row is written past Wagtail": (
        lambda page, entry: FAQEntry.objects.filter(pk=entry.pk).update(answer="<p>Half.</p>"),
        "<p>Half.</p>",
        "Nobody within",
    ),
    "an entry is taken off": (lambda page, entry: entry.unpublish(), "no questions", "Who pays?"),
    "an entry is deleted": (lambda page, entry: entry.delete(), "no questions", "Who pays?"),
    "an entry comes": (
        lambda page, entry: FAQEntryFactory(question="Since when?"),
        "Since when?",
        "no questions",
    ),
    "an entry is for others": (
        lambda page, entry: publish(entry, program=ProgramFactory()),
        "no questions",
        "Who pays?",
    ),
    "a topic has another name": (
        lambda page, entry: ResourceTopic.objects.filter(slug="money").update(name="Costs"),
        ">Costs<",
        ">Money<",
    ),
    "a number of the program": (
        lambda page, entry: MentoringProgram.objects.filter(pk=page.program_id).update(
            request_expiry_days=21
        ),
        "21 days",
        "28 days",
    ),
    "an address of the program": (
        lambda page, entry: MentoringProgram.objects.filter(pk=page.program_id).update(
            community_url="https://forum.example/"
        ),
        "https://forum.example/",
        "https://talk.example/",
    ),
    "the page a link leads to moves": (
        lambda page, entry: move_target(),
        'href="/elsewhere/"',
        'href="/there/"',
    ),
    "the sections of the page": (
        lambda page, entry: publish_sections(page, [("text", "<p>Some words first.</p>")]),
        "Some words first.",
        "no questions",
    ),
    "readers are not asked any more": (
        lambda page, entry: FAQPage.objects.filter(pk=page.pk).update(ask_helpful=False),
        "Who pays?",
        "/helpful/",
    ),
    "the page is for one role": (
        lambda page, entry: (
            FAQEntryFactory(question="For mentors?", audience="mentors"),
            FAQPage.objects.filter(pk=page.pk).update(audience="mentees"),
        ),
        "Who pays?",
        "For mentors?",
    ),
}


def move_target():
    page = FAQPage.objects.get(slug="there")
    page.slug = "elsewhere"
    page.save()


def publish_sections(page, sections):
    page.sections = sections
    page.save_revision().publish()


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_is_seen_at_once(client, page, entry, what):
    change, now, before = CHANGES[what]
    read(client, page)
    assert kept()
    change(page, entry)
    html = read(client, page)
    assert now in html
    assert before not in html


def test_a_place_in_the_list_is_seen_at_once(client, page, entry):
    second = FAQEntryFactory(question="And then?", topic=entry.topic)
    html = read(client, page)
    assert html.index("Who pays?") < html.index("And then?")
    FAQEntry.objects.filter(pk=second.pk).update(sort_order=-1)
    html = read(client, page)
    assert html.index("And then?") < html.index("Who pays?")


def test_an_image_that_was_replaced_is_seen_at_once(client, page):
    image = get_image_model().objects.create(title="Map", file=get_test_image_file("one.png"))
    FAQEntryFactory(
        answer=f'<p>See:</p><embed embedtype="image" id="{image.pk}" alt="Map" format="left"/>'
    )
    assert "one" in read(client, page)
    image.renditions.all().delete()
    image.file = get_test_image_file("two.png")
    image.save()
    html = read(client, page)
    assert "/two" in html and "/one" not in html


def test_the_deletion_of_a_chosen_draft_is_seen_at_once(client, page, entry):
    """It stood for its translation in the main language."""
    draft = entry.copy_for_translation(Locale.objects.create(language_code="de"))
    draft.save()
    publish_sections(page, [("entries", {"heading": "Chosen", "entries": [draft]})])
    assert "Who pays?" in read(client, page)
    draft.delete()
    assert "Who pays?" not in read(client, page)


def test_a_draft_is_not_seen(client, page, entry):
    first = read(client, page)
    entry.question = "Who would pay?"
    entry.save_revision()
    assert read(client, page) == first


def test_readers_of_one_role_and_of_another_language_get_their_own(client, page, entry):
    FAQEntryFactory(question="For mentors?", audience="mentors")
    assert "For mentors?" in read(client, page)
    assert "For mentors?" not in read(client, page, "?for=mentees")
    assert "For mentors?" in read(client, page, "?for=mentors")
    assert len(kept()) == 3
    client.get(page.url, headers={"accept-language": "de"})
    assert len(kept()) == 4
    assert "For mentors?" in read(client, page)


def test_a_page_of_another_language_has_its_own(client, home, page, entry):
    language = Locale.objects.create(language_code="de")
    german = FAQPage(title="Fragen", slug="fragen", program=page.program, locale=language)
    home.add_child(instance=german)
    own = entry.copy_for_translation(language)
    own.save()
    publish(own, question="Wer zahlt?")
    for _time in range(2):
        assert "Who pays?" in read(client, page)
        html = read(client, german)
        assert "Wer zahlt?" in html and "Who pays?" not in html


def test_a_search_and_a_thank_you_are_not_kept(client, page, entry):
    FAQEntryFactory(question="Who writes?")
    read(client, page)
    before = kept()
    assert "Who writes?" not in read(client, page, "?q=pays")
    assert 'role="status">Thank you' in read(client, page, "?thanks=who-pays")
    assert kept() == before
    assert "Thank you</p>" not in read(client, page)
    assert "Who writes?" in read(client, page)


def test_a_preview_shows_the_draft_and_keeps_nothing(page, entry):
    draft = FAQPage.objects.get(pk=page.pk)
    draft.sections = [("text", "<p>Only a draft.</p>")]
    response = draft.make_preview_request(preview_mode="")
    assert "Only a draft." in response.content.decode()
    assert not kept()


@override_settings(CACHES={"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}})
def test_a_site_without_a_cache_shows_the_same(client, page, entry):
    assert "Who pays?" in read(client, page)
    publish(entry, question="Who shall pay?")
    assert "Who shall pay?" in read(client, page)


def test_nothing_of_the_reader_is_kept(client, page, entry, admin_user):
    anonymous = read(client, page)
    client.force_login(admin_user)
    read(client, page)
    [value] = kept().values()
    assert admin_user.get_username() not in value["html"]
    client.logout()
    assert read(client, page) == anonymous


def test_a_template_of_the_site_may_still_ask_for_the_sections(page, entry, rf):
    for _time in range(2):
        request = rf.get(page.url)
        context = page.get_context(request)
        assert context["faq"].count == 1
        assert [item.question for item in context["faq"].items] == ["Who pays?"]


def test_the_introduction_has_placeholders(client, page):
    page.introduction = "<p>We answer within {request_expiry_days}. Or see {community_url}.</p>"
    page.save_revision().publish()
    html = read(client, page)
    assert "We answer within 28 days. Or see <a href" in html
    page.introduction = "<p>See {nothing}.</p>"
    with pytest.raises(Exception, match="nothing"):
        page.full_clean()


def test_few_queries_when_kept(client, page, entry, django_assert_num_queries):
    for _number in range(3):
        FAQEntryFactory(topic=entry.topic)
    read(client, page)
    with django_assert_num_queries(9):
        read(client, page)
