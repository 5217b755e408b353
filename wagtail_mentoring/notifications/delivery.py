"""When and how a mail is to go out: as the member chose, in their hours, and not too many on a day."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import DateTimeField, F
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from ..enums import MailFrequency, MailKind, NotificationStatus
from ..events import EVENTS
from ..models import MailPreference, Notification
from .timing import day_of, next_morning, next_open_hour, next_week
from .unsubscribe import unsubscribe_url

#: The preference of one kind of mail; the key is the kind and the UUID of the member.
MAILS = "mails"


@dataclass(frozen=True)
class Delivery:
    """The state a mail begins in, and why. ``send_after`` is empty for what goes out at once."""

    status: str = NotificationStatus.QUEUED
    send_after: dt.datetime | None = None
    reason: str = ""

    @property
    def is_wanted(self):
        return self.status != NotificationStatus.CANCELED


AT_ONCE = Delivery()


def delivery_for(event, recipient, program, now=None):
    """Return the ``Delivery`` of a mail that is written now.

    What is needed goes out at once; a coordinator or office has nothing to choose.
    """
    if event.essential or recipient.member is None:
        return AT_ONCE
    now = now or timezone.now()
    if recipient.member.mail_fails:
        return Delivery(NotificationStatus.CANCELED, None, _("Mails to this address come back."))
    zone = recipient.time_zone
    frequency = frequency_of(recipient.member, event.kind)
    if frequency == MailFrequency.OFF:
        return Delivery(NotificationStatus.CANCELED, None, _("The member does not want these."))
    if frequency == MailFrequency.DAILY:
        return Delivery(NotificationStatus.COLLECTED, next_morning(now, zone, program))
    if frequency == MailFrequency.WEEKLY:
        return Delivery(NotificationStatus.COLLECTED, next_week(now, zone, program))
    if not event.patient:
        return AT_ONCE
    moment = next_open_hour(now, zone, program)
    if event.kind != MailKind.DIGEST and _is_day_full(recipient.member, moment, zone, program):
        return Delivery(NotificationStatus.COLLECTED, next_morning(moment, zone, program))
    return Delivery(send_after=moment if moment > now else None)


def frequency_of(member, kind):
    """Return how ``member`` wants mails of ``kind``; at once, unless they chose otherwise."""
    if kind in (MailKind.NEEDED, MailKind.DIGEST):
        return MailFrequency.AT_ONCE
    chosen = MailPreference.objects.filter(member=member, kind=kind).values_list(
        "frequency", flat=True
    )
    return chosen.first() or MailFrequency.AT_ONCE


#: Mails that count against a day's limit.
PATIENT = [event.key for event in EVENTS.values() if event.patient]


def _is_day_full(member, moment, zone, program):
    start, end = day_of(moment, zone)
    coming = (
        Notification.objects.filter(
            member=member,
            event__in=PATIENT,
            status__in=[
                NotificationStatus.QUEUED,
                NotificationStatus.SENDING,
                NotificationStatus.SENT,
            ],
        )
        .annotate(goes_at=Coalesce(F("send_after"), F("created_at"), output_field=DateTimeField()))
        .filter(goes_at__gte=start, goes_at__lt=end)
    )
    return coming.count() >= program.mail_daily_limit


def stop_address(event, recipient):
    """Return where one click stops mails of the event's kind, or an empty text (M-19)."""
    if event.kind == MailKind.NEEDED or recipient.member is None:
        return ""
    return unsubscribe_url(MAILS, key_of_mails(event.kind, recipient.member))


def key_of_mails(kind, member):
    """Return the key of ``MAILS``."""
    return f"{kind}.{member.uuid.hex}"
