"""Interviews in the page editor: what is asked, refused, made and shown (A-14)."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone
from wagtail.embeds.embeds import get_embed_hash
from wagtail.embeds.models import Embed
from wagtail.models import Site
from wagtail.test.utils.form_data import inline_formset, streamfield

from tests.factories import Cast, UserFactory
from tests.pages.interviewing import CAPTIONS, document, linked, make_interview, tone
from tests.pages.test_resources import add, editor_form, refused
from wagtail_mentoring.pages.models import InterviewPage

pytestmark = pytest.mark.django_db

PUBLISH = {"action-publish": "publish"}


@pytest.fixture
def cast():
    return Cast()


@pytest.fixture
def program(cast):
    return cast.program


@pytest.fixture
def home():
    return Site.objects.get(is_default_site=True).root_page


@pytest.fixture
def sound():
    return document(tone(1), "talk.wav")


@pytest.fixture
def captions():
    return document(CAPTIONS, "captions.vtt")


def interview_form(program, *, captions=None, language="en", kind="captions", **values):
    rows = []
    if captions is not None:
        rows = [("track", {"kind": kind, "language": language, "document": str(captions.pk)})]
    data = {
        "medium": "audio",
        "file": "",
        "embed_url": "",
        "length": "",
        "tracks": streamfield(rows),
        "transcript": "",
        "chapters": streamfield([]),
        "related": streamfield([]),
        # Of the media library, where it is installed.
        "mentoring_media": inline_formset([]),
        "speaker_name": "Ana Moura",
        "speaker_role": "",
        "speaker": "",
        "consent_given_at": "",
        "consent_means": "",
    }
    return editor_form(program, **{**data, **values})


def form_of(program, sound, captions, **values):
    """A form that lacks nothing."""
    return interview_form(
        program, captions=captions, file=str(sound.pk), make_transcript="on", **values
    )


def test_an_editor_adds_an_interview_and_the_transcript_is_made(
    admin_client, client, home, program, sound, captions
):
    data = form_of(program, sound, captions, **PUBLISH)
    response = add(admin_client, home, InterviewPage, data)
    assert response.status_code == 302, refused(response)
    page = InterviewPage.objects.get()
    assert page.live
    assert page.transcript.startswith(
        "[0:00] Ana Moura: I never planned to teach.\n\n[0:02] Ben O’Hara:"
    )
    assert page.seconds == 8
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    assert "everybody can follow this interview" in html


def test_a_draft_may_lack_the_file_of_a_track_and_the_time_of_a_chapter(
    admin_client, home, program
):
    """Wagtail saves by itself while an editor has added a row and not filled it yet."""
    rows = {
        "tracks": streamfield([("track", {"kind": "captions", "language": "", "document": ""})]),
        "chapters": streamfield([("chapter", {"start": "", "title": ""})]),
    }
    response = add(admin_client, home, InterviewPage, interview_form(program, **rows))
    assert response.status_code == 302, refused(response)
    assert not InterviewPage.objects.get().live


def test_a_transcript_that_was_written_stays(admin_client, home, program, sound, captions):
    data = form_of(program, sound, captions, transcript="My own words.", **PUBLISH)
    assert add(admin_client, home, InterviewPage, data).status_code == 302
    assert InterviewPage.objects.get().transcript == "My own words."


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"captions": None}, {"tracks": ["no_captions"], "transcript": ["no_transcript"]}),
        ({"make_transcript": ""}, {"transcript": ["no_transcript"]}),
        ({"kind": "descriptions"}, {"tracks": ["no_captions"], "transcript": ["no_transcript"]}),
        ({"file": ""}, {"file": ["no_recording"]}),
        ({"medium": "video"}, {"file": ["wrong_format"], "nothing_only_seen": ["no_description"]}),
        ({"length": "1:75"}, {"length": ["no_time"]}),
    ],
)
def test_what_is_missing_is_not_published_but_kept_as_a_draft(
    admin_client, home, program, sound, captions, change, expected
):
    values = {"captions": captions, "file": str(sound.pk), "make_transcript": "on", **change}
    data = interview_form(program, **values)
    response = add(admin_client, home, InterviewPage, {**data, **PUBLISH})
    assert refused(response) == expected
    assert not InterviewPage.objects.exists()
    if "length" not in change:
        assert add(admin_client, home, InterviewPage, data).status_code == 302
        page = InterviewPage.objects.get()
        assert not page.live
        with pytest.raises(ValidationError):
            page.get_latest_revision().publish()
        html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
        if "tracks" in expected:
            assert "Before this can be published:" in html


def test_a_site_may_soften_it_to_advice(admin_client, home, program, sound):
    data = interview_form(program, file=str(sound.pk))
    with override_settings(WAGTAIL_MENTORING={"INTERVIEW_ACCESSIBILITY": "advise"}):
        assert add(admin_client, home, InterviewPage, {**data, **PUBLISH}).status_code == 302
        page = InterviewPage.objects.get()
        assert page.live
        html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    assert "Not everybody can follow this interview yet:" in html
    assert "Add a transcript." in html


def test_captions_are_checked_when_the_page_is_saved_and_each_line_is_named(
    admin_client, home, program, sound
):
    bad = document(
        "WEBVTT\n\n00:01 --> 00:02\nHello\n\n00:03.000 --> 00:02.000\n<b onx>Ho", "bad.vtt"
    )
    data = interview_form(program, captions=bad, file=str(sound.pk))
    response = add(admin_client, home, InterviewPage, data)
    assert response.status_code == 200
    assert "Line 3: the times cannot be read." in response.text
    assert "Line 6: this cue ends before it begins." in response.text
    assert not InterviewPage.objects.exists()


def test_captions_whose_file_is_gone_are_said(admin_client, home, program, sound, captions):
    captions.file.delete(save=False)
    captions.file.name = "documents/gone.vtt"
    captions.save()
    response = add(admin_client, home, InterviewPage, interview_form(program, captions=captions))
    assert "The file is missing in the storage." in response.text


def test_a_file_and_an_address_at_a_provider_are_one_too_many(
    make_embed, admin_client, home, program, sound, captions
):
    data = form_of(program, sound, captions, embed_url=make_embed(), **PUBLISH)
    assert refused(add(admin_client, home, InterviewPage, data)) == {"file": ["two_recordings"]}


@pytest.fixture
def make_embed():
    def make(html='<iframe src="https://player.vimeo.com/video/1"></iframe>'):
        url = "https://vimeo.com/1"
        Embed.objects.create(
            url=url, hash=get_embed_hash(url), type="video", html=html, last_updated=timezone.now()
        )
        return url

    return make


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<blockquote>no frame</blockquote><script src=https://x.example></script>",
        '<iframe src="javascript:alert(1)"></iframe>',
        '<iframe src="http://plain.example/"></iframe>',
    ],
)
def test_a_provider_without_a_safe_player_is_refused(make_embed, admin_client, home, program, html):
    data = interview_form(program, embed_url=make_embed(html))
    assert refused(add(admin_client, home, InterviewPage, data)) == {"embed_url": ["no_player"]}


def test_a_provider_that_the_site_does_not_know_is_refused(admin_client, home, program):
    data = interview_form(program, embed_url="https://videos.example/1")
    assert refused(add(admin_client, home, InterviewPage, data)) == {
        "embed_url": ["unknown_provider"]
    }


def test_the_player_is_the_quiet_one(make_embed, home, program):
    page = make_interview(
        home, program, embed_url=make_embed(), file=None, medium="video", nothing_only_seen=True
    )
    assert page.embed_src == "https://player.vimeo.com/video/1?dnt=1"


def test_a_chapter_needs_a_time(admin_client, home, program, sound, captions):
    chapters = streamfield([("chapter", {"start": "soon", "title": "Later"})])
    response = add(
        admin_client, home, InterviewPage, form_of(program, sound, captions, chapters=chapters)
    )
    assert "Write the time as minutes and seconds, such as 1:15." in response.text


# Who speaks


def test_a_coordinator_links_a_member_by_address_and_only_with_consent(
    admin_client, home, program, cast, sound, captions
):
    member = cast.mentor().member
    data = form_of(
        program, sound, captions, speaker_name="", speaker=member.user.email.upper(), **PUBLISH
    )
    assert refused(add(admin_client, home, InterviewPage, data)) == {
        "consent_given_at": ["no_consent"]
    }
    data |= {"consent_given_at": "2026-03-03 10:00", "consent_means": "Mail"}
    response = add(admin_client, home, InterviewPage, data)
    assert response.status_code == 302, refused(response)
    page = InterviewPage.objects.get()
    assert (page.speaker, page.shown_name) == (member, member.name)
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    assert f'value="{member.user.email}"' in html
    assert f"{member.name} is linked, with their consent." in html


def test_an_address_of_nobody_is_refused(admin_client, home, program, sound, captions):
    UserFactory(email="no-member@society.example")
    for address in ("nobody@society.example", "no-member@society.example"):
        data = form_of(program, sound, captions, speaker=address)
        assert refused(add(admin_client, home, InterviewPage, data)) == {"speaker": ["unknown"]}


def test_web_editors_do_not_link_members_and_keep_the_link_that_is_there(
    client, home, program, cast, sound, captions
):
    member = cast.mentor().member
    page = make_interview(home, program, **linked(member))
    editor = UserFactory()
    editor.groups.add(Group.objects.get(name="Moderators"))
    client.force_login(editor)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    html = client.get(url).text
    assert 'name="speaker"' not in html
    assert member.user.email not in html
    data = form_of(
        program, sound, captions, speaker="", consent_given_at="2026-03-03 10:00", **PUBLISH
    )
    assert client.post(url, {**data, "slug": page.slug}).status_code == 302
    page.refresh_from_db()
    assert page.speaker == member
