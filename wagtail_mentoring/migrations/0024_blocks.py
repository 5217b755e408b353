import uuid

import django.db.models.deletion
import django.utils.timezone
import swapper
from django.db import migrations, models

# Made on the oldest supported Wagtail; the swappable parts are by hand.


class Migration(migrations.Migration):

    dependencies = [
        swapper.dependency("wagtail_mentoring", "MemberProfile"),
        ("wagtail_mentoring", "0023_working_together"),
    ]

    operations = [
        migrations.AlterField(
            model_name='mentorshiprequest',
            name='closed_reason',
            field=models.CharField(blank=True, choices=[('mentee_full', 'The mentee found a mentor'), ('mentor_full', 'The mentor has no free place'), ('left', 'One of the two left the program'), ('suspended', 'One of the two cannot take part at the moment'), ('membership', 'A membership ended'), ('removed', 'An account was removed'), ('not_available', 'One of the two is not available')], editable=False, max_length=20, verbose_name='closed because'),
        ),
        migrations.CreateModel(
            name='MemberBlock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('is_imposed', models.BooleanField(default=False, editable=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='since')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=swapper.get_model_name("wagtail_mentoring", "MemberProfile"))),
                ('of', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=swapper.get_model_name("wagtail_mentoring", "MemberProfile"))),
            ],
            options={
                'verbose_name': 'blocked member',
                'verbose_name_plural': 'blocked members',
                'ordering': ['-created_at', '-pk'],
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('by', 'of'), name='block_once'), models.CheckConstraint(condition=models.Q(('by', models.F('of')), _negated=True), name='block_two_people', violation_error_message='Nobody can block themself.')],
            },
        ),
    ]
