"""The groups that the migration makes."""

import importlib
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import connection
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, GroupCollectionPermission
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from tests.factories import UserFactory
from wagtail_mentoring import get_mentor_profile_model
from wagtail_mentoring.wagtail_admin.permissions import can_view

groups = importlib.import_module("wagtail_mentoring.migrations.0003_groups")
files = importlib.import_module("wagtail_mentoring.migrations.0032_collection")
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


# Files: a collection of their own


def collections(user, action, model):
    """Return the names of the collections in which ``user`` may do this, as Wagtail asks."""
    label = {"image": "wagtailimages.Image", "document": "wagtaildocs.Document"}[model]
    classes = {"image": get_image_model(), "document": get_document_model()}
    policy = CollectionOwnershipPermissionPolicy(
        classes[model], auth_model=apps.get_model(label), owner_field_name="uploaded_by_user"
    )
    return [one.name for one in policy.collections_user_has_permission_for(user, action)]


@pytest.mark.parametrize("model", ["image", "document"])
@pytest.mark.parametrize("action", ["add", "change", "choose"])
def test_editors_and_coordinators_have_a_collection_for_their_files(action, model):
    for group in ("Mentoring editors", "Mentoring coordinators"):
        assert collections(member_of(group), action, model) == ["Mentoring"]
    assert "Mentoring" not in collections(member_of("Oversight committee"), "add", model)


def test_the_collection_stands_in_the_tree_like_any_other():
    root = Collection.get_first_root_node()
    [mentoring] = root.get_children().filter(name="Mentoring")
    assert root.numchild == root.get_children().count()
    beside = root.add_child(name="Another")
    assert {one.name for one in root.get_children()} >= {"Mentoring", "Another"}
    assert Collection.find_problems() == ([], [], [], [], [])
    mentoring.refresh_from_db()
    assert beside.path < mentoring.path  # by name


def test_a_collection_is_made_behind_those_of_the_site():
    root = Collection.get_first_root_node()
    root.get_children().delete()
    root = Collection.get_first_root_node()
    for number in range(40):
        root.add_child(name=f"Our {number:02}")
    files.give(apps, EDITOR)
    assert Collection.find_problems() == ([], [], [], [], [])
    assert Collection.get_first_root_node().get_last_child().name == "Mentoring"


def test_a_group_that_has_a_place_for_files_keeps_it_and_gets_no_other():
    group = Group.objects.get(name="Mentoring editors")
    GroupCollectionPermission.objects.filter(group=group).delete()
    GroupCollectionPermission.objects.create(
        group=group,
        collection=Collection.get_first_root_node(),
        permission=Permission.objects.get(codename="add_image"),
    )
    files.give(apps, EDITOR)
    assert GroupCollectionPermission.objects.get(group=group).collection.is_root()


def test_the_permissions_for_files_can_be_taken_and_given_again():
    files.take(apps, EDITOR)
    editor = member_of("Mentoring editors")
    assert collections(editor, "add", "document") == []
    assert Collection.objects.filter(name="Mentoring").exists()
    files.give(apps, EDITOR)
    assert Collection.objects.filter(name="Mentoring").count() == 1
    assert collections(member_of("Mentoring editors"), "add", "document") == ["Mentoring"]


def test_an_editor_uploads_a_recording_and_a_picture(as_actor):
    client = as_actor("mentoring_editor")
    for url in ("/admin/documents/add/", "/admin/images/add/"):
        assert client.get(url).status_code == 200
    assert client.get("/admin/documents/chooser/").status_code == 200
