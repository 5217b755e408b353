"""Head, eyes, brows, nose, mouth, beard and glasses."""

from .canvas import ellipse, mirror, mix, smooth
from .look import EYE_COLORS, FACES, HAIR_COLORS, SKINS


def outline(look):
    """Return the smooth outline of the face."""
    brow, cheek, jaw, corner, chin = FACES[look.face]
    half = [
        (50, 19.5),
        (58.5, 20.8),
        (64.6, 28),
        (50 + brow, 38),
        (50 + cheek, 48),
        (50 + jaw, 58.5),
        (50 + corner, chin - 2.2),
        (50, chin),
    ]
    return smooth(mirror(half))


def draw_head(canvas, look):
    """Draw ears and face with their shading; return the mask of the face."""
    skin, shade, blush = SKINS[look.skin]
    cheek = FACES[look.face][1]
    covered = look.hair in ("hijab", "turban", "headwrap")
    if look.hair != "hijab":
        for side in (-1, 1):
            x = 50 + side * (cheek + 0.6) + look.turn * -0.5
            canvas.fill(ellipse(x, 47, 2.7, 4.6, side * 8), mix(skin, shade, 0.35))
            canvas.fill(ellipse(x - side * 0.2, 47.2, 1.5, 3.0, side * 8), mix(skin, shade, 0.75))
    points = outline(look)
    canvas.fill(points, skin)
    mask = canvas.mask(points)
    shadow = [
        (50 + cheek - 3, 22),
        (80, 22),
        (80, 72),
        (50, 72),
        (56, 66),
        (50 + cheek - 5, 57),
        (50 + cheek - 2, 44),
    ]
    canvas.shade([smooth(shadow)], shade, 0.5, blur=2.6, clip=mask)
    canvas.shade([ellipse(41, 33, 7, 6)], mix(skin, "#ffffff", 0.6), 0.28, blur=3.2, clip=mask)
    for side in (-1, 1):
        canvas.shade(
            [ellipse(50 + look.turn * 0.8 + side * 9.2, 53, 3.6, 2.8)],
            blush,
            0.36,
            blur=1.8,
            clip=mask,
        )
    if not covered and look.hair not in ("bald", "fringe"):
        canvas.shade([ellipse(50, 25, 19, 5.5)], shade, 0.45, blur=2, clip=mask)
    if covered:
        canvas.shade([ellipse(50, 24.5, 19, 6.5)], shade, 0.5, blur=2, clip=mask)
    return mask


def draw_features(canvas, look, mask):
    """Draw eyes, brows, nose, mouth, lines of age and freckles."""
    skin, shade, _ = SKINS[look.skin]
    hair = HAIR_COLORS[look.color]
    deep = mix(shade, "#2a1410", 0.35)
    shift = look.turn
    for side in (-1, 1):
        _eye(canvas, look, 50 + shift + side * (7.5 - 0.14 * side * shift), 44.4, side)
    dark = mix(hair, "#241a18", 0.45 if look.color not in ("white", "silver", "gray") else 0.2)
    if look.color in ("white", "silver"):
        dark = mix(dark, shade, 0.35)
    for side in (-1, 1):
        x = 50 + shift + side * 7.6
        thick = 1.05 * look.brows
        canvas.stroke(
            [(x - side * 3.6, 39.9), (x - side * 0.4, 38.6), (x + side * 3.9, 39.9)],
            [thick * 1.15, thick * 1.2, thick * 0.35],
            dark,
        )
    x, width = 50 + shift * 1.5, look.nose
    canvas.shade(
        [smooth([(x + 0.6, 44), (x + 2.3 * width, 52), (x + 0.4, 54.4)])],
        shade,
        0.55,
        blur=0.7,
        clip=mask,
    )
    canvas.line(
        [
            (x + 2.5 * width, 52.6),
            (x + 1.7 * width, 53.9),
            (x, 54.5),
            (x - 1.7 * width, 53.9),
            (x - 2.5 * width, 52.6),
        ],
        0.62,
        mix(shade, deep, 0.3),
    )
    canvas.shade(
        [ellipse(x - 0.5, 51.4, 1.1, 1.3)], mix(skin, "#ffffff", 0.7), 0.4, blur=0.6, clip=mask
    )
    if look.age >= 2:
        for side in (-1, 1):
            canvas.line(
                [(x + side * 4.1, 54), (x + side * 5.8, 56.6), (x + side * 6.2, 59)],
                0.45,
                mix(skin, shade, 0.8),
            )
            eye = 50 + shift + side * 12.2
            canvas.line([(eye, 43.6), (eye + side * 1.6, 42.9)], 0.35, mix(skin, shade, 0.8))
            canvas.line([(eye, 45), (eye + side * 1.7, 45.4)], 0.35, mix(skin, shade, 0.8))
            canvas.line(
                [(eye - side * 6.6, 48.4), (eye - side * 4.4, 49), (eye - side * 2.4, 48.4)],
                0.35,
                mix(skin, shade, 0.6),
            )
        for y in (31.4, 33.8):
            canvas.line(
                [(44 + shift, y), (50 + shift, y - 0.5), (56 + shift, y)],
                0.35,
                mix(skin, shade, 0.55),
            )
    if "freckles" in look.extra:
        for dx, dy in ((6, 50.6), (8.4, 51.8), (10.4, 50.4), (7.2, 53), (11, 52.6), (3.6, 50)):
            for side in (-1, 1):
                canvas.fill(
                    ellipse(x + side * dx - shift * 0.5, dy + (0.4 if side > 0 else 0), 0.36),
                    mix(skin, shade, 0.85),
                )
    _mouth(canvas, look, 50 + shift * 1.1, skin, shade, deep)


def _eye(canvas, look, x, y, side):
    skin, shade, _ = SKINS[look.skin]
    narrow = "narrow" in look.extra
    high, low, wide = (1.35, 1.05, 3.2) if narrow else (1.95, 1.45, 3.2)
    lid = [
        (x - side * wide, y + 0.5),
        (x - side * 1.4, y - high * 0.92),
        (x + side * 0.9, y - high),
        (x + side * wide, y - 0.35),
        (x + side * 1.2, y + low),
        (x - side * 1.4, y + low),
    ]
    points = smooth(lid)
    canvas.fill(points, "#fbf8f3")
    mask = canvas.mask(points)
    gaze = look.turn * 0.12
    color = EYE_COLORS[look.eyes]
    canvas.clipped(mask, [ellipse(x + gaze, y - 0.1, 1.75)], mix(color, "#1a1210", 0.25))
    canvas.clipped(mask, [ellipse(x + gaze, y + 0.1, 1.4)], color)
    canvas.clipped(mask, [ellipse(x + gaze, y - 0.1, 0.85)], "#17110f")
    canvas.clipped(mask, [ellipse(x + gaze - 0.6, y - 0.75, 0.42)], "#ffffff")
    canvas.shade([ellipse(x, y - high, wide, 1.0)], "#3a2018", 0.35, blur=0.3, clip=mask)
    line = mix(shade, "#1c1110", 0.75)
    widths = [0.35, 0.85, 0.95, 0.6] if look.lashes else [0.25, 0.6, 0.7, 0.4]
    canvas.stroke([lid[0], lid[1], lid[2], (x + side * (wide + 0.25), y - 0.5)], widths, line)
    if look.lashes:
        canvas.stroke([(x + side * 2.6, y - 1.0), (x + side * 4.1, y - 1.7)], [0.6, 0.15], line)
    canvas.line(
        [
            (x - side * 2.5, y - high * 0.7 - 1.0),
            (x + side * 0.4, y - high - 1.1),
            (x + side * 3.1, y - 1.5),
        ],
        0.36,
        mix(skin, shade, 0.4 if narrow else 0.85),
    )
    canvas.line(
        [
            (x - side * 2, y + low + 0.7),
            (x + side * 0.4, y + low + 1.0),
            (x + side * 2.6, y + low + 0.3),
        ],
        0.34,
        mix(skin, shade, 0.6),
    )


def _mouth(canvas, look, x, skin, shade, deep):
    tint = {
        "natural": mix(shade, "#b0483f", 0.42),
        "rose": "#b9535a",
        "berry": "#8f3346",
        "red": "#b3262e",
        "nude": mix(shade, "#b86a58", 0.5),
    }[look.lips]
    full = 1.0 if look.lips == "natural" else 1.25
    if look.mouth == "open":
        canvas.shape(
            [
                (x - 5.2, 58.2),
                (x, 59.1),
                (x + 5.2, 58.2),
                (x + 3.2, 61.7),
                (x, 62.8),
                (x - 3.2, 61.7),
            ],
            tint,
        )
        inside = smooth(
            [(x - 4.3, 58.7), (x, 59.5), (x + 4.3, 58.7), (x + 2.6, 61), (x, 61.8), (x - 2.6, 61)]
        )
        canvas.fill(inside, "#6a2a28")
        canvas.clipped(
            canvas.mask(inside),
            [[(x - 6, 57), (x + 6, 57), (x + 4, 60.4), (x, 61), (x - 4, 60.4)]],
            "#fdfbf6",
        )
        corners = 58.1
    elif look.mouth == "soft":
        canvas.shape(
            [
                (x - 3.9, 59.3),
                (x - 1.1, 58.4 - 0.3 * full),
                (x, 58.8),
                (x + 1.1, 58.4 - 0.3 * full),
                (x + 3.9, 59.3),
                (x + 1.8, 61 + 0.4 * full),
                (x - 1.8, 61 + 0.4 * full),
            ],
            tint,
        )
        canvas.stroke(
            [(x - 4.3, 59.2), (x, 59.9), (x + 4.3, 59.2)], [0.35, 0.5, 0.35], mix(tint, deep, 0.65)
        )
        corners = 59.1
    else:
        canvas.shape(
            [
                (x - 4.4, 58.8),
                (x - 1.2, 58.7 - 0.3 * full),
                (x, 59),
                (x + 1.2, 58.7 - 0.3 * full),
                (x + 4.4, 58.8),
                (x + 2, 61.2 + 0.4 * full),
                (x - 2, 61.2 + 0.4 * full),
            ],
            tint,
        )
        canvas.stroke(
            [(x - 5.3, 58.1), (x - 2.2, 59.8), (x + 2.2, 59.8), (x + 5.3, 58.1)],
            [0.4, 0.55, 0.55, 0.4],
            mix(tint, deep, 0.7),
        )
        corners = 58
    for side in (-1, 1):
        canvas.line(
            [(x + side * 5.7, corners - 0.7), (x + side * 6.1, corners + 0.5)],
            0.4,
            mix(skin, shade, 0.8),
        )
    canvas.line([(x - 1.6, 63.4), (x, 63.7), (x + 1.6, 63.4)], 0.4, mix(skin, shade, 0.6))


def draw_beard(canvas, look, mask):
    """Draw the beard that ``look`` names; it lies under the mouth."""
    hair = HAIR_COLORS[look.color]
    _, cheek, jaw, corner, chin = FACES[look.face]
    shift = look.turn
    x = 50 + shift * 1.1
    left, right = 50 - cheek - 0.3, 50 + cheek + 0.3
    full = [
        (left, 46), (left + 2.2, 52), (x - 7.4, 56.4), (x - 3.6, 56.0), (x, 56.6), (x + 3.6, 56.0), (x + 7.4, 56.4),
        (right - 2.2, 52), (right, 46), (50 + jaw + 1.6, 58.5), (50 + corner + 2.6, chin + 0.6), (50, chin + 2.6),
        (50 - corner - 2.6, chin + 0.6), (50 - jaw - 1.6, 58.5),
    ]  # fmt: skip
    if look.beard == "stubble":
        canvas.shade(
            [smooth(full)], mix(hair, SKINS[look.skin][1], 0.25), 0.36, blur=0.9, clip=mask
        )
    elif look.beard == "full":
        canvas.shape(full, hair)
        inside = canvas.mask(smooth(full))
        for i in range(-6, 7):
            canvas.clipped(
                inside,
                [_strand(50 + i * 2.3, 57 + abs(i) * -0.6, 50 + i * 1.9, 70)],
                mix(hair, "#ffffff", 0.09),
            )
    elif look.beard == "short":
        canvas.shade([smooth(full)], hair, 0.82, blur=0.5, clip=mask)
    elif look.beard == "goatee":
        canvas.shade(
            [
                smooth(
                    [
                        (x - 5.8, 57.4),
                        (x - 3.4, 56.2),
                        (x, 56.8),
                        (x + 3.4, 56.2),
                        (x + 5.8, 57.4),
                        (x + 5.2, 64),
                        (x, chin + 0.6),
                        (x - 5.2, 64),
                    ]
                )
            ],
            hair,
            0.88,
            blur=0.4,
        )
    elif look.beard == "long":
        long = [
            *full[:10],
            (50 + corner + 5.4, 64),
            (50 + 7, 74),
            (50, 79),
            (50 - 7, 74),
            (50 - corner - 5.4, 64),
            full[-1],
        ]
        canvas.shape(long, hair)
        inside = canvas.mask(smooth(long))
        for i in range(-6, 7):
            canvas.clipped(
                inside,
                [_strand(50 + i * 2.4, 57 + abs(i) * -0.6, 50 + i * 1.2, 79)],
                mix(hair, "#ffffff", 0.12),
            )
    if look.beard == "moustache":
        for side in (-1, 1):
            canvas.stroke(
                [(x, 56.6), (x + side * 3, 56.7), (x + side * 6, 58.2)], [1.4, 1.9, 0.4], hair
            )


def _strand(x1, y1, x2, y2):
    return [(x1 - 0.25, y1), (x1 + 0.25, y1), (x2 + 0.1, y2), (x2 - 0.1, y2)]


def draw_glasses(canvas, look):
    """Draw the glasses that ``look`` names, as ``shape`` or ``shape/color``."""
    if not look.glasses:
        return
    kind, _, color = look.glasses.partition("/")
    color = {
        "": "#2c2a2e",
        "tortoise": "#6b4428",
        "gold": "#a8833f",
        "wine": "#6e2b3b",
        "blue": "#33507a",
        "clear": "#9aa3a8",
        "green": "#3f5f50",
    }[color]
    width = 0.55 if color in ("#a8833f", "#9aa3a8") else 0.95
    shift = look.turn
    for side in (-1, 1):
        x, y = 50 + shift + side * 7.6, 45
        if kind == "round":
            rim = ellipse(x, y, 5.4, 5.2)
        elif kind == "cat":
            rim = smooth(
                [
                    (x - side * 4.8, y - 2.6),
                    (x, y - 3.8),
                    (x + side * 6.2, y - 5),
                    (x + side * 5.2, y + 1.6),
                    (x, y + 4.2),
                    (x - side * 4.6, y + 2),
                ]
            )
        else:
            rim = smooth(
                [
                    (x - 5.4, y - 3),
                    (x, y - 3.7),
                    (x + 5.4, y - 3),
                    (x + 5.2, y + 2.6),
                    (x, y + 3.9),
                    (x - 5.2, y + 2.6),
                ]
            )
        canvas.shade([rim], "#ffffff", 0.13)
        if kind == "half":
            canvas.line(sorted(p for p in rim if p[1] < y - 0.4), width, color, curved=False)
        else:
            canvas.line([*rim, rim[0]], width, color, curved=False)
        canvas.line([(x + side * 5.6, y - 1.6), (50 + side * 17, 43.6)], width, color, curved=False)
    canvas.line(
        [(48 + shift - 0.4, 44.4), (50 + shift, 43.7), (52 + shift + 0.4, 44.4)], width, color
    )
