"""Interviews whose recording is chosen from wagtailmedia's library."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.models import Site
from wagtail.test.utils.form_data import inline_formset

from tests.factories import ProgramFactory
from tests.pages.interviewing import CAPTIONS, document, make_interview, tone
from tests.pages.test_interview_editor import interview_form
from tests.pages.test_resources import add, refused
from wagtail_mentoring.pages.models import InterviewPage

pytest.importorskip("wagtailmedia")
pytestmark = pytest.mark.django_db


@pytest.fixture
def program():
    return ProgramFactory()


@pytest.fixture
def home():
    return Site.objects.get(is_default_site=True).root_page


@pytest.fixture
def media():
    from wagtailmedia.models import get_media_model

    file = ContentFile(tone(2), name="talk.wav")
    return get_media_model().objects.create(title="A talk", file=file, type="audio", duration=754)


def form(program, media, **values):
    rows = inline_formset([{"media": str(media.pk)}])
    captions = document(CAPTIONS, "captions.vtt")
    return interview_form(
        program, captions=captions, mentoring_media=rows, make_transcript="on", **values
    )


def test_an_editor_chooses_it_and_readers_hear_it(admin_client, client, home, program, media):
    data = form(program, media, **{"action-publish": "publish"})
    response = add(admin_client, home, InterviewPage, data)
    assert response.status_code == 302, refused(response)
    page = InterviewPage.objects.get()
    assert (page.minutes, page.seconds) == (13, 754)
    html = client.get(page.url).text
    assert f'<source src="{media.url}" type="audio/wav">' in html
    edit = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    assert "A talk" in edit
    feed = client.get(reverse("wagtail_mentoring:podcast", args=[program.slug])).text
    assert f'url="http://testserver{media.url}"' in feed


def test_a_document_beside_it_is_one_too_many(admin_client, home, program, media):
    sound = document(tone(1), "other.wav")
    data = form(program, media, file=str(sound.pk), **{"action-publish": "publish"})
    assert refused(add(admin_client, home, InterviewPage, data)) == {"file": ["two_recordings"]}


def test_sound_is_not_published_as_a_video(admin_client, home, program, media):
    data = form(program, media, medium="video", nothing_only_seen="on")
    data["action-publish"] = "publish"
    assert refused(add(admin_client, home, InterviewPage, data)) == {"file": ["wrong_format"]}


def test_an_item_that_was_deleted_leaves_a_page_that_can_be_read(client, home, program, media):
    page = make_interview(home, program, publish=False, file=None)
    page.mentoring_media = [page.mentoring_media.model(media=media)]
    page.save_revision().publish()
    media.delete()
    assert client.get(page.url).status_code == 200
