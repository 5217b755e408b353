"""Puts the mails of the past into the demo's mail folder, as if they had been sent then."""

import datetime as dt

from django.conf import settings

from wagtail_mentoring.enums import NotificationStatus
from wagtail_mentoring.models import Notification
from wagtail_mentoring.notifications.sender import message_for

from ..accounts import ACCOUNTS

#: Older mails of the demo's members are not shown: their texts would have been deleted by now anyway.
DAYS = 60


def deliver(clock):
    """Write the mails of the last weeks to the demo's accounts as files."""
    settings.MAIL_FOLDER.mkdir(parents=True, exist_ok=True)
    since = clock.start - dt.timedelta(days=DAYS)
    mails = Notification.objects.filter(
        created_at__gte=since,
        recipient__username__in=[account.username for account in ACCOUNTS],
    ).select_related("recipient", "member", "program")
    for mail in mails:
        name = f"{int(mail.created_at.timestamp() * 1e9) + mail.pk}-{mail.pk:08x}.eml"
        (settings.MAIL_FOLDER / name).write_bytes(message_for(mail).message().as_bytes())


def fail_one_mail():
    """Let one mail have failed for good, so that coordinators can see what that looks like."""
    mail = Notification.objects.filter(event="profile_suspended").first()
    if mail:
        mail.status, mail.sent_at = NotificationStatus.FAILED, None
        mail.error = "550 5.1.1 There is no such mailbox"
        mail.save()
