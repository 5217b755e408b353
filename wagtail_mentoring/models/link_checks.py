"""What other sites said when they were asked for what editors link to."""

import hashlib

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..enums import LinkState


class LinkCheckQuerySet(models.QuerySet):
    def to_look_at(self):
        """The links that somebody should look at."""
        return self.filter(state__in=[LinkState.GONE, LinkState.FAILED, LinkState.PRIVATE])


def url_digest(url):
    """Return what stands for ``url`` in a constraint: addresses are too long for one on MariaDB."""
    return hashlib.sha256(url.encode()).hexdigest()


class LinkCheck(models.Model):
    """A link on a page or in an answer, and how it was found the last time."""

    url = models.TextField(_("address"))
    url_digest = models.CharField(max_length=64, editable=False)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    place = GenericForeignKey("content_type", "object_id")
    place_title = models.CharField(_("where"), max_length=255)
    program = models.ForeignKey(
        "wagtail_mentoring.MentoringProgram",
        verbose_name=_("program"),
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    state = models.CharField(_("state"), max_length=10, choices=LinkState.choices)
    http_status = models.PositiveSmallIntegerField(_("code of the answer"), null=True)
    leads_to = models.TextField(_("leads to"), blank=True)
    detail = models.CharField(_("detail"), max_length=255, blank=True)
    checked_at = models.DateTimeField(_("checked"))
    #: Since when it has been found dead without a break; empty for a good one.
    failing_since = models.DateTimeField(_("dead since"), null=True)

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("link check")
        verbose_name_plural = _("link checks")
        default_permissions = ["view"]
        ordering = ["failing_since", "place_title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "url_digest"], name="link_check_once"
            )
        ]
        indexes = [models.Index(fields=["state", "failing_since"], name="link_check_by_state")]

    def __str__(self):
        return self.url
