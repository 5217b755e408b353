"""Blocks of a recorded interview: caption files, chapters, and related interviews."""

from django.conf import settings as django_settings
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from ..links import interview_models
from ..webvtt import InvalidTime, TrackError, parse_time, read_webvtt

CAPTIONS, DESCRIPTIONS = "captions", "descriptions"
TRACK_KINDS = [
    (CAPTIONS, pgettext_lazy("kind of a text track", "Captions: what is said and heard")),
    (DESCRIPTIONS, pgettext_lazy("kind of a text track", "Descriptions: what is only seen")),
]


def language_choices():
    return django_settings.LANGUAGES


class TrackBlock(blocks.StructBlock):
    """A WebVTT file in one language. It is read when the page is saved; what is wrong is said by line."""

    kind = blocks.ChoiceBlock(label=_("Kind"), choices=TRACK_KINDS, default=CAPTIONS)
    language = blocks.ChoiceBlock(label=_("Language"), choices=language_choices)
    document = DocumentChooserBlock(
        label=_("WebVTT file"),
        help_text=_("Upload the “.vtt” file as a document. It is checked when you save."),
    )

    class Meta:
        icon = "openquote"
        label = _("Captions or descriptions")

    def clean(self, value):
        value = super().clean(value)
        if value["document"] is None:
            # A draft may lack it still, and is saved while somebody writes.
            return value
        try:
            with value["document"].open_file() as file:
                read_webvtt(file, value["kind"])
        except TrackError as error:
            problem = ValidationError(error.messages, code="not_webvtt")
        except OSError:
            problem = ValidationError(
                _t("The file is missing in the storage. Upload it once more."), code="no_file"
            )
        else:
            return value
        raise blocks.StructBlockValidationError(block_errors={"document": problem})


class TimeBlock(blocks.CharBlock):
    """A point in time as people write it: 1:15 or 1:02:03."""

    def clean(self, value):
        value = super().clean(value)
        if not value:
            return value
        try:
            parse_time(value)
        except InvalidTime:
            raise ValidationError(
                _t("Write the time as minutes and seconds, such as 1:15."), code="no_time"
            ) from None
        return value


class ChapterBlock(blocks.StructBlock):
    start = TimeBlock(label=_("Begins at"), max_length=12, help_text=_("Such as 1:15."))
    title = blocks.CharBlock(label=_("Title"), max_length=120)

    class Meta:
        icon = "list-ol"
        label = _("Chapter")
        form_classname = "struct-block"


class InterviewChooserBlock(blocks.PageChooserBlock):
    """Chooses among the interviews, whatever the site calls their page type."""

    @cached_property
    def target_models(self):
        return interview_models()


INTERVIEW_TRACKS = [("track", TrackBlock())]
INTERVIEW_CHAPTERS = [("chapter", ChapterBlock())]
INTERVIEW_RELATED = [("interview", InterviewChooserBlock(label=_("Interview")))]
