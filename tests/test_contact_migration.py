"""Nobody's choice gets lost when who sees a detail is said for each detail (F14)."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

APP = "wagtail_mentoring"
NAMES = ("contact_email", "phone", "website", "linkedin_url")


def migrate(name):
    executor = MigrationExecutor(connection)
    targets = [(APP, name)] if name else executor.loader.graph.leaf_nodes()
    executor.migrate(targets)
    executor.loader.build_graph()
    return executor.loader.project_state(targets).apps.get_model(APP, "MemberProfile")


@pytest.mark.django_db(transaction=True)
def test_every_members_choice_stays_and_going_back_shows_nothing_to_more_people():
    try:
        before = migrate("0008_notification_unsubscribe")
        for choice in ("nobody", "partners", "enrolled"):
            before.objects.create(name=choice, contact_visibility=choice)
        after = migrate("0009_contact_visibility")
        for choice in ("nobody", "partners", "enrolled"):
            person = after.objects.get(name=choice)
            assert [getattr(person, f"{name}_visibility") for name in NAMES] == [choice] * 4
        after.objects.filter(name="enrolled").update(phone_visibility="nobody")
        after.objects.filter(name="partners").update(phone_visibility="enrolled")
        before = migrate("0008_notification_unsubscribe")
        found = dict(before.objects.values_list("name", "contact_visibility"))
        assert found == {"nobody": "nobody", "partners": "partners", "enrolled": "nobody"}
        before.objects.all().delete()
    finally:
        migrate(None)
