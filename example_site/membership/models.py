"""The society's own register of members: small, but what a society has."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Region(models.TextChoices):
    """The regional societies through which people join."""

    NORTH_AMERICA = "north-america", _("North America")
    LATIN_AMERICA = "latin-america", _("Latin America and the Caribbean")
    NORTHERN_EUROPE = "northern-europe", _("Northern Europe")
    CENTRAL_EUROPE = "central-europe", _("Central and Eastern Europe")
    SOUTHERN_EUROPE = "southern-europe", _("Southern Europe")
    WEST_AFRICA = "west-africa", _("West and Central Africa")
    EAST_AFRICA = "east-africa", _("East and Southern Africa")
    MIDDLE_EAST = "middle-east", _("Middle East and North Africa")
    SOUTH_ASIA = "south-asia", _("South Asia")
    EAST_ASIA = "east-asia", _("East Asia")
    SOUTHEAST_ASIA = "southeast-asia", _("Southeast Asia")
    OCEANIA = "oceania", _("Oceania")


class Status(models.TextChoices):
    CURRENT = "current", _("Current")
    PENDING = "pending", _("Pending")
    LAPSED = "lapsed", _("Lapsed")


class Membership(models.Model):
    """One person's membership. The office keeps it; nobody else writes it."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.CASCADE,
        related_name="membership",
    )
    number = models.CharField(_("member number"), max_length=12, unique=True)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.PENDING
    )
    region = models.CharField(_("region"), max_length=20, choices=Region.choices)
    joined_on = models.DateField(_("member since"), null=True, blank=True)
    valid_until = models.DateField(_("paid until"), null=True, blank=True)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["number"]

    def __str__(self):
        return f"{self.number} · {self.user.get_full_name() or self.user}"
