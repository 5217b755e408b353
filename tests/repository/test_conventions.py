"""Rules of the house that a reader could forget: read from the source itself."""

import ast
import re
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "wagtail_mentoring"
SITE = ROOT / "example_site"

#: "Whose rows are these?" is asked of them through one of these methods only (S-03).
PEOPLE = {"MemberProfile", "MentorProfile", "MenteeProfile", "MentorshipRequest", "Mentorship"}
PEOPLE_FUNCTIONS = {
    "get_member_profile_model",
    "get_mentor_profile_model",
    "get_mentee_profile_model",
    "get_profile_model",
    "load_model",
}
SAFE_METHODS = {"visible_to", "for_user", "none"}
#: Reads the member of a picture, then asks whether any of their profiles may be seen.
ASKS_AFTERWARDS = {"wagtail_mentoring/views/pictures.py"}


def sources(*folders, without=("migrations",)):
    return [
        path
        for folder in folders
        for path in sorted(folder.rglob("*.py"))
        if not set(without) & set(path.parts)
    ]


def templates(*folders, pattern="*.html"):
    return [
        path
        for folder in folders
        for path in sorted(folder.rglob(pattern))
        if "templates" in path.parts
    ]


def place(path, node=None):
    line = f":{node.lineno}" if node is not None else ""
    return f"{path.relative_to(ROOT)}{line}"


def parents(tree):
    return {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}


def people_names(tree):
    """Return the names that stand for a model of people or of what happened between them."""
    names = set(PEOPLE)
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and is_people(node.value, names):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return names


def is_people(node, names):
    if isinstance(node, ast.Call):
        called = node.func
        name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
        return name in PEOPLE_FUNCTIONS
    name = node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")
    return name in names


def unguarded_reads(source):
    """Return the lines of ``source`` that read people without asking who is looking."""
    tree = ast.parse(source)
    above, names = parents(tree), people_names(tree)
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}:
            method = above.get(node)
            guarded = isinstance(method, ast.Attribute) and method.attr in SAFE_METHODS
            if is_people(node.value, names) and not guarded:
                found.add(node.lineno)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            shortcut = node.func.id in {"get_object_or_404", "get_list_or_404"}
            if shortcut and node.args and is_people(node.args[0], names):
                found.add(node.lineno)
    return sorted(found)


def test_an_unguarded_read_would_be_noticed():
    source = """
Model = get_mentor_profile_model()
Model.objects.filter(pk=1)
MentorshipRequest.objects.visible_to(user)
get_object_or_404(Mentorship, pk=1)
get_object_or_404(Mentorship.objects.visible_to(user), pk=1)
MentoringProgram.objects.all()
"""
    assert unguarded_reads(source) == [3, 5]


def test_the_members_views_read_people_only_as_somebody():
    places = [
        f"{place(path)}:{line}"
        for path in sources(PACKAGE / "views", PACKAGE / "pages", PACKAGE / "templatetags")
        if place(path) not in ASKS_AFTERWARDS
        for line in unguarded_reads(path.read_text())
    ]
    assert places == []


def test_a_status_is_written_in_actions_alone():
    places = []
    for path in sources(PACKAGE, without=("migrations", "actions")):
        for node in ast.walk(ast.parse(path.read_text())):
            targets = []
            if isinstance(node, ast.Assign):
                targets = node.targets
            elif isinstance(node, ast.AugAssign | ast.AnnAssign) and node.value is not None:
                targets = [node.target]
            if any(
                isinstance(target, ast.Attribute) and target.attr == "status" for target in targets
            ):
                places.append(place(path, node))
    assert [found for found in places if "/notifications/" not in found] == []


def test_layers_import_only_lower_ones():
    assert lint_imports(config_filename=str(ROOT / "setup.cfg"), no_cache=True) == 0


def test_files_stay_small():
    long = {
        place(path): count
        for path in sources(PACKAGE)
        if (count := len(path.read_text().splitlines())) > 440
    }
    assert long == {}


def test_nothing_is_left_open():
    marks = re.compile(r"\b(TODO|FIXME|XXX)\b")
    texts = sources(PACKAGE, SITE) + templates(PACKAGE, SITE)
    assert [place(path) for path in texts if marks.search(path.read_text())] == []


INLINE = {
    "style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "script without src": re.compile(
        r"<script\b(?![^>]*\bsrc\s*=)(?![^>]*\btype=\"application/(?:json|ld\+json)\")",
        re.IGNORECASE,
    ),
    "event handler": re.compile(r"<[^>{]*\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "javascript address": re.compile(
        r"(?:href|action|src)\s*=\s*[\"']\s*javascript:", re.IGNORECASE
    ),
}


@pytest.mark.parametrize("what", INLINE)
def test_templates_have_nothing_inline_that_a_strict_policy_forbids(what):
    # Mail programs know nothing but inline styles.
    pages = [path for path in templates(PACKAGE, SITE) if not {"emails", "mails"} & set(path.parts)]
    assert pages
    assert [place(path) for path in pages if INLINE[what].search(path.read_text())] == []


def test_what_is_marked_safe_is_said_where_and_why():
    """Nothing in a template is passed by the ``safe`` filter (S-34)."""
    unsafe = re.compile(r"\|\s*safe(seq)?\b|{%\s*autoescape\s+off")
    pages = [path for path in templates(PACKAGE) if not {"emails", "mails"} & set(path.parts)]
    assert [place(path) for path in pages if unsafe.search(path.read_text())] == []
