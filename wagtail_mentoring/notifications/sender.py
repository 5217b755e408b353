"""Taking mails from the outbox and giving them to the mail server."""

import logging
import time
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime

from django.core.mail import EmailMultiAlternatives
from django.db import InterfaceError, OperationalError, router, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..compat import mail_connection
from ..conf import settings
from ..events import EVENTS
from ..models import Notification
from ..models.reminders import reminder_stamp
from ..models.requests import Pair
from ..rules import get_rules
from . import holding, outbox
from .calendars import method_of
from .errors import Kind, classify, describe
from .recipients import is_usable_address, known_zone, resolve
from .timing import next_open_hour
from .values import pair_of

logger = logging.getLogger(__name__)

UNSUBSCRIBE = "List-Unsubscribe"
CALENDAR = "text/calendar"
#: Headers that hold one address or identifier, however long.
_IN_ONE_PIECE = (UNSUBSCRIBE, "References", "In-Reply-To")
#: Connections that may break in the middle of a mail before the server counts as down.
BROKEN_CONNECTIONS = 2
#: Seconds before each new try to write down that a mail was sent.
RECORD_PAUSES = (0.5, 1, 2, 4)


@dataclass
class Tally:
    """What a run has done. ``is_down`` says that the mail server could not be used."""

    sent: int = 0
    failed: int = 0
    retried: int = 0
    postponed: int = 0
    canceled: int = 0
    held: int = 0
    is_down: bool = False


class ServerDown(Exception):
    """The mail server cannot be used now; the text says why."""


def drain(stop=lambda: False):
    """Send everything that is due, batch by batch, and return a ``Tally``.

    Ends when nothing is due, when the server is down, or soon after ``stop()``
    has become true; mails taken and not sent are then given back at once.
    """
    tally = Tally()
    tally.held = holding.look_after()
    while not stop() and not tally.is_down:
        mails = outbox.take()
        if not mails:
            break
        with MailServer() as server:
            try:
                _send_all(mails, server, tally, stop)
            except ServerDown as down:
                tally.is_down = True
                tally.postponed += sum(outbox.postpone(mail, down) for mail in mails)
                logger.warning("The mail server cannot be used; mails wait.")
        # Not after any other error: a mail of which nobody knows whether it was sent keeps its lease.
        outbox.release(mails)
    return tally


def _send_all(mails, server, tally, stop):
    for mail in mails:
        if stop():
            return
        if not outbox.renew(mail):
            continue
        obstacle = why_not(mail)
        if obstacle:
            record, reason = obstacle
            record(mail, reason)
            if record is outbox.canceled:
                tally.canceled += 1
            else:
                tally.failed += 1
            continue
        morning = not_yet(mail)
        if morning is not None:
            tally.postponed += outbox.defer(mail, morning)
            continue
        _send(mail, server, tally)


def _send(mail, server, tally):
    try:
        server.send(message_for(mail))
    except ServerDown:
        raise
    except Exception as error:
        # Whatever a mail backend raises, only this mail may suffer from it.
        kind = classify(error)
        # Not the error itself: it may hold the address (M-12, S-18).
        logger.warning(
            "Mail %s (%s) was not sent: %s, %s.",
            mail.pk,
            mail.event,
            type(error).__name__,
            kind.value,
        )
        if kind is Kind.PERMANENT:
            tally.failed += outbox.failed(mail, describe(error))
            return
        if kind is Kind.DOWN:
            raise ServerDown(describe(error)) from error
        tally.retried += outbox.retry(mail, describe(error))
        if kind is Kind.DROPPED:
            server.dropped(error)
    else:
        server.is_well()
        if _record_sent(mail):
            tally.sent += 1
        else:
            logger.warning("The lease of mail %s ended while it was being sent.", mail.pk)


def _record_sent(mail):
    """Write down that the server has ``mail``; a database that restarts at this moment is waited for."""
    connection = transaction.get_connection(router.db_for_write(Notification))
    for pause in RECORD_PAUSES:
        try:
            return outbox.sent(mail)
        except (OperationalError, InterfaceError):
            if connection.in_atomic_block:
                raise
            logger.warning("The database was away when mail %s had been sent.", mail.pk)
            connection.close()
            time.sleep(pause)
    return outbox.sent(mail)


class MailServer:
    """One connection for a batch. It is opened with the first mail and again after it broke."""

    def __init__(self):
        self.connection = None
        self.broken = 0

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self._close()

    def send(self, message):
        """Give ``message`` to the server. Raises ``ServerDown``, or what the mail backend raises."""
        if self.connection is None:
            self._open()
        # Backends that take no notice of failures answer with the number of mails sent.
        if self.connection.send_messages([message]) == 0:
            raise ServerDown(_("The mail backend took no mail."))

    def dropped(self, error):
        """Note that the connection broke; raises ``ServerDown`` when it keeps breaking."""
        self._close()
        self.broken += 1
        if self.broken >= BROKEN_CONNECTIONS:
            raise ServerDown(describe(error))

    def is_well(self):
        """Note that a mail went through."""
        self.broken = 0

    def _open(self):
        connection = mail_connection()
        # A server that hangs must not hold a sender for ever; the site's own setting wins.
        if getattr(connection, "timeout", 0) is None:
            connection.timeout = settings.MAIL_TIMEOUT_SECONDS
        try:
            connection.open()
        except Exception as error:
            # Refused, hanging, no TLS, wrong password: it concerns every mail.
            self._close(connection)
            raise ServerDown(describe(error)) from error
        self.connection = connection

    def _close(self, connection=None):
        connection, self.connection = connection or self.connection, None
        try:
            if connection is not None:
                connection.close()
        except Exception:
            # The connection is gone anyway, and all mails are accounted for.
            logger.debug("A connection to the mail server did not close well.", exc_info=True)


class OutboxMessage(EmailMultiAlternatives):
    """Says what an invitation is for, and keeps addresses and threads in one piece.

    Calendars take an invitation only when its part says the same method as its text (RFC 6047). Django 6
    folds headers by the standard library's new policy, which encodes what is longer than a line: no mail
    program could post to ``List-Unsubscribe`` then (RFC 8058), or find the thread of ``References``.
    """

    def message(self, **kwargs):
        message = super().message(**kwargs)
        for part in message.walk():
            if part.get_content_type() == CALENDAR:
                part.set_param("method", self.calendar_method)
        if isinstance(message, EmailMessage):
            for name in _IN_ONE_PIECE:
                value = message[name]
                if value:
                    message.policy = message.policy.clone(refold_source="none")
                    del message[name]
                    message.set_raw(name, str(value))
        return message


def message_for(mail):
    """Return the message of a notification: the same one at every attempt (M-14)."""
    headers = {
        "Message-ID": mail.message_id,
        "Date": format_datetime(mail.send_after or mail.created_at),
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    if mail.unsubscribe_url:
        # RFC 8058: the mail program itself posts there, without asking back.
        headers[UNSUBSCRIBE] = f"<{mail.unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    thread = thread_of(mail)
    if thread:
        headers |= {"In-Reply-To": thread, "References": thread}
    message = OutboxMessage(
        subject=mail.subject,
        body=mail.body_text,
        from_email=mail.from_email,
        to=[address_of(mail)],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers=headers,
    )
    if mail.body_html:
        message.attach_alternative(mail.body_html, "text/html")
    if mail.calendar:
        # The last alternative is the one that programs which understand it prefer.
        message.attach_alternative(mail.calendar, CALENDAR)
        message.calendar_method = method_of(mail.calendar)
    return message


def address_of(mail):
    """Return where ``mail`` goes: the account's address now, which may have changed since."""
    return mail.recipient.email if mail.recipient_id else mail.to_email


def thread_of(mail):
    """Return the Message-ID that all mails about one request and what came of it refer to."""
    about = pair_of(mail.about)
    origin = getattr(about, "request", about)
    if not hasattr(origin, "initiated_by"):
        return ""
    domain = mail.message_id.rpartition("@")[2].rstrip(">")
    return f"<mentoring.request.{origin.uuid.hex}@{domain}>"


def why_not(mail):
    """Return (how to record it, reason) when ``mail`` must not be sent after all, else ``None``."""
    event = EVENTS.get(mail.event)
    about = mail.about
    if about is None:
        return outbox.canceled, _("What it was about is gone.")
    if mail.recipient_id and not mail.recipient.is_active:
        return outbox.canceled, _("The account is not active any more.")
    if event and event.valid_in is not None and about.status not in event.valid_in:
        return outbox.canceled, _("It had become out of date.")
    refusals = get_rules().can_be_mailed(mail.event, about, mail.step, mail.recipient)
    if refusals:
        return outbox.canceled, str(refusals[0])
    if event and event.reminder and (moot := why_moot(event, mail)):
        return outbox.canceled, moot
    if not is_usable_address(address_of(mail)):
        return _failed_untried, _("The account has no usable address.")
    if not mail.body_text:
        return _failed_untried, _("Its text has been deleted.")
    return None


def why_moot(event, mail):
    """Return why a reminder that was written makes no sense any more, or an empty text (M-10)."""
    about = mail.about
    profile = side_of(about, mail.member_id)
    if profile is None:
        return _("It had become out of date.")
    rules = get_rules()
    counted = rules.reminder_counts_from(event.reminder, about)
    if mail.step.partition("-")[2] != reminder_stamp(counted):
        return _("It had become out of date.")
    number = int(mail.step.partition("-")[0])
    refusals = rules.can_remind(event.reminder, about, profile, number)
    return str(refusals[0]) if refusals else ""


def side_of(about, member_id):
    """Return the profile by which a member is concerned by ``about``, or ``None``."""
    sides = (about.mentor, about.mentee) if isinstance(about, Pair) else (about,)
    return next((one for one in sides if one.member_id == member_id), None)


def not_yet(mail):
    """Return when ``mail`` may go out, where it is night now for its recipient; else ``None`` (M-20)."""
    event = EVENTS.get(mail.event)
    if event is None or not event.patient or mail.member is None or mail.program is None:
        return None
    now, zone = timezone.now(), mail.member.time_zone
    zone = known_zone(zone) if zone else resolve(mail.member).time_zone
    moment = next_open_hour(now, zone, mail.program)
    return moment if moment > now else None


def _failed_untried(mail, reason):
    return outbox.failed(mail, reason, attempted=False)
