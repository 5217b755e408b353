"""Blocks at the same moment as everything else between two people: nothing of theirs stays open (F86, C-11)."""

import threading
import time
import uuid

import pytest
from django.db import connection, transaction
from django.utils import timezone

from tests.concurrency.racing import ROUNDS, done, race
from tests.factories import (
    AgreementFactory,
    BlockFactory,
    Cast,
    MentorshipFactory,
    RequestFactory,
)
from wagtail_mentoring.actions import (
    AcceptRequestAction,
    BlockAction,
    ConfirmAgreementAction,
    DeclineRequestAction,
    EndMentorshipAction,
    ExtendMentorshipAction,
    HoldMentorshipAction,
    LiftBlockAction,
    MakeRequestAction,
    PlanMeetingAction,
    ProposeAgreementAction,
    SendMessageAction,
    UnblockAction,
    locks,
)
from wagtail_mentoring.actions.consistency import find_inconsistencies
from wagtail_mentoring.exceptions import ActionBusy, ActionRefused
from wagtail_mentoring.models import (
    MemberBlock,
    Mentorship,
    MentorshipAgreement,
    MentorshipRequest,
    Message,
    Notification,
    PairMeeting,
)

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]
LEVELS = {
    "postgresql": "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ",
    "mysql": "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ",
}


@pytest.fixture
def guards_off(monkeypatch):
    """Take the locks of the people away, so that a race shows what they prevent (C-12)."""

    def read_without_lock(model, ids):
        related = ("member__user", "program__code_of_conduct", "program__binding_revision")
        profiles = model.objects.filter(pk__in=ids).select_related(*related)
        return {profile.pk: profile for profile in profiles}

    def slowly(ask):
        def refusals(action):
            found = ask(action)
            time.sleep(0.3)
            return found

        return refusals

    monkeypatch.setattr(locks, "_lock", read_without_lock)
    for action in (MakeRequestAction, SendMessageAction):
        monkeypatch.setattr(action, "refusals", slowly(action.refusals))


class Two:
    """A mentor and a mentee."""

    def __init__(self, **rules):
        self.cast = Cast(**rules)
        self.mentor, self.mentee = self.cast.mentor(), self.cast.mentee()

    def request(self, status="pending"):
        return RequestFactory(mentor=self.mentor, mentee=self.mentee, status=status)

    def requests(self):
        return MentorshipRequest.objects.filter(mentor=self.mentor)

    def pair(self):
        return MentorshipFactory(request=self.request("accepted"))

    def ended(self):
        """Two who have worked together."""
        pair = self.pair()
        do(EndMentorshipAction, pair, "mentor")()
        return pair

    def blocks(self):
        return MemberBlock.objects.between(self.mentor.member, self.mentee.member)

    def block(self, by="mentor", **kwargs):
        one, other = (self.mentor, self.mentee) if by == "mentor" else (self.mentee, self.mentor)
        actor = None if kwargs.get("imposed") else one.member.user
        return BlockAction(one.member, other.member, actor=actor, **kwargs).execute

    def unblock(self, by="mentor", action=UnblockAction):
        one, other = (self.mentor, self.mentee) if by == "mentor" else (self.mentee, self.mentor)
        actor = None if action is LiftBlockAction else one.member.user
        return action(one.member, other.member, actor=actor).execute

    def ask(self):
        return MakeRequestAction(self.mentee, self.mentor, actor=self.mentee.member.user).execute

    def write(self, request):
        return SendMessageAction(
            request, self.mentee, text="Hello", actor=self.mentee.member.user
        ).execute


def do(action, pair, role, **terms):
    profile = pair.side(role)
    return action(pair, profile, actor=profile.member.user, **terms).execute


def and_count(act, queryset):
    """Return an act that returns how many rows there are once ``act`` is through."""

    def execute():
        act()
        return queryset.count()

    return execute


def test_a_request_made_during_a_block_is_refused_or_closed():
    for _round in range(ROUNDS):
        two = Two()
        block, asked = race(two.block(), two.ask())
        assert isinstance(block, MemberBlock)
        if isinstance(asked, Exception):
            assert asked.codes == ["not_available"]
            assert not two.requests().exists()
        assert not two.requests().filter(status="pending").exists()
    assert find_inconsistencies() == []


@pytest.mark.race_control
def test_control_without_guards_a_request_stays_open_despite_the_block(guards_off):
    """C-12: were the people not locked, the race above would do harm."""
    two = Two()
    race(two.block(), two.ask())
    assert MentorshipRequest.objects.filter(status="pending").exists()
    assert find_inconsistencies() != []


@pytest.mark.parametrize("decide", [AcceptRequestAction, DeclineRequestAction])
@pytest.mark.parametrize("by", ["mentor", "mentee"])
def test_a_request_decided_during_a_block_leaves_nothing_open(decide, by):
    for _round in range(ROUNDS):
        two = Two()
        request = two.request()
        block, decided = race(two.block(by), decide(request, actor=two.mentor.member.user).execute)
        assert isinstance(block, MemberBlock)
        request.refresh_from_db()
        assert not request.is_open
        if isinstance(decided, Exception):
            assert decided.codes == ["request_closed"]
            assert not Notification.objects.about(request).exists()
        assert not Mentorship.objects.open().filter(request=request).exists()
    assert find_inconsistencies() == []


@pytest.mark.parametrize("is_over", [False, True])
def test_no_message_arrives_after_a_block(is_over):
    """Where the two have ended, nothing is open that could close: the block alone stops it."""
    for _round in range(ROUNDS):
        two = Two(message_days_after_end=30)
        request = two.ended().request if is_over else two.request()
        written = Message.objects.filter(conversation__request=request)
        at_once, *sent = race(and_count(two.block(), written), *[two.write(request)] * 4)
        assert written.count() == at_once == len(done(sent))
        refused = {code for one in sent if isinstance(one, Exception) for code in one.codes}
        assert refused <= {"other_unavailable"} | (set() if is_over else {"request_closed"})


@pytest.mark.race_control
def test_control_without_guards_a_message_arrives_after_the_block(guards_off):
    """C-12"""
    two = Two(message_days_after_end=30)
    written = Message.objects.filter(conversation__request=two.ended().request)
    at_once, _sent = race(
        and_count(two.block(), written), two.write(Mentorship.objects.get().request)
    )
    assert (at_once, written.count()) == (0, 1)


WORK = {
    "meeting": (PlanMeetingAction, {"minutes": 60, "time_zone": "UTC"}),
    "proposal": (ProposeAgreementAction, {"goals": "A talk"}),
    "confirmation": (ConfirmAgreementAction, {"version": 1}),
    "hold": (HoldMentorshipAction, {}),
    "extension": (ExtendMentorshipAction, {}),
}


@pytest.mark.parametrize("what", WORK)
def test_what_the_two_do_during_a_block_ends_with_it(what):
    for _round in range(ROUNDS):
        two = Two()
        pair = two.pair()
        AgreementFactory(mentorship=pair)
        action, terms = WORK[what]
        later = timezone.now() + timezone.timedelta(days=20)
        if what == "meeting":
            terms = {**terms, "starts_at": later}
        elif what == "extension":
            terms = {"ends_on": later.date()}
        block, worked = race(
            two.block("mentee"), lambda a=action, p=pair, t=terms: do(a, p, "mentor", **t)
        )
        assert isinstance(block, MemberBlock)
        if isinstance(worked, Exception):
            assert worked.codes == ["already_over"]
        pair.refresh_from_db()
        assert pair.status == "ended"
        assert not PairMeeting.objects.filter(mentorship=pair, status="planned").exists()
        if isinstance(worked, MentorshipAgreement) and what == "confirmation":
            assert worked.mentorship.agreements.get(standing="confirmed")
        assert Notification.objects.filter(event="mentorship_ended").about(pair).count() == 1
    assert find_inconsistencies() == []


def test_both_block_each_other_at_once():
    for _round in range(ROUNDS):
        two = Two()
        pair = two.pair()
        results = race(*[two.block("mentor"), two.block("mentee"), two.block(imposed=True)] * 2)
        assert len(done(results)) == 6
        assert two.blocks().count() == 3
        pair.refresh_from_db()
        assert pair.status == "ended"
        assert Notification.objects.filter(event="mentorship_ended").about(pair).count() == 1
    assert find_inconsistencies() == []


@pytest.mark.parametrize("is_imposed", [False, True])
def test_taking_a_block_back_while_blocking_again_and_asking(is_imposed):
    """Whoever is last, there is never both a block and an open request; that of staff stays."""
    for _round in range(ROUNDS):
        two = Two()
        for kind in {False, is_imposed}:
            BlockFactory(by=two.mentor.member, of=two.mentee.member, is_imposed=kind)
        race(two.unblock(), two.block(), two.ask(), two.unblock())
        if is_imposed:
            assert two.blocks().filter(is_imposed=True).count() == 1
            assert not two.requests().exists()
    assert find_inconsistencies() == []


def test_staff_lift_what_they_imposed_while_the_member_blocks():
    for _round in range(ROUNDS):
        two = Two()
        BlockFactory(by=two.mentor.member, of=two.mentee.member, is_imposed=True)
        race(two.unblock(action=LiftBlockAction), two.block(), two.unblock("mentee"))
        block = two.blocks().get()
        assert (block.by_id, block.is_imposed) == (two.mentor.member.pk, False)


def test_an_account_that_goes_while_it_is_blocked():
    for _round in range(ROUNDS):
        two = Two()
        pair = two.pair()
        blocked, _gone = race(two.block("mentor"), two.mentee.member.user.delete)
        pair.refresh_from_db()
        assert pair.status == "ended"
        assert Notification.objects.filter(event="mentorship_ended").about(pair).count() <= 1
        assert isinstance(blocked, MemberBlock)
    assert find_inconsistencies() == []


@pytest.mark.parametrize("what", ["ask", "write"])
def test_a_snapshot_from_before_a_block_decides_nothing(what):
    """C-09: under REPEATABLE READ, and with all of a request in one transaction."""
    two = Two(message_days_after_end=30)
    act = two.ask() if what == "ask" else two.write(two.ended().request)

    looked, blocked_by_now = threading.Event(), threading.Event()

    def with_snapshot():
        if connection.vendor == "mysql":
            with connection.cursor() as cursor:
                cursor.execute(LEVELS["mysql"])
            # As a site has it that sets this level, or leaves the server's own.
            connection.isolation_level = "repeatable read"
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute(LEVELS["postgresql"])
            assert not MemberBlock.objects.exists()
            looked.set()
            assert blocked_by_now.wait(30)
            return act()

    def block():
        assert looked.wait(30)
        made = two.block()()
        blocked_by_now.set()
        return made

    acted, blocked = race(with_snapshot, block)
    assert isinstance(blocked, MemberBlock)
    assert isinstance(acted, ActionBusy | ActionRefused), acted
    assert not Message.objects.exists()
    assert find_inconsistencies() == []


def test_the_form_that_blocks_sent_ten_times_is_one_block():
    two = Two()
    assert len({block.uuid for block in race(*[two.block()] * 10)}) == 1
    assert isinstance(MemberBlock.objects.get().uuid, uuid.UUID)
