"""How `make docs` builds the documentation."""

import tomllib
from pathlib import Path

import sphinx_wagtail_theme

_metadata = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text())["project"]

project = "wagtail-mentoring"
author = "the wagtail-mentoring contributors"
copyright = f"2026, {author}"
release = version = _metadata["version"]

extensions = ["myst_parser", "sphinx_wagtail_theme"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build", "_templates"]
language = "en"

myst_enable_extensions = ["colon_fence", "deflist"]
# Headings can be linked to, as on the pages of a repository.
myst_heading_anchors = 3

templates_path = ["_templates"]
html_static_path = ["_static"]
html_css_files = ["tables.css"]
html_theme = "sphinx_wagtail_theme"
html_theme_path = [sphinx_wagtail_theme.get_html_theme_path()]
html_theme_options = {
    "project_name": "Mentoring for Wagtail",
    "footer_links": "",
    "github_url": "",
}
html_show_sourcelink = False
