import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import swapper
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        swapper.dependency("wagtail_mentoring", "MemberProfile"),
        ('wagtail_mentoring', '0020_messages'),
    ]

    operations = [
        migrations.CreateModel(
            name='OutboxWatch',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('looked_at', models.DateTimeField()),
            ],
            options={
                'default_permissions': [],
            },
        ),
        migrations.AddField(
            model_name='memberprofile',
            name='mail_failed_address',
            field=models.EmailField(blank=True, editable=False, max_length=254),
        ),
        migrations.AddField(
            model_name='memberprofile',
            name='mail_failed_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='mail came back on'),
        ),
        migrations.AddField(
            model_name='memberprofile',
            name='membership_ends_on',
            field=models.DateField(blank=True, db_index=True, editable=False, null=True, verbose_name='membership ends on'),
        ),
        migrations.AddField(
            model_name='mentoringprogram',
            name='digest_weekday',
            field=models.PositiveSmallIntegerField(choices=[(0, 'Monday'), (1, 'Tuesday'), (2, 'Wednesday'), (3, 'Thursday'), (4, 'Friday'), (5, 'Saturday'), (6, 'Sunday')], default=0, verbose_name='weekly digest on'),
        ),
        migrations.AddField(
            model_name='mentoringprogram',
            name='mail_daily_limit',
            field=models.PositiveSmallIntegerField(default=5, help_text='Further ones come the next morning, in one mail.', validators=[django.core.validators.MinValueValidator(1)], verbose_name='most such mails to one person in a day'),
        ),
        migrations.AddField(
            model_name='mentoringprogram',
            name='mail_from_hour',
            field=models.PositiveSmallIntegerField(default=8, validators=[django.core.validators.MaxValueValidator(23)], verbose_name='from (hour)'),
        ),
        migrations.AddField(
            model_name='mentoringprogram',
            name='mail_until_hour',
            field=models.PositiveSmallIntegerField(default=20, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(24)], verbose_name='until (hour)'),
        ),
        migrations.AddField(
            model_name='notification',
            name='link',
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name='notification',
            name='send_after',
            field=models.DateTimeField(blank=True, null=True, verbose_name='not before'),
        ),
        migrations.AlterField(
            model_name='notification',
            name='status',
            field=models.CharField(choices=[('queued', 'Waiting to be sent'), ('sending', 'Being sent'), ('sent', 'Sent'), ('failed', 'Failed'), ('canceled', 'Canceled'), ('collected', 'Waits for a digest'), ('grouped', 'Part of a digest'), ('held', 'Held back: older than a day')], default='queued', max_length=20, verbose_name='status'),
        ),
        migrations.CreateModel(
            name='ReminderDone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('request', 'Request without an answer'), ('first_conversation', 'First conversation not held'), ('goals', 'Goals not agreed'), ('quiet', 'Nothing heard of a pair'), ('check_in', 'Check-in'), ('coming_end', 'Agreed end comes near'), ('incomplete', 'Profile not complete'), ('without_partner', 'Still without a partner'), ('paused', 'Break that goes on for long'), ('membership', 'Membership about to end')], max_length=24)),
                ('role', models.CharField(blank=True, choices=[('mentor', 'Mentor'), ('mentee', 'Mentee')], max_length=10)),
                ('object_id', models.BigIntegerField()),
                ('number', models.PositiveSmallIntegerField()),
                ('counted_from', models.DateTimeField(null=True)),
                ('counted_to', models.DateField(null=True)),
                ('done_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'default_permissions': [],
                'indexes': [models.Index(fields=['kind', 'role', 'object_id', 'number'], name='reminder_done')],
            },
        ),
        migrations.CreateModel(
            name='MailPreference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20, verbose_name='kind of mail')),
                ('frequency', models.CharField(choices=[('at_once', 'At once'), ('daily', 'Once a day, in one mail'), ('weekly', 'Once a week, in one mail'), ('off', 'Not at all')], default='at_once', max_length=10, verbose_name='how often')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mail_preferences', to=swapper.get_model_name("wagtail_mentoring", "MemberProfile"), verbose_name='member')),
            ],
            options={
                'verbose_name': 'mail preference',
                'verbose_name_plural': 'mail preferences',
                'default_permissions': [],
                'constraints': [models.UniqueConstraint(fields=('member', 'kind'), name='mailpreference_once')],
            },
        ),
        migrations.CreateModel(
            name='ReminderRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('first_conversation', 'First conversation not held'), ('goals', 'Goals not agreed'), ('quiet', 'Nothing heard of a pair'), ('check_in', 'Check-in'), ('coming_end', 'Agreed end comes near'), ('incomplete', 'Profile not complete'), ('without_partner', 'Still without a partner'), ('paused', 'Break that goes on for long'), ('membership', 'Membership about to end')], max_length=24, verbose_name='reminder')),
                ('number', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1)], verbose_name='step')),
                ('count', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(3650)], verbose_name='days')),
                ('is_enabled', models.BooleanField(default=True, verbose_name='in use')),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminder_rules', to='wagtail_mentoring.mentoringprogram', verbose_name='program')),
            ],
            options={
                'verbose_name': 'reminder',
                'verbose_name_plural': 'reminders',
                'ordering': ['program', 'kind', 'number'],
                'default_permissions': [],
                'constraints': [models.UniqueConstraint(fields=('program', 'kind', 'number'), name='reminderrule_step_once'), models.CheckConstraint(condition=models.Q(('count__gte', 1), ('number__gte', 1)), name='reminderrule_from_one')],
            },
        ),
    ]
