from wagtail.fields import RichTextField
from wagtail.models import Page


class BarePage(Page):
    """A title and a text, as the first page of everybody's first Wagtail site."""

    body = RichTextField()
