"""Whom somebody has set aside to look at again, and whom they do not want to be shown (F20).

Both are read by their owner alone: no admin, export, count, log or mail shows
them, and nobody learns that they stand there. A mentee's lists hold mentors, a
mentor's hold mentees; both are reached as ``profile.shortlist`` and
``profile.dismissals``.
"""

import swapper
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AbstractMark(models.Model):
    """What ``profile`` keeps of ``candidate``, a profile of the other role; at most one row for the two."""

    #: No admin page may say "used once" of a profile that stands on somebody's list.
    wagtail_reference_index_ignore = True

    created_at = models.DateTimeField(_("since"), default=timezone.now, editable=False)

    class Meta:
        abstract = True
        ordering = ["-created_at", "-pk"]
        # There is nothing an administrator could be allowed to do with them.
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["profile", "candidate"], name="%(class)s_once"),
        ]

    def __str__(self):
        return f"{self.profile} · {self.candidate}"


class AbstractShortlistEntry(AbstractMark):
    note = models.TextField(
        _("your note"), max_length=1000, blank=True, help_text=_("Only you read this.")
    )

    class Meta(AbstractMark.Meta):
        abstract = True


class MentorShortlistEntry(AbstractShortlistEntry):
    """A mentee on the shortlist of a mentor."""

    profile = models.ForeignKey(
        swapper.get_model_name("wagtail_mentoring", "MentorProfile"),
        on_delete=models.CASCADE,
        related_name="shortlist",
    )
    candidate = models.ForeignKey(
        swapper.get_model_name("wagtail_mentoring", "MenteeProfile"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    class Meta(AbstractShortlistEntry.Meta):
        verbose_name = _("entry of a mentor's shortlist")
        verbose_name_plural = _("entries of mentors' shortlists")


class MenteeShortlistEntry(AbstractShortlistEntry):
    """A mentor on the shortlist of a mentee."""

    profile = models.ForeignKey(
        swapper.get_model_name("wagtail_mentoring", "MenteeProfile"),
        on_delete=models.CASCADE,
        related_name="shortlist",
    )
    candidate = models.ForeignKey(
        swapper.get_model_name("wagtail_mentoring", "MentorProfile"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    class Meta(AbstractShortlistEntry.Meta):
        verbose_name = _("entry of a mentee's shortlist")
        verbose_name_plural = _("entries of mentees' shortlists")


class MentorDismissal(AbstractMark):
    """A mentee whom a mentor does not want to be shown."""

    profile = models.ForeignKey(
        swapper.get_model_name("wagtail_mentoring", "MentorProfile"),
        on_delete=models.CASCADE,
        related_name="dismissals",
    )
    candidate = models.ForeignKey(
        swapper.get_model_name("wagtail_mentoring", "MenteeProfile"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    class Meta(AbstractMark.Meta):
        verbose_name = _("mentee a mentor dismissed")
        verbose_name_plural = _("mentees mentors dismissed")


class MenteeDismissal(AbstractMark):
    """A mentor whom a mentee does not want to be shown."""

    profile = models.ForeignKey(
        swapper.get_model_name("wagtail_mentoring", "MenteeProfile"),
        on_delete=models.CASCADE,
        related_name="dismissals",
    )
    candidate = models.ForeignKey(
        swapper.get_model_name("wagtail_mentoring", "MentorProfile"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    class Meta(AbstractMark.Meta):
        verbose_name = _("mentor a mentee dismissed")
        verbose_name_plural = _("mentors mentees dismissed")
