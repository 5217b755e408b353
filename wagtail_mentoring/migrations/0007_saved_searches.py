import uuid

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import swapper
from django.db import migrations, models

import wagtail_mentoring.validators


class Migration(migrations.Migration):
    dependencies = [
        swapper.dependency("wagtail_mentoring", "MemberProfile"),
        ("wagtail_mentoring", "0006_suggestions"),
    ]

    operations = [
        migrations.AddField(
            model_name="mentoringprogram",
            name="saved_search_limit",
            field=models.PositiveSmallIntegerField(
                blank=True,
                default=10,
                help_text="Empty: no limit.",
                null=True,
                validators=[django.core.validators.MinValueValidator(1)],
                verbose_name="searches a member may save in each role",
            ),
        ),
        migrations.AddField(
            model_name="mentoringprogram",
            name="saved_search_mail_days",
            field=models.PositiveSmallIntegerField(
                blank=True,
                default=7,
                help_text="Empty: no such mails.",
                null=True,
                validators=[django.core.validators.MinValueValidator(1)],
                verbose_name="mail about new people at most every (days)",
            ),
        ),
        migrations.CreateModel(
            name="SavedSearch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "role",
                    models.CharField(
                        choices=[("mentor", "Mentor"), ("mentee", "Mentee")],
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        max_length=80,
                        validators=[wagtail_mentoring.validators.validate_one_line],
                        verbose_name="name",
                    ),
                ),
                ("query", models.TextField(verbose_name="question")),
                (
                    "wants_mail",
                    models.BooleanField(default=True, verbose_name="mail when somebody new fits"),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="saved"),
                ),
                (
                    "last_looked_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="last looked"
                    ),
                ),
                (
                    "last_mailed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="last mail"),
                ),
                (
                    "next_look_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="next look"
                    ),
                ),
                ("known", models.BinaryField(default=bytes, editable=False)),
                ("known_query", models.TextField(blank=True, editable=False)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_searches",
                        to=swapper.get_model_name("wagtail_mentoring", "MemberProfile"),
                        verbose_name="member",
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_searches",
                        to="wagtail_mentoring.mentoringprogram",
                        verbose_name="program",
                    ),
                ),
            ],
            options={
                "verbose_name": "saved search",
                "verbose_name_plural": "saved searches",
                "ordering": ["name", "pk"],
                "default_permissions": [],
                "indexes": [
                    models.Index(fields=["wants_mail", "next_look_at"], name="saved_search_due")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("name", "member", "program", "role"), name="saved_search_named_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["mentor", "mentee"])),
                        name="saved_search_role_known",
                    ),
                ],
            },
        ),
    ]
