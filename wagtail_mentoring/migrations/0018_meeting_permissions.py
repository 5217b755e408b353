"""Editors and coordinators look after the society's meetings.

A group that the site renamed or removed is left alone.
"""

from django.db import migrations

GROUPS = ("Mentoring coordinators", "Mentoring editors")
APP = "wagtail_mentoring"
EDIT = ("add", "change", "delete", "view")
#: model -> what may be done with it
PERMISSIONS = {
    "societymeeting": EDIT,
}


def _codenames():
    return [f"{action}_{model}" for model, actions in PERMISSIONS.items() for action in actions]


def give(apps, schema_editor):
    using = schema_editor.connection.alias
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    groups = list(Group.objects.using(using).filter(name__in=GROUPS))
    for model, actions in PERMISSIONS.items():
        content_type, _ = ContentType.objects.using(using).get_or_create(app_label=APP, model=model)
        name = apps.get_model(APP, model)._meta.verbose_name_raw
        for action in actions:
            permission, _ = Permission.objects.using(using).get_or_create(
                content_type=content_type,
                codename=f"{action}_{model}",
                defaults={"name": f"Can {action} {name}"[:255]},
            )
            for group in groups:
                group.permissions.add(permission)


def take(apps, schema_editor):
    using = schema_editor.connection.alias
    Permission = apps.get_model("auth", "Permission")
    permissions = list(
        Permission.objects.using(using).filter(
            content_type__app_label=APP, codename__in=_codenames()
        )
    )
    for group in apps.get_model("auth", "Group").objects.using(using).filter(name__in=GROUPS):
        group.permissions.remove(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtail_mentoring", "0003_groups"),
        ("wagtail_mentoring", "0017_society_meetings"),
    ]

    operations = [migrations.RunPython(give, take)]
