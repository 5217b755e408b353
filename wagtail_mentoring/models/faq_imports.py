"""An existing FAQ on its way into the site: what was found in a document, while its editor corrects it."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from .programs import MentoringProgram


class FAQImport(models.Model):
    """The rows of one document. Its owner alone sees it; it goes when the drafts are saved."""

    uuid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentoring_faq_imports"
    )
    name = models.CharField(_("document"), max_length=255)
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    program = models.ForeignKey(
        MentoringProgram, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    #: As ``content.faq_import.ImportRow`` has them.
    rows = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("import of a FAQ")
        verbose_name_plural = _("imports of a FAQ")
        ordering = ["-created_at"]
        default_permissions = []

    def __str__(self):
        return self.name
