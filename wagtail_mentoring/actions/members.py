"""What happens to a person: the membership changes, the account goes."""

from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import get_member_profile_model, get_participant_model, membership, signals
from ..enums import (
    AgreementStanding,
    MembershipState,
    RequestClosedReason,
    RequestNoteKind,
    Role,
)
from ..models import (
    CalendarFeed,
    CheckInAnswer,
    MemberBlock,
    Mentorship,
    MentorshipAgreement,
    MentorshipRequest,
    Message,
    MessageAttachment,
    Notification,
    PairMeeting,
    PairNote,
    PairSignal,
    RequestNote,
)
from ..rules import get_rules
from .base import MentoringAction
from .completeness import count_completeness
from .enrolled_groups import follow_profile
from .erased_content import erase_from_content
from .locks import lock_profiles
from .pairs import close_open_requests
from .profiles import LeaveProfileAction


class RefreshMembershipAction(MentoringAction):
    """Take over what the society says of a person (D14).

    A current member is found again at once; an ended membership hides the
    profile when the program's grace is over, and then open requests close.
    Pairings stay. A source that cannot answer changes nothing (S-30).
    Returns whether anything changed.
    """

    event = "member.membership"

    def __init__(self, member, *, answer=None, actor=None):
        super().__init__(actor=actor)
        self.member = member
        self.answer = answer or membership.ask(member.user)

    def is_news(self):
        """Return whether the society says something else than what is stored."""
        member, answer = self.member, self.answer
        if (member.membership_state, member.region, member.membership_ends_on) != (
            answer.state,
            answer.region,
            self.ends_on,
        ):
            return True
        return answer.lapsed_on is not None and member.membership_lapsed_on != answer.lapsed_on

    @property
    def ends_on(self):
        """The last day of a current membership, where the source knows it."""
        return self.answer.ends_on if self.answer.state == MembershipState.CURRENT else None

    def is_due(self, profiles, today):
        """Return whether the day, or a new number of days of grace, changes anything for ``profiles``."""
        return any(
            profile.hidden_from != self.rules.hidden_from(self.answer, self.member, profile.program)
            or (profile.has_open_requests and profile.hidden_from and profile.hidden_from <= today)
            for profile in profiles
        )

    def lock(self):
        mentors, mentees = lock_profiles(
            self.member.mentor_profiles.values_list("pk", flat=True),
            self.member.mentee_profiles.values_list("pk", flat=True),
        )
        self.profiles = [*mentors.values(), *mentees.values()]

    def write(self):
        answer, member = self.answer, self.member
        if answer.state == MembershipState.UNKNOWN or member.user_id is None:
            return False
        before = (
            member.membership_state,
            member.membership_lapsed_on,
            member.region,
            member.membership_ends_on,
        )
        lapsed_on = None
        if answer.state != MembershipState.CURRENT:
            lapsed_on = answer.lapsed_on or member.membership_lapsed_on or timezone.localdate()
        after = (answer.state, lapsed_on, answer.region, self.ends_on)
        changed = before != after
        member.membership_lapsed_on = lapsed_on
        for profile in self.profiles:
            hidden_from = self.rules.hidden_from(answer, member, profile.program)
            if hidden_from != profile.hidden_from:
                profile.hidden_from = hidden_from
                type(profile).objects.filter(pk=profile.pk).update(
                    hidden_from=hidden_from, updated_at=self.now
                )
                changed = True
                follow_profile(profile)
            if hidden_from is not None and hidden_from <= timezone.localdate():
                close_open_requests(self, profile, RequestClosedReason.MEMBERSHIP)
        # The person's row comes last: whoever closes a request writes a mail that refers to it.
        member.membership_state, member.region = answer.state, answer.region
        member.membership_ends_on = self.ends_on
        member.membership_checked_at = self.now
        get_member_profile_model().objects.filter(pk=member.pk).update(
            membership_state=answer.state,
            membership_lapsed_on=lapsed_on,
            membership_ends_on=self.ends_on,
            membership_checked_at=self.now,
            region=answer.region,
        )
        if before[0] != after[0]:
            self.log(member, **{"from": before[0], "to": str(after[0])})
            self.signal(signals.membership_changed, member, before=before[0], after=after[0])
        return changed


class _LeaveRemovedAction(LeaveProfileAction):
    closed_reason = RequestClosedReason.REMOVED
    account_goes = True


def release_removed_account(user):
    """Called before an account is deleted: nothing stays open, and nothing of the person stays readable (C-11, D21).

    Open requests close and pairings end, each with a mail to the other; the
    profile becomes "Former member", so that counts in reports survive.
    """
    member = get_member_profile_model().objects.filter(user=user).first()
    if member is None:
        return
    for role in Role:
        for profile in (
            get_participant_model(role).objects.filter(member=member).exclude(status="left")
        ):
            _LeaveRemovedAction(profile).execute()
    erase_person(member)


#: What a profile says of somebody's time.
WHEN_FREE = ("available_from", "available_until", "hours_per_week")
#: What tells who somebody is, or was written by them.
PERSONAL_FIELDS = (
    "headline",
    "bio",
    "employer",
    "city",
    "country",
    "contact_email",
    "phone",
    "website",
    "linkedin_url",
    "region",
)


def _erase_answers(member, role):
    """Remove what the person wrote in ``role`` on requests they were sent, in notes, and at the end."""
    mine = {f"{role.value}_member": member}
    received = MentorshipRequest.objects.filter(**mine, initiated_by=role.other)
    MentorshipRequest.objects.filter(pk__in=list(received.values_list("pk", flat=True))).update(
        decision_message=""
    )
    for asked_by, kind in ((role, RequestNoteKind.ANSWER), (role.other, RequestNoteKind.QUESTION)):
        requests = MentorshipRequest.objects.filter(**mine, initiated_by=asked_by)
        RequestNote.objects.filter(request__in=list(requests), kind=kind).update(body="")
    Mentorship.objects.filter(**mine, ended_by=role).update(end_note="", thanks="")


def _erase_messages(member):
    """Remove the words and files the person sent; what others wrote to them stays theirs (P-05)."""
    own = list(Message.objects.written_by_member(member).values_list("pk", flat=True))
    for attachment in MessageAttachment.objects.filter(message__in=own):
        transaction.on_commit(partial(attachment.file.storage.delete, attachment.file.name))
        attachment.delete()
    Message.objects.filter(pk__in=own).update(text="")
    told = Notification.objects.filter(
        content_type=ContentType.objects.get_for_model(Message), object_id__in=own
    )
    told.update(body_text="", body_html="")


def _erase_marks(profile):
    """Remove what the person kept of others, and what others kept of them."""
    for name in ("shortlist", "dismissals"):
        getattr(profile, name).all().delete()
        others = get_participant_model(profile.role.other)._meta.get_field(name).related_model
        others.objects.filter(candidate=profile.pk).delete()


def _erase_pair_work(member, role):
    """Remove the person's notes and proposals; what both agreed on and set as goals stays the other's."""
    mine = {f"mentorship__{role.value}_member": member}
    PairNote.objects.filter(**mine, author=role).delete()
    MentorshipAgreement.objects.filter(**mine, proposed_by=role).exclude(
        standing=AgreementStanding.CONFIRMED
    ).delete()
    planned = PairMeeting.objects.filter(**mine, planned_by=role).values_list("pk", flat=True)
    PairMeeting.objects.filter(pk__in=list(planned)).update(place="", link="", agenda="")


def erase_person(member):
    """Remove what tells who this was; keep the rows that reports count."""
    profiles = []
    for role in Role:
        own = MentorshipRequest.objects.filter(
            **{f"{role.value}_member": member}, initiated_by=role
        )
        MentorshipRequest.objects.filter(pk__in=list(own.values_list("pk", flat=True))).update(
            message=""
        )
        _erase_answers(member, role)
        _erase_pair_work(member, role)
        statement = "terms" if role is Role.MENTOR else "goals"
        for profile in get_participant_model(role).objects.filter(member=member):
            profile.answers.all().delete()
            profile.preferences.all().delete()
            _erase_marks(profile)
            erased = {statement: "", "staff_note": "", **dict.fromkeys(WHEN_FREE)}
            type(profile).objects.filter(pk=profile.pk).update(**erased)
            setattr(profile, statement, "")
            profiles.append(profile)
    _erase_messages(member)
    MemberBlock.objects.filter(Q(by=member) | Q(of=member)).delete()
    PairSignal.objects.filter(member=member).update(note="")
    CheckInAnswer.objects.filter(check_in__member=member).update(text="")
    member.sensitive_consents.all().delete()
    member.saved_searches.all().delete()
    CalendarFeed.objects.filter(member=member).delete()
    member.meeting_attendances.all().delete()
    erase_from_content(member, timezone.now())
    member.mail_preferences.all().delete()
    member.educations.all().delete()
    member.positions.all().delete()
    for file in (member.picture, member.portrait):
        if file:
            transaction.on_commit(partial(file.storage.delete, file.name))
    member.picture = member.portrait = ""
    member.name = _("Former member")
    member.mail_failed_at, member.mail_failed_address = None, ""
    for name in PERSONAL_FIELDS:
        setattr(member, name, "")
    member.save()
    for profile in profiles:
        profile.member = member
    count_completeness(profiles, get_rules())
