"""The podcast: recorded interviews to hear, for any player (RSS 2.0 with Apple's tags).

Only what anybody may hear is in it, whoever asks: players are not signed in.
"""

from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.feedgenerator import Enclosure, Rss201rev2Feed
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.images import get_image_model
from wagtail.models import Site

from ..blocks.interviews import CAPTIONS
from ..conf import settings
from ..content.interviews import own_file, podcast_interviews
from ..links import ProgramLinks
from ..models import MentoringProgram
from ..placeholders import one_line, without_tricks
from .interviews import file_url, track_url

#: Square, and as small as Apple allows.
COVER_FILTER = "fill-1400x1400-c100|format-jpeg"
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"


class PodcastFeed(Rss201rev2Feed):
    """Adds what podcast players ask for."""

    content_type = "application/rss+xml; charset=utf-8"

    def rss_attributes(self):
        return {**super().rss_attributes(), "xmlns:itunes": ITUNES, "xmlns:podcast": PODCAST}

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        handler.addQuickElement("itunes:author", self.feed["author"])
        handler.addQuickElement("itunes:explicit", "false")
        handler.addQuickElement("itunes:type", "episodic")
        category, _sign, part = settings.PODCAST_CATEGORY.partition(" > ")
        handler.startElement("itunes:category", {"text": category})
        if part:
            handler.addQuickElement("itunes:category", "", {"text": part})
        handler.endElement("itunes:category")
        if self.feed["cover"]:
            handler.addQuickElement("itunes:image", "", {"href": self.feed["cover"]})
        if self.feed["email"]:
            handler.startElement("itunes:owner", {})
            handler.addQuickElement("itunes:name", self.feed["author"])
            handler.addQuickElement("itunes:email", self.feed["email"])
            handler.endElement("itunes:owner")

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("itunes:explicit", "false")
        if item["seconds"]:
            handler.addQuickElement("itunes:duration", str(round(item["seconds"])))
        if item["speaker"]:
            handler.addQuickElement("itunes:author", item["speaker"])
        if item["cover"]:
            handler.addQuickElement("itunes:image", "", {"href": item["cover"]})
        for url, language in item["transcripts"]:
            handler.addQuickElement(
                "podcast:transcript", "", {"url": url, "type": "text/vtt", "language": language}
            )


class PodcastView(View):
    """The feed of one program."""

    def get(self, request, program):
        program = get_object_or_404(MentoringProgram, slug=program, is_active=True)
        pages = podcast_interviews(program, settings.PODCAST_LENGTH)
        if not pages:
            raise Http404
        covers = self.covers(pages)
        feed = self.feed(program, pages, next(filter(None, covers), ""))
        for page, cover in zip(pages, covers, strict=True):
            self.add(feed, page, cover)
        response = HttpResponse(content_type=feed.content_type)
        feed.write(response, "utf-8")
        return response

    def full(self, url):
        return self.request.build_absolute_uri(url) if url else ""

    def covers(self, pages):
        """Return the address of each page's picture, or an empty text."""
        images = get_image_model().objects.prefetch_renditions(COVER_FILTER)
        found = images.in_bulk({page.image_id for page in pages if page.image_id})
        return [
            self.full(found[page.image_id].get_rendition(COVER_FILTER).url)
            if page.image_id in found
            else ""
            for page in pages
        ]

    def transcripts(self, page):
        """Return ``(address, language)`` of each file of captions, without reading the documents."""
        rows = [(row.get("id"), row.get("value", {})) for row in page.tracks.raw_data]
        return [
            (self.full(track_url(page, key)), value.get("language", ""))
            for key, value in rows
            if key and value.get("kind") == CAPTIONS
        ]

    def feed(self, program, pages, cover):
        site = Site.find_for_request(self.request)
        author = (site.site_name if site else "") or program.name
        return PodcastFeed(
            title=one_line(program.name),
            link=self.full(ProgramLinks(program, self.request).resources() or "/"),
            description=_("Recorded interviews of %(program)s.")
            % {"program": one_line(program.name)},
            language=pages[0].locale.language_code,
            feed_url=self.full(self.request.path),
            author=one_line(author),
            email=program.office_email,
            cover=cover,
        )

    def add(self, feed, page, cover):
        file = own_file(page)
        url = page.get_full_url(self.request)
        day = page.published_on
        feed.add_item(
            # Pasted control characters are not allowed in XML: one would end the whole feed.
            title=one_line(page.title),
            link=url,
            description=without_tricks(page.summary or page.title),
            unique_id=url,
            unique_id_is_permalink=True,
            pubdate=timezone.make_aware(datetime(day.year, day.month, day.day)),
            enclosures=[
                Enclosure(
                    self.full(file_url(page, file)), str(file.size), file.content_type("audio")
                )
            ],
            seconds=page.seconds,
            speaker=one_line(page.shown_name),
            cover=cover,
            transcripts=self.transcripts(page),
        )
