"""What becomes of a mail that somebody sent in answer to the site's (M-13).

Only the member whose secret the address holds can have sent it, from the address of their account, and
only while they may write on the site as well. Whatever is refused is told to that member alone, once
an hour for each reason, without a word of the mail; mails that programs wrote are dropped in silence,
so that nothing goes round in circles.
"""

import logging
import re
from enum import Enum

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from ..attachments import process_attachment
from ..enums import Role
from ..exceptions import ActionRefused, Refusal
from ..inbound.reading import read_body, read_head
from ..models import Conversation, Notification
from ..notifications.dispatch import notify
from ..notifications.recipients import resolve
from ..rules import get_rules
from .messages import SendMessageAction

logger = logging.getLogger(__name__)


class Outcome(Enum):
    """What was done with a mail."""

    DELIVERED = "delivered"
    REFUSED = "refused"
    #: From a program, to nobody known, or fetched before.
    IGNORED = "ignored"


def receive_mail(raw, *, is_too_large=False):
    """Deliver the reply in ``raw`` (bytes), or say why not; return the ``Outcome``.

    ``is_too_large`` says that ``raw`` is only the head. Raises ``ActionBusy`` when the same try may
    succeed later.
    """
    try:
        head = read_head(raw)
    except Exception as error:
        return _unreadable(error)
    found = _conversation(head.token)
    if found is None or head.is_automatic or _is_own(head):
        # Nothing of the mail: it may be private, and the token is a secret (S-18).
        logger.info("A mail was dropped: %s.", "unknown address" if found is None else "automatic")
        return Outcome.IGNORED
    conversation, profile = found
    user = profile.member.user
    if user is None:
        return Outcome.IGNORED
    with translation.override(resolve(profile).language):
        try:
            refusals = _doubts(head, user, is_too_large) or get_rules().can_reply_by_mail(
                conversation.request, profile
            )
            if refusals:
                raise ActionRefused(refusals)
            try:
                body = read_body(raw, head.address)
            except Exception as error:
                return _unreadable(error)
            if body.is_encrypted:
                raise ActionRefused(
                    [Refusal("encrypted", _("It is encrypted, so that this site cannot read it."))]
                )
            action = SendMessageAction(
                conversation.request,
                profile,
                text=_without_addresses(body.text, head, user),
                files=_processed(body.files),
                form_token=head.form_token,
                by_mail=True,
                actor=user,
            )
            action.execute()
        except ActionRefused as refused:
            _tell(conversation, profile, refused.refusals[0])
            return Outcome.REFUSED
    return Outcome.DELIVERED if action.did_something else Outcome.IGNORED


def _unreadable(error):
    """Drop what is made up so that Python's own reader fails: it would fail the next time, too."""
    logger.warning("A mail was dropped: it cannot be read (%s).", type(error).__name__)
    return Outcome.IGNORED


def _is_own(head):
    """Whether it is a mail of the site's that came back, even if it lost the headers that say so."""
    return Notification.objects.filter(message_id=head.message_id[:190]).exists()


def _conversation(token):
    """Return ``(conversation, profile)`` of the one who may use ``token``, or ``None``."""
    if not token:
        return None
    people = Conversation.objects.select_related(
        "request__program",
        "request__mentor__member__user",
        "request__mentee__member__user",
        "request__mentor__program",
        "request__mentee__program",
    )
    for role in Role:
        conversation = people.filter(**{f"{role.value}_reply_token": token}).first()
        if conversation is not None:
            return conversation, conversation.request.side(role)
    return None


def _is_same_address(one, other):
    # Of other letters than ASCII's some are "the same" in small that belong to two addresses.
    return one == other or (one.isascii() and other.isascii() and one.lower() == other.lower())


def _without_addresses(text, head, user):
    """Leave out what mail programs put into a signature or a quotation.

    The member's own address is theirs to give away (M-12); with the secret somebody else could write
    in their name.
    """
    own = rf"(?<![\w.+-]){re.escape(user.email)}(?![\w-])"
    hidden = "|".join([re.escape(head.address), re.escape(head.token), own])
    return re.sub(hidden, _("[address left out]"), text, flags=re.IGNORECASE)


def _doubts(head, user, is_too_large):
    if not user.email or not _is_same_address(head.sender, user.email):
        return [
            Refusal(
                "wrong_sender",
                _("It did not come from the address of your account on this site."),
            )
        ]
    if not head.is_authentic:
        return [
            Refusal("not_authentic", _("It could not be made sure that it was sent by you.")),
        ]
    if is_too_large:
        return [Refusal("mail_too_large", _("The mail is larger than this site takes."))]
    return []


def _processed(files):
    try:
        return [process_attachment(file) for file in files]
    except ValidationError as error:
        # The names of files are words of the mail, too.
        messages = {
            "too_large": _("One of the files is too large."),
            "empty": _("One of the files is empty."),
            "not_allowed": _("One of the files is of a kind that cannot be sent here."),
        }
        raise ActionRefused([Refusal("file_refused", messages[error.code])]) from None


def _tell(conversation, profile, refusal):
    with transaction.atomic():
        notify(
            "reply_refused",
            recipient=profile.member,
            about=conversation,
            program=conversation.request.program,
            step=f"{refusal.code[:28]}-{timezone.now():%y%m%d%H}",
            extra={"reason": refusal.message},
        )
