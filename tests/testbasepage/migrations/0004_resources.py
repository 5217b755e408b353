"""Resources share one page type: a list of them is one question to the database."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import wagtail.fields
import wagtail_mentoring.validators
from django.conf import settings
from django.db import migrations, models
from wagtail.documents import get_document_model_string
from wagtail.images import get_image_model_string


class Migration(migrations.Migration):

    dependencies = [
        ('basepage', '0003_finalize_basepage_model'),
        ('testbasepage', '0003_landing_sections'),
        ('wagtail_mentoring', '0019_faq_import'),
        migrations.swappable_dependency(get_document_model_string()),
        migrations.swappable_dependency(get_image_model_string()),
    ]

    operations = [
        migrations.CreateModel(
            name='ResourcePage',
            fields=[
                ('basepage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.TextField(blank=True, help_text='One or two sentences, for the list and the top of the page.', max_length=400, verbose_name='summary')),
                ('audience', models.CharField(choices=[('both', 'Mentors and mentees'), ('mentors', 'Mentors'), ('mentees', 'Mentees')], default='both', max_length=10, verbose_name='for whom')),
                ('published_on', models.DateField(default=django.utils.timezone.localdate, help_text='Of when it is. The newest stand first.', verbose_name='date')),
                ('kind', models.CharField(choices=[('article', 'Article'), ('link', 'Article on another site'), ('document', 'Document'), ('video', 'Video'), ('audio', 'Audio')], editable=False, max_length=10, verbose_name='kind')),
                ('credit', models.CharField(blank=True, editable=False, max_length=120, verbose_name='by whom')),
                ('minutes', models.PositiveSmallIntegerField(editable=False, null=True, verbose_name='minutes')),
                ('file_size', models.PositiveBigIntegerField(editable=False, null=True, verbose_name='size in bytes')),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=get_image_model_string(), verbose_name='picture')),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtail_mentoring.mentoringprogram', verbose_name='mentoring program')),
                ('topics', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='resources', to='wagtail_mentoring.resourcetopic', verbose_name='topics')),
            ],
            options={
                'abstract': False,
            },
            bases=('basepage.basepage', models.Model),
        ),
        migrations.CreateModel(
            name='ArticlePage',
            fields=[
                ('resourcepage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='testbasepage.resourcepage')),
                ('link', models.URLField(blank=True, help_text='Of an article on another site. Leave it empty to write one here.', max_length=500, validators=[django.core.validators.URLValidator(message='Enter an address that starts with https://.', schemes=['http', 'https'])], verbose_name='address of the article')),
                ('source', models.CharField(blank=True, help_text='Such as the journal or the site it is in, or who wrote it.', max_length=120, validators=[wagtail_mentoring.validators.validate_one_line], verbose_name='source or author')),
                ('reading_minutes', models.PositiveSmallIntegerField(blank=True, help_text='Empty: counted from a text written here.', null=True, verbose_name='minutes to read')),
                ('body', wagtail.fields.RichTextField(blank=True, help_text='An article of your own. Leave it empty for a link.', verbose_name='text')),
            ],
            options={
                'abstract': False,
            },
            bases=('testbasepage.resourcepage', models.Model),
        ),
        migrations.CreateModel(
            name='ResourceIndexPage',
            fields=[
                ('basepage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('introduction', wagtail.fields.RichTextField(blank=True, verbose_name='introduction')),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtail_mentoring.mentoringprogram', verbose_name='mentoring program')),
            ],
            options={
                'abstract': False,
            },
            bases=('basepage.basepage', models.Model),
        ),
        migrations.CreateModel(
            name='DocumentPage',
            fields=[
                ('resourcepage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='testbasepage.resourcepage')),
                ('document', models.ForeignKey(blank=True, help_text='If only some may read this page, put the document into a private collection, too.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=get_document_model_string(), verbose_name='document')),
            ],
            options={
                'abstract': False,
            },
            bases=('testbasepage.resourcepage', models.Model),
        ),
    ]
