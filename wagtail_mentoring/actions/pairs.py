"""What several actions do to requests and mentorships. Called with the people locked."""

from .. import signals
from ..enums import (
    MENTORSHIP_TRANSITIONS,
    FullMentorPolicy,
    RequestClosedReason,
    RequestStatus,
    Role,
)
from ..exceptions import ActionRefused
from ..models import MentorshipRequest
from ..notifications.dispatch import cancel_queued, notify
from .invitations import cancel_meetings_to_come
from .locks import compare_and_set


def note_activity(mentorship, now):
    """Remember that one of the two has just done something the other can see; resets what counts as quiet."""
    type(mentorship).objects.filter(pk=mentorship.pk).update(last_activity_at=now)
    mentorship.last_activity_at = now


def decide(action, request, status, **values):
    """Move an open request to a final state: exactly one of many at once does it (C-03).

    Raises ``ActionRefused`` with the real state when it is not open any more.
    """
    values = {
        "status": status,
        "open_pair": None,
        "decided_at": action.now,
        "waiting_since": None,
        **values,
    }
    if not compare_and_set(request, {RequestStatus.PENDING}, values):
        raise ActionRefused(action.rules.can_decline(request))
    cancel_queued(request)


def close_open_requests(action, profile, reason, except_pk=None):
    """Close all open requests of ``profile`` and tell the other side of each (D9, C-11)."""
    requests = (
        profile.requests.filter(status=RequestStatus.PENDING)
        .exclude(pk=except_pk)
        .with_people()
        .order_by("pk")
    )
    for request in requests:
        close_request(action, request, reason, [request.other_side(profile)])


def close_request(action, request, reason, told):
    """Close one request and tell the profiles in ``told``."""
    decide(action, request, RequestStatus.CLOSED, closed_reason=reason)
    action.log(request, event="request.close", reason=str(reason))
    for profile in told:
        notify("request_closed", recipient=profile.member, about=request, program=request.program)
    action.signal(signals.request_closed, request)


def count_places(profile, change):
    """Add ``change`` to the places the locked ``profile`` has taken, and return whether it is full now."""
    profile.open_mentorships = max(0, profile.open_mentorships + change)
    type(profile).objects.filter(pk=profile.pk).update(open_mentorships=profile.open_mentorships)
    return not profile.has_free_place


def settle_full_mentee(action, mentee):
    """The mentee has found as many mentors as they may: close their other requests and tell those asked (D9)."""
    close_open_requests(action, mentee, RequestClosedReason.MENTEE_FULL)


def settle_full_mentor(action, mentor):
    """The mentor's last place is taken: others wait or are told, as the program wants it (D5)."""
    policy = mentor.program.full_mentor_policy
    pending = (
        mentor.requests.filter(status=RequestStatus.PENDING, waiting_since__isnull=True)
        .with_people()
        .order_by("pk")
    )
    for request in pending:
        if request.initiated_by == Role.MENTOR or policy == FullMentorPolicy.HIDDEN:
            close_request(action, request, RequestClosedReason.MENTOR_FULL, [request.mentee])
        elif policy == FullMentorPolicy.WAITING_LIST:
            MentorshipRequest.objects.filter(pk=request.pk).update(waiting_since=action.now)
            request.waiting_since = action.now
            action.log(request, event="request.wait")
            notify(
                "request_waiting",
                recipient=request.mentee.member,
                about=request,
                program=request.program,
            )


def promote_waiting(action, mentor):
    """Give free places to those who wait longest: from now on the days to an answer count (D5).

    A place that was offered to somebody who waited, and whose request is still open, is not
    offered twice (C-16). Returns the requests that moved up.
    """
    waiting = (
        mentor.requests.filter(status=RequestStatus.PENDING, waiting_since__isnull=False)
        .with_people()
        .order_by("waiting_since", "pk")
    )
    free = None if mentor.limit is None else max(0, mentor.limit - mentor.open_mentorships)
    if free:
        free = max(0, free - mentor.requests.promoted().count())
    promoted = list(waiting if free is None else waiting[:free])
    for request in promoted:
        MentorshipRequest.objects.filter(pk=request.pk).update(
            waiting_since=None, clock_started_at=action.now
        )
        request.waiting_since, request.clock_started_at = None, action.now
        action.log(request, event="request.promote")
        for profile in (request.mentor, request.mentee):
            notify(
                "request_place_free",
                recipient=profile.member,
                about=request,
                program=request.program,
            )
        action.signal(signals.request_promoted, request)
    return promoted


def end_mentorship(action, mentorship, by, other, *, transition, reason=None, note="", thanks=""):
    """End a mentorship from the side of ``by``, free both places, and tell ``other`` (D12). Both are locked."""
    sources, (target,) = MENTORSHIP_TRANSITIONS[transition]
    before = mentorship.status
    values = {
        "status": target,
        "mentor_slot": None,
        "mentee_slot": None,
        "open_pair": None,
        "ended_at": action.now,
        "ended_by": by.role,
        "end_reason": reason,
        "end_note": note,
        "thanks": thanks,
    }
    if not compare_and_set(mentorship, sources, values):
        raise ActionRefused(action.rules.can_end(mentorship))
    action.log(
        mentorship,
        event=f"mentorship.{transition}",
        profile=by,
        **{"from": before, "to": str(target)},
    )
    cancel_queued(mentorship)
    cancel_meetings_to_come(action, mentorship, other)
    notify(
        "mentorship_ended",
        recipient=other.member,
        about=mentorship,
        program=mentorship.program,
    )
    action.signal(signals.mentorship_ended, mentorship)
    for profile in (by, other):
        count_places(profile, -1)
    mentor = by if by.role is Role.MENTOR else other
    if mentor.has_free_place:
        promote_waiting(action, mentor)
