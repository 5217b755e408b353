"""The outbox and log of mails, and the editors' words for them."""

import uuid

import swapper
from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from ..enums import NotificationStatus
from ..events import CONFIDENTIAL, PRIVATE, event_choices, event_label, validate_template_text
from ..validators import validate_one_line
from .programs import MentoringProgram


class NotificationQuerySet(models.QuerySet):
    def about(self, obj):
        """The mails about one object."""
        return self.filter(content_type=ContentType.objects.get_for_model(obj), object_id=obj.pk)

    def without_confidential(self):
        """Those that the log of mails shows: of what is told in confidence it has no trace (S-11)."""
        return self.exclude(event__in=CONFIDENTIAL)

    def headed_by(self, words):
        """Those with ``words`` in a subject that staff may read (S-12)."""
        return self.filter(subject__icontains=words).exclude(event__in=PRIVATE | CONFIDENTIAL)


class Notification(models.Model):
    """One mail to one person: written with what caused it, sent afterwards (design rule 3).

    The text is fixed when the row is written, in the recipient's language (M-11).
    ``key`` is unique for event, object, recipient and step: the same mail is
    never queued twice (M-07).
    """

    key = models.CharField(max_length=190, unique=True, editable=False)
    program = models.ForeignKey(
        MentoringProgram,
        verbose_name=_("program"),
        null=True,
        on_delete=models.CASCADE,
        related_name="notifications",
    )
    event = models.CharField(_("event"), max_length=60)
    step = models.CharField(_("step"), max_length=40, blank=True)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recipient"),
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    member = models.ForeignKey(
        swapper.get_model_name("wagtail_mentoring", "MemberProfile"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="notifications",
    )
    content_type = models.ForeignKey(
        ContentType, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    object_id = models.BigIntegerField(null=True)
    about = GenericForeignKey("content_type", "object_id")
    #: Address at the time of queueing; the account's current one is used while there is an account.
    to_email = models.EmailField(_("address"))
    language = models.CharField(_("language"), max_length=12)
    subject = models.CharField(_("subject"), max_length=255)
    body_text = models.TextField(_("text"))
    body_html = models.TextField(_("HTML"), blank=True)
    #: An iCalendar object that goes with the mail; empty for most.
    calendar = models.TextField(blank=True)
    from_email = models.CharField(max_length=255, blank=True)
    reply_to = models.CharField(max_length=255, blank=True)
    #: Where the button leads; a digest leads there, too.
    link = models.CharField(max_length=500, blank=True)
    #: Where one click stops mails of this kind (M-19); empty for those that cannot be stopped.
    unsubscribe_url = models.CharField(max_length=500, blank=True)
    message_id = models.CharField(max_length=190, unique=True)
    status = models.CharField(
        _("status"),
        max_length=20,
        choices=NotificationStatus.choices,
        default=NotificationStatus.QUEUED,
    )
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    created_at = models.DateTimeField(_("queued"), default=timezone.now)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    #: The recipient's next morning, or the day of the digest; empty for what goes out at once.
    send_after = models.DateTimeField(_("not before"), null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    lease_token = models.UUIDField(null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    error = models.TextField(_("last error"), blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["-created_at", "-pk"]
        default_permissions = ["view"]
        permissions = [("resend_notification", _("Can send a notification again"))]
        indexes = [
            models.Index(fields=["status", "next_attempt_at"], name="notification_due"),
            models.Index(fields=["content_type", "object_id"], name="notification_about"),
        ]

    def __str__(self):
        # Whatever prints an object, the audit log for one, must not tell what is between two people.
        return str(self.event_label) if self.is_private else self.subject

    @property
    def is_private(self):
        """Whether subject and text are for the recipient alone (S-12)."""
        return self.event in PRIVATE

    @property
    def event_label(self):
        """What kind of mail this is, for people."""
        return event_label(self.event)


class OutboxWatch(models.Model):
    """The one row that says when a sender last looked at the outbox (M-24).

    Mails that wait while nobody looks for a day come out of a backup, or of a site that was away:
    they are held back until somebody has looked at them.
    """

    KEY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=KEY)
    looked_at = models.DateTimeField()

    class Meta:
        default_permissions = []

    def __str__(self):
        return str(self.looked_at)


def moment_stamp(moment):
    """Return a moment as the step of a mail names it, to the millisecond; an empty text for none."""
    return str(int(moment.timestamp() * 1000)) if moment else ""


def new_message_id(domain):
    """Return a Message-ID that stays with the mail through every attempt (M-14)."""
    return f"<mentoring.{uuid.uuid4().hex}@{domain}>"


class NotificationTemplate(index.Indexed, models.Model):
    """An editor's own words for one kind of mail. Empty fields fall back to the app's files.

    Placeholders such as ``{partner}`` come from the event's list and are filled
    by a formatter that knows nothing else (design rule 9).
    """

    program = models.ForeignKey(
        MentoringProgram,
        verbose_name=_("program"),
        on_delete=models.CASCADE,
        related_name="notification_templates",
    )
    event = models.CharField(_("mail"), max_length=60, choices=event_choices)
    language = models.CharField(
        _("language"),
        max_length=12,
        blank=True,
        help_text=_("Empty: every language that has no words of its own."),
    )
    subject = models.CharField(
        _("subject"), max_length=200, blank=True, validators=[validate_one_line]
    )
    body = models.TextField(_("text"), blank=True, max_length=8000)
    is_active = models.BooleanField(_("in use"), default=True)

    search_fields = [index.SearchField("subject"), index.SearchField("body")]

    class Meta:
        verbose_name = _("mail text")
        verbose_name_plural = _("mail texts")
        ordering = ["event", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "event", "language"], name="notification_template_once"
            ),
        ]

    def __str__(self):
        label = str(event_label(self.event))
        return f"{label} ({self.language})" if self.language else label

    def clean(self):
        """Refuse placeholders that this kind of mail does not have, and languages the site does not have."""
        super().clean()
        errors = {}
        for field in ("subject", "body"):
            try:
                text = getattr(self, field)
                validate_template_text(self.event, text, is_subject=field == "subject")
            except ValidationError as error:
                # An unknown event is reported once, by its own field.
                if error.code == "placeholder":
                    errors[field] = error
        if self.language and self.language not in dict(settings.LANGUAGES):
            errors["language"] = ValidationError(
                _("This is not a language of the site."), code="language"
            )
        if errors:
            raise ValidationError(errors)
