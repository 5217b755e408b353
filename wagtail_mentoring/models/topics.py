"""Topics that editors keep, for questions and answers and for resources."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Max
from django.utils.translation import gettext_lazy as _
from wagtail.models import TranslatableMixin
from wagtail.search import index

from ..validators import validate_one_line


class SortedMixin(models.Model):
    """Has a place in a list that editors drag into order. A new one comes last."""

    sort_order_field = "sort_order"

    sort_order = models.IntegerField(_("place"), editable=False, null=True)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.sort_order is None:
            last = type(self)._default_manager.aggregate(last=Max("sort_order"))["last"]
            self.sort_order = 0 if last is None else last + 1
        super().save(*args, **kwargs)


class ResourceTopic(SortedMixin, TranslatableMixin, index.Indexed, models.Model):
    """A subject under which questions and resources are gathered."""

    uuid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    name = models.CharField(_("name"), max_length=120, validators=[validate_one_line])
    slug = models.SlugField(
        _("slug"), max_length=80, allow_unicode=True, help_text=_("Used in addresses.")
    )
    description = models.CharField(
        _("description"),
        max_length=255,
        blank=True,
        validators=[validate_one_line],
        help_text=_("One sentence, shown below the name."),
    )

    choices = models.ManyToManyField(
        "wagtail_mentoring.CriterionChoice",
        verbose_name=_("goes with these answers"),
        blank=True,
        related_name="topics",
        help_text=_(
            "Answers to the questions of enrollment. Who gave one of them finds resources of this topic on their desk."
        ),
    )

    #: A translation has an identifier of its own.
    exclude_fields_in_copy = ["uuid"]

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("locale"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["sort_order", "name"]
        constraints = [models.UniqueConstraint(fields=["locale", "slug"], name="topic_slug_once")]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        # The form leaves the language out, so Django would not look at the constraint.
        locale = self.locale_id or self.get_default_locale().pk
        same = ResourceTopic.objects.filter(locale=locale, slug=self.slug).exclude(pk=self.pk)
        if same.exists():
            raise ValidationError(
                {"slug": ValidationError(_("Another topic has this slug."), code="unique")}
            )
