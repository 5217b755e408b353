"""A site whose user, member, mentor and mentee models are its own."""

import pytest
import swapper
from django.core.management import call_command
from django.urls import reverse

from tests.factories import Cast, ProgramFactory
from tests.testswapped.models import Explorer, Guide, Person
from tests.views.enrolling import address, criteria_of_every_kind, submit
from wagtail_mentoring.actions import (
    AcceptRequestAction,
    EndMentorshipAction,
    MakeRequestAction,
)
from wagtail_mentoring.actions.consistency import find_inconsistencies
from wagtail_mentoring.enums import MembershipState
from wagtail_mentoring.models import MentorshipRequest, Notification

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


@pytest.fixture
def person(django_user_model):
    """Make a person of this site: ``person(name, **fields)``."""

    def make(name, **fields):
        email = f"{name.split()[0].lower()}@society.example"
        user = django_user_model.objects.create_user(email, full_name=name)
        return Person.objects.create(
            user=user, name=name, membership_state=MembershipState.CURRENT, **fields
        )

    return make


@pytest.fixture
def pair(person):
    """A guide and an explorer who may ask one another."""
    cast = Cast()
    guide = cast.mentor(member=person("Ruth Abiola"), examines_theses=True)
    explorer = cast.mentee(member=person("Jonas Feld"), cohort=3)
    return guide, explorer


def test_a_member_is_found_by_a_field_of_the_site(person):
    ines = person("Ines Duarte", accreditation="Chartered")
    assert list(Person.objects.search("Chartered")) == [ines]


def test_a_profile_belongs_to_its_user(person):
    ines = person("Ines Duarte")
    guide = Guide.objects.create(program=ProgramFactory(), member=ines)
    assert list(Guide.objects.for_user(ines.user)) == [guide]
    assert list(Explorer.objects.for_user(ines.user)) == []


def test_the_whole_way_from_a_request_to_its_end(pair, django_capture_on_commit_callbacks):
    guide, explorer = pair
    with django_capture_on_commit_callbacks(execute=True):
        request = MakeRequestAction(
            explorer, guide, message="Good day!", actor=explorer.member.user
        ).execute()
        mentorship = AcceptRequestAction(request, actor=guide.member.user).execute()
        EndMentorshipAction(mentorship, explorer, actor=explorer.member.user).execute()
    told = set(Notification.objects.values_list("to_email", flat=True))
    assert told == {"ruth@society.example", "jonas@society.example"}
    assert list(find_inconsistencies()) == []


def test_people_see_one_another_on_the_pages(pair, client):
    guide, explorer = pair
    client.force_login(explorer.member.user)
    address = f"/mentoring/{guide.program.slug}/mentors/{guide.uuid}/"
    assert "Ruth Abiola" in client.get(address).text


@pytest.mark.parametrize("list_of", ["mentors", "mentees", "members"])
def test_coordinators_see_the_people_of_the_site_in_the_admin(pair, admin_client, list_of):
    model = {"mentors": Guide, "mentees": Explorer, "members": Person}[list_of]
    page = admin_client.get(reverse(f"wagtail_mentoring_{list_of}:list"))
    assert page.status_code == 200
    name = "Jonas Feld" if model is Explorer else "Ruth Abiola"
    assert name in page.text


def test_a_member_enrolls_by_the_forms(client, django_user_model):
    program = Cast().program
    criteria_of_every_kind(program)
    user = django_user_model.objects.create_user("ana@society.example", full_name="Ana Ng")
    client.force_login(user)
    roles = submit(client, address(program, "enrollment_start"), roles=["mentor", "mentee"])
    assert roles.status_code == 302
    submit(client, address(program, "enrollment_person"), headline="Statistician", city="Porto")
    submit(client, address(program, "enrollment_role", role="mentor"), terms="Monthly")
    submit(client, address(program, "enrollment_conduct", role="mentor"), agree="on")
    sent = submit(client, address(program, "enrollment_check", role="mentor"))
    assert sent.status_code == 302
    member = Person.objects.get()
    assert (member.headline, member.city) == ("Statistician", "Porto")
    assert Guide.objects.get().status == "active"
    assert Explorer.objects.get().status == "draft"
