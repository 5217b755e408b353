"""Editors and coordinators read the report of dead links."""

from django.db import migrations

from ._permissions import DEPENDENCIES, give_permissions


class Migration(migrations.Migration):
    dependencies = [*DEPENDENCIES, ("wagtail_mentoring", "0028_link_checks")]

    operations = [give_permissions({"linkcheck": ("view",)})]
