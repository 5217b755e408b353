"""The society's own pages."""

from django.db import models
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index


class LinkCardBlock(blocks.StructBlock):
    """A short text that leads to another page."""

    title = blocks.CharBlock(max_length=80)
    text = blocks.TextBlock(max_length=300)
    page = blocks.PageChooserBlock(required=False)
    link_text = blocks.CharBlock(max_length=60, default="Read more")

    class Meta:
        icon = "link"
        template = "home/blocks/link_card.html"


class EventBlock(blocks.StructBlock):
    """A meeting of the society."""

    when = blocks.CharBlock(max_length=60, help_text="In words: 14–18 June, Valparaíso")
    title = blocks.CharBlock(max_length=120)
    text = blocks.TextBlock(max_length=300, required=False)

    class Meta:
        icon = "date"
        template = "home/blocks/event.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock()
    name = blocks.CharBlock(max_length=120, required=False)

    class Meta:
        icon = "openquote"
        template = "home/blocks/quote.html"


class HomePage(Page):
    """The front page."""

    kicker = models.CharField(max_length=80, blank=True)
    statement = models.CharField(max_length=160)
    intro = RichTextField(features=["bold", "italic", "link"])
    call_text = models.CharField("text of the button", max_length=60, blank=True)
    call_page = models.ForeignKey(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    cards = StreamField([("card", LinkCardBlock())], blank=True)
    events_heading = models.CharField(max_length=80, default="Meetings")
    events = StreamField([("event", EventBlock())], blank=True)

    max_count = 1
    content_panels = Page.content_panels + [
        FieldPanel("kicker"),
        FieldPanel("statement"),
        FieldPanel("intro"),
        FieldPanel("call_text"),
        FieldPanel("call_page"),
        FieldPanel("cards"),
        FieldPanel("events_heading"),
        FieldPanel("events"),
    ]
    search_fields = Page.search_fields + [
        index.SearchField("statement"),
        index.SearchField("intro"),
        index.SearchField("cards"),
        index.SearchField("events"),
    ]

    class Meta:
        verbose_name = "home page"


class StandardPage(Page):
    """A page of text."""

    lead = models.TextField(blank=True)
    body = StreamField(
        [
            (
                "text",
                blocks.RichTextBlock(features=["h2", "h3", "bold", "italic", "ol", "ul", "link"]),
            ),
            ("quote", QuoteBlock()),
            ("event", EventBlock()),
            ("card", LinkCardBlock()),
        ],
        blank=True,
    )

    content_panels = Page.content_panels + [FieldPanel("lead"), FieldPanel("body")]
    search_fields = Page.search_fields + [index.SearchField("lead"), index.SearchField("body")]

    class Meta:
        verbose_name = "standard page"
