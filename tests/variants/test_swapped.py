"""A site whose user, member, mentor and mentee models are its own."""

import pytest
import swapper
from django.core.management import call_command

from tests.testswapped.models import Explorer, Guide, Person
from wagtail_mentoring.models import MentoringProgram, MentorshipRequest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "model"),
    [("MemberProfile", Person), ("MentorProfile", Guide), ("MenteeProfile", Explorer)],
)
def test_the_app_works_with_the_models_of_the_site(name, model):
    assert swapper.load_model("wagtail_mentoring", name) is model
    assert swapper.is_swapped("wagtail_mentoring", name)


def test_a_request_joins_the_people_of_the_site():
    fields = MentorshipRequest._meta
    assert fields.get_field("mentor").remote_field.model is Guide
    assert fields.get_field("mentee").remote_field.model is Explorer
    assert fields.get_field("mentor_member").remote_field.model is Person


def test_the_checks_find_nothing():
    call_command("check", fail_level="WARNING")


def test_a_member_is_found_by_a_field_of_the_site(django_user_model):
    user = django_user_model.objects.create_user("ines@society.example", full_name="Inês Duarte")
    person = Person.objects.create(user=user, name="Inês Duarte", accreditation="Chartered")
    assert list(Person.objects.search("Chartered")) == [person]


def test_a_profile_of_the_site_is_one_per_person_and_program(django_user_model):
    user = django_user_model.objects.create_user("ines@society.example")
    program = MentoringProgram.objects.create(name="Careers", slug="careers")
    person = Person.objects.create(user=user, name="Inês Duarte")
    guide = Guide.objects.create(program=program, member=person, examines_theses=True)
    assert list(Guide.objects.for_user(user)) == [guide]
    assert list(Explorer.objects.for_user(user)) == []
