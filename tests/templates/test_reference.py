"""docs/reference/elements.md names every element, block and custom property there is."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "wagtail_mentoring/templates/wagtail_mentoring"
STYLES = ROOT / "wagtail_mentoring/static/wagtail_mentoring/css"
REFERENCE = (ROOT / "docs/reference/elements.md").read_text()
THEME = (ROOT / "docs/how-to/theme.md").read_text()


def variables(name):
    """Return the variables that the comment on top of an element lists."""
    comment = (TEMPLATES / f"elements/{name}.html").read_text().split("{% comment %}")[1]
    _sentence, _, lines = comment.split("{% endcomment %}")[0].strip().partition("\n\n")
    found = []
    for line in lines.splitlines():
        listed = re.match(r"([a-z_]+(?:, [a-z_]+)*)(?:  | \(|$)", line)
        found += listed.group(1).split(", ") if listed else []
    return found


@pytest.mark.parametrize(
    "name", sorted(path.stem for path in (TEMPLATES / "elements").glob("*.html"))
)
def test_the_reference_lists_every_variable(name):
    part = re.search(rf"^### {name}\n(.*?)(?=^##|\Z)", REFERENCE, re.MULTILINE | re.DOTALL)
    assert part, name
    assert [one for one in variables(name) if f"`{one}`" not in part.group(1)] == []


def test_the_reference_lists_every_block_of_the_base_page():
    blocks = re.findall(r"{% block (mentoring_\w+)", (TEMPLATES / "base.html").read_text())
    assert len(blocks) > 8
    assert [name for name in blocks if f"`{name}`" not in REFERENCE] == []


def test_the_reference_lists_every_layout_and_script():
    names = [f"layouts/{path.name}" for path in (TEMPLATES / "layouts").iterdir()]
    names += [f"js/{path.name}" for path in (STYLES.parent / "js").glob("*.js")]
    assert [name for name in names if f"`{name}`" not in REFERENCE] == []


def test_the_guide_lists_every_custom_property():
    text = (STYLES / "mentoring.css").read_text()
    declared = set(re.findall(r"^\s*(--mentoring-[\w-]+):", text, re.MULTILINE))
    assert [name for name in sorted(declared) if f"`{name}`" not in THEME] == []


@pytest.mark.parametrize("path", sorted(STYLES.glob("*.css")), ids=lambda path: path.name)
def test_a_style_sheet_stays_in_its_layer(path):
    """A rule outside the layer, or one marked important, could not be overridden by a site."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    depth, outside = 0, ""
    for letter in text:
        depth += {"{": 1, "}": -1}.get(letter, 0)
        if depth == 0:
            outside += letter
    assert depth == 0
    rest = set(re.sub(r"@layer wagtail-mentoring|@keyframes mentoring-\w+|}", "", outside).split())
    assert rest == set()
    assert "!important" not in text


@pytest.mark.parametrize("path", sorted(STYLES.glob("*.css")), ids=lambda path: path.name)
def test_a_style_sheet_knows_no_left_and_right(path):
    """Logical properties alone, so that a page reads from right to left as well."""
    physical = r"(?:margin|padding|border|inset)-(?:left|right|top|bottom)\b|^\s*(?:left|right|width|height|top):"
    assert re.findall(physical, path.read_text(), re.MULTILINE) == []
