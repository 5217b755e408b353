"""What is kept of a search, and whose turn it is."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.factories import MenteeFactory, MentorFactory, ProgramFactory, SavedSearchFactory
from wagtail_mentoring.actions.members import erase_person
from wagtail_mentoring.enums import ProfileStatus
from wagtail_mentoring.models import SavedSearch
from wagtail_mentoring.models.saved_searches import pack, unpack

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "ids", [set(), {1}, {7, 8, 9}, {3, 2**62}, set(range(1, 100_001)), set(range(5, 90_000, 7))]
)
def test_a_set_of_people_is_packed_without_loss(ids):
    assert unpack(pack(ids)) == ids


def test_a_hundred_thousand_people_take_little_room():
    assert len(pack(range(1, 100_001))) < 1000


def test_what_is_known_survives_the_database():
    search = SavedSearchFactory()
    search.known_people = {5, 900, 12}
    search.save()
    assert SavedSearch.objects.get().known_people == {5, 12, 900}


def test_only_ones_own_are_found():
    search, other = SavedSearchFactory(), SavedSearchFactory()
    assert list(SavedSearch.objects.for_user(search.member.user)) == [search]
    assert other not in SavedSearch.objects.for_user(search.member.user)
    assert not SavedSearch.objects.for_user(AnonymousUser()).exists()
    assert not SavedSearch.objects.for_user(None).exists()


def test_each_role_keeps_its_own():
    mentee = MenteeFactory()
    mentor = MentorFactory(member=mentee.member, program=mentee.program)
    search = SavedSearchFactory(profile=mentor)
    assert list(SavedSearch.objects.of(mentor)) == [search]
    assert list(SavedSearch.objects.of(mentee)) == []


def test_a_name_is_used_once_by_each_role():
    search = SavedSearchFactory(name="Careers")
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedSearchFactory(
            name="Careers",
            profile=None,
            member=search.member,
            program=search.program,
            role="mentee",
        )
    SavedSearchFactory(name="Careers")


def test_searches_of_a_removed_person_are_removed():
    search = SavedSearchFactory()
    other = SavedSearchFactory()
    erase_person(search.member)
    assert list(SavedSearch.objects.all()) == [other]


class TestDue:
    @pytest.fixture
    def mentee(self):
        return MenteeFactory()

    def is_due(self, profile, **fields):
        search = SavedSearchFactory(profile=profile, **fields)
        return search in SavedSearch.objects.due(timezone.now())

    def test_when_its_time_has_come(self, mentee):
        assert self.is_due(mentee)

    def test_not_before(self, mentee):
        assert not self.is_due(mentee, next_look_at=timezone.now() + dt.timedelta(minutes=1))

    def test_not_without_mail(self, mentee):
        assert not self.is_due(mentee, wants_mail=False)

    def test_not_where_the_program_sends_none(self):
        program = ProgramFactory(saved_search_mail_days=None)
        assert not self.is_due(MenteeFactory(program=program))

    @pytest.mark.parametrize(
        "status", [status for status in ProfileStatus if status != ProfileStatus.ACTIVE]
    )
    def test_only_for_those_who_take_part_now(self, status):
        assert not self.is_due(MenteeFactory(status=status))

    def test_not_once_the_membership_hides_them(self):
        assert not self.is_due(MenteeFactory(hidden_from=timezone.localdate()))

    def test_not_for_an_account_out_of_use(self, mentee):
        mentee.member.user.is_active = False
        mentee.member.user.save()
        assert not self.is_due(mentee)

    def test_not_in_a_program_nobody_sees(self):
        assert not self.is_due(MenteeFactory(program=ProgramFactory(is_active=False)))

    def test_not_for_a_mentee_with_as_many_mentors_as_allowed(self):
        program = ProgramFactory(mentee_max_mentors=1)
        assert not self.is_due(MenteeFactory(program=program, open_mentorships=1))
        unlimited = ProgramFactory(mentee_max_mentors=None)
        assert self.is_due(MenteeFactory(program=unlimited, open_mentorships=9))

    def test_not_for_a_mentor_without_a_free_place(self):
        assert not self.is_due(MentorFactory(capacity=2, open_mentorships=2))
        assert self.is_due(MentorFactory(capacity=2, open_mentorships=1))
        ceiling = ProgramFactory(mentor_capacity_ceiling=1)
        assert not self.is_due(MentorFactory(program=ceiling, capacity=2, open_mentorships=1))

    def test_the_other_role_does_not_count(self, mentee):
        mentor = MentorFactory(
            member=mentee.member, program=mentee.program, status=ProfileStatus.PAUSED
        )
        assert not self.is_due(mentor)
