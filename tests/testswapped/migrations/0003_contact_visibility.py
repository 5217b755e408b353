"""Who sees a contact detail is said for each detail; everybody's present choice stays (D7, F14)."""

from django.db import migrations, models
from django.db.models import F

NAMES = ("contact_email", "phone", "website", "linkedin_url")
LABELS = {
    "contact_email": "who sees your e-mail address",
    "phone": "who sees your phone number",
    "website": "who sees your website",
    "linkedin_url": "who sees your LinkedIn page",
}
NARROWEST_FIRST = ("nobody", "partners", "enrolled")


def audience(label):
    return models.CharField(
        choices=[
            ("nobody", "Nobody"),
            ("partners", "My mentoring partners"),
            ("enrolled", "Everybody enrolled in the program"),
        ],
        default="partners",
        max_length=20,
        verbose_name=label,
    )


def choice_for_each(apps, schema_editor):
    model = apps.get_model("testswapped", "Person")
    people = model._base_manager.using(schema_editor.connection.alias)
    people.update(**{f"{name}_visibility": F("contact_visibility") for name in NAMES})


def narrowest_for_all(apps, schema_editor):
    """Going back, nothing is shown to more people than before."""
    model = apps.get_model("testswapped", "Person")
    people = model._base_manager.using(schema_editor.connection.alias)
    for choice in reversed(NARROWEST_FIRST):
        for name in NAMES:
            people.filter(**{f"{name}_visibility": choice}).update(contact_visibility=choice)


class Migration(migrations.Migration):
    dependencies = [
        ("testswapped", "0002_availability"),
    ]

    operations = [
        *(
            migrations.AddField("person", f"{name}_visibility", audience(LABELS[name]))
            for name in NAMES
        ),
        migrations.RunPython(choice_for_each, narrowest_for_all),
        migrations.RemoveField("person", "contact_visibility"),
    ]
