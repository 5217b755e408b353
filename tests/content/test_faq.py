"""What a FAQ page shows to whom, in which order and language (R75, R76)."""

import pytest
from django.conf import settings
from wagtail.models import Locale, Site

from tests.factories import FAQEntryFactory, ProgramFactory, TopicFactory
from wagtail_mentoring.content import compose_faq
from wagtail_mentoring.enums import Audience
from wagtail_mentoring.pages.models import FAQPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def program():
    return ProgramFactory()


@pytest.fixture
def make_page(program):
    def make(*sections, **values):
        home = Site.objects.get(is_default_site=True).root_page
        page = FAQPage(title="FAQ", slug="faq", program=program, sections=list(sections), **values)
        return home.add_child(instance=page)

    return make


def topic_section(topic=None, heading="", only_for=""):
    return ("topic", {"topic": topic, "heading": heading, "only_for": only_for})


def picked(*entries, heading=""):
    return ("entries", {"heading": heading, "entries": list(entries)})


def shown(page, **kwargs):
    content = compose_faq(page, **kwargs)
    return [
        (section.heading, [item.question for item in section.items]) for section in content.sections
    ]


def entry(question, **values):
    return FAQEntryFactory(question=question, **values)


def test_without_sections_every_topic_is_shown_then_the_rest(make_page):
    late, early = TopicFactory(name="Late", sort_order=9), TopicFactory(name="Early", sort_order=1)
    entry("Rest?")
    entry("A?", topic=late)
    entry("B?", topic=early)
    assert shown(make_page()) == [
        ("Early", ["B?"]),
        ("Late", ["A?"]),
        ("More questions", ["Rest?"]),
    ]


def test_sections_stand_as_the_editor_placed_them_and_a_question_once(make_page):
    topic, other = TopicFactory(name="Topic"), TopicFactory(name="Other")
    first, second, third = (entry(f"{n}?", topic=topic) for n in (1, 2, 3))
    entry("4?", topic=other)
    page = make_page(
        picked(third, first, heading="Asked most"),
        ("text", "<p>Words about {mentors_word}.</p>"),
        topic_section(topic),
        topic_section(heading="What else?"),
    )
    assert shown(page) == [
        ("Asked most", ["3?", "1?"]),
        ("", []),
        ("Topic", ["2?"]),
        ("What else?", ["4?"]),
    ]
    assert "Words about mentors." in compose_faq(page).sections[1].words
    assert second


def test_a_section_without_questions_is_left_out(make_page):
    topic = TopicFactory(name="Empty")
    entry("Here?")
    assert shown(make_page(topic_section(topic), topic_section())) == [
        ("More questions", ["Here?"])
    ]


def test_readers_of_one_role_see_the_shared_part_and_their_own(make_page):
    for audience in Audience:
        entry(f"For {audience}?", audience=audience)
    page = make_page()

    def questions(audience):
        return {item.question for item in compose_faq(page, audience=audience).items}

    assert questions("") == {"For both?", "For mentors?", "For mentees?"}
    assert questions("mentees") == {"For both?", "For mentees?"}
    assert questions("mentors") == {"For both?", "For mentors?"}


def test_a_page_for_one_role_shows_nothing_of_the_other_whatever_is_asked(make_page):
    for audience in Audience:
        entry(f"For {audience}?", audience=audience)
    page = make_page(audience="mentees")
    questions = {item.question for item in compose_faq(page, audience="mentors").items}
    assert questions == {"For both?", "For mentees?"}


def test_a_section_for_mentees_alone(make_page):
    topic = TopicFactory(name="Searching")
    entry("Shared?", topic=topic)
    entry("Mentees?", topic=topic, audience=Audience.MENTEES)
    page = make_page(
        topic_section(heading="Only for mentees", only_for="mentees"), topic_section(topic)
    )
    assert shown(page) == [("Only for mentees", ["Mentees?"]), ("Searching", ["Shared?"])]


def test_drafts_and_other_programs_are_not_shown(make_page, program):
    hidden = entry("Draft?", live=False)
    foreign = entry("Elsewhere?", program=ProgramFactory())
    own, everywhere = entry("Own?", program=program), entry("Everywhere?")
    page = make_page(picked(hidden, foreign, own, everywhere))
    assert shown(page) == [("", ["Own?", "Everywhere?"])]


def test_unpublishing_takes_it_off_the_page(make_page):
    found = entry("Gone?")
    page = make_page()
    assert compose_faq(page).count == 1
    found.unpublish()
    assert compose_faq(page).count == 0


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("enroll", ["How do I enroll?"]),
        ("ENROLL form", ["How do I enroll?"]),
        ("office", ["Whom can I ask?"]),
        ("careful & kind", ["Whom can I ask?"]),
        ("enroll office", []),
        ("strong", []),
        ("   ", ["How do I enroll?", "Whom can I ask?"]),
    ],
)
def test_a_search_looks_into_questions_and_answers(make_page, query, found):
    entry("How do I enroll?", answer="<p>Fill in the <strong>form</strong>.</p>")
    entry("Whom can I ask?", answer="<p>{office}: careful &amp; kind.</p>")
    assert [item.question for item in compose_faq(make_page(), query=query).items] == found


def test_a_search_takes_any_text(make_page):
    entry("Anything?")
    page = make_page()
    for query in ("x" * 100_000, "\x00", "\ud83d", "%_\\'\"<>", "(" * 500):
        compose_faq(page, query=query)


# Languages


@pytest.fixture
def german():
    return Locale.objects.create(language_code="de")


def translated(source, german, **values):
    copy = source.copy_for_translation(german)
    for name, value in values.items():
        setattr(copy, name, value)
    copy.save()
    return copy


def test_a_page_in_another_language_shows_its_translations_and_else_the_main_language(
    make_page, german
):
    topic = TopicFactory(name="Beginning")
    translated(topic, german, name="Anfang", slug="anfang")
    first, second = entry("First?", topic=topic), entry("Second?", topic=topic)
    translated(first, german, question="Erstens?").save_revision().publish()
    translated(second, german, question="Zweitens (Entwurf)?")
    entry("Nur auf Deutsch?", topic=topic, locale=german)
    page = make_page(topic_section(topic))
    assert shown(page) == [("Beginning", ["First?", "Second?"])]
    page.locale = german
    page.save()
    page.refresh_from_db()
    (section,) = compose_faq(page).sections
    assert section.heading == "Anfang"
    assert [(item.question, item.language) for item in section.items] == [
        ("Erstens?", ""),
        ("Second?", settings.LANGUAGE_CODE),
        ("Nur auf Deutsch?", ""),
    ]


def test_an_entry_picked_in_the_main_language_is_shown_in_the_pages(make_page, german):
    first = entry("First?")
    translated(first, german, question="Erstens?").save_revision().publish()
    page = make_page(picked(first))
    page.locale = german
    page.save()
    page.refresh_from_db()
    assert shown(page) == [("", ["Erstens?"])]
