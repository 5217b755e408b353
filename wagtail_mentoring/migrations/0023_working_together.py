"""What two people work on together: agreements, goals, notes, meetings."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import swapper
import uuid
import wagtail_mentoring.models.pair_meetings
import wagtail_mentoring.validators
from django.db import migrations, models


def count_from_the_start(apps, schema_editor):
    """What is known of mentorships from before: when they began."""
    mentorships = apps.get_model("wagtail_mentoring", "Mentorship").objects
    mentorships.using(schema_editor.connection.alias).update(last_activity_at=models.F("started_at"))


class Migration(migrations.Migration):

    dependencies = [
        swapper.dependency('wagtail_mentoring', 'MemberProfile'),
        ('wagtail_mentoring', '0022_default_ladder'),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(default=wagtail_mentoring.models.pair_meetings.new_feed_token, editable=False, max_length=64, unique=True)),
                ('renewed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='renewed')),
            ],
            options={
                'verbose_name': 'calendar feed',
                'verbose_name_plural': 'calendar feeds',
                'default_permissions': [],
            },
        ),
        migrations.CreateModel(
            name='Goal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('title', models.CharField(max_length=200, validators=[wagtail_mentoring.validators.validate_one_line], verbose_name='goal')),
                ('description', models.TextField(blank=True, max_length=3000, verbose_name='description')),
                ('status', models.CharField(choices=[('open', 'Under way'), ('reached', 'Reached'), ('dropped', 'Let go')], default='open', editable=False, max_length=10, verbose_name='status')),
                ('sort_order', models.PositiveIntegerField(default=0, editable=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='added')),
                ('settled_at', models.DateTimeField(editable=False, null=True, verbose_name='reached or let go')),
            ],
            options={
                'verbose_name': 'goal',
                'verbose_name_plural': 'goals',
                'ordering': ['sort_order', 'pk'],
                'default_permissions': [],
            },
        ),
        migrations.CreateModel(
            name='GoalStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('text', models.CharField(max_length=200, validators=[wagtail_mentoring.validators.validate_one_line], verbose_name='step')),
                ('done_at', models.DateTimeField(editable=False, null=True, verbose_name='done')),
                ('sort_order', models.PositiveIntegerField(default=0, editable=False)),
            ],
            options={
                'verbose_name': 'step towards a goal',
                'verbose_name_plural': 'steps towards a goal',
                'ordering': ['sort_order', 'pk'],
                'default_permissions': [],
            },
        ),
        migrations.CreateModel(
            name='MentorshipAgreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(editable=False, verbose_name='version')),
                ('standing', models.CharField(choices=[('proposed', 'Proposed'), ('confirmed', 'Agreed')], default='proposed', editable=False, max_length=10, null=True, verbose_name='standing')),
                ('proposed_by', models.CharField(choices=[('mentor', 'Mentor'), ('mentee', 'Mentee')], editable=False, max_length=10, verbose_name='proposed by the')),
                ('proposed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='proposed')),
                ('confirmed_at', models.DateTimeField(editable=False, null=True, verbose_name='confirmed')),
                ('goals', models.TextField(max_length=3000, verbose_name='goals')),
                ('rhythm', models.TextField(blank=True, max_length=3000, verbose_name='rhythm')),
                ('communication', models.TextField(blank=True, max_length=3000, verbose_name='ways to talk')),
                ('boundaries', models.TextField(blank=True, max_length=3000, verbose_name='boundaries')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='last day')),
            ],
            options={
                'verbose_name': 'agreement of a pair',
                'verbose_name_plural': 'agreements of pairs',
                'ordering': ['-version'],
                'default_permissions': [],
            },
        ),
        migrations.CreateModel(
            name='PairMeeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('status', models.CharField(choices=[('planned', 'Planned'), ('canceled', 'Canceled')], default='planned', editable=False, max_length=10, verbose_name='status')),
                ('planned_by', models.CharField(choices=[('mentor', 'Mentor'), ('mentee', 'Mentee')], editable=False, max_length=10, verbose_name='planned by the')),
                ('starts_at', models.DateTimeField(verbose_name='start')),
                ('minutes', models.PositiveSmallIntegerField(default=60, verbose_name='length in minutes')),
                ('time_zone', models.CharField(max_length=63, validators=[wagtail_mentoring.validators.validate_time_zone], verbose_name='entered in the time zone')),
                ('place', models.CharField(blank=True, max_length=200, validators=[wagtail_mentoring.validators.validate_one_line], verbose_name='place')),
                ('link', models.CharField(blank=True, max_length=500, validators=[wagtail_mentoring.validators.validate_one_line, wagtail_mentoring.validators.validate_meeting_link], verbose_name='link or phone number')),
                ('agenda', models.TextField(blank=True, max_length=3000, verbose_name='what it is about')),
                ('sequence', models.PositiveIntegerField(default=0, editable=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='planned')),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='changed')),
            ],
            options={
                'verbose_name': 'meeting of a pair',
                'verbose_name_plural': 'meetings of pairs',
                'ordering': ['starts_at', 'pk'],
                'default_permissions': [],
            },
        ),
        migrations.CreateModel(
            name='PairNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('author', models.CharField(choices=[('mentor', 'Mentor'), ('mentee', 'Mentee')], editable=False, max_length=10, verbose_name='written by the')),
                ('text', models.TextField(max_length=3000, verbose_name='note')),
                ('is_shared', models.BooleanField(default=False, verbose_name='shared')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='written')),
                ('changed_at', models.DateTimeField(editable=False, null=True, verbose_name='changed')),
            ],
            options={
                'verbose_name': 'note of a pair',
                'verbose_name_plural': 'notes of pairs',
                'ordering': ['-created_at', '-pk'],
                'default_permissions': [],
            },
        ),
        migrations.AddField(
            model_name='mentoringprogram',
            name='goal_limit',
            field=models.PositiveSmallIntegerField(blank=True, default=12, help_text='Empty: no limit.', null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='goals two people may have'),
        ),
        migrations.AddField(
            model_name='mentoringprogram',
            name='longest_months',
            field=models.PositiveSmallIntegerField(blank=True, default=36, help_text='Counted from the start; two people cannot agree on a later end. Empty: no limit.', null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='longest length (months)'),
        ),
        migrations.AddField(
            model_name='mentorship',
            name='agreed_end_on',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='agreed end'),
        ),
        migrations.AddField(
            model_name='mentorship',
            name='last_activity_at',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='last activity'),
        ),
        migrations.AddField(
            model_name='notification',
            name='calendar',
            field=models.TextField(blank=True),
        ),
        migrations.AddIndex(
            model_name='mentorship',
            index=models.Index(fields=['status', 'agreed_end_on'], name='mentorship_by_end'),
        ),
        migrations.AddIndex(
            model_name='mentorship',
            index=models.Index(fields=['status', 'last_activity_at'], name='mentorship_by_activity'),
        ),
        migrations.AddField(
            model_name='calendarfeed',
            name='member',
            field=models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='calendar_feed', to=swapper.get_model_name('wagtail_mentoring', 'MemberProfile'), verbose_name='member'),
        ),
        migrations.AddField(
            model_name='goal',
            name='mentorship',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='goals', to='wagtail_mentoring.mentorship'),
        ),
        migrations.AddField(
            model_name='goalstep',
            name='goal',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='wagtail_mentoring.goal'),
        ),
        migrations.AddField(
            model_name='mentorshipagreement',
            name='mentorship',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='agreements', to='wagtail_mentoring.mentorship'),
        ),
        migrations.AddField(
            model_name='pairmeeting',
            name='mentorship',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='meetings', to='wagtail_mentoring.mentorship'),
        ),
        migrations.AddField(
            model_name='pairnote',
            name='mentorship',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='wagtail_mentoring.mentorship'),
        ),
        migrations.AddConstraint(
            model_name='goal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('status', 'open')), models.Q(('settled_at__isnull', False), ('status__in', ['reached', 'dropped'])), _connector='OR'), name='goal_settled_when_over'),
        ),
        migrations.AddConstraint(
            model_name='mentorshipagreement',
            constraint=models.UniqueConstraint(fields=('mentorship', 'version'), name='agreement_version'),
        ),
        migrations.AddConstraint(
            model_name='mentorshipagreement',
            constraint=models.UniqueConstraint(fields=('standing', 'mentorship'), name='agreement_one_each'),
        ),
        migrations.AddConstraint(
            model_name='mentorshipagreement',
            constraint=models.CheckConstraint(condition=models.Q(('proposed_by__in', ['mentor', 'mentee'])), name='agreement_role_known'),
        ),
        migrations.AddConstraint(
            model_name='mentorshipagreement',
            constraint=models.CheckConstraint(condition=models.Q(('standing__isnull', True), models.Q(('confirmed_at__isnull', True), ('standing', 'proposed')), models.Q(('confirmed_at__isnull', False), ('standing', 'confirmed')), _connector='OR'), name='agreement_counts_when_confirmed'),
        ),
        migrations.AddIndex(
            model_name='pairmeeting',
            index=models.Index(fields=['status', 'starts_at'], name='pairmeeting_by_start'),
        ),
        migrations.AddConstraint(
            model_name='pairmeeting',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['planned', 'canceled'])), name='pairmeeting_status_known'),
        ),
        migrations.AddConstraint(
            model_name='pairmeeting',
            constraint=models.CheckConstraint(condition=models.Q(('planned_by__in', ['mentor', 'mentee'])), name='pairmeeting_role_known'),
        ),
        migrations.AddConstraint(
            model_name='pairmeeting',
            constraint=models.CheckConstraint(condition=models.Q(('minutes__gte', 5), ('minutes__lte', 1440)), name='pairmeeting_minutes_sensible'),
        ),
        migrations.AddConstraint(
            model_name='pairnote',
            constraint=models.CheckConstraint(condition=models.Q(('author__in', ['mentor', 'mentee'])), name='pairnote_author_known'),
        ),
        migrations.RunPython(count_from_the_start, migrations.RunPython.noop, elidable=True),
    ]
