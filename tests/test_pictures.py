"""What becomes of an uploaded file: a small JPEG without a past, or a clear no (S-23)."""

import io
import os
import re
import struct
import subprocess
import sys
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from wagtail_mentoring.pictures import process_picture


def picture(size=(1200, 900), mode="RGB", color="teal", format="JPEG", **options):
    buffer = io.BytesIO()
    Image.new(mode, size, color).save(buffer, format, **options)
    return buffer.getvalue()


def upload(content, name="me.jpg", content_type="image/jpeg"):
    return SimpleUploadedFile(name, content, content_type)


def opened(stored):
    stored.seek(0)
    return Image.open(io.BytesIO(stored.read()))


def refusal(content, **kwargs):
    with pytest.raises(ValidationError) as caught:
        process_picture(upload(content, **kwargs))
    return caught.value


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_each_allowed_format_becomes_a_small_jpeg_with_a_random_name(format):
    stored = process_picture(upload(picture(format=format), name="../../Maria Silva.png"))
    image = opened(stored)
    assert (image.format, image.size) == ("JPEG", (800, 600))
    assert re.fullmatch(r"[0-9a-f]{32}\.jpg", stored.name)


def test_a_small_picture_is_not_blown_up():
    assert opened(process_picture(upload(picture((300, 200))))).size == (300, 200)


def test_place_camera_and_comments_stay_behind():
    exif = Image.Exif()
    exif[0x010F] = "CANARY-CAMERA"
    exif.get_ifd(0x8825)[2] = (38.0, 43.0, 20.0)
    content = picture(exif=exif, comment=b"CANARY-COMMENT", icc_profile=b"CANARY-PROFILE")
    assert b"CANARY-CAMERA" in content
    stored = process_picture(upload(content))
    data = stored.read()
    assert b"CANARY" not in data
    assert dict(opened(stored).getexif()) == {}


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_a_picture_taken_sideways_stands_upright(format):
    image = Image.new("RGB", (400, 200), "white")
    image.paste("red", (0, 0, 200, 200))
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by 90 degrees to the right
    buffer = io.BytesIO()
    image.save(buffer, format, exif=exif)
    result = opened(process_picture(upload(buffer.getvalue())))
    assert result.size == (200, 400)
    top, bottom = result.getpixel((100, 50)), result.getpixel((100, 350))
    assert top[0] > 200 > top[1]
    assert min(bottom) > 200


@pytest.mark.parametrize("mode", ["RGBA", "LA", "L", "P", "1", "CMYK", "I;16"])
def test_every_kind_of_pixels_can_be_shown(mode):
    format = "JPEG" if mode == "CMYK" else "PNG"
    color = {"RGBA": (0, 0, 0, 0), "LA": (0, 0)}.get(mode, 0)
    image = opened(process_picture(upload(picture((900, 900), mode, color, format))))
    assert (image.mode, image.size) == ("RGB", (800, 800))
    if mode in ("RGBA", "LA"):
        assert min(image.getpixel((400, 400))) > 250, "transparent becomes white"


def test_only_the_first_picture_of_a_moving_one_is_kept():
    frames = [Image.new("RGB", (200, 200), color) for color in ("red", "blue", "green")]
    buffer = io.BytesIO()
    frames[0].save(buffer, "WEBP", save_all=True, append_images=frames[1:])
    image = opened(process_picture(upload(buffer.getvalue())))
    assert image.getpixel((100, 100))[0] > 200


def test_too_many_bytes(settings):
    error = refusal(picture() + b"\0" * (5 * 1024 * 1024))
    assert error.code == "too_large"
    assert error.message.replace("\xa0", " ") == (
        "The picture is larger than 5 MB. Choose a smaller one."
    )


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    "content",
    [
        b"This is only text.",
        b"<?xml version='1.0'?>" + SVG,
        SVG,
        picture(format="GIF"),
        picture(format="BMP"),
        picture(format="TIFF"),
        b"%PDF-1.7\n",
        b"GIF89a/*" + picture(),
        b"<script>alert(1)</script>" + picture(),
        b"\n" + picture(format="PNG"),
        b"RIFF\x24\0\0\0WAVEfmt ",
        b"\0\0\0\x20ftypavif",
    ],
)
def test_the_content_counts_not_the_name(content):
    assert refusal(content, name="portrait.jpg").code == "not_a_picture"


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_what_begins_like_a_picture_but_is_none(format):
    whole = picture((600, 600), format=format)
    for content in (whole[:24], whole[: len(whole) // 2], whole[:16] + b"\xff" * 400):
        assert refusal(content).code == "broken"


def test_another_format_behind_the_picture_is_dropped():
    content = picture() + b"<script>alert('CANARY')</script>PK\x03\x04"
    assert b"CANARY" not in process_picture(upload(content)).read()


def png_header(width, height, bits=1, kind=0, text=b""):
    """A PNG whose header promises so many pixels, with very little behind it."""

    def chunk(name, data):
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, bits, kind, 0, 0, 0)
    lines = zlib.compress((b"\0" * (width // 8 + 1)) * min(height, 2000), 9)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + text
        + chunk(b"IDAT", lines)
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "size", [(11_000, 11_000), (20_000, 20_000), (24_001, 1000), (60_000, 60_000)]
)
def test_a_small_file_with_very_many_pixels_is_not_decoded(size):
    content = png_header(*size)
    assert len(content) < 100_000
    assert refusal(content).code == "too_many_pixels"


def test_a_small_file_with_very_much_text_is_refused_or_dropped():
    body = b"zTXt" + b"Comment\0\0" + zlib.compress(b"CANARY" * 1_000_000, 9)
    text = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    try:
        stored = process_picture(upload(png_header(64, 64, text=text)))
    except ValidationError as error:
        assert error.code == "broken"
    else:
        assert b"CANARY" not in stored.read()


def test_the_limit_on_pixels_is_a_setting(settings):
    settings.WAGTAIL_MENTORING = {**settings.WAGTAIL_MENTORING, "PICTURE_MAX_PIXELS": 100}
    assert refusal(picture((20, 20))).code == "too_many_pixels"


GROWTH = """
import io, os, resource, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django
django.setup()
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from tests.test_pictures import picture, png_header, upload
from wagtail_mentoring.pictures import process_picture

process_picture(upload(picture((100, 100))))
process_picture(upload(picture((100, 100), format="PNG")))
content = open(sys.argv[1], "rb").read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    process_picture(upload(content))
except ValidationError:
    pass
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(lambda: png_header(11_000, 11_000), id="bomb"),
        pytest.param(lambda: picture((6000, 4000)), id="jpeg-24-million-pixels"),
        pytest.param(lambda: picture((4000, 3000), format="PNG"), id="png-12-million-pixels"),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="ru_maxrss is in other units elsewhere")
def test_memory_grows_by_at_most_64_mb(tmp_path, content):
    file = tmp_path / "content"
    file.write_bytes(content())
    result = subprocess.run(
        [sys.executable, "-c", GROWTH, str(file)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert int(result.stdout) <= 64


@pytest.mark.parametrize(
    ("format", "options", "pixels", "accepted"),
    [
        ("JPEG", {}, 100, True),
        ("JPEG", {}, 101, False),
        ("JPEG", {"progressive": True}, 50, True),
        ("JPEG", {"progressive": True}, 51, False),
        ("PNG", {}, 50, True),
        ("PNG", {}, 51, False),
        ("WEBP", {}, 51, False),
    ],
)
def test_what_has_to_be_in_memory_as_a_whole_may_have_half_as_many_pixels(
    settings, format, options, pixels, accepted
):
    settings.WAGTAIL_MENTORING = {**settings.WAGTAIL_MENTORING, "PICTURE_MAX_PIXELS": 100}
    content = picture((pixels, 1), format=format, **options)
    if accepted:
        assert opened(process_picture(upload(content))).size == (pixels, 1)
    else:
        assert refusal(content).code == "too_many_pixels"
