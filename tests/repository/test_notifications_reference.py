"""docs/reference/notifications.md names every mail and its placeholders."""

from pathlib import Path

from wagtail_mentoring.events import EVENTS


def test_the_reference_names_every_mail_and_placeholder():
    page = Path(__file__).parents[2] / "docs" / "reference" / "notifications.md"
    text = page.read_text()
    rows = {
        line.split("`")[1]: line
        for line in text.splitlines()
        if line.startswith("| ") and "`" in line
    }
    common = {"recipient", "program", "site", "office", "office_email", "link"} | {
        f"{word}_word" for word in ("mentor", "mentee", "mentorship")
    }
    for event in EVENTS.values():
        for name in set(event.names) - common:
            assert f"`{{{name}}}`" in rows[event.key], (event.key, name)
        for name in event.names:
            assert f"{{{name}}}" in rows
