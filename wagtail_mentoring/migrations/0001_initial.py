import uuid

import django.core.validators
import django.db.models.deletion
import modelcluster.fields
import swapper
import wagtail.fields
import wagtail.search.index
from django.db import migrations, models

import wagtail_mentoring.events
import wagtail_mentoring.validators

# Made on the oldest supported Wagtail; the swappable parts are by hand.
swapper.set_app_prefix("wagtailcore", "wagtail")


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        swapper.dependency("wagtailcore", "Page"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Criterion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sort_order",
                    models.IntegerField(
                        db_index=True, default=0, editable=False, verbose_name="order"
                    ),
                ),
                (
                    "label",
                    models.CharField(
                        help_text="Short, as it stands beside a filter: “Career stage”.",
                        max_length=80,
                        verbose_name="name",
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        help_text="Used in addresses of searches and in files.",
                        max_length=60,
                        verbose_name="identifier",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("single", "One choice"),
                            ("multiple", "Several choices"),
                            ("scale", "One step of an ordered scale"),
                            ("yes_no", "Yes or no"),
                            ("text", "Short text"),
                            ("language", "Languages with level"),
                            ("country", "Country"),
                            ("time_zone", "Time zone"),
                        ],
                        default="single",
                        max_length=20,
                        verbose_name="kind of answer",
                    ),
                ),
                ("ask_mentor", models.BooleanField(default=True, verbose_name="ask mentors")),
                ("ask_mentee", models.BooleanField(default=True, verbose_name="ask mentees")),
                (
                    "mentor_question",
                    models.CharField(
                        blank=True,
                        help_text="Empty: the name.",
                        max_length=200,
                        verbose_name="question to mentors",
                    ),
                ),
                (
                    "mentee_question",
                    models.CharField(
                        blank=True,
                        help_text="Empty: the name.",
                        max_length=200,
                        verbose_name="question to mentees",
                    ),
                ),
                ("help_text", models.CharField(blank=True, max_length=300, verbose_name="hint")),
                (
                    "is_required",
                    models.BooleanField(default=False, verbose_name="an answer is required"),
                ),
                (
                    "is_filter",
                    models.BooleanField(default=True, verbose_name="offered as a filter"),
                ),
                (
                    "privacy",
                    models.CharField(
                        choices=[
                            ("public", "Members who can see the profile"),
                            ("partners", "The mentoring partner, after pairing"),
                            ("private", "Coordinators only"),
                        ],
                        default="public",
                        max_length=20,
                        verbose_name="who reads the answers",
                    ),
                ),
                (
                    "is_sensitive",
                    models.BooleanField(
                        default=False,
                        help_text="Gender, background, health and the like: private, never required, and asked with a consent of its own.",
                        verbose_name="sensitive",
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        blank=True,
                        help_text="Shown beside a private or sensitive question.",
                        max_length=300,
                        verbose_name="why we ask",
                    ),
                ),
                (
                    "weight",
                    models.PositiveSmallIntegerField(
                        default=5,
                        help_text="0 to 10: how much it counts for the fit.",
                        validators=[django.core.validators.MaxValueValidator(10)],
                        verbose_name="weight",
                    ),
                ),
                (
                    "match_rule",
                    models.CharField(
                        choices=[
                            ("ignore", "Not used for matching"),
                            ("same", "The same answer"),
                            ("any_in_common", "At least one answer in common"),
                            ("at_least", "The mentor has at least the step the mentee has"),
                            ("mentor_above", "The mentor stands above the mentee by a distance"),
                            ("offer_meets_sought", "What is offered meets what is sought"),
                            ("hours_overlap", "Waking hours overlap"),
                        ],
                        default="same",
                        max_length=20,
                        verbose_name="how answers are compared",
                    ),
                ),
                (
                    "match_distance",
                    models.PositiveSmallIntegerField(
                        default=1,
                        help_text="Steps the mentor stands above the mentee, or hours that must overlap.",
                        verbose_name="distance",
                    ),
                ),
                (
                    "is_hard_rule",
                    models.BooleanField(
                        default=False,
                        help_text="People who do not fit here are not shown to each other.",
                        verbose_name="must fit",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
            ],
            options={
                "verbose_name": "criterion",
                "verbose_name_plural": "criteria",
                "ordering": ["sort_order", "pk"],
            },
            bases=(wagtail.search.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="CriterionChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("label", models.CharField(max_length=120, verbose_name="choice")),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Off: nobody new can choose it; who chose it keeps it.",
                        verbose_name="offered",
                    ),
                ),
                (
                    "criterion",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="choices",
                        to="wagtail_mentoring.criterion",
                    ),
                ),
            ],
            options={
                "verbose_name": "choice",
                "verbose_name_plural": "choices",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MentoringProgram",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        help_text="Used in addresses.",
                        max_length=60,
                        unique=True,
                        verbose_name="slug",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Off: the program's pages answer as if they were not there.",
                        verbose_name="visible to members",
                    ),
                ),
                (
                    "is_open",
                    models.BooleanField(
                        default=True,
                        help_text="Off: nobody new can enroll; everything else goes on.",
                        verbose_name="enrollment open",
                    ),
                ),
                (
                    "office_name",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="name of the program office"
                    ),
                ),
                (
                    "office_email",
                    models.EmailField(
                        blank=True,
                        help_text="Shown as contact; replies to mails go here.",
                        max_length=254,
                        verbose_name="e-mail of the program office",
                    ),
                ),
                (
                    "community_url",
                    models.URLField(
                        blank=True,
                        help_text="Where participants talk among themselves.",
                        verbose_name="community page",
                    ),
                ),
                (
                    "mentor_word",
                    models.CharField(blank=True, max_length=60, verbose_name="word for mentor"),
                ),
                (
                    "mentors_word",
                    models.CharField(blank=True, max_length=60, verbose_name="word for mentors"),
                ),
                (
                    "mentee_word",
                    models.CharField(blank=True, max_length=60, verbose_name="word for mentee"),
                ),
                (
                    "mentees_word",
                    models.CharField(blank=True, max_length=60, verbose_name="word for mentees"),
                ),
                (
                    "mentorship_word",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="word for a mentorship"
                    ),
                ),
                (
                    "mentee_max_mentors",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        default=1,
                        help_text="Empty: no limit.",
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="mentors a mentee may have at a time",
                    ),
                ),
                (
                    "mentee_max_open_requests",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        default=3,
                        help_text="Empty: no limit.",
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="requests a mentee may have open at a time",
                    ),
                ),
                (
                    "mentor_capacity_default",
                    models.PositiveSmallIntegerField(
                        default=2,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="mentees a mentor takes unless they say otherwise",
                    ),
                ),
                (
                    "mentor_capacity_ceiling",
                    models.PositiveSmallIntegerField(
                        default=5,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="most mentees a mentor may take",
                    ),
                ),
                (
                    "full_mentor_policy",
                    models.CharField(
                        choices=[
                            ("hidden", "Hide them"),
                            ("waiting_list", "Show them as full, with a waiting list"),
                            ("requestable", "Show them; they can be asked all the same"),
                        ],
                        default="waiting_list",
                        max_length=20,
                        verbose_name="mentors without a free place",
                    ),
                ),
                (
                    "contact_visibility",
                    models.CharField(
                        choices=[
                            ("nobody", "Nobody"),
                            ("partners", "My mentoring partners"),
                            ("enrolled", "Everybody enrolled in the program"),
                        ],
                        default="partners",
                        help_text="The widest a member may choose for themselves.",
                        max_length=20,
                        verbose_name="contact details may be shown to",
                    ),
                ),
                (
                    "request_first_reminder_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        default=7,
                        help_text="Empty: none.",
                        null=True,
                        verbose_name="first reminder after (days)",
                    ),
                ),
                (
                    "request_second_reminder_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        default=14,
                        help_text="Empty: none.",
                        null=True,
                        verbose_name="second reminder after (days)",
                    ),
                ),
                (
                    "request_expiry_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        default=28,
                        help_text="Empty: never.",
                        null=True,
                        verbose_name="request expires after (days)",
                    ),
                ),
                (
                    "first_conversation_days",
                    models.PositiveSmallIntegerField(
                        default=7, verbose_name="first conversation within (days)"
                    ),
                ),
                (
                    "first_to_write",
                    models.CharField(
                        choices=[("mentor", "Mentor"), ("mentee", "Mentee")],
                        default="mentee",
                        max_length=10,
                        verbose_name="who writes first",
                    ),
                ),
                (
                    "suggested_months_min",
                    models.PositiveSmallIntegerField(
                        default=6, verbose_name="suggested length from (months)"
                    ),
                ),
                (
                    "suggested_months_max",
                    models.PositiveSmallIntegerField(
                        default=12, verbose_name="suggested length to (months)"
                    ),
                ),
                (
                    "next_steps",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="Shown to both when a request has been accepted.",
                        verbose_name="next steps for a new pair",
                    ),
                ),
                (
                    "membership_grace_days",
                    models.PositiveSmallIntegerField(
                        default=30,
                        help_text="After that the member is hidden from searches and cannot send requests.",
                        verbose_name="days of grace after a membership ends",
                    ),
                ),
                (
                    "mentor_approval_required",
                    models.BooleanField(default=False, verbose_name="coordinators approve mentors"),
                ),
                (
                    "mentee_approval_required",
                    models.BooleanField(default=False, verbose_name="coordinators approve mentees"),
                ),
                (
                    "binding_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="binding revision of the Code of Conduct",
                    ),
                ),
                (
                    "code_of_conduct",
                    models.ForeignKey(
                        blank=True,
                        help_text="A published page. Nobody can enroll before there is one.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=swapper.get_model_name("wagtailcore", "Page"),
                        verbose_name="Code of Conduct",
                    ),
                ),
            ],
            options={
                "verbose_name": "mentoring program",
                "verbose_name_plural": "mentoring programs",
                "ordering": ["name"],
                "permissions": [
                    (
                        "coordinate_mentoringprogram",
                        "Can coordinate mentoring: approve, and act for members",
                    ),
                    ("export_participants", "Can export mentoring records"),
                ],
            },
            bases=(wagtail.search.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="EndReason",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("text", models.CharField(max_length=160, verbose_name="reason")),
                ("is_active", models.BooleanField(default=True, verbose_name="offered")),
                (
                    "program",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="end_reasons",
                        to="wagtail_mentoring.mentoringprogram",
                    ),
                ),
            ],
            options={
                "verbose_name": "reason to end",
                "verbose_name_plural": "reasons to end",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DeclineReason",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("text", models.CharField(max_length=160, verbose_name="reason")),
                ("is_active", models.BooleanField(default=True, verbose_name="offered")),
                (
                    "program",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decline_reasons",
                        to="wagtail_mentoring.mentoringprogram",
                    ),
                ),
            ],
            options={
                "verbose_name": "reason to decline",
                "verbose_name_plural": "reasons to decline",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="criterion",
            name="program",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="criteria",
                to="wagtail_mentoring.mentoringprogram",
                verbose_name="program",
            ),
        ),
        migrations.CreateModel(
            name="NotificationTemplate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "event",
                    models.CharField(
                        choices=wagtail_mentoring.events.event_choices,
                        max_length=60,
                        verbose_name="mail",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        help_text="Empty: every language that has no words of its own.",
                        max_length=12,
                        verbose_name="language",
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        blank=True,
                        max_length=200,
                        validators=[wagtail_mentoring.validators.validate_one_line],
                        verbose_name="subject",
                    ),
                ),
                ("body", models.TextField(blank=True, max_length=8000, verbose_name="text")),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notification_templates",
                        to="wagtail_mentoring.mentoringprogram",
                        verbose_name="program",
                    ),
                ),
            ],
            options={
                "verbose_name": "mail text",
                "verbose_name_plural": "mail texts",
                "ordering": ["event", "language"],
            },
            bases=(wagtail.search.index.Indexed, models.Model),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.UniqueConstraint(
                fields=("program", "slug"), name="criterion_slug_once_per_program"
            ),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_sensitive", False),
                    models.Q(("is_required", False), ("privacy", "private")),
                    _connector="OR",
                ),
                name="criterion_sensitive_is_private",
                violation_error_message="A sensitive criterion is private and never required.",
            ),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.CheckConstraint(
                condition=models.Q(("privacy", "public"), ("is_filter", False), _connector="OR"),
                name="criterion_private_is_no_filter",
                violation_error_message="Only a criterion that everybody may read can be a filter.",
            ),
        ),
        migrations.AddConstraint(
            model_name="notificationtemplate",
            constraint=models.UniqueConstraint(
                fields=("program", "event", "language"), name="notification_template_once"
            ),
        ),
    ]
