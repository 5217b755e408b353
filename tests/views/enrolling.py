"""Helpers for the tests of the enrollment: addresses, forms and what they send."""

from html.parser import HTMLParser

from tests.factories import ChoiceFactory, CriterionFactory
from wagtail_mentoring.enums import CriterionKind, CriterionPrivacy, MatchRule
from wagtail_mentoring.links import ProgramLinks


def address(program, name="enrollment", **kwargs):
    return ProgramLinks(program).url(name, **kwargs)


class FormReader(HTMLParser):
    """Reads what a browser would send: the fields of the last form of the page's main part."""

    def __init__(self, html):
        super().__init__()
        self.forms, self.inside, self.select, self.area, self.template = [], None, None, None, 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "template":
            self.template += 1
        if self.template:
            return
        if tag == "form":
            self.inside = []
            self.forms.append((attrs, self.inside))
        if self.inside is None:
            return
        name = attrs.get("name")
        if tag == "input" and name:
            kind = attrs.get("type", "text")
            if (
                kind in ("checkbox", "radio")
                and "checked" not in attrs
                or kind in ("file", "submit")
            ):
                return
            self.inside.append((name, attrs.get("value", "on" if kind == "checkbox" else "")))
        elif tag == "select":
            self.select = [name, None]
        elif tag == "option" and self.select is not None:
            if "selected" in attrs or self.select[1] is None:
                self.select[1] = attrs.get("value", "")
        elif tag == "textarea":
            self.area = [name, ""]

    def handle_data(self, data):
        if self.area is not None:
            self.area[1] += data

    def handle_endtag(self, tag):
        if tag == "template":
            self.template -= 1
        elif tag == "select" and self.select is not None and self.inside is not None:
            self.inside.append(tuple(self.select))
            self.select = None
        elif tag == "textarea" and self.area is not None and self.inside is not None:
            name, value = self.area
            # HTML drops the line break that follows the start of the tag.
            self.inside.append((name, value.removeprefix("\r\n").removeprefix("\n")))
            self.area = None
        elif tag == "form":
            self.inside = None


def form_data(response, number=-1):
    """Return ``{name: [values]}`` of a form on the page, as it stands."""
    attrs_fields = FormReader(response.content.decode()).forms[number]
    data = {}
    for name, value in attrs_fields[1]:
        data.setdefault(name, []).append(value)
    return data


def submit(client, url, *, number=-1, without=(), **changes):
    """Open the page and send its form with some fields changed, as a browser would."""
    page = client.get(url)
    assert page.status_code == 200, page.status_code
    data = {name: values for name, values in form_data(page, number).items() if name not in without}
    return client.post(url, {**data, **changes})


def criteria_of_every_kind(program):
    """One criterion of each kind, public unless its kind says otherwise. Returns ``{kind: criterion}``."""
    found = {}
    for kind in CriterionKind:
        rule = {
            CriterionKind.TEXT: MatchRule.IGNORE,
            CriterionKind.SCALE: MatchRule.AT_LEAST,
            CriterionKind.MULTIPLE: MatchRule.ANY_IN_COMMON,
            CriterionKind.LANGUAGE: MatchRule.ANY_IN_COMMON,
        }.get(kind, MatchRule.SAME)
        found[kind] = CriterionFactory(
            program=program,
            label=f"Question {kind.label}",
            slug=kind.value.replace("_", "-"),
            kind=kind,
            match_rule=rule,
            is_filter=kind != CriterionKind.TEXT,
        )
        if kind in (
            CriterionKind.SINGLE,
            CriterionKind.MULTIPLE,
            CriterionKind.SCALE,
            CriterionKind.LANGUAGE,
        ):
            for number in range(3):
                ChoiceFactory(criterion=found[kind], label=f"{kind.label} {number}")
    return found


def sensitive_criterion(program, **kwargs):
    values = {
        "label": "Gender",
        "slug": "gender",
        "kind": CriterionKind.SINGLE,
        "match_rule": MatchRule.SAME,
        "is_filter": False,
        "is_sensitive": True,
        "privacy": CriterionPrivacy.PRIVATE,
        "purpose": "Some people look for somebody with the same experience.",
    }
    criterion = CriterionFactory(program=program, **{**values, **kwargs})
    for label in ("Woman", "Man", "Another"):
        ChoiceFactory(criterion=criterion, label=label)
    return criterion
