"""docs/reference/elements.md names every element, block and custom property there is."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import get_finder
from django.core.management import call_command

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
    text = (STYLES / "layout.css").read_text()
    declared = set(re.findall(r"^\s*(--mentoring-[\w-]+):", text, re.MULTILINE))
    assert [name for name in sorted(declared) if f"`{name}`" not in THEME] == []


def test_everything_is_in_one_layer_that_a_site_can_override():
    """A rule outside the layer, or one marked important, would win over the site's own."""
    files = sorted(path.name for path in STYLES.glob("*.css"))
    parts = set(files) - {"mentoring.css", "unlayered.css", "patterns.css"}
    layered = re.findall(
        r'^@import url\("(.+)"\) layer\(wagtail-mentoring\);$',
        (STYLES / "mentoring.css").read_text(),
        re.MULTILINE,
    )
    plain = re.findall(
        r'^@import url\("(.+)"\);$', (STYLES / "unlayered.css").read_text(), re.MULTILINE
    )
    assert len(layered) == len(parts)
    assert set(layered) == parts
    assert plain == layered
    for name in files:
        assert "!important" not in (STYLES / name).read_text()


@pytest.mark.parametrize("path", sorted(STYLES.glob("*.css")), ids=lambda path: path.name)
def test_a_style_sheet_knows_no_left_and_right(path):
    """Logical properties alone, so that a page reads from right to left as well."""
    physical = r"(?:margin|padding|border|inset)-(?:left|right|top|bottom)\b|^\s*(?:left|right|width|height|top):"
    assert re.findall(physical, path.read_text(), re.MULTILINE) == []


def test_the_style_sheets_survive_hashed_names(settings, tmp_path):
    """A site that serves static files under hashed names gets imports that lead somewhere."""
    settings.STATIC_ROOT = tmp_path
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [STYLES.parents[1]]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    get_finder.cache_clear()
    call_command("collectstatic", interactive=False, verbosity=0)
    get_finder.cache_clear()
    [entry] = tmp_path.glob("wagtail_mentoring/css/mentoring.*.css")
    imported = re.findall(r'@import url\("(.+)"\) layer', entry.read_text())
    assert len(imported) == (STYLES / "mentoring.css").read_text().count("@import")
    assert all((entry.parent / name).is_file() for name in imported)
    assert all(re.search(r"\.[0-9a-f]{12}\.css$", name) for name in imported)


def included():
    """Return (page, element, arguments) of every use of an element in the app and the example site."""
    pages = [
        *(ROOT / "wagtail_mentoring").rglob("*.html"),
        *(ROOT / "example_site").rglob("*.html"),
    ]
    use = re.compile(r'{% include "wagtail_mentoring/elements/(\w+)\.html"(.*?)%}', re.DOTALL)
    return [
        (page.relative_to(ROOT), name, arguments)
        for page in sorted(pages)
        for name, arguments in use.findall(page.read_text())
    ]


def test_pages_hand_elements_what_they_take_and_nothing_else():
    """A misspelled variable would be missing without a word."""
    wrong = []
    for page, name, arguments in included():
        comment = (TEMPLATES / f"elements/{name}.html").read_text().split("{% endcomment %}")[0]
        without_texts = re.sub(r'"[^"]*"', '""', arguments)
        given = set(re.findall(r"(?<![\w.])([a-z_]+)=", without_texts))
        unknown = given - set(re.findall(r"[a-z_]+", comment.split("{% comment %}")[1]))
        if unknown or "only" not in arguments.split():
            wrong.append((str(page), name, unknown))
    assert wrong == []
