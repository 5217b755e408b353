"""What is stored. States are written by ``wagtail_mentoring.actions`` alone."""

from .answers import (
    AbstractAnswer,
    AbstractPreference,
    MenteeAnswer,
    MenteePreference,
    MentorAnswer,
    MentorPreference,
    SensitiveConsent,
)
from .blocks import MemberBlock
from .check_ins import CheckIn, CheckInAnswer, CheckInQuestion, PairSignal
from .concerns import (
    CaseEntry,
    Concern,
    ConcernCategory,
    ConcernFile,
    ConcernPerson,
)
from .conduct import CodeOfConductAgreement
from .criteria import Criterion, CriterionChoice
from .faq import FAQEntry, FAQFeedback
from .faq_imports import FAQImport
from .link_checks import LinkCheck
from .meetings import MeetingAttendance, SocietyMeeting
from .members import AbstractMemberProfile, Education, MemberProfile, Position
from .mentorships import Mentorship
from .messages import Conversation, Message, MessageAttachment
from .notifications import Notification, NotificationTemplate, OutboxWatch
from .pair_meetings import CalendarFeed, PairMeeting
from .pair_work import Goal, GoalStep, MentorshipAgreement, PairNote
from .participants import (
    AbstractMenteeProfile,
    AbstractMentorProfile,
    AbstractParticipantProfile,
    MenteeProfile,
    MentorProfile,
)
from .programs import MentoringProgram
from .reasons import DeclineReason, EndReason
from .reminders import MailPreference, ReminderDone, ReminderRule
from .requests import MentorshipRequest, RequestNote, pair_key
from .saved_searches import SavedSearch
from .search_changes import SearchChange
from .shortlists import (
    MenteeDismissal,
    MenteeShortlistEntry,
    MentorDismissal,
    MentorShortlistEntry,
)
from .testimonials import Testimonial
from .topics import ResourceTopic

__all__ = [
    "AbstractAnswer",
    "AbstractMemberProfile",
    "AbstractMenteeProfile",
    "AbstractMentorProfile",
    "AbstractParticipantProfile",
    "AbstractPreference",
    "CalendarFeed",
    "CaseEntry",
    "CheckIn",
    "CheckInAnswer",
    "CheckInQuestion",
    "CodeOfConductAgreement",
    "Concern",
    "ConcernCategory",
    "ConcernFile",
    "ConcernPerson",
    "Conversation",
    "Criterion",
    "CriterionChoice",
    "DeclineReason",
    "Education",
    "EndReason",
    "FAQEntry",
    "FAQFeedback",
    "FAQImport",
    "Goal",
    "GoalStep",
    "MemberBlock",
    "MeetingAttendance",
    "LinkCheck",
    "MemberProfile",
    "MenteeAnswer",
    "MenteeDismissal",
    "MenteePreference",
    "MenteeProfile",
    "MenteeShortlistEntry",
    "MentorAnswer",
    "MentorDismissal",
    "MentorPreference",
    "MentorProfile",
    "MentorShortlistEntry",
    "MentoringProgram",
    "Mentorship",
    "MentorshipAgreement",
    "MentorshipRequest",
    "Message",
    "MessageAttachment",
    "MailPreference",
    "Notification",
    "NotificationTemplate",
    "PairMeeting",
    "PairNote",
    "PairSignal",
    "Position",
    "RequestNote",
    "OutboxWatch",
    "ReminderDone",
    "ReminderRule",
    "ResourceTopic",
    "SavedSearch",
    "SearchChange",
    "SensitiveConsent",
    "SocietyMeeting",
    "Testimonial",
    "pair_key",
]
