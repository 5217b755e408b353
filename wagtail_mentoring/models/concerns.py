"""Concerns: what went wrong between people, and how the program deals with it (D16, R71-R74).

Whoever is named in a concern, and whoever raised it, finds no trace of its case, whatever their office:
``ConcernQuerySet.readable_by`` is the one answer to "whose cases may this user read?" (S-11). Nothing of a case is
written into Wagtail's audit log, reference index or search index, which others read: it has a history of its own.
"""

import secrets

import swapper
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from ..enums import ConcernAbout, ConcernRoute, ConcernStatus
from ..storage import attachment_storage, concern_path
from .files import AttachedFile
from .mentorships import Mentorship
from .programs import MentoringProgram
from .reasons import Reason
from .requests import MentorshipRequest

#: Offered where a program has no list of its own.
DEFAULT_CATEGORIES = (
    _("We do not get on"),
    _("No answer, or appointments not kept"),
    _("Disrespect, or words that hurt"),
    _("Harassment or discrimination"),
    _("Something told in confidence was passed on"),
    _("Something else"),
)
#: Who reads the cases of a route: the codename of the permission.
READERS = {
    ConcernRoute.OFFICE: "handle_concern",
    ConcernRoute.COMMITTEE: "oversee_concern",
}


def categories_of(program):
    """Return the categories that a concern in ``program`` may have, as texts."""
    own = list(program.concern_categories.filter(is_active=True).values_list("text", flat=True))
    return own or [str(text) for text in DEFAULT_CATEGORIES]


def case_workers():
    """Return the users who may read cases of any route, superusers included."""
    permissions = Permission.objects.filter(
        content_type__app_label="wagtail_mentoring", codename__in=READERS.values()
    )
    return (
        get_user_model()
        ._default_manager.filter(
            Q(groups__permissions__in=permissions)
            | Q(user_permissions__in=permissions)
            | Q(is_superuser=True)
        )
        .distinct()
    )


def unguessable_id():
    """Return a random key: numbers in a row would say how many cases there are that one does not see."""
    return secrets.randbits(52) + 1


class ConcernCategory(Reason):
    """An entry of the list of what a concern may be about."""

    program = ParentalKey(
        MentoringProgram, on_delete=models.CASCADE, related_name="concern_categories"
    )

    class Meta(Reason.Meta):
        verbose_name = _("category of concerns")
        verbose_name_plural = _("categories of concerns")


class ConcernQuerySet(models.QuerySet):
    def not_involving(self, user):
        """Without those in which ``user`` is named, or which they raised."""
        named = ConcernPerson.objects.filter(Q(user=user) | Q(member__user=user))
        return self.exclude(pk__in=named.order_by().values("concern")).exclude(
            Q(reporter__isnull=False) & Q(reporter__user=user)
        )

    def readable_by(self, user):
        """The one answer to "whose cases may this user read?" (D16, S-11)."""
        if user is None or not user.is_authenticated or not user.is_active:
            return self.none()
        routes = [
            route
            for route, codename in READERS.items()
            if user.has_perm(f"wagtail_mentoring.{codename}")
        ]
        if not routes:
            return self.none()
        return self.filter(route__in=routes).not_involving(user)

    def open(self):
        return self.exclude(status=ConcernStatus.CLOSED)


class Concern(models.Model):
    """A case: what somebody told in confidence, and how it stands."""

    wagtail_reference_index_ignore = True

    id = models.BigIntegerField(primary_key=True, default=unguessable_id, editable=False)
    program = models.ForeignKey(
        MentoringProgram,
        verbose_name=_("program"),
        on_delete=models.PROTECT,
        related_name="concerns",
        editable=False,
    )
    #: Empty once the person was erased, or the case is too old.
    reporter = models.ForeignKey(
        swapper.get_model_name("wagtail_mentoring", "MemberProfile"),
        verbose_name=_("raised by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    route = models.CharField(
        _("read by"), max_length=10, choices=ConcernRoute.choices, editable=False
    )
    status = models.CharField(
        _("status"),
        max_length=20,
        choices=ConcernStatus.choices,
        default=ConcernStatus.OPEN,
        editable=False,
    )
    about = models.CharField(
        _("about"), max_length=20, choices=ConcernAbout.choices, editable=False
    )
    mentorship = models.ForeignKey(
        Mentorship,
        verbose_name=_("mentorship"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    request = models.ForeignKey(
        MentorshipRequest,
        verbose_name=_("request"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    #: As it was offered that day; the list may change.
    category = models.CharField(_("category"), max_length=160, blank=True, editable=False)
    what_happened = models.TextField(
        _("what happened"), max_length=8000, blank=True, editable=False
    )
    #: People whom the reporter could only name in words.
    others_named = models.CharField(
        _("others, in the reporter's words"), max_length=500, blank=True, editable=False
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("looked after by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    #: For those who handle cases.
    outcome = models.TextField(_("outcome"), max_length=8000, blank=True, editable=False)
    #: What the reporter was told.
    outcome_told = models.TextField(
        _("told to the one who raised it"), max_length=8000, blank=True, editable=False
    )
    created_at = models.DateTimeField(_("raised"), default=timezone.now, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)
    #: Since when only the counts are left.
    emptied_at = models.DateTimeField(_("content removed"), null=True, editable=False)
    #: Made with the form: the same form sent twice raises one concern (C-14).
    form_token = models.UUIDField(null=True, unique=True, editable=False)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        verbose_name = _("concern")
        verbose_name_plural = _("concerns")
        ordering = ["-created_at", "-pk"]
        default_permissions = ()
        permissions = [
            ("handle_concern", _("Can handle concerns sent to the office")),
            ("oversee_concern", _("Can handle concerns sent to the oversight committee")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=ConcernStatus.values), name="concern_status_known"
            ),
            models.CheckConstraint(
                condition=Q(route__in=ConcernRoute.values), name="concern_route_known"
            ),
            models.CheckConstraint(
                condition=Q(status=ConcernStatus.CLOSED, closed_at__isnull=False)
                | (~Q(status=ConcernStatus.CLOSED) & Q(closed_at__isnull=True)),
                name="concern_closed_when_closed",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "closed_at"], name="concern_by_age"),
        ]

    def __str__(self):
        # Neither names nor words: whatever prints an object must not tell them (S-18).
        day = date_format(timezone.localtime(self.created_at), "DATE_FORMAT")
        return str(_("Concern of %(day)s") % {"day": day})

    @property
    def is_open(self):
        return self.status != ConcernStatus.CLOSED

    @property
    def pair(self):
        """The request that the case is about, or that the mentorship came of; ``None`` for anything else."""
        return self.mentorship.request if self.mentorship is not None else self.request

    def named_members(self):
        """Return the members named, in a stable order."""
        return [
            person.member
            for person in self.persons.filter(member__isnull=False)
            .select_related("member__user")
            .order_by("pk")
        ]

    def readers(self):
        """Return the active users who handle this case: those of its route, without whoever is involved.

        Being a superuser alone brings no mail, but does open the case.
        """
        users = (
            handlers_of(self.route)
            .exclude(pk__in=self.persons.filter(user__isnull=False).order_by().values("user"))
            .exclude(
                pk__in=self.persons.filter(member__user__isnull=False)
                .order_by()
                .values("member__user")
            )
        )
        if self.reporter is not None and self.reporter.user_id is not None:
            users = users.exclude(pk=self.reporter.user_id)
        return users.order_by("pk")


def handlers_of(route):
    """Return the active users who handle concerns that come by a ``ConcernRoute`` (D16)."""
    permission = Permission.objects.filter(
        content_type__app_label="wagtail_mentoring", codename=READERS[ConcernRoute(route)]
    )
    return (
        get_user_model()
        ._default_manager.filter(
            Q(groups__permissions__in=permission) | Q(user_permissions__in=permission),
            is_active=True,
        )
        .distinct()
    )


class ConcernPerson(models.Model):
    """Somebody named in a concern: a member, or somebody of the staff without a member profile."""

    wagtail_reference_index_ignore = True

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="persons")
    member = models.ForeignKey(
        swapper.get_model_name("wagtail_mentoring", "MemberProfile"),
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        verbose_name = _("person named in a concern")
        verbose_name_plural = _("persons named in concerns")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["concern", "member"], name="concernperson_member_once"),
            models.UniqueConstraint(fields=["concern", "user"], name="concernperson_user_once"),
            models.CheckConstraint(
                condition=Q(member__isnull=False, user__isnull=True)
                | Q(member__isnull=True, user__isnull=False),
                name="concernperson_one_of_two",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def name(self):
        return self.member.name if self.member else (self.user.get_full_name() or str(self.user))


class ConcernFile(AttachedFile):
    """A file that goes with a concern, served to those who handle it (S-24)."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="files")
    file = models.FileField(upload_to=concern_path, storage=attachment_storage)

    class Meta(AttachedFile.Meta):
        verbose_name = _("file of a concern")
        verbose_name_plural = _("files of concerns")

    def __str__(self):
        return str(_("File"))


class CaseEntry(models.Model):
    """A line of the history of a case: what was done, by whom, and the note if there is one.

    ``what`` is a word of ``enums.CaseEvent``; ``detail`` is plain text for people.
    """

    wagtail_reference_index_ignore = True

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="history")
    what = models.CharField(max_length=30)
    detail = models.TextField(max_length=8000, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    #: Kept when the account goes.
    by_name = models.CharField(max_length=160, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("entry of a case")
        verbose_name_plural = _("entries of cases")
        ordering = ["created_at", "pk"]
        default_permissions = ()

    def __str__(self):
        return self.what
