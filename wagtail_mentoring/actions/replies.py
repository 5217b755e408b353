"""What becomes of a mail that somebody sent in answer to the site's (M-13).

Only the member whose secret the address holds can have sent it, from the address of their account, and
only while they may write on the site as well. Whatever is refused is told to that member alone, once
an hour for each reason, without a word of the mail; mails that programs wrote are dropped in silence,
so that nothing goes round in circles.
"""

import logging
from enum import Enum

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from ..attachments import process_attachment
from ..enums import Role
from ..exceptions import ActionRefused, Refusal
from ..inbound.reading import read_reply
from ..models import Conversation
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
        reply = read_reply(raw, whole=not is_too_large)
    except Exception as error:
        # Made up so that Python's own reader fails: it would fail the next time, too.
        logger.warning("A mail was dropped: it cannot be read (%s).", type(error).__name__)
        return Outcome.IGNORED
    found = _conversation(reply.token)
    if found is None or reply.is_automatic:
        # Nothing of the mail: it may be private, and the token is a secret (S-18).
        logger.info("A mail was dropped: %s.", "unknown address" if found is None else "automatic")
        return Outcome.IGNORED
    conversation, profile = found
    user = profile.member.user
    if user is None:
        return Outcome.IGNORED
    with translation.override(resolve(profile).language):
        refusals = _doubts(reply, user, is_too_large) or get_rules().can_reply_by_mail(
            conversation.request, profile
        )
        try:
            if refusals:
                raise ActionRefused(refusals)
            action = SendMessageAction(
                conversation.request,
                profile,
                text=reply.text,
                files=_processed(reply.files),
                form_token=reply.form_token,
                by_mail=True,
                actor=user,
            )
            action.execute()
        except ActionRefused as refused:
            _tell(conversation, profile, refused.refusals[0])
            return Outcome.REFUSED
    return Outcome.DELIVERED if action.did_something else Outcome.IGNORED


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


def _doubts(reply, user, is_too_large):
    if not user.email or reply.sender.casefold() != user.email.casefold():
        return [
            Refusal(
                "wrong_sender",
                _("It did not come from the address of your account on this site."),
            )
        ]
    if not reply.is_authentic:
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
