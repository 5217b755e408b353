"""A small vector canvas over Pillow: smooth shapes, soft shading, anti-aliased by drawing large."""

import math

from PIL import Image, ImageChops, ImageDraw, ImageFilter


def rgb(value):
    """Return the (r, g, b) of a ``#rrggbb`` string; a tuple is returned as it is."""
    if isinstance(value, tuple):
        return value
    value = value.lstrip("#")
    return tuple(int(value[i : i + 2], 16) for i in (0, 2, 4))


def mix(first, second, share):
    """Return the color that lies ``share`` (0 to 1) of the way from ``first`` to ``second``."""
    first, second = rgb(first), rgb(second)
    return tuple(round(a + (b - a) * share) for a, b in zip(first, second, strict=True))


def smooth(points, closed=True, steps=10):
    """Return a Catmull-Rom curve through ``points`` as a dense list of points."""
    count = len(points)
    result = []
    for i in range(count if closed else count - 1):
        if closed:
            p0, p1, p2, p3 = (points[(i + j) % count] for j in (-1, 0, 1, 2))
        else:
            p0, p1 = points[max(i - 1, 0)], points[i]
            p2, p3 = points[i + 1], points[min(i + 2, count - 1)]
        for step in range(steps):
            t = step / steps
            result.append(
                tuple(_catmull(a, b, c, d, t) for a, b, c, d in zip(p0, p1, p2, p3, strict=True))
            )
    if not closed:
        result.append(points[-1])
    return result


def _catmull(a, b, c, d, t):
    return 0.5 * (
        2 * b
        + (c - a) * t
        + (2 * a - 5 * b + 4 * c - d) * t * t
        + (3 * b - a - 3 * c + d) * t * t * t
    )


def ellipse(x, y, rx, ry=None, tilt=0, steps=48):
    """Return the outline of an ellipse around (x, y), turned by ``tilt`` degrees."""
    ry = rx if ry is None else ry
    cos, sin = math.cos(math.radians(tilt)), math.sin(math.radians(tilt))
    result = []
    for step in range(steps):
        angle = 2 * math.pi * step / steps
        dx, dy = rx * math.cos(angle), ry * math.sin(angle)
        result.append((x + dx * cos - dy * sin, y + dx * sin + dy * cos))
    return result


def mirror(half, axis=50):
    """Return a closed outline from its right half, given from top to bottom."""
    return half + [(2 * axis - x, y) for x, y in reversed(half)]


def tapered(points, widths, steps=8):
    """Return the outline of a stroke along ``points`` whose width changes as in ``widths``."""
    path = smooth(points, closed=False, steps=steps)
    left, right = [], []
    for i, (x, y) in enumerate(path):
        ahead, behind = path[min(i + 1, len(path) - 1)], path[max(i - 1, 0)]
        dx, dy = ahead[0] - behind[0], ahead[1] - behind[1]
        length = math.hypot(dx, dy) or 1
        position = i / (len(path) - 1) * (len(widths) - 1)
        low = min(int(position), len(widths) - 2)
        half = (widths[low] + (widths[low + 1] - widths[low]) * (position - low)) / 2
        left.append((x - dy / length * half, y + dx / length * half))
        right.append((x + dy / length * half, y - dx / length * half))
    return left + right[::-1]


class Canvas:
    """A square picture with coordinates from 0 to 100, drawn ``scale`` times larger than it is returned."""

    def __init__(self, size=640, scale=2, background="#ffffff"):
        self.size = size
        self.pixels = size * scale
        self.unit = self.pixels / 100
        self.image = Image.new("RGB", (self.pixels, self.pixels), rgb(background))
        self.draw = ImageDraw.Draw(self.image)
        self.angle = 0.0
        self.pivot = (50, 70)
        self.zoom = 1.0

    def tilt(self, angle):
        """Turn everything drawn from now on by ``angle`` degrees around the base of the neck."""
        self.angle = angle

    def place(self, points):
        """Return ``points`` in pixels, zoomed around a point in the lower half of the face."""
        if self.zoom != 1:
            points = [(50 + (x - 50) * self.zoom, 58 + (y - 58) * self.zoom) for x, y in points]
        if not self.angle:
            return [(x * self.unit, y * self.unit) for x, y in points]
        cos, sin = math.cos(math.radians(self.angle)), math.sin(math.radians(self.angle))
        px, py = self.pivot
        return [
            (
                (px + (x - px) * cos - (y - py) * sin) * self.unit,
                (py + (x - px) * sin + (y - py) * cos) * self.unit,
            )
            for x, y in points
        ]

    def fill(self, points, color):
        """Fill the outline ``points``."""
        self.draw.polygon(self.place(points), fill=rgb(color))

    def shape(self, points, color):
        """Fill a smooth closed outline through ``points``."""
        self.fill(smooth(points), color)

    def line(self, points, width, color, curved=True):
        """Draw a line with round ends through ``points``."""
        path = smooth(points, closed=False) if curved else points
        placed = self.place(path)
        pixels = max(1, round(width * self.unit * self.zoom))
        self.draw.line(placed, fill=rgb(color), width=pixels, joint="curve")
        radius = pixels / 2
        for x, y in (placed[0], placed[-1]):
            self.draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=rgb(color))

    def stroke(self, points, widths, color):
        """Draw a line through ``points`` that swells and thins as in ``widths``."""
        self.fill(tapered(points, widths), color)

    def mask(self, *outlines):
        """Return a mask that is white inside any of the ``outlines``."""
        mask = Image.new("L", self.image.size, 0)
        pen = ImageDraw.Draw(mask)
        for points in outlines:
            pen.polygon(self.place(points), fill=255)
        return mask

    def shade(self, outlines, color, strength, blur=0.0, clip=None):
        """Lay ``color`` softly over ``outlines``, at most inside the mask ``clip``."""
        mask = self.mask(*outlines)
        if blur:
            small = mask.resize((self.pixels // 4,) * 2, Image.Resampling.BOX)
            small = small.filter(ImageFilter.GaussianBlur(blur * self.unit / 4))
            mask = small.resize(mask.size, Image.Resampling.BILINEAR)
        if clip is not None:
            mask = ImageChops.multiply(mask, clip)
        mask = mask.point(lambda value: round(value * strength))
        self.image.paste(rgb(color), (0, 0), mask)

    def clipped(self, clip, outlines, color):
        """Fill ``outlines`` in ``color``, but only inside the mask ``clip``."""
        self.image.paste(rgb(color), (0, 0), ImageChops.multiply(self.mask(*outlines), clip))

    def finish(self):
        """Return the picture at its final size."""
        return self.image.resize((self.size, self.size), Image.Resampling.LANCZOS)
