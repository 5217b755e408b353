"""The link from an interview to an item of the media library.

It is a table of its own, so that the page types exist without wagtailmedia, and it hangs on the site's
base page, so that interviews of every make have it.
"""

import swapper
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtailmedia.edit_handlers import MediaChooserPanel
from wagtailmedia.settings import wagtailmedia_settings

swapper.set_app_prefix("wagtailcore", "wagtail")


class InterviewMedia(models.Model):
    """The recording of an interview, in the media library."""

    page = ParentalKey(
        swapper.get_model_name("wagtailcore", "Page"),
        on_delete=models.CASCADE,
        related_name="mentoring_media",
    )
    media = models.ForeignKey(
        wagtailmedia_settings.MEDIA_MODEL,
        verbose_name=_("recording"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [MediaChooserPanel("media")]

    class Meta:
        verbose_name = _("recording of an interview")
        verbose_name_plural = _("recordings of interviews")

    def __str__(self):
        return str(self.media)
