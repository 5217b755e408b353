import django.db.models.deletion
import django.utils.timezone
import swapper
from django.db import migrations, models

# Made on the oldest supported Wagtail; the swappable parts are by hand.


class Migration(migrations.Migration):
    dependencies = [
        swapper.dependency("wagtail_mentoring", "MentorProfile"),
        swapper.dependency("wagtail_mentoring", "MenteeProfile"),
        ("wagtail_mentoring", "0004_availability"),
    ]

    operations = [
        migrations.CreateModel(
            name='MenteeDismissal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='since')),
                ('candidate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=swapper.get_model_name("wagtail_mentoring", "MentorProfile"))),
                ('profile', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dismissals', to=swapper.get_model_name("wagtail_mentoring", "MenteeProfile"))),
            ],
            options={
                'verbose_name': 'mentor a mentee dismissed',
                'verbose_name_plural': 'mentors mentees dismissed',
                'ordering': ['-created_at', '-pk'],
                'abstract': False,
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('profile', 'candidate'), name='menteedismissal_once')],
            },
        ),
        migrations.CreateModel(
            name='MenteeShortlistEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='since')),
                ('note', models.TextField(blank=True, help_text='Only you read this.', max_length=1000, verbose_name='your note')),
                ('candidate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=swapper.get_model_name("wagtail_mentoring", "MentorProfile"))),
                ('profile', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shortlist', to=swapper.get_model_name("wagtail_mentoring", "MenteeProfile"))),
            ],
            options={
                'verbose_name': "entry of a mentee's shortlist",
                'verbose_name_plural': "entries of mentees' shortlists",
                'ordering': ['-created_at', '-pk'],
                'abstract': False,
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('profile', 'candidate'), name='menteeshortlistentry_once')],
            },
        ),
        migrations.CreateModel(
            name='MentorDismissal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='since')),
                ('candidate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=swapper.get_model_name("wagtail_mentoring", "MenteeProfile"))),
                ('profile', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dismissals', to=swapper.get_model_name("wagtail_mentoring", "MentorProfile"))),
            ],
            options={
                'verbose_name': 'mentee a mentor dismissed',
                'verbose_name_plural': 'mentees mentors dismissed',
                'ordering': ['-created_at', '-pk'],
                'abstract': False,
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('profile', 'candidate'), name='mentordismissal_once')],
            },
        ),
        migrations.CreateModel(
            name='MentorShortlistEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='since')),
                ('note', models.TextField(blank=True, help_text='Only you read this.', max_length=1000, verbose_name='your note')),
                ('candidate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=swapper.get_model_name("wagtail_mentoring", "MenteeProfile"))),
                ('profile', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shortlist', to=swapper.get_model_name("wagtail_mentoring", "MentorProfile"))),
            ],
            options={
                'verbose_name': "entry of a mentor's shortlist",
                'verbose_name_plural': "entries of mentors' shortlists",
                'ordering': ['-created_at', '-pk'],
                'abstract': False,
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('profile', 'candidate'), name='mentorshortlistentry_once')],
            },
        ),
    ]
