"""Mails: does one that was written still make sense when it is about to leave? (M-10)

What holds for every mail of an event by its state alone stands with the event (``valid_in``);
what reminders and messages ask stands with them. Here is the rest: what a later act has overtaken.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from ..enums import AgreementStanding, PairFeeling, ProfileStatus, RequestNoteKind
from ..exceptions import Refusal
from ..models import PairSignal
from ..models.notifications import moment_stamp
from .blocks import BlockRules

#: Closings of a case are told apart by their moment, down to the microsecond.
TO_THE_MICROSECOND = "%Y%m%d%H%M%S%f"


class MailRules(BlockRules):
    """Each question gets what the mail is about, its step, and the user who gets it (``None`` for the office)."""

    def can_be_mailed(self, event, about, step="", user=None):
        """May the mail ``event`` about ``about`` still go to ``user``?"""
        question = getattr(self, f"_mail_{event}", None)
        return question(about, step, user) if question else []

    def _overtaken(self, is_overtaken):
        return [Refusal("out_of_date", _("It had become out of date."))] if is_overtaken else []

    # Requests

    def _mail_request_waiting(self, request, step, user):
        """It moved up in the meantime: another mail says so."""
        waits = request.waiting_since is not None
        return self._overtaken(not waits or step not in ("", moment_stamp(request.waiting_since)))

    def _mail_request_place_free(self, request, step, user):
        """The place is taken again, and it waits on."""
        return self._overtaken(request.waiting_since is not None)

    _mail_request_place_free_asked = _mail_request_place_free

    def _mail_request_question(self, request, step, user):
        """It has been answered already."""
        answers = request.notes.filter(kind=RequestNoteKind.ANSWER)
        return self._overtaken(step.isdigit() and answers.filter(pk__gt=int(step)).exists())

    # Those who work together

    def _mail_mentorship_extended(self, mentorship, step, user):
        day = mentorship.agreed_end_on
        return self._overtaken(step != (day.isoformat() if day else ""))

    def _mail_agreement_proposed(self, mentorship, step, user):
        """It was withdrawn, confirmed, or another took its place."""
        return self._overtaken(not self._stands(mentorship, AgreementStanding.PROPOSED, step))

    def _mail_agreement_confirmed(self, mentorship, step, user):
        return self._overtaken(not self._stands(mentorship, AgreementStanding.CONFIRMED, step))

    def _stands(self, mentorship, standing, version):
        if not version.isdigit():
            return False
        return mentorship.agreements.filter(standing=standing, version=int(version)).exists()

    def _mail_meeting_planned(self, mentorship, step, user):
        """It was moved, canceled, or is over. Its mail names the meeting and which change of it."""
        pk, _dot, sequence = step.partition(".")
        if not (pk.isdigit() and sequence.isdigit()):
            return self._overtaken(True)
        meeting = mentorship.meetings.planned().filter(pk=int(pk), sequence=int(sequence)).first()
        return self._overtaken(meeting is None or meeting.ends_at <= timezone.now())

    _mail_meeting_moved = _mail_meeting_planned

    def _mail_partner_paused(self, mentorship, step, user):
        """The break is over, or another one began."""
        own = mentorship.profile_of(user)
        if own is None or not mentorship.is_open:
            return self._overtaken(True)
        other = mentorship.other_side(own)
        return self._overtaken(
            other.status != ProfileStatus.PAUSED
            or step not in ("", moment_stamp(other.status_changed_at))
        )

    def _mail_message_received(self, message, step, user):
        return self.can_be_told(message)

    # Profiles

    def _mail_profile_returned(self, profile, step, user):
        """It was sent in and returned again, or somebody was suspended anew: the later mail has the later note."""
        return self._overtaken(step not in ("", moment_stamp(profile.status_changed_at)))

    _mail_profile_suspended = _mail_profile_returned

    def _mail_profile_submitted(self, profile, step, user):
        return self._to_coordinators(user)

    def _mail_saved_search_news(self, profile, step, user):
        return self.can_mail_search_news(profile)

    def _to_coordinators(self, user):
        """``None`` is the office, which has no account."""
        return self._overtaken(user is not None and not self.is_coordinator(user))

    # What is told in confidence

    def _mail_concern_waiting(self, concern, step, user):
        """Whoever is named since, or reads it no longer, learns nothing of it (S-11)."""
        return self.can_handle_concern(user, concern)

    def _mail_concern_outcome(self, concern, step, user):
        """The case was opened again: what was told does not hold."""
        closed_at = concern.closed_at
        return self._overtaken(
            closed_at is None or step not in ("", closed_at.strftime(TO_THE_MICROSECOND))
        )

    def _mail_pair_not_a_fit(self, signal, step, user):
        """The same side has said something else since."""
        latest = PairSignal.objects.filter(mentorship=signal.mentorship_id, role=signal.role)
        is_latest = latest.order_by("-created_at", "-pk").values_list("pk", flat=True).first()
        overtaken = is_latest != signal.pk or signal.value != PairFeeling.NOT_A_FIT
        return self._overtaken(overtaken) or self._to_coordinators(user)
