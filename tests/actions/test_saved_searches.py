"""Keeping a question: every act, every refusal, twice, and by the wrong one."""

import datetime as dt

import pytest
from django.db import transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry

from tests.actions.helpers import codes
from tests.factories import (
    Cast,
    ChoiceFactory,
    CriterionFactory,
    UserFactory,
    answer,
)
from wagtail_mentoring.actions import (
    DeleteSearchAction,
    RenameSearchAction,
    SaveSearchAction,
    SetSearchMailAction,
)
from wagtail_mentoring.enums import CriterionKind, ProfileStatus
from wagtail_mentoring.models import Notification, SavedSearch
from wagtail_mentoring.notifications.dispatch import notify

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic(cast):
    criterion = CriterionFactory(
        program=cast.program, slug="topic", kind=CriterionKind.MULTIPLE, is_filter=True
    )
    criterion.careers = ChoiceFactory(criterion=criterion, label="Careers")
    criterion.grants = ChoiceFactory(criterion=criterion, label="Grants")
    return criterion


def save(profile, query, name="My search", **kwargs):
    return SaveSearchAction(profile, name=name, query=query, **kwargs).execute()


def test_it_keeps_the_question_and_who_fits_it_now(cast, topic):
    mentee, fits, other = cast.mentee(), cast.mentor(), cast.mentor()
    answer(fits, topic, topic.careers)
    answer(other, topic, topic.grants)
    search = save(mentee, f"c-topic={topic.careers.pk}", actor=mentee.member.user)
    search.refresh_from_db()
    assert (search.program, search.member, search.role) == (cast.program, mentee.member, "mentee")
    assert search.query == search.known_query == f"c-topic={topic.careers.pk}"
    assert search.known_people == {fits.pk}
    assert search.wants_mail
    assert timezone.now() < search.next_look_at <= timezone.now() + dt.timedelta(days=7)


def test_only_what_is_understood_is_kept(cast, topic):
    mine = topic.careers.pk
    query = f"c-topic={mine}&c-topic=999999&c-nonsense=1&order=name&page=7&evil=1&q=+x+"
    assert save(cast.mentee(), query).query == f"q=x&c-topic={mine}"


def test_a_mentor_keeps_searches_for_mentees(cast):
    mentor, mentee = cast.mentor(), cast.mentee()
    mentee.member.name = "Ada Quill"
    mentee.member.save()
    search = save(mentor, "q=quill")
    assert (search.role, search.known_people) == ("mentor", {mentee.pk})


@pytest.mark.parametrize("query", ["", "order=name", "page=3", "c-topic=12345", "%00=%ff"])
def test_a_question_that_asks_nothing_is_not_kept(cast, query):
    assert codes(SaveSearchAction(cast.mentee(), name="All", query=query)) == ["nothing_chosen"]
    assert not SavedSearch.objects.exists()


def test_pressed_twice_it_is_there_once(cast):
    mentee = cast.mentee()
    assert save(mentee, "q=x") == save(mentee, "q=x")
    assert SavedSearch.objects.count() == 1


def test_each_has_a_name_of_its_own(cast):
    mentee = cast.mentee()
    save(mentee, "q=x", name="Careers")
    assert codes(SaveSearchAction(mentee, name="Careers", query="q=y")) == ["name_taken"]
    assert save(cast.mentee(), "q=x", name="Careers")


def test_not_more_than_the_program_allows():
    cast = Cast(saved_search_limit=1)
    mentee = cast.mentee()
    save(mentee, "q=x", name="One")
    assert codes(SaveSearchAction(mentee, name="Two", query="q=y")) == ["too_many_searches"]
    # What is there already may be "saved" again.
    assert save(mentee, "q=x", name="One")


def test_without_a_limit():
    cast = Cast(saved_search_limit=None)
    mentee = cast.mentee()
    for number in range(12):
        save(mentee, f"q=x{number}", name=f"Search {number}")
    assert SavedSearch.objects.count() == 12


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (ProfileStatus.DRAFT, "not_enrolled"),
        (ProfileStatus.LEFT, "not_enrolled"),
        (ProfileStatus.PENDING, "not_approved"),
        (ProfileStatus.SUSPENDED, "suspended"),
    ],
)
def test_only_those_who_may_search(cast, status, code):
    mentee = cast.mentee(status=status)
    assert codes(SaveSearchAction(mentee, name="x", query="q=x")) == [code]


def test_nobody_saves_for_others(cast):
    action = SaveSearchAction(cast.mentee(), name="x", query="q=x", actor=UserFactory())
    assert codes(action) == ["not_yours"]


def test_a_new_one_is_looked_at_together_with_the_others(cast):
    mentee = cast.mentee()
    first = save(mentee, "q=x", name="One")
    SavedSearch.objects.update(next_look_at=timezone.now() + dt.timedelta(days=2))
    first.refresh_from_db()
    assert save(mentee, "q=y", name="Two").next_look_at == first.next_look_at


def test_renaming(cast):
    mentee = cast.mentee()
    search, other = save(mentee, "q=x", name="One"), save(mentee, "q=y", name="Two")
    user = mentee.member.user
    RenameSearchAction(search, name="Three\n", actor=user).execute()
    search.refresh_from_db()
    assert search.name == "Three"
    RenameSearchAction(search, name="Three", actor=user).execute()
    assert codes(RenameSearchAction(other, name="Three", actor=user)) == ["name_taken"]


def test_mail_off_and_on_again_begins_anew(cast):
    mentee = cast.mentee()
    search = save(mentee, "q=quill")
    user = mentee.member.user
    SetSearchMailAction(search, False, actor=user).execute()
    SetSearchMailAction(search, False, actor=user).execute()
    search.refresh_from_db()
    assert not search.wants_mail
    mentor = cast.mentor()
    mentor.member.name = "Ada Quill"
    mentor.member.save()
    SetSearchMailAction(search, True, actor=user).execute()
    search.refresh_from_db()
    assert search.wants_mail
    assert search.known_people == {mentor.pk}, "not told of who came while the mail was off"
    assert search.next_look_at > timezone.now()


def test_deleted_it_is_gone(cast):
    search = save(cast.mentee(), "q=x")
    DeleteSearchAction(search, actor=search.member.user).execute()
    assert not SavedSearch.objects.exists()
    for action in (
        DeleteSearchAction(search),
        SetSearchMailAction(search, False),
        RenameSearchAction(search, name="x"),
    ):
        assert codes(action) == ["search_gone"]


@pytest.mark.parametrize(
    "act",
    [
        lambda search, user: DeleteSearchAction(search, actor=user),
        lambda search, user: SetSearchMailAction(search, False, actor=user),
        lambda search, user: RenameSearchAction(search, name="x", actor=user),
    ],
)
def test_another_changes_nothing(cast, act):
    search = save(cast.mentee(), "q=x")
    assert codes(act(search, UserFactory())) == ["not_yours"]


def test_the_audit_log_says_nothing_of_what_somebody_looks_for(cast):
    search = save(cast.mentee(), "q=secret", name="Secret")
    RenameSearchAction(search, name="Other secret").execute()
    SetSearchMailAction(search, False).execute()
    DeleteSearchAction(search).execute()
    assert not ModelLogEntry.objects.filter(action__contains="search").exists()


class TestWhatWaitsIsNotSent:
    def queue(self, profile):
        with transaction.atomic():
            return notify(
                "saved_search_news",
                recipient=profile.member,
                about=profile,
                program=profile.program,
                extra={"news": "1 new mentor", "days": "7 days"},
            )

    @pytest.mark.parametrize("off", [True, False])
    def test_when_the_only_search_is_switched_off_or_deleted(self, cast, off):
        mentee = cast.mentee()
        search = save(mentee, "q=x")
        self.queue(mentee)
        (SetSearchMailAction(search, False) if off else DeleteSearchAction(search)).execute()
        assert Notification.objects.get().status == "canceled"

    def test_but_when_others_bring_mail_as_well(self, cast):
        mentee = cast.mentee()
        search = save(mentee, "q=x", name="One")
        save(mentee, "q=y", name="Two")
        self.queue(mentee)
        SetSearchMailAction(search, False).execute()
        assert Notification.objects.get().status == "queued"
