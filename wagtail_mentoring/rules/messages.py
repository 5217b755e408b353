"""Messages: who may write to whom, how much, and who reads what."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..conf import settings
from ..enums import MentorshipStatus, RequestStatus
from ..exceptions import Refusal
from ..models import Conversation, Mentorship, Message
from ..models.messages import MESSAGE_LENGTH
from .blocks import BlockRules
from .limits import DAY, HOUR, conversation_limit, message_limit


class MessageRules(BlockRules):
    """What the two of a request or mentorship may write to each other (F37, R44)."""

    def can_write(self, request, profile):
        """May ``profile`` write to the other person of ``request``?

        Both may while the request is open; partners may while they work together, and for the
        program's days afterwards. Nobody who is suspended, has left, or is no member may, and nobody
        writes to somebody who does not take part.
        """
        refusals = self._party(request, profile, request.mentor, request.mentee)
        refusals = refusals or self._time_to_write(request)
        refusals = refusals or self._enrolled(profile)
        refusals = refusals or self._membership(
            profile.member.user, request.program, profile.member
        )
        return refusals or self._can_be_reached(request.other_side(profile), profile)

    def can_send(self, request, profile, text, files=0):
        """May this be sent now? ``files`` is their number. Counts what was sent before (S-27)."""
        refusals = self.can_write(request, profile)
        if refusals:
            return refusals
        if not text.strip() and not files:
            return [Refusal("message_empty", _("Write a few words first."))]
        if len(text) > MESSAGE_LENGTH:
            return [
                Refusal(
                    "message_too_long",
                    _("The message is longer than %(limit)d characters. Please shorten it.")
                    % {"limit": MESSAGE_LENGTH},
                )
            ]
        most = settings.ATTACHMENT_MAX_FILES
        if files > most:
            return [
                Refusal(
                    "too_many_files",
                    ngettext(
                        "You can send %(most)d file with a message.",
                        "You can send %(most)d files with a message.",
                        most,
                    )
                    % {"most": most},
                )
            ]
        return self._within_limits(request, profile)

    def can_reply_by_mail(self, request, profile):
        """May ``profile`` answer by mail? Only while the request or the mentorship is open (M-13)."""
        mentorship = self._mentorship_of(request)
        is_open = mentorship.is_open if mentorship is not None else request.is_open
        if not is_open:
            return [Refusal("conversation_over", _("This conversation is over."))]
        return self.can_write(request, profile)

    def can_be_told(self, message):
        """May a mail still tell of ``message``? Not when it has been read, or is of no use any more (M-10)."""
        request = message.conversation.request
        reader = request.side(message.written_by).role.other
        if message.read_at is not None:
            return [Refusal("already_read", _("It has been read already."))]
        if request.status not in (RequestStatus.PENDING, RequestStatus.ACCEPTED):
            return self._open(request)
        return self._can_be_reached(request.side(reader), request.side(message.written_by))

    def can_read_messages(self, user, request):
        """The two read what they wrote, whatever became of it; nobody else does (S-12)."""
        if request.profile_of(user) is None or not user.is_active:
            return [Refusal("not_yours", _("Only the two people themselves can read this."))]
        return []

    def _mentorship_of(self, request):
        return self._recall(
            lambda: Mentorship.objects.filter(request=request).first(), "mentorship_of", request.pk
        )

    def _time_to_write(self, request):
        if request.status == RequestStatus.PENDING:
            return []
        if request.status != RequestStatus.ACCEPTED:
            return self._open(request)
        mentorship = self._mentorship_of(request)
        if mentorship is None or mentorship.is_open:
            return []
        days = dt.timedelta(days=request.program.message_days_after_end)
        if mentorship.ended_at + days > timezone.now():
            return []
        over = {
            MentorshipStatus.COMPLETED: _("Your %(mentorship)s is completed"),
            MentorshipStatus.ENDED: _("Your %(mentorship)s is over"),
        }[MentorshipStatus(mentorship.status)] % {"mentorship": request.program.mentorship_name}
        return [
            Refusal(
                "conversation_over",
                _("%(over)s, so you cannot write here any more. You can still read it all.")
                % {"over": over},
            )
        ]

    def _can_be_reached(self, other, own):
        """Told in the same words whatever the reason: a suspension or a block is nobody's business (F86)."""
        member = other.member
        takes_part = other.is_enrolled and member.user_id and member.user.is_active
        if takes_part and not self.is_blocked(own.member, member):
            return []
        return [
            Refusal(
                "other_unavailable",
                _("%(name)s cannot be reached at the moment.") % {"name": member.name},
            )
        ]

    def _within_limits(self, request, profile):
        now, role, program = timezone.now(), profile.role.value, request.program
        limit = program.message_hourly_limit
        if limit is not None:
            sent = Message.objects.filter(
                written_by=role,
                sent_at__gt=now - HOUR,
                **{f"conversation__request__{role}": profile},
            ).order_by("-sent_at")
            times = list(sent.values_list("sent_at", flat=True)[:limit])
            if len(times) >= limit:
                return [message_limit(times[-1] + HOUR - now)]
        limit = program.conversation_daily_limit
        if limit is not None and not Conversation.objects.filter(request=request).exists():
            begun = Conversation.objects.filter(
                started_by=role,
                started_at__gt=now - DAY,
                **{f"request__{role}": profile},
            ).order_by("-started_at")
            times = list(begun.values_list("started_at", flat=True)[:limit])
            if len(times) >= limit:
                return [conversation_limit(times[-1] + DAY - now)]
        return []
