"""What an inspect page shows: sections of facts, ready to be printed."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from .permissions import can_view


@dataclass
class Fact:
    """One line: a label and a value. ``url`` makes it a link; ``flag`` is a tag beside it, such as “Private”."""

    label: str | Promise
    value: Any
    url: str = ""
    flag: str | Promise = ""

    @property
    def text(self):
        return "" if self.value is None else when(self.value)


@dataclass
class Table:
    """Rows of texts: ``{"cells": [...], "flag": ""}``; the first cell is the head of its row, with the flag."""

    columns: list
    rows: list


@dataclass
class Section:
    """A heading with facts, or with a list of links under it, and perhaps a table below."""

    heading: str | Promise
    facts: list = field(default_factory=list)
    help: str | Promise = ""
    flag: str | Promise = ""
    empty: str | Promise = ""
    table: Table | None = None

    @property
    def shown(self):
        """The facts that have a value."""
        return [fact for fact in self.facts if fact.text != ""]


def when(value):
    """Return dates and times in words and in the reader's zone; everything else as text."""
    if isinstance(value, dt.datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, dt.date):
        return date_format(value, "DATE_FORMAT")
    if value is True:
        return _("Yes")
    if value is False:
        return _("No")
    return str(value)


def field_fact(obj, name, **kwargs):
    """Return the ``Fact`` of a model field, with its label and its display value."""
    display = getattr(obj, f"get_{name}_display", None)
    label = obj._meta.get_field(name).verbose_name
    return Fact(label, display() if display else getattr(obj, name), **kwargs)


NAMESPACES = {
    "mentor": "wagtail_mentoring_mentors",
    "mentee": "wagtail_mentoring_mentees",
    "member": "wagtail_mentoring_members",
    "request": "wagtail_mentoring_requests",
    "mentorship": "wagtail_mentoring_mentorships",
    "notification": "wagtail_mentoring_notifications",
    "agreement": "wagtail_mentoring_agreements",
}


def inspect_url(kind, obj, user):
    """Return the address of an object's admin page, or an empty text when ``user`` may not see it."""
    if obj is None or not can_view(user, type(obj)):
        return ""
    return reverse(f"{NAMESPACES[kind]}:inspect", args=[obj.pk])
