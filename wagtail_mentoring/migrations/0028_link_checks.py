"""What other sites said when they were asked for what editors link to."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('wagtail_mentoring', '0027_enrolled_group'),
    ]

    operations = [
        migrations.CreateModel(
            name='LinkCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.TextField(verbose_name='address')),
                ('url_digest', models.CharField(editable=False, max_length=64)),
                ('object_id', models.PositiveBigIntegerField()),
                ('place_title', models.CharField(max_length=255, verbose_name='where')),
                ('state', models.CharField(choices=[('ok', 'Works'), ('gone', 'There is no such page'), ('failed', 'Cannot be reached'), ('unsure', 'Answers people only'), ('private', 'Not on the internet')], max_length=10, verbose_name='state')),
                ('http_status', models.PositiveSmallIntegerField(null=True, verbose_name='code of the answer')),
                ('leads_to', models.TextField(blank=True, verbose_name='leads to')),
                ('detail', models.CharField(blank=True, max_length=255, verbose_name='detail')),
                ('checked_at', models.DateTimeField(verbose_name='checked')),
                ('failing_since', models.DateTimeField(null=True, verbose_name='dead since')),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype')),
                ('program', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtail_mentoring.mentoringprogram', verbose_name='program')),
            ],
            options={
                'verbose_name': 'link check',
                'verbose_name_plural': 'link checks',
                'ordering': ['failing_since', 'place_title', 'pk'],
                'default_permissions': ['view'],
                'indexes': [models.Index(fields=['state', 'failing_since'], name='link_check_by_state')],
                'constraints': [models.UniqueConstraint(fields=('content_type', 'object_id', 'url_digest'), name='link_check_once')],
            },
        ),
    ]
