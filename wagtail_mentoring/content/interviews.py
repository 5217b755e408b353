"""What an interview consists of, ready to be shown: its file, chapters, transcript and related ones."""

import logging
from dataclasses import dataclass
from typing import Any

from ..links import interview_models, resource_model
from ..webvtt import (
    InvalidTime,
    TrackError,
    format_time,
    paragraphs_of_text,
    parse_time,
    read_webvtt,
)
from .privacy import Privacy, privacy_of
from .resource_search import LISTED_FIELDS, TopicLinks

logger = logging.getLogger(__name__)

#: Extension -> what browsers are told, for files that they can play.
VIDEO_TYPES = {"mp4": "video/mp4", "m4v": "video/mp4", "webm": "video/webm", "ogv": "video/ogg"}
AUDIO_TYPES = {
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "mp4": "audio/mp4",
    "ogg": "audio/ogg",
    "oga": "audio/ogg",
    "opus": "audio/ogg",
    "wav": "audio/wav",
    "flac": "audio/flac",
    "webm": "audio/webm",
}
MEDIA_TYPES = {"video": VIDEO_TYPES, "audio": AUDIO_TYPES}
#: Related interviews that are shown.
RELATED = 3


@dataclass(frozen=True)
class OwnFile:
    """A recording that the site itself holds. ``duration`` is in seconds, 0 if nobody knows."""

    #: The document, or the item of wagtailmedia's library.
    item: Any
    is_document: bool
    duration: float = 0

    @property
    def name(self):
        return self.item.filename

    @property
    def extension(self):
        return self.item.file_extension.lower()

    def plays_as(self, medium):
        """Return whether browsers can play it as "video" or "audio"."""
        return self.extension in MEDIA_TYPES[medium]

    def content_type(self, medium):
        return MEDIA_TYPES[medium].get(self.extension, "application/octet-stream")

    @property
    def size(self):
        """Bytes, or 0 when the file is missing in the storage."""
        try:
            return self.item.file.size
        except (OSError, ValueError):
            logger.warning("The file of %r is missing.", self.item)
            return 0


def own_file(page):
    """Return the ``OwnFile`` of an interview, or ``None``. The media library is asked first."""
    rows = getattr(page, "mentoring_media", None)
    for row in rows.all() if rows is not None else ():
        if row.media_id:
            return OwnFile(row.media, False, row.media.duration or 0)
    return OwnFile(page.file, True) if page.file_id else None


def seconds_of(page):
    """Return how long an interview is, in seconds, or 0: as the editor says, the library knows, or captions end."""
    if page.length:
        try:
            return parse_time(page.length)
        except InvalidTime:
            return 0
    file = own_file(page)
    if file is not None and file.duration:
        return file.duration
    track = first_captions(page)
    return track.end if track is not None else 0


def first_captions(page):
    """Return the ``Track`` of the captions in the page's own language, else the first, or ``None``."""
    captions = [child.value for child in page.tracks if child.value.get("kind") == "captions"]
    language = page.locale.language_code if page.locale_id else ""
    for value in sorted(captions, key=lambda value: value.get("language") != language):
        if not value.get("document"):
            continue
        try:
            with value["document"].open_file() as file:
                return read_webvtt(file)
        except (TrackError, OSError):
            continue
    return None


@dataclass(frozen=True)
class Chapter:
    """A part of an interview; times in seconds. ``end`` is ``None`` for the last one of unknown length."""

    start: float
    end: float | None
    title: str

    @property
    def time(self):
        return format_time(self.start)

    @property
    def seconds(self):
        """For a media fragment (``#t=``)."""
        return f"{self.start:g}"


def chapters_of(page):
    """Return the ``Chapter`` list in order of time."""
    starts = []
    for child in page.chapters:
        try:
            starts.append((parse_time(child.value["start"]), child.value["title"]))
        except (InvalidTime, KeyError, TypeError):
            continue
    starts.sort()
    last = page.seconds or None
    ends = [start for start, _title in starts[1:]] + [last]
    return [
        Chapter(start, end if end and end > start else None, title)
        for (start, title), end in zip(starts, ends, strict=False)
    ]


def transcript_of(page):
    """Return the paragraphs of the transcript."""
    return paragraphs_of_text(page.transcript)


def related_interviews(page, request):
    """Return up to three others: those the editor chose, else the newest with a topic in common."""
    privacy = privacy_of(request)
    chosen = [child.value.pk for child in page.related if child.value is not None]
    model = type(page)
    found = model.objects.live().filter(program=page.program_id).exclude(pk=page.pk)
    found = found.only(*LISTED_FIELDS)
    if chosen:
        rows = privacy.readable(found.filter(pk__in=chosen)).in_bulk(chosen)
        return [rows[key] for key in chosen if key in rows][:RELATED]
    topics = [topic.pk for topic in page.listed_topics]
    if not topics:
        return []
    alike = TopicLinks(resource_model()).pages_with(pk__in=topics)
    by_topic = found.filter(pk__in=alike, locale=page.locale_id)
    return list(privacy.readable(by_topic).order_by("-published_on", "-pk")[:RELATED])


def podcast_interviews(program, limit):
    """Return the newest audio interviews with a file of the site's own that anybody may hear."""
    found = []
    for model in interview_models():
        rows = (
            Privacy()
            .readable(model.objects.live())
            .filter(program=program, medium="audio", embed_url="")
            .select_related("file", "image", "locale", "speaker")
            .order_by("-published_on", "-pk")
        )
        if hasattr(model, "mentoring_media"):
            rows = rows.prefetch_related("mentoring_media__media")
        found += [page for page in rows[:limit] if own_file(page) is not None]
    found.sort(key=lambda page: (page.published_on, page.pk), reverse=True)
    return found[:limit]
