"""What an event is, and what several of them share."""

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..enums import MailKind, ReminderKind
from ..placeholders import Placeholder, ValueKind


@dataclass(frozen=True)
class Event:
    """One kind of mail.

    ``link`` is the kind of page its button leads to, with ``action`` on it.
    ``valid_in`` are the states in which the mail still makes sense: out of them
    it is canceled instead of sent (M-10); ``None`` means it is always sent.
    ``essential`` mails cannot be switched off by the recipient; ``kind`` says by which of the
    member's choices the others come, and those about messages, which can wait for the next morning. ``patient`` ones wait
    for the hours of the recipient's day, and of too many on a day some wait for the
    next morning (M-20). ``reminder`` is what a step of the ladder reminds of; ``is_later`` says
    that its words are those of every step but the first.
    ``asked`` names the event that is used when the recipient is the one who was asked.
    ``repeats`` says what tells several mails about one object apart when the
    caller gives no step: the profile's last change of state ("status"), the last
    note ("note"), or the day the request began to wait ("waiting") or to run ("place").
    A mail with a ``private`` placeholder is private: its subject and text are shown to nobody but its
    recipient, and staff see its kind, state and time (S-12).
    A ``confidential`` mail leaves no trace in the log of mails: not even that there is one (S-11).
    """

    key: str
    label: str | Promise
    recipient: str | Promise
    link: str
    action: str | Promise
    placeholders: tuple[Placeholder, ...] = ()
    essential: bool = True
    kind: MailKind = MailKind.NEEDED
    patient: bool = False
    reminder: ReminderKind | None = None
    is_later: bool = False
    valid_in: frozenset | None = None
    asked: str = ""
    repeats: str = ""
    for_coordinators: bool = False
    for_case_readers: bool = False
    confidential: bool = False
    names: tuple[str, ...] = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "placeholders", COMMON + self.placeholders)
        object.__setattr__(self, "names", tuple(p.name for p in self.placeholders))

    def may_head(self, name):
        """Return whether the placeholder called ``name`` may stand in the subject: lists and locked phones show it (S-12)."""
        placeholder = self.placeholder(name)
        if placeholder.private:
            return placeholder.kind is ValueKind.LINE
        return placeholder.kind is not ValueKind.WORDS

    @property
    def private(self):
        """Whether something in it is for its recipient alone."""
        return any(placeholder.private for placeholder in self.placeholders)

    def placeholder(self, name):
        """Return the placeholder called ``name``. Raises ``KeyError`` when there is none."""
        return {p.name: p for p in self.placeholders}[name]


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
        ValueKind.LINK,
    ),
)
PAIR = (
    Placeholder("partner", _("Name of the other person"), "Ana Lindqvist"),
    Placeholder("partner_role", _("The program's word for what the other one is"), _("mentor")),
    Placeholder("own_role", _("The program's word for what the recipient is"), _("mentee")),
)
#: Of a request: coordinators read it on the request's own page.
MESSAGE = Placeholder(
    "message", _("What the other person wrote"), _("I read your profile with joy."), ValueKind.WORDS
)
ROLE = Placeholder("own_role", _("The program's word for what the recipient is"), _("mentee"))
NOTE = Placeholder(
    "note",
    _("Note of the coordinators"),
    _("Please tell us more about your goals."),
    ValueKind.WORDS,
)


#: Who gets a mail, as coordinators read it.
ASKER, ASKED = _("The one who asked"), _("The one who was asked")
BOTH, OTHER, MEMBER = _("Both"), _("The other person"), _("The member")

#: What the button says that leads to the desk.
TO_DESK = _("Go to My mentoring")
