"""What two people write to each other, about an open request and while they work together (F37, R44).

Only the two read it: no admin page, export, history or log shows a message
(S-12). The request carries the conversation, so the words from before the
acceptance and those from afterwards are one thread.
"""

import secrets
import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import Role
from ..storage import attachment_path, attachment_storage
from .files import AttachedFile
from .requests import MentorshipRequest

#: Characters of one message.
MESSAGE_LENGTH = 5000


def new_reply_token():
    """Return 160 random bits, in letters and digits that survive any mail program (M-13)."""
    return secrets.token_hex(20)


class ConversationQuerySet(models.QuerySet):
    def for_user(self, user):
        """Those ``user`` is a party to; nobody else's exist for them (S-02)."""
        if user is None or not user.is_authenticated:
            return self.none()
        return self.filter(
            Q(request__mentor_member__user=user) | Q(request__mentee_member__user=user)
        )


class Conversation(models.Model):
    """The thread of the two people of a request. It begins with the first message."""

    #: No admin page may say how often somebody is written to.
    wagtail_reference_index_ignore = True

    uuid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    request = models.OneToOneField(
        MentorshipRequest, on_delete=models.CASCADE, related_name="conversation"
    )
    started_at = models.DateTimeField(default=timezone.now)
    #: Who wrote the first message; that side's new conversations of a day are counted.
    started_by = models.CharField(max_length=10, choices=Role.choices)
    last_message_at = models.DateTimeField(default=timezone.now)
    # The addresses to which each of the two may reply by mail; each is a secret of its own (M-13).
    mentor_reply_token = models.CharField(max_length=40, unique=True, default=new_reply_token)
    mentee_reply_token = models.CharField(max_length=40, unique=True, default=new_reply_token)

    objects = ConversationQuerySet.as_manager()

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        ordering = ["-last_message_at", "-pk"]
        # There is nothing an administrator could be allowed to do with them.
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(started_by__in=Role.values), name="conversation_starter_known"
            ),
        ]

    def __str__(self):
        return str(self.request)

    def reply_token(self, role):
        """Return the token by which the person on the side of ``role`` replies by mail."""
        return getattr(self, f"{Role(role).value}_reply_token")


class MessageQuerySet(models.QuerySet):
    def in_conversations_of(self, user):
        """All messages of the conversations that ``user`` is a party to, their own included."""
        if user is None or not user.is_authenticated:
            return self.none()
        return self.filter(
            Q(conversation__request__mentor_member__user=user)
            | Q(conversation__request__mentee_member__user=user)
        )

    def written_by_member(self, member):
        """Those ``member`` wrote, on whichever side."""
        return self.filter(
            Q(written_by=Role.MENTOR, conversation__request__mentor_member=member)
            | Q(written_by=Role.MENTEE, conversation__request__mentee_member=member)
        )

    def unread_by(self, user):
        """Those that others wrote to ``user`` and that wait to be read."""
        if user is None or not user.is_authenticated:
            return self.none()
        return self.filter(
            Q(written_by=Role.MENTEE, conversation__request__mentor_member__user=user)
            | Q(written_by=Role.MENTOR, conversation__request__mentee_member__user=user),
            read_at__isnull=True,
        )


class Message(models.Model):
    """Plain words of one of the two, to the other."""

    wagtail_reference_index_ignore = True

    uuid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="messages"
    )
    #: The side that wrote it; the request knows the people.
    written_by = models.CharField(max_length=10, choices=Role.choices)
    text = models.TextField(_("message"), max_length=MESSAGE_LENGTH, blank=True)
    sent_at = models.DateTimeField(default=timezone.now)
    #: When the other opened the conversation, or said so by the button.
    read_at = models.DateTimeField(null=True)
    #: When the mail that tells of it was queued, alone or together with others.
    mailed_at = models.DateTimeField(null=True)
    #: Whether it came by mail.
    by_mail = models.BooleanField(default=False)
    #: Made with the form, or from the mail's Message-ID: the same one twice is one message (C-14).
    form_token = models.UUIDField(null=True, unique=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["sent_at", "pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(written_by__in=Role.values), name="message_writer_known"
            ),
        ]
        indexes = [
            models.Index(fields=["mailed_at", "read_at"], name="message_to_mail"),
            models.Index(fields=["sent_at"], name="message_sent"),
        ]

    def __str__(self):
        # Not the words: whatever prints an object must not print them (S-12, S-18).
        return str(_("Message"))


class MessageAttachment(AttachedFile):
    """A file that goes with a message. A view that asks the rules serves it (S-24)."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attachments")
    file = models.FileField(upload_to=attachment_path, storage=attachment_storage)

    class Meta(AttachedFile.Meta):
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self):
        return str(_("Attachment"))
