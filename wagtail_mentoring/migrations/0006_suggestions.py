import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("wagtail_mentoring", "0005_shortlist")]

    operations = [
        migrations.AddField(
            model_name='mentoringprogram',
            name='suggestion_count',
            field=models.PositiveSmallIntegerField(default=3, help_text='How many people are suggested to a participant at a time. 0: none.', validators=[django.core.validators.MaxValueValidator(12)], verbose_name='suggestions on the desk'),
        ),
        migrations.AddField(
            model_name='mentoringprogram',
            name='suggestion_leeway',
            field=models.PositiveSmallIntegerField(default=10, help_text='Among people whose fit is at most so many points (of 100) below the best, those who are asked least come first, so that not the same few are suggested to everybody. 0: only the best.', validators=[django.core.validators.MaxValueValidator(100)], verbose_name='points below the best'),
        ),
    ]
