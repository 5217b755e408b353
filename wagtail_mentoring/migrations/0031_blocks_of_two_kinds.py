"""What staff impose and what a member wants are two blocks: neither shows in the other."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("wagtail_mentoring", "0030_days_of_reminders"),
    ]

    operations = [
        # First: MariaDB wants an index for the foreign key at every moment.
        migrations.AddConstraint(
            model_name="memberblock",
            constraint=models.UniqueConstraint(
                fields=["by", "of", "is_imposed"], name="block_once_each"
            ),
        ),
        migrations.RemoveConstraint(
            model_name="memberblock",
            name="block_once",
        ),
    ]
