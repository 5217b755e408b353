"""What all kinds of hair are drawn with."""

import math

from .canvas import ellipse, mix, smooth, tapered
from .look import HAIR_COLORS


def tones(look):
    """Return the hair's color, a darker and a lighter one."""
    base = HAIR_COLORS[look.color]
    return base, mix(base, "#120c0e", 0.28), mix(base, "#fff1dc", 0.2)


def fill(canvas, points, color):
    """Fill a smooth shape and return its mask."""
    outline = smooth(points)
    canvas.fill(outline, color)
    return canvas.mask(outline)


def strands(canvas, mask, paths, color, width=0.5):
    for path in paths:
        canvas.clipped(mask, [tapered(path, [0.1, width, width, 0.1])], color)


def sheen(canvas, mask, light, x=41, y=22, rx=9, ry=3.2, tilt=-24, strength=0.55):
    canvas.shade([ellipse(x, y, rx, ry, tilt)], light, strength, blur=1.6, clip=mask)


def bumps(canvas, points, radius, color):
    for i, (x, y) in enumerate(points):
        canvas.fill(ellipse(x, y, radius * (0.88 + 0.24 * ((i * 37 % 11) / 10))), color)


def arc(cx, cy, rx, ry, start, stop, count):
    """Return points on an ellipse from ``start`` to ``stop`` degrees, 0 being at the top."""
    return [
        (
            cx + rx * math.sin(math.radians(start + (stop - start) * i / (count - 1))),
            cy - ry * math.cos(math.radians(start + (stop - start) * i / (count - 1))),
        )
        for i in range(count)
    ]


def beside(side, points):
    """Return ``points``, given as distances from the middle, on one side of the head."""
    return [(50 + side * x, y) for x, y in points]
