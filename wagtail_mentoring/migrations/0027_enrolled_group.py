"""Who takes part is a group that page privacy knows; topics go with answers."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('wagtail_mentoring', '0026_concern_permissions'),
    ]

    operations = [
        migrations.AddField(
            model_name='mentoringprogram',
            name='desk_resource_count',
            field=models.PositiveSmallIntegerField(default=3, help_text='Those that fit what somebody said of themself. 0: none.', validators=[django.core.validators.MaxValueValidator(12)], verbose_name='resources on the desk'),
        ),
        migrations.AddField(
            model_name='mentoringprogram',
            name='enrolled_group',
            field=models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='mentoring_program', to='auth.group', verbose_name='group of those who take part'),
        ),
        migrations.AddField(
            model_name='resourcetopic',
            name='choices',
            field=models.ManyToManyField(blank=True, help_text='Answers to the questions of enrollment. Who gave one of them finds resources of this topic on their desk.', related_name='topics', to='wagtail_mentoring.criterionchoice', verbose_name='goes with these answers'),
        ),
    ]
