"""The viewsets of the Mentoring menu. A site replaces one by an attribute of its ``AppConfig``."""

from .check_ins import CheckInViewSet, SignalViewSet
from .concerns import ConcernViewSet
from .criteria import CriterionViewSet
from .faq import FAQEntryViewSet, TopicViewSet
from .mail_texts import MailTextViewSet
from .meetings import SocietyMeetingViewSet
from .members import MemberViewSet
from .pairs import MentorshipViewSet, RequestViewSet
from .participants import MenteeViewSet, MentorViewSet
from .programs import ProgramViewSet
from .records import AgreementViewSet, NotificationViewSet
from .reminders import ReminderViewSet
from .testimonials import TestimonialViewSet

__all__ = [
    "AgreementViewSet",
    "CheckInViewSet",
    "ConcernViewSet",
    "CriterionViewSet",
    "FAQEntryViewSet",
    "MailTextViewSet",
    "MemberViewSet",
    "MenteeViewSet",
    "MentorViewSet",
    "MentorshipViewSet",
    "NotificationViewSet",
    "ProgramViewSet",
    "ReminderViewSet",
    "RequestViewSet",
    "SignalViewSet",
    "SocietyMeetingViewSet",
    "TestimonialViewSet",
    "TopicViewSet",
]
