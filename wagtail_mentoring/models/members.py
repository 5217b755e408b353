"""The person: kept once, whatever roles they take."""

import uuid

import swapper
from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable
from wagtail.search import index
from wagtail.search.queryset import SearchableQuerySetMixin

from ..enums import ContactVisibility, MembershipState, MessageMail
from ..storage import picture_path, picture_storage
from ..validators import validate_one_line, validate_phone, validate_time_zone, validate_web_url


class MemberProfileQuerySet(SearchableQuerySetMixin, models.QuerySet):
    def for_user(self, user):
        """Return the profile of ``user``, or ``None``."""
        if user is None or not user.is_authenticated:
            return None
        return self.filter(user=user).first()

    def with_failing_mail(self):
        """Those to whose present address mails came back for good (M-21)."""
        return self.filter(mail_failed_at__isnull=False, user__isnull=False).filter(
            Exact(Lower("user__email"), Lower("mail_failed_address"))
        )


def audience_field(label):
    """Return a field that says who sees one contact detail: ``<name>_visibility`` for the field ``<name>``."""
    return models.CharField(
        label,
        max_length=20,
        choices=ContactVisibility.choices,
        default=ContactVisibility.PARTNERS,
    )


class AbstractMemberProfile(index.Indexed, ClusterableModel):
    """Fields and behavior of a person. Extend it to swap the model (docs/how-to/swapped-profile.md)."""

    #: The ways to reach the person, in the order they are shown; each has a field ``<name>_visibility``.
    contact_fields = ("contact_email", "phone", "website", "linkedin_url")

    uuid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    #: Empty once the account has been removed; what the person did still counts in reports (D21).
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="mentoring_member",
    )
    name = models.CharField(
        _("name"),
        max_length=120,
        validators=[validate_one_line],
        help_text=_("As you want to be called and found."),
    )
    headline = models.CharField(
        _("headline"),
        max_length=140,
        blank=True,
        validators=[validate_one_line],
        help_text=_("One line about what you do, such as “Biostatistician in clinical trials”."),
    )
    bio = models.TextField(
        _("about you"),
        max_length=4000,
        blank=True,
        help_text=_("A few sentences on your way so far and what interests you."),
    )
    picture = models.ImageField(
        _("picture"),
        blank=True,
        upload_to=picture_path,
        storage=picture_storage,
        help_text=_("A recent portrait. JPEG, PNG or WebP, up to 5 MB."),
    )
    #: The square of it that the member chose; what others are shown is cut out once, when it is chosen.
    portrait = models.FileField(
        _("portrait"), blank=True, editable=False, upload_to=picture_path, storage=picture_storage
    )
    #: Where the square lies: 0 is the left or upper edge of the picture, 1 the right or lower one.
    picture_x = models.FloatField(_("from left to right"), default=0.5, editable=False)
    #: Faces are in the upper part of a portrait.
    picture_y = models.FloatField(_("from top to bottom"), default=0.25, editable=False)
    #: 1 is the largest square the picture has; 2 shows half of its width.
    picture_zoom = models.FloatField(_("how close"), default=1, editable=False)
    employer = models.CharField(
        _("where you work or study"), max_length=140, blank=True, validators=[validate_one_line]
    )
    city = models.CharField(_("city"), max_length=80, blank=True, validators=[validate_one_line])
    country = models.CharField(_("country"), max_length=2, blank=True)
    time_zone = models.CharField(
        _("time zone"), max_length=64, blank=True, validators=[validate_time_zone]
    )
    language = models.CharField(
        _("language of mails"),
        max_length=12,
        blank=True,
        help_text=_("The language of the site is used when this is empty."),
    )

    #: What mails about messages say.
    message_mail = models.CharField(
        _("mails about messages"),
        max_length=10,
        choices=MessageMail.choices,
        default=MessageMail.TEXT,
    )

    # Contact, each with the circle that sees it (D7, F14)
    contact_email = models.EmailField(
        _("e-mail for partners"),
        blank=True,
        help_text=_("Empty: the address of your account, shown to nobody."),
    )
    phone = models.CharField(_("phone"), max_length=40, blank=True, validators=[validate_phone])
    website = models.URLField(_("website"), blank=True, validators=[validate_web_url])
    contact_email_visibility = audience_field(_("who sees your e-mail address"))
    phone_visibility = audience_field(_("who sees your phone number"))
    website_visibility = audience_field(_("who sees your website"))
    linkedin_url = models.URLField(_("LinkedIn"), blank=True, validators=[validate_web_url])
    linkedin_url_visibility = audience_field(_("who sees your LinkedIn page"))

    # What the society says of the person, kept by actions.membership so that searches can filter by it (D14).
    membership_state = models.CharField(
        _("membership"),
        max_length=20,
        choices=MembershipState.choices,
        default=MembershipState.UNKNOWN,
        editable=False,
    )
    membership_lapsed_on = models.DateField(
        _("membership ended on"), null=True, blank=True, editable=False
    )
    membership_checked_at = models.DateTimeField(
        _("membership checked"), null=True, blank=True, editable=False
    )
    #: The last day the society's records know of; empty where they name none.
    membership_ends_on = models.DateField(
        _("membership ends on"), null=True, blank=True, editable=False, db_index=True
    )
    region = models.CharField(_("region"), max_length=120, blank=True, editable=False)

    # Mail that came back (M-21): until the account has another address, only what is needed is sent.
    mail_failed_at = models.DateTimeField(
        _("mail came back on"), null=True, blank=True, editable=False
    )
    mail_failed_address = models.EmailField(blank=True, editable=False)

    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = MemberProfileQuerySet.as_manager()

    search_fields = [
        index.SearchField("name", boost=3),
        index.AutocompleteField("name"),
        index.SearchField("headline", boost=2),
        index.SearchField("employer"),
        index.FilterField("id"),
        index.FilterField("membership_state"),
    ]

    class Meta:
        abstract = True
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(picture_x__gte=0, picture_x__lte=1)
                & models.Q(picture_y__gte=0, picture_y__lte=1)
                & models.Q(picture_zoom__gte=1),
                name="%(class)s_square_in_picture",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def email(self):
        """The address mails go to: the account's. Never shown to others."""
        return (self.user.email or "") if self.user_id else ""

    @property
    def mail_fails(self):
        """Whether mails to the account's present address came back for good (M-21)."""
        return bool(
            self.mail_failed_at
            and self.email
            and self.mail_failed_address.lower() == self.email.lower()
        )

    @property
    def given_contact(self):
        """The names of the contact details the member gave. Who sees them is for the rules to say."""
        return [name for name in self.contact_fields if getattr(self, name)]


class MemberProfile(AbstractMemberProfile):
    """A person who takes part, or took part, in mentoring."""

    class Meta(AbstractMemberProfile.Meta):
        swappable = swapper.swappable_setting("wagtail_mentoring", "MemberProfile")


#: Rows of each kind in a curriculum vitae. More than anybody reads.
MAX_HISTORY_ROWS = 30


class HistoryEntry(Orderable):
    """A row of a curriculum vitae."""

    start_year = models.PositiveSmallIntegerField(_("from (year)"), null=True, blank=True)
    end_year = models.PositiveSmallIntegerField(
        _("to (year)"), null=True, blank=True, help_text=_("Empty: until now.")
    )

    class Meta(Orderable.Meta):
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(start_year__isnull=True)
                | models.Q(end_year__isnull=True)
                | models.Q(end_year__gte=models.F("start_year")),
                name="%(class)s_years_in_order",
                violation_error_message=_("The end is before the beginning."),
            )
        ]


class Education(HistoryEntry):
    member = ParentalKey(
        swapper.get_model_name("wagtail_mentoring", "MemberProfile"),
        on_delete=models.CASCADE,
        related_name="educations",
    )
    degree = models.CharField(_("degree"), max_length=140)
    institution = models.CharField(_("institution"), max_length=140)

    class Meta(HistoryEntry.Meta):
        verbose_name = _("education")
        verbose_name_plural = _("education")

    def __str__(self):
        return f"{self.degree}, {self.institution}"


class Position(HistoryEntry):
    member = ParentalKey(
        swapper.get_model_name("wagtail_mentoring", "MemberProfile"),
        on_delete=models.CASCADE,
        related_name="positions",
    )
    title = models.CharField(_("position"), max_length=140)
    organization = models.CharField(_("organization"), max_length=140)

    class Meta(HistoryEntry.Meta):
        verbose_name = _("position")
        verbose_name_plural = _("positions")

    def __str__(self):
        return f"{self.title}, {self.organization}"
