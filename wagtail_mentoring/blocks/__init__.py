"""StreamField blocks: for the app's own pages, and for a site's."""

from .faq import FAQ_SECTIONS, FAQEntriesBlock, FAQTopicBlock, FilledRichTextBlock

__all__ = ["FAQ_SECTIONS", "FAQEntriesBlock", "FAQTopicBlock", "FilledRichTextBlock"]
