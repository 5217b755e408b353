"""What pages tell search engines, held against schema.org's own definitions."""

import json
import re

import pytest
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Site

from tests.factories import FAQEntryFactory, ProgramFactory
from tests.pages.interviewing import chapter, document, make_interview
from tests.schema_org import check
from wagtail_mentoring.pages.models import FAQPage

pytestmark = pytest.mark.django_db


def structured(html):
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return json.loads(text)


@pytest.fixture
def faq(client):
    home = Site.objects.get(is_default_site=True).root_page
    page = FAQPage(title="Questions", slug="questions", program=ProgramFactory())
    home.add_child(instance=page)
    FAQEntryFactory(question="Who pays?", answer="<p>Nobody. See {desk_url}.</p>")
    FAQEntryFactory(question="“Really”?", answer='<p>Yes &amp; <a href="/a/">no</a>.</p>')
    return structured(client.get(page.url).content.decode())


def test_a_faq_page_says_nothing_that_schema_org_does_not_know(faq):
    assert check(faq) == []


def test_a_faq_page_says_what_its_type_is_for(faq):
    assert faq["@type"] == "FAQPage"
    for question in faq["mainEntity"]:
        assert question["@type"] == "Question" and question["name"]
        assert question["acceptedAnswer"]["@type"] == "Answer"
        assert question["acceptedAnswer"]["text"]


@pytest.fixture
def recording(client):
    home = Site.objects.get(is_default_site=True).root_page

    def show(**values):
        chapters = [chapter("0:00", "The start"), chapter("0:05", "The letter")]
        page = make_interview(home, ProgramFactory(), chapters=chapters, **values)
        return structured(client.get(page.url).content.decode())

    return show


def test_sound_says_nothing_that_schema_org_does_not_know(recording):
    data = recording()
    assert data["@type"] == "AudioObject"
    assert check(data) == []


def test_a_video_says_nothing_that_schema_org_does_not_know(recording):
    image = get_image_model().objects.create(title="Ana", file=get_test_image_file())
    data = recording(
        medium="video", file=document(b"x", "talk.mp4"), nothing_only_seen=True, image=image
    )
    assert data["@type"] == "VideoObject"
    assert check(data) == []
    # What search engines ask of a video.
    assert {"name", "description", "thumbnailUrl", "uploadDate"} <= set(data)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"@context": "http://example.com"}, "@context is 'http://example.com'"),
        ({"@type": "FaqPage"}, "the object: 'FaqPage' is no type"),
        ({"answers": 3}, "answers: a FAQPage has no such property"),
        ({"url": "/questions/"}, "url: '/questions/' is no URL"),
        ({"mainEntity": [{"@type": "Frage"}]}, "mainEntity: 'Frage' is no type"),
        (
            {"mainEntity": [{"@type": "Question", "acceptedAnswer": {"@type": "Person"}}]},
            "mainEntity.acceptedAnswer: a Person where Answer or ItemList is expected",
        ),
    ],
)
def test_the_check_finds_what_is_wrong(faq, change, said):
    assert check({**faq, **change}) == [said]


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("duration", "PT1H2M3S", "1:02:03"),
        ("uploadDate", "2026-03-02", "2 March 2026"),
        ("thumbnailUrl", "https://society.example/a.webp", "/a.webp"),
        ("contentUrl", "https://society.example/a.webm", ""),
    ],
)
def test_a_recording_is_checked_by_the_same_definitions(name, good, bad):
    video = {"@context": "https://schema.org", "@type": "VideoObject", "name": "A talk"}
    assert check({**video, name: good}) == []
    assert check({**video, name: bad}) != []
