"""What a portrait looks like, in words."""

from dataclasses import dataclass

#: skin, its shade, its blush
SKINS = {
    1: ("#f7d9c4", "#dfae93", "#ea9a88"),
    2: ("#f0c8a8", "#d49f7b", "#de8a74"),
    3: ("#e3b48c", "#c18d63", "#cf7b5f"),
    4: ("#cf9a6c", "#a97447", "#b9674a"),
    5: ("#b47b4f", "#8c5a35", "#9c4f38"),
    6: ("#94603d", "#6f4428", "#84412f"),
    7: ("#754730", "#54301f", "#6d3228"),
    8: ("#5a3626", "#3d2318", "#552620"),
}
HAIR_COLORS = {
    "black": "#1f1b1d",
    "espresso": "#33241f",
    "brown": "#553725",
    "chestnut": "#7a4a2c",
    "auburn": "#8e4526",
    "ginger": "#c06a32",
    "blond": "#cfa461",
    "ash": "#a58f74",
    "gray": "#8d8b89",
    "silver": "#bdbcba",
    "white": "#e4e1dc",
}
EYE_COLORS = {
    "brown": "#4a2f20",
    "hazel": "#7b5a2f",
    "green": "#5d7a58",
    "blue": "#587fa3",
    "gray": "#73828c",
}
BACKGROUNDS = {
    "sand": ("#f1e4cf", "#e4cfae"),
    "sage": ("#dbe5d6", "#b9ccb2"),
    "sky": ("#d6e6ef", "#aac9da"),
    "rose": ("#f3dcd6", "#e2b8ad"),
    "lilac": ("#e4def0", "#c5b8dd"),
    "mint": ("#d3ebe3", "#a3d1c2"),
    "stone": ("#e4e3df", "#c5c3bc"),
    "apricot": ("#fae0c6", "#f0bd8d"),
    "teal": ("#bfe0e1", "#84bcc0"),
    "dusk": ("#c9d0e4", "#9aa6cb"),
}
FACES = {
    # half widths at brow, cheek, jaw, chin corner; length of the chin
    "oval": (16.4, 16.2, 12.6, 6.0, 67.0),
    "round": (16.8, 17.4, 14.2, 7.2, 66.0),
    "long": (15.8, 15.4, 12.0, 6.2, 69.0),
    "square": (16.6, 16.6, 14.6, 8.6, 67.5),
    "heart": (17.0, 16.0, 11.4, 4.8, 67.0),
}


@dataclass(frozen=True)
class Look:
    """One person's portrait: every value is a key of the tables above or of the drawing modules."""

    skin: int = 2
    hair: str = "crop"
    color: str = "brown"
    face: str = "oval"
    eyes: str = "brown"
    mouth: str = "smile"
    lips: str = "natural"
    brows: float = 1.0
    nose: float = 1.0
    age: int = 1
    beard: str = ""
    glasses: str = ""
    extra: str = ""
    top: str = "crew"
    cloth: str = "#3f5f7a"
    under: str = "#f4f1ea"
    cover: str = "#5a7d7c"
    ground: str = "sand"
    motif: str = "dots"
    tilt: float = 0.0
    turn: float = 0.0
    broad: float = 0.0
    lashes: bool = False


def look(text):
    """Return the Look that ``text`` describes: ``name=value`` pairs parted by spaces.

    A bare word is read as a flag. An unknown name raises TypeError, so that a slip in the demo's data is noticed.
    """
    values = {}
    for word in text.split():
        name, _, value = word.partition("=")
        kind = Look.__dataclass_fields__[name].type if name in Look.__dataclass_fields__ else str
        if kind is bool:
            values[name] = True
        else:
            values[name] = kind(value)
    return Look(**values)
