"""Reading what a template printed, as strictly as the standard does."""

from collections import Counter

import html5lib


def parse(text, *, whole=False):
    """Return the tree of a fragment or, with ``whole``, of a page; any error of syntax raises."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(text) if whole else parser.parseFragment(text)


def find(tree, tag=None, **attributes):
    """Return the elements with the tag and attributes; ``class_`` asks for one class, ``True`` for any value."""
    wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}

    def fits(element):
        if not isinstance(element.tag, str):  # a comment
            return False
        if tag and element.tag.rpartition("}")[2] != tag:  # inline SVG has a namespace
            return False
        for name, value in wanted.items():
            given = element.get(name)
            if value is True:
                if given is None:
                    return False
            elif name == "class":
                if value not in (given or "").split():
                    return False
            elif given != value:
                return False
        return True

    return [element for element in tree.iter() if fits(element)]


def one(tree, tag=None, **attributes):
    """Return the only element that fits."""
    found = find(tree, tag, **attributes)
    assert len(found) == 1, f"{len(found)} × {tag} {attributes}"
    return found[0]


def words(element):
    """Return the text of an element, white space made single."""
    return " ".join("".join(element.itertext()).split())


def ids_twice(tree):
    """Return the ids that stand more than once."""
    counted = Counter(element.get("id") for element in find(tree, id=True))
    return sorted(name for name, count in counted.items() if count > 1)


def dangling(tree):
    """Return the ids that a label, a description or a name points to, and that are not there."""
    there = {element.get("id") for element in find(tree, id=True)}
    wanted = set()
    for name in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
        for element in tree.iter():
            if isinstance(element.tag, str):
                wanted |= set((element.get(name) or "").split())
    return sorted(wanted - there)
