"""Publishes the recorded interviews with their files."""

import json
from datetime import timedelta
from pathlib import Path

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection

from wagtail_mentoring import get_member_profile_model, models
from wagtail_mentoring.pages import models as pages
from wagtail_mentoring.webvtt import read_webvtt, transcript_text

from ..interviews import INTERVIEWS
from .site import publish

FOLDER = Path(__file__).resolve().parent.parent / "assets" / "recordings"
SUFFIX = {"video": "webm", "audio": "mp3"}
COLLECTION = "Recorded interviews"


def make_interviews(parent, program):
    """Publish every interview below ``parent``, its speaker linked with consent."""
    # Within the one that editors of the program may put files into.
    collection = Collection.objects.get(name="Mentoring").add_child(name=COLLECTION)
    for interview in INTERVIEWS:
        files = {
            suffix: (FOLDER / f"{interview.slug}.{suffix}").read_bytes()
            for suffix in (SUFFIX[interview.medium], "vtt", "json", "webp")
        }
        facts = json.loads(files["json"])
        member = get_member_profile_model().objects.get(name=interview.speaker)
        page = pages.InterviewPage(
            title=interview.title,
            slug=interview.slug,
            program=program,
            summary=interview.summary,
            published_on=timezone.localdate() - timedelta(days=interview.days_ago),
            medium=interview.medium,
            file=_document(collection, interview, SUFFIX[interview.medium], files),
            image=get_image_model().objects.create(
                title=interview.speaker,
                collection=collection,
                file=ContentFile(files["webp"], name=f"{interview.slug}.webp"),
            ),
            tracks=[
                (
                    "track",
                    {
                        "kind": "captions",
                        "language": "en",
                        "document": _document(collection, interview, "vtt", files),
                    },
                )
            ],
            nothing_only_seen=True,
            transcript=transcript_text(read_webvtt(files["vtt"])),
            chapters=[
                ("chapter", {"start": f"{at // 60}:{at % 60:02}", "title": title})
                for at, title in facts["chapters"]
            ],
            speaker=member,
            speaker_name=interview.speaker,
            speaker_role=interview.role,
            consent_given_at=timezone.now() - timedelta(days=interview.days_ago + 7),
            consent_means="Mail to the office, after the recording",
        )
        page.topics.set(models.ResourceTopic.objects.filter(slug__in=interview.topics))
        publish(parent, page)


def _document(collection, interview, suffix, files):
    return get_document_model().objects.create(
        title=f"{interview.speaker} ({suffix})",
        file=ContentFile(files[suffix], name=f"{interview.slug}.{suffix}"),
        collection=collection,
    )


def remove_recordings():
    """Delete what an earlier run has put into the libraries."""
    for collection in Collection.objects.filter(name=COLLECTION):
        for model in (get_document_model(), get_image_model()):
            for item in model.objects.filter(collection=collection):
                item.file.delete(save=False)
                item.delete()
        collection.delete()
