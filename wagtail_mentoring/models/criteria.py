"""What the society asks its participants."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable
from wagtail.search import index

from ..enums import CriterionKind, CriterionPrivacy, MatchRule, Role
from .programs import MentoringProgram

#: Kinds whose answers are choices the editors wrote.
CHOICE_KINDS = frozenset(
    {
        CriterionKind.SINGLE,
        CriterionKind.MULTIPLE,
        CriterionKind.SCALE,
        CriterionKind.LANGUAGE,
        CriterionKind.YES_NO,
    }
)
#: Kinds with at most one answer.
SINGLE_ANSWER_KINDS = frozenset(
    {
        CriterionKind.SINGLE,
        CriterionKind.SCALE,
        CriterionKind.YES_NO,
        CriterionKind.TEXT,
        CriterionKind.COUNTRY,
        CriterionKind.TIME_ZONE,
    }
)
#: kind -> rules that make sense for it
MATCH_RULES = {
    CriterionKind.SINGLE: {MatchRule.IGNORE, MatchRule.SAME, MatchRule.OFFER_MEETS_SOUGHT},
    CriterionKind.MULTIPLE: {
        MatchRule.IGNORE,
        MatchRule.SAME,
        MatchRule.ANY_IN_COMMON,
        MatchRule.OFFER_MEETS_SOUGHT,
    },
    CriterionKind.SCALE: {
        MatchRule.IGNORE,
        MatchRule.SAME,
        MatchRule.AT_LEAST,
        MatchRule.MENTOR_ABOVE,
    },
    CriterionKind.YES_NO: {MatchRule.IGNORE, MatchRule.SAME},
    CriterionKind.TEXT: {MatchRule.IGNORE},
    CriterionKind.LANGUAGE: {MatchRule.IGNORE, MatchRule.ANY_IN_COMMON},
    CriterionKind.COUNTRY: {MatchRule.IGNORE, MatchRule.SAME},
    CriterionKind.TIME_ZONE: {MatchRule.IGNORE, MatchRule.SAME, MatchRule.HOURS_OVERLAP},
}


class CriterionQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def asked_of(self, role):
        """The active criteria put to people of ``role``."""
        return self.active().filter(**{f"ask_{Role(role).value}": True})

    def filters(self):
        """Those members may filter a search by: marked as filter and readable by everybody (rule 7)."""
        return self.active().filter(is_filter=True, privacy=CriterionPrivacy.PUBLIC)


class Criterion(index.Indexed, ClusterableModel):
    """A question about a participant, with the choices to answer from."""

    program = models.ForeignKey(
        MentoringProgram,
        verbose_name=_("program"),
        on_delete=models.CASCADE,
        related_name="criteria",
    )
    sort_order = models.IntegerField(_("order"), default=0, db_index=True, editable=False)
    label = models.CharField(
        _("name"),
        max_length=80,
        help_text=_("Short, as it stands beside a filter: “Career stage”."),
    )
    slug = models.SlugField(
        _("identifier"), max_length=60, help_text=_("Used in addresses of searches and in files.")
    )
    kind = models.CharField(
        _("kind of answer"),
        max_length=20,
        choices=CriterionKind.choices,
        default=CriterionKind.SINGLE,
    )
    ask_mentor = models.BooleanField(_("ask mentors"), default=True)
    ask_mentee = models.BooleanField(_("ask mentees"), default=True)
    mentor_question = models.CharField(
        _("question to mentors"), max_length=200, blank=True, help_text=_("Empty: the name.")
    )
    mentee_question = models.CharField(
        _("question to mentees"), max_length=200, blank=True, help_text=_("Empty: the name.")
    )
    help_text = models.CharField(_("hint"), max_length=300, blank=True)
    is_required = models.BooleanField(_("an answer is required"), default=False)
    is_filter = models.BooleanField(_("offered as a filter"), default=True)
    privacy = models.CharField(
        _("who reads the answers"),
        max_length=20,
        choices=CriterionPrivacy.choices,
        default=CriterionPrivacy.PUBLIC,
    )
    is_sensitive = models.BooleanField(
        _("sensitive"),
        default=False,
        help_text=_(
            "Gender, background, health and the like: private, never required, and asked with a consent of its own."
        ),
    )
    purpose = models.CharField(
        _("why we ask"),
        max_length=300,
        blank=True,
        help_text=_("Shown beside a private or sensitive question."),
    )
    weight = models.PositiveSmallIntegerField(
        _("weight"),
        default=5,
        validators=[MaxValueValidator(10)],
        help_text=_("0 to 10: how much it counts for the fit."),
    )
    match_rule = models.CharField(
        _("how answers are compared"),
        max_length=20,
        choices=MatchRule.choices,
        default=MatchRule.SAME,
    )
    match_distance = models.PositiveSmallIntegerField(
        _("distance"),
        default=1,
        help_text=_("Steps the mentor stands above the mentee, or hours that must overlap."),
    )
    is_hard_rule = models.BooleanField(
        _("must fit"),
        default=False,
        help_text=_("People who do not fit here are not shown to each other."),
    )
    is_active = models.BooleanField(_("in use"), default=True)

    objects = CriterionQuerySet.as_manager()

    search_fields = [index.SearchField("label"), index.AutocompleteField("label")]

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "slug"], name="criterion_slug_once_per_program"
            ),
            models.CheckConstraint(
                condition=Q(is_sensitive=False)
                | Q(privacy=CriterionPrivacy.PRIVATE, is_required=False),
                name="criterion_sensitive_is_private",
                violation_error_message=_("A sensitive criterion is private and never required."),
            ),
            models.CheckConstraint(
                condition=Q(privacy=CriterionPrivacy.PUBLIC) | Q(is_filter=False),
                name="criterion_private_is_no_filter",
                violation_error_message=_(
                    "Only a criterion that everybody may read can be a filter."
                ),
            ),
        ]

    def __str__(self):
        return self.label

    def clean(self):
        super().clean()
        errors = {}
        if self.match_rule not in MATCH_RULES.get(self.kind, {MatchRule.IGNORE}):
            errors["match_rule"] = _("Answers of this kind cannot be compared like that.")
        if not (self.ask_mentor or self.ask_mentee):
            errors["ask_mentor"] = _("Ask at least one of the two.")
        if self.kind == CriterionKind.TEXT and self.is_filter:
            errors["is_filter"] = _("Free text cannot be a filter; the search finds its words.")
        if self.is_sensitive and not self.purpose:
            errors["purpose"] = _("Say why you ask: members read it before they decide to answer.")
        if self.pk and self.answer_count():
            kind, privacy = type(self).objects.values_list("kind", "privacy").get(pk=self.pk)
            if self.kind != kind:
                errors["kind"] = _(
                    "Members have answered this already. Make a new criterion for another kind of answer."
                )
            # From the widest circle of readers to the narrowest.
            circles = list(CriterionPrivacy)
            if circles.index(CriterionPrivacy(self.privacy)) < circles.index(
                CriterionPrivacy(privacy)
            ):
                errors["privacy"] = _(
                    "Members have answered this in confidence. Make a new criterion for answers that more people read."
                )
        if errors:
            raise ValidationError(errors)

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        # The two answers to "yes or no" are choices like any other.
        if (
            self.kind == CriterionKind.YES_NO
            and not CriterionChoice.objects.filter(criterion_id=self.pk).exists()
        ):
            for order, label in enumerate((gettext("Yes"), gettext("No"))):
                CriterionChoice.objects.create(criterion_id=self.pk, label=label, sort_order=order)

    def question_for(self, role):
        """Return the question as people of ``role`` read it."""
        return getattr(self, f"{Role(role).value}_question") or self.label

    def is_asked_of(self, role):
        return getattr(self, f"ask_{Role(role).value}")

    @property
    def needs_consent(self):
        """Whether an answer counts for the fit only where its owner agreed to be found by it."""
        return self.privacy == CriterionPrivacy.PRIVATE

    @property
    def has_choices(self):
        return self.kind in CHOICE_KINDS

    @property
    def allows_several(self):
        return self.kind not in SINGLE_ANSWER_KINDS

    def choice_uses(self):
        """Return ``{choice id: ChoiceUse}`` of the choices that are in use, in four queries."""
        uses = {}
        for kinds, path, name in (
            ((self.mentoranswers, self.menteeanswers), "choice", "answers"),
            ((self.mentorpreferences, self.menteepreferences), "choices", "wishes"),
        ):
            for said in kinds:
                rows = said.filter(**{f"{path}__isnull": False}).order_by()
                rows = rows.values_list(path).annotate(models.Count("pk"))
                for choice, count in rows:
                    use = uses.setdefault(choice, ChoiceUse())
                    setattr(use, name, getattr(use, name) + count)
        return uses

    def answer_count(self):
        """How many answers there are. A criterion with answers is deactivated, not deleted."""
        return self.mentoranswers.count() + self.menteeanswers.count()


@dataclass
class ChoiceUse:
    """How many answers are a choice, and how many members wish for it."""

    answers: int = 0
    wishes: int = 0

    def __bool__(self):
        return bool(self.answers or self.wishes)


class CriterionChoice(Orderable):
    """One answer to choose. On a scale the order is the meaning."""

    criterion = ParentalKey(Criterion, on_delete=models.CASCADE, related_name="choices")
    label = models.CharField(_("choice"), max_length=120)
    is_active = models.BooleanField(
        _("offered"),
        default=True,
        help_text=_("Off: nobody new can choose it; who chose it keeps it."),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("choice")
        verbose_name_plural = _("choices")

    def __str__(self):
        return self.label

    def answer_count(self):
        return self.mentoranswers.count() + self.menteeanswers.count()
