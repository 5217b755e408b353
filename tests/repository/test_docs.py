"""What a developer or coordinator may use is named in the reference."""

import ast
import re
from pathlib import Path

import pytest
from django.dispatch import Signal

from wagtail_mentoring import actions, conf, events, signals

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
PACKAGE = ROOT / "wagtail_mentoring"


def refusal_codes():
    """Return the code of every ``Refusal`` that the source writes down."""
    return {
        node.args[0].value
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "Refusal"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


def check_ids():
    return set(re.findall(r"wagtail_mentoring\.[EW]\d{3}", (PACKAGE / "checks.py").read_text()))


NAMES = {
    "settings": lambda: conf.DEFAULTS,
    "rules": refusal_codes,
    "actions": lambda: [name for name in actions.__all__ if name.endswith("Action")],
    "signals": lambda: [name for name, value in vars(signals).items() if isinstance(value, Signal)],
    "commands": lambda: [
        path.stem
        for path in (PACKAGE / "management" / "commands").glob("*.py")
        if path.stem != "__init__"
    ],
    "checks": check_ids,
    "notifications": lambda: events.EVENTS,
}


@pytest.mark.parametrize("page", NAMES)
def test_the_reference_names_everything(page):
    names = set(NAMES[page]())
    assert names
    text = (REFERENCE / f"{page}.md").read_text()
    assert sorted(name for name in names if f"`{name}`" not in text) == []


def test_links_between_pages_lead_somewhere():
    dead = []
    for path in [*DOCS.rglob("*.md"), *ROOT.glob("*.md")]:
        if "_build" in path.parts:
            continue
        for target in re.findall(r"\]\(([^)\s#]+)", path.read_text()):
            if "://" not in target and not target.startswith("mailto:"):
                if not (path.parent / target).exists():
                    dead.append(f"{path.relative_to(ROOT)}: {target}")
    assert dead == []


def test_the_source_points_to_pages_that_exist():
    pointers = re.compile(r"docs/[a-z-]+/[a-z_-]+\.md")
    dead = {
        f"{path.relative_to(ROOT)}: {target}"
        for path in PACKAGE.rglob("*.py")
        for target in pointers.findall(path.read_text())
        if not (ROOT / target).exists()
    }
    assert dead == set()


def test_the_tests_that_prove_something_exist():
    """Each test that docs/explanation/quality.md names is there under that name."""
    text = (DOCS / "explanation" / "quality.md").read_text()
    names = re.findall(r"`([a-z_/]+\.py)(?:::(\w+))?`", text)
    assert names
    missing = []
    for path, name in names:
        file = ROOT / "tests" / path
        if not file.exists() or (name and f" {name}" not in file.read_text()):
            missing.append(f"{path}::{name}")
    assert missing == []


def test_the_reference_names_every_form_that_can_be_replaced():
    names = set()
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text()
        names.update(re.findall(r"get_form_class\(\s*\"(\w+)\"", text))
        names.update(re.findall(r"form_name = \"(\w+)\"", text))
    text = (REFERENCE / "settings.md").read_text()
    assert names
    assert sorted(name for name in names if f"`{name}`" not in text) == []
