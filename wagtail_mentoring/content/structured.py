"""Structured data for search engines: a data block, never script."""

import json
import re

from django.utils.safestring import mark_safe

from ..webvtt import iso_duration

#: As Django's ``json_script``: nothing in the data can end the element or begin another.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
_OWN_ADDRESS = re.compile(r"""(\s(?:href|src)=["'])(/(?!/)|#)""")


def faq_data(page, faq, url, language):
    """Return the questions that are shown as schema.org’s FAQPage; ``url`` is the page’s full address.

    ``language`` is the code of the page's language.

    The answers are those of the page, word for word, with full addresses.
    """
    root = re.match(r"(https?://[^/]+)?", url)[0]

    def full(match):
        return match[1] + (root + "/" if match[2] == "/" else url + "#")

    return {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "name": page.title,
        "url": url,
        "inLanguage": language,
        "mainEntity": [
            {
                "@type": "Question",
                "name": item.question,
                "url": f"{url}#{item.anchor}",
                "acceptedAnswer": {
                    "@type": "Answer",
                    "text": _OWN_ADDRESS.sub(full, item.answer),
                },
            }
            for item in faq.items
        ],
    }


def interview_data(page, url, *, player, chapters, seconds):
    """Return a recorded interview as schema.org’s VideoObject or AudioObject.

    ``player`` is what the page plays (``views.interviews.player_of``) or ``None``; the addresses are full ones.
    """
    root = re.match(r"(https?://[^/]+)?", url)[0]

    def full(address):
        return address if "://" in address else root + address

    published = page.first_published_at
    data = {
        "@context": "https://schema.org",
        "@type": "VideoObject" if page.medium == "video" else "AudioObject",
        "name": page.title,
        "description": page.summary or page.title,
        "url": url,
        "inLanguage": page.locale.language_code,
        "uploadDate": published.isoformat() if published else page.published_on.isoformat(),
        "datePublished": page.published_on.isoformat(),
    }
    if player and player["poster"]:
        data["thumbnailUrl"] = full(player["poster"]["url"])
    if player and player["kind"] == "file":
        data["contentUrl"] = full(player["url"])
        data["encodingFormat"] = player["type"]
    elif player and player["src"]:
        data["embedUrl"] = player["src"]
    if seconds:
        data["duration"] = iso_duration(seconds)
    if page.transcript:
        data["transcript"] = page.transcript
    features = [
        name
        for name, has in (
            ("captions", page.has_track("captions")),
            ("audioDescription", page.has_track("descriptions")),
            ("transcript", bool(page.transcript)),
        )
        if has
    ]
    if features:
        data["accessibilityFeature"] = features
    if page.shown_name:
        data["contributor"] = {"@type": "Person", "name": page.shown_name}
    if chapters:
        data["hasPart"] = [
            {
                "@type": "Clip",
                "name": chapter.title,
                "startOffset": int(chapter.start),
                **({"endOffset": int(chapter.end)} if chapter.end else {}),
                "url": f"{url}#t={chapter.seconds}",
            }
            for chapter in chapters
        ]
    return data


def json_ld(data):
    """Return ``data`` as text that is safe within ``<script type="application/ld+json">``."""
    # Every sign that means something to HTML has been escaped.
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_ESCAPES))  # noqa: S308
