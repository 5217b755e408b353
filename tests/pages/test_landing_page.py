"""The front page as editors compose it, and the same blocks on a page of the site's own."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.template import Context, Template
from django.test import RequestFactory as HttpRequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale, Site

from tests.factories import (
    Cast,
    FAQEntryFactory,
    MemberFactory,
    MessageFactory,
    RequestFactory,
    TestimonialFactory,
)
from wagtail_mentoring.blocks import NumbersBlock, TestimonialsBlock
from wagtail_mentoring.content import find_testimonials, program_numbers
from wagtail_mentoring.pages import models as pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return Cast()


@pytest.fixture
def home():
    return Site.objects.get(is_default_site=True).root_page


def place(home, program, page_type=pages.MentoringIndexPage, **kwargs):
    values = {"title": page_type.__name__, "slug": page_type.__name__.lower(), **kwargs}
    page = home.add_child(instance=page_type(program=program, **values))
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def read(client, page):
    return client.get(page.url).text


def test_sections_stand_in_the_order_of_the_editors(client, home, cast):
    FAQEntryFactory(question="Who pays?")
    faq = place(home, cast.program, pages.FAQPage)
    TestimonialFactory(quote="It opened a door.", name="M. Example")
    page = place(
        home,
        cast.program,
        sections=[
            ("text", "<p>Write to {office_email}.</p>"),
            ("testimonials", {"heading": "Voices", "chosen": [], "order": "chosen", "count": 1}),
            ("questions", {"heading": "", "entries": [], "count": 4}),
            (
                "steps",
                {
                    "heading": "Three things",
                    "steps": [{"title": "Ask", "text": "Within {request_expiry_days} days"}],
                },
            ),
            ("good_to_know", {"heading": ""}),
            ("contact", {"heading": "", "text": None}),
            ("call_to_action", {}),
        ],
    )
    html = read(client, page)
    places = [
        html.index(words)
        for words in (
            cast.program.office_email,
            "Voices",
            "It opened a door.",
            f'href="{faq.url}#faq-who-pays"',
            "Three things",
            "Within 28 days",
            "Good to know",
            "Talk to us",
            "Sign in and enroll",
        )
    ]
    assert places == sorted(places)
    assert "How it works" not in html


def test_without_sections_the_page_is_as_it_was(client, home, cast):
    html = read(client, place(home, cast.program))
    for words in ("Sign in and enroll", "How it works", "Good to know"):
        assert words in html


def test_small_numbers_are_hidden_whatever_an_editor_asks_for(cast):
    for number in range(6):
        cast.mentor(member=MemberFactory(country=["PT", "BR", "KE", "NZ", "JP", "DE"][number]))
    for _number in range(4):
        cast.mentee()
    shown = [(number.count, number.words) for number in program_numbers(cast.program, smallest=1)]
    assert shown == [(6, "mentors"), (6, "countries")]
    assert [one.count for one in program_numbers(cast.program, smallest=7)] == []
    with pytest.raises(Exception, match="greater than or equal to 5"):
        NumbersBlock().child_blocks["smallest"].clean(1)


def test_a_constant_number_of_queries(client, home, cast):
    sections = [
        ("testimonials", {"heading": "", "chosen": [], "order": "newest", "count": 12}),
        ("questions", {"heading": "", "entries": [], "count": 12}),
        ("numbers", {"heading": "", "smallest": 5}),
    ]
    page = place(home, cast.program, sections=sections)
    counts = []
    for _round in range(2):
        TestimonialFactory.create_batch(3)
        FAQEntryFactory.create_batch(3)
        read(client, page)
        with CaptureQueriesContext(connection) as queries:
            read(client, page)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 20


class TestTestimonials:
    def test_orders(self, cast):
        now = timezone.now()
        first, second, third = (
            TestimonialFactory(consent_given_at=now - dt.timedelta(days=days)) for days in (2, 3, 1)
        )
        TestimonialFactory(live=False)
        assert find_testimonials(cast.program) == [first, second, third]
        assert find_testimonials(cast.program, count=2, order="newest") == [third, first]
        seen = {find_testimonials(cast.program, count=1, order="random")[0] for _try in range(60)}
        assert seen == {first, second, third}
        assert len(find_testimonials(cast.program, count=9, order="random")) == 3

    def test_of_this_program_and_of_all(self, cast):
        mine = TestimonialFactory(program=cast.program)
        TestimonialFactory(program=Cast().program)
        assert find_testimonials(cast.program) == [mine]

    def test_a_translation_stands_for_the_original(self, cast):
        first, second = TestimonialFactory(), TestimonialFactory()
        german = first.copy_for_translation(Locale.objects.create(language_code="de"))
        german.save()
        german.save_revision().publish()
        german.refresh_from_db()
        found = find_testimonials(cast.program, locale=german.locale)
        assert found == [german, second]

    def test_who_took_their_words_back_is_not_shown_where_an_editor_chose_them(
        self, client, home, cast
    ):
        said = TestimonialFactory(quote="It opened a door.")
        page = place(
            home,
            cast.program,
            sections=[
                ("testimonials", {"heading": "", "chosen": [said], "order": "chosen", "count": 1})
            ],
        )
        assert "It opened a door." in read(client, page)
        said.unpublish()
        assert "It opened a door." not in read(client, page)


def rendered(template, user=None, path="/", **context):
    request = HttpRequestFactory().get(path)
    request.user = user or AnonymousUser()
    return Template("{% load mentoring_content %}" + template).render(
        Context({"request": request, **context})
    )


def test_a_block_on_a_page_of_the_sites_own_takes_the_first_program_or_the_chosen_one(cast):
    other = Cast().program
    TestimonialFactory(program=cast.program, quote="Of the first.")
    TestimonialFactory(program=other, quote="Of the other.")
    block = TestimonialsBlock(choose_program=True)
    value = block.to_python({"order": "chosen", "count": 3, "program": ""})
    assert "Of the first." in block.render(value)
    value = block.to_python({"order": "chosen", "count": 3, "program": other.slug})
    assert "Of the other." in block.render(value)


def test_the_tags(client, home, cast):
    TestimonialFactory(quote="It opened a door.")
    assert "It opened a door." in rendered("{% mentoring_testimonials count=1 %}")
    landing, faq, desk, enrollment, find = (
        place(home, cast.program, page_type)
        for page_type in (
            pages.MentoringIndexPage,
            pages.FAQPage,
            pages.MyMentoringPage,
            pages.EnrollmentPage,
            pages.FindMentorPage,
        )
    )
    html = rendered("{% mentoring_navigation %}", path=faq.url)
    assert f'<a href="{faq.url}" aria-current="page">FAQPage</a>' in html
    assert enrollment.url in html and desk.url not in html and find.url not in html
    mentee = cast.mentee()
    html = rendered("{% mentoring_navigation %}", user=mentee.member.user, path=desk.url + "pairs/")
    assert f'<a href="{desk.url}" aria-current="page">' in html
    assert find.url in html and enrollment.url not in html
    assert f'<a href="{landing.url}">' in html
    assert "new message" not in html
    MessageFactory(
        conversation__request=RequestFactory(mentor=cast.mentor(), mentee=mentee),
        written_by="mentor",
    )
    html = rendered("{% mentoring_navigation %}", user=mentee.member.user)
    assert '1<span class="mentoring-hidden"> new message</span>' in html
