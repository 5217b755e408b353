"""Testimonials, public with consent alone (R78)."""

import django.db.models.deletion
import modelsearch.index
import swapper
import uuid
import wagtail.models.preview
import wagtail_mentoring.validators
from django.conf import settings
from django.db import migrations, models
from wagtail.images import get_image_model_string


class Migration(migrations.Migration):

    dependencies = [
        ('wagtail_mentoring', '0014_completeness'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
        migrations.swappable_dependency(get_image_model_string()),
        swapper.dependency('wagtail_mentoring', 'MemberProfile'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Testimonial',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                ('locked', models.BooleanField(default=False, editable=False, verbose_name='locked')),
                ('locked_at', models.DateTimeField(editable=False, null=True, verbose_name='locked at')),
                ('sort_order', models.IntegerField(editable=False, null=True, verbose_name='place')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('quote', models.TextField(max_length=2000, verbose_name='quote')),
                ('name', models.CharField(max_length=120, validators=[wagtail_mentoring.validators.validate_one_line], verbose_name='name')),
                ('role', models.CharField(blank=True, help_text='What stands below the name: “Mentor since 2024”, “Mentee, Lisbon”.', max_length=120, validators=[wagtail_mentoring.validators.validate_one_line], verbose_name='role')),
                ('consent_given_at', models.DateTimeField(blank=True, help_text='When the person agreed to be quoted here by name. Nothing is published before.', null=True, verbose_name='consent given')),
                ('consent_means', models.CharField(blank=True, help_text='Where the consent can be found: “Mail to the office, 3 March”.', max_length=160, validators=[wagtail_mentoring.validators.validate_one_line], verbose_name='how')),
                ('consent_withdrawn_at', models.DateTimeField(editable=False, null=True, verbose_name='consent withdrawn')),
                ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('locked_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='locked_%(class)ss', to=settings.AUTH_USER_MODEL, verbose_name='locked by')),
                ('member', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='testimonials', to=swapper.get_model_name('wagtail_mentoring', 'MemberProfile'), verbose_name='offered by')),
                ('mentorship', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='testimonials', to='wagtail_mentoring.mentorship', verbose_name='mentorship')),
                ('picture', models.ForeignKey(blank=True, help_text="From the library of the site: it is public, unlike a member's own portrait.", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=get_image_model_string(), verbose_name='picture')),
                ('program', models.ForeignKey(blank=True, help_text='Empty: every program.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='testimonials', to='wagtail_mentoring.mentoringprogram', verbose_name='program')),
            ],
            options={
                'verbose_name': 'testimonial',
                'verbose_name_plural': 'testimonials',
                'ordering': ['sort_order', 'pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('live', False), models.Q(('consent_given_at__isnull', False), ('consent_withdrawn_at__isnull', True)), _connector='OR'), name='testimonial_public_with_consent', violation_error_message='Nobody is quoted without a consent that stands.')],
                'unique_together': {('translation_key', 'locale')},
            },
            bases=(wagtail.models.preview.PreviewableMixin, modelsearch.index.Indexed, models.Model),
        ),
    ]
