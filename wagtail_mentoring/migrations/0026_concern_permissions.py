"""Coordinators read signals and check-ins and handle the office's concerns; the committee handles its own (R71-R73)."""

from django.db import migrations

from ._permissions import COMMITTEE, COORDINATORS, DEPENDENCIES, give_permissions


class Migration(migrations.Migration):
    dependencies = [*DEPENDENCIES, ("wagtail_mentoring", "0025_concerns")]

    operations = [
        give_permissions(
            {"pairsignal": ["view"], "checkin": ["view"], "concern": ["handle"]},
            groups=[COORDINATORS],
            names={"handle_concern": "Can handle concerns sent to the office"},
        ),
        give_permissions(
            {"concern": ["oversee"]},
            groups=[COMMITTEE],
            names={"oversee_concern": "Can handle concerns sent to the oversight committee"},
        ),
    ]
