"""Recorded interviews: what the page shows, their files, the podcast, and taking a consent back."""

import hashlib
from contextlib import suppress

from django.conf import settings as django_settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail import hooks

from .. import get_participant_model
from ..actions import WithdrawInterviewConsentAction
from ..content.embeds import host_of
from ..content.interviews import (
    chapters_of,
    own_file,
    related_interviews,
    transcript_of,
)
from ..content.privacy import privacy_of
from ..content.resources import resource_facts
from ..content.structured import interview_data, json_ld
from ..enums import Role
from ..exceptions import ActionBusy, ActionRefused
from ..links import interview_models
from .ranges import ranged_response
from .rendered import render_once


def interview_context(page, request, links, picture):
    """Return what the template of an interview needs beside the program; ``picture`` is that of ``page_picture``."""
    url = page.get_full_url(request) or ""
    chapters = chapters_of(page)
    player = player_of(page, picture, is_preview=getattr(request, "is_preview", False))
    related = [
        {"title": other.title, "url": other.get_url(request), "facts": resource_facts(other)}
        for other in related_interviews(page, request)
    ]
    return {
        "player": player,
        "chapters": chapters,
        "transcript": transcript_html(page, player),
        "speaker": speaker_of(page, request, links),
        "related": related,
        "podcast_url": podcast_url(page.program) if page.medium == "audio" else "",
        "interview_data": json_ld(
            interview_data(page, url, player=player, chapters=chapters, seconds=page.seconds)
        ),
    }


def transcript_html(page, player):
    """Return the transcript as HTML; empty without one. An hour of talk takes a while, so it is rendered once."""
    if not page.transcript.strip():
        return ""
    player = player and {"kind": player["kind"], "url": player["url"]}
    return render_once(
        ("wagtail_mentoring/interviews/transcript.html",),
        (page.transcript, player),
        lambda: {"paragraphs": transcript_of(page), "player": player},
    )


def player_of(page, poster, is_preview=False):
    """Return what is played: ``{kind, url, type, poster, tracks}``, or ``None`` in an unfinished draft.

    This app serves the files of published pages alone; a preview takes them from the library.
    """
    if page.embed_url:
        return {
            "kind": "embed",
            "url": page.embed_url,
            "src": page.embed_src,
            "host": host_of(page.embed_url),
            "poster": poster,
            "tracks": [],
        }
    file = own_file(page)
    if file is None:
        return None
    return {
        "kind": "file",
        "url": file.item.url if is_preview else file_url(page, file),
        "type": file.content_type(page.medium),
        "poster": poster,
        "tracks": tracks_of(page, is_preview),
    }


def file_url(page, file):
    """Return where the file of an interview is served: by this app, unless the site has a better server for it."""
    if file.is_document and page.pk and not _is_served_elsewhere():
        try:
            return reverse(
                "wagtail_mentoring:interview_file", kwargs={"page": page.pk, "name": file.name}
            )
        except NoReverseMatch:
            pass
    return file.item.url


def _is_served_elsewhere():
    """Whether documents come from a storage or a web server, which know ranges themselves."""
    return bool(getattr(django_settings, "SENDFILE_BACKEND", None)) or getattr(
        django_settings, "WAGTAILDOCS_SERVE_METHOD", None
    ) in ("direct", "redirect")


def tracks_of(page, is_preview=False):
    """Return the text tracks for the player; those in the page's language first, the first one on."""
    language = page.locale.language_code if page.locale_id else ""
    tracks = []
    for child in page.tracks:
        value = child.value
        if value.get("document") and value.get("language"):
            tracks.append(
                {
                    "kind": value["kind"],
                    "language": value["language"],
                    "label": get_language_info(value["language"])["name_local"],
                    "url": ("" if is_preview else track_url(page, child.id))
                    or value["document"].url,
                    "default": False,
                }
            )
    tracks.sort(key=lambda track: (track["kind"] != "captions", track["language"] != language))
    if tracks and tracks[0]["kind"] == "captions":
        tracks[0]["default"] = True
    return tracks


def track_url(page, key):
    """Return the address of a WebVTT file, or an empty text without urls.py or before the page is saved.

    It is this site's own: browsers take such files from no other.
    """
    if not page.pk:
        return ""
    try:
        return reverse("wagtail_mentoring:interview_track", kwargs={"page": page.pk, "track": key})
    except NoReverseMatch:
        return ""


def podcast_url(program):
    """Return the address of the program's podcast feed, or an empty text without urls.py."""
    try:
        return reverse("wagtail_mentoring:podcast", kwargs={"program": program.slug})
    except NoReverseMatch:
        return ""


def speaker_of(page, request, links):
    """Return ``{name, role, url, withdraw_url}`` of who speaks, or ``None``.

    The profile is linked for those who may open it, and for nobody else.
    """
    member = page.shown_speaker
    if not page.shown_name:
        return None
    found = {"name": page.shown_name, "role": page.speaker_role, "url": "", "withdraw_url": ""}
    if member is None or not request.user.is_authenticated:
        return found
    for role in Role:
        profile = (
            get_participant_model(role)
            .objects.visible_to(request.user)
            .filter(member=member, program=page.program_id)
            .first()
        )
        if profile is not None and member.user_id != request.user.pk:
            found["url"] = links.profile(profile)
            break
    if member.user_id == request.user.pk and page.pk:
        with suppress(NoReverseMatch):
            found["withdraw_url"] = reverse(
                "wagtail_mentoring:interview_withdraw", kwargs={"page": page.pk}
            )
    return found


class InterviewView(View):
    """Base of what belongs to one interview. Answers like a missing one to whoever may not read the page."""

    def get_interview(self):
        """Return the published page."""
        for model in interview_models():
            pages = model.objects.live().filter(program__is_active=True, pk=self.kwargs["page"])
            page = pages.select_related("program", "file").first()
            if page is not None and privacy_of(self.request).may_read(page):
                return page
        raise Http404

    def serve(self, document, content_type):
        """Return the response with a document, if its collection may be seen."""
        for hook in hooks.get_hooks("before_serve_document"):
            answer = hook(document, self.request)
            if isinstance(answer, HttpResponse):
                return answer
        try:
            file = document.file.storage.open(document.file.name, "rb")
            size = document.file.size
        except OSError:
            raise Http404 from None
        # A file that was not uploaded in the admin has no hash; each file has another name.
        etag = document.file_hash or hashlib.sha256(document.file.name.encode()).hexdigest()[:20]
        response = ranged_response(self.request, file, size, content_type, etag)
        # Asked again each time, since the page may be taken off.
        patch_cache_control(response, private=True, no_cache=True)
        return response


class InterviewFileView(InterviewView):
    """The recording, whole or in parts."""

    def get(self, request, page, name):
        interview = self.get_interview()
        file = own_file(interview)
        if file is None or not file.is_document or file.name != name:
            raise Http404
        return self.serve(file.item, file.content_type(interview.medium))


class InterviewTrackView(InterviewView):
    """A WebVTT file of an interview."""

    def get(self, request, page, track):
        for child in self.get_interview().tracks:
            if child.id == str(track) and child.value.get("document"):
                return self.serve(child.value["document"], "text/vtt; charset=utf-8")
        raise Http404


class WithdrawInterviewConsentView(InterviewView):
    """The member who speaks takes the consent back (P-02)."""

    http_method_names = ["post"]

    def post(self, request, page):
        interview = self.get_interview()
        if not request.user.is_authenticated:
            raise Http404
        try:
            WithdrawInterviewConsentAction(interview, actor=request.user).execute()
        except ActionRefused:
            # Whoever is not linked learns nothing about who is.
            raise Http404 from None
        except ActionBusy as busy:
            messages.error(request, str(busy))
            return HttpResponseRedirect(interview.get_url(request))
        messages.success(
            request,
            _("Your consent is taken back. “%(title)s” is not shown any more.")
            % {"title": interview.title},
        )
        parent = interview.get_parent()
        return HttpResponseRedirect(parent.get_url(request) or "/")
