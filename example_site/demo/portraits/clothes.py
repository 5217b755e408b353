"""Neck, shoulders and what people wear."""

from .canvas import ellipse, mirror, mix, smooth
from .look import SKINS


def draw_body(canvas, look):
    """Draw the neck and the clothes."""
    skin, shade, _ = SKINS[look.skin]
    broad = look.broad
    neck = 8.4 + broad * 0.45
    half = [
        (50, 77),
        (50 + neck - 0.4, 77.5),
        (50 + neck + 5, 81.2),
        (68 + broad, 84.6),
        (78 + broad * 1.5, 90),
        (83 + broad * 1.7, 104),
        (50, 110),
    ]
    body = smooth(mirror(half))
    cloth = look.cloth
    canvas.fill(body, cloth)
    mask = canvas.mask(body)
    canvas.shade(
        [smooth([(66, 80), (100, 84), (100, 110), (58, 110), (70, 96)])],
        mix(cloth, "#14101a", 0.6),
        0.28,
        blur=3,
        clip=mask,
    )
    canvas.shade([ellipse(30, 90, 12, 5, -22)], "#ffffff", 0.14, blur=3, clip=mask)
    neckline = {
        "v": [
            (50 - neck - 2.4, 76),
            (50 + neck + 2.4, 76),
            (50 + neck + 0.6, 83),
            (50, 97),
            (50 - neck - 0.6, 83),
        ],
        "scoop": [
            (50 - neck - 4.6, 76),
            (50 + neck + 4.6, 76),
            (50 + neck + 2, 86),
            (50, 92.5),
            (50 - neck - 2, 86),
        ],
        "blazer": [
            (50 - neck - 2.2, 76),
            (50 + neck + 2.2, 76),
            (50 + neck + 3, 82),
            (54, 104),
            (46, 104),
            (50 - neck - 3, 82),
        ],
    }.get(
        look.top,
        [
            (50 - neck - 1.6, 76),
            (50 + neck + 1.6, 76),
            (50 + neck, 81.4),
            (50, 84.8),
            (50 - neck, 81.4),
        ],
    )
    if look.top == "blazer":
        canvas.fill(smooth(neckline), look.under)
        inner = [
            (50 - neck - 1, 75),
            (50 + neck + 1, 75),
            (50 + neck - 0.5, 81),
            (50, 86.5),
            (50 - neck + 0.5, 81),
        ]
        canvas.fill(smooth(inner), skin)
    elif look.top not in ("turtle", "shirt", "shirt-tie", "suit"):
        canvas.fill(smooth(neckline), skin)
    throat = [
        (50 - neck, 54),
        (50 + neck, 54),
        (50 + neck, 74),
        (50 + neck + 1.6, 79),
        (50, 85),
        (50 - neck - 1.6, 79),
        (50 - neck, 74),
    ]
    canvas.fill(smooth(throat), skin)
    canvas.shade(
        [ellipse(50 + look.turn * 0.6, 66, 13, 7.5)],
        shade,
        0.8,
        blur=1.6,
        clip=canvas.mask(smooth(throat)),
    )
    draw = globals().get("_" + look.top.replace("-", "_"))
    if draw:
        draw(canvas, look, neck, mask)


def _crew(canvas, look, neck, mask):
    edge = mix(look.cloth, "#14101a", 0.22)
    canvas.line(
        [
            (50 - neck - 1.6, 77),
            (50 - neck + 0.4, 81.8),
            (50, 84.9),
            (50 + neck - 0.4, 81.8),
            (50 + neck + 1.6, 77),
        ],
        1.5,
        edge,
    )


def _v(canvas, look, neck, mask):
    edge = mix(look.cloth, "#14101a", 0.22)
    canvas.line(
        [
            (50 - neck - 2.2, 76.6),
            (50 - neck + 0.6, 83.4),
            (50, 96.6),
            (50 + neck - 0.6, 83.4),
            (50 + neck + 2.2, 76.6),
        ],
        1.2,
        edge,
    )


def _scoop(canvas, look, neck, mask):
    edge = mix(look.cloth, "#14101a", 0.22)
    canvas.line(
        [
            (50 - neck - 4.4, 77.4),
            (50 - neck - 1.2, 86.4),
            (50, 92.4),
            (50 + neck + 1.2, 86.4),
            (50 + neck + 4.4, 77.4),
        ],
        0.9,
        edge,
    )


def _necklace(canvas, look, neck, mask):
    _scoop(canvas, look, neck, mask)


def _turtle(canvas, look, neck, mask):
    dark = mix(look.cloth, "#14101a", 0.2)
    canvas.shape(
        [
            (50 - neck - 0.8, 70.5),
            (50, 73.2),
            (50 + neck + 0.8, 70.5),
            (50 + neck + 2.8, 82),
            (50, 86.6),
            (50 - neck - 2.8, 82),
        ],
        look.cloth,
    )
    canvas.line([(50 - neck - 0.6, 71.2), (50, 73.8), (50 + neck + 0.6, 71.2)], 0.8, dark)
    canvas.line([(50 - neck - 2.6, 81.6), (50, 86), (50 + neck + 2.6, 81.6)], 0.7, dark)


def _collar(canvas, neck, color, open_to=84.5):
    edge = mix(color, "#5a5148", 0.3)
    for side in (-1, 1):
        wing = [
            (50 + side * (neck + 0.2), 73.6),
            (50 + side * (neck + 3.4), 77.6),
            (50 + side * (neck - 1.4), 89.4),
            (50 + side * 0.5, open_to),
            (50 + side * (neck - 1.2), 79.6),
        ]
        canvas.fill(wing, color)
        canvas.line([wing[1], wing[2], wing[3]], 0.35, edge, curved=False)


def _shirt(canvas, look, neck, mask):
    edge = mix(look.cloth, "#14101a", 0.25)
    canvas.fill([(50 - neck + 0.6, 78), (50 + neck - 0.6, 78), (50, 87.5)], SKINS[look.skin][0])
    canvas.shade([ellipse(50, 78, 8, 4)], SKINS[look.skin][1], 0.5, blur=1.4)
    canvas.line([(50, 86), (50, 101)], 0.5, edge)
    for y in (91, 97):
        canvas.fill(ellipse(51.6, y, 0.6), mix(look.cloth, "#ffffff", 0.55))
    _collar(canvas, neck, mix(look.cloth, "#ffffff", 0.12), 86.5)


def _shirt_tie(canvas, look, neck, mask):
    _jacket(canvas, look, neck, mask, "#f3f1ec", look.under)


def _suit(canvas, look, neck, mask):
    _jacket(canvas, look, neck, mask, look.under, None)


def _jacket(canvas, look, neck, mask, shirt, tie):
    dark = mix(look.cloth, "#14101a", 0.28)
    canvas.fill([(50 - neck - 2, 77), (50 + neck + 2, 77), (53.5, 104), (46.5, 104)], shirt)
    if tie is None:
        canvas.fill([(50 - neck + 0.6, 77), (50 + neck - 0.6, 77), (50, 87.5)], SKINS[look.skin][0])
        canvas.shade([ellipse(50, 77.5, 8, 4)], SKINS[look.skin][1], 0.5, blur=1.4)
    else:
        canvas.fill([(50 - neck + 0.6, 77), (50 + neck - 0.6, 77), (50, 85)], shirt)
        canvas.fill(
            [(48, 83.4), (52, 83.4), (51.2, 86.4), (53.4, 104), (46.6, 104), (48.8, 86.4)], tie
        )
        canvas.fill([(48, 83.4), (52, 83.4), (51.2, 86.4), (48.8, 86.4)], mix(tie, "#ffffff", 0.14))
    _collar(canvas, neck, mix(shirt, "#ffffff", 0.35), 85)
    _lapels(canvas, look, neck, dark)


def _blazer(canvas, look, neck, mask):
    _lapels(canvas, look, neck, mix(look.cloth, "#14101a", 0.28))


def _lapels(canvas, look, neck, dark):
    light = mix(look.cloth, "#ffffff", 0.07)
    for side in (-1, 1):
        lapel = [
            (50 + side * (neck + 1.8), 76.4),
            (50 + side * (neck + 5), 78.6),
            (50 + side * (neck + 7.6), 88),
            (50 + side * (neck + 4.4), 88.6),
            (50 + side * (neck + 6), 91),
            (50 + side * 3, 104),
            (50 + side * 2.4, 104),
            (50 + side * (neck + 0.2), 83),
        ]
        canvas.fill(lapel, light)
        canvas.line([lapel[1], lapel[2], lapel[3], lapel[4], lapel[5]], 0.4, dark, curved=False)


def _hoodie(canvas, look, neck, mask):
    dark = mix(look.cloth, "#14101a", 0.25)
    for side in (-1, 1):
        canvas.shape(
            [
                (50 + side * (neck + 0.4), 73),
                (50 + side * (neck + 7), 78),
                (50 + side * (neck + 5), 86),
                (50 + side * 1, 91),
                (50 + side * (neck - 2), 82.6),
            ],
            mix(look.cloth, "#ffffff", 0.08),
        )
        canvas.line(
            [(50 + side * 3, 88), (50 + side * 3.6, 99)], 0.7, mix(look.cloth, "#ffffff", 0.7)
        )
    canvas.line([(50, 90.5), (50, 104)], 0.5, dark)


def _scarf(canvas, look, neck, mask):
    color, dark = look.under, mix(look.under, "#14101a", 0.25)
    canvas.shape(
        [
            (50 - neck - 3, 72),
            (50, 75.5),
            (50 + neck + 3, 72),
            (50 + neck + 6, 79),
            (50 + neck, 86),
            (50, 88.6),
            (50 - neck, 86),
            (50 - neck - 6, 79),
        ],
        color,
    )
    canvas.shape([(55, 84), (61, 82), (64, 104), (55, 104)], mix(color, "#ffffff", 0.08))
    for path in (
        [(50 - neck - 4, 76), (48, 80), (50 + neck + 3, 77)],
        [(50 - neck - 3, 82), (49, 85), (50 + neck + 3, 81)],
    ):
        canvas.line(path, 0.5, dark)


def _sari(canvas, look, neck, mask):
    canvas.clipped(
        mask, [smooth([(32, 78), (42, 78), (56, 104), (66, 112), (10, 112), (14, 92)])], look.under
    )
    canvas.clipped(
        mask,
        [smooth([(39.5, 77.5), (42.5, 78), (58, 104), (66, 112), (61, 112), (53, 104)])],
        mix(look.under, "#f3d58a", 0.65),
    )
    for offset in (5, 10, 15):
        canvas.clipped(
            mask,
            [
                smooth(
                    [
                        (39 - offset, 79 + offset * 0.3),
                        (40 - offset, 79 + offset * 0.3),
                        (55 - offset, 112),
                        (54 - offset, 112),
                    ]
                )
            ],
            mix(look.under, "#14101a", 0.18),
        )


def _kente(canvas, look, neck, mask):
    colors = (look.under, "#e3a13a", mix(look.cloth, "#14101a", 0.35))
    for i, x in enumerate(range(12, 92, 5)):
        color = colors[i % 3]
        for y in range(80, 106, 6):
            canvas.clipped(mask, [[(x, y), (x + 2.5, y - 2), (x + 5, y), (x + 2.5, y + 2)]], color)
    _crew(canvas, look, neck, mask)


def _stripes(canvas, look, neck, mask):
    throat = canvas.mask(
        smooth(
            [
                (50 - neck - 1.6, 70),
                (50 + neck + 1.6, 70),
                (50 + neck, 81.4),
                (50, 84.8),
                (50 - neck, 81.4),
            ]
        )
    )
    skin_backup = canvas.image.copy()
    for y in range(80, 106, 4):
        canvas.clipped(mask, [[(0, y), (100, y), (100, y + 1.7), (0, y + 1.7)]], look.under)
    canvas.image.paste(skin_backup, (0, 0), throat)
    _crew(canvas, look, neck, mask)


def _mandarin(canvas, look, neck, mask):
    dark = mix(look.cloth, "#14101a", 0.3)
    for side in (-1, 1):
        canvas.shape(
            [
                (50 + side * (neck + 0.6), 74),
                (50 + side * (neck + 2.4), 79),
                (50 + side * 1.2, 85.4),
                (50 + side * 1.2, 81.4),
                (50 + side * (neck - 1), 78),
            ],
            mix(look.cloth, "#ffffff", 0.1),
        )
    canvas.line([(50, 85), (50, 104)], 0.45, dark)
    for y in (88, 94, 100):
        canvas.fill(ellipse(50, y, 0.8), mix(look.cloth, "#f3d58a", 0.5))
