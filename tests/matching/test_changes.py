"""Every process answers with what is in the database now (S-06)."""

import pytest
from django.db import connection

from tests.factories import MentorFactory, answer
from tests.views.finding import Society
from wagtail_mentoring.enums import ProfileStatus, Role
from wagtail_mentoring.matching import changes, search
from wagtail_mentoring.matching.params import SearchParams
from wagtail_mentoring.models import (
    MenteePreference,
    MentorAnswer,
    MentorPreference,
    SearchChange,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def society():
    return Society()


@pytest.fixture
def processes(society, monkeypatch):
    """Two processes that have both searched: ``processes[0](**params)`` returns the names found."""

    def make():
        pools = changes.Pools("default")

        def found(**params):
            with monkeypatch.context() as patch:
                patch.setattr(search, "get_pools", lambda: pools)
                society.mentee.refresh_from_db()
                result = search.search(society.program, society.mentee, SearchParams(**params))
            return [one.profile.member.name for one in result.results]

        found.pools = pools
        found()
        return found

    return [make(), make()]


def test_every_process_sees_what_another_did(society, processes):
    mentor = society.add_mentor("Ana", society.bayes)
    assert [found() for found in processes] == [["Ana"], ["Ana"]]
    type(mentor).objects.filter(pk=mentor.pk).update(status=ProfileStatus.PAUSED)
    assert [found() for found in processes] == [[], []]
    type(mentor).objects.filter(pk=mentor.pk).update(status=ProfileStatus.ACTIVE)
    mentor.member.name = "Anja"
    mentor.member.save()
    assert [found() for found in processes] == [["Anja"], ["Anja"]]


def test_a_change_that_becomes_visible_late_is_not_missed(society, processes):
    """Two transactions: the one that began first, with the lower number, ends last."""
    found = processes[0]
    mentor = society.add_mentor("Ana", society.bayes)
    found()
    number = SearchChange.objects.order_by("pk").last().pk
    row = {"program": society.program, "role": Role.MENTOR}
    SearchChange.objects.create(pk=number + 2, profile_id=mentor.pk, **row)
    assert found() == ["Ana"]
    with connection.cursor() as cursor:  # what the slow transaction wrote
        cursor.execute(
            f"UPDATE {mentor._meta.db_table} SET status = 'paused' WHERE id = %s",  # noqa: S608
            [mentor.pk],
        )
    SearchChange.objects.create(pk=number + 1, profile_id=mentor.pk, **row)
    assert found() == []


def test_a_last_row_that_was_replaced_or_pruned_means_reading_anew(society, processes):
    found = processes[0]
    mentor = society.add_mentor("Ana", society.bayes)
    assert found() == ["Ana"]
    last = SearchChange.objects.order_by("pk").last()
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {mentor._meta.db_table} SET status = 'paused'")  # noqa: S608
    last.delete()
    SearchChange.objects.create(pk=last.pk, program=society.program, role=Role.MENTEE, profile_id=1)
    assert found() == []
    type(mentor).objects.update(status=ProfileStatus.ACTIVE)
    SearchChange.objects.all().delete()
    assert found() == ["Ana"]


def test_many_changes_at_once_are_one_row(society, processes):
    pools = processes[0].pools
    before = dict(pools._pools)
    SearchChange.objects.note(Role.MENTOR, [(society.program.pk, n) for n in range(1, 700)])
    assert SearchChange.objects.filter(profile_id=None).count() == 1
    processes[0]()
    assert dict(pools._pools) != before


def test_what_changed_behind_the_models_is_never_shown(society, processes):
    found = processes[0]
    mentor = society.add_mentor("Ana", society.bayes)
    assert found() == ["Ana"]
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {mentor._meta.db_table} SET status = 'paused'")  # noqa: S608
    assert found() == []
    result = search.search(society.program, society.mentee, SearchParams())
    assert result.total == 0


def test_the_log_does_not_grow_for_ever(society, monkeypatch):
    from wagtail_mentoring.models import search_changes

    monkeypatch.setattr(search_changes, "KEPT", 20)
    for number in range(120):
        SearchChange.objects.note(Role.MENTOR, [(society.program.pk, number + 1)])
    # One in two rows prunes; a hundred in a row that do not are not to be expected.
    assert 20 <= SearchChange.objects.count() < 100


def test_a_process_keeps_no_more_people_than_it_may(society, settings):
    """Many programs: those that were not searched for the longest are read again when they are."""
    settings.WAGTAIL_MENTORING = {"SEARCH_PEOPLE_IN_MEMORY": 2}
    pools, others = changes.Pools("default"), [Society(), Society()]
    programs = [one.program for one in (society, *others)]
    for one in (society, *others):
        one.add_mentor("Ana", one.bayes)

    def kept():
        return [key[0] for key in pools._pools]

    for program in programs:
        with pools.pool(program, Role.MENTOR, []) as pool:
            assert len(pool) == 1
    assert kept() == [program.pk for program in programs[1:]]
    with pools.pool(programs[1], Role.MENTOR, []):
        pass
    with pools.pool(programs[0], Role.MENTOR, []):
        pass
    assert kept() == [programs[1].pk, programs[0].pk]
    others[0].add_mentor("Ben", others[0].bayes)
    others[0].add_mentor("Cara", others[0].bayes)
    with pools.pool(programs[1], Role.MENTOR, []) as pool:
        assert pool.active.bit_count() == 3  # more than the limit, and there all the same


# Every way to write ---------------------------------------------------------------------------


def wish(mentor, society):
    return MentorPreference.objects.create(profile=mentor, criterion=society.topics)


WRITES = {
    "save": lambda mentor, society: mentor.save(),
    "save one field": lambda mentor, society: mentor.save(update_fields=["open_mentorships"]),
    "update": lambda mentor, society: type(mentor).objects.update(capacity=3),
    "bulk update": lambda mentor, society: type(mentor).objects.bulk_update([mentor], ["status"]),
    "delete": lambda mentor, society: mentor.delete(),
    "delete many": lambda mentor, society: type(mentor).objects.filter(pk=mentor.pk).delete(),
    "answer": lambda mentor, society: answer(mentor, society.topics, society.bayes),
    "answers": lambda mentor, society: MentorAnswer.objects.bulk_create(
        [MentorAnswer(profile=mentor, criterion=society.topics, choice=society.bayes)]
    ),
    "wish": wish,
    "wished choices": lambda mentor, society: wish(mentor, society).choices.set([society.bayes]),
    "name": lambda mentor, society: mentor.member.save(update_fields=["name"]),
    "account": lambda mentor, society: mentor.member.user.save(update_fields=["is_active"]),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_every_write_is_logged(society, write):
    mentor = MentorFactory(program=society.program)
    SearchChange.objects.all().delete()
    key = mentor.pk
    write(mentor, society)
    assert SearchChange.objects.filter(role=Role.MENTOR, profile_id=key).exists()


@pytest.mark.parametrize(
    "write",
    [
        lambda mentor: mentor.save(update_fields=["terms"]),
        lambda mentor: type(mentor).objects.update(terms="New"),
        lambda mentor: mentor.member.user.save(update_fields=["last_login"]),
    ],
    ids=["terms", "update terms", "sign in"],
)
def test_what_no_search_depends_on_is_not_logged(society, write):
    mentor = MentorFactory(program=society.program)
    SearchChange.objects.all().delete()
    write(mentor)
    assert not SearchChange.objects.exists()


def test_answers_that_change_in_bulk_are_found_at_once(society, processes):
    mentor = society.add_mentor("Ana", society.bayes)
    chosen = {"topics": (str(society.sports.pk),)}
    assert processes[0](chosen=chosen) == []
    mentor.answers.update(choice=society.sports)
    assert [found(chosen=chosen) for found in processes] == [["Ana"], ["Ana"]]
    mentor.answers.all().delete()
    assert [found(chosen=chosen) for found in processes] == [[], []]


def test_the_searchers_own_answers_and_wishes_count_at_once(society, processes):
    society.add_mentor("Sports", society.sports)
    society.add_mentor("Bayes", society.bayes)
    assert processes[0]() == ["Bayes", "Sports"]
    wanted = MenteePreference.objects.create(
        profile=society.mentee, criterion=society.topics, importance=2
    )
    wanted.choices.set([society.sports])
    assert [found() for found in processes] == [["Sports", "Bayes"], ["Sports", "Bayes"]]
