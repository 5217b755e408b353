"""Uploading a picture, and who is shown it (S-23, S-24)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import ModelLogEntry

from tests.factories import Cast, MemberFactory, MentorshipFactory, RequestFactory, UserFactory
from tests.test_pictures import picture, png_header
from tests.views.enrolling import address
from wagtail_mentoring.actions import SavePictureAction
from wagtail_mentoring.enums import ProfileStatus, RequestStatus
from wagtail_mentoring.links import picture_url
from wagtail_mentoring.pictures import process_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return Cast()


@pytest.fixture
def mentor(cast):
    return cast.mentor()


@pytest.fixture
def member(mentor):
    return mentor.member


@pytest.fixture
def url(cast):
    return address(cast.program, "enrollment_picture")


@pytest.fixture
def signed_in(client, member):
    client.force_login(member.user)
    return client


def send(client, url, content=None, name="me.jpg", content_type="image/jpeg"):
    content = picture() if content is None else content
    return client.post(url, {"picture": SimpleUploadedFile(name, content, content_type)})


def stored_files(media_root):
    return sorted(path.name for path in media_root.rglob("*") if path.is_file())


def give_picture(member):
    file = process_picture(SimpleUploadedFile("me.jpg", picture(), "image/jpeg"))
    SavePictureAction(member, file, actor=member.user).execute()
    member.refresh_from_db()


def test_a_picture_is_stored_small_and_shown(signed_in, member, url, cast, media_root):
    response = send(signed_in, url)
    assert response.url == address(cast.program, "enrollment_portrait")
    member.refresh_from_db()
    assert len(stored_files(media_root)) == 2, "the picture, and the square of it that shows"
    assert member.picture.width == 800
    html = signed_in.get(url).content.decode()
    assert picture_url(member) in html
    assert "Remove this picture" in html
    assert ModelLogEntry.objects.get(action="wagtail_mentoring.member.picture").data == {}


def test_a_new_picture_takes_the_place_of_the_old_file(
    signed_in, member, url, media_root, django_capture_on_commit_callbacks
):
    give_picture(member)
    before = set(stored_files(media_root))
    old_address = picture_url(member)
    with django_capture_on_commit_callbacks(execute=True):
        send(signed_in, url, picture(color="navy"))
    member.refresh_from_db()
    after = set(stored_files(media_root))
    assert len(after) == 2
    assert not before & after
    assert picture_url(member) != old_address


def test_the_old_file_stays_until_the_change_is_certain(signed_in, member, url, media_root):
    give_picture(member)
    send(signed_in, url, picture(color="navy"))
    assert len(stored_files(media_root)) == 4, "the test's transaction is still open"


def test_a_change_that_fails_leaves_no_file_behind(member, media_root, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("the log is full")

    action = SavePictureAction(
        member,
        process_picture(SimpleUploadedFile("me.jpg", picture(), "image/jpeg")),
        actor=member.user,
    )
    monkeypatch.setattr(action, "log", fail)
    with pytest.raises(RuntimeError):
        action.execute()
    assert stored_files(media_root) == []


def test_a_picture_can_be_removed(
    signed_in, member, url, media_root, django_capture_on_commit_callbacks
):
    give_picture(member)
    with django_capture_on_commit_callbacks(execute=True):
        response = signed_in.post(url, {"remove": "1"})
    assert response.url == url
    member.refresh_from_db()
    assert not member.picture
    assert stored_files(media_root) == []
    assert "The picture has been removed." in signed_in.get(url).content.decode()
    assert signed_in.post(url, {"remove": "1"}).status_code == 302


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "This file is empty."),
        (b"only text", "This file is not a JPEG, PNG or WebP picture."),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "This file is not a JPEG"),
        (picture(format="GIF"), "This file is not a JPEG"),
        (picture()[:200], "This picture cannot be read"),
        (png_header(11_000, 11_000), "The picture has too many pixels."),
        (picture() + b"\0" * 5_300_000, "Choose a smaller one."),
    ],
)
def test_what_is_no_fit_picture_is_explained_and_changes_nothing(
    signed_in, member, url, media_root, content, words
):
    give_picture(member)
    before = stored_files(media_root)
    response = send(signed_in, url, content)
    html = response.content.decode()
    assert response.status_code == 200
    assert "<title>Error:" in html
    assert words in html
    assert stored_files(media_root) == before


def test_no_file_at_all_is_explained(signed_in, url):
    assert "Choose a picture first." in signed_in.post(url).content.decode()


# Who is shown it


@pytest.fixture
def shown(member):
    give_picture(member)
    return picture_url(member)


def test_its_owner_and_enrolled_people_of_the_other_role(client, cast, member, shown):
    client.force_login(member.user)
    response = client.get(shown)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/jpeg"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'"
    assert "private" in response.headers["Cache-Control"]
    client.force_login(cast.mentee().member.user)
    assert client.get(shown).status_code == 200


def test_nobody_else(client, cast, shown):
    assert client.get(shown).status_code == 404
    for user in (
        UserFactory(),
        MemberFactory().user,
        cast.mentor().member.user,
        cast.mentee(status=ProfileStatus.DRAFT).member.user,
        Cast().mentee().member.user,
    ):
        client.force_login(user)
        assert client.get(shown).status_code == 404


@pytest.mark.parametrize(
    "status",
    [ProfileStatus.DRAFT, ProfileStatus.PENDING, ProfileStatus.PAUSED, ProfileStatus.SUSPENDED],
)
def test_not_of_somebody_who_is_not_listed(client, cast, mentor, shown, status):
    type(mentor).objects.filter(pk=mentor.pk).update(status=status)
    client.force_login(cast.mentee().member.user)
    assert client.get(shown).status_code == 404


def test_partners_see_it_though_paused(client, cast, mentor, shown):
    mentee = cast.mentee()
    MentorshipFactory(
        request=RequestFactory(mentor=mentor, mentee=mentee, status=RequestStatus.ACCEPTED)
    )
    type(mentor).objects.filter(pk=mentor.pk).update(status=ProfileStatus.PAUSED)
    client.force_login(mentee.member.user)
    assert client.get(shown).status_code == 200


def test_a_file_that_has_gone_is_missing_and_no_error(client, member, shown):
    member.portrait.storage.delete(member.portrait.name)
    client.force_login(member.user)
    assert client.get(shown).status_code == 404
