"""What the placeholders of pages stand for: the program's settings, in words that read well."""

import re

from django.urls import NoReverseMatch
from django.utils.functional import cached_property
from django.utils.html import escape, format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..content_placeholders import CONTENT_NAMES, CONTENT_PLACEHOLDERS, ContentKind
from ..enums import Role
from ..links import ProgramLinks
from ..placeholders import fill

#: A tag, or a placeholder between tags.
_PIECE = re.compile(r"<[^>]*>|\{([a-z][a-z0-9_]*)\}")
_HREF = re.compile(r"""\bhref\s*=\s*(["'])(?:https?:/)?/?\{([a-z][a-z0-9_]*)\}\1""", re.IGNORECASE)
_ADDRESSES = {item.name for item in CONTENT_PLACEHOLDERS if item.kind is ContentKind.ADDRESS}


class ContentValues:
    """The values within one program. Addresses are looked up once, and only if a text asks for one."""

    def __init__(self, program, links=None):
        self.program = program
        self._links = links
        self._texts = {}
        self._found = {}

    def __contains__(self, name):
        """Whether ``name`` is a placeholder of pages."""
        return name in CONTENT_NAMES

    @cached_property
    def links(self):
        return self._links or ProgramLinks(self.program)

    # The three ways to print a value

    def text(self, name):
        """Return the value as plain text; addresses as the words of their link."""
        if name not in self._texts:
            if name in _ADDRESSES:
                self._texts[name] = self._link(name)[0]
            else:
                self._texts[name] = str(getattr(self, f"_{name}")())
        return self._texts[name]

    def address(self, name):
        """Return the address that ``name`` stands for; empty where there is none."""
        return self._link(name)[1] if name in _ADDRESSES else ""

    def html(self, name):
        """Return the value as HTML: an address becomes a link."""
        if name in _ADDRESSES and self.address(name):
            return format_html('<a href="{}">{}</a>', self.address(name), self.text(name))
        return escape(self.text(name))

    # Filling

    def fill_text(self, text):
        """Return plain ``text`` with its placeholders filled."""
        if "{" not in text:
            return text
        return fill(text, _Lazily(self.text))

    def fill_html(self, html):
        """Return ``html`` with its placeholders filled and what they stand for escaped.

        Within a link, or as its address, an address is only its words or its address.
        """
        if "{" not in html:
            return html
        inside_link = 0

        def replace(match):
            nonlocal inside_link
            name, piece = match[1], match[0]
            if name is not None:
                if name not in CONTENT_NAMES:
                    return piece
                return escape(self.text(name)) if inside_link else self.html(name)
            if piece[:2].lower() == "<a" and not piece[2:3].isalnum():
                inside_link += 1
            elif piece[:3].lower() == "</a":
                inside_link = max(inside_link - 1, 0)
            return self._fill_tag(piece) if "{" in piece else piece

        return _PIECE.sub(replace, html)

    def _fill_tag(self, tag):
        def href(match):
            if match[2] not in _ADDRESSES:
                return match[0]
            address = self.address(match[2])
            # A link that leads nowhere is no link.
            return f'href="{escape(address)}"' if address else ""

        return fill(_HREF.sub(href, tag), _Lazily(lambda name: escape(self.text(name))))

    # Numbers

    def _first_conversation_days(self):
        return days(self.program.first_conversation_days)

    def _request_first_reminder_days(self):
        return days(self.program.request_first_reminder_days)

    def _request_second_reminder_days(self):
        return days(self.program.request_second_reminder_days)

    def _request_expiry_days(self):
        return days(self.program.request_expiry_days)

    def _membership_grace_days(self):
        return days(self.program.membership_grace_days)

    def _suggested_months_min(self):
        return months(self.program.suggested_months_min)

    def _suggested_months_max(self):
        return months(self.program.suggested_months_max)

    def _suggested_months(self):
        low, high = self.program.suggested_months_min, self.program.suggested_months_max
        if low == high:
            return months(low)
        return _("%(low)d to %(high)d months") % {"low": low, "high": high}

    def _mentee_max_mentors(self):
        return self._people(Role.MENTOR, self.program.mentee_max_mentors)

    def _mentor_capacity_default(self):
        return self._people(Role.MENTEE, self.program.mentor_capacity_default)

    def _mentor_capacity_ceiling(self):
        return self._people(Role.MENTEE, self.program.mentor_capacity_ceiling)

    def _people(self, role, number):
        word, words = self.program.word(role), self.program.word(role, plural=True)
        if number is None:
            return _("any number of %(words)s") % {"words": words}
        return ngettext("one %(word)s", "%(number)d %(words)s", number) % {
            "number": number,
            "word": word,
            "words": words,
        }

    def _mentee_max_open_requests(self):
        number = self.program.mentee_max_open_requests
        if number is None:
            return _("any number of requests")
        return ngettext("one request", "%(number)d requests", number) % {"number": number}

    # Words

    def _program(self):
        return self.program.name

    def _office(self):
        return self.program.office_name or _("program office")

    def _mentor_word(self):
        return self.program.word(Role.MENTOR)

    def _mentors_word(self):
        return self.program.word(Role.MENTOR, plural=True)

    def _mentee_word(self):
        return self.program.word(Role.MENTEE)

    def _mentees_word(self):
        return self.program.word(Role.MENTEE, plural=True)

    def _mentorship_word(self):
        return self.program.mentorship_name

    def _first_to_write(self):
        return self.program.word(self.program.first_to_write)

    # Addresses

    def _link(self, name):
        """Return (words, address); made once, since many answers name the same places."""
        if name not in self._found:
            self._found[name] = self._make_link(name)
        return self._found[name]

    def _make_link(self, name):
        program, words = self.program, {role.value: self.program.word(role) for role in Role}
        if name == "office_email":
            email = program.office_email
            return (email, f"mailto:{email}") if email else (self._office(), "")
        if name == "community_url":
            return _("the community page"), program.community_url
        if name == "conduct_url":
            page = program.code_of_conduct
            return (page.title if page else _("the Code of Conduct")), self.links.conduct()
        view, query, label = {
            "enrollment_url": ("enrollment", "", _("the enrollment form")),
            "mentee_enrollment_url": (
                "enrollment_start",
                "?role=mentee",
                _("the enrollment form as a %(mentee)s") % words,
            ),
            "mentor_enrollment_url": (
                "enrollment_start",
                "?role=mentor",
                _("the enrollment form as a %(mentor)s") % words,
            ),
            "find_mentor_url": ("find_mentor", "", _("the search for a %(mentor)s") % words),
            "find_mentee_url": ("find_mentee", "", _("the search for a %(mentee)s") % words),
            "desk_url": ("desk", "", _("your mentoring desk")),
        }[name]
        try:
            return label, self.links.url(view) + query
        except NoReverseMatch:
            return label, ""


class _Lazily:
    """For ``placeholders.fill``: asks for a value when a text has its name."""

    def __init__(self, value):
        self.value = value

    def get(self, name, default):
        return self.value(name) if name in CONTENT_NAMES else default


def days(number):
    """Return a number of days in words; without one there is no limit."""
    if number is None:
        return _("an unlimited time")
    return ngettext("%(number)d day", "%(number)d days", number) % {"number": number}


def months(number):
    """Return a number of months in words."""
    return ngettext("%(number)d month", "%(number)d months", number) % {"number": number}
