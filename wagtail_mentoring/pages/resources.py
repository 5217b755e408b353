"""Resources: articles here and elsewhere, documents, and the list of them all (R3, R4, R6).

All resources of a site share one page type, ``ResourcePage``, so that a list of them, with its
counts and filters, is one question to the database. A kind of resource is that page type plus a
mixin with what is its own:

class ArticlePage(ArticlePageMixin, ResourcePage):
    pass
"""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.documents import get_document_model_string
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string
from wagtail.search import index

from ..content.resources import resource_facts
from ..enums import Audience, ResourceKind
from ..links import RESOURCES
from ..models import ResourceTopic
from ..rich_text import is_blank, plain_text
from ..validators import validate_one_line, validate_web_url
from ..views.resources import page_picture, resource_list_context
from .forms import ResourcePageForm
from .mixins import ProgramPageMixin

ARTICLE_FEATURES = [
    "h2",
    "h3",
    "bold",
    "italic",
    "ol",
    "ul",
    "blockquote",
    "link",
    "document-link",
    "image",
]
#: How many words people read in a minute: the usual estimate for prose in English.
WORDS_PER_MINUTE = 220


class ResourcePageMixin(ProgramPageMixin):
    """What all resources have: for whom, about what, of when.

    A kind of resource says what it is by ``get_kind``, what keeps it from being published by
    ``get_missing``, and for the list ``get_credit``, ``get_minutes`` and ``get_file_size``; their
    answers are stored with the page.
    """

    #: ``links.resource_model`` finds the site's resources by this.
    is_mentoring_resource = True
    base_form_class = ResourcePageForm
    #: The page's own words stand below its summary.
    introduction = None

    summary = models.TextField(
        _("summary"),
        max_length=400,
        blank=True,
        help_text=_("One or two sentences, for the list and the top of the page."),
    )
    audience = models.CharField(
        _("for whom"), max_length=10, choices=Audience.choices, default=Audience.BOTH
    )
    topics = ParentalManyToManyField(
        ResourceTopic, verbose_name=_("topics"), blank=True, related_name="resources"
    )
    published_on = models.DateField(
        _("date"),
        default=timezone.localdate,
        help_text=_("Of when it is. The newest stand first."),
    )
    image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    #: What the list shows and filters by, stored when the page is saved.
    kind = models.CharField(_("kind"), max_length=10, choices=ResourceKind.choices, editable=False)
    credit = models.CharField(_("by whom"), max_length=120, blank=True, editable=False)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, editable=False)
    file_size = models.PositiveBigIntegerField(_("size in bytes"), null=True, editable=False)

    program_panels = [
        FieldPanel("summary"),
        MultiFieldPanel(
            [
                FieldPanel("program"),
                FieldRowPanel([FieldPanel("audience"), FieldPanel("published_on")]),
                FieldPanel("topics"),
                FieldPanel("image"),
            ],
            heading=_("In the list"),
        ),
    ]
    program_search_fields = [
        index.SearchField("summary"),
        index.SearchField("credit"),
        index.FilterField("program"),
        index.FilterField("audience"),
        index.FilterField("kind"),
        index.FilterField("published_on"),
    ]

    class Meta:
        abstract = True

    def get_kind(self):
        """Return the ``ResourceKind``."""
        raise NotImplementedError

    def get_credit(self):
        """Return in a few words from whom it is: a journal, a speaker, the type of a file."""
        return ""

    def get_minutes(self):
        """Return how many minutes it takes to read, see or hear, or ``None``."""
        return None

    def get_file_size(self):
        """Return the size in bytes of what is downloaded, or ``None``."""
        return None

    def get_missing(self):
        """Return what keeps it from being published, as ``{field: ValidationError}``. A draft may lack it."""
        return {}

    def describe(self):
        """Store for the list what the kind of resource says about itself."""
        self.kind = self.get_kind()
        self.credit = self.get_credit()[:120]
        self.minutes = self.get_minutes()
        self.file_size = self.get_file_size()

    def save(self, *args, **kwargs):
        # Not with a list of fields: so Wagtail notes that there is a draft, whose words this page has then.
        if kwargs.get("update_fields") is None and type(self).get_kind is not _no_kind:
            self.describe()
        super().save(*args, **kwargs)

    def publish(self, revision, *args, **kwargs):
        """Publish a revision. Raises ``ValidationError`` while something is missing."""
        missing = revision.as_object().get_missing()
        if missing:
            raise ValidationError(missing)
        return super().publish(revision, *args, **kwargs)

    @cached_property
    def listed_topics(self):
        """The topics, read once while the page is shown."""
        return list(self.topics.all())

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        links = context["links"]
        index_page = links.page(RESOURCES)
        if index_page is not None and links.resources():
            context["mentoring_breadcrumb"] = [
                {"label": index_page.title, "url": links.resources()},
                {"label": self.title},
            ]
        context["resource_facts"] = resource_facts(self)
        context["resource_picture"] = page_picture(self, request)
        context["resource_topics"] = [topic.name for topic in self.listed_topics]
        return context


_no_kind = ResourcePageMixin.get_kind


class ArticlePageMixin(models.Model):
    """An article: a text of one's own, or a link to one on another site. Extends the site's ``ResourcePage``."""

    page_template = "wagtail_mentoring/resources/article.html"

    link = models.URLField(
        _("address of the article"),
        max_length=500,
        blank=True,
        validators=[validate_web_url],
        help_text=_("Of an article on another site. Leave it empty to write one here."),
    )
    source = models.CharField(
        _("source or author"),
        max_length=120,
        blank=True,
        validators=[validate_one_line],
        help_text=_("Such as the journal or the site it is in, or who wrote it."),
    )
    reading_minutes = models.PositiveSmallIntegerField(
        _("minutes to read"),
        null=True,
        blank=True,
        help_text=_("Empty: counted from a text written here."),
    )
    body = RichTextField(
        _("text"),
        blank=True,
        features=ARTICLE_FEATURES,
        help_text=_("An article of your own. Leave it empty for a link."),
    )

    kind_panels = [
        MultiFieldPanel(
            [
                FieldPanel("link"),
                FieldPanel("body"),
                FieldRowPanel([FieldPanel("source"), FieldPanel("reading_minutes")]),
            ],
            heading=_("Article"),
        )
    ]
    kind_search_fields = [index.SearchField("body")]

    class Meta:
        abstract = True

    def get_kind(self):
        return ResourceKind.LINK if self.link else ResourceKind.ARTICLE

    @property
    def link_host(self):
        """The name of the other site, without what goes without saying."""
        return (urlsplit(self.link).hostname or "").removeprefix("www.")

    def get_credit(self):
        return self.source or self.link_host

    def get_minutes(self):
        if self.reading_minutes or self.link:
            return self.reading_minutes
        words = len(plain_text(self.body).split())
        return max(1, round(words / WORDS_PER_MINUTE)) if words else None

    def get_missing(self):
        has_text = not is_blank(self.body)
        if bool(self.link) != has_text:
            return {}
        message = (
            _t("Give the address of an article or write a text, not both.")
            if has_text
            else _t("Give the address of an article, or write a text. Or save a draft.")
        )
        return {"link": ValidationError(message, code="both" if has_text else "neither")}


class DocumentPageMixin(models.Model):
    """A document to download. Extends the site's ``ResourcePage``."""

    page_template = "wagtail_mentoring/resources/document.html"

    document = models.ForeignKey(
        get_document_model_string(),
        verbose_name=_("document"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "If only some may read this page, put the document into a private collection, too."
        ),
    )

    kind_panels = [FieldPanel("document")]
    kind_search_fields = []

    class Meta:
        abstract = True

    def get_kind(self):
        return ResourceKind.DOCUMENT

    def get_credit(self):
        return self.document.file_extension.upper() if self.document else ""

    def get_file_size(self):
        return self.document.get_file_size() if self.document else None

    def get_missing(self):
        if self.document_id:
            return {}
        message = _t("Choose a document. Or save a draft.")
        return {"document": ValidationError(message, code="no_document")}


class ResourceIndexPageMixin(ProgramPageMixin):
    """The list of resources, with filters (R3)."""

    mentoring_kind = RESOURCES
    page_template = "wagtail_mentoring/resources/index.html"

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context.update(resource_list_context(self, request))
        return context
