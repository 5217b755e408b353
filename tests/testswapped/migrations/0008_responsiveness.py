from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('testswapped', '0007_mail'),
    ]

    operations = [
        migrations.AddField(
            model_name='explorer',
            name='response_band',
            field=models.CharField(blank=True, choices=[('day', 'Usually answers within a day'), ('three_days', 'Usually answers within three days'), ('week', 'Usually answers within a week'), ('two_weeks', 'Usually answers within two weeks'), ('longer', 'Usually takes more than two weeks to answer')], editable=False, max_length=12, verbose_name='answers'),
        ),
        migrations.AddField(
            model_name='explorer',
            name='response_counted_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='guide',
            name='response_band',
            field=models.CharField(blank=True, choices=[('day', 'Usually answers within a day'), ('three_days', 'Usually answers within three days'), ('week', 'Usually answers within a week'), ('two_weeks', 'Usually answers within two weeks'), ('longer', 'Usually takes more than two weeks to answer')], editable=False, max_length=12, verbose_name='answers'),
        ),
        migrations.AddField(
            model_name='guide',
            name='response_counted_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
    ]
