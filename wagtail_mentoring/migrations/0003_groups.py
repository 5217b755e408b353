"""The three groups of staff, with the permissions they need.

Permissions are normally made after all migrations; a fresh database has none
yet, so those used here are made here, and Django finds them later. A group
that exists already, with whatever permissions the site gave it, is left alone.
"""

import swapper
from django.db import migrations

COORDINATORS = "Mentoring coordinators"
EDITORS = "Mentoring editors"
COMMITTEE = "Oversight committee"

APP = "wagtail_mentoring"
EVERYTHING = ("add", "change", "delete", "view")
#: model -> what each group may do with it
EDITED = {
    "mentoringprogram": (COORDINATORS,),
    "criterion": (COORDINATORS,),
    "notificationtemplate": (COORDINATORS, EDITORS),
}
PEOPLE = ("MemberProfile", "MentorProfile", "MenteeProfile")
RECORDS = {
    "mentorshiprequest": (COORDINATORS, COMMITTEE),
    "mentorship": (COORDINATORS, COMMITTEE),
    "notification": (COORDINATORS,),
    "codeofconductagreement": (COORDINATORS,),
}
#: (model, codename, name as the model's Meta has it)
OWN = (
    (
        "mentoringprogram",
        "coordinate_mentoringprogram",
        "Can coordinate mentoring: approve, and act for members",
    ),
    ("mentoringprogram", "export_participants", "Can export mentoring records"),
    ("notification", "resend_notification", "Can send a notification again"),
)


def wanted(apps):
    """Yield (group, app label, model name, codename, name of the permission)."""
    for group in (COORDINATORS, EDITORS, COMMITTEE):
        yield group, "wagtailadmin", "admin", "access_admin", "Can access Wagtail admin"
    for model, groups in EDITED.items():
        for group in groups:
            for action in EVERYTHING:
                yield (group, APP, model, f"{action}_{model}", _name(apps, APP, model, action))
    for name in PEOPLE:
        label, model = swapper.get_model_name(APP, name).lower().split(".")
        yield COORDINATORS, label, model, f"view_{model}", _name(apps, label, model, "view")
    for model, groups in RECORDS.items():
        for group in groups:
            yield group, APP, model, f"view_{model}", _name(apps, APP, model, "view")
    for model, codename, name in OWN:
        yield COORDINATORS, APP, model, codename, name


def _name(apps, label, model, action):
    return f"Can {action} {apps.get_model(label, model)._meta.verbose_name_raw}"


def make_groups(apps, schema_editor):
    using = schema_editor.connection.alias
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    made = {}
    for name in (COORDINATORS, EDITORS, COMMITTEE):
        group, is_new = Group.objects.using(using).get_or_create(name=name)
        if is_new:
            made[name] = group
    for group, label, model, codename, name in wanted(apps):
        if group not in made:
            continue
        content_type, _ = ContentType.objects.using(using).get_or_create(
            app_label=label, model=model
        )
        permission, _ = Permission.objects.using(using).get_or_create(
            content_type=content_type, codename=codename, defaults={"name": name[:255]}
        )
        made[group].permissions.add(permission)


def remove_groups(apps, schema_editor):
    """Remove the groups; people in them lose what they got by them."""
    Group = apps.get_model("auth", "Group")
    Group.objects.using(schema_editor.connection.alias).filter(
        name__in=(COORDINATORS, EDITORS, COMMITTEE)
    ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        swapper.dependency("wagtail_mentoring", "MemberProfile"),
        swapper.dependency("wagtail_mentoring", "MentorProfile"),
        swapper.dependency("wagtail_mentoring", "MenteeProfile"),
        ("wagtail_mentoring", "0002_people"),
    ]

    operations = [migrations.RunPython(make_groups, remove_groups)]
