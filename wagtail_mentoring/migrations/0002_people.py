import uuid

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import swapper
import wagtail.search.index
from django.conf import settings
from django.db import migrations, models

import wagtail_mentoring.storage
import wagtail_mentoring.validators

# Made on the oldest supported Wagtail; the swappable parts are by hand.
swapper.set_app_prefix("wagtailcore", "wagtail")


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        swapper.dependency("wagtail_mentoring", "MemberProfile"),
        swapper.dependency("wagtail_mentoring", "MentorProfile"),
        swapper.dependency("wagtail_mentoring", "MenteeProfile"),
        ("wagtail_mentoring", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="MemberProfile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "name",
                    models.CharField(
                        help_text="As you want to be called and found.",
                        max_length=120,
                        validators=[wagtail_mentoring.validators.validate_one_line],
                        verbose_name="name",
                    ),
                ),
                (
                    "headline",
                    models.CharField(
                        blank=True,
                        help_text="One line about what you do, such as “Biostatistician in clinical trials”.",
                        max_length=140,
                        validators=[wagtail_mentoring.validators.validate_one_line],
                        verbose_name="headline",
                    ),
                ),
                (
                    "bio",
                    models.TextField(
                        blank=True,
                        help_text="A few sentences on your way so far and what interests you.",
                        max_length=4000,
                        verbose_name="about you",
                    ),
                ),
                (
                    "picture",
                    models.ImageField(
                        blank=True,
                        help_text="A recent portrait. JPEG, PNG or WebP, up to 5 MB.",
                        storage=wagtail_mentoring.storage.picture_storage,
                        upload_to=wagtail_mentoring.storage.picture_path,
                        verbose_name="picture",
                    ),
                ),
                (
                    "employer",
                    models.CharField(
                        blank=True,
                        max_length=140,
                        validators=[wagtail_mentoring.validators.validate_one_line],
                        verbose_name="where you work or study",
                    ),
                ),
                (
                    "city",
                    models.CharField(
                        blank=True,
                        max_length=80,
                        validators=[wagtail_mentoring.validators.validate_one_line],
                        verbose_name="city",
                    ),
                ),
                ("country", models.CharField(blank=True, max_length=2, verbose_name="country")),
                (
                    "time_zone",
                    models.CharField(
                        blank=True,
                        max_length=64,
                        validators=[wagtail_mentoring.validators.validate_time_zone],
                        verbose_name="time zone",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        help_text="The language of the site is used when this is empty.",
                        max_length=12,
                        verbose_name="language of mails",
                    ),
                ),
                (
                    "contact_email",
                    models.EmailField(
                        blank=True,
                        help_text="Empty: the address of your account, shown to nobody.",
                        max_length=254,
                        verbose_name="e-mail for partners",
                    ),
                ),
                (
                    "phone",
                    models.CharField(
                        blank=True,
                        max_length=40,
                        validators=[wagtail_mentoring.validators.validate_phone],
                        verbose_name="phone",
                    ),
                ),
                (
                    "website",
                    models.URLField(
                        blank=True,
                        validators=[
                            django.core.validators.URLValidator(
                                message="Enter an address that starts with https://.",
                                schemes=["http", "https"],
                            )
                        ],
                        verbose_name="website",
                    ),
                ),
                (
                    "linkedin_url",
                    models.URLField(
                        blank=True,
                        validators=[
                            django.core.validators.URLValidator(
                                message="Enter an address that starts with https://.",
                                schemes=["http", "https"],
                            )
                        ],
                        verbose_name="LinkedIn",
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
                        max_length=20,
                        verbose_name="who sees your contact details",
                    ),
                ),
                (
                    "membership_state",
                    models.CharField(
                        choices=[
                            ("current", "Current"),
                            ("pending", "Not confirmed yet"),
                            ("lapsed", "Lapsed"),
                            ("none", "Not a member"),
                            ("unknown", "Could not be checked"),
                        ],
                        default="unknown",
                        editable=False,
                        max_length=20,
                        verbose_name="membership",
                    ),
                ),
                (
                    "membership_lapsed_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="membership ended on"
                    ),
                ),
                (
                    "membership_checked_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="membership checked"
                    ),
                ),
                (
                    "region",
                    models.CharField(
                        blank=True, editable=False, max_length=120, verbose_name="region"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "user",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="mentoring_member",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "member",
                "verbose_name_plural": "members",
                "ordering": ["name", "pk"],
                "abstract": False,
                "swappable": swapper.swappable_setting("wagtail_mentoring", "MemberProfile"),
            },
            bases=(wagtail.search.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="CodeOfConductAgreement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[("mentor", "Mentor"), ("mentee", "Mentee")],
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                ("page_title", models.CharField(max_length=255, verbose_name="document")),
                ("revision_ref", models.BigIntegerField(verbose_name="revision number")),
                ("revision_created_at", models.DateTimeField(verbose_name="text of")),
                ("text_hash", models.CharField(max_length=64, verbose_name="SHA-256 of the text")),
                ("language", models.CharField(max_length=12, verbose_name="language")),
                (
                    "agreed_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="agreed"),
                ),
                (
                    "means",
                    models.CharField(
                        default="enrollment", max_length=40, verbose_name="by what means"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agreements",
                        to=swapper.get_model_name("wagtail_mentoring", "MemberProfile"),
                        verbose_name="member",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="revision",
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="wagtail_mentoring.mentoringprogram",
                        verbose_name="program",
                    ),
                ),
            ],
            options={
                "verbose_name": "agreement to the Code of Conduct",
                "verbose_name_plural": "agreements to the Code of Conduct",
                "ordering": ["-agreed_at", "-pk"],
                "default_permissions": ["view"],
            },
        ),
        migrations.CreateModel(
            name="MentorProfile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("pending", "Waiting for approval"),
                            ("active", "Active"),
                            ("paused", "Paused"),
                            ("left", "Left"),
                            ("suspended", "Suspended"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                (
                    "status_changed_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        editable=False,
                        verbose_name="status since",
                    ),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="sent in"
                    ),
                ),
                (
                    "joined_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="joined"
                    ),
                ),
                (
                    "paused_until",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="paused until"
                    ),
                ),
                (
                    "staff_note",
                    models.TextField(
                        blank=True,
                        editable=False,
                        help_text="Why the profile was returned or suspended.",
                        verbose_name="note to the member",
                    ),
                ),
                (
                    "hidden_from",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="hidden from"
                    ),
                ),
                (
                    "open_mentorships",
                    models.PositiveSmallIntegerField(
                        default=0, editable=False, verbose_name="open mentorships"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "capacity",
                    models.PositiveSmallIntegerField(
                        default=2,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="how many mentees at a time",
                    ),
                ),
                (
                    "terms",
                    models.TextField(
                        blank=True,
                        help_text="Your terms: how often, by what means, what you offer and what not.",
                        max_length=2000,
                        verbose_name="how you like to work",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mentor_profiles",
                        to=swapper.get_model_name("wagtail_mentoring", "MemberProfile"),
                        verbose_name="member",
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentor_profiles",
                        to="wagtail_mentoring.mentoringprogram",
                        verbose_name="program",
                    ),
                ),
            ],
            options={
                "verbose_name": "mentor profile",
                "verbose_name_plural": "mentor profiles",
                "ordering": ["member__name", "pk"],
                "abstract": False,
                "swappable": swapper.swappable_setting("wagtail_mentoring", "MentorProfile"),
            },
            bases=(wagtail.search.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="MenteeProfile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("pending", "Waiting for approval"),
                            ("active", "Active"),
                            ("paused", "Paused"),
                            ("left", "Left"),
                            ("suspended", "Suspended"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                (
                    "status_changed_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        editable=False,
                        verbose_name="status since",
                    ),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="sent in"
                    ),
                ),
                (
                    "joined_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="joined"
                    ),
                ),
                (
                    "paused_until",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="paused until"
                    ),
                ),
                (
                    "staff_note",
                    models.TextField(
                        blank=True,
                        editable=False,
                        help_text="Why the profile was returned or suspended.",
                        verbose_name="note to the member",
                    ),
                ),
                (
                    "hidden_from",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="hidden from"
                    ),
                ),
                (
                    "open_mentorships",
                    models.PositiveSmallIntegerField(
                        default=0, editable=False, verbose_name="open mentorships"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "goals",
                    models.TextField(
                        blank=True,
                        help_text="What you hope to achieve with a mentor.",
                        max_length=2000,
                        verbose_name="your goals",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mentee_profiles",
                        to=swapper.get_model_name("wagtail_mentoring", "MemberProfile"),
                        verbose_name="member",
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentee_profiles",
                        to="wagtail_mentoring.mentoringprogram",
                        verbose_name="program",
                    ),
                ),
            ],
            options={
                "verbose_name": "mentee profile",
                "verbose_name_plural": "mentee profiles",
                "ordering": ["member__name", "pk"],
                "abstract": False,
                "swappable": swapper.swappable_setting("wagtail_mentoring", "MenteeProfile"),
            },
            bases=(wagtail.search.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="MentorPreference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "importance",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Does not matter"),
                            (1, "Nice to have"),
                            (2, "Important"),
                            (3, "A must"),
                        ],
                        default=1,
                        verbose_name="importance",
                    ),
                ),
                (
                    "choices",
                    models.ManyToManyField(
                        blank=True,
                        related_name="%(class)ss",
                        to="wagtail_mentoring.criterionchoice",
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="wagtail_mentoring.criterion",
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="preferences",
                        to=swapper.get_model_name("wagtail_mentoring", "MentorProfile"),
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MentorshipRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "open_pair",
                    models.CharField(editable=False, max_length=64, null=True, unique=True),
                ),
                (
                    "initiated_by",
                    models.CharField(
                        choices=[("mentor", "Mentor"), ("mentee", "Mentee")],
                        editable=False,
                        max_length=10,
                        verbose_name="asked by the",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("pending", "Open"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                            ("expired", "Expired"),
                            ("closed", "Closed"),
                        ],
                        default="pending",
                        editable=False,
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                ("message", models.TextField(blank=True, max_length=3000, verbose_name="message")),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="sent"
                    ),
                ),
                (
                    "waiting_since",
                    models.DateTimeField(
                        blank=True,
                        editable=False,
                        null=True,
                        verbose_name="on the waiting list since",
                    ),
                ),
                (
                    "clock_started_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        editable=False,
                        verbose_name="days counted from",
                    ),
                ),
                (
                    "decided_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="decided"
                    ),
                ),
                (
                    "decision_message",
                    models.TextField(
                        blank=True, editable=False, max_length=3000, verbose_name="answer"
                    ),
                ),
                (
                    "closed_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("mentee_full", "The mentee found a mentor"),
                            ("mentor_full", "The mentor has no free place"),
                            ("left", "One of the two left the program"),
                            ("suspended", "One of the two cannot take part at the moment"),
                            ("membership", "A membership ended"),
                            ("removed", "An account was removed"),
                        ],
                        editable=False,
                        max_length=20,
                        verbose_name="closed because",
                    ),
                ),
                ("form_token", models.UUIDField(editable=False, null=True, unique=True)),
                (
                    "decline_reason",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="requests",
                        to="wagtail_mentoring.declinereason",
                        verbose_name="reason",
                    ),
                ),
                (
                    "mentee",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to=swapper.get_model_name("wagtail_mentoring", "MenteeProfile"),
                        verbose_name="mentee",
                    ),
                ),
                (
                    "mentee_member",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=swapper.get_model_name("wagtail_mentoring", "MemberProfile"),
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to=swapper.get_model_name("wagtail_mentoring", "MentorProfile"),
                        verbose_name="mentor",
                    ),
                ),
                (
                    "mentor_member",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=swapper.get_model_name("wagtail_mentoring", "MemberProfile"),
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="wagtail_mentoring.mentoringprogram",
                        verbose_name="program",
                    ),
                ),
            ],
            options={
                "verbose_name": "request",
                "verbose_name_plural": "requests",
                "ordering": ["-created_at", "-pk"],
                "abstract": False,
                "default_permissions": ["view"],
            },
        ),
        migrations.CreateModel(
            name="Mentorship",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "open_pair",
                    models.CharField(editable=False, max_length=64, null=True, unique=True),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("active", "Active"),
                            ("on_hold", "On hold"),
                            ("completed", "Completed"),
                            ("ended", "Ended early"),
                        ],
                        default="active",
                        editable=False,
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                ("mentor_slot", models.PositiveSmallIntegerField(editable=False, null=True)),
                ("mentee_slot", models.PositiveSmallIntegerField(editable=False, null=True)),
                (
                    "started_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="started"
                    ),
                ),
                (
                    "first_conversation_at",
                    models.DateTimeField(
                        blank=True,
                        editable=False,
                        null=True,
                        verbose_name="first conversation held",
                    ),
                ),
                (
                    "ended_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="over since"
                    ),
                ),
                (
                    "ended_by",
                    models.CharField(
                        blank=True,
                        choices=[("mentor", "Mentor"), ("mentee", "Mentee")],
                        editable=False,
                        max_length=10,
                        verbose_name="ended by the",
                    ),
                ),
                (
                    "end_note",
                    models.TextField(
                        blank=True, editable=False, max_length=3000, verbose_name="private note"
                    ),
                ),
                (
                    "thanks",
                    models.TextField(
                        blank=True, editable=False, max_length=3000, verbose_name="thanks"
                    ),
                ),
                (
                    "end_reason",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="mentorships",
                        to="wagtail_mentoring.endreason",
                        verbose_name="reason",
                    ),
                ),
                (
                    "mentee",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentorships",
                        to=swapper.get_model_name("wagtail_mentoring", "MenteeProfile"),
                        verbose_name="mentee",
                    ),
                ),
                (
                    "mentee_member",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=swapper.get_model_name("wagtail_mentoring", "MemberProfile"),
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentorships",
                        to=swapper.get_model_name("wagtail_mentoring", "MentorProfile"),
                        verbose_name="mentor",
                    ),
                ),
                (
                    "mentor_member",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=swapper.get_model_name("wagtail_mentoring", "MemberProfile"),
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="wagtail_mentoring.mentoringprogram",
                        verbose_name="program",
                    ),
                ),
                (
                    "request",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentorship",
                        to="wagtail_mentoring.mentorshiprequest",
                        verbose_name="request",
                    ),
                ),
            ],
            options={
                "verbose_name": "mentorship",
                "verbose_name_plural": "mentorships",
                "ordering": ["-started_at", "-pk"],
                "abstract": False,
                "default_permissions": ["view"],
            },
        ),
        migrations.CreateModel(
            name="Notification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(editable=False, max_length=190, unique=True)),
                ("event", models.CharField(max_length=60, verbose_name="event")),
                ("step", models.CharField(blank=True, max_length=40, verbose_name="step")),
                ("object_id", models.BigIntegerField(null=True)),
                ("to_email", models.EmailField(max_length=254, verbose_name="address")),
                ("language", models.CharField(max_length=12, verbose_name="language")),
                ("subject", models.CharField(max_length=255, verbose_name="subject")),
                ("body_text", models.TextField(verbose_name="text")),
                ("body_html", models.TextField(blank=True, verbose_name="HTML")),
                ("from_email", models.CharField(blank=True, max_length=255)),
                ("reply_to", models.CharField(blank=True, max_length=255)),
                ("message_id", models.CharField(max_length=190, unique=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("queued", "Waiting to be sent"),
                            ("sending", "Being sent"),
                            ("sent", "Sent"),
                            ("failed", "Failed"),
                            ("canceled", "Canceled"),
                        ],
                        default="queued",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                ("attempts", models.PositiveIntegerField(default=0, verbose_name="attempts")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="queued"),
                ),
                (
                    "next_attempt_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="next attempt"
                    ),
                ),
                ("leased_until", models.DateTimeField(blank=True, null=True)),
                ("lease_token", models.UUIDField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent")),
                ("error", models.TextField(blank=True, verbose_name="last error")),
                (
                    "content_type",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="notifications",
                        to=swapper.get_model_name("wagtail_mentoring", "MemberProfile"),
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notifications",
                        to="wagtail_mentoring.mentoringprogram",
                        verbose_name="program",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recipient",
                    ),
                ),
            ],
            options={
                "verbose_name": "notification",
                "verbose_name_plural": "notifications",
                "ordering": ["-created_at", "-pk"],
                "permissions": [("resend_notification", "Can send a notification again")],
                "default_permissions": ["view"],
            },
        ),
        migrations.CreateModel(
            name="Position",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "start_year",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="from (year)"
                    ),
                ),
                (
                    "end_year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Empty: until now.",
                        null=True,
                        verbose_name="to (year)",
                    ),
                ),
                ("title", models.CharField(max_length=140, verbose_name="position")),
                ("organization", models.CharField(max_length=140, verbose_name="organization")),
                (
                    "member",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="positions",
                        to=swapper.get_model_name("wagtail_mentoring", "MemberProfile"),
                    ),
                ),
            ],
            options={
                "verbose_name": "position",
                "verbose_name_plural": "positions",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RequestNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("question", "Question"), ("answer", "Answer")], max_length=10
                    ),
                ),
                ("body", models.TextField(max_length=3000, verbose_name="text")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="wagtail_mentoring.mentorshiprequest",
                    ),
                ),
            ],
            options={
                "verbose_name": "note on a request",
                "verbose_name_plural": "notes on requests",
                "ordering": ["created_at", "pk"],
                "default_permissions": ["view"],
            },
        ),
        migrations.CreateModel(
            name="SearchChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "role",
                    models.CharField(
                        choices=[("mentor", "Mentor"), ("mentee", "Mentee")],
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("profile_id", models.BigIntegerField(editable=False, null=True)),
                (
                    "changed_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "program",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtail_mentoring.mentoringprogram",
                    ),
                ),
            ],
            options={
                "verbose_name": "change for the search",
                "verbose_name_plural": "changes for the search",
                "default_permissions": [],
            },
        ),
        migrations.CreateModel(
            name="SensitiveConsent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "findable",
                    models.BooleanField(default=False, verbose_name="may be used to find me"),
                ),
                ("given_at", models.DateTimeField(auto_now_add=True, verbose_name="given")),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to="wagtail_mentoring.criterion",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sensitive_consents",
                        to=swapper.get_model_name("wagtail_mentoring", "MemberProfile"),
                    ),
                ),
            ],
            options={
                "verbose_name": "consent to a sensitive question",
                "verbose_name_plural": "consents to sensitive questions",
            },
        ),
        migrations.CreateModel(
            name="Education",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "start_year",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="from (year)"
                    ),
                ),
                (
                    "end_year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Empty: until now.",
                        null=True,
                        verbose_name="to (year)",
                    ),
                ),
                ("degree", models.CharField(max_length=140, verbose_name="degree")),
                ("institution", models.CharField(max_length=140, verbose_name="institution")),
                (
                    "member",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="educations",
                        to=swapper.get_model_name("wagtail_mentoring", "MemberProfile"),
                    ),
                ),
            ],
            options={
                "verbose_name": "education",
                "verbose_name_plural": "education",
                "ordering": ["sort_order"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("start_year__isnull", True),
                            ("end_year__isnull", True),
                            ("end_year__gte", models.F("start_year")),
                            _connector="OR",
                        ),
                        name="education_years_in_order",
                        violation_error_message="The end is before the beginning.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MenteeAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("value", models.CharField(blank=True, max_length=300)),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(1, "Basic"), (2, "Conversational"), (3, "Fluent"), (4, "Native")],
                        null=True,
                    ),
                ),
                (
                    "choice",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="wagtail_mentoring.criterionchoice",
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="wagtail_mentoring.criterion",
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to=swapper.get_model_name("wagtail_mentoring", "MenteeProfile"),
                    ),
                ),
            ],
            options={
                "verbose_name": "mentee's answer",
                "verbose_name_plural": "mentees' answers",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["criterion", "choice"], name="menteeanswer_by_choice")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("profile", "criterion", "choice"),
                        name="menteeanswer_once_per_choice",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MenteePreference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "importance",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Does not matter"),
                            (1, "Nice to have"),
                            (2, "Important"),
                            (3, "A must"),
                        ],
                        default=1,
                        verbose_name="importance",
                    ),
                ),
                (
                    "choices",
                    models.ManyToManyField(
                        blank=True,
                        related_name="%(class)ss",
                        to="wagtail_mentoring.criterionchoice",
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="wagtail_mentoring.criterion",
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="preferences",
                        to=swapper.get_model_name("wagtail_mentoring", "MenteeProfile"),
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("profile", "criterion"), name="menteepreference_once_per_criterion"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MentorAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("value", models.CharField(blank=True, max_length=300)),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(1, "Basic"), (2, "Conversational"), (3, "Fluent"), (4, "Native")],
                        null=True,
                    ),
                ),
                (
                    "choice",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="wagtail_mentoring.criterionchoice",
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="wagtail_mentoring.criterion",
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to=swapper.get_model_name("wagtail_mentoring", "MentorProfile"),
                    ),
                ),
            ],
            options={
                "verbose_name": "mentor's answer",
                "verbose_name_plural": "mentors' answers",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["criterion", "choice"], name="mentoranswer_by_choice")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("profile", "criterion", "choice"),
                        name="mentoranswer_once_per_choice",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="codeofconductagreement",
            index=models.Index(
                fields=["member", "program", "role", "revision_ref"], name="agreement_lookup"
            ),
        ),
        migrations.AddIndex(
            model_name="mentorprofile",
            index=models.Index(
                fields=["program", "status", "joined_at"], name="mentorprofile_listed"
            ),
        ),
        migrations.AddConstraint(
            model_name="mentorprofile",
            constraint=models.UniqueConstraint(
                fields=("program", "member"), name="mentorprofile_once_per_program"
            ),
        ),
        migrations.AddConstraint(
            model_name="mentorprofile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["draft", "pending", "active", "paused", "left", "suspended"])
                ),
                name="mentorprofile_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="mentorprofile",
            constraint=models.CheckConstraint(
                condition=models.Q(("capacity__gte", 1)), name="mentorprofile_capacity_positive"
            ),
        ),
        migrations.AddIndex(
            model_name="menteeprofile",
            index=models.Index(
                fields=["program", "status", "joined_at"], name="menteeprofile_listed"
            ),
        ),
        migrations.AddConstraint(
            model_name="menteeprofile",
            constraint=models.UniqueConstraint(
                fields=("program", "member"), name="menteeprofile_once_per_program"
            ),
        ),
        migrations.AddConstraint(
            model_name="menteeprofile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["draft", "pending", "active", "paused", "left", "suspended"])
                ),
                name="menteeprofile_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="mentorpreference",
            constraint=models.UniqueConstraint(
                fields=("profile", "criterion"), name="mentorpreference_once_per_criterion"
            ),
        ),
        migrations.AddIndex(
            model_name="mentorshiprequest",
            index=models.Index(fields=["status", "mentor"], name="request_by_mentor"),
        ),
        migrations.AddIndex(
            model_name="mentorshiprequest",
            index=models.Index(fields=["status", "mentee"], name="request_by_mentee"),
        ),
        migrations.AddIndex(
            model_name="mentorshiprequest",
            index=models.Index(fields=["status", "clock_started_at"], name="request_due"),
        ),
        migrations.AddConstraint(
            model_name="mentorshiprequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("mentor_member", models.F("mentee_member")), _negated=True),
                name="mentorshiprequest_two_people",
                violation_error_message="Nobody can be paired with themself.",
            ),
        ),
        migrations.AddConstraint(
            model_name="mentorshiprequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "status__in",
                        ["pending", "accepted", "declined", "withdrawn", "expired", "closed"],
                    )
                ),
                name="request_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="mentorshiprequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at__isnull", True),
                        ("open_pair__isnull", False),
                        ("status", "pending"),
                    ),
                    models.Q(
                        models.Q(("status", "pending"), _negated=True),
                        ("decided_at__isnull", False),
                        ("open_pair__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="request_open_while_pending",
            ),
        ),
        migrations.AddIndex(
            model_name="mentorship",
            index=models.Index(fields=["status", "mentor"], name="mentorship_by_mentor"),
        ),
        migrations.AddIndex(
            model_name="mentorship",
            index=models.Index(fields=["status", "mentee"], name="mentorship_by_mentee"),
        ),
        migrations.AddConstraint(
            model_name="mentorship",
            constraint=models.CheckConstraint(
                condition=models.Q(("mentor_member", models.F("mentee_member")), _negated=True),
                name="mentorship_two_people",
                violation_error_message="Nobody can be paired with themself.",
            ),
        ),
        migrations.AddConstraint(
            model_name="mentorship",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["active", "on_hold", "completed", "ended"])),
                name="mentorship_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="mentorship",
            constraint=models.UniqueConstraint(
                fields=("mentor", "mentor_slot"), name="mentorship_one_per_mentor_place"
            ),
        ),
        migrations.AddConstraint(
            model_name="mentorship",
            constraint=models.UniqueConstraint(
                fields=("mentee", "mentee_slot"), name="mentorship_one_per_mentee_place"
            ),
        ),
        migrations.AddConstraint(
            model_name="mentorship",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_at__isnull", True),
                        ("mentee_slot__isnull", False),
                        ("mentor_slot__isnull", False),
                        ("open_pair__isnull", False),
                        ("status__in", ["active", "on_hold"]),
                    ),
                    models.Q(
                        models.Q(("status__in", ["active", "on_hold"]), _negated=True),
                        ("ended_at__isnull", False),
                        ("mentee_slot__isnull", True),
                        ("mentor_slot__isnull", True),
                        ("open_pair__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="mentorship_places_while_open",
            ),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(fields=["status", "next_attempt_at"], name="notification_due"),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(fields=["content_type", "object_id"], name="notification_about"),
        ),
        migrations.AddConstraint(
            model_name="position",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("start_year__isnull", True),
                    ("end_year__isnull", True),
                    ("end_year__gte", models.F("start_year")),
                    _connector="OR",
                ),
                name="position_years_in_order",
                violation_error_message="The end is before the beginning.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sensitiveconsent",
            constraint=models.UniqueConstraint(
                fields=("member", "criterion"), name="sensitive_consent_once"
            ),
        ),
    ]
