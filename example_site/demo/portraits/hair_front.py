"""Hair over the forehead, and what covers the head."""

from PIL import ImageChops

from .canvas import ellipse, mirror, mix, smooth, tapered
from .look import SKINS
from .strands import arc, beside, bumps, fill, sheen, strands, tones

# What lies over the forehead

_CAP = [
    (32.6, 47),
    (30.6, 36),
    (32.6, 25),
    (40, 16.6),
    (50, 14.4),
    (60, 16.6),
    (67.4, 25),
    (69.4, 36),
    (67.4, 47),
]
_LINES = {
    # hairlines from right to left, closing the cap
    "crop": [
        (66.3, 38),
        (63.6, 31.5),
        (57, 28.2),
        (50, 27.8),
        (43, 28.2),
        (36.4, 31.5),
        (33.7, 38),
    ],
    "side": [(66.3, 38), (64.4, 31.6), (58, 30.8), (48, 29), (39.4, 24.6), (36, 31), (33.7, 38)],
    "pixie": [
        (66.4, 42),
        (64.8, 34),
        (60, 33.2),
        (51, 32.6),
        (42, 29),
        (38, 25.6),
        (35.6, 33),
        (33.4, 42),
    ],
    "receding": [
        (66.4, 40),
        (64.4, 32),
        (60.6, 24.4),
        (56, 25.4),
        (50, 26.4),
        (44, 25.4),
        (39.4, 24.4),
        (35.6, 32),
        (33.6, 40),
    ],
    "quiff": [(66.3, 38), (64, 31), (58, 26.6), (50, 25.4), (42, 26.6), (36, 31), (33.7, 38)],
    "center": [
        (66.4, 42),
        (65, 34.6),
        (60.8, 28.4),
        (55, 24.2),
        (50, 21.6),
        (45, 24.2),
        (39.2, 28.4),
        (35, 34.6),
        (33.6, 42),
    ],
    "part": [
        (66.4, 42),
        (65.4, 36),
        (58, 31.2),
        (48, 26.4),
        (42, 20.4),
        (38, 26.4),
        (34.8, 34),
        (33.6, 42),
    ],
    "bangs": [
        (66.6, 44),
        (64.6, 37.4),
        (57.6, 36.4),
        (50, 36),
        (42.4, 36.4),
        (35.4, 37.4),
        (33.4, 44),
    ],
    "back": [(66.4, 40), (64.2, 31), (58, 25.6), (50, 23.8), (42, 25.6), (35.8, 31), (33.6, 40)],
}
_FRONTS = {
    "crop": "crop", "side": "side", "pixie": "pixie", "receding": "receding", "quiff": "quiff", "waves": "quiff",
    "long": "center", "wavy": "center", "long-side": "part", "wavy-side": "part", "bangs": "bangs", "bob": "center",
    "bob-side": "part", "bob-bangs": "bangs", "lob": "part", "bun": "back", "bun-side": "part", "ponytail": "back",
    "braid": "part", "braids": "back", "locs": "center",
}  # fmt: skip


def draw_front(canvas, look):
    """Draw the hair over the forehead, or the covering of the head."""
    draw = {
        "hijab": _hijab, "turban": _turban, "headwrap": _headwrap, "afro": _afro, "curly": _curly, "coils": _coils,
        "curly-long": _curly, "curly-bob": _curly, "buzz": _buzz, "fringe": _fringe, "bald": lambda *_: None,
    }.get(look.hair, _straight)  # fmt: skip
    draw(canvas, look)


def _straight(canvas, look):
    base, dark, light = tones(look)
    style = look.hair
    line = _FRONTS[style]
    cap = list(_CAP)
    if style in ("quiff", "waves"):
        cap[3:6] = [(38, 14.6), (47, 10.2), (59, 12)]
    if style in ("bob", "bob-side", "bob-bangs"):
        cap[0], cap[-1] = (32.2, 62), (67.8, 62)
        cap[1:1] = [(28.4, 52)]
        cap[-1:-1] = [(71.6, 52)]
    elif style == "lob":
        cap[0], cap[-1] = (31.4, 73), (68.6, 73)
        cap[1:1] = [(27.6, 58)]
        cap[-1:-1] = [(72.4, 58)]
    elif style in ("long", "long-side", "bangs", "wavy", "wavy-side", "braid", "locs"):
        cap[0], cap[-1] = (31.8, 56), (68.2, 56)
        cap[1:1] = [(29.4, 46)]
        cap[-1:-1] = [(70.6, 46)]
    mask = fill(canvas, cap + _LINES[line], base)
    part = {
        "center": (50, 16),
        "part": (42, 17),
        "side": (40, 19),
        "pixie": (40, 19),
        "back": (50, 12),
    }.get(line, (50, 12))
    px, py = part
    paths = []
    for shift in (6, 10, 14, 17.5):
        paths.append(
            [
                (px + 1, py),
                (px + shift * 0.6 + 3, 18 + shift * 0.2),
                (50 + shift * 0.98, 26 + shift * 0.5),
                (50 + shift + 1.8, 45),
            ]
        )
        paths.append(
            [
                (px - 1, py),
                (px - shift * 0.6 - 1, 18 + shift * 0.2),
                (50 - shift * 0.98, 26 + shift * 0.5),
                (50 - shift - 1.8, 45),
            ]
        )
    if line == "bangs":
        paths += [
            [(50 + x * 0.4, 15), (50 + x * 0.8, 22), (50 + x, 30), (50 + x * 1.05, 37)]
            for x in (-13, -8, -3, 3, 8, 13)
        ]
    if line in ("crop", "receding"):
        paths = [
            [(50 + x * 0.7, 15), (50 + x * 0.85, 19), (50 + x, 24), (50 + x, 30)]
            for x in (-15, -10, -5, 0, 5, 10, 15)
        ]
    if line == "quiff":
        paths = [
            [(40 + x, 27), (41 + x, 20), (47 + x * 0.9, 14), (54 + x * 0.8, 12)]
            for x in (-2, 3, 8, 13, 18)
        ]
    strands(canvas, mask, paths[::2], dark, 0.55)
    strands(canvas, mask, paths[1::2], mix(base, light, 0.75), 0.5)
    sheen(canvas, mask, light)
    if style in ("braids",):
        for x in (-12, -6, 0, 6, 12):
            canvas.clipped(
                mask,
                [tapered([(50 + x * 0.35, 13), (50 + x, 26)], [0.7, 0.5])],
                mix(base, "#ffffff", 0.16),
            )
    if line == "center":
        canvas.clipped(mask, [tapered([(50, 14.6), (50, 21)], [0.5, 0.3])], dark)


def _buzz(canvas, look):
    base, _, _ = tones(look)
    points = [
        (32.9, 44),
        (31.6, 36),
        (33.6, 26),
        (40.6, 18.4),
        (50, 16.6),
        (59.4, 18.4),
        (66.4, 26),
        (68.4, 36),
        (67.1, 44),
        *_LINES["crop"],
    ]
    canvas.fill(smooth(points), mix(base, SKINS[look.skin][1], 0.3))
    sheen(canvas, canvas.mask(smooth(points)), "#ffffff", strength=0.16)


def _fringe(canvas, look):
    base, dark, light = tones(look)
    for side in (-1, 1):
        mask = fill(
            canvas,
            beside(
                side, [(16.4, 31), (18.6, 33), (20, 40), (19, 49), (16.8, 49), (16, 43), (15.6, 36)]
            ),
            base,
        )
        strands(canvas, mask, [beside(side, [(17, 32), (18.4, 38), (18.2, 43), (17.6, 48)])], light)


def _curly(canvas, look):
    base, dark, light = tones(look)
    row = arc(50, 35, 18.6, 17.6, -96, 96, 15)
    inner = arc(50, 36, 14.6, 11.4, -78, 78, 11)
    bumps(canvas, row, 4.6, base)
    bumps(canvas, inner, 3.4, base)
    for i, (x, y) in enumerate(row + inner):
        canvas.line(
            arc(x, y + 0.4, 2.2, 2.2, -80 + i * 13 % 50, 60 + i * 13 % 50, 6),
            0.5,
            light if i % 2 else dark,
        )


def _coils(canvas, look):
    base, dark, light = tones(look)
    row = arc(50, 34, 17.6, 16.6, -88, 88, 21)
    inner = arc(50, 34, 14, 10.6, -74, 74, 17)
    middle = arc(50, 34, 16, 13.6, -80, 80, 19)
    for points, radius in ((row, 2.9), (middle, 2.7), (inner, 2.3)):
        bumps(canvas, points, radius, base)
    for i, (x, y) in enumerate(row + middle):
        canvas.line(arc(x, y, 1.2, 1.2, -60, 70, 5), 0.4, light if i % 3 else dark)


def _afro(canvas, look):
    base, dark, light = tones(look)
    row = arc(50, 34, 20.6, 19.4, -100, 100, 21)
    fill(
        canvas,
        mirror(
            [
                (50, 13),
                (62, 15.4),
                (70.4, 25),
                (70.8, 40),
                (67.2, 45),
                (65.6, 34),
                (59, 27.6),
                (50, 26),
            ]
        ),
        base,
    )
    bumps(canvas, row, 4.2, base)
    bumps(canvas, arc(50, 36, 15.2, 10.8, -72, 72, 13), 2.5, base)
    for i, (x, y) in enumerate(
        arc(50, 34, 21.4, 20.2, -104, 104, 27) + arc(50, 34, 17.6, 14.6, -88, 88, 19)
    ):
        canvas.line(
            arc(x, y, 1.4, 1.4, -70 + i * 29 % 60, 60 + i * 29 % 60, 5),
            0.4,
            light if i % 2 else dark,
        )


def _hijab(canvas, look):
    cover = look.cover
    deep, pale = mix(cover, "#14101a", 0.24), mix(cover, "#ffffff", 0.25)
    outer = mirror(
        [(50, 10.5), (61, 12.3), (69.4, 21), (72, 36), (71.2, 52), (66, 65), (57, 72.5), (50, 74)]
    )
    hole = mirror(
        [
            (50, 25),
            (57.5, 26),
            (63.4, 32),
            (65.2, 42),
            (64.4, 52),
            (60.6, 60.5),
            (55, 66),
            (50, 67.4),
        ]
    )
    ring = canvas.mask(smooth(outer))
    inner = canvas.mask(smooth(hole))
    ring = ImageChops.subtract(ring, inner)
    canvas.image.paste(cover, (0, 0), ring)
    canvas.shade(
        [smooth(beside(1, [(14, 20), (24, 20), (24, 72), (6, 74), (15, 56)]))],
        deep,
        0.75,
        blur=2.4,
        clip=ring,
    )
    canvas.shade([ellipse(38, 20, 9, 3.4, -32)], pale, 0.7, blur=1.6, clip=ring)
    for path in (
        [(36, 58), (44, 69), (56, 70), (66, 58)],
        [(30.6, 44), (33.4, 58), (42, 69), (50, 73)],
        [(69.4, 44), (66.6, 58), (58, 69), (50, 73)],
        [(37, 19), (50, 15), (63, 19)],
    ):
        canvas.clipped(ring, [tapered(path, [0.15, 0.6, 0.6, 0.15])], deep)
    rim = smooth(hole)
    canvas.line([*rim, rim[0]], 0.5, mix(cover, "#14101a", 0.34), curved=False)
    band = mirror([(50, 24.6), (57.6, 25.8), (63.6, 31.8), (61.4, 32), (56.8, 28), (50, 27)])
    canvas.fill(smooth(band), mix(cover, "#ffffff", 0.12))


def _turban(canvas, look):
    cover = look.cover
    deep, pale = mix(cover, "#14101a", 0.26), mix(cover, "#ffffff", 0.2)
    outline = [
        (31.2, 36),
        (28.6, 26),
        (33, 14),
        (42, 7.6),
        (50, 6),
        (58, 7.6),
        (67, 14),
        (71.4, 26),
        (68.8, 36),
        (63, 31.6),
        (57, 29.2),
        (50, 25.4),
        (43, 29.2),
        (37, 31.6),
    ]
    mask = fill(canvas, outline, cover)
    for lift in (0, 4.4, 8.8, 13.2):
        canvas.clipped(
            mask,
            [
                tapered(
                    [
                        (29 + lift * 0.2, 33 - lift),
                        (40, 25 - lift),
                        (50, 19.4 - lift * 0.7),
                        (60, 14 - lift * 0.5),
                    ],
                    [0.3, 0.8, 0.7, 0.2],
                )
            ],
            deep,
        )
        canvas.clipped(
            mask,
            [
                tapered(
                    [(71 - lift * 0.2, 33 - lift), (60, 25 - lift), (50, 19.4 - lift * 0.7)],
                    [0.3, 0.8, 0.3],
                )
            ],
            deep,
        )
    canvas.shade([ellipse(38, 15, 7, 3.4, -40)], pale, 0.75, blur=1.8, clip=mask)
    canvas.shade([smooth([(62, 8), (76, 16), (74, 38), (64, 32)])], deep, 0.5, blur=2.4, clip=mask)
    canvas.fill(
        smooth([(44.6, 28.6), (50, 25.2), (55.4, 28.6), (50, 27.6)]), mix(look.under, cover, 0.3)
    )


def _headwrap(canvas, look):
    cover = look.cover
    deep, pale = mix(cover, "#14101a", 0.26), mix(cover, "#ffffff", 0.22)
    knot = [(44, 15), (38, 6), (46, 2.6), (54, 4), (61, 2.4), (64, 8), (57, 15)]
    mask = fill(canvas, knot, cover)
    strands(canvas, mask, [[(51, 14), (46, 9), (44, 4)], [(51, 14), (56, 9), (60, 4)]], deep, 0.8)
    mask = fill(
        canvas,
        [
            (31.4, 40),
            (28.8, 28),
            (34, 16),
            (50, 10.6),
            (66, 16),
            (71.2, 28),
            (68.6, 40),
            (64, 32),
            (57, 28.4),
            (50, 27.6),
            (43, 28.4),
            (36, 32),
        ],
        cover,
    )
    for path in (
        [(30, 34), (40, 22), (51, 13)],
        [(33, 30), (44, 22), (52, 13)],
        [(70, 34), (60, 22), (51, 13)],
        [(66, 29), (57, 21), (50, 13)],
    ):
        canvas.clipped(mask, [tapered(path, [0.3, 0.8, 0.2])], deep)
    for i, (x, y) in enumerate(arc(50, 33, 16, 12.4, -80, 80, 9)):
        canvas.clipped(mask, [ellipse(x, y, 1.0)], look.under if i % 2 else pale)
    canvas.shade([ellipse(39, 19, 7, 3, -30)], pale, 0.6, blur=1.6, clip=mask)
