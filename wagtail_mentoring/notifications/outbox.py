"""The outbox as a queue: who may send a mail, when, and how it ended.

Every change is a compare-and-set on the lease, so two senders never hold the
same mail, on any database (M-02, M-03).
"""

import datetime as dt
import random
import uuid
from dataclasses import dataclass

from django.db import router, transaction
from django.db.models import Exists, F, Min, OuterRef, Q
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..conf import settings
from ..enums import NotificationStatus as Status
from ..exceptions import ActionRefused, Refusal
from ..models import Notification
from ..models.notifications import new_message_id
from ..placeholders import one_line

UNFINISHED = (Status.QUEUED, Status.SENDING)
#: First and longest pause after a mail was refused for the time being, in seconds.
FIRST_PAUSE, LONGEST_PAUSE = 60, 3600
#: Shortest and longest pause while the mail server cannot be reached, in seconds.
SHORTEST_OUTAGE, LONGEST_OUTAGE = 20, 900
ERROR_LIMIT = 500


def _due(now):
    """Rows that may be taken: waiting and due, or held by a sender whose lease has run out."""
    return Q(status=Status.QUEUED, next_attempt_at__lte=now) | Q(
        status=Status.SENDING, leased_until__lte=now
    )


def _heads(now):
    """The oldest unfinished mail of each recipient: their order is kept (M-10)."""
    # A reminder that waits for the morning does not hold up what is needed now.
    earlier = Notification.objects.filter(
        Q(send_after__isnull=True) | Q(send_after__lte=now),
        recipient=OuterRef("recipient"),
        status__in=UNFINISHED,
        pk__lt=OuterRef("pk"),
    )
    return Notification.objects.filter(~Exists(earlier))


def take(limit=None):
    """Lease up to ``limit`` due mails and return them, oldest first; one for each recipient."""
    now = timezone.now()
    token = uuid.uuid4()
    using = router.db_for_write(Notification)
    with transaction.atomic(using):
        rows = _heads(now).using(using).filter(_due(now)).order_by("pk")
        features = transaction.get_connection(using).features
        if features.has_select_for_update:
            rows = rows.select_for_update(skip_locked=features.has_select_for_update_skip_locked)
        chosen = list(
            rows.values_list("pk", "status", Coalesce("send_after", "created_at"))[
                : limit or settings.MAIL_BATCH_SIZE
            ]
        )
        # From here by primary key alone: other conditions make MariaDB lock rows of other senders.
        taken = Notification.objects.using(using).filter(pk__in=[row[0] for row in chosen])
        if not features.has_select_for_update:
            taken = taken.filter(_due(now))
        taken.update(status=Status.SENDING, lease_token=token, leased_until=_lease_end(now))
        # A sender that died with a mail in hand has made an attempt.
        lost = {pk: created for pk, status, created in chosen if status == Status.SENDING}
        if lost:
            Notification.objects.using(using).filter(pk__in=lost, lease_token=token).update(
                attempts=F("attempts") + 1
            )
            _give_up_on([pk for pk, created in lost.items() if created < now - _window()], using)
    return list(
        Notification.objects.using(using)
        .filter(lease_token=token, status=Status.SENDING, pk__in=[row[0] for row in chosen])
        .select_related("recipient", "member", "program")
        .order_by("pk")
    )


def renew(mail):
    """Prolong the lease of ``mail``. Return whether it is still held; if not, it must not be sent."""
    now = timezone.now()
    return bool(_held(mail).filter(leased_until__gt=now).update(leased_until=_lease_end(now)))


def sent(mail):
    """Record that the mail server has taken ``mail``."""
    return _finish(
        mail, status=Status.SENT, sent_at=timezone.now(), attempts=F("attempts") + 1, error=""
    )


def failed(mail, error, attempted=True):
    """Record that ``mail`` cannot be delivered, with the reason (M-05)."""
    return _finish(
        mail,
        status=Status.FAILED,
        attempts=F("attempts") + int(attempted),
        error=_short(error),
    )


def canceled(mail, reason):
    """Record that ``mail`` makes no sense any more (M-10)."""
    return _finish(mail, status=Status.CANCELED, error=_short(reason))


def retry(mail, error):
    """Queue ``mail`` again after a pause that doubles each time, or give it up after the retry window (M-04)."""
    if _is_too_old(mail):
        return failed(mail, _given_up(error))
    pause = min(FIRST_PAUSE * 2 ** min(mail.attempts, 20), LONGEST_PAUSE)
    return _finish(
        mail,
        status=Status.QUEUED,
        attempts=F("attempts") + 1,
        next_attempt_at=timezone.now() + _jittered(pause),
        error=_short(error),
    )


def postpone(mail, error):
    """Queue ``mail`` again while the server is down: no attempt is counted, as none was made.

    The pause is a quarter of the mail's age, so it grows with the outage.
    """
    if _is_too_old(mail):
        return failed(mail, _given_up(error), attempted=False)
    age = (timezone.now() - (mail.send_after or mail.created_at)).total_seconds()
    pause = min(max(age / 4, SHORTEST_OUTAGE), LONGEST_OUTAGE)
    return _finish(
        mail,
        status=Status.QUEUED,
        next_attempt_at=timezone.now() + _jittered(pause),
        error=_short(error),
    )


def defer(mail, moment):
    """Let ``mail`` wait until ``moment``: for the recipient it is night (M-20)."""
    return _finish(mail, status=Status.QUEUED, next_attempt_at=moment, send_after=moment)


def release(mails):
    """Give back those of ``mails`` that are still held, so that others can send them at once."""
    tokens = {mail.lease_token for mail in mails}
    return Notification.objects.filter(status=Status.SENDING, lease_token__in=tokens).update(
        status=Status.QUEUED, lease_token=None, leased_until=None
    )


def next_due():
    """Return when the next mail has to be looked at, or ``None`` when none waits."""
    waiting = Notification.objects.filter(status=Status.QUEUED).aggregate(
        moment=Min("next_attempt_at")
    )["moment"]
    held = Notification.objects.filter(status=Status.SENDING).aggregate(moment=Min("leased_until"))[
        "moment"
    ]
    return min(filter(None, (waiting, held)), default=None)


@dataclass(frozen=True)
class Health:
    """How the outbox stands. ``oldest_age`` is that of the oldest unfinished mail, or ``None``."""

    queued: int
    sending: int
    failed: int
    oldest_age: dt.timedelta | None
    held: int = 0

    @property
    def is_late(self):
        """Whether a mail has waited for longer than ``MAIL_ALERT_MINUTES`` (M-06)."""
        limit = dt.timedelta(minutes=settings.MAIL_ALERT_MINUTES)
        return self.oldest_age is not None and self.oldest_age > limit


def outbox_health(*, with_confidential=True):
    """Return the ``Health`` of the outbox now; without confidential mails, as the log of mails counts."""
    now = timezone.now()
    rows = Notification.objects.all()
    if not with_confidential:
        rows = rows.without_confidential()
    # Whoever waits for the morning has not waited yet.
    oldest = (
        rows.filter(status__in=UNFINISHED)
        .annotate(wanted_at=Greatest("created_at", Coalesce("send_after", "created_at")))
        .filter(wanted_at__lte=now)
        .aggregate(moment=Min("wanted_at"))["moment"]
    )
    return Health(
        queued=rows.filter(status=Status.QUEUED).count(),
        sending=rows.filter(status=Status.SENDING).count(),
        failed=rows.filter(status=Status.FAILED).count(),
        oldest_age=max(now - oldest, dt.timedelta(0)) if oldest else None,
        held=rows.filter(status=Status.HELD).count(),
    )


def resend(notification, actor):
    """Queue a finished mail again, with its words as they were, and log who asked (M-05).

    The caller checks the permission. Raises ``ActionRefused``: ``unfinished``
    while it is still on its way, ``purged`` once its text has been deleted.
    A mail that had been sent goes out under a new Message-ID; one that never
    arrived keeps its own.
    """
    if notification.status in (*UNFINISHED, Status.COLLECTED, Status.HELD):
        raise ActionRefused([Refusal("unfinished", _("This mail is still on its way."))])
    if not notification.body_text:
        raise ActionRefused(
            [Refusal("purged", _("The text of this mail has been deleted because of its age."))]
        )
    now = timezone.now()
    changes = {}
    if notification.status == Status.SENT:
        domain = notification.message_id.rpartition("@")[2].rstrip(">")
        changes["message_id"] = new_message_id(domain)
    with transaction.atomic(router.db_for_write(Notification)):
        changed = Notification.objects.filter(
            pk=notification.pk, status=notification.status
        ).update(
            status=Status.QUEUED,
            # The retry window starts anew.
            created_at=now,
            next_attempt_at=now,
            send_after=None,
            attempts=0,
            sent_at=None,
            error="",
            **changes,
        )
        if not changed:
            raise ActionRefused([Refusal("unfinished", _("This mail is still on its way."))])
        notification.refresh_from_db()
        log(instance=notification, action="wagtail_mentoring.notification.resend", user=actor)
    return notification


def purge_bodies():
    """Delete the texts of finished mails after ``MAIL_BODY_DAYS``; return how many (M-23)."""
    cutoff = timezone.now() - dt.timedelta(days=settings.MAIL_BODY_DAYS)
    return (
        Notification.objects.exclude(status__in=(*UNFINISHED, Status.COLLECTED, Status.HELD))
        .filter(Q(sent_at__lt=cutoff) | Q(sent_at__isnull=True, created_at__lt=cutoff))
        .exclude(body_text="", body_html="", calendar="")
        .update(body_text="", body_html="", calendar="")
    )


def _held(mail):
    return Notification.objects.filter(
        pk=mail.pk, status=Status.SENDING, lease_token=mail.lease_token
    )


def _finish(mail, **changes):
    """End the lease with ``changes``. Return whether it was still held."""
    return bool(_held(mail).update(lease_token=None, leased_until=None, **changes))


def _give_up_on(pks, using):
    """Fail mails that have ended their sender again and again for the whole retry window."""
    Notification.objects.using(using).filter(pk__in=pks).update(
        status=Status.FAILED,
        lease_token=None,
        leased_until=None,
        error=_given_up(_("The sender stopped each time.")),
    )


def _lease_end(now):
    return now + dt.timedelta(seconds=settings.MAIL_LEASE_SECONDS)


def _window():
    return dt.timedelta(hours=settings.MAIL_RETRY_HOURS)


def _is_too_old(mail):
    return timezone.now() - (mail.send_after or mail.created_at) >= _window()


def _given_up(error):
    given_up = _("Given up after %(hours)s hours.") % {"hours": settings.MAIL_RETRY_HOURS}
    return _short(f"{given_up} {error}")


def _jittered(seconds):
    # Spreads the load on a server that comes back; no secret depends on it.
    return dt.timedelta(seconds=seconds * random.uniform(0.8, 1.2))  # noqa: S311


def _short(error):
    return one_line(error, ERROR_LIMIT)
