from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('testswapped', '0001_initial'),
        ('wagtail_mentoring', '0004_availability'),
    ]

    operations = [
        migrations.AddField(
            model_name='explorer',
            name='available_from',
            field=models.DateField(blank=True, help_text='Empty: now.', null=True, verbose_name='free from'),
        ),
        migrations.AddField(
            model_name='explorer',
            name='available_until',
            field=models.DateField(blank=True, help_text='Empty: without end. After this day nobody finds you; who works with you stays.', null=True, verbose_name='free until'),
        ),
        migrations.AddField(
            model_name='explorer',
            name='hours_per_week',
            field=models.PositiveSmallIntegerField(blank=True, choices=[(0, 'Less than an hour a week'), (1, 'About 1 hour a week'), (2, 'About 2 hours a week'), (3, 'About 3 hours a week'), (5, '5 hours a week or more')], null=True, verbose_name='hours a week'),
        ),
        migrations.AddField(
            model_name='guide',
            name='available_from',
            field=models.DateField(blank=True, help_text='Empty: now.', null=True, verbose_name='free from'),
        ),
        migrations.AddField(
            model_name='guide',
            name='available_until',
            field=models.DateField(blank=True, help_text='Empty: without end. After this day nobody finds you; who works with you stays.', null=True, verbose_name='free until'),
        ),
        migrations.AddField(
            model_name='guide',
            name='hours_per_week',
            field=models.PositiveSmallIntegerField(blank=True, choices=[(0, 'Less than an hour a week'), (1, 'About 1 hour a week'), (2, 'About 2 hours a week'), (3, 'About 3 hours a week'), (5, '5 hours a week or more')], null=True, verbose_name='hours a week'),
        ),
        migrations.AddConstraint(
            model_name='explorer',
            constraint=models.CheckConstraint(condition=models.Q(('available_from__isnull', True), ('available_until__isnull', True), ('available_until__gte', models.F('available_from')), _connector='OR'), name='explorer_window_in_order', violation_error_message='The last day is before the first.'),
        ),
        migrations.AddConstraint(
            model_name='guide',
            constraint=models.CheckConstraint(condition=models.Q(('available_from__isnull', True), ('available_until__isnull', True), ('available_until__gte', models.F('available_from')), _connector='OR'), name='guide_window_in_order', violation_error_message='The last day is before the first.'),
        ),
    ]
