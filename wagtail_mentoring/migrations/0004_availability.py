from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('wagtail_mentoring', '0003_groups'),
    ]

    operations = [
        migrations.AddField(
            model_name='menteeprofile',
            name='available_from',
            field=models.DateField(blank=True, help_text='Empty: now.', null=True, verbose_name='free from'),
        ),
        migrations.AddField(
            model_name='menteeprofile',
            name='available_until',
            field=models.DateField(blank=True, help_text='Empty: without end. After this day nobody finds you; who works with you stays.', null=True, verbose_name='free until'),
        ),
        migrations.AddField(
            model_name='menteeprofile',
            name='hours_per_week',
            field=models.PositiveSmallIntegerField(blank=True, choices=[(0, 'Less than an hour a week'), (1, 'About 1 hour a week'), (2, 'About 2 hours a week'), (3, 'About 3 hours a week'), (5, '5 hours a week or more')], null=True, verbose_name='hours a week'),
        ),
        migrations.AddField(
            model_name='mentorprofile',
            name='available_from',
            field=models.DateField(blank=True, help_text='Empty: now.', null=True, verbose_name='free from'),
        ),
        migrations.AddField(
            model_name='mentorprofile',
            name='available_until',
            field=models.DateField(blank=True, help_text='Empty: without end. After this day nobody finds you; who works with you stays.', null=True, verbose_name='free until'),
        ),
        migrations.AddField(
            model_name='mentorprofile',
            name='hours_per_week',
            field=models.PositiveSmallIntegerField(blank=True, choices=[(0, 'Less than an hour a week'), (1, 'About 1 hour a week'), (2, 'About 2 hours a week'), (3, 'About 3 hours a week'), (5, '5 hours a week or more')], null=True, verbose_name='hours a week'),
        ),
        migrations.AddConstraint(
            model_name='menteeprofile',
            constraint=models.CheckConstraint(condition=models.Q(('available_from__isnull', True), ('available_until__isnull', True), ('available_until__gte', models.F('available_from')), _connector='OR'), name='menteeprofile_window_in_order', violation_error_message='The last day is before the first.'),
        ),
        migrations.AddConstraint(
            model_name='mentorprofile',
            constraint=models.CheckConstraint(condition=models.Q(('available_from__isnull', True), ('available_until__isnull', True), ('available_until__gte', models.F('available_from')), _connector='OR'), name='mentorprofile_window_in_order', violation_error_message='The last day is before the first.'),
        ),
    ]
