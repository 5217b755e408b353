"""Placeholders of pages: the program's own numbers, words and addresses in editors' texts.

Data only. ``content.values`` says what they stand for; they are described in
docs/reference/placeholders.md. An answer that prints a number by its
placeholder cannot contradict the settings (R79).
"""

from dataclasses import dataclass
from enum import Enum

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .placeholders import unknown_in
from .rich_text import paragraphs


class ContentKind(Enum):
    """How a placeholder stands on a page."""

    #: A number of something, with its unit: “7 days”.
    NUMBER = "number"
    #: Words.
    WORDS = "words"
    #: An address: in a text a link, in a link’s address the address itself.
    ADDRESS = "address"


@dataclass(frozen=True)
class ContentPlaceholder:
    """A name editors may use in a page. ``setting`` is the field of the program it prints."""

    name: str
    description: str | Promise
    kind: ContentKind
    setting: str = ""


_NUMBER, _WORDS, _ADDRESS = ContentKind.NUMBER, ContentKind.WORDS, ContentKind.ADDRESS


def _number(name, description):
    return ContentPlaceholder(name, description, _NUMBER, name)


CONTENT_PLACEHOLDERS = (
    _number("first_conversation_days", _("Days until the first conversation")),
    _number("request_first_reminder_days", _("Days until the first reminder of a request")),
    _number("request_second_reminder_days", _("Days until the second reminder of a request")),
    _number("request_expiry_days", _("Days until a request expires")),
    _number("membership_grace_days", _("Days of grace after a membership ends")),
    _number("suggested_months_min", _("Shortest suggested length")),
    _number("suggested_months_max", _("Longest suggested length")),
    ContentPlaceholder(
        "suggested_months", _("Suggested length, from shortest to longest"), _NUMBER
    ),
    _number("mentee_max_mentors", _("How many mentors a mentee may have at a time")),
    _number("mentee_max_open_requests", _("How many requests a mentee may have open")),
    _number(
        "mentor_capacity_default", _("How many mentees a mentor takes unless they say otherwise")
    ),
    _number("mentor_capacity_ceiling", _("How many mentees a mentor may take at most")),
    ContentPlaceholder("program", _("Name of the program"), _WORDS),
    ContentPlaceholder("office", _("Name of the program office"), _WORDS),
    ContentPlaceholder("mentor_word", _("The program’s word for a mentor"), _WORDS),
    ContentPlaceholder("mentors_word", _("The program’s word for mentors"), _WORDS),
    ContentPlaceholder("mentee_word", _("The program’s word for a mentee"), _WORDS),
    ContentPlaceholder("mentees_word", _("The program’s word for mentees"), _WORDS),
    ContentPlaceholder("mentorship_word", _("The program’s word for a mentorship"), _WORDS),
    ContentPlaceholder("first_to_write", _("Who of a new pair writes first"), _WORDS),
    ContentPlaceholder("office_email", _("E-mail of the program office"), _ADDRESS),
    ContentPlaceholder("community_url", _("The community page of the participants"), _ADDRESS),
    ContentPlaceholder("enrollment_url", _("Where members enroll"), _ADDRESS),
    ContentPlaceholder("mentee_enrollment_url", _("Where members enroll as a mentee"), _ADDRESS),
    ContentPlaceholder("mentor_enrollment_url", _("Where members enroll as a mentor"), _ADDRESS),
    ContentPlaceholder("find_mentor_url", _("Where mentees look for a mentor"), _ADDRESS),
    ContentPlaceholder("find_mentee_url", _("Where mentors look for a mentee"), _ADDRESS),
    ContentPlaceholder("desk_url", _("A member’s own desk: requests, pairings, breaks"), _ADDRESS),
    ContentPlaceholder("conduct_url", _("The Code of Conduct"), _ADDRESS),
)

CONTENT_NAMES = tuple(placeholder.name for placeholder in CONTENT_PLACEHOLDERS)


def validate_content_line(text):
    """Refuse anything in braces in a line of text that is no placeholder.

    Raises ``ValidationError`` with code ``placeholder``; it says at which character.
    """
    errors = [
        ValidationError(
            _("%(unknown)s at character %(position)d is no placeholder."),
            params={"unknown": unknown, "position": text.index(unknown) + 1},
            code="placeholder",
        )
        for unknown in unknown_in(text or "", CONTENT_NAMES)
    ]
    if errors:
        raise ValidationError(errors)


def validate_content_html(html):
    """Refuse anything in braces in rich text that is no placeholder.

    Raises ``ValidationError`` with code ``placeholder``; it says in which paragraph.
    """
    if not html or "{" not in html and "}" not in html:
        return
    errors = []
    for number, text in enumerate(paragraphs(html), start=1):
        errors += [
            ValidationError(
                _("%(unknown)s in paragraph %(number)d is no placeholder: “%(around)s”."),
                params={"unknown": unknown, "number": number, "around": _around(text, unknown)},
                code="placeholder",
            )
            for unknown in unknown_in(text, CONTENT_NAMES)
        ]
    if errors:
        raise ValidationError(errors)


def _around(text, found, width=25):
    start = text.index(found)
    end = start + len(found)
    left, right = max(start - width, 0), end + width
    return ("…" if left else "") + text[left:right] + ("…" if right < len(text) else "")
