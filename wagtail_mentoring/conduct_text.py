"""The words of a Code of Conduct, whatever page type a site uses for it."""

from .text_changes import changes_between


def conduct_html(page):
    """Return what a page says as HTML to compare: its introduction and body, rich text or StreamField."""
    parts = []
    for name in ("introduction", "body"):
        value = getattr(page, name, "") or ""
        render = getattr(value, "render_as_block", None)
        parts.append(str(render() if render else value))
    return "".join(parts)


def conduct_changes(old, new):
    """Return the ``ChangedParagraph`` between two revisions of the page, as objects."""
    return changes_between(conduct_html(old), conduct_html(new))
