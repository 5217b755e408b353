"""What people tell in confidence: how it goes, and what went wrong; and how soon they answer."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import swapper
import uuid
import wagtail_mentoring.models.concerns
import wagtail_mentoring.storage
from django.conf import settings
from django.db import migrations, models

# Made on the oldest supported Wagtail; the swappable parts are by hand.


class Migration(migrations.Migration):

    dependencies = [
        swapper.dependency("wagtail_mentoring", "MemberProfile"),
        ('wagtail_mentoring', '0024_blocks'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='menteeprofile',
            name='response_band',
            field=models.CharField(blank=True, choices=[('day', 'Usually answers within a day'), ('three_days', 'Usually answers within three days'), ('week', 'Usually answers within a week'), ('two_weeks', 'Usually answers within two weeks'), ('longer', 'Usually takes more than two weeks to answer')], editable=False, max_length=12, verbose_name='answers'),
        ),
        migrations.AddField(
            model_name='menteeprofile',
            name='response_counted_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='mentoringprogram',
            name='concern_keep_days',
            field=models.PositiveSmallIntegerField(blank=True, default=1095, help_text='After that what was told, notes, names and files are removed; only the counts are left. Empty: they are kept.', null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='days a closed concern is kept'),
        ),
        migrations.AddField(
            model_name='mentoringprogram',
            name='shows_responsiveness',
            field=models.BooleanField(default=True, help_text='In words such as “usually answers within three days”, once somebody has answered requests of five different people.', verbose_name='show how soon people answer'),
        ),
        migrations.AddField(
            model_name='mentorprofile',
            name='response_band',
            field=models.CharField(blank=True, choices=[('day', 'Usually answers within a day'), ('three_days', 'Usually answers within three days'), ('week', 'Usually answers within a week'), ('two_weeks', 'Usually answers within two weeks'), ('longer', 'Usually takes more than two weeks to answer')], editable=False, max_length=12, verbose_name='answers'),
        ),
        migrations.AddField(
            model_name='mentorprofile',
            name='response_counted_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.CreateModel(
            name='CheckIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('mentor', 'Mentor'), ('mentee', 'Mentee')], editable=False, max_length=10, verbose_name='role')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='said on')),
                ('months', models.PositiveSmallIntegerField(editable=False, verbose_name='months together')),
                ('member', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=swapper.get_model_name("wagtail_mentoring", "MemberProfile"), verbose_name='said by')),
                ('mentorship', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='wagtail_mentoring.mentorship', verbose_name='mentorship')),
            ],
            options={
                'verbose_name': 'check-in',
                'verbose_name_plural': 'check-ins',
                'ordering': ['-created_at', '-pk'],
                'abstract': False,
                'default_permissions': ['view'],
            },
        ),
        migrations.CreateModel(
            name='CheckInQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('text', models.CharField(max_length=200, verbose_name='question')),
                ('kind', models.CharField(choices=[('scale', 'A step from 1 to 5'), ('text', 'A few words')], default='scale', max_length=10, verbose_name='kind of answer')),
                ('is_active', models.BooleanField(default=True, verbose_name='asked')),
                ('program', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='check_in_questions', to='wagtail_mentoring.mentoringprogram')),
            ],
            options={
                'verbose_name': 'question of check-ins',
                'verbose_name_plural': 'questions of check-ins',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CheckInAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked', models.CharField(max_length=200, verbose_name='question')),
                ('value', models.PositiveSmallIntegerField(null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)], verbose_name='answer')),
                ('text', models.TextField(blank=True, max_length=2000, verbose_name='words')),
                ('check_in', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='wagtail_mentoring.checkin')),
                ('question', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtail_mentoring.checkinquestion')),
            ],
            options={
                'verbose_name': 'answer of a check-in',
                'verbose_name_plural': 'answers of check-ins',
                'ordering': ['pk'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Concern',
            fields=[
                ('id', models.BigIntegerField(default=wagtail_mentoring.models.concerns.unguessable_id, editable=False, primary_key=True, serialize=False)),
                ('route', models.CharField(choices=[('office', 'The program office'), ('committee', 'The oversight committee')], editable=False, max_length=10, verbose_name='read by')),
                ('status', models.CharField(choices=[('open', 'Open'), ('in_progress', 'In progress'), ('waiting', 'Waiting'), ('closed', 'Closed')], default='open', editable=False, max_length=20, verbose_name='status')),
                ('about', models.CharField(choices=[('mentorship', 'Working together'), ('request', 'A request'), ('person', 'A person'), ('other', 'Something else')], editable=False, max_length=20, verbose_name='about')),
                ('category', models.CharField(blank=True, editable=False, max_length=160, verbose_name='category')),
                ('what_happened', models.TextField(blank=True, editable=False, max_length=8000, verbose_name='what happened')),
                ('others_named', models.CharField(blank=True, editable=False, max_length=500, verbose_name="others, in the reporter's words")),
                ('outcome', models.TextField(blank=True, editable=False, max_length=8000, verbose_name='outcome')),
                ('outcome_told', models.TextField(blank=True, editable=False, max_length=8000, verbose_name='told to the one who raised it')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='raised')),
                ('closed_at', models.DateTimeField(editable=False, null=True, verbose_name='closed')),
                ('emptied_at', models.DateTimeField(editable=False, null=True, verbose_name='content removed')),
                ('form_token', models.UUIDField(editable=False, null=True, unique=True)),
                ('assignee', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='looked after by')),
                ('mentorship', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtail_mentoring.mentorship', verbose_name='mentorship')),
                ('program', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='concerns', to='wagtail_mentoring.mentoringprogram', verbose_name='program')),
                ('reporter', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=swapper.get_model_name("wagtail_mentoring", "MemberProfile"), verbose_name='raised by')),
                ('request', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtail_mentoring.mentorshiprequest', verbose_name='request')),
            ],
            options={
                'verbose_name': 'concern',
                'verbose_name_plural': 'concerns',
                'ordering': ['-created_at', '-pk'],
                'permissions': [('handle_concern', 'Can handle concerns sent to the office'), ('oversee_concern', 'Can handle concerns sent to the oversight committee')],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='CaseEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=30)),
                ('detail', models.TextField(blank=True, max_length=8000)),
                ('by_name', models.CharField(blank=True, max_length=160)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('concern', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='history', to='wagtail_mentoring.concern')),
            ],
            options={
                'verbose_name': 'entry of a case',
                'verbose_name_plural': 'entries of cases',
                'ordering': ['created_at', 'pk'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ConcernCategory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('text', models.CharField(max_length=160, verbose_name='reason')),
                ('is_active', models.BooleanField(default=True, verbose_name='offered')),
                ('program', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='concern_categories', to='wagtail_mentoring.mentoringprogram')),
            ],
            options={
                'verbose_name': 'category of concerns',
                'verbose_name_plural': 'categories of concerns',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ConcernFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('file', models.FileField(storage=wagtail_mentoring.storage.attachment_storage, upload_to=wagtail_mentoring.storage.concern_path)),
                ('name', models.CharField(max_length=120)),
                ('content_type', models.CharField(max_length=100)),
                ('size', models.PositiveIntegerField()),
                ('concern', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='wagtail_mentoring.concern')),
            ],
            options={
                'verbose_name': 'file of a concern',
                'verbose_name_plural': 'files of concerns',
                'ordering': ['pk'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ConcernPerson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('concern', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='persons', to='wagtail_mentoring.concern')),
                ('member', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=swapper.get_model_name("wagtail_mentoring", "MemberProfile"))),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'person named in a concern',
                'verbose_name_plural': 'persons named in concerns',
                'ordering': ['pk'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='PairSignal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('mentor', 'Mentor'), ('mentee', 'Mentee')], editable=False, max_length=10, verbose_name='role')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='said on')),
                ('value', models.CharField(choices=[('well', 'Going well'), ('unsure', 'I am not sure'), ('not_a_fit', 'It does not fit')], editable=False, max_length=20, verbose_name='how it goes')),
                ('note', models.TextField(blank=True, editable=False, max_length=2000, verbose_name='note')),
                ('member', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=swapper.get_model_name("wagtail_mentoring", "MemberProfile"), verbose_name='said by')),
                ('mentorship', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='wagtail_mentoring.mentorship', verbose_name='mentorship')),
            ],
            options={
                'verbose_name': 'signal',
                'verbose_name_plural': 'signals',
                'ordering': ['-created_at', '-pk'],
                'abstract': False,
                'default_permissions': ['view'],
            },
        ),
        migrations.AddConstraint(
            model_name='checkin',
            constraint=models.UniqueConstraint(fields=('mentorship', 'role', 'months'), name='checkin_once_a_month'),
        ),
        migrations.AddConstraint(
            model_name='checkinanswer',
            constraint=models.CheckConstraint(condition=models.Q(('value__isnull', True), models.Q(('value__gte', 1), ('value__lte', 5)), _connector='OR'), name='checkinanswer_on_scale'),
        ),
        migrations.AddIndex(
            model_name='concern',
            index=models.Index(fields=['status', 'closed_at'], name='concern_by_age'),
        ),
        migrations.AddConstraint(
            model_name='concern',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['open', 'in_progress', 'waiting', 'closed'])), name='concern_status_known'),
        ),
        migrations.AddConstraint(
            model_name='concern',
            constraint=models.CheckConstraint(condition=models.Q(('route__in', ['office', 'committee'])), name='concern_route_known'),
        ),
        migrations.AddConstraint(
            model_name='concern',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('status', 'closed')), models.Q(models.Q(('status', 'closed'), _negated=True), ('closed_at__isnull', True)), _connector='OR'), name='concern_closed_when_closed'),
        ),
        migrations.AddConstraint(
            model_name='concernperson',
            constraint=models.UniqueConstraint(fields=('concern', 'member'), name='concernperson_member_once'),
        ),
        migrations.AddConstraint(
            model_name='concernperson',
            constraint=models.UniqueConstraint(fields=('concern', 'user'), name='concernperson_user_once'),
        ),
        migrations.AddConstraint(
            model_name='concernperson',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('member__isnull', False), ('user__isnull', True)), models.Q(('member__isnull', True), ('user__isnull', False)), _connector='OR'), name='concernperson_one_of_two'),
        ),
        migrations.AddConstraint(
            model_name='pairsignal',
            constraint=models.CheckConstraint(condition=models.Q(('value__in', ['well', 'unsure', 'not_a_fit'])), name='pairsignal_value_known'),
        ),
    ]
