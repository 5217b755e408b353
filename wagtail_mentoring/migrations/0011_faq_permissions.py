"""Editors and coordinators look after questions and answers and their topics."""

from django.db import migrations

from ._permissions import DEPENDENCIES, EDIT, PUBLISH, give_permissions


class Migration(migrations.Migration):
    dependencies = [*DEPENDENCIES, ("wagtail_mentoring", "0010_faq")]

    operations = [
        give_permissions({"resourcetopic": EDIT, "faqentry": PUBLISH, "faqfeedback": ("view",)})
    ]
