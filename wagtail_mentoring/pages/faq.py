"""The page of questions and answers."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from ..blocks import FAQ_SECTIONS
from ..content import compose_faq
from ..content_placeholders import validate_content_html
from ..enums import Audience
from ..links import FAQ
from ..views.faq import faq_context
from .mixins import ProgramPageMixin


class FAQPageMixin(ProgramPageMixin):
    """Questions and answers for everybody, or for one role with the shared part (R75, R76)."""

    mentoring_kind = FAQ
    page_template = "wagtail_mentoring/faq/page.html"

    audience = models.CharField(
        _("for whom"),
        max_length=10,
        choices=[choice for choice in Audience.choices if choice[0] != Audience.BOTH],
        blank=True,
        help_text=_("Empty: readers choose. Else the shared questions and those for this role."),
    )
    sections = StreamField(
        FAQ_SECTIONS,
        blank=True,
        verbose_name=_("sections"),
        help_text=_(
            "In the order of the page; a question is shown once, in the first section it fits. "
            "Without sections of questions the page shows every topic."
        ),
    )
    ask_helpful = models.BooleanField(
        _("ask whether an answer was helpful"),
        default=True,
        help_text=_("Only counts are kept; see Reports."),
    )
    contact = RichTextField(
        _("words above the contact"),
        blank=True,
        features=["bold", "italic", "link"],
        help_text=_(
            "Stands at the foot, before the address of the program office and the community page."
        ),
    )

    program_panels = [
        *ProgramPageMixin.program_panels,
        FieldPanel("audience"),
        FieldPanel("sections"),
        FieldPanel("ask_helpful"),
        FieldPanel("contact"),
    ]
    program_search_fields = [
        *ProgramPageMixin.program_search_fields,
        index.SearchField("questions_text"),
    ]

    class Meta:
        abstract = True

    def clean(self):
        """Refuse unknown placeholders in the words above and below the questions."""
        super().clean()
        errors = {}
        for name in ("introduction", "contact"):
            try:
                validate_content_html(getattr(self, name))
            except ValidationError as error:
                errors[name] = error
        if errors:
            raise ValidationError(errors)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context.update(faq_context(self, request, context["links"]))
        return context

    def get_help(self, links):
        """The page has a contact block of its own, and needs no link to itself."""
        return {}

    def questions_text(self):
        """The words of the page for the site's search: it finds the page by its questions and answers."""
        content = compose_faq(self)
        return " ".join(item.searched for item in content.items)
