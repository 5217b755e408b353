"""Who is new to a saved search, told once, and to nobody who should not hear of it (M-10, M-20, C-16)."""

import datetime as dt

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from tests.actions.helpers import codes
from tests.factories import (
    BlockFactory,
    Cast,
    ChoiceFactory,
    CriterionFactory,
    MentorshipFactory,
    RequestFactory,
    UserFactory,
    answer,
)
from wagtail_mentoring.actions import (
    AcceptRequestAction,
    DismissAction,
    EndMentorshipAction,
    LeaveProfileAction,
    MakeRequestAction,
    MergeChoicesAction,
    PauseProfileAction,
    ResumeProfileAction,
    SaveSearchAction,
    SetSearchMailAction,
    search_news,
)
from wagtail_mentoring.actions.due import run_due
from wagtail_mentoring.enums import CriterionKind, ProfileStatus
from wagtail_mentoring.exceptions import Refusal
from wagtail_mentoring.models import MentorAnswer, Notification, SavedSearch
from wagtail_mentoring.rules import MentoringRules

pytestmark = pytest.mark.django_db

EVENT = "saved_search_news"


class World:
    """A mentee who looks for mentors who know about careers."""

    def __init__(self, **rules):
        self.cast = Cast(**rules)
        self.topic = CriterionFactory(
            program=self.cast.program,
            label="Topics",
            slug="topic",
            kind=CriterionKind.MULTIPLE,
            is_filter=True,
        )
        self.careers = ChoiceFactory(criterion=self.topic, label="Careers")
        self.grants = ChoiceFactory(criterion=self.topic, label="Grants")
        ChoiceFactory(criterion=self.topic, label="Teaching")
        self.mentee = self.cast.mentee()
        self.old = self.mentor("Old Hand")
        self.search = self.save(self.mentee)

    def save(self, profile, name="Career mentors", choice=None):
        query = f"c-topic={(choice or self.careers).pk}"
        return SaveSearchAction(profile, name=name, query=query).execute()

    def mentor(self, name, *choices, **kwargs):
        profile = self.cast.mentor(**kwargs)
        type(profile.member).objects.filter(pk=profile.member_id).update(name=name)
        profile.member.refresh_from_db()
        if profile.status != ProfileStatus.DRAFT:
            profile.joined_at = timezone.now()
            profile.save()
        answer(profile, self.topic, *(choices or [self.careers]))
        return profile


@pytest.fixture
def world():
    return World()


def later(**delta):
    return time_machine.travel(timezone.now() + dt.timedelta(**delta), tick=False)


def run():
    """Do what is due; return the names of the searches that were told of."""
    return [due.about.name for due in run_due() if due.step == "saved_search"]


def texts():
    return list(Notification.objects.filter(event=EVENT).values_list("body_text", flat=True))


def test_a_new_mentor_is_told_of_once_after_a_week(world):
    new = world.mentor("Newa Comer")
    assert run() == []
    with later(days=6, hours=23):
        assert run() == []
    with later(days=7):
        assert run() == ["Career mentors"]
        assert run() == []
    (text,) = texts()
    assert "1 new mentor fits “Career mentors”" in text
    assert "Newa Comer" in text and str(new.uuid) in text
    assert "Old Hand" not in text
    for days in range(8, 40):
        with later(days=days):
            assert run() == []
    assert len(texts()) == 1


def test_at_most_once_a_week_however_many_come(world):
    sent = []
    for day in range(1, 36):
        with later(days=day):
            world.mentor(f"Mentor {day}")
            if run():
                sent.append(day)
    assert sent == [7, 14, 21, 28, 35]
    assert "7 new mentors fit" in texts()[0]


def test_after_a_long_downtime_there_is_one_mail(world):
    for number in range(5):
        world.mentor(f"Mentor {number}")
    with later(days=90):
        assert run() == ["Career mentors"]
        assert run() == []
    (text,) = texts()
    assert "5 new mentors fit" in text
    assert "See all who fit; 5 of them are new" in text
    assert text.count("\nMentor ") == 3


def test_nothing_new_brings_no_mail_and_is_looked_at_once_a_week(
    world, django_assert_max_num_queries
):
    with later(days=7):
        assert run() == []
        world.search.refresh_from_db()
        assert world.search.next_look_at >= timezone.now() + dt.timedelta(days=6, hours=23)
        assert not SavedSearch.objects.due(timezone.now()).exists()
    assert texts() == []


def test_somebody_whose_answers_fit_now_is_new(world):
    mentor = world.mentor("Late Bloomer", world.grants)
    with later(days=7):
        assert run() == []
    answer(mentor, world.topic, world.careers)
    with later(days=14):
        assert run() == ["Career mentors"]
    assert "Late Bloomer" in texts()[0]


def test_somebody_hidden_and_back_again_is_not_new(world):
    PauseProfileAction(world.old).execute()
    with later(days=7):
        assert run() == []
        ResumeProfileAction(world.old).execute()
    with later(days=14):
        assert run() == []
    assert texts() == []


@pytest.mark.parametrize(
    "status", [status for status in ProfileStatus if status != ProfileStatus.ACTIVE]
)
def test_nobody_hears_of_somebody_who_is_not_found(world, status):
    world.mentor("Hidden", status=status)
    with later(days=7):
        assert run() == []


def test_nobody_hears_of_whom_they_know_already(world):
    asked, partner = world.mentor("Asked"), world.mentor("Partner")
    RequestFactory(mentor=asked, mentee=world.mentee, status="declined")
    request = RequestFactory(mentor=partner, mentee=world.mentee, status="accepted")
    EndMentorshipAction(MentorshipFactory(request=request), world.mentee).execute()
    with later(days=7):
        assert run() == []


def test_not_of_somebody_dismissed_even_when_brought_back(world):
    new = world.mentor("Newa Comer")
    DismissAction(world.mentee, new).execute()
    with later(days=7):
        assert run() == []
    world.mentee.dismissals.all().delete()
    with later(days=14):
        assert run() == []


@pytest.mark.parametrize("by_searcher", [True, False])
def test_not_of_somebody_blocked_by_either(world, by_searcher):
    """F86"""
    two = [world.mentee.member, world.mentor("Newa Comer").member]
    by, of = two if by_searcher else reversed(two)
    BlockFactory(by=by, of=of)
    with later(days=7):
        assert run() == []


def test_not_of_oneself(world):
    world.mentor("Myself", member=world.mentee.member)
    with later(days=7):
        assert run() == []


class TestWhoIsNotTold:
    def test_somebody_on_a_break_but_afterwards_once(self, world):
        world.mentor("Newa Comer")
        PauseProfileAction(world.mentee).execute()
        for days in (7, 14, 21):
            with later(days=days):
                assert run() == []
        world.mentee.refresh_from_db()
        ResumeProfileAction(world.mentee).execute()
        with later(days=22):
            assert run() == ["Career mentors"]
        assert len(texts()) == 1

    def test_somebody_who_left(self, world):
        world.mentor("Newa Comer")
        LeaveProfileAction(world.mentee).execute()
        with later(days=7):
            assert run() == []

    def test_somebody_who_has_found_a_mentor(self):
        world = World(mentee_max_mentors=1)
        world.mentor("Newa Comer")
        AcceptRequestAction(MakeRequestAction(world.mentee, world.old).execute()).execute()
        with later(days=7):
            assert run() == []

    def test_somebody_whose_membership_ended(self, world):
        world.mentor("Newa Comer")
        type(world.mentee).objects.filter(pk=world.mentee.pk).update(
            hidden_from=timezone.localdate()
        )
        with later(days=7):
            assert run() == []

    def test_somebody_who_switched_it_off(self, world):
        world.mentor("Newa Comer")
        SetSearchMailAction(world.search, False).execute()
        with later(days=7):
            assert run() == []

    def test_anybody_where_the_program_sends_none(self, world):
        world.mentor("Newa Comer")
        type(world.cast.program).objects.update(saved_search_mail_days=None)
        with later(days=30):
            assert run() == []

    def test_anybody_whose_account_is_out_of_use(self, world):
        world.mentor("Newa Comer")
        world.mentee.member.user.is_active = False
        world.mentee.member.user.save()
        with later(days=7):
            assert run() == []

    def test_somebody_whom_the_rules_refuse_at_the_last_moment(self, world, settings):
        settings.WAGTAIL_MENTORING = {"RULES_CLASS": "tests.actions.test_search_news.NoMails"}
        world.mentor("Newa Comer")
        with later(days=7):
            assert run() == []
        assert texts() == []

    def test_somebody_without_an_address_whose_news_are_kept(self, world):
        user = world.mentee.member.user
        user.email = ""
        user.save()
        world.mentor("Newa Comer")
        with later(days=7):
            run()
            assert run() == []
        assert texts() == []
        user.email = "back@example.com"
        user.save()
        with later(days=14):
            assert run() == ["Career mentors"]

    def test_somebody_who_takes_a_break_before_it_is_sent(self, world):
        world.mentor("Newa Comer")
        with later(days=7):
            run()
            PauseProfileAction(world.mentee).execute()
            call_command("mentoring_send_mail", verbosity=0)
        assert Notification.objects.get(event=EVENT).status == "canceled"


class NoMails(MentoringRules):
    def can_mail_search_news(self, profile):
        return [Refusal("no_search_mails", "Never.")]


class TestSeveralSearches:
    def test_come_in_one_mail(self, world):
        second = world.save(world.mentee, "Grant mentors", world.grants)
        quiet = world.save(world.mentee, "Both", world.careers)
        SetSearchMailAction(quiet, False).execute()
        world.mentor("Career Newcomer"), world.mentor("Grant Newcomer", world.grants)
        with later(days=7):
            run()
            assert run() == []
        (text,) = texts()
        assert "New people fit 2 of your saved searches" in text
        assert "Career Newcomer" in text and "Grant Newcomer" in text
        assert text.index("Career mentors\n---") < text.index("Grant mentors\n---")
        assert "Both" not in text
        second.refresh_from_db(), world.search.refresh_from_db()
        assert second.next_look_at == world.search.next_look_at

    def test_only_those_with_news_are_named(self, world):
        world.save(world.mentee, "Grant mentors", world.grants)
        world.mentor("Career Newcomer")
        with later(days=7):
            run()
        (text,) = texts()
        assert "Grant mentors" not in text
        assert "1 new mentor fits “Career mentors”" in text

    def test_of_both_roles_of_one_member_come_in_one_mail(self, world):
        own = world.cast.mentor(member=world.mentee.member)
        world.save(own, "Career mentees")
        new = world.cast.mentee()
        answer(new, world.topic, world.careers)
        world.mentor("Newa Comer")
        with later(days=7):
            run()
        (text,) = texts()
        assert "Career mentees" in text and "Career mentors" in text

    def test_of_a_member_who_was_on_a_break_in_one_role_keep_the_rhythm(self, world):
        own = world.cast.mentor(member=world.mentee.member)
        world.save(own, "Career mentees")
        PauseProfileAction(own).execute()
        sent = []
        for day in range(1, 30):
            with later(days=day):
                if day == 10:
                    own.refresh_from_db()
                    ResumeProfileAction(own).execute()
                world.mentor(f"Mentor {day}")
                answer(world.cast.mentee(), world.topic, world.careers)
                if run():
                    sent.append(day)
        assert sent == [7, 14, 21, 28]

    def test_each_member_gets_their_own(self, world):
        other = world.cast.mentee()
        world.save(other, "Theirs")
        world.mentor("Newa Comer")
        with later(days=7):
            assert sorted(run()) == ["Career mentors", "Theirs"]
        recipients = Notification.objects.filter(event=EVENT).values_list("recipient", flat=True)
        assert set(recipients) == {world.mentee.member.user_id, other.member.user_id}


class TestWhenCriteriaChange:
    def test_a_search_follows_choices_that_are_merged(
        self, world, django_capture_on_commit_callbacks
    ):
        editor = UserFactory(is_superuser=True)
        world.mentor("Grants Person", world.grants)
        with django_capture_on_commit_callbacks(execute=True):
            MergeChoicesAction(world.topic, [world.careers], world.grants, actor=editor).execute()
        world.search.refresh_from_db()
        assert world.search.query == f"c-topic={world.grants.pk}"
        with later(days=7):
            assert run() == [], "everybody who asked for either fits now: no news"
        world.mentor("Newa Comer", world.grants)
        with later(days=14):
            assert run() == ["Career mentors"]

    def test_a_filter_that_is_gone_makes_nobody_new(self, world):
        world.save(world.mentee, "Words too", world.careers)
        SavedSearch.objects.filter(name="Words too").update(
            query=f"q=hand&c-topic={world.careers.pk}", known_query=""
        )
        for number in range(4):
            world.mentor(f"Grants {number}", world.grants)
        world.topic.is_filter = False
        world.topic.save()
        with later(days=7):
            assert run() == []
        world.mentor("Newa Comer", world.grants)
        with later(days=14):
            # What is left of the first question asks for everybody; what is left of the second asks on.
            assert run() == []
        world.mentor("Hand Newcomer", world.grants)
        with later(days=21):
            assert run() == ["Words too"]

    def test_a_choice_that_is_gone_makes_nobody_new(self, world):
        query = f"c-topic={world.careers.pk}&c-topic={world.grants.pk}"
        both = SaveSearchAction(world.mentee, name="Both", query=query).execute()
        MentorAnswer.objects.filter(choice=world.careers).delete()
        world.careers.delete()
        with later(days=7):
            assert run() == []
        both.refresh_from_db()
        assert both.known_query == f"c-topic={world.grants.pk}"
        world.mentor("Newa Comer", world.grants)
        with later(days=14):
            assert "Both" in run()


def test_two_runs_at_once_write_one_mail(world):
    world.mentor("Newa Comer")
    with later(days=7):
        (news,) = search_news.look_at_due(timezone.now())
        (same,) = search_news.look_at_due(timezone.now())
        search_news.TellNewPeopleAction(news, now=timezone.now()).execute()
        assert codes(search_news.TellNewPeopleAction(same, now=timezone.now())) == [
            "looked_already"
        ]
    assert len(texts()) == 1


def test_switched_off_between_look_and_mail(world):
    world.mentor("Newa Comer")
    with later(days=7):
        (news,) = search_news.look_at_due(timezone.now())
        SetSearchMailAction(world.search, False).execute()
        assert codes(search_news.TellNewPeopleAction(news, now=timezone.now())) == [
            "looked_already"
        ]


def test_somebody_who_goes_between_look_and_mail_is_not_named(world):
    new = world.mentor("Newa Comer")
    with later(days=7):
        (news,) = search_news.look_at_due(timezone.now())
        PauseProfileAction(new).execute()
        assert codes(search_news.TellNewPeopleAction(news, now=timezone.now())) == [
            "looked_already"
        ]
    assert texts() == []


def test_a_dry_run_changes_nothing(world):
    world.mentor("Newa Comer")
    world.save(world.cast.mentee(), "Quiet", world.grants)
    before = list(SavedSearch.objects.order_by("pk").values())
    with later(days=7):
        would = [due for due in run_due(dry_run=True) if due.step == "saved_search"]
        assert [due.about.name for due in would] == ["Career mentors"]
    assert list(SavedSearch.objects.order_by("pk").values()) == before
    assert not Notification.objects.filter(event=EVENT).exists()


def test_it_is_written_in_the_members_language_without_anybodys_address(world):
    new = world.mentor("Newa Comer")
    world.mentee.member.language = "de"
    world.mentee.member.save()
    with later(days=7):
        run()
    notification = Notification.objects.get(event=EVENT)
    assert notification.language == "de"
    assert notification.about == world.mentee
    assert new.member.user.email not in notification.body_text + notification.body_html


def test_batches_leave_nobody_out(world, monkeypatch):
    monkeypatch.setattr(search_news, "BATCH", 2)
    people = [world.cast.mentee() for _number in range(5)]
    for number, mentee in enumerate(people):
        world.save(mentee, f"Search {number}")
    world.mentor("Newa Comer")
    with later(days=7):
        assert sorted(run()) == ["Career mentors", *(f"Search {n}" for n in range(5))]


@pytest.mark.parametrize("count", [3, 30])
def test_looking_takes_the_same_queries_for_many(world, django_assert_num_queries, count):
    for number in range(count):
        world.save(world.cast.mentee(), f"Search {number}")
    with later(days=7):
        list(run_due(dry_run=True))  # the pool is read
        with django_assert_num_queries(10):
            assert [news for some in search_news.look_at_due(timezone.now()) for news in some]


def test_many_that_are_not_due_take_one_query(world, django_assert_num_queries):
    search = world.search
    copies = [
        SavedSearch(
            program=search.program,
            member=search.member,
            role="mentee",
            name=f"Copy {number}",
            query=search.query,
            next_look_at=search.next_look_at,
        )
        for number in range(500)
    ]
    SavedSearch.objects.bulk_create(copies)
    with django_assert_num_queries(1):
        assert list(search_news.look_at_due(timezone.now())) == []
