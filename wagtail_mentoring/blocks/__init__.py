"""StreamField blocks: for the app's own pages, and for a site's."""

from .base import ProgramBlock
from .faq import FAQ_SECTIONS, FAQEntriesBlock, FAQTopicBlock, FilledRichTextBlock
from .landing import (
    LANDING_SECTIONS,
    CallToActionBlock,
    ContactBlock,
    FAQPicksBlock,
    GoodToKnowBlock,
    NewestResourcesBlock,
    NumbersBlock,
    StepsBlock,
    TestimonialsBlock,
)

__all__ = [
    "FAQ_SECTIONS",
    "LANDING_SECTIONS",
    "CallToActionBlock",
    "ContactBlock",
    "FAQEntriesBlock",
    "FAQPicksBlock",
    "FAQTopicBlock",
    "FilledRichTextBlock",
    "GoodToKnowBlock",
    "NewestResourcesBlock",
    "NumbersBlock",
    "ProgramBlock",
    "StepsBlock",
    "TestimonialsBlock",
]
