"""Mails that nobody looked after for a day are held back until somebody has looked at them (M-24).

They come out of a backup, or of a site that was away for long: many have been sent since, or make no
sense any more. A mail server that is down is another matter: then the sender looks all the time, and
the mails go out by themselves once the server is back (M-04).
"""

import datetime as dt

from django.db import router, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..conf import settings
from ..enums import NotificationStatus as Status
from ..exceptions import ActionRefused, Refusal
from ..models import Notification, OutboxWatch

#: How often the moment of the last look is written down.
NOTE_EVERY = dt.timedelta(minutes=5)


def look_after():
    """Note that a sender looks at the outbox now; hold back what waited while none did. Return how many."""
    now = timezone.now()
    using = router.db_for_write(OutboxWatch)
    watch = OutboxWatch.objects.using(using).filter(pk=OutboxWatch.KEY)
    looked_at = watch.values_list("looked_at", flat=True).first()
    if looked_at is None:
        OutboxWatch.objects.using(using).bulk_create(
            [OutboxWatch(pk=OutboxWatch.KEY, looked_at=now)], ignore_conflicts=True
        )
        return 0
    if now - looked_at < NOTE_EVERY:
        return 0
    with transaction.atomic(using):
        looked_at = watch.select_for_update().values_list("looked_at", flat=True).get()
        watch.update(looked_at=max(now, looked_at))
        limit = now - dt.timedelta(hours=settings.MAIL_HOLD_HOURS)
        if looked_at > limit:
            return 0
        waiting = Notification.objects.using(using).filter(
            status__in=(Status.QUEUED, Status.SENDING, Status.COLLECTED), next_attempt_at__lte=limit
        )
        return waiting.update(
            status=Status.HELD,
            lease_token=None,
            leased_until=None,
            error=_("Nobody sent mails for a long time. Look whether it is still wanted."),
        )


def release_held(notification, actor):
    """Let a mail that is held back go out after all, and log who said so.

    The caller checks the permission. Raises ``ActionRefused`` with ``not_held``.
    """
    now = timezone.now()
    with transaction.atomic(router.db_for_write(Notification)):
        changed = Notification.objects.filter(pk=notification.pk, status=Status.HELD).update(
            status=Status.QUEUED,
            created_at=now,
            next_attempt_at=now,
            send_after=None,
            attempts=0,
            error="",
        )
        if not changed:
            raise ActionRefused([Refusal("not_held", _("This mail is not held back any more."))])
        notification.refresh_from_db()
        log(instance=notification, action="wagtail_mentoring.notification.release", user=actor)
    return notification


def release_all_held():
    """Let every mail go out that is held back, and return how many (M-24)."""
    held = Notification.objects.filter(status=Status.HELD).order_by("pk")
    return len([release_held(mail, None) for mail in held])


def drop_held(notification, actor):
    """Cancel a mail that is held back, and log who said so. Raises ``ActionRefused`` with ``not_held``."""
    with transaction.atomic(router.db_for_write(Notification)):
        changed = Notification.objects.filter(pk=notification.pk, status=Status.HELD).update(
            status=Status.CANCELED, error=_("It was not wanted any more.")
        )
        if not changed:
            raise ActionRefused([Refusal("not_held", _("This mail is not held back any more."))])
        notification.refresh_from_db()
        log(instance=notification, action="wagtail_mentoring.notification.drop", user=actor)
    return notification
