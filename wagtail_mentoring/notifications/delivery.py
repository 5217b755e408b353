"""When and how a mail is to go out: as the member chose, in their hours, and not too many on a day."""

import datetime as dt
from dataclasses import dataclass, replace

from django.db import router, transaction
from django.db.models import DateTimeField, F
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import get_member_profile_model
from ..enums import MailFrequency, MailKind, NotificationStatus
from ..events import EVENTS
from ..models import MailPreference, Notification
from .timing import day_of, next_morning, next_open_hour, next_week
from .unsubscribe import unsubscribe_url

#: States of mails that reach somebody, or have.
UNDER_WAY = (NotificationStatus.QUEUED, NotificationStatus.SENDING, NotificationStatus.SENT)
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

    def not_before(self, moment):
        """Return the same, but not before ``moment`` where it would go out by itself."""
        if moment is None or self.status != NotificationStatus.QUEUED:
            return self
        return replace(self, send_after=max(filter(None, (self.send_after, moment))))


AT_ONCE = Delivery()


def delivery_for(event, recipient, program, now=None):
    """Return the ``Delivery`` of a mail that is written now.

    What is needed goes out at once; a coordinator or office has nothing to choose.
    """
    if event.kind == MailKind.NEEDED or recipient.member is None:
        return AT_ONCE
    now = now or timezone.now()
    if not event.essential and recipient.member.mail_fails:
        return Delivery(NotificationStatus.CANCELED, None, _("Mails to this address come back."))
    zone = recipient.time_zone
    frequency = frequency_of(recipient.member, event.kind)
    if frequency == MailFrequency.OFF and not event.essential:
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


def next_calm_moment(events, about, member, program, step=""):
    """Return when another mail of ``events`` about ``about`` may go to ``member``, or ``None`` for at once (S-27).

    After one, the program's pause is kept. What waits in it is sent only if nothing has overtaken it by then
    (M-10), so of several changes in a row the first and the latest are mailed. ``step`` is how those steps begin.
    """
    mails = Notification.objects.about(about).filter(
        member=member, event__in=events, step__startswith=step
    )
    return calm_moment_after(mails, program)


def calm_moment_after(mails, program):
    """Return when the program's pause after the last of ``mails`` ends, or ``None``."""
    now = timezone.now()
    pause = dt.timedelta(minutes=program.message_mail_pause_minutes)
    gone = (
        mails.filter(status__in=UNDER_WAY)
        .annotate(goes_at=Coalesce(F("send_after"), F("created_at"), output_field=DateTimeField()))
        .filter(goes_at__gt=now - pause, goes_at__lte=now)
        .order_by("-goes_at")
    )
    last = gone.values_list("goes_at", flat=True).first()
    return last + pause if last else None


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


def lock_days(members):
    """Lock the members whose mails of a day are about to be counted, in the order of their keys.

    Of two that count at once, the second counts what the first has written (M-20). Profiles and pairs are
    locked before, as everywhere.
    """
    model = get_member_profile_model()
    using = router.db_for_write(Notification)
    # Where there is a lock that lets others refer to the row, it is enough.
    no_key = transaction.get_connection(using).features.has_select_for_no_key_update
    rows = model.objects.using(using).filter(pk__in=[member.pk for member in members])
    list(rows.order_by("pk").select_for_update(no_key=no_key).values_list("pk"))


def _is_day_full(member, moment, zone, program):
    start, end = day_of(moment, zone)
    coming = (
        Notification.objects.filter(
            member=member,
            event__in=PATIENT,
            status__in=UNDER_WAY,
        )
        .annotate(goes_at=Coalesce(F("send_after"), F("created_at"), output_field=DateTimeField()))
        .filter(goes_at__gte=start, goes_at__lt=end)
    )
    return coming.count() >= program.mail_daily_limit


def stop_address(event, recipient):
    """Return where one click stops mails of the event's kind, or an empty text (M-19)."""
    if event.essential or recipient.member is None:
        return ""
    return unsubscribe_url(MAILS, key_of_mails(event.kind, recipient.member))


def key_of_mails(kind, member):
    """Return the key of ``MAILS``."""
    return f"{kind}.{member.uuid.hex}"
