from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('testswapped', '0006_message_mail'),
    ]

    operations = [
        migrations.AddField(
            model_name='person',
            name='mail_failed_address',
            field=models.EmailField(blank=True, editable=False, max_length=254),
        ),
        migrations.AddField(
            model_name='person',
            name='mail_failed_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='mail came back on'),
        ),
        migrations.AddField(
            model_name='person',
            name='membership_ends_on',
            field=models.DateField(blank=True, db_index=True, editable=False, null=True, verbose_name='membership ends on'),
        ),
    ]
