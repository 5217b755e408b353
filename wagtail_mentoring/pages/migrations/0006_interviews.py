"""Recorded interviews, to see or to hear."""

import django.core.validators
import django.db.models.deletion
import swapper
import wagtail.fields
import wagtail_mentoring.blocks.interviews
import wagtail_mentoring.validators
from django.db import migrations, models
from wagtail.documents import get_document_model_string


class Migration(migrations.Migration):

    dependencies = [
        ('wagtail_mentoring_pages', '0005_newest_resources'),
        migrations.swappable_dependency(get_document_model_string()),
        swapper.dependency('wagtail_mentoring', 'MemberProfile'),
    ]

    operations = [
        migrations.CreateModel(
            name='InterviewPage',
            fields=[
                ('resourcepage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtail_mentoring_pages.resourcepage')),
                ('medium', models.CharField(choices=[('video', 'Video'), ('audio', 'Audio')], default='video', max_length=10, verbose_name='recorded as')),
                ('embed_url', models.URLField(blank=True, help_text="Such as the page of the video at YouTube or Vimeo, instead of a file. Readers' browsers ask the provider for nothing before they press the button.", max_length=500, validators=[django.core.validators.URLValidator(message='Enter an address that starts with https://.', schemes=['http', 'https'])], verbose_name='address at a provider')),
                ('embed_src', models.URLField(blank=True, editable=False, max_length=1000)),
                ('length', models.CharField(blank=True, help_text='Minutes and seconds, such as 24:30. Empty: taken from the captions.', max_length=12, validators=[wagtail_mentoring.validators.validate_time], verbose_name='length')),
                ('tracks', wagtail.fields.StreamField([('track', 3)], blank=True, block_lookup={0: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('captions', 'Captions: what is said and heard'), ('descriptions', 'Descriptions: what is only seen')], 'label': 'Kind'}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': wagtail_mentoring.blocks.interviews.language_choices, 'label': 'Language'}), 2: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'help_text': 'Upload the “.vtt” file as a document. It is checked when you save.', 'label': 'WebVTT file'}), 3: ('wagtail.blocks.StructBlock', [[('kind', 0), ('language', 1), ('document', 2)]], {})}, verbose_name='captions and descriptions')),
                ('captions_elsewhere', models.BooleanField(default=False, help_text='For an address at a provider: somebody has read them and they are right.', verbose_name="the provider's player has captions")),
                ('nothing_only_seen', models.BooleanField(default=False, help_text='Everything that matters in the video is also said. Else add descriptions (WebVTT) of what is only seen.', verbose_name='nothing is lost by listening alone')),
                ('transcript', models.TextField(blank=True, help_text='Plain text; an empty line begins a new paragraph. A paragraph may begin with its time and its speaker: “[1:15] Ana Moura: I never planned to teach.”', max_length=500000, verbose_name='transcript')),
                ('chapters', wagtail.fields.StreamField([('chapter', 2)], blank=True, block_lookup={0: ('wagtail_mentoring.blocks.interviews.TimeBlock', (), {'help_text': 'Such as 1:15.', 'label': 'Begins at', 'max_length': 12}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 120}), 2: ('wagtail.blocks.StructBlock', [[('start', 0), ('title', 1)]], {})}, verbose_name='chapters')),
                ('related', wagtail.fields.StreamField([('interview', 0)], blank=True, block_lookup={0: ('wagtail_mentoring.blocks.interviews.InterviewChooserBlock', (), {'label': 'Interview'})}, help_text='Empty: the newest with a topic in common.', verbose_name='related interviews')),
                ('speaker_name', models.CharField(blank=True, help_text='As the name shall be printed.', max_length=120, validators=[wagtail_mentoring.validators.validate_one_line], verbose_name='speaker')),
                ('speaker_role', models.CharField(blank=True, help_text='What stands below the name: “Biostatistician, Nairobi”.', max_length=120, validators=[wagtail_mentoring.validators.validate_one_line], verbose_name='role')),
                ('consent_given_at', models.DateTimeField(blank=True, help_text='When the member agreed to be linked here. Nothing is published before.', null=True, verbose_name='consent given')),
                ('consent_means', models.CharField(blank=True, help_text='Where the consent can be found: “Mail to the office, 3 March”.', max_length=160, validators=[wagtail_mentoring.validators.validate_one_line], verbose_name='how')),
                ('seconds', models.PositiveIntegerField(editable=False, null=True)),
                ('consent_withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='consent withdrawn')),
                ('file', models.ForeignKey(blank=True, help_text='Video: .mp4, .webm or .ogv. Audio: .mp3, .m4a, .ogg, .opus or .wav. If only some may read this page, put the file into a private collection, too.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=get_document_model_string(), verbose_name='own file')),
                ('speaker', models.ForeignKey(blank=True, help_text="The e-mail address of the member's account. The address is not shown; the name links to the profile for those who may see it. The member can take this back on the page itself.", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=swapper.get_model_name('wagtail_mentoring', 'MemberProfile'), verbose_name='linked member')),
            ],
            options={
                'verbose_name': 'recorded interview',
                'verbose_name_plural': 'recorded interviews',
            },
            bases=('wagtail_mentoring_pages.resourcepage', models.Model),
        ),
    ]
