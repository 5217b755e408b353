"""Questions and answers: one record each, shown on every FAQ page it belongs to (R75)."""

import uuid

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index

from ..content_placeholders import validate_content_html, validate_content_line
from ..enums import Audience
from ..placeholders import PLACEHOLDER
from ..rich_text import is_blank, plain_text
from ..validators import validate_one_line
from .editorial import DraftTranslationMixin, EditorialQuerySet
from .programs import MentoringProgram
from .topics import ResourceTopic, SortedMixin

ANSWER_FEATURES = [
    "h4",
    "bold",
    "italic",
    "ol",
    "ul",
    "blockquote",
    "link",
    "document-link",
    "image",
]
#: Longest part of an anchor that comes from the question.
ANCHOR_LENGTH = 60


class FAQEntryQuerySet(EditorialQuerySet):
    def for_audience(self, audience):
        """The part shared by all, plus what is for ``audience`` alone."""
        return self.filter(audience__in=Audience(audience).sees)


class FAQEntry(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    SortedMixin,
    DraftTranslationMixin,
    TranslatableMixin,
    index.Indexed,
    models.Model,
):
    """A question with its answer. Neither exists without the other: publishing asks for both."""

    uuid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    question = models.CharField(_("question"), max_length=255, validators=[validate_one_line])
    answer = RichTextField(
        _("answer"),
        blank=True,
        features=ANSWER_FEATURES,
        help_text=_("A draft may do without; a question without an answer is not published."),
    )
    audience = models.CharField(
        _("for whom"),
        max_length=10,
        choices=Audience.choices,
        default=Audience.BOTH,
        help_text=_("Shown on the pages for them; what is for both is shown to everybody."),
    )
    topic = models.ForeignKey(
        ResourceTopic,
        verbose_name=_("topic"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="faq_entries",
    )
    program = models.ForeignKey(
        MentoringProgram,
        verbose_name=_("program"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="faq_entries",
        help_text=_("Empty: every program."),
    )
    #: Name of the question in links. It stays when the question is reworded.
    anchor = models.CharField(_("name in links"), max_length=80, editable=False)

    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="faq_entry",
        for_concrete_model=False,
    )
    _revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="faq_entry",
        for_concrete_model=False,
    )

    objects = FAQEntryQuerySet.as_manager()

    exclude_fields_in_copy = ["uuid", "latest_revision", "live_revision"]

    search_fields = [
        index.SearchField("question", boost=2),
        index.AutocompleteField("question"),
        index.SearchField("answer_text"),
        index.FilterField("audience"),
        index.FilterField("topic"),
        index.FilterField("program"),
        index.FilterField("live"),
        index.FilterField("locale"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("question and answer")
        verbose_name_plural = _("questions and answers")
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["locale", "anchor"], name="faq_entry_anchor_once")
        ]
        indexes = [models.Index(fields=["live", "locale", "audience"], name="faq_entry_shown")]

    def __str__(self):
        return self.question

    @property
    def revisions(self):
        return self._revisions

    @cached_property
    def answer_text(self):
        """The answer as plain text."""
        return plain_text(self.answer)

    @property
    def has_answer(self):
        """Whether the answer says anything: spaces and empty paragraphs do not."""
        return not is_blank(self.answer)

    def clean(self):
        """Refuse unknown placeholders, and a schedule for a question without an answer."""
        super().clean()
        errors = {}
        for field, validate in (
            ("question", validate_content_line),
            ("answer", validate_content_html),
        ):
            try:
                validate(getattr(self, field))
            except ValidationError as error:
                errors[field] = error
        if errors:
            raise ValidationError(errors)

    def save(self, *args, **kwargs):
        if not self.anchor:
            self.anchor = self._new_anchor()
        super().save(*args, **kwargs)

    def _new_anchor(self):
        question = PLACEHOLDER.sub(" ", self.question)
        words = slugify(question, allow_unicode=True)[:ANCHOR_LENGTH].strip("-")
        anchor = words or self.uuid.hex[:8]
        # Translations share their anchor; other questions have others in every language, since a
        # page falls back to the main language where a translation is missing.
        taken = FAQEntry.objects.filter(anchor=anchor).exclude(translation_key=self.translation_key)
        return f"{anchor}-{self.uuid.hex[:6]}" if taken.exists() else anchor

    def with_content_json(self, content):
        """A revision holds words; identity and place belong to the entry and outlive it."""
        entry = super().with_content_json(content)
        entry.uuid, entry.anchor, entry.sort_order = self.uuid, self.anchor, self.sort_order
        return entry

    def publication_error(self):
        """Return why this may not be public, or ``None``."""
        if self.has_answer:
            return None
        return ValidationError(
            _("“%(question)s” has no answer and cannot be published."),
            params={"question": self.question},
            code="no_answer",
        )

    def publish(self, revision, *args, **kwargs):
        """Publish a revision. Raises ``ValidationError`` for a question without an answer."""
        error = revision.as_object().publication_error()
        if error:
            raise error
        return super().publish(revision, *args, **kwargs)

    def get_preview_template(self, request, mode_name):
        return "wagtail_mentoring/faq/preview.html"


class FAQFeedbackQuerySet(models.QuerySet):
    def count_vote(self, entry, helpful):
        """Count one answer to “Was this helpful?”. Nothing about who answered is kept."""
        row, _created = self.get_or_create(entry=entry, revision_ref=entry.live_revision_id or 0)
        field = "helpful" if helpful else "not_helpful"
        self.filter(pk=row.pk).update(**{field: F(field) + 1})


class FAQFeedback(models.Model):
    """How many readers found a text helpful: two counts for each published text, and no more."""

    entry = models.ForeignKey(
        FAQEntry, verbose_name=_("question"), on_delete=models.CASCADE, related_name="feedback"
    )
    #: The number of the revision that was read; kept when Wagtail purges the revision itself.
    revision_ref = models.BigIntegerField(_("revision number"), default=0)
    helpful = models.PositiveIntegerField(_("helpful"), default=0)
    not_helpful = models.PositiveIntegerField(_("not helpful"), default=0)

    objects = FAQFeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer to “Was this helpful?”")
        verbose_name_plural = _("answers to “Was this helpful?”")
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "revision_ref"], name="faq_feedback_once")
        ]

    def __str__(self):
        return f"{self.entry_id}: {self.helpful} / {self.not_helpful}"
