import wagtail_mentoring.storage
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('testswapped', '0003_contact_visibility'),
    ]

    operations = [
        migrations.AddField(
            model_name='person',
            name='picture_x',
            field=models.FloatField(default=0.5, editable=False, verbose_name='from left to right'),
        ),
        migrations.AddField(
            model_name='person',
            name='picture_y',
            field=models.FloatField(default=0.25, editable=False, verbose_name='from top to bottom'),
        ),
        migrations.AddField(
            model_name='person',
            name='picture_zoom',
            field=models.FloatField(default=1, editable=False, verbose_name='how close'),
        ),
        migrations.AddField(
            model_name='person',
            name='portrait',
            field=models.FileField(blank=True, editable=False, storage=wagtail_mentoring.storage.picture_storage, upload_to=wagtail_mentoring.storage.picture_path, verbose_name='portrait'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('picture_x__gte', 0), ('picture_x__lte', 1), ('picture_y__gte', 0), ('picture_y__lte', 1), ('picture_zoom__gte', 1)), name='person_square_in_picture'),
        ),
    ]
