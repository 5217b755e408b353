"""Files of interviews, the podcast, and a consent that is taken back (P-02, P-11)."""

import xml.etree.ElementTree as ET

import pytest
from django.contrib.auth.models import Group
from django.test import override_settings
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    PageLogEntry,
    PageViewRestriction,
    Site,
)

from tests.factories import Cast, UserFactory
from tests.pages.interviewing import CAPTIONS, document, linked, make_interview, tone, track
from wagtail_mentoring.actions import WithdrawInterviewConsentAction
from wagtail_mentoring.exceptions import ActionRefused
from wagtail_mentoring.signals import interview_consent_withdrawn
from wagtail_mentoring.views.ranges import wanted_range

pytestmark = pytest.mark.django_db
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"


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


def file_of(page):
    return reverse("wagtail_mentoring:interview_file", args=[page.pk, page.file.filename])


def track_of(page):
    return reverse("wagtail_mentoring:interview_track", args=[page.pk, page.tracks[0].id])


def body(response):
    return b"".join(response.streaming_content)


# Files in parts


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", None),
        ("bytes=0-9", (0, 9)),
        ("bytes=90-", (90, 99)),
        ("bytes=90-500", (90, 99)),
        ("bytes=-10", (90, 99)),
        ("bytes=-500", (0, 99)),
        ("bytes=0-0", (0, 0)),
        ("bytes=9-3", None),
        ("bytes=-", None),
        ("bytes=0-1,5-6", None),
        ("lines=0-1", None),
        ("bytes=٣-٤", None),
    ],
)
def test_what_a_range_means(header, expected):
    assert wanted_range(header, 100) == expected


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200", "bytes=-0"])
def test_a_range_of_nothing(header):
    with pytest.raises(ValueError, match="bytes"):
        wanted_range(header, 100)


def test_a_player_jumps_within_the_file(client, make):
    page, sound = make(), tone()
    whole = client.get(file_of(page))
    assert (whole.status_code, body(whole) == sound) == (200, True)
    assert whole["Accept-Ranges"] == "bytes"
    assert whole["Content-Type"] == "audio/wav"
    assert whole["X-Content-Type-Options"] == "nosniff"
    assert whole["Content-Security-Policy"] == "default-src 'none'"
    part = client.get(file_of(page), headers={"Range": "bytes=1000-1999"})
    assert (part.status_code, body(part)) == (206, sound[1000:2000])
    assert part["Content-Range"] == f"bytes 1000-1999/{len(sound)}"
    assert part["Content-Length"] == "1000"
    beyond = client.get(file_of(page), headers={"Range": f"bytes={len(sound)}-"})
    assert (beyond.status_code, beyond["Content-Range"]) == (416, f"bytes */{len(sound)}")


def test_a_file_that_has_not_changed_is_not_sent_again(client, make):
    page = make()
    etag = client.get(file_of(page))["ETag"]
    assert client.get(file_of(page), headers={"If-None-Match": etag}).status_code == 304
    part = client.get(file_of(page), headers={"Range": "bytes=0-1", "If-Range": etag})
    assert part.status_code == 206
    other = client.get(file_of(page), headers={"Range": "bytes=0-1", "If-Range": '"other"'})
    assert other.status_code == 200


def test_captions_come_from_this_site_as_what_they_are(client, make):
    response = client.get(track_of(make()))
    assert response["Content-Type"] == "text/vtt; charset=utf-8"
    assert body(response).decode() == CAPTIONS


@override_settings(WAGTAILDOCS_SERVE_METHOD="direct")
def test_a_storage_that_serves_files_itself_does(client, make):
    page = make()
    html = client.get(page.url).text
    assert f'<source src="/media/documents/{page.file.filename}"' in html
    assert f'src="{track_of(page)}"' in html


# Who may read them


def test_files_of_a_draft_are_shown_in_its_preview_alone(client, admin_client, make):
    page = make(publish=False)
    for browser in (client, admin_client):
        assert browser.get(file_of(page)).status_code == 404
        assert browser.get(track_of(page)).status_code == 404
    html = admin_client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).text
    captions = page.tracks[0].value["document"]
    assert f'<source src="{page.file.url}" type="audio/wav">' in html
    assert f'src="{captions.url}"' in html
    assert admin_client.get(captions.url)["Content-Type"].startswith("text/vtt")


def test_files_are_as_private_as_their_page(client, make):
    page = make()
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="groups")
    group = Group.objects.create(name="Enrolled")
    restriction.groups.add(group)
    for url in (file_of(page), track_of(page)):
        assert client.get(url).status_code == 404
    user = UserFactory()
    client.force_login(user)
    assert client.get(file_of(page)).status_code == 404
    user.groups.add(group)
    client.force_login(user)
    assert client.get(file_of(page)).status_code == 200


def test_files_are_as_private_as_their_collection(client, make):
    private = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    page = make(file=document(tone(1), "secret.wav", collection=private))
    assert client.get(file_of(page)).status_code == 302


def test_other_files_and_pages_are_not_there(client, make):
    page = make()
    assert client.get(file_of(page).replace(page.file.filename, "other.wav")).status_code == 404
    wrong = reverse(
        "wagtail_mentoring:interview_track", args=[page.pk, "0" * 8 + "-0000-4000-8000-" + "0" * 12]
    )
    assert client.get(wrong).status_code == 404
    assert (
        client.get(reverse("wagtail_mentoring:interview_file", args=[999999, "a.wav"])).status_code
        == 404
    )
    page.file.file.storage.delete(page.file.file.name)
    assert client.get(file_of(page)).status_code == 404


def test_files_of_a_program_that_is_switched_off_are_not_there(client, make, program):
    page = make()
    program.is_active = False
    program.save()
    assert client.get(file_of(page)).status_code == 404


# The podcast


def podcast(client, program):
    response = client.get(reverse("wagtail_mentoring:podcast", args=[program.slug]))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    return ET.fromstring(response.content)  # noqa: S314 -- our own


def test_the_podcast_has_what_players_require(client, make, program):
    image = get_image_model().objects.create(
        title="Ana", file=get_test_image_file(size=(1500, 1500))
    )
    page = make(image=image, title="On <teaching> & trains", length="24:30")
    channel = podcast(client, program).find("channel")
    assert channel.findtext("title") == program.name
    assert channel.findtext("language") == "en"
    assert channel.find(f"{ITUNES}category").get("text") == "Education"
    assert channel.findtext(f"{ITUNES}explicit") == "false"
    assert channel.findtext(f"{ITUNES}author")
    assert channel.find(f"{ITUNES}image").get("href").startswith("http://testserver/media/")
    assert channel.find(f"{ITUNES}owner").findtext(f"{ITUNES}email") == program.office_email
    assert channel.find("{http://www.w3.org/2005/Atom}link").get("rel") == "self"
    [item] = channel.findall("item")
    assert item.findtext("title") == "On <teaching> & trains"
    assert item.findtext(f"{ITUNES}duration") == "1470"
    assert item.findtext(f"{ITUNES}author") == "Ana Moura"
    assert item.find("guid").get("isPermaLink") == "true"
    enclosure = item.find("enclosure")
    assert enclosure.get("url") == f"http://testserver{file_of(page)}"
    assert (enclosure.get("type"), enclosure.get("length")) == ("audio/wav", str(len(tone())))
    transcript = item.find("{https://podcastindex.org/namespace/1.0}transcript")
    assert transcript.get("url") == f"http://testserver{track_of(page)}"
    # Each of these addresses leads somewhere.
    assert client.get(enclosure.get("url")).status_code == 200


def test_a_reader_of_feeds_understands_it(client, make, program):
    feedparser = pytest.importorskip("feedparser")
    make(title="First"), make(title="Second")
    url = reverse("wagtail_mentoring:podcast", args=[program.slug])
    feed = feedparser.parse(client.get(url).content)
    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == ["Second", "First"]
    assert feed.entries[0].enclosures[0].type == "audio/wav"
    assert feed.entries[0].published_parsed


def test_pasted_control_characters_do_not_end_the_podcast(client, make, program):
    """XML allows none of them, and word processors paste some."""
    make(title="A\x0b title", summary="In\x0c short\x1f")
    item = podcast(client, program).find("channel/item")
    assert item.findtext("title") == "A title"
    assert item.findtext("description") == "In short"


def test_the_queries_of_the_podcast_do_not_grow(
    client, make, program, django_assert_max_num_queries
):
    def image():
        return get_image_model().objects.create(
            title="Ana", file=get_test_image_file(size=(1400, 1400))
        )

    make(image=image())
    podcast(client, program)
    with django_assert_max_num_queries(10) as one:
        podcast(client, program)
    for _number in range(3):
        make(image=image())
    podcast(client, program)
    with django_assert_max_num_queries(10) as four:
        podcast(client, program)
    assert len(one) == len(four)


def test_only_what_anybody_may_hear_is_in_it(client, admin_user, make, program):
    make(title="Open")
    make(title="Draft", publish=False)
    make(title="Video", medium="video", file=document(b"x", "v.webm"), nothing_only_seen=True)
    secret = make(title="Secret")
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    client.force_login(admin_user)
    items = podcast(client, program).findall("channel/item/title")
    assert [title.text for title in items] == ["Open"]


def test_without_interviews_there_is_no_podcast(client, program, make):
    url = reverse("wagtail_mentoring:podcast", args=[program.slug])
    assert client.get(url).status_code == 404
    assert client.get(url.replace(program.slug, "no-such-program")).status_code == 404


def test_the_page_of_an_audio_interview_leads_to_the_podcast(client, make, program):
    url = reverse("wagtail_mentoring:podcast", args=[program.slug])
    assert (
        f'<link rel="alternate" type="application/rss+xml" title="{program.name}" href="{url}">'
        in (client.get(make().url).text)
    )


# Taking a consent back


@pytest.fixture
def member(cast):
    return cast.mentor().member


@pytest.fixture
def page(make, member):
    page = make(**linked(member), title="A talk")
    page.speaker_role = "Another draft"
    page.save_revision()
    return page


def withdraw_url(page):
    return reverse("wagtail_mentoring:interview_withdraw", args=[page.pk])


def test_the_speaker_takes_it_back_on_the_page_itself(
    client, page, member, django_capture_on_commit_callbacks
):
    heard = []
    interview_consent_withdrawn.connect(
        lambda **kwargs: heard.append(kwargs), weak=False, dispatch_uid="t"
    )
    client.force_login(member.user)
    html = client.get(page.url).text
    assert f'action="{withdraw_url(page)}"' in html
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(withdraw_url(page))
    interview_consent_withdrawn.disconnect(dispatch_uid="t")
    assert response.status_code == 302
    page.refresh_from_db()
    assert (page.live, page.speaker, page.speaker_role, page.credit) == (False, None, "", "")
    assert page.consent_withdrawn_at
    assert client.get(page.url).status_code == 404
    assert client.get(file_of(page)).status_code == 404
    for revision in page.revisions.all():
        old = revision.as_object()
        assert (old.speaker, old.speaker_name, old.shown_name) == (None, "", "")
    assert heard[0]["member"] == member
    assert PageLogEntry.objects.filter(
        page=page.pk, action="wagtail_mentoring.interview.withdraw_consent", user=member.user
    ).exists()


def test_nobody_else_is_offered_it_or_does_it(client, page, cast):
    assert client.post(withdraw_url(page)).status_code == 404
    client.force_login(cast.mentee().member.user)
    assert "withdraw/" not in client.get(page.url).text
    assert client.post(withdraw_url(page)).status_code == 404
    assert client.get(withdraw_url(page)).status_code == 405
    page.refresh_from_db()
    assert page.live


def test_refusals_by_code(page, member, cast, admin_user):
    stranger = cast.mentee().member.user

    def codes(actor):
        with pytest.raises(ActionRefused) as refused:
            WithdrawInterviewConsentAction(page, actor=actor).execute()
        return [refusal.code for refusal in refused.value.refusals]

    assert codes(stranger) == ["not_yours"]
    WithdrawInterviewConsentAction(page, actor=member.user).execute()
    assert codes(member.user) == ["not_yours"]
    assert codes(admin_user) == ["already_withdrawn"]


def test_a_consent_is_only_good_if_it_is_newer_than_the_withdrawal(page, member):
    given = page.consent_given_at
    WithdrawInterviewConsentAction(page, actor=member.user).execute()
    page.refresh_from_db()
    page.speaker, page.consent_given_at = member, given
    assert page.get_missing()["consent_given_at"].code == "consent_withdrawn"
    assert page.shown_name == ""


def test_editors_withdraw_it_for_the_speaker(client, admin_client, page, member):
    url = reverse("wagtail_mentoring_interview_consent", args=[page.pk])
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert url in admin_client.get(edit).text
    html = admin_client.get(url).text
    assert "The page is taken off in every language, and its copies with it." in html
    page.refresh_from_db()
    assert page.live
    response = admin_client.post(url, follow=True)
    page.refresh_from_db()
    assert (page.live, page.speaker) == (False, None)
    assert "withdrew the consent" in response.text
    assert "No member is linked here any more." in admin_client.get(url).text


def test_who_may_not_edit_the_page_does_not_withdraw(client, page):
    url = reverse("wagtail_mentoring_interview_consent", args=[page.pk])
    editor = UserFactory()
    group = Group.objects.get(name="Editors")
    group.page_permissions.all().delete()
    editor.groups.add(group)
    client.force_login(editor)
    assert client.post(url).status_code == 302
    page.refresh_from_db()
    assert page.live


def test_withdrawing_reaches_every_language(page, member):
    from wagtail.models import Locale

    german = Locale.objects.create(language_code="de")
    home = page.get_parent()
    home.copy_for_translation(german)
    other = page.copy_for_translation(german)
    other.save_revision().publish()
    assert other.speaker == member
    WithdrawInterviewConsentAction(page, actor=member.user).execute()
    other.refresh_from_db()
    assert (other.live, other.speaker) == (False, None)


def test_several_tracks_are_told_apart(client, make):
    german = document("WEBVTT\n\n00:00.000 --> 00:01.000\nHallo\n", "de.vtt")
    page = make(tracks=[track(), track(german, "de")])
    url = reverse("wagtail_mentoring:interview_track", args=[page.pk, page.tracks[1].id])
    assert b"Hallo" in body(client.get(url))
