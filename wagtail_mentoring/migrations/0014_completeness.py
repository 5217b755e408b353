import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('wagtail_mentoring', '0013_portrait'),
    ]

    operations = [
        migrations.AddField(
            model_name='menteeprofile',
            name='completeness',
            field=models.PositiveSmallIntegerField(editable=False, null=True, verbose_name='complete (percent)'),
        ),
        migrations.AddField(
            model_name='mentoringprogram',
            name='completeness_counted_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='mentoringprogram',
            name='completeness_threshold',
            field=models.PositiveSmallIntegerField(default=0, help_text='Whoever is below is not found by others yet, and reads what to add. 0: everybody is found.', validators=[django.core.validators.MaxValueValidator(100)], verbose_name='how complete a profile has to be (percent)'),
        ),
        migrations.AddField(
            model_name='mentorprofile',
            name='completeness',
            field=models.PositiveSmallIntegerField(editable=False, null=True, verbose_name='complete (percent)'),
        ),
    ]
