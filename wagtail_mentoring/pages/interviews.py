"""Recorded interviews: video or audio with captions and a transcript (R5, A-14, P-11)."""

import swapper
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.documents import get_document_model_string
from wagtail.fields import StreamField
from wagtail.search import index

from ..blocks import INTERVIEW_CHAPTERS, INTERVIEW_RELATED, INTERVIEW_TRACKS
from ..blocks.interviews import CAPTIONS, DESCRIPTIONS
from ..conf import settings
from ..content.embeds import EmbedProblem, find_player
from ..content.interviews import own_file, seconds_of
from ..enums import ResourceKind
from ..validators import validate_one_line, validate_time, validate_web_url
from ..views.interviews import interview_context
from .interview_forms import InterviewPageForm
from .interview_panels import AccessibilityPanel, SpeakerPanel

#: Characters of a transcript: some eight hours of speech.
TRANSCRIPT_LENGTH = 500_000
NEIGHBORS = ("program", "locale", "file", "image", "speaker")
#: Who may link a member: pages are edited by people who may not look at profiles.
LINK_MEMBERS = "wagtail_mentoring.coordinate_mentoringprogram"


def media_panels():
    """The panel of wagtailmedia’s library, where a site has it (docs/how-to/wagtailmedia.md)."""
    if not apps.is_installed("wagtail_mentoring.contrib.media"):
        return []
    return [InlinePanel("mentoring_media", max_num=1, label=_("From the media library"))]


class InterviewPageMixin(models.Model):
    """A recorded interview. Extends the site's ``ResourcePage``."""

    #: ``links.interview_models`` finds the page types by this.
    is_mentoring_interview = True
    base_form_class = InterviewPageForm
    page_template = "wagtail_mentoring/interviews/page.html"

    medium = models.CharField(
        _("recorded as"),
        max_length=10,
        choices=[
            choice
            for choice in ResourceKind.choices
            if choice[0] in (ResourceKind.VIDEO, ResourceKind.AUDIO)
        ],
        default=ResourceKind.VIDEO,
    )
    file = models.ForeignKey(
        get_document_model_string(),
        verbose_name=_("own file"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "Video: .mp4, .webm or .ogv. Audio: .mp3, .m4a, .ogg, .opus or .wav. "
            "If only some may read this page, put the file into a private collection, too."
        ),
    )
    embed_url = models.URLField(
        _("address at a provider"),
        max_length=500,
        blank=True,
        validators=[validate_web_url],
        help_text=_(
            "Such as the page of the video at YouTube or Vimeo, instead of a file. "
            "Readers' browsers ask the provider for nothing before they press the button."
        ),
    )
    #: The address of the provider's player, found when the page is saved.
    embed_src = models.URLField(max_length=1000, blank=True, editable=False)
    length = models.CharField(
        _("length"),
        max_length=12,
        blank=True,
        validators=[validate_time],
        help_text=_("Minutes and seconds, such as 24:30. Empty: taken from the captions."),
    )
    tracks = StreamField(INTERVIEW_TRACKS, blank=True, verbose_name=_("captions and descriptions"))
    captions_elsewhere = models.BooleanField(
        _("the provider's player has captions"),
        default=False,
        help_text=_("For an address at a provider: somebody has read them and they are right."),
    )
    nothing_only_seen = models.BooleanField(
        _("nothing is lost by listening alone"),
        default=False,
        help_text=_(
            "Everything that matters in the video is also said. Else add descriptions (WebVTT) of what is only seen."
        ),
    )
    transcript = models.TextField(
        _("transcript"),
        blank=True,
        max_length=TRANSCRIPT_LENGTH,
        help_text=_(
            "Plain text; an empty line begins a new paragraph. A paragraph may begin with its time and "
            "its speaker: “[1:15] Ana Moura: I never planned to teach.”"
        ),
    )
    chapters = StreamField(INTERVIEW_CHAPTERS, blank=True, verbose_name=_("chapters"))
    related = StreamField(
        INTERVIEW_RELATED,
        blank=True,
        verbose_name=_("related interviews"),
        help_text=_("Empty: the newest with a topic in common."),
    )
    speaker_name = models.CharField(
        _("speaker"),
        max_length=120,
        blank=True,
        validators=[validate_one_line],
        help_text=_("As the name shall be printed."),
    )
    speaker_role = models.CharField(
        _("role"),
        max_length=120,
        blank=True,
        validators=[validate_one_line],
        help_text=_("What stands below the name: “Biostatistician, Nairobi”."),
    )
    speaker = models.ForeignKey(
        swapper.get_model_name("wagtail_mentoring", "MemberProfile"),
        verbose_name=_("linked member"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "The e-mail address of the member's account. The address is not shown; the name links to the "
            "profile for those who may see it. The member can take this back on the page itself."
        ),
    )
    consent_given_at = models.DateTimeField(
        _("consent given"),
        null=True,
        blank=True,
        help_text=_("When the member agreed to be linked here. Nothing is published before."),
    )
    consent_means = models.CharField(
        _("how"),
        max_length=160,
        blank=True,
        validators=[validate_one_line],
        help_text=_("Where the consent can be found: “Mail to the office, 3 March”."),
    )
    #: How long it is, stored when the page is saved.
    seconds = models.PositiveIntegerField(null=True, editable=False)
    consent_withdrawn_at = models.DateTimeField(
        _("consent withdrawn"), null=True, blank=True, editable=False
    )

    kind_panels = [
        MultiFieldPanel(
            [
                FieldPanel("medium"),
                *media_panels(),
                FieldPanel("file"),
                FieldPanel("embed_url"),
                FieldPanel("length"),
            ],
            heading=_("Recording"),
        ),
        MultiFieldPanel(
            [
                AccessibilityPanel(),
                FieldPanel("tracks"),
                FieldPanel("captions_elsewhere"),
                FieldPanel("nothing_only_seen"),
                FieldPanel("transcript"),
                FieldPanel("make_transcript"),
            ],
            heading=_("Captions and transcript"),
        ),
        FieldPanel("chapters"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("speaker_name"), FieldPanel("speaker_role")]),
                SpeakerPanel(),
                FieldPanel("speaker", permission=LINK_MEMBERS),
                FieldRowPanel([FieldPanel("consent_given_at"), FieldPanel("consent_means")]),
            ],
            heading=_("Who speaks"),
        ),
        FieldPanel("related"),
    ]
    kind_search_fields = [
        index.SearchField("speaker_name"),
        index.SearchField("speaker_role"),
        index.SearchField("transcript"),
    ]

    class Meta:
        abstract = True

    # What the list of resources says about it

    def get_kind(self):
        return self.medium

    def get_credit(self):
        return self.shown_name

    def get_minutes(self):
        return max(1, round(self.seconds / 60)) if self.seconds else None

    def describe(self):
        self.seconds = round(seconds_of(self)) or None
        super().describe()

    # The speaker, who may take the consent back at any time

    @property
    def has_consent(self):
        """Whether the linked member agreed, and has not taken it back since."""
        return bool(self.consent_given_at) and not (
            self.consent_withdrawn_at and self.consent_withdrawn_at >= self.consent_given_at
        )

    @property
    def linked_member(self):
        """The linked member, be it in the newest draft alone, or ``None``."""
        if self.speaker_id or not self.latest_revision_id:
            return self.speaker
        return self.get_latest_revision_as_object().speaker

    @property
    def shown_speaker(self):
        """The linked member, or ``None`` without a consent that stands."""
        return self.speaker if self.speaker_id and self.has_consent else None

    @property
    def shown_name(self):
        """Who speaks: as it was typed, else the name of the linked member."""
        if self.speaker_id and not self.has_consent:
            return ""
        return self.speaker_name or (self.shown_speaker.name if self.shown_speaker else "")

    def with_content_json(self, content):
        """A withdrawal belongs to the page and outlives every revision."""
        page = super().with_content_json(content)
        page.consent_withdrawn_at = self.consent_withdrawn_at
        return page

    # What is missing

    def get_missing(self):
        missing = {**self._missing_recording(), **self._missing_consent()}
        if settings.INTERVIEW_ACCESSIBILITY == "refuse":
            for field, error in self.inaccessible().items():
                missing.setdefault(field, error)
        return missing

    def _missing_recording(self):
        file = own_file(self)
        sources = [bool(self.file_id), bool(self.embed_url)]
        if file is not None and not file.is_document:
            sources.append(True)
        if sum(sources) != 1:
            code = "two_recordings" if sum(sources) > 1 else "no_recording"
            message = (
                _t("Choose one: a file or an address at a provider.")
                if sum(sources) > 1
                else _t("Choose a file, or give an address at a provider. Or save a draft.")
            )
            return {"file": ValidationError(message, code=code)}
        if file is not None and not file.plays_as(self.medium):
            message = _t("Browsers cannot play “%(name)s” as %(kind)s. Choose another file.") % {
                "name": file.name,
                "kind": ResourceKind(self.medium).label,
            }
            return {"file": ValidationError(message, code="wrong_format")}
        return {}

    def _missing_consent(self):
        if not self.speaker_id or self.has_consent:
            return {}
        if not self.consent_given_at:
            message = _t(
                "No member is linked without their consent. Say when it was given, or save a draft."
            )
            return {"consent_given_at": ValidationError(message, code="no_consent")}
        message = _t(
            "The member has withdrawn the consent. Only one that was given later lets you publish this."
        )
        return {"consent_given_at": ValidationError(message, code="consent_withdrawn")}

    def has_track(self, kind):
        return any(child.value.get("kind") == kind for child in self.tracks)

    def inaccessible(self):
        """Return what keeps some people from the interview, as ``{field: ValidationError}`` (A-14)."""
        found = {}
        if not self.has_track(CAPTIONS) and not (self.embed_url and self.captions_elsewhere):
            message = (
                _t("Add captions, or say that the provider's player has them.")
                if self.embed_url
                else _t("Add captions, as a WebVTT file, for everybody who does not hear it.")
            )
            found["tracks"] = ValidationError(message, code="no_captions")
        if not self.transcript.strip():
            message = _t("Add a transcript. It can be made from the captions.")
            found["transcript"] = ValidationError(message, code="no_transcript")
        if (
            self.medium == ResourceKind.VIDEO
            and not self.nothing_only_seen
            and not self.has_track(DESCRIPTIONS)
        ):
            message = _t(
                "Say that nothing is lost by listening alone, or add descriptions of what is only seen."
            )
            found["nothing_only_seen"] = ValidationError(message, code="no_description")
        return found

    def clean(self):
        """Find the provider's player; a provider the site does not know is refused."""
        super().clean()
        self.embed_src = ""
        if self.embed_url:
            try:
                self.embed_src = find_player(self.embed_url)
            except EmbedProblem as problem:
                raise ValidationError(
                    {"embed_url": ValidationError(problem.message, code=problem.code)}
                ) from None

    def serve(self, request, *args, **kwargs):
        self._load_neighbors()
        return super().serve(request, *args, **kwargs)

    def _load_neighbors(self):
        """Read in one query what the page points to, and nothing of the page again."""
        names = [name for name in NEIGHBORS if getattr(self, f"{name}_id")]
        if not (self.pk and names):
            return
        row = type(self).objects.filter(pk=self.pk).order_by()
        row = row.select_related(*names).only("pk", *names).first()
        for name in names if row is not None else ():
            key = f"{name}_id"
            # A draft that is previewed may point to others.
            if getattr(self, key) == getattr(row, key):
                setattr(self, name, getattr(row, name))

    def get_context(self, request, *args, **kwargs):
        # Whatever was stored for the list: here the consent is asked at this moment.
        self.credit = self.get_credit()[:120]
        context = super().get_context(request, *args, **kwargs)
        picture = context["resource_picture"]
        context.update(interview_context(self, request, context["links"], picture))
        return context
