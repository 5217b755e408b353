"""Queueing mails: rows of the outbox, written with what caused them (M-01, design rule 3)."""

import hashlib
from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings as django_settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import router, transaction
from django.db.models import Q
from django.utils import translation

from ..conf import settings
from ..enums import NotificationStatus
from ..events import EVENTS
from ..links import one_base_url
from ..models import Notification
from ..models.notifications import moment_stamp, new_message_id
from ..models.requests import Pair
from .delivery import delivery_for, lock_days, stop_address
from .recipients import is_usable_address, office_of, resolve
from .render import render_event
from .tasks import wake

KEY_LIMIT = 190
#: States in which nobody has begun to send a mail.
WAITING = (NotificationStatus.QUEUED, NotificationStatus.COLLECTED, NotificationStatus.HELD)


def notify(
    event,
    *,
    recipient,
    about,
    program,
    step="",
    extra=None,
    unsubscribe_url="",
    calendar=None,
    reply_to="",
    not_before=None,
):
    """Queue one mail and return its ``Notification``.

    ``recipient`` is a member profile, a mentor or mentee profile, or a user.
    ``about`` is a saved request, mentorship, conversation, message, or mentor or mentee profile.
    ``extra`` gives values of the event's placeholders (events) that do not
    follow from ``about``: ``note``, ``until`` (partner_paused), ``contact`` (a
    text or a list of lines; only when the rules let the recipient see them), or
    any other one, to replace what would be found. It may be a function that
    returns them, called with the recipient's language and time zone active.
    ``calendar`` is a function that returns the iCalendar text that goes with the
    mail, called with the ``Recipient``, in their language.
    ``reply_to`` is where answers go, instead of the program's office; never a member's address (M-12).
    ``not_before`` lets a mail that would go out at once wait until then.
    ``unsubscribe_url`` is where one click stops these mails
    (``notifications.unsubscribe``); when none is given, those that are not
    essential get the one that stops their kind (M-19).

    A mail that is not essential goes out as the member chose: at once, with a
    digest, or not at all; then it is written down as canceled, so that nobody
    tries again. ``patient`` ones wait for the member's day (M-20).

    The same event about the same object for the same person and ``step`` is
    queued once (M-07). Events that happen again (a pause, a question) take the
    step from the object when none is given.

    Returns ``None`` when the mail exists already, or when the recipient has no
    usable address or an inactive account. Raises ``TransactionManagementError``
    outside a transaction, ``KeyError`` for an unknown event and ``ValueError``
    for an unknown name in ``extra``.
    """
    event, recipient = EVENTS[event], resolve(recipient)
    return _queue(
        event,
        recipient,
        about,
        program,
        step,
        extra,
        unsubscribe_url,
        calendar,
        reply_to,
        not_before,
    )


def notify_coordinators(event, *, about, program, step="", extra=None, without=(), not_before=None):
    """Queue a mail to each coordinator, except the users ``without``, and return the new ``Notification``s.

    Coordinators are the active users who have the permission to coordinate by a
    group or of their own; being a superuser alone does not bring mail. When
    there is none, the program's office gets it.
    """
    people = [
        user for user in coordinators() if user not in without and is_usable_address(user.email)
    ]
    queued = [
        _queue(EVENTS[event], recipient, about, program, step, extra, not_before=not_before)
        for recipient in [resolve(user) for user in people] or [office_of(program)]
    ]
    return [notification for notification in queued if notification]


def coordinators():
    """Return the active users who coordinate, in a stable order."""
    permission = Permission.objects.filter(
        content_type__app_label="wagtail_mentoring", codename="coordinate_mentoringprogram"
    )
    return (
        get_user_model()
        ._default_manager.filter(
            Q(groups__permissions__in=permission) | Q(user_permissions__in=permission),
            is_active=True,
        )
        .distinct()
        .order_by("pk")
    )


def cancel_queued(about, events=None, recipient=None):
    """Cancel mails about ``about`` that still wait and make no sense any more (M-10).

    Without ``events``, those whose ``valid_in`` excludes the state the object
    has now; with ``events`` (keys), those. With ``recipient``, a user, only theirs.
    Returns how many were canceled. A mail that is being sent at this moment cannot be held back.
    """
    if events is None:
        status = type(about)._default_manager.values_list("status", flat=True).get(pk=about.pk)
        events = [
            event.key
            for event in EVENTS.values()
            if event.valid_in is not None and status not in event.valid_in
        ]
    queued = Notification.objects.about(about).filter(event__in=list(events), status__in=WAITING)
    if recipient is not None:
        queued = queued.filter(recipient=recipient)
    return queued.update(status=NotificationStatus.CANCELED)


@dataclass(frozen=True)
class Draft:
    """A mail that is not written down yet: for the outbox, or to look at."""

    event: object
    recipient: object
    rendered: object
    delivery: object
    unsubscribe_url: str


def draft(event, *, recipient, about, program, extra=None, unsubscribe_url="", now=None):
    """Return the ``Draft`` that ``notify`` would queue, or ``None`` when nobody can be reached. Changes nothing.

    Staff look at it: what is private stands there as a sample (S-12).
    """
    event, recipient = EVENTS[event], resolve(recipient)
    if event.asked and _was_asked(about, recipient):
        event = EVENTS[event.asked]
    if not recipient.is_reachable:
        return None
    return _draft(event, recipient, about, program, extra, unsubscribe_url, now, for_staff=True)


def _draft(event, recipient, about, program, extra, unsubscribe_url, now=None, *, for_staff=False):
    delivery = delivery_for(event, recipient, program, now)
    with one_base_url():
        url = unsubscribe_url or stop_address(event, recipient)
        rendered = render_event(event, recipient, about, program, extra, url, for_staff)
    return Draft(event, recipient, rendered, delivery, url)


def _queue(
    event,
    recipient,
    about,
    program,
    step,
    extra,
    unsubscribe_url="",
    calendar=None,
    reply_to="",
    not_before=None,
):
    using = router.db_for_write(Notification)
    if not transaction.get_connection(using).in_atomic_block:
        raise transaction.TransactionManagementError(
            "A mail is queued in the transaction of what caused it."
        )
    if event.asked and _was_asked(about, recipient):
        event = EVENTS[event.asked]
    if not recipient.is_reachable:
        return None
    step = str(step or _own_step(event, about, recipient))
    key = _key(event, about, recipient, step)
    if Notification.objects.using(using).filter(key=key).exists():
        return None
    if event.patient and recipient.member is not None:
        lock_days([recipient.member])
    made = _draft(event, recipient, about, program, extra, unsubscribe_url)
    rendered, delivery = made.rendered, made.delivery.not_before(not_before)
    sender = settings.FROM_EMAIL or django_settings.DEFAULT_FROM_EMAIL
    message_id = new_message_id(domain_of(sender))
    notification = Notification(
        key=key,
        program=program,
        event=event.key,
        step=step[:40],
        recipient=recipient.user,
        member=recipient.member,
        content_type=ContentType.objects.get_for_model(about),
        object_id=about.pk,
        to_email=recipient.email,
        language=recipient.language,
        subject=rendered.subject,
        calendar=_calendar_for(recipient, calendar),
        body_text=rendered.text if delivery.is_wanted else "",
        body_html=rendered.html if delivery.is_wanted else "",
        link=rendered.link[:500],
        from_email=sender,
        reply_to=reply_to or program.office_email or settings.REPLY_TO or "",
        unsubscribe_url=made.unsubscribe_url,
        message_id=message_id,
        status=delivery.status,
        error=delivery.reason,
        send_after=delivery.send_after,
    )
    if delivery.send_after:
        notification.next_attempt_at = delivery.send_after
    # Unlike a failed INSERT, a row that is left out does not end the transaction on PostgreSQL.
    Notification.objects.using(using).bulk_create([notification], ignore_conflicts=True)
    written = Notification.objects.using(using).filter(key=key, message_id=message_id).first()
    if written is not None and written.status == NotificationStatus.QUEUED:
        transaction.on_commit(wake, using=using, robust=True)
    return written


def _calendar_for(recipient, calendar):
    if calendar is None:
        return ""
    with translation.override(recipient.language):
        return calendar(recipient)


def _was_asked(about, recipient):
    member_id = recipient.member.pk if recipient.member else None
    return isinstance(about, Pair) and about.asked.member_id == member_id


def _own_step(event, about, recipient):
    """Return what tells this mail from an earlier one about the same object."""
    if event.repeats == "note":
        return about.notes.order_by("-pk").values_list("pk", flat=True).first() or ""
    if event.repeats == "place":
        return moment_stamp(about.clock_started_at)
    if event.repeats == "waiting":
        return moment_stamp(about.waiting_since)
    if event.repeats == "status":
        profile = about
        if isinstance(about, Pair):
            own = about.mentor if about.mentor.member == recipient.member else about.mentee
            profile = about.other_side(own)
        return moment_stamp(profile.status_changed_at)
    return ""


def _key(event, about, recipient, step):
    key = f"{event.key}:{about._meta.label_lower}:{about.pk}:{recipient.key}:{step}"
    if len(key) <= KEY_LIMIT:
        return key
    digest = hashlib.sha256(key.encode()).hexdigest()
    return f"{key[: KEY_LIMIT - 65]}:{digest}"


def domain_of(address):
    """Return the domain of a sender's address, for Message-IDs."""
    domain = parseaddr(address)[1].rpartition("@")[2]
    return domain if domain.isascii() and domain else "localhost"
