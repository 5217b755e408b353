"""What questions and testimonials have in common: editors write them, for one program or for all."""

from django.db import models
from django.db.models import Q


class EditorialQuerySet(models.QuerySet):
    def live(self):
        """The published ones."""
        return self.filter(live=True)

    def for_program(self, program):
        """Those of ``program``, and those of every program."""
        return self.filter(Q(program=None) | Q(program=program))


class DraftTranslationMixin:
    """A translation begins as a draft: until it is published the main language is shown."""

    def copy_for_translation(self, locale, exclude_fields=None):
        copy = super().copy_for_translation(locale, exclude_fields)
        copy.live, copy.has_unpublished_changes = False, True
        copy.first_published_at = copy.last_published_at = None
        return copy
