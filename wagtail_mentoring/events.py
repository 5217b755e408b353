"""What the app writes mails about: data only. ``notifications`` renders and sends them.

The placeholders of an event are the allow-list for editors' words; they are
described in docs/reference/notifications.md.
"""

import datetime as dt
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .enums import ProfileStatus, RequestStatus
from .placeholders import Entry, Placeholder, Section, ValueKind, validate_placeholders


@dataclass(frozen=True)
class Event:
    """One kind of mail.

    ``link`` is the kind of page its button leads to, with ``action`` on it.
    ``valid_in`` are the states in which the mail still makes sense: out of them
    it is canceled instead of sent (M-10); ``None`` means it is always sent.
    ``essential`` mails cannot be switched off by the recipient. ``asked`` names
    the event that is used when the recipient is the one who was asked.
    ``repeats`` says what tells several mails about one object apart when the
    caller gives no step: the profile's last change of state ("status"), the last
    note ("note"), or the day the request began to wait ("waiting") or to run ("place").
    """

    key: str
    label: str | Promise
    recipient: str | Promise
    link: str
    action: str | Promise
    placeholders: tuple[Placeholder, ...] = ()
    essential: bool = True
    valid_in: frozenset | None = None
    asked: str = ""
    repeats: str = ""
    for_coordinators: bool = False
    names: tuple[str, ...] = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "placeholders", COMMON + self.placeholders)
        object.__setattr__(self, "names", tuple(p.name for p in self.placeholders))

    def placeholder(self, name):
        """Return the placeholder called ``name``. Raises ``KeyError`` when there is none."""
        return {p.name: p for p in self.placeholders}[name]


_LINES, _LINK, _RICH, _WORDS = ValueKind.LINES, ValueKind.LINK, ValueKind.RICH, ValueKind.WORDS
_SECTIONS = ValueKind.SECTIONS

#: Possible in every mail.
COMMON = (
    Placeholder("recipient", _("Name of the person who gets the mail"), "Robin Adeyemi"),
    Placeholder("program", _("Name of the program"), _("Career mentoring")),
    Placeholder("site", _("Name of the site"), _("Our society")),
    Placeholder("office", _("Name of the program office"), _("Mentoring office")),
    Placeholder("office_email", _("E-mail of the program office"), "office@society.example"),
    Placeholder("mentor_word", _("The program's word for a mentor"), _("mentor")),
    Placeholder("mentee_word", _("The program's word for a mentee"), _("mentee")),
    Placeholder("mentorship_word", _("The program's word for a mentorship"), _("mentorship")),
    Placeholder(
        "link",
        _("Address of the page the button leads to"),
        "https://society.example/mentoring/",
        _LINK,
    ),
)
PAIR = (
    Placeholder("partner", _("Name of the other person"), "Ana Lindqvist"),
    Placeholder("partner_role", _("The program's word for what the other one is"), _("mentor")),
    Placeholder("own_role", _("The program's word for what the recipient is"), _("mentee")),
)
MESSAGE = Placeholder(
    "message", _("What the other person wrote"), _("I read your profile with joy."), _WORDS
)
ASKED_ON = Placeholder("asked_on", _("Day the request was sent"), dt.date(2027, 3, 2))
ANSWER_BY = Placeholder(
    "answer_by", _("Last day to answer; empty when there is none"), dt.date(2027, 3, 30)
)
WAITING = Placeholder(
    "waiting",
    _("That the request is on the waiting list, in one sentence; empty when it is not"),
    "",
)
DAYS = Placeholder(
    "days", _("How long a request stays open; empty when there is no end"), _("28 days")
)
ROLE = Placeholder("own_role", _("The program's word for what the recipient is"), _("mentee"))
NOTE = Placeholder(
    "note", _("Note of the coordinators"), _("Please tell us more about your goals."), _WORDS
)

_NEWS = (
    Section(
        _("Careers in industry"),
        (
            Entry(
                "Ana Lindqvist",
                "https://society.example/mentoring/mentors/1/",
                (_("Biostatistician in clinical trials"), _("Fits 3 of 4 of your criteria")),
            ),
        ),
        (
            (_("See all who fit"), "https://society.example/mentoring/mentors/"),
            (_("Stop mails about this search"), "https://society.example/mentoring/unsubscribe/1/"),
        ),
    ),
)

_OPEN = frozenset({RequestStatus.PENDING})
_ASKER, _ASKED = _("The one who asked"), _("The one who was asked")
_BOTH, _OTHER, _MEMBER = _("Both"), _("The other person"), _("The member")
_ANSWER = _("Read the request and answer")
_SEE_REQUEST, _DESK, _PROFILE = _("See the request"), _("Go to My mentoring"), _("See my profile")

_EVENTS = (
    Event(
        "request_received",
        _("Request received"),
        _ASKED,
        "request",
        _ANSWER,
        PAIR + (MESSAGE, ASKED_ON, ANSWER_BY, WAITING),
        valid_in=_OPEN,
    ),
    Event(
        "request_waiting",
        _("On the waiting list"),
        _ASKER,
        "request",
        _SEE_REQUEST,
        PAIR + (ASKED_ON,),
        valid_in=_OPEN,
        repeats="waiting",
    ),
    Event(
        "request_place_free",
        _("A place has become free, to the one who asked"),
        _ASKER,
        "request",
        _SEE_REQUEST,
        PAIR + (ASKED_ON, ANSWER_BY),
        valid_in=_OPEN,
        asked="request_place_free_asked",
        repeats="place",
    ),
    Event(
        "request_place_free_asked",
        _("A place has become free, to the one who was asked"),
        _ASKED,
        "request",
        _ANSWER,
        PAIR + (MESSAGE, ASKED_ON, ANSWER_BY),
        valid_in=_OPEN,
        repeats="place",
    ),
    Event(
        "request_reminder",
        _("Reminder of a request"),
        _ASKED,
        "request",
        _ANSWER,
        PAIR + (MESSAGE, ASKED_ON, ANSWER_BY),
        essential=False,
        valid_in=_OPEN,
    ),
    Event(
        "request_declined",
        _("Request declined"),
        _ASKER,
        "find",
        _("Look for somebody else"),
        PAIR + (MESSAGE,),
    ),
    Event(
        "request_question",
        _("Question about a request"),
        _ASKER,
        "request",
        _("Answer the question"),
        PAIR
        + (
            Placeholder(
                "question", _("The question"), _("What would you like to do first?"), _WORDS
            ),
        ),
        valid_in=_OPEN,
        repeats="note",
    ),
    Event(
        "request_answered",
        _("Answer to a question about a request"),
        _ASKED,
        "request",
        _ANSWER,
        PAIR
        + (
            Placeholder("answer", _("The answer"), _("I want to give my first talk."), _WORDS),
            ANSWER_BY,
        ),
        valid_in=_OPEN,
        repeats="note",
    ),
    Event("request_withdrawn", _("Request withdrawn"), _ASKED, "desk", _DESK, PAIR),
    Event(
        "request_expired",
        _("Request expired, to the one who asked"),
        _ASKER,
        "find",
        _("Look for somebody else"),
        PAIR + (ASKED_ON, DAYS),
        asked="request_expired_asked",
    ),
    Event(
        "request_expired_asked",
        _("Request expired, to the one who was asked"),
        _ASKED,
        "desk",
        _DESK,
        PAIR + (ASKED_ON, DAYS),
    ),
    Event(
        "request_closed",
        _("Request closed"),
        _OTHER,
        "desk",
        _DESK,
        PAIR
        + (
            Placeholder(
                "reason",
                _("Why, in one sentence that gives nothing private away"),
                _("Ana Lindqvist has no free place any more."),
            ),
        ),
    ),
    Event(
        "mentorship_started",
        _("Mentorship started"),
        _BOTH,
        "mentorship",
        _("See how to begin"),
        PAIR
        + (
            MESSAGE,
            Placeholder(
                "first_step",
                _("Who writes first and until when, in one sentence"),
                _("You write first. A good time for the first conversation is by March 9, 2027."),
            ),
            Placeholder(
                "next_steps", _("The program's next steps for a new pair"), "<p>…</p>", _RICH
            ),
            Placeholder(
                "contact",
                _("The other one's contact details, if the recipient may see them"),
                "ana@example.com",
                _LINES,
            ),
            Placeholder("months", _("Suggested length in months"), "6–12"),
        ),
    ),
    Event(
        "mentorship_ended",
        _("Mentorship over"),
        _OTHER,
        "desk",
        _DESK,
        PAIR
        + (
            Placeholder(
                "outcome",
                _("How it ended, in one sentence"),
                _("Ana Lindqvist has marked your mentorship as completed."),
            ),
            Placeholder("thanks", _("Thanks of the other person"), _("Thank you."), _WORDS),
            Placeholder("ended_on", _("Day it ended"), dt.date(2027, 3, 2)),
        ),
    ),
    Event(
        "enrollment_confirmed",
        _("Enrollment confirmed"),
        _MEMBER,
        "find",
        _("Look around"),
        (ROLE,),
        repeats="status",
    ),
    Event(
        "profile_submitted",
        _("Profile waits for approval"),
        _("The coordinators"),
        "profile",
        _("See the profile"),
        (
            Placeholder("person", _("Name of the member"), "Robin Adeyemi"),
            Placeholder("person_role", _("The program's word for what they are"), _("mentee")),
        ),
        valid_in=frozenset({ProfileStatus.PENDING}),
        repeats="status",
        for_coordinators=True,
    ),
    Event(
        "profile_approved",
        _("Profile approved"),
        _MEMBER,
        "find",
        _("Look around"),
        (ROLE,),
        repeats="status",
    ),
    Event(
        "profile_returned",
        _("Profile returned"),
        _MEMBER,
        "enrollment",
        _("Change my profile"),
        (ROLE, NOTE),
        valid_in=frozenset({ProfileStatus.DRAFT}),
        repeats="status",
    ),
    Event(
        "profile_suspended",
        _("Profile suspended"),
        _MEMBER,
        "desk",
        _DESK,
        (ROLE, NOTE),
        repeats="status",
    ),
    Event(
        "profile_reinstated",
        _("Profile reinstated"),
        _MEMBER,
        "desk",
        _DESK,
        (ROLE,),
        repeats="status",
    ),
    Event(
        "partner_paused",
        _("Partner takes a break"),
        _("Partners, if the member wishes"),
        "desk",
        _DESK,
        PAIR
        + (
            Placeholder("until", _("Last day of the break; empty when open"), dt.date(2027, 5, 31)),
            Placeholder("note", _("What the other person wrote"), _("I am moving."), _WORDS),
        ),
        essential=False,
        repeats="status",
    ),
    Event(
        "saved_search_news",
        _("Somebody new fits a saved search"),
        _MEMBER,
        "desk",
        _("See who fits"),
        (
            Placeholder(
                "news",
                _("How many new people fit which saved searches, in a few words"),
                _("1 new mentor fits “Careers in industry”"),
            ),
            Placeholder(
                "people", _("The saved searches, and who is new in each"), _NEWS, _SECTIONS
            ),
            Placeholder("days", _("How often this mail comes at most"), _("7 days")),
        ),
        essential=False,
        valid_in=frozenset({ProfileStatus.ACTIVE}),
    ),
)

#: key -> Event
EVENTS = {event.key: event for event in _EVENTS}


def event_choices():
    """Return (key, label) of every event, for fields and filters."""
    return [(event.key, event.label) for event in _EVENTS]


def event_label(key):
    """Return the name of the event ``key`` for people; the key itself when it is unknown."""
    return EVENTS[key].label if key in EVENTS else key


def validate_template_text(event, text):
    """Refuse editors' words for ``event`` (a key) that use placeholders it does not have.

    Raises ``ValidationError`` with code ``placeholder`` or ``event``.
    """
    if event not in EVENTS:
        raise ValidationError(_("There is no such mail."), code="event")
    validate_placeholders(text, EVENTS[event].names)
