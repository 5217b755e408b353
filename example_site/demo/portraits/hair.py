"""Hair and head coverings behind the head and on the shoulders."""

from .canvas import ellipse, mirror, mix, tapered
from .strands import arc, beside, bumps, fill, sheen, strands, tones

# What lies behind the head


def draw_back(canvas, look):
    """Draw the hair behind neck and head."""
    base, dark, light = tones(look)
    style = look.hair
    if style in ("long", "long-side", "bangs"):
        fill(
            canvas,
            mirror(
                [(50, 14), (62, 16), (70, 27), (72, 46), (73, 66), (74, 84), (68, 92), (50, 90)]
            ),
            dark,
        )
    elif style in ("wavy", "wavy-side"):
        fill(
            canvas,
            mirror(
                [
                    (50, 13.5),
                    (63, 15.5),
                    (71, 27),
                    (71.5, 42),
                    (75.5, 54),
                    (73, 66),
                    (77, 78),
                    (72, 90),
                    (62, 90),
                    (50, 88),
                ]
            ),
            dark,
        )
    elif style in ("bob", "bob-side", "bob-bangs"):
        fill(
            canvas,
            mirror(
                [
                    (50, 14),
                    (62, 15.5),
                    (70.5, 27),
                    (72.5, 46),
                    (72, 60),
                    (68, 68),
                    (58, 67),
                    (50, 66),
                ]
            ),
            dark,
        )
    elif style == "lob":
        fill(
            canvas,
            mirror(
                [(50, 14), (62, 15.5), (70, 27), (72.5, 46), (74, 64), (72, 76), (62, 78), (50, 76)]
            ),
            dark,
        )
    elif style in ("bun", "bun-side"):
        x, y, r = (50, 10.5, 8.2) if style == "bun" else (66, 17, 7)
        mask = fill(canvas, ellipse(x, y, r, r * 0.86), base)
        sheen(canvas, mask, light, x - 2.4, y - 2.6, 4, 2)
        strands(
            canvas,
            mask,
            [
                [(x - r, y), (x, y - r * 0.4), (x + r, y)],
                [(x - r, y + 3), (x, y + 1), (x + r, y + 3)],
            ],
            dark,
        )
    elif style == "ponytail":
        mask = fill(
            canvas,
            [
                (62, 18),
                (72, 20),
                (79, 34),
                (78, 52),
                (82, 70),
                (74, 82),
                (71, 66),
                (70, 48),
                (66, 32),
            ],
            dark,
        )
        strands(
            canvas,
            mask,
            [[(66, 22), (74, 36), (74, 56), (77, 78)], [(70, 24), (77, 40), (76, 60), (79, 74)]],
            base,
        )
    elif style == "afro":
        bumps(canvas, arc(50, 36, 22.5, 22.5, -128, 128, 24), 5.6, dark)
        fill(canvas, ellipse(50, 35, 24.5, 23.5), dark)
    elif style == "curly-long":
        bumps(canvas, arc(50, 44, 22.5, 29, -148, 148, 27), 6.4, dark)
        fill(canvas, ellipse(50, 45, 22, 28), dark)
    elif style == "curly-bob":
        bumps(canvas, arc(50, 40, 20.5, 24.5, -140, 140, 23), 5.4, dark)
        fill(canvas, ellipse(50, 40, 20, 23), dark)
    elif style in ("braids", "locs"):
        fill(
            canvas,
            mirror([(50, 15), (62, 17), (69.5, 28), (71, 50), (72, 78), (60, 84), (50, 84)]),
            dark,
        )
    elif style == "braid":
        fill(
            canvas,
            mirror([(50, 14.5), (62, 16), (69.5, 27), (70, 46), (67, 62), (58, 66), (50, 66)]),
            dark,
        )
    elif style == "hijab":
        cover = look.cover
        fill(
            canvas,
            mirror(
                [
                    (50, 10.5),
                    (62, 12.5),
                    (71, 23),
                    (73.5, 44),
                    (71.5, 62),
                    (75, 78),
                    (70, 90),
                    (50, 92),
                ]
            ),
            mix(cover, "#14101a", 0.2),
        )


# What falls over the shoulders, before the head


def draw_middle(canvas, look):
    """Draw what lies over the clothes and under the face."""
    base, dark, light = tones(look)
    style = look.hair
    if style in ("long", "long-side", "bangs"):
        for side in (-1, 1):
            mask = fill(
                canvas,
                beside(
                    side,
                    [
                        (15, 40),
                        (20.8, 40),
                        (22.6, 60),
                        (23.8, 80),
                        (21, 95),
                        (13, 94),
                        (11, 80),
                        (14.6, 64),
                    ],
                ),
                base,
            )
            strands(
                canvas,
                mask,
                [
                    beside(side, [(18, 44), (19, 62), (18.6, 78), (17, 93)]),
                    beside(side, [(20.4, 46), (21.4, 62), (21.4, 80), (20, 92)]),
                ],
                dark,
            )
    elif style in ("wavy", "wavy-side"):
        for side in (-1, 1):
            mask = fill(
                canvas,
                beside(
                    side,
                    [
                        (15, 40),
                        (20.6, 40),
                        (24.8, 52),
                        (22, 64),
                        (26.4, 77),
                        (22.4, 93),
                        (13, 92),
                        (15.4, 79),
                        (11.4, 67),
                        (15.6, 54),
                    ],
                ),
                base,
            )
            strands(
                canvas,
                mask,
                [
                    beside(side, [(18, 43), (20, 54), (17, 66), (20.4, 78), (17.4, 91)]),
                    beside(side, [(20, 44), (22.6, 54), (19.8, 66), (23.2, 78), (20, 90)]),
                ],
                dark,
            )
            strands(
                canvas,
                mask,
                [beside(side, [(19, 43), (21.4, 54), (18.4, 66), (21.8, 78), (18.8, 90)])],
                light,
                0.4,
            )
    elif style in ("braids", "locs"):
        for side in (-1, 1):
            for i, (x, stop) in enumerate(((14.6, 88), (17.4, 93), (20.2, 91), (22.8, 84))):
                tone = base if i % 2 else dark
                canvas.line(
                    [
                        (50 + side * (12.5 + i * 1.6), 24),
                        (50 + side * (x - 0.6), 42),
                        (50 + side * (x + 1), 60),
                        (50 + side * (x + 0.4), stop),
                    ],
                    2.8,
                    tone,
                )
                if style == "braids":
                    for y in range(44, stop, 3):
                        canvas.line(
                            [(50 + side * (x - 0.6), y), (50 + side * (x + 1.2), y + 1.2)],
                            0.35,
                            mix(tone, "#ffffff", 0.13),
                            curved=False,
                        )
    elif style == "braid":
        for i in range(8):
            y = 64 + i * 4
            x = 33.5 - i * 0.35
            canvas.fill(
                ellipse(x, y, 3.9 - i * 0.16, 3.0, 26 if i % 2 else -26),
                base if i % 2 else mix(base, dark, 0.6),
            )
        canvas.fill(ellipse(30.8, 94.6, 2.2, 1.4), look.cover)
    elif style == "hijab":
        cover = look.cover
        deep = mix(cover, "#14101a", 0.24)
        mask = fill(
            canvas,
            [
                (32, 58),
                (40, 68),
                (50, 72),
                (60, 68),
                (68, 58),
                (75, 74),
                (80, 90),
                (66, 97),
                (50, 99),
                (33, 96),
                (21, 90),
                (26, 74),
            ],
            cover,
        )
        for path in (
            [(30, 64), (40, 76), (58, 82), (76, 84)],
            [(28, 72), (40, 84), (58, 90), (72, 94)],
            [(70, 60), (62, 74), (44, 84), (26, 86)],
        ):
            canvas.clipped(mask, [tapered(path, [0.2, 0.8, 0.8, 0.2])], deep)
        canvas.shade([ellipse(36, 84, 8, 4, 24)], "#ffffff", 0.2, blur=2, clip=mask)
    elif style == "curly-long":
        for side in (-1, 1):
            spots = [
                (50 + side * x, y)
                for x, y in (
                    (19, 44),
                    (21, 52),
                    (19.5, 60),
                    (21.5, 67),
                    (18.5, 74),
                    (23, 60),
                    (22.4, 76),
                    (17.4, 82),
                )
            ]
            bumps(canvas, spots, 4.6, base)
            for x, y in spots:
                canvas.line(arc(x, y, 2.6, 2.6, -70, 70, 6), 0.45, light)
