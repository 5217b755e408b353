from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("wagtail_mentoring", "0007_saved_searches"),
    ]

    operations = [
        migrations.AddField(
            model_name="notification",
            name="unsubscribe_url",
            field=models.CharField(blank=True, max_length=500),
        ),
    ]
