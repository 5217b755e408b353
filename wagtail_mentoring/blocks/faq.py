"""Blocks of which editors compose the sections of a FAQ page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from ..content_placeholders import validate_content_html, validate_content_line
from ..enums import Audience

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link", "image"]


class FilledCharBlock(blocks.CharBlock):
    """A line that may have placeholders of the program."""

    def clean(self, value):
        value = super().clean(value)
        validate_content_line(value)
        return value


class FilledRichTextBlock(blocks.RichTextBlock):
    """Words that may have placeholders of the program."""

    def clean(self, value):
        value = super().clean(value)
        validate_content_html(value.source)
        return value


class FAQTopicBlock(blocks.StructBlock):
    """All questions of a topic; without a topic, all that stand nowhere else on the page."""

    topic = SnippetChooserBlock(
        "wagtail_mentoring.ResourceTopic",
        label=_("Topic"),
        required=False,
        help_text=_("Empty: all questions that stand in no section above."),
    )
    heading = FilledCharBlock(
        label=_("Heading"),
        required=False,
        max_length=120,
        help_text=_("Empty: the name of the topic."),
    )
    only_for = blocks.ChoiceBlock(
        label=_("Only questions for"),
        choices=Audience.choices,
        required=False,
        help_text=_("Such as a section for mentees alone. Empty: all questions the page shows."),
    )

    class Meta:
        icon = "tag"
        label = _("Questions of a topic")


class FAQEntriesBlock(blocks.StructBlock):
    """Questions chosen one by one."""

    heading = FilledCharBlock(label=_("Heading"), required=False, max_length=120)
    entries = blocks.ListBlock(
        SnippetChooserBlock("wagtail_mentoring.FAQEntry", label=_("Question")),
        label=_("Questions"),
    )

    class Meta:
        icon = "help"
        label = _("Single questions")


#: The sections of a FAQ page.
FAQ_SECTIONS = [
    ("topic", FAQTopicBlock()),
    ("entries", FAQEntriesBlock()),
    ("text", FilledRichTextBlock(label=_("Words"), icon="pilcrow", features=TEXT_FEATURES)),
]
