"""What editors wrote, made ready to be read: placeholders filled, sections composed, texts checked."""

from .expanding import expand_many
from .faq import FAQContent, FAQItem, FAQSection, compose_faq, load_entries
from .structured import faq_data, json_ld
from .values import ContentValues

__all__ = [
    "ContentValues",
    "FAQContent",
    "FAQItem",
    "FAQSection",
    "compose_faq",
    "expand_many",
    "faq_data",
    "json_ld",
    "load_entries",
]
