"""Draws the icons and the image for social media: ``python -m example_site.demo.brand``."""

from pathlib import Path

from PIL import Image, ImageFont

from .portraits.canvas import Canvas, smooth

FOLDER = Path(__file__).resolve().parent.parent / "static" / "site"
ACCENT, PAPER, INK, SOFT = "#0b6165", "#fbfaf7", "#1d2733", "#9fb8b6"


def draw_mark(canvas, x, y, size, color, width):
    """Draw the society's mark, a globe with meridians and a bell curve, in a square at (x, y)."""

    def at(points):
        return [(x + px / 40 * size, y + py / 40 * size) for px, py in points]

    from .portraits.canvas import ellipse

    ring = ellipse(20, 20, 17.5)
    canvas.line(at([*ring, ring[0]]), width, color, curved=False)
    for side in (-1, 1):
        canvas.line(
            at(
                [
                    (20, 2.5),
                    (20 + side * 4.8, 9),
                    (20 + side * 6, 20),
                    (20 + side * 4.8, 31),
                    (20, 37.5),
                ]
            ),
            width,
            color,
        )
    canvas.line(
        at([(2.6, 24), (8.5, 21.6), (14, 13.4), (20, 10), (26, 13.4), (31.5, 21.6), (37.4, 24)]),
        width,
        color,
    )


def icon(size):
    """Return the icon as a square image."""
    canvas = Canvas(size, 8 if size < 100 else 4, PAPER)
    draw_mark(canvas, 6, 6, 88, ACCENT, 6.5)
    return canvas.finish()


def social():
    """Return the image that other sites show beside a link, 1200 by 630."""
    canvas = Canvas(1200, 2, ACCENT)
    for i in range(7):
        canvas.line(
            smooth(
                [(x, 8 + i * 7 + 2.4 * ((x // 12) % 2)) for x in range(-6, 112, 12)], closed=False
            ),
            0.16,
            "#2b7a7d",
            curved=False,
        )
    draw_mark(canvas, 8, 13, 15, PAPER, 0.7)
    image = canvas.finish().crop((0, 0, 1200, 630))
    _write(image, (96, 385), "Meridian Society", 92, PAPER)
    _write(image, (96, 490), "for Statistics", 60, SOFT)
    return image


def _write(image, at, text, size, color):
    from PIL import ImageDraw

    try:
        font = ImageFont.truetype("DejaVuSerif.ttf", size)
    except OSError:
        font = ImageFont.load_default(size)
    ImageDraw.Draw(image).text(at, text, font=font, fill=color)


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    icon(180).save(FOLDER / "touch-icon.png", optimize=True)
    icon(48).save(FOLDER / "favicon.ico", sizes=[(16, 16), (32, 32), (48, 48)])
    social().quantize(64, method=Image.Quantize.MEDIANCUT).save(
        FOLDER / "social.png", optimize=True
    )


if __name__ == "__main__":
    main()
