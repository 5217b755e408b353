from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('testswapped', '0008_responsiveness'),
        ('wagtail_mentoring', '0030_days_of_reminders'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='explorer',
            index=models.Index(fields=['program', 'status', 'status_changed_at'], name='explorer_since'),
        ),
        migrations.AddIndex(
            model_name='guide',
            index=models.Index(fields=['program', 'status', 'status_changed_at'], name='guide_since'),
        ),
    ]
