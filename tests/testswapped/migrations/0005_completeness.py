from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('testswapped', '0004_portrait'),
    ]

    operations = [
        migrations.AddField(
            model_name='explorer',
            name='completeness',
            field=models.PositiveSmallIntegerField(editable=False, null=True, verbose_name='complete (percent)'),
        ),
        migrations.AddField(
            model_name='guide',
            name='completeness',
            field=models.PositiveSmallIntegerField(editable=False, null=True, verbose_name='complete (percent)'),
        ),
    ]
