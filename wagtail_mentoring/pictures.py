"""Makes a safe portrait out of whatever somebody uploads (S-23).

Nothing of the uploaded file is kept: its pixels are scaled down and encoded
again, so that data about the place and the camera, hidden text and other
formats' content stay behind.
"""

import struct
import uuid
import zlib
from dataclasses import dataclass
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from .conf import settings

#: How a file of each format begins. Its name and the type the browser claims say nothing.
SIGNATURES = {
    "JPEG": lambda head: head.startswith(b"\xff\xd8\xff"),
    "PNG": lambda head: head.startswith(b"\x89PNG\r\n\x1a\n"),
    "WEBP": lambda head: head[:4] == b"RIFF" and head[8:12] == b"WEBP",
}
QUALITY = 86
#: Side of a portrait in pixels: twice the widest place it stands in.
PORTRAIT_SIDE = 560
#: Closer than this, too few pixels are left.
MOST_ZOOM = 3
#: What Pillow raises on files that are cut off, made up, or too large for it.
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    EOFError,
    IndexError,
    KeyError,
    OverflowError,
    MemoryError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)


@dataclass(frozen=True)
class Square:
    """The part of a picture that shows, in fractions that hold for any size of it.

    ``x`` and ``y`` are 0 at the left or upper edge and 1 at the right or lower
    one; ``zoom`` 1 is the largest square there is. The default is what the
    style sheet does to a picture that nobody has cut: faces are in the upper part.
    """

    x: float = 0.5
    y: float = 0.25
    zoom: float = 1.0

    def box(self, width, height):
        """Return left, upper, right and lower edge in a picture of this size, always inside it."""
        side = min(width, height) / min(max(self.zoom, 1), MOST_ZOOM)
        left = (width - side) * min(max(self.x, 0), 1)
        top = (height - side) * min(max(self.y, 0), 1)
        return left, top, left + side, top + side


def cut_portrait(file, square):
    """Return the square of a stored picture as a JPEG with a random name, or ``None`` if it cannot be read."""
    try:
        with file.open("rb"):
            image = Image.open(file, formats=list(SIGNATURES))
            if image.width * image.height > _most_pixels(image):
                return None
            box = square.box(image.width, image.height)
            side = max(1, min(PORTRAIT_SIDE, round(box[2] - box[0])))
            image = image.convert("RGB").resize((side, side), Image.Resampling.LANCZOS, box=box)
            return _encode(image)
    except BROKEN:
        return None


def process_picture(upload):
    """Return the uploaded picture as a small JPEG with a random name, ready to be stored.

    Raises ``ValidationError`` with code ``too_large``, ``not_a_picture``,
    ``too_many_pixels`` or ``broken`` and a message for the member.
    """
    if upload.size > settings.PICTURE_MAX_BYTES:
        raise ValidationError(
            _("The picture is larger than %(size)s. Choose a smaller one.")
            % {"size": filesizeformat(settings.PICTURE_MAX_BYTES).replace(".0", "")},
            code="too_large",
        )
    upload.seek(0)
    head = upload.read(16)
    upload.seek(0)
    name = next((name for name, begins in SIGNATURES.items() if begins(head)), None)
    if name is None:
        raise ValidationError(
            _("This file is not a JPEG, PNG or WebP picture. Choose another one."),
            code="not_a_picture",
        )
    try:
        # Reads the header alone; the limit on the pixels comes before any of them is decoded.
        image = Image.open(upload, formats=[name])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels() from None
    except BROKEN:
        raise _broken() from None
    if image.width * image.height > _most_pixels(image):
        raise _too_many_pixels()
    try:
        return _encode(_portrait(image))
    except BROKEN:
        raise _broken() from None


def _most_pixels(image):
    """Return how many pixels may be decoded.

    A plain JPEG is scaled down while it is read. Of every other picture all
    pixels are in memory at a time, so it may have half as many.
    """
    scales = image.format in ("JPEG", "MPO") and not image.info.get("progressive")
    return settings.PICTURE_MAX_PIXELS if scales else settings.PICTURE_MAX_PIXELS // 2


def _portrait(image):
    side = settings.PICTURE_MAX_SIDE
    turned = image.getexif().get(0x0112, 1)
    image.draft("RGB", (side, side))
    if image.mode in ("1", "P", "I", "F", "I;16"):
        # These cannot be scaled smoothly as they are.
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    image.thumbnail((side, side), Image.Resampling.LANCZOS)
    if image.mode in ("RGBA", "LA", "PA"):
        image = image.convert("RGBA")
        paper = Image.new("RGB", image.size, "white")
        paper.paste(image, mask=image.getchannel("A"))
        image = paper
    image = image.convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = turned
    image.info = {"exif": exif.tobytes()}
    image = ImageOps.exif_transpose(image)
    image.info = {}
    return image


def _encode(image):
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=QUALITY, optimize=True)
    return ContentFile(buffer.getvalue(), name=f"{uuid.uuid4().hex}.jpg")


def _too_many_pixels():
    return ValidationError(
        _("The picture has too many pixels. Choose a smaller one."), code="too_many_pixels"
    )


def _broken():
    return ValidationError(
        _("This picture cannot be read; the file may be damaged. Choose another one."),
        code="broken",
    )
