"""The admin of a site whose user, member, mentor and mentee models are its own."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from tests.testswapped.models import Explorer, Guide, Person
from wagtail_mentoring.models import MentoringProgram

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client, django_user_model):
    user = django_user_model.objects.create_user("ines@society.example", full_name="Inês Duarte")
    user.groups.add(Group.objects.get(name="Mentoring coordinators"))
    client.force_login(user)
    return client


@pytest.fixture
def people(django_user_model):
    program = MentoringProgram.objects.create(name="Careers", slug="careers")
    account = django_user_model.objects.create_user("gil@society.example")
    person = Person.objects.create(user=account, name="Gil Prado")
    return {
        "mentors": Guide.objects.create(program=program, member=person, status="active"),
        "mentees": Explorer.objects.create(program=program, member=person, status="pending"),
        "members": person,
    }


def test_the_migration_gave_the_coordinators_the_models_of_the_site():
    codenames = {
        f"{permission.content_type.app_label}.{permission.codename}"
        for permission in Group.objects.get(name="Mentoring coordinators").permissions.all()
    }
    assert {
        "testswapped.view_person",
        "testswapped.view_guide",
        "testswapped.view_explorer",
    } <= codenames
    assert "wagtail_mentoring.view_mentorprofile" not in codenames


@pytest.mark.parametrize("name", ["mentors", "mentees", "members"])
def test_people_are_listed_found_exported_and_shown(name, admin, people):
    listing = reverse(f"wagtail_mentoring_{name}:list")
    assert "Gil Prado" in admin.get(listing).text
    assert "Gil Prado" in admin.get(f"{listing}?q=gil@society").text
    assert b"Gil Prado" in admin.get(f"{listing}?export=csv").getvalue()
    for page in ("inspect", "history"):
        url = reverse(f"wagtail_mentoring_{name}:{page}", args=[people[name].pk])
        assert "Gil Prado" in admin.get(url).text


def test_bulk_approval(admin, people):
    explorer = people["mentees"]
    url = reverse("wagtail_bulk_action", args=["testswapped", "explorer", "approve"])
    admin.post(f"{url}?id={explorer.pk}")
    explorer.refresh_from_db()
    assert explorer.status == "active"


def test_the_modeladmin_lists_them_too(admin, people):
    assert "Gil Prado" in admin.get("/admin/mentoring-modeladmin/mentors/").text
