"""Recorded interviews for tests, with sound that Python makes itself."""

import io
import math
import struct
import uuid
import wave

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents import get_document_model

from wagtail_mentoring.links import interview_models

CAPTIONS = """WEBVTT

00:00.000 --> 00:02.000
<v Ana Moura>I never planned to teach.

00:02.000 --> 00:04.500
<v Ben O’Hara>What changed your mind?

00:05.000 --> 00:08.000
<v Ana Moura>A letter & a <i>long</i> train ride.
""".replace(" & ", " &amp; ")


def tone(seconds=8):
    """Return a WAV file of a soft tone, as bytes."""
    rate, file = 8000, io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        wanted = (
            struct.pack("<h", int(3000 * math.sin(2 * math.pi * 220 * at / rate)))
            for at in range(rate * seconds)
        )
        sound.writeframes(b"".join(wanted))
    return file.getvalue()


def document(content, name, **values):
    """Return a document of the site's library with this content."""
    content = content.encode() if isinstance(content, str) else content
    file = ContentFile(content, name=name)
    return get_document_model().objects.create(title=name, file=file, **values)


def track(captions=None, language="en", kind="captions"):
    """Return one text track as data of the page."""
    captions = captions or document(CAPTIONS, "captions.vtt")
    return {
        "type": "track",
        "id": str(uuid.uuid4()),
        "value": {"kind": kind, "language": language, "document": captions.pk},
    }


def chapter(start, title):
    return {"type": "chapter", "id": str(uuid.uuid4()), "value": {"start": start, "title": title}}


def make_interview(parent, program, *, publish=True, topics=(), **values):
    """Return an interview to hear, which lacks nothing; ``values`` say what is otherwise."""
    [InterviewPage] = interview_models()
    number = InterviewPage.objects.count() + 1
    defaults = {
        "title": f"Interview {number}",
        "slug": f"interview-{number}",
        "summary": "A conversation about careers.",
        "medium": "audio",
        "speaker_name": "Ana Moura",
        "speaker_role": "Biostatistician, Nairobi",
        "transcript": "[0:00] Ana Moura: I never planned to teach.\n\n[0:02] Ben O’Hara: What changed your mind?",
        "live": False,
    }
    values = {**defaults, **values}
    if "file" not in values and not values.get("embed_url"):
        values["file"] = document(tone(), "talk.wav")
    if "tracks" not in values:
        values["tracks"] = [track()]
    for name in ("tracks", "chapters", "related"):
        rows = values.pop(name, [])
        values[name] = InterviewPage._meta.get_field(name).to_python(rows)
    page = InterviewPage(program=program, **values)
    page.topics.set(topics)
    parent.add_child(instance=page)
    revision = page.save_revision()
    if publish:
        revision.publish()
        page.refresh_from_db()
    return page


def linked(member, **values):
    """Return the fields of an interview with a member who has consented."""
    return {
        "speaker": member,
        "speaker_name": "",
        "consent_given_at": timezone.now(),
        "consent_means": "Mail to the office, 3 March",
        **values,
    }
