"""Several mails in one: what has come together for a member since the last morning or week (F79, M-20)."""

from functools import partial

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import get_member_profile_model, get_participant_model
from ..enums import NotificationStatus, Role
from ..events import PRIVATE
from ..exceptions import Refusal
from ..models import MentoringProgram, Notification
from ..notifications.dispatch import notify
from ..notifications.sender import why_not
from ..notifications.tasks import wake
from ..placeholders import Entry, Section, one_line
from .base import MentoringAction

BATCH = 200
LINE = 160


def find_digests(now):
    """Yield an action for each member and program for whom mails have come together; reads in batches."""
    waiting = Notification.objects.filter(
        status=NotificationStatus.COLLECTED, next_attempt_at__lte=now, program__isnull=False
    )
    last = (0, 0)
    while True:
        owners = list(
            waiting.filter(Q(member__gt=last[0]) | Q(member=last[0], program__gt=last[1]))
            .order_by("member_id", "program_id")
            .values_list("member_id", "program_id")
            .distinct()[:BATCH]
        )
        if not owners:
            return
        members = get_member_profile_model().objects.in_bulk({member for member, _pk in owners})
        programs = MentoringProgram.objects.in_bulk({program for _pk, program in owners})
        for member, program in owners:
            yield SendDigestAction(members[member], programs[program], now=now)
        last = owners[-1]


class SendDigestAction(MentoringAction):
    """Write one mail about those that wait. A single one goes out as it is; what has become out of date is left out."""

    event = "member.digest"

    def __init__(self, member, program, *, now, actor=None):
        super().__init__(actor=actor)
        self.member, self.program, self.now = member, program, now

    def lock(self):
        self.mails = list(
            Notification.objects.filter(
                status=NotificationStatus.COLLECTED,
                member=self.member,
                program=self.program,
                next_attempt_at__lte=self.now,
            )
            .order_by("pk")
            .select_for_update()
        )

    def refusals(self):
        if not self.mails:
            return [Refusal("nothing_collected", _("Nothing waits for this digest."))]
        return []

    def write(self):
        wanted = []
        for mail in self.mails:
            obstacle = why_not(mail)
            if obstacle:
                self._end([mail], NotificationStatus.CANCELED, obstacle[1])
            else:
                wanted.append(mail)
        if len(wanted) == 1:
            return self._send_alone(wanted[0])
        self.did_something = bool(wanted)
        return self._send_together(wanted) if wanted else None

    def _send_alone(self, mail):
        Notification.objects.filter(pk=mail.pk).update(
            status=NotificationStatus.QUEUED, next_attempt_at=self.now, send_after=self.now
        )
        transaction.on_commit(wake, robust=True)
        return mail

    def _send_together(self, mails):
        about = self._profile()
        digest = about and notify(
            "digest",
            recipient=self.member,
            about=about,
            program=self.program,
            step=str(mails[0].pk),
            extra=partial(_words, mails),
        )
        if digest:
            self._end(mails, NotificationStatus.GROUPED, "")
        else:
            self._end(mails, NotificationStatus.CANCELED, _("Nobody can be reached."))
        return digest

    def _profile(self):
        for role in Role:
            found = (
                get_participant_model(role)
                .objects.filter(program=self.program, member=self.member)
                .first()
            )
            if found is not None:
                return found
        return None

    def _end(self, mails, status, error):
        Notification.objects.filter(pk__in=[mail.pk for mail in mails]).update(
            status=status, error=error
        )


def _words(mails):
    count = len(mails)
    entries = tuple(
        Entry(mail.subject, mail.link, tuple(filter(None, (_first_words(mail),)))) for mail in mails
    )
    return {
        "count": ngettext("%(count)d thing", "%(count)d things", count) % {"count": count},
        "mails": (Section(_("What has come together"), entries),),
    }


def _first_words(mail):
    """Return how a mail begins below its greeting; staff can read a digest, so nothing of a private mail (S-12)."""
    if mail.event in PRIVATE:
        return ""
    paragraphs = [part for part in mail.body_text.split("\n\n") if part.strip()]
    return one_line(paragraphs[1], LINE) if len(paragraphs) > 1 else ""
