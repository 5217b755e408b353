"""What editors wrote, made ready to be read: placeholders filled, sections composed, texts checked."""

from .expanding import expand_many
from .faq import FAQContent, FAQItem, FAQSection, compose_faq, load_entries
from .faq_source import FAQPageSource
from .numbers import ProgramNumber, program_numbers
from .structured import faq_data, interview_data, json_ld
from .testimonials import find_testimonials, in_order
from .values import ContentValues

__all__ = [
    "ContentValues",
    "FAQContent",
    "FAQItem",
    "FAQPageSource",
    "FAQSection",
    "ProgramNumber",
    "compose_faq",
    "expand_many",
    "faq_data",
    "in_order",
    "interview_data",
    "json_ld",
    "load_entries",
    "program_numbers",
    "find_testimonials",
]
