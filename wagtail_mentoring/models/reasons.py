"""Lists of reasons that the editors of a program keep."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from .programs import MentoringProgram


class Reason(Orderable):
    """An entry of a list of reasons the editors keep."""

    text = models.CharField(_("reason"), max_length=160)
    is_active = models.BooleanField(_("offered"), default=True)

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self):
        return self.text


class DeclineReason(Reason):
    """A reason offered when a request is declined (D9)."""

    program = ParentalKey(
        MentoringProgram, on_delete=models.CASCADE, related_name="decline_reasons"
    )

    class Meta(Reason.Meta):
        verbose_name = _("reason to decline")
        verbose_name_plural = _("reasons to decline")


class EndReason(Reason):
    """A private reason offered when a mentorship ends (D12)."""

    program = ParentalKey(MentoringProgram, on_delete=models.CASCADE, related_name="end_reasons")

    class Meta(Reason.Meta):
        verbose_name = _("reason to end")
        verbose_name_plural = _("reasons to end")
