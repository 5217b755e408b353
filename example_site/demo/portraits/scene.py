"""One portrait: background, then the person."""

import math
import random
import zlib

from .canvas import Canvas, ellipse, mix, smooth
from .clothes import draw_body
from .face import draw_beard, draw_features, draw_glasses, draw_head
from .hair import draw_back, draw_middle
from .hair_front import draw_front
from .look import BACKGROUNDS


def draw_portrait(name, look, size=640, scale=2):
    """Return the portrait of ``look`` as a Pillow image; ``name`` seeds the pattern behind the person."""
    light, deep = BACKGROUNDS[look.ground]
    canvas = Canvas(size, scale, light)
    _background(canvas, look, random.Random(zlib.crc32(name.encode())), light, deep)
    canvas.zoom = 1.0 if look.hair in ("headwrap", "turban", "bun") else 1.1
    canvas.tilt(look.tilt)
    draw_back(canvas, look)
    canvas.tilt(0)
    draw_body(canvas, look)
    canvas.tilt(look.tilt)
    draw_middle(canvas, look)
    mask = draw_head(canvas, look)
    if look.beard:
        draw_beard(canvas, look, mask)
    draw_features(canvas, look, mask)
    draw_front(canvas, look)
    _earrings(canvas, look)
    draw_glasses(canvas, look)
    return canvas.finish()


def _background(canvas, look, chance, light, deep):
    canvas.shade([ellipse(26, 22, 42, 36)], "#ffffff", 0.42, blur=12)
    canvas.shade([ellipse(84, 92, 48, 40)], deep, 0.75, blur=14)
    ink = mix(deep, "#ffffff", 0.1)
    motif = globals()["_" + look.motif]
    motif(canvas, chance, ink, light)


def _dots(canvas, chance, ink, light):
    for _ in range(46):
        x = chance.uniform(3, 97)
        y = 92 - x * 0.72 + chance.gauss(0, 11)
        canvas.fill(ellipse(x, y, chance.uniform(0.7, 1.5), steps=20), ink)


def _density(canvas, chance, ink, light):
    for center, height, width in ((30, 62, 19), (66, 44, 23)):
        curve = [
            (x, 96 - height * math.exp(-(((x - center) / width) ** 2))) for x in range(-6, 108, 3)
        ]
        canvas.shade([[(-6, 110), *curve, (108, 110)]], ink, 0.4)
        canvas.line(curve, 0.7, ink, curved=False)


def _bars(canvas, chance, ink, light):
    for i in range(11):
        height = 22 + 58 * math.exp(-(((i - 4.2) / 3.6) ** 2)) + chance.uniform(-7, 7)
        canvas.shade(
            [
                [
                    (i * 9.4, 102),
                    (i * 9.4, 100 - height),
                    (i * 9.4 + 7.6, 100 - height),
                    (i * 9.4 + 7.6, 102),
                ]
            ],
            ink,
            0.5,
        )


def _rings(canvas, chance, ink, light):
    for radius in range(8, 78, 8):
        ring = ellipse(24, 30, radius * 1.15, radius * 0.8, -32)
        canvas.line([*ring, ring[0]], 0.55, ink, curved=False)


def _steps(canvas, chance, ink, light):
    for start in (20, 42):
        points, x, y = [(0, start)], 0.0, float(start)
        while x < 100:
            x += chance.uniform(5, 11)
            points.append((x, y))
            y += chance.uniform(3, 9)
            points.append((x, y))
        canvas.line(points, 0.9, ink, curved=False)


def _waves(canvas, chance, ink, light):
    phase = chance.uniform(0, 6)
    for i in range(7):
        path = [
            (x, 12 + i * 14 + 4 * math.sin(x / 11 + phase + i * 0.8)) for x in range(-4, 106, 4)
        ]
        canvas.line(path, 0.7, ink, curved=False)


def _plain(canvas, chance, ink, light):
    canvas.shade(
        [smooth([(0, 70), (30, 58), (70, 66), (100, 52), (110, 110), (-10, 110)])],
        ink,
        0.35,
        blur=4,
    )


def _earrings(canvas, look):
    colors = {
        "earstud": "#e8d9a8",
        "earhoop": "#d0a23f",
        "eardrop": "#3f8f8a",
        "earpearl": "#f6f1e6",
    }
    kind = next((kind for kind in colors if kind in look.extra), None)
    if kind is None:
        return
    color = colors[kind]
    for side in (-1, 1):
        x = 50 + side * 17.4
        if kind == "earhoop":
            ring = ellipse(x, 54.4, 2.3, 2.9)
            canvas.line([*ring, ring[0]], 0.65, color, curved=False)
        elif kind == "eardrop":
            canvas.line([(x, 51.4), (x, 53.4)], 0.4, "#d0a23f", curved=False)
            canvas.fill(smooth([(x, 53), (x + 1.3, 56), (x, 57.6), (x - 1.3, 56)]), color)
        else:
            canvas.fill(ellipse(x, 51.8, 1.05), color)
