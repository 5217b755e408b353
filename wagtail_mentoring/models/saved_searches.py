"""Questions members keep, and whom they have been shown by each."""

import uuid
import zlib
from itertools import accumulate, pairwise

import swapper
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import Role
from ..validators import validate_one_line
from .programs import MentoringProgram

NAME_LENGTH = 80


class SavedSearchQuerySet(models.QuerySet):
    def for_user(self, user):
        """The saved searches of ``user``; another's are as good as missing (S-02)."""
        if user is None or not user.is_authenticated:
            return self.none()
        return self.filter(member__user=user)

    def of(self, profile):
        """Those of a mentor or mentee profile."""
        return self.filter(
            member=profile.member_id, program=profile.program_id, role=profile.role.value
        )

    def mailed(self):
        """Those that bring mail, in programs that send such mails."""
        return self.filter(wants_mail=True, program__saved_search_mail_days__isnull=False)

    def due(self, now):
        """Those it is time to look at, of people a search would list and who may have need of somebody (M-10, M-20).

        What a profile model of the site's own says of its limit is asked later,
        by the rules.
        """
        whose = Q()
        for role in Role:
            model = swapper.load_model("wagtail_mentoring", f"{role.value.title()}Profile")
            profiles = model.objects.filter(
                member=OuterRef("member"), program=OuterRef("program")
            ).listed(timezone.localdate(now))
            whose |= Q(role=role.value) & Exists(profiles.with_need())
        return self.mailed().filter(whose, next_look_at__lte=now)


class SavedSearch(models.Model):
    """A question a participant keeps under a name, and perhaps wants to hear about again.

    ``query`` is what was understood of it, in the words of
    ``matching.params.SearchParams``. Criteria and choices come and go:
    ``known_query`` is what was understood when ``known`` was written. While both
    differ, who matches says nothing about who is new.
    """

    uuid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    program = models.ForeignKey(
        MentoringProgram,
        verbose_name=_("program"),
        on_delete=models.CASCADE,
        related_name="saved_searches",
    )
    member = models.ForeignKey(
        swapper.get_model_name("wagtail_mentoring", "MemberProfile"),
        verbose_name=_("member"),
        on_delete=models.CASCADE,
        related_name="saved_searches",
    )
    #: The role in which the member searches.
    role = models.CharField(_("role"), max_length=10, choices=Role.choices)
    name = models.CharField(_("name"), max_length=NAME_LENGTH, validators=[validate_one_line])
    query = models.TextField(_("question"))
    wants_mail = models.BooleanField(_("mail when somebody new fits"), default=True)
    created_at = models.DateTimeField(_("saved"), default=timezone.now)
    last_looked_at = models.DateTimeField(_("last looked"), default=timezone.now)
    last_mailed_at = models.DateTimeField(_("last mail"), null=True, blank=True)
    #: All of one member in one program are looked at together, so that they come in one mail.
    next_look_at = models.DateTimeField(_("next look"), default=timezone.now)
    known = models.BinaryField(default=bytes, editable=False)
    known_query = models.TextField(editable=False, blank=True)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        ordering = ["name", "pk"]
        default_permissions = []
        constraints = [
            models.UniqueConstraint(
                fields=["name", "member", "program", "role"], name="saved_search_named_once"
            ),
            models.CheckConstraint(
                condition=Q(role__in=Role.values), name="saved_search_role_known"
            ),
        ]
        indexes = [
            models.Index(fields=["wants_mail", "next_look_at"], name="saved_search_due"),
        ]

    def __str__(self):
        return self.name

    @property
    def known_people(self):
        """The ids of the profiles this search has shown, ever."""
        return unpack(self.known)

    @known_people.setter
    def known_people(self, ids):
        self.known = pack(ids)


def pack(ids):
    """Return a set of numbers as few bytes: a hundred thousand neighbors take some hundred bytes."""
    ids = sorted(ids)
    steps = [second - first for first, second in pairwise([0, *ids])]
    return zlib.compress(" ".join(map(str, steps)).encode()) if steps else b""


def unpack(packed):
    """Return the set of numbers ``pack`` was given."""
    if not packed:
        return set()
    return set(accumulate(map(int, zlib.decompress(bytes(packed)).split())))
