"""Lists under headings in a mail, as text and as HTML. Titles and lines may be members' words: they stay words (M-16)."""

from html import escape

from ..placeholders import one_line

LINE_LIMIT = 200
_MUTED = "color: #454d58;"
_LINK = "color: #1d4f91;"


def sections_as_text(sections):
    """Return sections as plain text; every address stands on a line of its own."""
    blocks = []
    for section in sections or ():
        title = _short(section.title)
        blocks.append(f"{title}\n{'-' * min(len(title), 60)}")
        for entry in section.entries:
            lines = [_short(entry.title), *map(_short, entry.lines), entry.url]
            blocks.append("\n".join(filter(None, lines)))
        blocks += [f"{_short(label)}:\n{url}" for label, url in section.links]
    return "\n\n".join(blocks)


def sections_as_html(sections):
    """Return sections as HTML of escaped pieces."""
    parts = []
    for section in sections or ():
        parts.append(
            f'<h2 style="margin: 24px 0 8px; font-size: 18px;">{escape(_short(section.title))}</h2>'
        )
        entries = "".join(map(_entry, section.entries))
        if entries:
            parts.append(f'<ul style="margin: 0 0 12px; padding: 0 0 0 20px;">{entries}</ul>')
        links = [_linked(label, url) for label, url in section.links]
        if links:
            parts.append(f'<p style="margin: 0 0 12px;">{"<br>".join(links)}</p>')
    return "".join(parts)


def _entry(entry):
    title = f"<strong>{_linked(entry.title, entry.url)}</strong>"
    lines = "".join(
        f'<br><span style="{_MUTED}">{escape(line)}</span>'
        for line in map(_short, entry.lines)
        if line
    )
    return f'<li style="margin: 0 0 12px;">{title}{lines}</li>'


def _linked(label, url):
    return f'<a href="{escape(url)}" style="{_LINK}">{escape(_short(label))}</a>'


def _short(text):
    return one_line(text, LINE_LIMIT)
