"""A mail that was written and waits: what happens before it leaves decides whether it leaves (M-10).

One table for all kinds of mails. Each case queues a mail by the act that causes it, then something else happens.
Whatever is in no case stands in ``ALWAYS`` and says something that has happened and stays true.
"""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.utils import timezone

from tests.factories import Cast, MentorshipFactory, RequestFactory, UserFactory
from wagtail_mentoring import actions
from wagtail_mentoring.actions.due import due_reminders
from wagtail_mentoring.enums import NotificationStatus as Status
from wagtail_mentoring.enums import PairFeeling
from wagtail_mentoring.events import EVENTS
from wagtail_mentoring.models import (
    CheckInQuestion,
    MemberBlock,
    Mentorship,
    MentorshipAgreement,
    Notification,
)
from wagtail_mentoring.notifications.dispatch import notify
from wagtail_mentoring.notifications.sender import drain

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2027, 3, 2, 12, tzinfo=dt.UTC)
#: What has happened, and stays true and wanted whatever comes after.
ALWAYS = {
    "request_declined": "the answer to a request is final",
    "request_withdrawn": "a request that was withdrawn is over",
    "request_expired": "a request that has expired is over",
    "request_expired_asked": "a request that has expired is over",
    "request_closed": "a request that was closed is over",
    "mentorship_ended": "a mentorship that is over stays over",
    "meeting_canceled": "a canceled meeting is never planned again; it takes it out of calendars",
    "reply_refused": "what was refused was not delivered",
    "concern_received": "what was raised has been received",
    "digest": "each mail in it was asked when it was written, which is when it leaves",
}
CASES = []


def case(event, happens):
    """Register a generator: it queues the mail, yields, and then lets something happen."""

    def register(function):
        CASES.append(pytest.param(event, function, id=f"{event}-{happens.replace(' ', '_')}"))
        return function

    return register


class World(Cast):
    """People, and the acts that write mails."""

    def __init__(self):
        super().__init__(ladder=True, request_expiry_days=28, message_mail_pause_minutes=0)
        self.office_user = UserFactory()
        self.office_user.groups.add(Group.objects.get(name="Mentoring coordinators"))

    def request(self, **kwargs):
        return actions.MakeRequestAction(
            self.mentee(), self.mentor(**kwargs), message="Please."
        ).execute()

    def pair(self, **kwargs):
        request = RequestFactory(mentor=self.mentor(), mentee=self.mentee(), status="accepted")
        return MentorshipFactory(request=request, **kwargs)

    def do(self, action, pair, role, *args, **kwargs):
        side = pair.side(role)
        kwargs.setdefault("actor", side.member.user)
        return getattr(actions, action)(pair, side, *args, **kwargs).execute()

    def propose(self, pair, role="mentee"):
        return self.do("ProposeAgreementAction", pair, role, goals="A talk.")

    def plan(self, pair, days=7):
        start = timezone.now() + dt.timedelta(days=days)
        return self.do(
            "PlanMeetingAction", pair, "mentee", starts_at=start, minutes=60, time_zone="UTC"
        )

    def end(self, pair, role="mentor"):
        return self.do("EndMentorshipAction", pair, role)

    def block(self, pair):
        mentee = pair.mentee.member
        actions.BlockAction(mentee, pair.mentor.member, actor=mentee.user).execute()

    def profile(self, action, profile, **kwargs):
        return getattr(actions, action)(profile, **kwargs).execute()

    def send(self, request, role="mentee"):
        side = request.side(role)
        return actions.SendMessageAction(
            request, side, text="Hello.", actor=side.member.user
        ).execute()

    def due(self):
        for due in due_reminders(timezone.now()):
            due.action.execute()


@pytest.fixture
def world():
    with time_machine.travel(NOW):
        yield World()


# Requests


@case("request_received", "it is withdrawn")
def received(world):
    request = world.request()
    yield
    actions.WithdrawRequestAction(request).execute()


@case("request_received", "the asker is blocked")
def received_blocked(world):
    request = world.request()
    yield
    world.block(request)


@case("request_waiting", "a place becomes free")
def waiting(world):
    request = waiting_request(world)
    yield
    world.end(Mentorship.objects.get())
    request.refresh_from_db()
    assert request.waiting_since is None


@case("request_place_free", "the place is taken again")
@case("request_place_free_asked", "the place is taken again")
def place_free(world):
    waiting_request(world)
    world.end(Mentorship.objects.get())
    yield
    mentor = Mentorship.objects.get().mentor
    other = actions.MakeRequestAction(world.mentee(), mentor, message="Me, too.").execute()
    actions.AcceptRequestAction(other).execute()


def waiting_request(world):
    world.program.full_mentor_policy = "waiting_list"
    world.program.save()
    pair = world.pair()
    type(pair.mentor).objects.filter(pk=pair.mentor.pk).update(capacity=1)
    pair.mentor.refresh_from_db()
    return actions.MakeRequestAction(world.mentee(), pair.mentor, message="Please.").execute()


@case("request_reminder", "it is declined")
def reminded_request(world):
    request = world.request()
    type(request).objects.update(clock_started_at=NOW - dt.timedelta(days=8))
    world.due()
    yield
    actions.DeclineRequestAction(request).execute()


@case("request_question", "it is answered")
def question(world):
    request = world.request()
    actions.AskInformationAction(request, body="Which talk?").execute()
    yield
    actions.AnswerInformationAction(request, body="My first.").execute()


@case("request_answered", "it expires")
def answered(world):
    request = world.request()
    actions.AskInformationAction(request, body="Which talk?").execute()
    actions.AnswerInformationAction(request, body="My first.").execute()
    yield
    type(request).objects.update(clock_started_at=NOW - dt.timedelta(days=40))
    actions.ExpireRequestAction(request).execute()


# Those who work together


@case("mentorship_started", "it is over already")
def started(world):
    actions.AcceptRequestAction(world.request()).execute()
    yield
    world.end(Mentorship.objects.get())


@case("mentorship_extended", "it is extended further")
def extended(world):
    pair = world.pair()
    extend(world, pair, 90)
    yield
    extend(world, pair, 120)


def extend(world, pair, days):
    day = timezone.localdate() + dt.timedelta(days=days)
    world.do("ExtendMentorshipAction", pair, "mentee", ends_on=day)
    pair.refresh_from_db()


@case("mentorship_extended", "it ends")
def extended_ended(world):
    pair = world.pair()
    extend(world, pair, 90)
    yield
    world.end(pair)


@case("agreement_proposed", "it is withdrawn")
def proposed_withdrawn(world):
    pair = world.pair()
    world.propose(pair)
    yield
    world.do("WithdrawAgreementAction", pair, "mentee")


@case("agreement_proposed", "another takes its place")
def proposed_again(world):
    pair = world.pair()
    world.propose(pair)
    yield
    world.propose(pair)


@case("agreement_proposed", "the other proposes something else")
def proposed_back(world):
    pair = world.pair()
    world.propose(pair)
    yield
    world.propose(pair, "mentor")


@case("agreement_proposed", "it is confirmed already")
def proposed_confirmed(world):
    pair = world.pair()
    version = world.propose(pair).version
    yield
    world.do("ConfirmAgreementAction", pair, "mentor", version=version)


@case("agreement_proposed", "the two are kept apart")
def proposed_blocked(world):
    pair = world.pair()
    world.propose(pair)
    yield
    world.block(pair)


@case("agreement_confirmed", "another is confirmed")
def confirmed_again(world):
    pair = world.pair()
    for _again in range(2):
        version = world.propose(pair).version
        world.do("ConfirmAgreementAction", pair, "mentor", version=version)
        if version == 1:
            yield
    assert MentorshipAgreement.objects.filter(standing="confirmed").get().version == 2


@case("meeting_planned", "it is moved")
def planned_moved(world):
    yield from planned_then(world, lambda pair, one: move(world, pair, one))


def planned_then(world, act):
    pair = world.pair()
    meeting = world.plan(pair)
    yield
    act(pair, meeting)


def move(world, pair, meeting, days=9):
    start = timezone.now() + dt.timedelta(days=days)
    return world.do(
        "MoveMeetingAction", pair, "mentor", meeting, starts_at=start, minutes=30, time_zone="UTC"
    )


@case("meeting_planned", "it is canceled")
def planned_canceled(world):
    yield from planned_then(
        world, lambda pair, one: world.do("CancelMeetingAction", pair, "mentor", one)
    )


@case("meeting_planned", "the mentorship ends")
def planned_ended(world):
    yield from planned_then(world, lambda pair, one: world.end(pair))


@case("meeting_planned", "it is over")
def planned_over(world):
    yield from planned_then(
        world,
        lambda pair, one: type(one).objects.update(starts_at=NOW - dt.timedelta(hours=5)),
    )


@case("meeting_moved", "it is moved again")
def moved_again(world):
    pair = world.pair()
    meeting = move(world, pair, world.plan(pair))
    yield
    move(world, pair, meeting, days=11)


@case("meeting_moved", "it is canceled")
def moved_canceled(world):
    pair = world.pair()
    meeting = move(world, pair, world.plan(pair))
    yield
    world.do("CancelMeetingAction", pair, "mentee", meeting)


@case("partner_paused", "the break is over")
def paused_over(world):
    pair = world.pair()
    world.profile("PauseProfileAction", pair.mentor, tell_partners=True)
    yield
    world.profile("ResumeProfileAction", pair.mentor)


@case("partner_paused", "another break began")
def paused_again(world):
    pair = world.pair()
    world.profile("PauseProfileAction", pair.mentor, tell_partners=True)
    yield
    world.profile("ResumeProfileAction", pair.mentor)
    world.profile("PauseProfileAction", pair.mentor, tell_partners=True)


@case("partner_paused", "they do not work together any more")
def paused_ended(world):
    pair = world.pair()
    world.profile("PauseProfileAction", pair.mentor, tell_partners=True)
    yield
    world.end(pair)


# Messages


@case("message_received", "it is read")
def message_read(world):
    request = world.request()
    world.send(request)
    yield
    actions.MarkReadAction(request, request.mentor, actor=request.mentor.member.user).execute()


@case("message_received", "the request is declined")
def message_declined(world):
    request = world.request()
    world.send(request)
    yield
    actions.DeclineRequestAction(request).execute()


@case("message_received", "the writer is blocked")
def message_blocked(world):
    pair = world.pair()
    world.send(pair.request)
    yield
    MemberBlock.objects.create(by=pair.mentor.member, of=pair.mentee.member)


@case("message_received", "it is deleted")
def message_deleted(world):
    message = world.send(world.request())
    yield
    message.delete()


@case("message_received", "the reader is suspended")
def message_suspended(world):
    pair = world.pair()
    world.send(pair.request)
    yield
    world.profile("SuspendProfileAction", pair.mentor)


# Profiles


def draft(world):
    return world.mentee(status="draft", goals="To learn.")


def submitted(world):
    world.program.mentee_approval_required = True
    world.program.save()
    return world.profile("SubmitProfileAction", draft(world))


@case("enrollment_confirmed", "they leave")
def enrolled_left(world):
    profile = world.profile("SubmitProfileAction", draft(world))
    yield
    world.profile("LeaveProfileAction", profile)


@case("profile_submitted", "it is approved")
def submitted_approved(world):
    profile = submitted(world)
    yield
    world.profile("ApproveProfileAction", profile)


@case("profile_submitted", "the recipient coordinates no more")
def submitted_to_nobody(world):
    submitted(world)
    yield
    world.office_user.groups.clear()


@case("profile_approved", "they are suspended")
def approved_suspended(world):
    profile = world.profile("ApproveProfileAction", submitted(world))
    yield
    world.profile("SuspendProfileAction", profile)


@case("profile_returned", "it is sent in again")
def returned(world):
    profile = world.profile("ReturnProfileAction", submitted(world), note="Say more.")
    yield
    world.profile("SubmitProfileAction", profile)


@case("profile_returned", "it is returned again")
def returned_again(world):
    profile = world.profile("ReturnProfileAction", submitted(world), note="Say more.")
    yield
    world.profile("SubmitProfileAction", profile)
    world.profile("ReturnProfileAction", profile, note="Say more still.")


@case("profile_suspended", "they are let back in")
def suspended(world):
    profile = world.profile("SuspendProfileAction", world.mentor())
    yield
    world.profile("ReinstateProfileAction", profile)


@case("profile_reinstated", "they are suspended again")
def reinstated(world):
    profile = world.profile("SuspendProfileAction", world.mentor())
    world.profile("ReinstateProfileAction", profile)
    yield
    world.profile("SuspendProfileAction", profile)


@case("saved_search_news", "they pause")
def news_paused(world):
    profile = news(world)
    yield
    world.profile("PauseProfileAction", profile)


@case("saved_search_news", "they have found somebody")
def news_paired(world):
    profile = news(world)
    yield
    type(profile).objects.filter(pk=profile.pk).update(open_mentorships=1)


def news(world):
    profile = world.mentee()
    notify("saved_search_news", recipient=profile, about=profile, program=world.program)
    return profile


# The ladder


def quiet_pair(world, **ago):
    """A pair for whom a step is due that many days after what is named."""
    times = {name: NOW - dt.timedelta(days=days) for name, days in ago.items()}
    pair = world.pair(**{"started_at": NOW - dt.timedelta(days=70), **times})
    world.due()
    return pair


@case("reminder_first_conversation", "it is noted")
def first_conversation(world):
    pair = quiet_pair(world, started_at=8, last_activity_at=1)
    yield
    world.do("MarkFirstConversationAction", pair, "mentee")


@case("reminder_goals", "they agree")
def goals(world):
    pair = quiet_pair(world, started_at=15, last_activity_at=1)
    yield
    version = world.propose(pair).version
    world.do("ConfirmAgreementAction", pair, "mentor", version=version)


@case("reminder_quiet", "one of them writes")
def quiet(world):
    pair = quiet_pair(world, last_activity_at=31)
    yield
    world.send(pair.request)


@case("reminder_quiet_again", "one of them writes")
def quiet_again(world):
    pair = quiet_pair(world, last_activity_at=61)
    yield
    world.send(pair.request, "mentor")


@case("reminder_quiet", "it is put on hold")
def quiet_held(world):
    pair = quiet_pair(world, last_activity_at=31)
    yield
    Mentorship.objects.filter(pk=pair.pk).update(status="on_hold")


@case("reminder_check_in", "it is answered")
def check_in(world):
    pair = quiet_pair(world, started_at=95, last_activity_at=1)
    question = CheckInQuestion.objects.create(program=world.program, text="How is it?", kind="text")
    yield
    for role in ("mentor", "mentee"):
        world.do("SaveCheckInAction", pair, role, [(question, "Well.")])


@case("reminder_coming_end", "another end is agreed")
def coming_end(world):
    pair = world.pair(agreed_end_on=timezone.localdate() + dt.timedelta(days=29))
    world.due()
    yield
    extend(world, pair, 200)


@case("reminder_coming_end_soon", "it is completed")
def coming_end_soon(world):
    pair = world.pair(agreed_end_on=timezone.localdate() + dt.timedelta(days=6))
    world.due()
    yield
    world.do("CompleteMentorshipAction", pair, "mentee")


@case("reminder_incomplete", "it is sent in")
def incomplete(world):
    profile = draft(world)
    type(profile).objects.update(status_changed_at=NOW - dt.timedelta(days=8))
    world.due()
    yield
    world.profile("SubmitProfileAction", profile)


def alone(world):
    profile = world.mentee()
    type(profile).objects.update(status_changed_at=NOW - dt.timedelta(days=46))
    world.due()
    return profile


@case("reminder_without_partner", "a request is sent")
def without_partner(world):
    profile = alone(world)
    yield
    actions.MakeRequestAction(profile, world.mentor(), message="Please.").execute()


@case("reminder_paused", "the break is over")
def long_break(world):
    profile = world.mentor(status="paused")
    type(profile).objects.update(status_changed_at=NOW - dt.timedelta(days=91))
    world.due()
    yield
    world.profile("ResumeProfileAction", profile)


@case("reminder_membership", "it is renewed")
def membership(world):
    profile = world.mentor()
    profile.member.membership_ends_on = timezone.localdate() + dt.timedelta(days=29)
    profile.member.save()
    world.due()
    yield
    type(profile.member).objects.update(membership_ends_on=dt.date(2028, 12, 31))


# What is told in confidence


def concern(world):
    reporter = world.mentee().member
    return actions.RaiseConcernAction(
        world.program, reporter, route="office", what_happened="They shouted."
    ).execute()


@case("concern_waiting", "it is closed")
def concern_closed(world):
    one = concern(world)
    yield
    type(one).objects.update(status="closed", closed_at=NOW)


@case("concern_waiting", "the recipient is named in it")
def concern_named(world):
    one = concern(world)
    yield
    one.persons.create(user=world.office_user)


@case("concern_waiting", "it is handed to the committee")
def concern_escalated(world):
    one = concern(world)
    yield
    actions.EscalateConcernAction(one).execute()


@case("concern_outcome", "it is opened again")
def concern_reopened(world):
    one = actions.CloseConcernAction(concern(world), told="We have talked.").execute()
    yield
    actions.ReopenConcernAction(one).execute()


@case("concern_outcome", "it is closed again with other words")
def concern_closed_again(world):
    one = actions.CloseConcernAction(concern(world), told="We have talked.").execute()
    yield
    actions.ReopenConcernAction(one).execute()
    actions.CloseConcernAction(one, told="We have talked again.").execute()


@case("pair_not_a_fit", "the same side says otherwise")
def not_a_fit(world):
    pair = world.pair()
    world.do("SignalFeelingAction", pair, "mentee", PairFeeling.NOT_A_FIT)
    yield
    world.do("SignalFeelingAction", pair, "mentee", PairFeeling.WELL)


@case("pair_not_a_fit", "the recipient coordinates no more")
def not_a_fit_to_nobody(world):
    world.do("SignalFeelingAction", world.pair(), "mentee", PairFeeling.NOT_A_FIT)
    yield
    world.office_user.groups.clear()


def queued(event):
    found = list(Notification.objects.filter(event=event).order_by("pk"))
    assert found, "The act writes no such mail."
    return found


@pytest.mark.parametrize(("event", "story"), CASES)
def test_what_happens_in_between_keeps_the_mail_from_leaving(world, event, story):
    happens = story(world)
    next(happens)
    mails = queued(event)
    assert list(happens) == []
    drain()
    for mail in mails:
        mail.refresh_from_db()
        assert mail.status == Status.CANCELED


@pytest.mark.parametrize(("event", "story"), CASES)
def test_it_leaves_when_nothing_happens(world, event, story):
    next(story(world))
    mails = queued(event)
    drain()
    drain()
    for mail in mails:
        mail.refresh_from_db()
        assert mail.status == Status.SENT, mail.error


def test_every_kind_of_mail_has_a_case_or_says_why_it_needs_none():
    tried = {param.values[0] for param in CASES}
    assert tried | set(ALWAYS) == set(EVENTS)
    assert not tried & set(ALWAYS)
