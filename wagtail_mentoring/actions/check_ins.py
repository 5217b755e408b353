"""How it goes, told in private to those who run the program (F47, F70)."""

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import signals
from ..enums import CheckInKind, PairFeeling
from ..exceptions import Refusal
from ..models import CheckIn, CheckInAnswer, Notification, PairSignal
from ..notifications.delivery import calm_moment_after
from ..notifications.dispatch import notify_coordinators
from .mentorships import MentorshipAction


class PrivateWordAction(MentorshipAction):
    """Base: ``profile`` says something of the mentorship that the other never learns of.

    Not in the audit log either: its readers are not those of signals and check-ins.
    """

    def refusals(self):
        return self.rules.can_say_how_it_goes(self.actor, self.mentorship, self.profile)


class SignalFeelingAction(PrivateWordAction):
    """Say how it goes: well, unsure, or not a fit, with a note if one likes. Returns the ``PairSignal``.

    The coordinators, without anybody who is the other person here, get a mail when it does not fit.
    """

    event = "mentorship.feeling"

    def __init__(self, mentorship, profile, value, *, note="", actor=None):
        super().__init__(mentorship, profile, actor=actor)
        self.value, self.note = PairFeeling(value), note

    def write(self):
        signal = PairSignal.objects.create(
            mentorship=self.mentorship,
            role=self.profile.role,
            member=self.profile.member,
            value=self.value,
            note=self.note,
            created_at=self.now,
        )
        if self.value is PairFeeling.NOT_A_FIT:
            notify_coordinators(
                "pair_not_a_fit",
                about=signal,
                program=self.mentorship.program,
                not_before=self._calm_moment(),
                without=[self.mentorship.mentor_member.user, self.mentorship.mentee_member.user],
            )
        self.signal(signals.pair_feeling_told, signal)
        return signal

    def _calm_moment(self):
        """Said again and again, the coordinators get a mail at first and one about the latest (S-27)."""
        said = PairSignal.objects.filter(mentorship=self.mentorship, role=self.profile.role)
        mails = Notification.objects.filter(
            event="pair_not_a_fit",
            content_type=ContentType.objects.get_for_model(PairSignal),
            object_id__in=list(said.values_list("pk", flat=True)),
        )
        return calm_moment_after(mails, self.mentorship.program)


class SaveCheckInAction(PrivateWordAction):
    """Answer the check-in of this month; sent again, it replaces what was said. Returns the ``CheckIn``.

    ``answers`` are pairs of a question and a number from 1 to 5, or words; an empty one is left out.
    """

    event = "mentorship.check_in"

    def __init__(self, mentorship, profile, answers, *, actor=None):
        super().__init__(mentorship, profile, actor=actor)
        self.answers = answers

    def refusals(self):
        refusals = super().refusals()
        if not refusals and any(
            question.program_id != self.mentorship.program_id for question, _answer in self.answers
        ):
            refusals = [Refusal("other_program", _("These questions are not of your program."))]
        if not refusals and not any(value not in (None, "") for _asked, value in self.answers):
            refusals = [Refusal("no_answer", _("Answer at least one question."))]
        return refusals

    def write(self):
        check_in, _is_new = CheckIn.objects.update_or_create(
            mentorship=self.mentorship,
            role=self.profile.role,
            months=months_between(self.mentorship.started_at, self.now),
            defaults={"member": self.profile.member, "created_at": self.now},
        )
        check_in.answers.all().delete()
        CheckInAnswer.objects.bulk_create(
            CheckInAnswer(
                check_in=check_in,
                question=question if question.pk else None,
                asked=question.text,
                value=value if question.kind == CheckInKind.SCALE else None,
                text=value if question.kind == CheckInKind.TEXT else "",
            )
            for question, value in self.answers
            if value not in (None, "")
        )
        self.signal(signals.check_in_answered, check_in)
        return check_in


def months_between(start, end):
    """Return how many whole months have passed, by the calendar of the active time zone."""
    start, end = timezone.localdate(start), timezone.localdate(end)
    months = (end.year - start.year) * 12 + end.month - start.month
    return max(0, months - (end.day < start.day))
