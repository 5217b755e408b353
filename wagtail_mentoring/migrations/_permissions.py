"""Gives the app's groups further permissions. No migration itself: Django passes over names with an underscore.

Permissions are normally made after all migrations; a fresh database has none yet, so those used
are made here, and Django finds them later. A group that the site renamed or removed is left alone.
"""

from django.db import migrations

APP = "wagtail_mentoring"
COORDINATORS = "Mentoring coordinators"
EDITORS = "Mentoring editors"
COMMITTEE = "Oversight committee"
EDIT = ("add", "change", "delete", "view")
PUBLISH = (*EDIT, "publish", "lock", "unlock")


def give_permissions(permissions, groups=(COORDINATORS, EDITORS), names=None):
    """Return the operation that gives ``{model name: actions}`` to ``groups``; backwards it takes them.

    ``names`` maps codenames that the model itself declares to their names there.
    """
    names = names or {}

    def rows(apps, using):
        return list(apps.get_model("auth", "Group").objects.using(using).filter(name__in=groups))

    def give(apps, schema_editor):
        using = schema_editor.connection.alias
        Permission = apps.get_model("auth", "Permission")
        ContentType = apps.get_model("contenttypes", "ContentType")
        for model, actions in permissions.items():
            content_type, _ = ContentType.objects.using(using).get_or_create(
                app_label=APP, model=model
            )
            name = apps.get_model(APP, model)._meta.verbose_name_raw
            for action in actions:
                codename = f"{action}_{model}"
                permission, _ = Permission.objects.using(using).get_or_create(
                    content_type=content_type,
                    codename=codename,
                    defaults={"name": names.get(codename, f"Can {action} {name}")[:255]},
                )
                for group in rows(apps, using):
                    group.permissions.add(permission)

    def take(apps, schema_editor):
        using = schema_editor.connection.alias
        codenames = [f"{action}_{model}" for model, actions in permissions.items() for action in actions]
        found = list(
            apps.get_model("auth", "Permission")
            .objects.using(using)
            .filter(content_type__app_label=APP, codename__in=codenames)
        )
        for group in rows(apps, using):
            group.permissions.remove(*found)

    return migrations.RunPython(give, take)


#: What a migration with such an operation depends on beside the model's own.
DEPENDENCIES = [
    ("auth", "0012_alter_user_first_name_max_length"),
    ("contenttypes", "0002_remove_content_type_name"),
    (APP, "0003_groups"),
]
