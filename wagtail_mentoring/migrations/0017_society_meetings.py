import django.core.validators
import django.db.models.deletion
import swapper
import wagtail.search.index
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        swapper.dependency("wagtail_mentoring", "MemberProfile"),
        ('wagtail_mentoring', '0016_testimonial_permissions'),
    ]

    operations = [
        migrations.CreateModel(
            name='SocietyMeeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('place', models.CharField(max_length=120, verbose_name='place')),
                ('starts_on', models.DateField(verbose_name='first day')),
                ('ends_on', models.DateField(help_text='After it the meeting is offered and shown no more.', verbose_name='last day')),
                ('url', models.URLField(blank=True, validators=[django.core.validators.URLValidator(message='Enter an address that starts with https://.', schemes=['http', 'https'])], verbose_name='web page')),
                ('is_active', models.BooleanField(default=True, help_text='Off: shown nowhere.', verbose_name='offered to members')),
            ],
            options={
                'verbose_name': 'society meeting',
                'verbose_name_plural': 'society meetings',
                'ordering': ['starts_on', 'name', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='societymeeting_days_in_order', violation_error_message='The last day is before the first.')],
            },
            bases=(wagtail.search.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='MeetingAttendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meeting_attendances', to=swapper.get_model_name("wagtail_mentoring", "MemberProfile"))),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='wagtail_mentoring.societymeeting')),
            ],
            options={
                'verbose_name': 'attendance of a society meeting',
                'verbose_name_plural': 'attendances of society meetings',
                'default_permissions': [],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'member'), name='meetingattendance_once')],
            },
        ),
    ]
