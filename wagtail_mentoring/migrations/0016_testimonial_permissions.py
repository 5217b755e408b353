"""Editors and coordinators look after testimonials."""

from django.db import migrations

from ._permissions import DEPENDENCIES, PUBLISH, give_permissions


class Migration(migrations.Migration):
    dependencies = [*DEPENDENCIES, ("wagtail_mentoring", "0015_testimonials")]

    operations = [give_permissions({"testimonial": PUBLISH})]
