"""Memberships that change, accounts that go (D14, D21, C-11)."""

import datetime as dt

import pytest
from django.contrib.auth.signals import user_logged_in
from django.db import OperationalError, connection
from django.utils import timezone

from tests.actions.helpers import codes, mails
from tests.factories import (
    AgreementFactory,
    MentorshipFactory,
    PairMeetingFactory,
    PairNoteFactory,
    RequestFactory,
)
from wagtail_mentoring.actions import (
    AcceptRequestAction,
    AnswerInformationAction,
    AskInformationAction,
    EndMentorshipAction,
    MakeRequestAction,
    RefreshMembershipAction,
)
from wagtail_mentoring.actions.consistency import find_inconsistencies
from wagtail_mentoring.enums import MembershipState, ProfileStatus
from wagtail_mentoring.membership import Membership
from wagtail_mentoring.models import (
    CalendarFeed,
    MemberProfile,
    Mentorship,
    MentorshipRequest,
    RequestNote,
)

pytestmark = pytest.mark.django_db


def lapsed(days):
    return Membership(
        MembershipState.LAPSED, lapsed_on=timezone.localdate() - dt.timedelta(days=days)
    )


def test_a_lapse_within_the_grace_changes_nothing_for_others(cast, static_membership):
    mentor = cast.mentor()
    static_membership[mentor.member.user.pk] = lapsed(30)
    assert RefreshMembershipAction(mentor.member).execute()
    mentor.refresh_from_db()
    assert mentor.is_listed
    assert MakeRequestAction(cast.mentee(), mentor).execute().is_open


def test_after_the_grace_the_member_is_hidden_and_open_requests_close(cast, static_membership):
    mentor, mentee = cast.mentor(), cast.mentee()
    request = MakeRequestAction(mentee, mentor).execute()
    static_membership[mentor.member.user.pk] = lapsed(31)
    RefreshMembershipAction(mentor.member).execute()
    mentor.refresh_from_db()
    request.refresh_from_db()
    assert not mentor.is_listed
    assert mentor not in type(mentor).objects.listed()
    assert (request.status, request.closed_reason) == ("closed", "membership")
    assert mails("request_closed") == {mentee.member.user.email}


def test_pairings_stay_when_a_membership_lapses(cast, static_membership):
    mentor = cast.mentor()
    AcceptRequestAction(MakeRequestAction(cast.mentee(), mentor).execute()).execute()
    static_membership[mentor.member.user.pk] = lapsed(400)
    RefreshMembershipAction(mentor.member).execute()
    assert Mentorship.objects.get().is_open


def test_who_renews_is_found_again_on_signing_in(cast, static_membership, rf):
    mentor = cast.mentor()
    user = mentor.member.user
    static_membership[user.pk] = lapsed(400)
    RefreshMembershipAction(mentor.member).execute()
    del static_membership[user.pk]
    user_logged_in.send(sender=type(user), request=rf.get("/"), user=user)
    mentor.refresh_from_db()
    assert mentor.is_listed


def test_busy_rows_keep_nobody_from_signing_in(cast, static_membership, client):
    mentor = cast.mentor()
    static_membership[mentor.member.user.pk] = lapsed(400)

    def busy(execute, sql, params, many, context):
        if sql.startswith("UPDATE") and "memberprofile" in sql:
            raise OperationalError("lock timeout")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(busy):
        assert client.login(username=mentor.member.user.username, password="mentoring")
    mentor.refresh_from_db()
    assert mentor.is_listed


def test_a_source_that_fails_hides_nobody(cast, static_membership):
    mentor = cast.mentor()
    static_membership[mentor.member.user.pk] = RuntimeError("down")
    assert not RefreshMembershipAction(mentor.member).execute()
    mentor.refresh_from_db()
    assert mentor.is_listed


def test_a_lapsed_mentor_cannot_accept(cast, static_membership):
    mentor = cast.mentor()
    request = MakeRequestAction(cast.mentee(), mentor).execute()
    static_membership[mentor.member.user.pk] = lapsed(31)
    assert codes(AcceptRequestAction(request)) == ["membership_missing"]


def test_a_request_of_a_lapsed_mentee_cannot_be_accepted(cast, static_membership):
    mentee = cast.mentee()
    request = MakeRequestAction(mentee, cast.mentor()).execute()
    static_membership[mentee.member.user.pk] = lapsed(31)
    assert codes(AcceptRequestAction(request)) == ["asker_unavailable"]


def test_a_removed_account_leaves_nothing_open_and_no_name(cast):
    mentor, mentee, waiting = cast.mentor(capacity=3), cast.mentee(), cast.mentee()
    mentor.member.bio = "Something personal"
    mentor.member.phone = "+44 20 7946 0000"
    mentor.member.save()
    pair = AcceptRequestAction(MakeRequestAction(mentee, mentor).execute()).execute()
    request = MakeRequestAction(waiting, mentor).execute()
    email = mentor.member.user.email
    mentor.member.user.delete()
    pair.refresh_from_db()
    request.refresh_from_db()
    assert pair.status == "ended"
    assert (request.status, request.closed_reason) == ("closed", "removed")
    assert mails("mentorship_ended") == {mentee.member.user.email}
    assert mails("request_closed") == {waiting.member.user.email}
    member = MemberProfile.objects.get(pk=mentor.member.pk)
    assert (member.user, member.name, member.bio, member.phone) == (None, "Former member", "", "")
    mentor.refresh_from_db()
    assert mentor.status == ProfileStatus.LEFT
    assert email not in str(list(MentorshipRequest.objects.values())) + str(
        list(MemberProfile.objects.values())
    )
    assert find_inconsistencies() == []


@pytest.mark.parametrize("who", ["mentor", "mentee"])
def test_with_a_removed_account_go_the_shortlists_it_made_and_stood_on(cast, who):
    mentor, mentee, bystander = cast.mentor(), cast.mentee(), cast.mentee()
    for own, other in ((mentor, mentee), (mentee, mentor), (bystander, mentor)):
        own.shortlist.create(candidate=other, note="Knows surveys.")
        own.dismissals.create(candidate=other)
    gone = {"mentor": mentor, "mentee": mentee}[who]
    gone.member.user.delete()
    left = [
        entry.profile
        for profile in (mentor, mentee, bystander)
        for entry in (*profile.shortlist.all(), *profile.dismissals.all())
    ]
    assert left == ([] if who == "mentor" else [bystander, bystander])


@pytest.mark.parametrize("who", ["mentor", "mentee"])
def test_of_a_removed_account_none_of_its_words_are_left(cast, who):
    """D21: on requests, in questions and answers, and at the end; the other's own words stay."""
    mentor, mentee = cast.mentor(), cast.mentee()
    request = MakeRequestAction(mentee, mentor, message="Canary of the mentee").execute()
    AskInformationAction(request, body="Canary of the mentor").execute()
    AnswerInformationAction(request, body="Canary of the mentee").execute()
    pair = AcceptRequestAction(request, message="Canary of the mentor").execute()
    own = {"mentor": mentor, "mentee": mentee}[who]
    words = f"Canary of the {who}"
    EndMentorshipAction(pair, own, note=words, thanks=words).execute()
    own.member.user.delete()
    left = "".join(
        str(list(model.objects.values())) for model in (MentorshipRequest, RequestNote, Mentorship)
    )
    assert words not in left
    assert left.count(f"Canary of the {own.role.other.value}") == 2


def test_with_a_removed_account_go_its_notes_proposals_and_calendar(cast):
    """D21: the other keeps what both agreed on; the meeting goes out of the other's calendar alone."""
    pair = MentorshipFactory(
        request=RequestFactory(mentor=cast.mentor(), mentee=cast.mentee(), status="accepted")
    )
    member = pair.mentee.member
    AgreementFactory(mentorship=pair, standing="confirmed", goals="Both")
    AgreementFactory(mentorship=pair, goals="Mine")
    for author in ("mentor", "mentee"):
        PairNoteFactory(mentorship=pair, author=author, is_shared=True)
    PairMeetingFactory(mentorship=pair, agenda="Private", link="https://call.example/")
    CalendarFeed.objects.create(member=member)
    member.user.delete()
    pair.refresh_from_db()
    assert pair.status == "ended"
    assert [agreement.goals for agreement in pair.agreements.all()] == ["Both"]
    assert [note.author for note in pair.notes.all()] == ["mentor"]
    meeting = pair.meetings.get()
    assert (meeting.status, meeting.agenda, meeting.link) == ("canceled", "", "")
    assert not CalendarFeed.objects.exists()
    assert mails("meeting_canceled") == {pair.mentor.member.user.email}
