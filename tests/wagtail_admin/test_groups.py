"""The groups that the migration makes."""

import importlib
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import connection

from tests.factories import UserFactory
from wagtail_mentoring import get_mentor_profile_model
from wagtail_mentoring.wagtail_admin.permissions import can_view

groups = importlib.import_module("wagtail_mentoring.migrations.0003_groups")
pytestmark = pytest.mark.django_db


def member_of(name):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=name))
    return user


#: All that the migration needs of a schema editor.
EDITOR = SimpleNamespace(connection=connection)


def migrate_groups():
    groups.make_groups(apps, EDITOR)


def test_coordinators_coordinate_and_see_people():
    user = member_of("Mentoring coordinators")
    assert user.has_perm("wagtailadmin.access_admin")
    assert user.has_perm("wagtail_mentoring.coordinate_mentoringprogram")
    assert user.has_perm("wagtail_mentoring.export_participants")
    assert user.has_perm("wagtail_mentoring.resend_notification")
    assert can_view(user, get_mentor_profile_model())
    assert user.has_perm("wagtail_mentoring.handle_concern")
    assert not user.has_perm("wagtail_mentoring.oversee_concern")


def test_editors_write_mails_and_see_nobody():
    user = member_of("Mentoring editors")
    assert user.has_perm("wagtailadmin.access_admin")
    assert user.has_perm("wagtail_mentoring.change_notificationtemplate")
    assert not can_view(user, get_mentor_profile_model())
    assert not user.has_perm("wagtail_mentoring.view_mentorship")
    assert not user.has_perm("wagtail_mentoring.change_criterion")


def test_the_committee_sees_requests_mentorships_and_its_own_cases_only():
    user = member_of("Oversight committee")
    # Wagtail's own migrations may let every group of the admin choose images.
    given = {name for name in user.get_all_permissions() if ".choose_" not in name}
    assert given == {
        "wagtailadmin.access_admin",
        "wagtail_mentoring.view_mentorship",
        "wagtail_mentoring.view_mentorshiprequest",
        "wagtail_mentoring.oversee_concern",
    }


def test_a_second_run_changes_nothing_and_brings_back_nothing():
    group = Group.objects.get(name="Mentoring coordinators")
    group.permissions.remove(Permission.objects.get(codename="export_participants"))
    before = set(group.permissions.values_list("pk", flat=True))
    migrate_groups()
    assert set(group.permissions.values_list("pk", flat=True)) == before


def test_a_group_of_the_site_with_such_a_name_is_left_alone():
    Group.objects.filter(name="Oversight committee").delete()
    group = Group.objects.create(name="Oversight committee")
    migrate_groups()
    assert list(group.permissions.all()) == []


def test_the_groups_can_be_removed_and_made_again():
    groups.remove_groups(apps, EDITOR)
    assert not Group.objects.filter(name="Mentoring editors").exists()
    migrate_groups()
    assert Group.objects.get(name="Mentoring editors").permissions.exists()


def test_the_permissions_made_are_those_django_would_make():
    named = dict(
        Permission.objects.filter(content_type__app_label="wagtail_mentoring").values_list(
            "codename", "name"
        )
    )
    model = apps.get_model("wagtail_mentoring", "Mentorship")
    assert named["view_mentorship"] == f"Can view {model._meta.verbose_name_raw}"
    assert named["export_participants"] == "Can export mentoring records"
