"""The form of a recorded interview in the page editor."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..content.interviews import first_captions
from ..wagtail_admin.member_field import MemberByAddressField
from ..webvtt import transcript_text
from .forms import ResourcePageForm


class InterviewPageForm(ResourcePageForm):
    speaker = MemberByAddressField(label=_("Linked member"), required=False)
    make_transcript = forms.BooleanField(
        label=_("Make the transcript from the captions, if it is empty"),
        required=False,
        initial=True,
        help_text=_("When you save. You can correct it afterwards."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "speaker" in self.fields:
            self.fields["speaker"].help_text = self._meta.model._meta.get_field("speaker").help_text
        if "make_transcript" in self.fields and self.instance.transcript:
            self.fields["make_transcript"].initial = False

    def clean(self):
        data = super().clean()
        tracks = data.get("tracks")
        if data.get("make_transcript") and tracks and not (data.get("transcript") or "").strip():
            self.instance.tracks = tracks
            track = first_captions(self.instance)
            if track is not None:
                data["transcript"] = transcript_text(track)
        return data

    def _post_clean(self):
        # The page is asked what it lacks before the rows of a formset would be put on it.
        formset = self.formsets.get("mentoring_media")
        if formset is not None and formset.is_valid():
            self.instance.mentoring_media = [
                form.instance
                for form in formset.forms
                if form not in formset.deleted_forms and form.instance.media_id
            ]
        super()._post_clean()
