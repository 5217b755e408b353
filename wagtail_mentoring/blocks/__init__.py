"""StreamField blocks: for the app's own pages, and for a site's."""

from .base import ProgramBlock
from .faq import FAQ_SECTIONS, FAQEntriesBlock, FAQTopicBlock, FilledRichTextBlock
from .interviews import (
    INTERVIEW_CHAPTERS,
    INTERVIEW_RELATED,
    INTERVIEW_TRACKS,
    ChapterBlock,
    InterviewChooserBlock,
    TrackBlock,
)
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
    "INTERVIEW_CHAPTERS",
    "INTERVIEW_RELATED",
    "INTERVIEW_TRACKS",
    "LANDING_SECTIONS",
    "CallToActionBlock",
    "ChapterBlock",
    "ContactBlock",
    "FAQEntriesBlock",
    "FAQPicksBlock",
    "FAQTopicBlock",
    "FilledRichTextBlock",
    "GoodToKnowBlock",
    "NewestResourcesBlock",
    "InterviewChooserBlock",
    "NumbersBlock",
    "ProgramBlock",
    "StepsBlock",
    "TestimonialsBlock",
    "TrackBlock",
]
