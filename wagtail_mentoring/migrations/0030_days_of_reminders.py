from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('wagtail_mentoring', '0029_link_check_permissions'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='menteeprofile',
            index=models.Index(fields=['program', 'status', 'status_changed_at'], name='menteeprofile_since'),
        ),
        migrations.AddIndex(
            model_name='mentorprofile',
            index=models.Index(fields=['program', 'status', 'status_changed_at'], name='mentorprofile_since'),
        ),
        migrations.AddIndex(
            model_name='mentorship',
            index=models.Index(fields=['status', 'started_at'], name='mentorship_by_start'),
        ),
    ]
