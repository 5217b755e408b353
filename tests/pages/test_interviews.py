"""Recorded interviews as readers get them (R5, A-14, P-11)."""

import json
import re

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.embeds.embeds import get_embed_hash
from wagtail.embeds.models import Embed
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction, Site

from tests.factories import Cast, TopicFactory, UserFactory
from tests.pages.interviewing import chapter, document, linked, make_interview, tone, track
from wagtail_mentoring.enums import ProfileStatus, ResourceKind
from wagtail_mentoring.pages.models import ResourcePage

pytestmark = pytest.mark.django_db

PLAYER = "https://www.youtube-nocookie.com/embed/abc?feature=oembed"


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
def make(home, program):
    return lambda **values: make_interview(home, program, **values)


@pytest.fixture
def find_player():
    """What the provider would answer: Wagtail's record of an embed is there already."""

    def find(url, html):
        Embed.objects.create(
            url=url,
            hash=get_embed_hash(url),
            type="video",
            html=html,
            title="x",
            last_updated=timezone.now(),
        )
        return url

    return find


@pytest.fixture
def embed_url(find_player):
    return find_player(
        "https://www.youtube.com/watch?v=abc",
        '<iframe src="https://www.youtube.com/embed/abc?feature=oembed"></iframe><script>x()</script>',
    )


def make_image():
    return get_image_model().objects.create(
        title="Ana", file=get_test_image_file(size=(1400, 1400))
    )


def read(client, page):
    response = client.get(page.url)
    assert response.status_code == 200
    return response.text


def data_of(html):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])


# What the page shows


def test_a_file_is_played_by_the_browser_with_captions(client, make):
    german = document("WEBVTT\n\n00:00.000 --> 00:01.000\nHallo\n", "de.vtt")
    page = make(tracks=[track(german, "de"), track()])
    html = read(client, page)
    address = f"/mentoring/interviews/{page.pk}/file/{page.file.filename}"
    assert f'<source src="{address}" type="audio/wav">' in html
    assert "<audio" in html
    assert "autoplay" not in html
    found = re.findall(
        r'<track kind="(\w+)" srclang="(\w+)" label="(\w+)" src="[^"]+"( default)?>', html
    )
    assert found == [
        ("captions", "en", "English", " default"),
        ("captions", "de", "Deutsch", ""),
    ]


def test_video_is_played_as_video(client, make):
    page = make(medium="video", file=document(b"x", "talk.webm"), nothing_only_seen=True)
    html = read(client, page)
    assert "<video" in html
    assert 'type="video/webm"' in html
    assert page.kind == ResourceKind.VIDEO


def test_the_transcript_and_the_chapters_are_text_and_links_without_script(client, make):
    page = make(
        transcript="[0:02] Ben <b>: What changed?\n\nNo mark.\nA <script>line</script>.",
        chapters=[chapter("1:05", "Later & on"), chapter("0:00", "The start")],
    )
    html = read(client, page)
    address = f"/mentoring/interviews/{page.pk}/file/{page.file.filename}"
    assert f'href="{address}#t=2" data-mentoring-seek="2"' in html
    assert "<strong>Ben &lt;b&gt;:</strong> What changed?" in html
    assert "A &lt;script&gt;line&lt;/script&gt;." in html
    assert html.index("The start") < html.index("Later &amp; on")
    assert f'href="{address}#t=65" data-mentoring-seek="65"' in html


def test_a_recording_elsewhere_is_a_link_and_asks_no_foreign_host(client, make, embed_url):
    page = make(
        embed_url=embed_url,
        captions_elsewhere=True,
        tracks=[],
        medium="video",
        nothing_only_seen=True,
        chapters=[chapter("0:00", "Start")],
        length="1:00",
    )
    assert page.embed_src == PLAYER
    html = read(client, page)
    assert f'data-mentoring-embed="{PLAYER}"' in html
    assert f'<a class="mentoring-button mentoring-button--primary" href="{embed_url}"' in html
    assert "Play: loads from youtube.com" in html
    assert "<iframe" not in html
    # Nothing that a browser fetches by itself leads to another host.
    fetched = re.findall(
        r'<(?:img|script|link|source|track|video|audio|iframe)[^>]+(?:src|href)="(https?:[^"]+)"',
        html,
    )
    assert fetched == []
    assert data_of(html)["embedUrl"] == PLAYER


def test_the_list_of_resources_knows_kind_speaker_and_length(make):
    page = make()
    stored = ResourcePage.objects.get(pk=page.pk)
    assert (stored.kind, stored.credit, stored.minutes) == (ResourceKind.AUDIO, "Ana Moura", 1)
    assert make(length="1:10:00").minutes == 70


def test_structured_data_of_sound(client, make, program):
    page = make(chapters=[chapter("0:00", "The start"), chapter("0:05", "A letter </script>")])
    data = data_of(read(client, page))
    url = page.get_full_url()
    assert data == {
        "@context": "https://schema.org",
        "@type": "AudioObject",
        "name": page.title,
        "description": "A conversation about careers.",
        "url": url,
        "inLanguage": "en",
        "uploadDate": page.first_published_at.isoformat(),
        "datePublished": page.published_on.isoformat(),
        "contentUrl": f"http://localhost/mentoring/interviews/{page.pk}/file/{page.file.filename}",
        "encodingFormat": "audio/wav",
        "duration": "PT8S",
        "transcript": page.transcript,
        "accessibilityFeature": ["captions", "transcript"],
        "contributor": {"@type": "Person", "name": "Ana Moura"},
        "hasPart": [
            {
                "@type": "Clip",
                "name": "The start",
                "startOffset": 0,
                "endOffset": 5,
                "url": f"{url}#t=0",
            },
            {
                "@type": "Clip",
                "name": "A letter </script>",
                "startOffset": 5,
                "endOffset": 8,
                "url": f"{url}#t=5",
            },
        ],
    }


def test_structured_data_of_a_video_has_what_search_engines_require(client, make):
    image = make_image()
    page = make(medium="video", file=document(b"x", "t.mp4"), nothing_only_seen=True, image=image)
    html = read(client, page)
    data = data_of(html)
    assert data["@type"] == "VideoObject"
    assert {"name", "description", "thumbnailUrl", "uploadDate"} <= set(data)
    assert data["thumbnailUrl"].startswith("http://localhost/media/")
    assert f'poster="{data["thumbnailUrl"].removeprefix("http://localhost")}"' in html


# Related interviews


def test_related_ones_are_the_newest_with_a_topic_in_common(client, make):
    topic, other = TopicFactory(name="Teaching"), TopicFactory(name="Grants")
    page = make(topics=[topic])
    make(title="Another topic", topics=[other])
    make(title="The same topic", topics=[topic])
    make(title="A draft", topics=[topic], publish=False)
    html = read(client, page)
    assert "The same topic" in html
    assert "Another topic" not in html
    assert "A draft" not in html


def test_chosen_ones_stand_in_the_editors_order(client, make):
    one, two = make(title="The one"), make(title="The two")
    page = make(
        related=[
            {"type": "interview", "id": "6e1b2f8e-0000-4000-8000-000000000001", "value": two.pk},
            {"type": "interview", "id": "6e1b2f8e-0000-4000-8000-000000000002", "value": one.pk},
        ]
    )
    html = read(client, page)
    assert 0 < html.index("The two") < html.index("The one")


def test_related_ones_respect_privacy(client, make):
    topic = TopicFactory(name="Teaching")
    page, secret = make(topics=[topic]), make(title="For members alone", topics=[topic])
    restriction = PageViewRestriction.objects.create(page=secret, restriction_type="groups")
    group = Group.objects.create(name="Members")
    restriction.groups.add(group)
    assert "For members alone" not in read(client, page)
    user = UserFactory()
    user.groups.add(group)
    client.force_login(user)
    assert "For members alone" in read(client, page)


def test_queries_do_not_grow(client, make, django_assert_max_num_queries):
    topic = TopicFactory(name="Teaching")
    page = make(topics=[topic], chapters=[chapter("0:00", "Start")], image=make_image())
    read(client, page)
    with django_assert_max_num_queries(12):
        read(client, page)
    for _number in range(4):
        make(topics=[topic])
    page.tracks = page._meta.get_field("tracks").to_python(
        [track(language=code) for code in ("en", "de", "ar")]
    )
    page.save_revision().publish()
    with django_assert_max_num_queries(12):
        read(client, page)


# Who speaks


def test_the_name_of_a_member_links_to_the_profile_for_those_who_may_see_it(client, make, cast):
    mentor = cast.mentor(status=ProfileStatus.ACTIVE)
    mentee = cast.mentee(status=ProfileStatus.ACTIVE)
    page = make(**linked(mentor.member))
    name = mentor.member.name
    assert f'<span class="mentoring-speaker__name">{name}</span>' in read(client, page)
    client.force_login(mentee.member.user)
    assert f'href="/mentoring/{cast.program.slug}/mentors/{mentor.uuid}/"' in read(client, page)


def test_nothing_of_a_member_is_shown_without_a_consent_that_stands(client, make, cast):
    member = cast.mentor().member
    page = make(**linked(member))
    for values in (
        {"consent_given_at": None},
        {"consent_given_at": page.consent_given_at, "consent_withdrawn_at": timezone.now()},
    ):
        type(page).objects.filter(pk=page.pk).update(**values)
        html = read(client, page)
        assert member.name not in html
        assert "mentoring-speaker" not in html


def test_a_member_who_is_erased_leaves_no_name(client, make, cast):
    member = cast.mentor().member
    page = make(**linked(member))
    name = member.name
    page.save_revision()
    member.delete()
    assert client.get(page.url).status_code == 404
    page.refresh_from_db()
    assert (page.speaker, page.credit, page.live) == (None, "", False)
    assert ResourcePage.objects.get(pk=page.pk).credit == ""
    # Only the title, which an editor wrote, could still name the person.
    for revision in page.revisions.all():
        assert (revision.content["speaker"], revision.content["speaker_name"]) == (None, "")
        assert name not in str(revision.content)


def test_the_audio_is_the_sound_that_was_uploaded(client, make):
    page = make()
    response = client.get(f"/mentoring/interviews/{page.pk}/file/{page.file.filename}")
    assert b"".join(response.streaming_content) == tone()
