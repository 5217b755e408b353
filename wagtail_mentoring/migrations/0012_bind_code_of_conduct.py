"""A permission to say which text of the Code of Conduct binds, and a binding text that is not purged (D13)."""

from django.db import migrations, models

from wagtail_mentoring.models.programs import keep_unless_page_goes

GROUPS = ("Mentoring coordinators", "Mentoring editors")
CODENAME = "bind_code_of_conduct"
NAME = "Can make a Code of Conduct binding"


def _groups(apps, using):
    return apps.get_model("auth", "Group").objects.using(using).filter(name__in=GROUPS)


def give(apps, schema_editor):
    using = schema_editor.connection.alias
    ContentType = apps.get_model("contenttypes", "ContentType")
    content_type, _ = ContentType.objects.using(using).get_or_create(
        app_label="wagtail_mentoring", model="mentoringprogram"
    )
    permission, _ = apps.get_model("auth", "Permission").objects.using(using).get_or_create(
        content_type=content_type, codename=CODENAME, defaults={"name": NAME}
    )
    for group in _groups(apps, using):
        group.permissions.add(permission)


def take(apps, schema_editor):
    using = schema_editor.connection.alias
    permissions = apps.get_model("auth", "Permission").objects.using(using).filter(
        content_type__app_label="wagtail_mentoring", codename=CODENAME
    )
    for group in _groups(apps, using):
        group.permissions.remove(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtail_mentoring", "0011_faq_permissions"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="mentoringprogram",
            options={
                "ordering": ["name"],
                "permissions": [
                    (
                        "coordinate_mentoringprogram",
                        "Can coordinate mentoring: approve, and act for members",
                    ),
                    ("export_participants", "Can export mentoring records"),
                    (CODENAME, NAME),
                ],
                "verbose_name": "mentoring program",
                "verbose_name_plural": "mentoring programs",
            },
        ),
        migrations.RunPython(give, take),
        migrations.AlterField(
            model_name="mentoringprogram",
            name="binding_revision",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=keep_unless_page_goes,
                related_name="+",
                to="wagtailcore.revision",
                verbose_name="binding revision of the Code of Conduct",
            ),
        ),
    ]
