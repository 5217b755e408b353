"""Which item of the media library an interview plays."""

import django.db.models.deletion
import modelcluster.fields
import swapper
from django.db import migrations, models
from wagtailmedia.settings import wagtailmedia_settings

swapper.set_app_prefix('wagtailcore', 'wagtail')


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
        swapper.dependency('wagtailcore', 'Page'),
        migrations.swappable_dependency(wagtailmedia_settings.MEDIA_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='InterviewMedia',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('media', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=wagtailmedia_settings.MEDIA_MODEL, verbose_name='recording')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentoring_media', to=swapper.get_model_name('wagtailcore', 'Page'))),
            ],
            options={
                'verbose_name': 'recording of an interview',
                'verbose_name_plural': 'recordings of interviews',
            },
        ),
    ]
