"""Writing to each other, and reading it (F37, R44).

What two people write is theirs: unlike all other actions these write no line into the audit log, and
nobody writes or reads for somebody else, coordinators included (S-12).
"""

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import signals
from ..enums import MessageMail, NotificationStatus, RequestStatus, Role
from ..exceptions import Refusal
from ..inbound.addresses import reply_address
from ..models import (
    Conversation,
    Mentorship,
    MentorshipRequest,
    Message,
    MessageAttachment,
    Notification,
)
from ..notifications.dispatch import notify
from .base import MentoringAction
from .locks import lock_pair
from .pairs import note_activity
from .stored_files import StoredFilesMixin


class ConversationAction(MentoringAction):
    """Base: an act of ``profile`` in the conversation that belongs to ``request``."""

    def __init__(self, request, profile, *, actor):
        super().__init__(actor=actor)
        self.request, self.profile = request, profile

    def lock(self):
        self.request = lock_pair(
            MentorshipRequest, self.request.pk, self.request.mentor_id, self.request.mentee_id
        )
        side = self.request.side(self.profile.role)
        if side.pk == self.profile.pk:
            self.profile = side

    def refusals(self):
        if self.actor is None or self.actor.pk != self.profile.member.user_id:
            return [Refusal("not_yours", _("Only the two people themselves can do this."))]
        return []


class SendMessageAction(StoredFilesMixin, ConversationAction):
    """Write ``text`` to the other person, with ``files`` (``attachments.Attachment``) if one likes.

    ``form_token`` makes the same form, or the same mail, sent twice one message (C-14).
    The other is told by mail, but not for each of several messages (``tell_of_messages``).
    Returns the ``Message``.
    """

    event = "message.send"

    def __init__(
        self, request, profile, *, text="", files=(), form_token=None, by_mail=False, actor
    ):
        super().__init__(request, profile, actor=actor)
        self.text, self.files = text, list(files)
        self.form_token, self.by_mail = form_token, by_mail

    def refusals(self):
        refusals = super().refusals()
        if refusals or self._sent() is not None:
            return refusals
        if self.by_mail:
            refusals = self.rules.can_reply_by_mail(self.request, self.profile)
        return refusals or self.rules.can_send(
            self.request, self.profile, self.text, len(self.files)
        )

    def _sent(self):
        """Return the message this very form or mail has made already, if it has."""
        if not self.form_token:
            return None
        return Message.objects.filter(
            form_token=self.form_token,
            written_by=self.profile.role,
            conversation__request=self.request,
        ).first()

    def write(self):
        sent = self._sent()
        if sent is not None:
            self.did_something = False
            return sent
        conversation, is_new = Conversation.objects.get_or_create(
            request=self.request,
            defaults={
                "started_at": self.now,
                "started_by": self.profile.role,
                "last_message_at": self.now,
            },
        )
        message = Message.objects.create(
            conversation=conversation,
            written_by=self.profile.role,
            text=self.text.strip(),
            sent_at=self.now,
            by_mail=self.by_mail,
            form_token=self.form_token,
        )
        for file in self.files:
            self.attach(MessageAttachment(message=message), file)
        if not is_new:
            Conversation.objects.filter(pk=conversation.pk).update(last_message_at=self.now)
        conversation.request = self.request
        mentorship = Mentorship.objects.open().filter(request=self.request).first()
        if mentorship is not None:
            note_activity(mentorship, self.now)
        tell_of_messages(self, conversation, self.profile.role.other)
        self.signal(signals.message_sent, message)
        return message


class MarkReadAction(ConversationAction):
    """Note that ``profile`` has read what the other wrote, up to the message ``until`` or all of it.

    May be done twice. Returns how many messages were new.
    """

    event = "message.read"

    def __init__(self, request, profile, *, until=None, actor):
        super().__init__(request, profile, actor=actor)
        self.until = until

    def refusals(self):
        return super().refusals() or self.rules.can_read_messages(self.actor, self.request)

    def write(self):
        unread = Message.objects.filter(
            conversation__request=self.request,
            written_by=self.profile.role.other,
            read_at__isnull=True,
        )
        if self.until is not None:
            unread = unread.filter(sent_at__lte=self.until.sent_at)
        # By primary key alone: other conditions make MariaDB lock rows of other conversations.
        ids = list(unread.values_list("pk", flat=True))
        return Message.objects.filter(pk__in=ids).update(read_at=self.now)


class SetMessageMailAction(MentoringAction):
    """A member chooses whether mails about messages carry the words. ``wish`` is a ``MessageMail``."""

    event = "member.message_mail"

    def __init__(self, member, wish, *, actor):
        super().__init__(actor=actor)
        self.member, self.wish = member, MessageMail(wish)

    def lock(self):
        self.member = type(self.member).objects.select_for_update().get(pk=self.member.pk)

    def refusals(self):
        return self.rules.can_edit_member(self.actor, self.member)

    def write(self):
        if self.member.message_mail != self.wish:
            type(self.member).objects.filter(pk=self.member.pk).update(message_mail=self.wish)
            self.log(self.member, to=str(self.wish))
            self.member.message_mail = self.wish
        return self.member


class TellOfMessagesAction(MentoringAction):
    """Send the mail about what was written in the pause after the last mail. The system's act."""

    event = "message.tell"

    def __init__(self, conversation, role, *, actor=None):
        super().__init__(actor=actor)
        self.conversation, self.role = conversation, Role(role)

    def lock(self):
        request = self.conversation.request
        request = lock_pair(MentorshipRequest, request.pk, request.mentor_id, request.mentee_id)
        self.conversation.request = request

    def write(self):
        self.did_something = tell_of_messages(self, self.conversation, self.role) is not None


def messages_to_mail(conversation, role, now):
    """Return the unread messages that a mail to the person on the side of ``role`` has to tell of now.

    None while the last mail is younger than the program's pause. To somebody who gets only a hint
    one mail says it all until they have read.
    """
    request = conversation.request
    if request.status not in (RequestStatus.PENDING, RequestStatus.ACCEPTED):
        return []
    unread = list(_unread(conversation, role))
    waiting = [message for message in unread if message.mailed_at is None]
    last = max((message.mailed_at for message in unread if message.mailed_at), default=None)
    if last is not None:
        if request.side(role).member.message_mail == MessageMail.HINT:
            return []
        if (now - last).total_seconds() < 60 * request.program.message_mail_pause_minutes:
            return []
    return waiting


def tell_of_messages(action, conversation, role):
    """Queue the mail that is due about what waits to be read on the side of ``role``; return it or ``None``."""
    waiting = messages_to_mail(conversation, role, action.now)
    if not waiting:
        return None
    request = conversation.request
    reader = request.side(role)
    collected = _take_back_collected(conversation, reader)
    told = {mail.about.mailed_at for mail in collected}
    waiting = [one for one in _unread(conversation, role) if one.mailed_at in {None, *told}]
    Message.objects.filter(pk__in=[message.pk for message in waiting]).update(mailed_at=action.now)
    waiting[-1].conversation = conversation
    address = (
        reply_address(conversation.reply_token(role)) if may_answer(action, reader, request) else ""
    )
    mail = notify(
        "message_received",
        recipient=reader.member,
        about=waiting[-1],
        program=request.program,
        extra=lambda: _values(waiting, reader, request.other_side(reader), address),
        reply_to=address,
    )
    if mail and collected:
        # The first of them has waited since yesterday: the morning stays the same.
        moment = min(one.next_attempt_at for one in collected)
        Notification.objects.filter(pk=mail.pk, status=NotificationStatus.COLLECTED).update(
            send_after=moment, next_attempt_at=moment
        )
    return mail


def _take_back_collected(conversation, reader):
    """Cancel and return the mails of this conversation that wait for a digest: one mail is to say it all."""
    about = Notification.objects.filter(
        event="message_received",
        member=reader.member,
        status=NotificationStatus.COLLECTED,
        content_type=ContentType.objects.get_for_model(Message),
        object_id__in=list(conversation.messages.values_list("pk", flat=True)),
    )
    collected = list(about.order_by("pk").select_for_update())
    about.filter(pk__in=[mail.pk for mail in collected]).update(
        status=NotificationStatus.CANCELED, error=_("A later mail says it, too.")
    )
    return collected


def _unread(conversation, role):
    return conversation.messages.filter(written_by=Role(role).other, read_at__isnull=True).order_by(
        "sent_at", "pk"
    )


def may_answer(action, reader, request):
    """Whether an answer by mail would be taken."""
    return not action.rules.can_reply_by_mail(request, reader)


def _values(waiting, reader, writer, address):
    count, name = len(waiting), {"name": writer.member.name, "count": len(waiting)}
    files = MessageAttachment.objects.filter(message__in=waiting).count()
    wants_words = reader.member.message_mail == MessageMail.TEXT
    if address:
        reply = _("You can answer this mail: what you write goes to %(name)s.") % name
    else:
        reply = (
            _("Please answer on the site. An answer to this mail does not reach %(name)s.") % name
        )
    return {
        "news": ngettext("%(name)s wrote to you.", "%(name)s wrote you %(count)d messages.", count)
        % name,
        "message": "\n\n".join(message.text for message in waiting if message.text)
        if wants_words
        else "",
        "files": ngettext(
            "There is %(count)d file with it; you find it on the site.",
            "There are %(count)d files with it; you find them on the site.",
            files,
        )
        % {"count": files}
        if files
        else "",
        "reply": reply,
    }


def due_message_mails(now):
    """Yield ``(conversation, role of the reader)`` for which a mail is due (for ``run_due``)."""
    waiting = (
        Message.objects.filter(
            mailed_at__isnull=True,
            read_at__isnull=True,
            conversation__request__status__in=[RequestStatus.PENDING, RequestStatus.ACCEPTED],
        )
        .values_list("conversation", "written_by")
        .distinct()
        .order_by("conversation", "written_by")
    )
    for pk, writer in list(waiting):
        conversation = Conversation.objects.select_related(
            "request__program", "request__mentor__member", "request__mentee__member"
        ).get(pk=pk)
        role = Role(writer).other
        if messages_to_mail(conversation, role, now):
            yield conversation, role
