"""The square of a picture that shows: chosen after the upload, changed without uploading again."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.models import ModelLogEntry

from tests.factories import Cast, UserFactory
from tests.views.enrolling import address, submit
from wagtail_mentoring.actions import CropPictureAction, SavePictureAction
from wagtail_mentoring.actions.members import release_removed_account
from wagtail_mentoring.exceptions import ActionRefused
from wagtail_mentoring.links import picture_url
from wagtail_mentoring.pictures import Square, process_picture

pytestmark = pytest.mark.django_db

RED, BLUE = (200, 30, 30), (30, 30, 200)


def two_colors(size=(800, 400), orientation=1):
    """A picture with a red left and a blue right half."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, size[0], size[1]))
    exif = Image.Exif()
    exif[0x0112] = orientation
    buffer = io.BytesIO()
    image.save(buffer, "PNG", exif=exif)
    return buffer.getvalue()


def color(content, at=(0.5, 0.5)):
    image = Image.open(io.BytesIO(content)).convert("RGB")
    pixel = image.getpixel((int(image.width * at[0]), int(image.height * at[1])))
    return min(
        (RED, BLUE), key=lambda other: sum(abs(a - b) for a, b in zip(pixel, other, strict=True))
    )


@pytest.fixture
def cast():
    return Cast()


@pytest.fixture
def member(cast):
    return cast.mentor().member


@pytest.fixture
def url(cast):
    return address(cast.program, "enrollment_portrait")


@pytest.fixture
def file_url(cast):
    return address(cast.program, "enrollment_portrait_file")


@pytest.fixture
def with_picture(member):
    upload = SimpleUploadedFile("me.png", two_colors(), "image/png")
    SavePictureAction(member, process_picture(upload), actor=member.user).execute()
    member.refresh_from_db()
    return member


@pytest.fixture
def signed_in(client, member):
    client.force_login(member.user)
    return client


def shown(client, member):
    response = client.get(picture_url(member))
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def test_at_first_the_middle_shows_as_a_square(signed_in, with_picture):
    content = shown(signed_in, with_picture)
    assert Image.open(io.BytesIO(content)).size == (400, 400)
    assert color(content, (0.1, 0.5)) == RED
    assert color(content, (0.9, 0.5)) == BLUE


@pytest.mark.parametrize(("x", "expected"), [("0", RED), ("100", BLUE)])
def test_the_chosen_square_shows_to_everybody_at_a_new_address(
    client, cast, with_picture, url, x, expected, media_root, django_capture_on_commit_callbacks
):
    before = picture_url(with_picture)
    client.force_login(with_picture.user)
    with django_capture_on_commit_callbacks(execute=True):
        response = submit(client, url, x=x)
    assert response.url == address(cast.program)
    with_picture.refresh_from_db()
    assert picture_url(with_picture) != before
    assert with_picture.picture_x == int(x) / 100
    client.force_login(cast.mentee().member.user)
    content = shown(client, with_picture)
    assert {color(content, (part, 0.5)) for part in (0.05, 0.5, 0.95)} == {expected}
    files = [path for path in media_root.rglob("*") if path.is_file()]
    assert len(files) == 2, "the earlier square is gone"


def test_closer_shows_less(signed_in, with_picture, url):
    submit(signed_in, url, x="45", zoom="300")
    with_picture.refresh_from_db()
    content = shown(signed_in, with_picture)
    assert Image.open(io.BytesIO(content)).size == (133, 133)
    assert color(content, (0.05, 0.5)) == RED


def test_a_picture_taken_sideways_is_cut_as_it_is_seen(signed_in, member, url):
    upload = SimpleUploadedFile("me.png", two_colors((800, 400), orientation=6), "image/png")
    SavePictureAction(member, process_picture(upload), actor=member.user).execute()
    submit(signed_in, url, y="0")
    member.refresh_from_db()
    assert color(shown(signed_in, member)) == RED
    submit(signed_in, url, y="100")
    member.refresh_from_db()
    assert color(shown(signed_in, member)) == BLUE


def test_without_script_a_button_shows_how_it_would_look_and_saves_nothing(
    signed_in, with_picture, url, file_url
):
    response = submit(signed_in, url, x="100", preview="1")
    html = response.content.decode()
    preview = f"{file_url}?x=100&amp;y=25&amp;zoom=100"
    assert f'src="{preview}"' in html
    assert 'name="x" value="100"' in html
    with_picture.refresh_from_db()
    assert with_picture.picture_x == 0.5
    assert color(signed_in.get(preview.replace("&amp;", "&")).content, (0.05, 0.5)) == BLUE


@pytest.mark.parametrize(
    "numbers",
    [
        {"x": "-5"},
        {"x": "999999999999"},
        {"zoom": "1"},
        {"zoom": "100000"},
        {"x": "", "y": "", "zoom": ""},
    ],
)
def test_numbers_beyond_the_ends_are_moved_to_the_ends(signed_in, with_picture, url, numbers):
    assert submit(signed_in, url, **numbers).status_code == 302
    with_picture.refresh_from_db()
    assert 0 <= with_picture.picture_x <= 1
    assert 1 <= with_picture.picture_zoom <= 3


@pytest.mark.parametrize("value", ["abc", "NaN", "1e5", "\0", "0.5"])
def test_no_number_at_all_is_said(signed_in, with_picture, url, value):
    response = submit(signed_in, url, x=value)
    assert response.status_code == 200
    assert "Enter a whole number." in response.content.decode()
    assert signed_in.get(response.context["preview_url"]).status_code == 200


def test_the_whole_picture_is_ones_own_alone(client, cast, with_picture, file_url):
    client.force_login(with_picture.user)
    response = client.get(file_url)
    assert Image.open(io.BytesIO(response.content)).size == (800, 400)
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["Content-Security-Policy"] == "default-src 'none'"
    for user in (UserFactory(), cast.mentee().member.user, cast.mentor().member.user):
        client.force_login(user)
        assert client.get(file_url).status_code == 404


def test_without_a_picture_there_is_nothing_to_choose(signed_in, cast, url, member):
    assert signed_in.get(url).url == address(cast.program)
    with pytest.raises(ActionRefused) as refused:
        CropPictureAction(member, Square(), actor=member.user).execute()
    assert refused.value.codes == ["picture_missing"]


def test_a_new_picture_begins_anew(signed_in, with_picture, url):
    submit(signed_in, url, x="100", zoom="200")
    upload = SimpleUploadedFile("me.png", two_colors(), "image/png")
    SavePictureAction(with_picture, process_picture(upload), actor=with_picture.user).execute()
    with_picture.refresh_from_db()
    assert (with_picture.picture_x, with_picture.picture_zoom) == (0.5, 1)


def test_the_same_square_again_changes_nothing(with_picture):
    entries = ModelLogEntry.objects.filter(action="wagtail_mentoring.member.picture")
    for _time in range(2):
        CropPictureAction(with_picture, Square(x=0.1), actor=with_picture.user).execute()
    assert entries.count() == 2, "the upload, and one change"


def test_nobody_else_chooses(with_picture, cast):
    action = CropPictureAction(with_picture, Square(), actor=cast.mentee().member.user)
    with pytest.raises(ActionRefused) as refused:
        action.execute()
    assert refused.value.codes == ["not_yours"]


def test_a_picture_from_before_shows_as_it_did(signed_in, with_picture, url):
    """Uploaded before squares could be chosen: there is no second file, and the style sheet cuts."""
    type(with_picture).objects.filter(pk=with_picture.pk).update(portrait="")
    with_picture.refresh_from_db()
    assert Image.open(io.BytesIO(shown(signed_in, with_picture))).size == (800, 400)
    submit(signed_in, url)
    with_picture.refresh_from_db()
    assert Image.open(io.BytesIO(shown(signed_in, with_picture))).size == (400, 400)


def test_both_files_go_with_the_picture_and_with_the_person(
    with_picture, media_root, django_capture_on_commit_callbacks
):
    def files():
        return [path for path in media_root.rglob("*") if path.is_file()]

    assert len(files()) == 2
    with django_capture_on_commit_callbacks(execute=True):
        release_removed_account(with_picture.user)
    assert files() == []
