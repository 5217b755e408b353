"""The states things can be in, and the moves between them.

The transition tables are the only place that says which move exists: event -> (states it may
start from, states it may lead to). Actions look them up; everything that is not listed is
refused (C-04).
"""

from .concerns import (
    CONCERN_TRANSITIONS,
    CaseEvent,
    ConcernAbout,
    ConcernRoute,
    ConcernStatus,
)
from .content import (
    Audience,
    LinkState,
    ResourceKind,
)
from .criteria import (
    CriterionKind,
    CriterionPrivacy,
    Importance,
    LanguageLevel,
    MatchRule,
)
from .mails import (
    MailFrequency,
    MailKind,
    MessageMail,
    NotificationStatus,
    ReminderKind,
    Weekday,
)
from .mentorships import (
    MENTORSHIP_TRANSITIONS,
    OPEN_MENTORSHIP_STATUSES,
    AgreementStanding,
    CheckInKind,
    GoalStatus,
    MentorshipStatus,
    PairFeeling,
    PairMeetingStatus,
)
from .people import (
    ENROLLED_PROFILE_STATUSES,
    PROFILE_TRANSITIONS,
    ContactVisibility,
    HoursPerWeek,
    MembershipState,
    ProfileStatus,
    Role,
    Standing,
    Unlisted,
)
from .requests import (
    REQUEST_TRANSITIONS,
    FullMentorPolicy,
    RequestClosedReason,
    RequestNoteKind,
    RequestStatus,
    ResponseBand,
)

__all__ = [
    "AgreementStanding",
    "Audience",
    "CONCERN_TRANSITIONS",
    "CaseEvent",
    "CheckInKind",
    "ConcernAbout",
    "ConcernRoute",
    "ConcernStatus",
    "ContactVisibility",
    "CriterionKind",
    "CriterionPrivacy",
    "ENROLLED_PROFILE_STATUSES",
    "FullMentorPolicy",
    "GoalStatus",
    "HoursPerWeek",
    "Importance",
    "LanguageLevel",
    "LinkState",
    "MENTORSHIP_TRANSITIONS",
    "MailFrequency",
    "MailKind",
    "MatchRule",
    "MembershipState",
    "MentorshipStatus",
    "MessageMail",
    "NotificationStatus",
    "OPEN_MENTORSHIP_STATUSES",
    "PROFILE_TRANSITIONS",
    "PairFeeling",
    "PairMeetingStatus",
    "ProfileStatus",
    "REQUEST_TRANSITIONS",
    "ReminderKind",
    "RequestClosedReason",
    "RequestNoteKind",
    "RequestStatus",
    "ResourceKind",
    "ResponseBand",
    "Role",
    "Standing",
    "Unlisted",
    "Weekday",
]
