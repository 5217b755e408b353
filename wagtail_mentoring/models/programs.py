"""The program: its words, limits and conditions; further rules are in ``program_rules``. All are the society's to set (R79)."""

import uuid

import swapper
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.search import index

from ..enums import ContactVisibility, FullMentorPolicy, Role
from .program_rules import ConcernRules, MailRules, MessageRules, PairRules, RequestRules

swapper.set_app_prefix("wagtailcore", "wagtail")


def keep_unless_page_goes(collector, field, sub_objs, using):
    """Keep a binding text from ``purge_revisions``, or everybody would have to agree anew (D13).

    It goes with its page. ``purge_revisions`` counts and passes over a ``ProtectedError``.
    """
    origin = collector.origin
    model = origin.model if isinstance(origin, models.QuerySet) else type(origin)
    if model._meta.label == "wagtailcore.Revision":
        models.PROTECT(collector, field, sub_objs, using)
    models.SET_NULL(collector, field, sub_objs, using)


class ProgramQuerySet(models.QuerySet):
    def live(self):
        """Programs that members can see."""
        return self.filter(is_active=True)


class MentoringProgram(
    RequestRules, MailRules, PairRules, MessageRules, ConcernRules, index.Indexed, ClusterableModel
):
    """One mentoring program of the society, with its own rules, words and pages (D18)."""

    uuid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(
        _("slug"), max_length=60, unique=True, help_text=_("Used in addresses.")
    )
    is_active = models.BooleanField(
        _("visible to members"),
        default=True,
        help_text=_("Off: the program's pages answer as if they were not there."),
    )
    is_open = models.BooleanField(
        _("enrollment open"),
        default=True,
        help_text=_("Off: nobody new can enroll; everything else goes on."),
    )
    office_name = models.CharField(_("name of the program office"), max_length=120, blank=True)
    office_email = models.EmailField(
        _("e-mail of the program office"),
        blank=True,
        help_text=_("Shown as contact; replies to mails go here."),
    )
    community_url = models.URLField(
        _("community page"), blank=True, help_text=_("Where participants talk among themselves.")
    )

    # Words (D19). Empty means the app's own, translated.
    mentor_word = models.CharField(_("word for mentor"), max_length=60, blank=True)
    mentors_word = models.CharField(_("word for mentors"), max_length=60, blank=True)
    mentee_word = models.CharField(_("word for mentee"), max_length=60, blank=True)
    mentees_word = models.CharField(_("word for mentees"), max_length=60, blank=True)
    mentorship_word = models.CharField(_("word for a mentorship"), max_length=60, blank=True)

    # Limits (D1, D2)
    mentee_max_mentors = models.PositiveSmallIntegerField(
        _("mentors a mentee may have at a time"),
        default=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: no limit."),
    )
    mentee_max_open_requests = models.PositiveSmallIntegerField(
        _("requests a mentee may have open at a time"),
        default=3,
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: no limit."),
    )
    mentor_capacity_default = models.PositiveSmallIntegerField(
        _("mentees a mentor takes unless they say otherwise"),
        default=2,
        validators=[MinValueValidator(1)],
    )
    mentor_capacity_ceiling = models.PositiveSmallIntegerField(
        _("most mentees a mentor may take"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    full_mentor_policy = models.CharField(
        _("mentors without a free place"),
        max_length=20,
        choices=FullMentorPolicy.choices,
        default=FullMentorPolicy.WAITING_LIST,
    )

    # Suggestions on the desk (F19, R6)
    suggestion_count = models.PositiveSmallIntegerField(
        _("suggestions on the desk"),
        default=3,
        validators=[MaxValueValidator(12)],
        help_text=_("How many people are suggested to a participant at a time. 0: none."),
    )
    suggestion_leeway = models.PositiveSmallIntegerField(
        _("points below the best"),
        default=10,
        validators=[MaxValueValidator(100)],
        help_text=_(
            "Among people whose fit is at most so many points (of 100) below the best, those who are "
            "asked least come first, so that not the same few are suggested to everybody. 0: only the best."
        ),
    )
    desk_resource_count = models.PositiveSmallIntegerField(
        _("resources on the desk"),
        default=3,
        validators=[MaxValueValidator(12)],
        help_text=_("Those that fit what somebody said of themself. 0: none."),
    )

    # Complete profiles (R18, R23, F9)
    completeness_threshold = models.PositiveSmallIntegerField(
        _("how complete a profile has to be (percent)"),
        default=0,
        validators=[MaxValueValidator(100)],
        help_text=_(
            "Whoever is below is not found by others yet, and reads what to add. 0: everybody is found."
        ),
    )
    #: When all profiles were last counted; empty after the questions changed.
    completeness_counted_at = models.DateTimeField(null=True, editable=False)

    # Privacy (D7)
    contact_visibility = models.CharField(
        _("contact details may be shown to"),
        max_length=20,
        choices=ContactVisibility.choices,
        default=ContactVisibility.PARTNERS,
        help_text=_("The widest a member may choose for themselves."),
    )

    # Who may take part (D13, D14, D15)
    membership_grace_days = models.PositiveSmallIntegerField(
        _("days of grace after a membership ends"),
        default=30,
        help_text=_("After that the member is hidden from searches and cannot send requests."),
    )
    mentor_approval_required = models.BooleanField(_("coordinators approve mentors"), default=False)
    mentee_approval_required = models.BooleanField(_("coordinators approve mentees"), default=False)
    code_of_conduct = models.ForeignKey(
        swapper.get_model_name("wagtailcore", "Page"),
        verbose_name=_("Code of Conduct"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("A published page. Nobody can enroll before there is one."),
    )
    binding_revision = models.ForeignKey(
        "wagtailcore.Revision",
        verbose_name=_("binding revision of the Code of Conduct"),
        editable=False,
        null=True,
        blank=True,
        on_delete=keep_unless_page_goes,
        related_name="+",
    )

    #: Who takes part, for page privacy; ``actions.enrolled_groups`` keeps it.
    enrolled_group = models.OneToOneField(
        "auth.Group",
        verbose_name=_("group of those who take part"),
        editable=False,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="mentoring_program",
    )

    objects = ProgramQuerySet.as_manager()

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("mentoring program")
        verbose_name_plural = _("mentoring programs")
        ordering = ["name"]
        permissions = [
            (
                "coordinate_mentoringprogram",
                _("Can coordinate mentoring: approve, and act for members"),
            ),
            ("export_participants", _("Can export mentoring records")),
            ("bind_code_of_conduct", _("Can make a Code of Conduct binding")),
        ]

    def __str__(self):
        return self.name

    def rule_errors(self):
        errors = super().rule_errors()
        if self.mentor_capacity_default and self.mentor_capacity_ceiling:
            if self.mentor_capacity_default > self.mentor_capacity_ceiling:
                errors["mentor_capacity_default"] = _(
                    "This is more than the most a mentor may take."
                )
        return errors

    def word(self, role, *, plural=False):
        """Return the program's own word for ``role``, or the app's (D19)."""
        role = Role(role)
        if role is Role.MENTOR:
            return (
                (self.mentors_word or _("mentors")) if plural else (self.mentor_word or _("mentor"))
            )
        return (self.mentees_word or _("mentees")) if plural else (self.mentee_word or _("mentee"))

    @property
    def mentorship_name(self):
        """The program's own word for a mentorship (D19)."""
        return self.mentorship_word or _("mentorship")

    def approval_required(self, role):
        """Return whether coordinators approve people of ``role`` before others see them (D15)."""
        return (
            self.mentor_approval_required
            if Role(role) is Role.MENTOR
            else self.mentee_approval_required
        )

    @property
    def conduct_revision_id(self):
        """The key of ``conduct_revision()``, without reading its text; ``None`` when there is none."""
        page = self.code_of_conduct
        if page is None or not page.live:
            return None
        return self.binding_revision_id or page.live_revision_id

    def conduct_revision(self):
        """Return the revision of the Code of Conduct members have to agree to, or ``None`` (D13).

        It is the one the editors marked as binding, or else the published one.
        """
        page = self.code_of_conduct
        if page is None or not page.live:
            return None
        if self.binding_revision_id:
            return self.binding_revision
        return page.live_revision
