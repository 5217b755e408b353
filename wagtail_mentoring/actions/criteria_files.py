"""Criteria as a file that societies share: the format, and how to read one that may be anything.

docs/reference/criteria-file.md describes the format. A file holds questions and
choices; no ids, no answers, no people.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass, field

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.utils.text import slugify
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ..models import Criterion, CriterionChoice

FORMAT = "mentoring-criteria"
VERSION = 1
MOST_BYTES = 256 * 1024
MOST_CRITERIA = 100
MOST_CHOICES = 300

#: Fields of ``Criterion`` that a file holds, with the type of their values.
FIELDS = {
    "slug": str,
    "label": str,
    "kind": str,
    "ask_mentor": bool,
    "ask_mentee": bool,
    "mentor_question": str,
    "mentee_question": str,
    "help_text": str,
    "is_required": bool,
    "is_filter": bool,
    "privacy": str,
    "is_sensitive": bool,
    "purpose": str,
    "weight": int,
    "match_rule": str,
    "match_distance": int,
    "is_hard_rule": bool,
    "is_active": bool,
}
#: Without these a row says nothing.
NEEDED = ("label", "kind")
CHOICE_FIELDS = {"label": str, "is_active": bool}
#: Markup in what is plain text everywhere it is read.
MARKUP = re.compile(r"<[a-zA-Z/!?]")


class FileRefused(Exception):
    """This is no file of criteria; the text says why in words for an editor."""


@dataclass
class FileCriterion:
    """One criterion of a file. ``errors`` say why it cannot be used, ``notes`` what was left out."""

    number: int
    values: dict = field(default_factory=dict)
    #: (label, is offered)
    choices: list[tuple[str, bool]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def name(self):
        return self.values.get("label") or _("Number %(number)d") % {"number": self.number}


# Writing --------------------------------------------------------------------------------------


def export_criteria(criteria):
    """Return these criteria, in the order given, as the contents of a file."""
    criteria = list(criteria)
    by_criterion: dict[int, list] = {criterion.pk: [] for criterion in criteria}
    choices = CriterionChoice.objects.filter(criterion__in=criteria).order_by("sort_order", "pk")
    for choice in choices:
        by_criterion[choice.criterion_id].append(choice)
    return as_document(
        [
            (
                {name: getattr(criterion, name) for name in FIELDS},
                [(choice.label, choice.is_active) for choice in by_criterion[criterion.pk]],
            )
            for criterion in criteria
        ]
    )


def as_document(rows):
    """Return the contents of a file with these rows ``(values, [(label, is offered)])``."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "language": get_language() or "",
        "criteria": [
            {
                **{name: kind(values[name]) for name, kind in FIELDS.items() if name in values},
                "choices": [
                    {"label": label, "is_active": is_active} for label, is_active in choices
                ],
            }
            for values, choices in rows
        ],
    }


def write_document(document):
    """Return the text of a file, so that two versions of it can be compared line by line."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


# Reading --------------------------------------------------------------------------------------


def read_document(content: bytes | str) -> list[FileCriterion]:
    """Return the criteria of a file; raise ``FileRefused`` when it is none."""
    data = _parse(content)
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise FileRefused(
            _("This file holds no criteria. Choose one that was made with “Export criteria”.")
        )
    if data.get("version") != VERSION or isinstance(data.get("version"), bool):
        raise FileRefused(
            _(
                "This file was made by another version of the program (format %(version)s; this site reads %(known)s). Ask for a file in that format."
            )
            % {"version": str(data.get("version"))[:20], "known": VERSION}
        )
    rows = data.get("criteria")
    if not isinstance(rows, list) or not rows:
        raise FileRefused(_("There are no criteria in this file."))
    if len(rows) > MOST_CRITERIA:
        raise FileRefused(
            ngettext(
                "More than %(count)d criterion in a file is not read. Split it.",
                "More than %(count)d criteria in a file are not read. Split it.",
                MOST_CRITERIA,
            )
            % {"count": MOST_CRITERIA}
        )
    found = [_read_row(number, row) for number, row in enumerate(rows, start=1)]
    _point_out_doubles(found)
    return found


def _parse(content):
    size = len(content.encode() if isinstance(content, str) else content)
    if size > MOST_BYTES:
        raise FileRefused(
            _("This file is too large (more than %(size)d kilobytes). A file of criteria is small.")
            % {"size": MOST_BYTES // 1024}
        )
    try:
        text = content if isinstance(content, str) else content.decode("utf-8-sig")
        return json.loads(text, parse_constant=_no_constant)
    except UnicodeDecodeError:
        raise FileRefused(_("This file is not text in UTF-8, so it cannot be read.")) from None
    except (ValueError, RecursionError):
        raise FileRefused(
            _("This file is not JSON, so it cannot be read. Was it changed by hand?")
        ) from None


def _no_constant(name):
    raise ValueError(name)


def _read_row(number, row):
    found = FileCriterion(number)
    if not isinstance(row, dict):
        found.errors.append(_("This is no criterion."))
        return found
    for name, value in row.items():
        if name in FIELDS:
            problem = _problem(value, FIELDS[name])
            if problem:
                found.errors.append(_about(name, problem))
            else:
                found.values[name] = value.strip() if isinstance(value, str) else value
        elif name != "choices":
            found.notes.append(
                _("“%(name)s” is unknown here and left out.") % {"name": str(name)[:40]}
            )
    for name in NEEDED:
        if name not in row:
            found.errors.append(_about(name, _("is missing.")))
    slug = slugify(found.values.get("label", ""))[:60]
    found.values.setdefault("slug", slug or f"criterion-{number}")
    _read_choices(found, row.get("choices", []))
    return found


def _read_choices(found, choices):
    if not isinstance(choices, list):
        found.errors.append(_("The choices are not a list."))
        return
    if len(choices) > MOST_CHOICES:
        found.errors.append(_("There are more than %(count)d choices.") % {"count": MOST_CHOICES})
        return
    for choice in choices:
        choice = {"label": choice} if isinstance(choice, str) else choice
        if not isinstance(choice, dict) or "label" not in choice:
            found.errors.append(_("One of the choices is none."))
            return
        for name, kind in CHOICE_FIELDS.items():
            if name in choice and (problem := _problem(choice[name], kind)):
                found.errors.append(_about(name, problem, CriterionChoice))
                return
        label = choice["label"].strip()
        if not 0 < len(label) <= CriterionChoice._meta.get_field("label").max_length:
            found.errors.append(_("A choice is empty or too long."))
            return
        found.choices.append((label, choice.get("is_active", True)))


def _problem(value, kind):
    """Return what is wrong with a value, or an empty text."""
    if type(value) is not kind:
        return {
            str: _("is not text."),
            bool: _("is neither true nor false."),
            int: _("is not a whole number."),
        }[kind]
    if kind is int and not 0 <= value <= 32767:
        return _("is no number from 0 to %(most)d.") % {"most": 32767}
    if kind is str:
        if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in value):
            return _("has characters that cannot be read.")
        if MARKUP.search(value):
            return _("has HTML in it. Write plain text.")
    return ""


def _about(name, problem, model=Criterion):
    try:
        label = model._meta.get_field(name).verbose_name
    except FieldDoesNotExist:
        label = name
    return _("“%(field)s” %(problem)s") % {"field": label, "problem": problem}


def _point_out_doubles(found):
    seen = set()
    for one in found:
        slug = one.values.get("slug")
        if slug and slug in seen:
            one.errors.append(_("The identifier “%(slug)s” is in the file twice.") % {"slug": slug})
        seen.add(slug)
        labels = [label.casefold() for label, _active in one.choices]
        if len(labels) != len(set(labels)):
            one.errors.append(_("Two choices have the same name."))


def messages_of(error: ValidationError, model=Criterion):
    """Return the messages of an error, each with the name of its field."""
    if not hasattr(error, "error_dict"):
        return list(error.messages)
    found = []
    for name, problems in error.message_dict.items():
        try:
            label = str(model._meta.get_field(name).verbose_name)
        except FieldDoesNotExist:
            label = ""
        found += [
            _("%(field)s: %(problem)s") % {"field": label.capitalize(), "problem": problem}
            if label
            else problem
            for problem in problems
        ]
    return found
