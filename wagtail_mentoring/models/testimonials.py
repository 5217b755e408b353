"""What people say about the program, shown with their consent and after a review (R78)."""

import uuid

import swapper
from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model, get_image_model_string
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index

from ..validators import validate_one_line
from .editorial import DraftTranslationMixin, EditorialQuerySet
from .mentorships import Mentorship
from .programs import MentoringProgram
from .topics import SortedMixin

QUOTE_LENGTH = 2000
#: The picture beside a quote, as a rendition of the site's library.
PICTURE_FILTER = "fill-160x160-c100"


class TestimonialQuerySet(EditorialQuerySet):
    """None is published without a consent."""

    def waiting(self):
        """What members have offered and nobody has published or set aside yet."""
        return self.filter(
            live=False,
            first_published_at=None,
            member__isnull=False,
            consent_withdrawn_at=None,
        )

    def standing(self):
        """Those whose consent has not been withdrawn."""
        return self.filter(consent_withdrawn_at=None)

    def with_pictures(self):
        """Load pictures and their renditions with the rows."""
        pictures = get_image_model().objects.prefetch_renditions(PICTURE_FILTER)
        return self.prefetch_related(Prefetch("picture", pictures))


class Testimonial(
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
    """A quote with the name of who said it. It is public only with a consent that stands."""

    uuid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    quote = models.TextField(_("quote"), max_length=QUOTE_LENGTH)
    name = models.CharField(_("name"), max_length=120, validators=[validate_one_line])
    role = models.CharField(
        _("role"),
        max_length=120,
        blank=True,
        validators=[validate_one_line],
        help_text=_("What stands below the name: “Mentor since 2024”, “Mentee, Lisbon”."),
    )
    picture = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("From the library of the site: it is public, unlike a member's own portrait."),
    )
    program = models.ForeignKey(
        MentoringProgram,
        verbose_name=_("program"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="testimonials",
        help_text=_("Empty: every program."),
    )
    #: Who offered it. With the person it goes.
    member = models.ForeignKey(
        swapper.get_model_name("wagtail_mentoring", "MemberProfile"),
        verbose_name=_("offered by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.CASCADE,
        related_name="testimonials",
    )
    mentorship = models.ForeignKey(
        Mentorship,
        verbose_name=_("mentorship"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="testimonials",
    )
    consent_given_at = models.DateTimeField(
        _("consent given"),
        null=True,
        blank=True,
        help_text=_(
            "When the person agreed to be quoted here by name. Nothing is published before."
        ),
    )
    consent_means = models.CharField(
        _("how"),
        max_length=160,
        blank=True,
        validators=[validate_one_line],
        help_text=_("Where the consent can be found: “Mail to the office, 3 March”."),
    )
    consent_withdrawn_at = models.DateTimeField(_("consent withdrawn"), null=True, editable=False)

    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="testimonial",
        for_concrete_model=False,
    )
    _revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="testimonial",
        for_concrete_model=False,
    )

    objects = TestimonialQuerySet.as_manager()

    exclude_fields_in_copy = ["uuid", "latest_revision", "live_revision", "mentorship"]

    search_fields = [
        index.SearchField("quote"),
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.FilterField("program"),
        index.FilterField("live"),
        index.FilterField("locale"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("testimonial")
        verbose_name_plural = _("testimonials")
        ordering = ["sort_order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(live=False)
                | Q(consent_given_at__isnull=False, consent_withdrawn_at__isnull=True),
                name="testimonial_public_with_consent",
                violation_error_message=_("Nobody is quoted without a consent that stands."),
            )
        ]

    def __str__(self):
        return self.name

    @property
    def revisions(self):
        return self._revisions

    @property
    def is_waiting(self):
        return not self.live and self.first_published_at is None and not self.consent_withdrawn_at

    def with_content_json(self, content):
        """Where it comes from, and a withdrawal, belong to the row and outlive every revision."""
        testimonial = super().with_content_json(content)
        for name in ("uuid", "sort_order", "member_id", "mentorship_id", "consent_withdrawn_at"):
            setattr(testimonial, name, getattr(self, name))
        return testimonial

    def publication_error(self):
        """Return why this may not be public, or ``None``."""
        if self.consent_withdrawn_at:
            return ValidationError(
                _("%(name)s has withdrawn the consent. This cannot be published any more."),
                params={"name": self.name},
                code="consent_withdrawn",
            )
        if not self.consent_given_at:
            return ValidationError(
                _(
                    "Nobody is quoted without their consent. Say when it was given, or save a draft."
                ),
                code="no_consent",
            )
        return None

    def publish(self, revision, *args, **kwargs):
        """Publish a revision. Raises ``ValidationError`` without a consent that stands."""
        error = revision.as_object().publication_error()
        if error:
            raise error
        return super().publish(revision, *args, **kwargs)

    def get_preview_template(self, request, mode_name):
        return "wagtail_mentoring/testimonials/preview.html"

    @property
    def picture_url(self):
        """The address of the picture at the size of a quote, or an empty text."""
        return self.picture.get_rendition(PICTURE_FILTER).url if self.picture else ""
