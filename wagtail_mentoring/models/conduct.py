"""Who agreed to which text of the Code of Conduct, and when (R24, D13, P-01)."""

import swapper
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import Role
from .programs import MentoringProgram


class AgreementQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise TypeError("Agreements are never changed.")

    def binding(self, member, program, role):
        """The agreements of ``member`` to the revision that binds now."""
        revision_id = program.conduct_revision_id
        if revision_id is None:
            return self.none()
        return self.filter(member=member, program=program, role=role, revision_ref=revision_id)


class CodeOfConductAgreement(models.Model):
    """One agreement. Append-only: a later text needs a later row."""

    member = models.ForeignKey(
        swapper.get_model_name("wagtail_mentoring", "MemberProfile"),
        verbose_name=_("member"),
        on_delete=models.CASCADE,
        related_name="agreements",
    )
    program = models.ForeignKey(
        MentoringProgram,
        verbose_name=_("program"),
        on_delete=models.PROTECT,
        related_name="agreements",
    )
    role = models.CharField(_("role"), max_length=10, choices=Role.choices)
    page_title = models.CharField(_("document"), max_length=255)
    revision = models.ForeignKey(
        "wagtailcore.Revision",
        verbose_name=_("revision"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    #: The revision's number, kept when Wagtail purges the revision itself.
    revision_ref = models.BigIntegerField(_("revision number"))
    revision_created_at = models.DateTimeField(_("text of"))
    text_hash = models.CharField(_("SHA-256 of the text"), max_length=64)
    language = models.CharField(_("language"), max_length=12)
    agreed_at = models.DateTimeField(_("agreed"), default=timezone.now)
    means = models.CharField(_("by what means"), max_length=40, default="enrollment")

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement to the Code of Conduct")
        verbose_name_plural = _("agreements to the Code of Conduct")
        ordering = ["-agreed_at", "-pk"]
        default_permissions = ["view"]
        indexes = [
            models.Index(
                fields=["member", "program", "role", "revision_ref"], name="agreement_lookup"
            )
        ]

    def __str__(self):
        return f"{self.member} · {self.page_title}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("An agreement is never changed.")
        super().save(*args, **kwargs)
