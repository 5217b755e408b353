"""The states things can be in, and the moves between them.

The transition tables are the only place that says which move exists. Actions
look them up; everything that is not listed is refused (C-04).
"""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(TextChoices):
    MENTOR = "mentor", _("Mentor")
    MENTEE = "mentee", _("Mentee")

    @property
    def other(self):
        """The role this one is paired with."""
        return Role.MENTEE if self is Role.MENTOR else Role.MENTOR


class Audience(TextChoices):
    """Whom a text is for (R75)."""

    BOTH = "both", _("Mentors and mentees")
    MENTORS = "mentors", _("Mentors")
    MENTEES = "mentees", _("Mentees")

    @property
    def sees(self):
        """The audiences whose texts are shown to this one: the shared part plus its own."""
        return tuple(Audience) if self is Audience.BOTH else (Audience.BOTH, self)


class ResourceKind(TextChoices):
    """What a resource is; readers filter by it (R4, R5)."""

    ARTICLE = "article", pgettext_lazy("kind of resource", "Article")
    LINK = "link", pgettext_lazy("kind of resource", "Article on another site")
    DOCUMENT = "document", pgettext_lazy("kind of resource", "Document")
    VIDEO = "video", pgettext_lazy("kind of resource", "Video")
    AUDIO = "audio", pgettext_lazy("kind of resource", "Audio")


class LinkState(TextChoices):
    """How a link to another site was found."""

    OK = "ok", pgettext_lazy("state of a link", "Works")
    GONE = "gone", pgettext_lazy("state of a link", "There is no such page")
    FAILED = "failed", pgettext_lazy("state of a link", "Cannot be reached")
    UNSURE = "unsure", pgettext_lazy("state of a link", "Answers people only")
    PRIVATE = "private", pgettext_lazy("state of a link", "Not on the internet")


class ProfileStatus(TextChoices):
    DRAFT = "draft", pgettext_lazy("profile status", "Draft")
    PENDING = "pending", pgettext_lazy("profile status", "Waiting for approval")
    ACTIVE = "active", pgettext_lazy("profile status", "Active")
    PAUSED = "paused", pgettext_lazy("profile status", "Paused")
    LEFT = "left", pgettext_lazy("profile status", "Left")
    SUSPENDED = "suspended", pgettext_lazy("profile status", "Suspended")


class RequestStatus(TextChoices):
    PENDING = "pending", pgettext_lazy("request status", "Open")
    ACCEPTED = "accepted", pgettext_lazy("request status", "Accepted")
    DECLINED = "declined", pgettext_lazy("request status", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("request status", "Withdrawn")
    EXPIRED = "expired", pgettext_lazy("request status", "Expired")
    CLOSED = "closed", pgettext_lazy("request status", "Closed")


class RequestClosedReason(TextChoices):
    """Why the system, not a person's answer, closed a request."""

    MENTEE_FULL = "mentee_full", _("The mentee found a mentor")
    MENTOR_FULL = "mentor_full", _("The mentor has no free place")
    LEFT = "left", _("One of the two left the program")
    SUSPENDED = "suspended", _("One of the two cannot take part at the moment")
    MEMBERSHIP = "membership", _("A membership ended")
    REMOVED = "removed", _("An account was removed")
    NOT_AVAILABLE = "not_available", _("One of the two is not available")


class MentorshipStatus(TextChoices):
    ACTIVE = "active", pgettext_lazy("mentorship status", "Active")
    ON_HOLD = "on_hold", pgettext_lazy("mentorship status", "On hold")
    COMPLETED = "completed", pgettext_lazy("mentorship status", "Completed")
    ENDED = "ended", pgettext_lazy("mentorship status", "Ended early")


class AgreementStanding(TextChoices):
    """What an agreement of a pair counts for; one that has been replaced counts for nothing."""

    PROPOSED = "proposed", pgettext_lazy("agreement", "Proposed")
    CONFIRMED = "confirmed", pgettext_lazy("agreement", "Agreed")


class GoalStatus(TextChoices):
    OPEN = "open", pgettext_lazy("goal status", "Under way")
    REACHED = "reached", pgettext_lazy("goal status", "Reached")
    DROPPED = "dropped", pgettext_lazy("goal status", "Let go")


class PairMeetingStatus(TextChoices):
    PLANNED = "planned", pgettext_lazy("meeting status", "Planned")
    CANCELED = "canceled", pgettext_lazy("meeting status", "Canceled")


class FullMentorPolicy(TextChoices):
    """What a search does with mentors who have no free place (D5)."""

    HIDDEN = "hidden", _("Hide them")
    WAITING_LIST = "waiting_list", _("Show them as full, with a waiting list")
    REQUESTABLE = "requestable", _("Show them; they can be asked all the same")


class ContactVisibility(TextChoices):
    """Who may see a member's contact details (D7), narrowest first."""

    NOBODY = "nobody", _("Nobody")
    PARTNERS = "partners", _("My mentoring partners")
    ENROLLED = "enrolled", _("Everybody enrolled in the program")


class Standing(TextChoices):
    """What somebody who looks at a profile is to its owner, from the farthest to the closest."""

    STRANGER = "stranger", _("A member who does not take part")
    ENROLLED = "enrolled", _("Somebody who takes part")
    PARTNER = "partner", _("A mentoring partner")


class CriterionKind(TextChoices):
    SINGLE = "single", _("One choice")
    MULTIPLE = "multiple", _("Several choices")
    SCALE = "scale", _("One step of an ordered scale")
    YES_NO = "yes_no", _("Yes or no")
    TEXT = "text", _("Short text")
    LANGUAGE = "language", _("Languages with level")
    COUNTRY = "country", _("Country")
    TIME_ZONE = "time_zone", _("Time zone")


class CriterionPrivacy(TextChoices):
    """Who may read the answers to a criterion."""

    PUBLIC = "public", _("Members who can see the profile")
    PARTNERS = "partners", _("The mentoring partner, after pairing")
    PRIVATE = "private", _("Coordinators only")


class MatchRule(TextChoices):
    """How two answers to a criterion are compared."""

    IGNORE = "ignore", _("Not used for matching")
    SAME = "same", _("The same answer")
    ANY_IN_COMMON = "any_in_common", _("At least one answer in common")
    AT_LEAST = "at_least", _("The mentor has at least the step the mentee has")
    MENTOR_ABOVE = "mentor_above", _("The mentor stands above the mentee by a distance")
    OFFER_MEETS_SOUGHT = "offer_meets_sought", _("What is offered meets what is sought")
    HOURS_OVERLAP = "hours_overlap", _("Waking hours overlap")


class Importance(IntegerChoices):
    """How much a criterion matters to one member."""

    NONE = 0, _("Does not matter")
    NICE = 1, _("Nice to have")
    IMPORTANT = 2, _("Important")
    MUST = 3, _("A must")


class LanguageLevel(IntegerChoices):
    BASIC = 1, _("Basic")
    CONVERSATIONAL = 2, _("Conversational")
    FLUENT = 3, _("Fluent")
    NATIVE = 4, _("Native")


class HoursPerWeek(IntegerChoices):
    """About how much time somebody has for mentoring (F6)."""

    LESS_THAN_ONE = 0, _("Less than an hour a week")
    ONE = 1, _("About 1 hour a week")
    TWO = 2, _("About 2 hours a week")
    THREE = 3, _("About 3 hours a week")
    FIVE = 5, _("5 hours a week or more")


class Unlisted(TextChoices):
    """Why nobody new finds a profile; the first that holds."""

    STATUS = "status", _("Not active")
    PROGRAM = "program", _("The program is not visible to members")
    ACCOUNT = "account", _("No active account")
    MEMBERSHIP = "membership", _("Hidden: membership ended")
    WINDOW = "window", _("Hidden: the last day they gave has passed")
    INCOMPLETE = "incomplete", _("Not yet found: profile not complete enough")


class MembershipState(TextChoices):
    """What the society says of a person (D14)."""

    CURRENT = "current", pgettext_lazy("membership", "Current")
    PENDING = "pending", pgettext_lazy("membership", "Not confirmed yet")
    LAPSED = "lapsed", pgettext_lazy("membership", "Lapsed")
    NONE = "none", pgettext_lazy("membership", "Not a member")
    UNKNOWN = "unknown", pgettext_lazy("membership", "Could not be checked")


class NotificationStatus(TextChoices):
    QUEUED = "queued", pgettext_lazy("notification status", "Waiting to be sent")
    SENDING = "sending", pgettext_lazy("notification status", "Being sent")
    SENT = "sent", pgettext_lazy("notification status", "Sent")
    FAILED = "failed", pgettext_lazy("notification status", "Failed")
    CANCELED = "canceled", pgettext_lazy("notification status", "Canceled")
    COLLECTED = "collected", pgettext_lazy("notification status", "Waits for a digest")
    GROUPED = "grouped", pgettext_lazy("notification status", "Part of a digest")
    HELD = "held", pgettext_lazy("notification status", "Held back: older than a day")


class ReminderKind(TextChoices):
    """What the program reminds of; each kind has steps of its own on the ladder (docs/reference/reminders.md)."""

    REQUEST = "request", _("Request without an answer")
    FIRST_CONVERSATION = "first_conversation", _("First conversation not held")
    GOALS = "goals", _("Goals not agreed")
    QUIET = "quiet", _("Nothing heard of a pair")
    CHECK_IN = "check_in", _("Check-in")
    COMING_END = "coming_end", _("Agreed end comes near")
    INCOMPLETE = "incomplete", _("Profile not complete")
    WITHOUT_PARTNER = "without_partner", _("Still without a partner")
    PAUSED = "paused", _("Break that goes on for long")
    MEMBERSHIP = "membership", _("Membership about to end")

    @property
    def counts_months(self):
        """Whether its steps are counted in months instead of days."""
        return self is ReminderKind.CHECK_IN

    @property
    def counts_down(self):
        """Whether its steps come before a day to come instead of after one that was."""
        return self in (ReminderKind.COMING_END, ReminderKind.MEMBERSHIP)


class MailKind(TextChoices):
    """Mails a member may choose how to get; ``NEEDED`` ones always come at once (M-19)."""

    NEEDED = "needed", _("What needs an answer, and what has happened")
    REQUESTS = "requests", _("Reminders of requests that wait for an answer")
    PAIRS = "pairs", _("Reminders about those you work with")
    PROFILE = "profile", _("Reminders about your own profile")
    MESSAGES = "messages", _("Messages")
    PARTNERS = "partners", _("News of those you work with")
    SEARCHES = "searches", _("Somebody new fits a saved search")
    DIGEST = "digest", _("Several mails in one")


class MailFrequency(TextChoices):
    """How a member gets mails of one kind."""

    AT_ONCE = "at_once", pgettext_lazy("mail frequency", "At once")
    DAILY = "daily", pgettext_lazy("mail frequency", "Once a day, in one mail")
    WEEKLY = "weekly", pgettext_lazy("mail frequency", "Once a week, in one mail")
    OFF = "off", pgettext_lazy("mail frequency", "Not at all")


class Weekday(IntegerChoices):
    """Days as ``date.weekday()`` counts them."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class MessageMail(TextChoices):
    """What a mail about a message says."""

    TEXT = "text", _("The message itself")
    HINT = "hint", _("Only that there is one")


class RequestNoteKind(TextChoices):
    QUESTION = "question", _("Question")
    ANSWER = "answer", _("Answer")


class PairFeeling(TextChoices):
    """How somebody says a mentorship goes, in private (F47)."""

    WELL = "well", _("Going well")
    UNSURE = "unsure", _("I am not sure")
    NOT_A_FIT = "not_a_fit", _("It does not fit")


class CheckInKind(TextChoices):
    """What a question of a check-in is answered with."""

    SCALE = "scale", _("A step from 1 to 5")
    TEXT = "text", _("A few words")


class ConcernRoute(TextChoices):
    """Who reads a concern (D16)."""

    OFFICE = "office", _("The program office")
    COMMITTEE = "committee", _("The oversight committee")


class ConcernStatus(TextChoices):
    OPEN = "open", pgettext_lazy("concern status", "Open")
    IN_PROGRESS = "in_progress", pgettext_lazy("concern status", "In progress")
    WAITING = "waiting", pgettext_lazy("concern status", "Waiting")
    CLOSED = "closed", pgettext_lazy("concern status", "Closed")


class ConcernAbout(TextChoices):
    MENTORSHIP = "mentorship", _("Working together")
    REQUEST = "request", _("A request")
    PERSON = "person", _("A person")
    OTHER = "other", _("Something else")


class CaseEvent(TextChoices):
    """What happened in a case; its history says it in these words."""

    RAISED = "raised", _("Raised")
    NOTE = "note", _("Note")
    STARTED = "started", _("Taken up")
    WAITING = "waiting", _("Waits")
    REOPENED = "reopened", _("Opened again")
    CLOSED = "closed", _("Closed")
    ASSIGNED = "assigned", _("Assigned")
    ESCALATED = "escalated", _("Handed to the oversight committee")
    NAMED = "named", _("Somebody was named")
    PAUSED = "paused", _("Both paused")
    HELD = "held", _("Mentorship put on hold")
    ENDED = "ended", _("Mentorship ended")
    SUSPENDED = "suspended", _("Profiles suspended")
    BLOCKED = "blocked", _("Two people kept apart")
    UNBLOCKED = "unblocked", _("Two people kept apart no longer")
    READ = "read", _("Conversation read")


class ResponseBand(TextChoices):
    """How soon somebody usually answers a request (F21), fastest first."""

    DAY = "day", _("Usually answers within a day")
    THREE_DAYS = "three_days", _("Usually answers within three days")
    WEEK = "week", _("Usually answers within a week")
    TWO_WEEKS = "two_weeks", _("Usually answers within two weeks")
    LONGER = "longer", _("Usually takes more than two weeks to answer")


_P, _R, _M, _C = ProfileStatus, RequestStatus, MentorshipStatus, ConcernStatus

#: event -> (states it may start from, state it leads to)
PROFILE_TRANSITIONS = {
    "submit": ({_P.DRAFT}, {_P.PENDING, _P.ACTIVE}),
    "approve": ({_P.PENDING}, {_P.ACTIVE}),
    "return": ({_P.PENDING}, {_P.DRAFT}),
    "pause": ({_P.ACTIVE}, {_P.PAUSED}),
    "resume": ({_P.PAUSED}, {_P.ACTIVE}),
    "leave": (
        {_P.DRAFT, _P.PENDING, _P.ACTIVE, _P.PAUSED, _P.SUSPENDED},
        {_P.LEFT},
    ),
    "rejoin": ({_P.LEFT}, {_P.DRAFT}),
    "suspend": ({_P.ACTIVE, _P.PAUSED}, {_P.SUSPENDED}),
    "reinstate": ({_P.SUSPENDED}, {_P.ACTIVE}),
}

REQUEST_TRANSITIONS = {
    "accept": ({_R.PENDING}, {_R.ACCEPTED}),
    "decline": ({_R.PENDING}, {_R.DECLINED}),
    "withdraw": ({_R.PENDING}, {_R.WITHDRAWN}),
    "expire": ({_R.PENDING}, {_R.EXPIRED}),
    "close": ({_R.PENDING}, {_R.CLOSED}),
}

MENTORSHIP_TRANSITIONS = {
    "hold": ({_M.ACTIVE}, {_M.ON_HOLD}),
    "resume": ({_M.ON_HOLD}, {_M.ACTIVE}),
    "complete": ({_M.ACTIVE, _M.ON_HOLD}, {_M.COMPLETED}),
    "end": ({_M.ACTIVE, _M.ON_HOLD}, {_M.ENDED}),
}

CONCERN_TRANSITIONS = {
    "start": ({_C.OPEN, _C.WAITING}, {_C.IN_PROGRESS}),
    "wait": ({_C.OPEN, _C.IN_PROGRESS}, {_C.WAITING}),
    "close": ({_C.OPEN, _C.IN_PROGRESS, _C.WAITING}, {_C.CLOSED}),
    "reopen": ({_C.CLOSED}, {_C.IN_PROGRESS}),
}

OPEN_MENTORSHIP_STATUSES = frozenset({_M.ACTIVE, _M.ON_HOLD})
#: A profile in one of these states takes part: it may search, ask and answer.
ENROLLED_PROFILE_STATUSES = frozenset({_P.ACTIVE, _P.PAUSED})
