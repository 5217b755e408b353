"""Draws ``results.json`` as a picture: seconds over the number of profiles, both on logarithmic scales."""

from html import escape
from math import log10

WIDTH, HEIGHT = 860, 400
LEFT, TOP, PANEL, HIGH, GAP = 64, 64, 350, 250, 60
#: name of the case, field, words, class
LINES = [
    ("warm: no filter, best fit", "median_seconds", "page, warm", "a"),
    ("warm: a searcher's first search", "median_seconds", "page, everybody scored anew", "b"),
    ("warm: no filter, best fit", "search_seconds", "search alone", "c"),
    ("warm: no filter, best fit", "handwritten_seconds", "query by hand", "d"),
]
MARKS = {
    "a": '<circle cx="{x}" cy="{y}" r="4.5"/>',
    "b": '<rect x="{l}" y="{t}" width="8" height="8"/>',
    "c": '<path d="M{x} {t}l5 9h-10z"/>',
    "d": '<path d="M{l} {t}l8 8m0-8l-8 8" class="cross"/>',
}
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL", "mysql": "MariaDB"}
STYLE = """
svg { font: 13px system-ui, sans-serif; --ink: #1f2933; --paper: #fff; --grid: #d5dbe1;
  --a: #0b6b8a; --b: #a34400; --c: #3f6f21; --d: #7b2d8b; }
@media (prefers-color-scheme: dark) { svg { --ink: #e8edf2; --paper: #14191f; --grid: #3a444f;
  --a: #5cc3e6; --b: #ffa15c; --c: #a1d67f; --d: #dc9bea; } }
.paper { fill: var(--paper); } text { fill: var(--ink); } .grid { stroke: var(--grid); }
.head { font-weight: 600; font-size: 15px; } .right { text-anchor: end; } .middle { text-anchor: middle; }
.line { fill: none; stroke-width: 2.5; } .cross { fill: none; stroke-width: 2.5; }
.b.line { stroke-dasharray: 7 4; } .c.line { stroke-dasharray: 2 4; } .d.line { stroke-dasharray: 10 3 2 3; }
"""
STYLE += "".join(
    f".{one} {{ stroke: var(--{one}); }} .mark.{one} {{ fill: var(--{one}); }}\n" for one in "abcd"
)


def draw(cases):
    """Return an SVG picture: a panel for each database."""
    databases = list(dict.fromkeys(one["database"] for one in cases))
    sizes = sorted({one["profiles"] for one in cases})
    seconds = [
        one[field]
        for one in cases
        for name, field, _words, _class in LINES
        if one["name"] == name and one.get(field)
    ]
    low, high = 10 ** int(log10(min(seconds)) - 1), 10 ** (int(log10(max(seconds)) + 0.999) or 0)
    first, last = log10(sizes[0]), log10(sizes[-1]) if len(sizes) > 1 else log10(sizes[0]) + 1

    def spot(panel, size, value):
        x = LEFT + panel * (PANEL + GAP) + PANEL * (log10(size) - first) / (last - first)
        y = TOP + HIGH * (log10(high) - log10(value)) / (log10(high) - log10(low))
        return round(x, 1), round(y, 1)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        ' aria-labelledby="title desc"><title id="title">Seconds of a search by number of profiles'
        f'</title><desc id="desc">{escape(describe(cases))}</desc><style>{STYLE}</style>'
        f'<rect class="paper" width="{WIDTH}" height="{HEIGHT}" rx="8"/>'
    ]
    for panel, database in enumerate(databases[:2]):
        left = LEFT + panel * (PANEL + GAP)
        parts.append(f'<text class="head" x="{left}" y="{TOP - 18}">{NAMES[database]}</text>')
        step = low
        while step <= high * 1.01:
            y = spot(panel, sizes[0], step)[1]
            parts.append(
                f'<path class="grid" d="M{left} {y}h{PANEL}"/>'
                f'<text class="right" x="{left - 8}" y="{y + 4}">{time_words(step)}</text>'
            )
            step *= 10
        for size in sizes:
            x = spot(panel, size, low)[0]
            parts.append(f'<text class="middle" x="{x}" y="{TOP + HIGH + 20}">{size:,}</text>')
        for name, field, _words, one in LINES:
            spots = [
                spot(panel, case["profiles"], max(case[field], low))
                for case in cases
                if case["name"] == name and case["database"] == database and case.get(field)
            ]
            if spots:
                path = " ".join(f"{x},{y}" for x, y in spots)
                parts.append(f'<polyline class="line {one}" points="{path}"/>')
                parts += [mark(one, x, y) for x, y in spots]
    parts.append(f'<text x="{LEFT}" y="{TOP + HIGH + 42}">profiles</text>')
    for number, (_name, _field, words, one) in enumerate(LINES):
        x, y = LEFT + (0, 150, 395, 550)[number], HEIGHT - 18
        parts.append(f'<path class="line {one}" d="M{x} {y - 4}h34"/>{mark(one, x + 17, y - 4)}')
        parts.append(f'<text x="{x + 42}" y="{y}">{words}</text>')
    return "".join(parts) + "</svg>\n"


def mark(one, x, y):
    return f'<g class="mark {one}">{MARKS[one].format(x=x, y=y, l=x - 4, t=y - 4)}</g>'


def time_words(seconds):
    return f"{seconds:g} s" if seconds >= 1 else f"{seconds * 1000:g} ms"


def describe(cases):
    """Return the picture in words, for those who do not see it."""
    sentences = []
    for database in dict.fromkeys(one["database"] for one in cases):
        rows = [one for one in cases if one["database"] == database and one["name"] == LINES[0][0]]
        if not rows:
            continue
        low, high = rows[0], rows[-1]
        sentences.append(
            f"{NAMES[database]}: from {low['profiles']:,} to {high['profiles']:,} profiles the page takes"
            f" {1000 * low['median_seconds']:.0f} to {1000 * high['median_seconds']:.0f} milliseconds,"
            f" the query by hand {1000 * low['handwritten_seconds']:.1f} to"
            f" {1000 * high['handwritten_seconds']:,.0f}."
        )
    return " ".join(sentences)
