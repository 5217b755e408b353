"""The ladder of reminders: each step once, to whom it concerns, as long as it makes sense (M-10, M-20, F-13)."""

import datetime as dt
import zoneinfo
from collections import Counter

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from tests.factories import (
    Cast,
    MentorshipFactory,
    PairMeetingFactory,
    RequestFactory,
    make_resource,
)
from wagtail_mentoring.actions import (
    CompleteMentorshipAction,
    HoldMentorshipAction,
    MarkFirstConversationAction,
    SaveLadderAction,
    SetMailPreferencesAction,
    WithdrawRequestAction,
)
from wagtail_mentoring.actions.due import run_due
from wagtail_mentoring.actions.ladder import find_due
from wagtail_mentoring.actions.ladder_base import Step, back, forward
from wagtail_mentoring.actions.reminder_words import words_for
from wagtail_mentoring.actions.reminders import RemindAction
from wagtail_mentoring.enums import (
    AgreementStanding,
    MailFrequency,
    MailKind,
    MembershipState,
    NotificationStatus,
    PairMeetingStatus,
    ProfileStatus,
    ReminderKind,
)
from wagtail_mentoring.events import EVENTS
from wagtail_mentoring.exceptions import ActionRefused
from wagtail_mentoring.membership import Membership
from wagtail_mentoring.models import (
    CheckIn,
    MentorshipAgreement,
    Notification,
    ReminderDone,
    ReminderRule,
)
from wagtail_mentoring.notifications.sender import drain

pytestmark = pytest.mark.django_db

#: A Wednesday at noon.
START = dt.datetime(2027, 3, 3, 12, tzinfo=dt.UTC)


@pytest.fixture
def cast(db):
    return Cast(ladder=True)


def at(**delta):
    return time_machine.travel(START + dt.timedelta(**delta), tick=False)


def steps():
    return [due.step for due in run_due()]


def pair(cast, **kwargs):
    """Return a mentorship that began at START."""
    request = RequestFactory(
        mentor=kwargs.pop("mentor", None) or cast.mentor(status_changed_at=START),
        mentee=kwargs.pop("mentee", None) or cast.mentee(status_changed_at=START),
        status="accepted",
        created_at=START,
    )
    kwargs = {"started_at": START, "last_activity_at": START, **kwargs}
    return MentorshipFactory(request=request, **kwargs)


def written(event=None):
    rows = Notification.objects.filter(event__startswith="reminder_")
    return rows.filter(event=event) if event else rows


def agree_on_goals(mentorship):
    MentorshipAgreement.objects.create(
        mentorship=mentorship,
        version=1,
        proposed_by="mentee",
        standing=AgreementStanding.CONFIRMED,
        confirmed_at=timezone.now(),
        goals="A first talk.",
    )


def test_thirteen_months_of_a_pair_that_does_nothing(cast):
    with at():
        mentorship = pair(cast, agreed_end_on=dt.date(2028, 3, 3))
    happened = {}
    due = {7, 14, 30, 60, 92, 184, 336, 359, 366}
    around = {day + shift for day in due for shift in (-1, 0, 1)}
    for day in sorted({*range(0, 396, 5), *around}):
        for hour in (0, 6, 11) if day in due else (0,):
            with at(days=day, hours=hour):
                for step in steps():
                    happened.setdefault(step, []).append(day)
    assert happened == {
        "first_conversation_1": [7],
        "goals_1": [14],
        "quiet_1": [30],
        "quiet_2": [60],
        "check_in_1": [92],
        "check_in_2": [184],
        "check_in_3": [366],
        "coming_end_1": [336],
        "coming_end_2": [359],
    }
    mails = Counter(written().values_list("event", "recipient"))
    people = {mentorship.mentor.member.user_id, mentorship.mentee.member.user_id}
    wanted = {
        "reminder_first_conversation": 1,
        "reminder_goals": 1,
        "reminder_quiet": 1,
        "reminder_quiet_again": 1,
        "reminder_check_in": 3,
        "reminder_coming_end": 1,
        "reminder_coming_end_soon": 1,
    }
    assert mails == {(event, person): count for event, count in wanted.items() for person in people}
    mentorship.refresh_from_db()
    assert mentorship.status == "active"  # nothing ends by itself (D11)


def test_a_pair_that_works_is_left_in_peace(cast):
    with at():
        mentorship = pair(cast)
        MarkFirstConversationAction(mentorship, mentorship.mentee).execute()
        agree_on_goals(mentorship)
    for day in range(90):
        with at(days=day):
            type(mentorship).objects.update(last_activity_at=timezone.now())
            assert steps() == []


def test_a_pair_that_meets_is_not_asked_why_it_is_quiet(cast):
    with at():
        mentorship = pair(cast, first_conversation_at=START)
        agree_on_goals(mentorship)
        type(mentorship).objects.update(last_activity_at=START)
        meeting = PairMeetingFactory(mentorship=mentorship, starts_at=START + dt.timedelta(days=25))
    with at(days=31):  # they met six days ago, and did nothing here since
        assert steps() == []
        meeting.status = PairMeetingStatus.CANCELED
        meeting.save()
        assert steps() == ["quiet_1"]


def test_after_a_downtime_only_the_latest_step_of_a_kind(cast):
    with at():
        pair(cast, first_conversation_at=START)
    with at(days=65):
        assert steps() == ["quiet_2"]
        assert steps() == []


def test_what_is_much_too_late_is_left_out(cast):
    with at():
        pair(cast)
    with at(days=150):
        assert steps() == []


def test_a_week_of_downtime_leaves_nothing_out(cast):
    with at():
        pair(cast)
    with at(days=6):
        assert steps() == []
    with at(days=13, hours=23):
        assert steps() == ["first_conversation_1"]


@pytest.mark.parametrize("status", ["on_hold", "completed"])
def test_nobody_is_reminded_of_what_rests_or_is_over(cast, status):
    with at():
        mentorship = pair(cast)
        action = HoldMentorshipAction if status == "on_hold" else CompleteMentorshipAction
        action(mentorship, mentorship.mentee).execute()
    with at(days=35):
        assert [step for step in steps() if not step.startswith("without")] == []


def test_a_coming_end_is_told_also_while_on_hold(cast):
    with at():
        mentorship = pair(cast, agreed_end_on=dt.date(2027, 6, 1))
        HoldMentorshipAction(mentorship, mentorship.mentee).execute()
    with time_machine.travel(dt.datetime(2027, 5, 3, 12, tzinfo=dt.UTC), tick=False):
        assert steps() == ["coming_end_1"]


def test_another_end_is_told_anew(cast):
    with at():
        mentorship = pair(cast, agreed_end_on=dt.date(2027, 5, 1), first_conversation_at=START)
        agree_on_goals(mentorship)
    with time_machine.travel(dt.datetime(2027, 4, 25, 12, tzinfo=dt.UTC), tick=False):
        assert "coming_end_2" in steps()
        type(mentorship).objects.update(
            agreed_end_on=dt.date(2027, 11, 1), last_activity_at=timezone.now()
        )
        assert steps() == []
    with time_machine.travel(dt.datetime(2027, 10, 2, 12, tzinfo=dt.UTC), tick=False):
        type(mentorship).objects.update(last_activity_at=timezone.now())
        assert "coming_end_1" in steps()
    ends = written().filter(event__startswith="reminder_coming_end")
    ends = ends.values_list("subject", flat=True)
    assert {("May 1" in subject, "November 1" in subject) for subject in ends} == {
        (True, False),
        (False, True),
    }


def test_whoever_has_checked_in_is_not_asked_again(cast):
    with at():
        mentorship = pair(cast, first_conversation_at=START)
        agree_on_goals(mentorship)
    with at(days=92):
        type(mentorship).objects.update(last_activity_at=timezone.now())
        CheckIn.objects.create(
            mentorship=mentorship, role="mentee", member=mentorship.mentee.member, months=3
        )
        assert steps() == ["check_in_1"]
    assert written().get().recipient == mentorship.mentor.member.user


def test_participants_who_wait_pause_or_forget(cast):
    with at():
        mentee = cast.mentee(status_changed_at=START)
        cast.mentor(status="paused", status_changed_at=START)
        cast.mentee(status="draft", status_changed_at=START)
    happened = {}
    for day in range(110):
        with at(days=day):
            for due in run_due():
                happened.setdefault(due.step, []).append(day)
    assert happened == {
        "incomplete_1": [7],
        "incomplete_2": [21],
        "without_partner_1": [45],
        "paused_1": [90],
    }
    assert written("reminder_without_partner").get().recipient == mentee.member.user


def test_resources_are_named_only_to_whom_may_read_them(cast):
    """R6: the title of a page for the committee is not for a mail."""
    home = Site.objects.get(is_default_site=True).root_page
    for title, restriction in (
        ("Open to all", None),
        ("For those who take part", cast.program.enrolled_group),
        ("For the committee", Group.objects.create(name="Committee")),
    ):
        page = make_resource(home, cast.program, title=title)
        if restriction is not None:
            PageViewRestriction.objects.create(page=page, restriction_type="groups").groups.add(
                restriction
            )
    secret = make_resource(home, cast.program, title="With a password")
    PageViewRestriction.objects.create(page=secret, restriction_type="password", password="x")
    words = words_for(ReminderKind.WITHOUT_PARTNER, None, cast.mentee(), None)
    (section,) = words["resources"]
    assert {entry.title for entry in section.entries} == {
        "Open to all",
        "For those who take part",
    }


def test_alone_counts_from_the_end_of_the_last_pair(cast):
    with at():
        mentorship = pair(cast)
    with at(days=20):
        CompleteMentorshipAction(mentorship, mentorship.mentor).execute()
    happened = [
        (day, due.step)
        for day in range(21, 80)
        for due in _on(day)
        if due.step.startswith("without")
    ]
    assert happened == [(65, "without_partner_1"), (65, "without_partner_1")]
    mail = written("reminder_without_partner").get(recipient=mentorship.mentee.member.user)
    # They have taken part for longer.
    assert "have been without a mentor since March 23, 2027." in mail.body_text


def _on(day):
    with at(days=day):
        return list(run_due())


def test_whoever_has_a_request_under_way_is_not_called_alone():
    cast = Cast(ladder=True, request_expiry_days=None)
    with at():
        RequestFactory(
            mentor=cast.mentor(status_changed_at=START),
            mentee=cast.mentee(status_changed_at=START),
            created_at=START,
            clock_started_at=START,
        )
    with at(days=46):
        assert steps() == []


def test_a_membership_about_to_end_is_told_once_to_who_has_both_roles(cast, static_membership):
    with at():
        mentor = cast.mentor(status_changed_at=START)
        cast.mentee(member=mentor.member, status_changed_at=START)
        static_membership[mentor.member.user_id] = Membership(
            MembershipState.CURRENT, ends_on=dt.date(2027, 4, 15)
        )
        assert steps() == ["membership"]
    happened = []
    for day in range(1, 43):
        happened += [(day, due.step) for due in _on(day) if due.step != "membership"]
    assert happened == [(13, "membership_1"), (36, "membership_2")]
    assert "April 15, 2027" in written("reminder_membership").first().subject


def test_a_renewed_membership_is_not_told_of(cast, static_membership):
    with at():
        mentor = cast.mentor(status_changed_at=START)
        static_membership[mentor.member.user_id] = Membership(
            MembershipState.CURRENT, ends_on=dt.date(2027, 4, 15)
        )
        steps()
        static_membership[mentor.member.user_id] = Membership(
            MembershipState.CURRENT, ends_on=dt.date(2028, 4, 15)
        )
    with at(days=13):
        assert steps() == ["membership"]
        assert not written().exists()


def test_each_step_can_be_switched_off_and_moved(cast, coordinator):
    with at():
        pair(cast)
        program = cast.program
        rows = [
            (rule.kind, rule.number, 9 if rule.kind == "first_conversation" else rule.count,
             rule.kind == "first_conversation")
            for rule in program.reminder_rules.all()
        ]  # fmt: skip
        SaveLadderAction(program, rows, actor=coordinator).execute()
    for day, wanted in ((8, []), (9, ["first_conversation_1"]), (70, [])):
        with at(days=day):
            assert steps() == wanted


def test_a_step_with_other_days_is_not_done_again(cast, coordinator):
    with at():
        pair(cast)
    with at(days=7):
        assert steps() == ["first_conversation_1"]
        ReminderRule.objects.filter(kind="first_conversation").update(count=10)
    with at(days=10):
        assert steps() == []


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([("quiet", 1, 0, True)], "count_out_of_range"),
        ([("quiet", 1, 30, True), ("quiet", 2, 30, True)], "same_day_twice"),
    ],
)
def test_a_ladder_that_makes_no_sense_is_refused(cast, coordinator, rows, code):
    with pytest.raises(ActionRefused) as refused:
        SaveLadderAction(cast.program, rows, actor=coordinator).execute()
    assert refused.value.codes == [code]


def test_only_coordinators_change_the_ladder(cast):
    with pytest.raises(ActionRefused) as refused:
        SaveLadderAction(cast.program, [], actor=cast.mentee().member.user).execute()
    assert refused.value.codes == ["not_allowed"]


def test_new_steps_get_numbers_of_their_own_and_empty_ones_go(cast, coordinator):
    program = cast.program
    SaveLadderAction(
        program, [("quiet", 2, None, True), ("quiet", None, 90, True)], actor=coordinator
    ).execute()
    steps = program.reminder_rules.filter(kind="quiet").values_list("number", "count")
    assert set(steps) == {(1, 30), (3, 90)}


# Between writing and sending


def moot_after(cast, change, event="reminder_first_conversation", **kwargs):
    """Write the reminders at night, change something, send in the morning; return how the mails fared."""
    with time_machine.travel(START.replace(hour=3), tick=False):
        mentorship = pair(cast, started_at=timezone.now(), **kwargs)
    with time_machine.travel(START.replace(day=10, hour=3), tick=False):
        steps()
        assert set(written(event).values_list("status", flat=True)) == {"queued"}
        drain()
        change(mentorship)
    with time_machine.travel(START.replace(day=10, hour=9), tick=False):
        drain()
    return Counter(written(event).values_list("status", flat=True))


def test_a_reminder_written_at_night_is_sent_in_the_morning(cast, mailoutbox):
    assert moot_after(cast, lambda one: None) == {"sent": 2}
    assert len(mailoutbox) == 2


def test_what_was_settled_overnight_is_not_sent(cast, mailoutbox):
    def settle(one):
        MarkFirstConversationAction(one, one.mentor).execute()

    assert moot_after(cast, settle) == {"canceled": 2}
    assert mailoutbox == []


def test_nobody_hears_of_somebody_who_left_overnight(cast, mailoutbox):
    def leave(one):
        type(one.mentor).objects.filter(pk=one.mentor.pk).update(status=ProfileStatus.SUSPENDED)

    assert moot_after(cast, leave) == {"canceled": 2}


def test_a_withdrawn_request_is_not_reminded_of_in_the_morning(cast, mailoutbox):
    with time_machine.travel(START.replace(hour=3), tick=False):
        request = RequestFactory(
            mentor=cast.mentor(), mentee=cast.mentee(), clock_started_at=timezone.now()
        )
    with time_machine.travel(START.replace(day=10, hour=3), tick=False):
        assert steps() == ["request_1"]
        WithdrawRequestAction(request).execute()
    with time_machine.travel(START.replace(day=10, hour=9), tick=False):
        drain()
    assert Notification.objects.get(event="request_reminder").status == "canceled"


def test_it_is_done_once_also_when_nobody_can_be_reached(cast):
    with at():
        mentorship = pair(cast)
        for side in (mentorship.mentor, mentorship.mentee):
            side.member.user.email = ""
            side.member.user.save()
    with at(days=8):
        assert steps() == ["first_conversation_1"]
        assert steps() == []
    assert not written().exists()
    assert ReminderDone.objects.count() == 1


def test_two_that_found_the_same_step_do_it_once(cast):
    with at():
        pair(cast)
    with at(days=8):
        found = list(find_due(timezone.now(), kind=ReminderKind.FIRST_CONVERSATION))
        for one in found:
            RemindAction(one).execute()
        with pytest.raises(ActionRefused) as refused:
            RemindAction(found[0]).execute()
    assert refused.value.codes == ["reminded_already"]
    assert written().count() == 2


def test_what_changed_since_it_was_found_is_not_reminded_of(cast):
    with at():
        mentorship = pair(cast)
    with at(days=31):
        found = list(find_due(timezone.now(), kind=ReminderKind.QUIET))
        type(mentorship).objects.update(last_activity_at=timezone.now())
        with pytest.raises(ActionRefused) as refused:
            RemindAction(found[0]).execute()
    assert refused.value.codes == ["out_of_date"]


# Hours of the day


@pytest.mark.parametrize(
    ("zone", "utc", "sent"),
    [
        ("Pacific/Auckland", "2027-07-07 12:00", "2027-07-07 20:00"),
        ("Pacific/Honolulu", "2027-07-07 12:00", "2027-07-07 18:00"),
        ("Europe/Berlin", "2027-07-07 12:00", "2027-07-07 12:00"),
        ("Europe/Berlin", "2027-07-07 18:30", "2027-07-08 06:00"),
        # The clocks go forward on March 28 and back on October 31.
        ("Europe/Berlin", "2027-03-27 22:00", "2027-03-28 06:00"),
        ("Europe/Berlin", "2027-10-30 22:00", "2027-10-31 07:00"),
        ("America/St_Johns", "2027-03-14 03:00", "2027-03-14 10:30"),
        ("Australia/Lord_Howe", "2027-04-03 16:00", "2027-04-03 21:30"),
    ],
)
def test_reminders_wait_for_the_hours_of_the_recipients_day(cast, zone, utc, sent):
    moment = dt.datetime.fromisoformat(utc).replace(tzinfo=dt.UTC)
    with time_machine.travel(moment - dt.timedelta(days=7), tick=False):
        mentorship = pair(cast, started_at=timezone.now(), last_activity_at=timezone.now())
        mentorship.mentor.member.time_zone = zone
        mentorship.mentor.member.save()
    with time_machine.travel(moment, tick=False):
        assert "first_conversation_1" in steps()
    mail = written().get(recipient=mentorship.mentor.member.user)
    goes_at = mail.send_after or mail.created_at
    assert goes_at == dt.datetime.fromisoformat(sent).replace(tzinfo=dt.UTC)
    local = goes_at.astimezone(zoneinfo.ZoneInfo(zone))
    assert 8 <= local.hour < 20


@pytest.mark.parametrize(
    "zone", ["Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "UTC"]
)
@pytest.mark.parametrize("month", [2, 3, 4, 9, 10, 11])
def test_each_step_once_whenever_it_runs_and_wherever_one_is(cast, zone, month):
    start = dt.datetime(2028, month, 20, 22, 50, tzinfo=dt.UTC)
    with time_machine.travel(start, tick=False):
        mentorship = pair(cast, started_at=start, last_activity_at=start)
        type(mentorship.mentor.member).objects.update(time_zone=zone)
    for hours in (
        0,
        1,
        1,
        24,
        47,
        70,
        93,
        116,
        139,
        162,
        168,
        167.5,
        169,
        190,
        213,
        236,
        260,
        283,
        306,
        329,
        336,
        335,
        340,
    ):
        with time_machine.travel(start + dt.timedelta(hours=hours), tick=False):
            steps()
            drain()
        with time_machine.travel(start + dt.timedelta(hours=hours + 12), tick=False):
            drain()
    with time_machine.travel(start + dt.timedelta(hours=350), tick=False):
        drain()
    assert Counter(written().values_list("event", "status")) == {
        ("reminder_first_conversation", "sent"): 2,
        ("reminder_goals", "sent"): 2,
    }


def test_months_end_where_months_end():
    step = Step(ReminderKind.CHECK_IN, 1, 3)
    november = dt.datetime(2027, 11, 30, 12, tzinfo=dt.UTC)
    assert forward(november, step) == dt.datetime(2028, 2, 29, 12, tzinfo=dt.UTC)
    assert back(dt.datetime(2028, 2, 29, 12, tzinfo=dt.UTC), step) >= november
    assert back(dt.datetime(2028, 2, 28, 12, tzinfo=dt.UTC), step) < november


# What a member chose


def test_too_many_on_a_day_come_the_next_morning_in_one_mail(mailoutbox):
    cast = Cast(ladder=True, mentor_capacity_ceiling=20)
    with at():
        mentor = cast.mentor(capacity=20)
        for _number in range(8):
            pair(cast, mentor=mentor, mentee=cast.mentee())
    with at(days=7):
        assert len(steps()) == 8
        drain()
        mine = written().filter(recipient=mentor.member.user)
        assert Counter(mine.values_list("status", flat=True)) == {"sent": 5, "collected": 3}
        assert steps() == []
    with at(days=8, hours=-3):
        assert steps() == ["digest"]
        assert steps() == []
        drain()
    digest = mailoutbox[-1]
    assert digest.subject == f"3 things in {cast.program.name}"
    assert digest.body.count("A first conversation with") == 3
    assert Counter(mine.values_list("status", flat=True)) == {"sent": 5, "grouped": 3}


def choose(profile, frequency, kind=MailKind.PAIRS):
    SetMailPreferencesAction(profile.member, {kind: frequency}).execute()


def test_off_means_off(cast):
    with at():
        mentorship = pair(cast)
        choose(mentorship.mentor, MailFrequency.OFF)
    with at(days=7):
        steps()
        assert steps() == []
    by_person = dict(written().values_list("recipient", "status"))
    assert by_person == {
        mentorship.mentor.member.user_id: "canceled",
        mentorship.mentee.member.user_id: "queued",
    }
    assert written().get(status="canceled").body_text == ""


def test_a_digest_of_one_goes_out_as_it_is(cast, mailoutbox):
    with at():
        mentorship = pair(cast)
        choose(mentorship.mentor, MailFrequency.WEEKLY)
    with at(days=7):
        steps()
        assert written().get(status="collected").send_after == dt.datetime(
            2027, 3, 15, 8, tzinfo=dt.UTC
        )
    with time_machine.travel(dt.datetime(2027, 3, 15, 8, 10, tzinfo=dt.UTC), tick=False):
        assert steps() == ["digest"]
        drain()
    (mail,) = [one for one in mailoutbox if one.to == [mentorship.mentor.member.user.email]]
    assert mail.subject.startswith("A first conversation with")


def test_what_became_moot_is_left_out_of_a_digest(cast):
    with at():
        mentorship = pair(cast)
        choose(mentorship.mentor, MailFrequency.DAILY)
    with at(days=7):
        steps()
        MarkFirstConversationAction(mentorship, mentorship.mentee).execute()
    with at(days=8):
        assert steps() == []
    assert written().get(recipient=mentorship.mentor.member.user).status == "canceled"
    assert not Notification.objects.filter(event="digest").exists()


def test_switching_off_holds_back_what_waits(cast):
    with at():
        mentorship = pair(cast)
        choose(mentorship.mentor, MailFrequency.DAILY)
    with at(days=7):
        steps()
        choose(mentorship.mentor, MailFrequency.OFF)
    assert written().get(recipient=mentorship.mentor.member.user).status == "canceled"


def test_what_is_needed_comes_whatever_was_chosen(cast):
    mentorship = pair(cast)
    for kind in MailKind:
        if kind not in (MailKind.NEEDED, MailKind.DIGEST, MailKind.MESSAGES):
            choose(mentorship.mentee, MailFrequency.OFF, kind)
    CompleteMentorshipAction(mentorship, mentorship.mentor).execute()
    assert Notification.objects.get(event="mentorship_ended").status == NotificationStatus.QUEUED


@pytest.mark.parametrize(
    "choices",
    [
        {"needed": "off"},
        {"digest": "off"},
        {"messages": "off"},
        {"pairs": "hourly"},
        {"unheard_of": "off"},
    ],
)
def test_what_is_not_offered_is_refused(cast, choices):
    with pytest.raises(ActionRefused) as refused:
        SetMailPreferencesAction(cast.mentee().member, choices).execute()
    assert refused.value.codes == ["unknown_choice"]


def test_nobody_else_chooses(cast):
    with pytest.raises(ActionRefused) as refused:
        SetMailPreferencesAction(
            cast.mentee().member, {"pairs": "off"}, actor=cast.mentor().member.user
        ).execute()
    assert refused.value.codes == ["not_yours"]


def test_every_mail_that_can_wait_has_a_kind_to_choose_by():
    odd = [
        event.key
        for event in EVENTS.values()
        if (MailFrequency.OFF not in event.kind.frequencies or event.kind == MailKind.NEEDED)
        != event.essential
        or (event.reminder and not event.patient)
    ]
    assert odd == []


# The command


def test_a_date_is_only_looked_at(cast, capsys):
    with at():
        pair(cast)
        call_command("mentoring_run_due", "--dry-run", "--date", "2027-03-10")
        assert "first_conversation_1: mentorship" in capsys.readouterr().out
        assert not ReminderDone.objects.exists()
        with pytest.raises(CommandError):
            call_command("mentoring_run_due", "--date", "2027-03-10")
        with pytest.raises(CommandError):
            call_command("mentoring_run_due", "--dry-run", "--date", "soon")
