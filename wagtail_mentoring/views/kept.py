"""Keeps what somebody typed when their session ended or the form's token was no longer valid (A-17)."""

import time
from urllib.parse import urlsplit

from django.conf import settings as django_settings
from django.http import QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from ..templatetags.mentoring_elements import draft_owner

SESSION_KEY = "mentoring_kept_input"
MAX_AGE_SECONDS = 30 * 60
MAX_CHARACTERS = 20_000
#: Hidden field of the members' forms: whose words these are.
OWNER_FIELD = "mentoring_owner"
#: Hidden field with what was found in a LinkedIn archive: it is not kept anywhere.
FOUND_FIELD = "mentoring_found"
_NEVER_KEPT = {"csrfmiddlewaretoken", "form_token", OWNER_FIELD, FOUND_FIELD}


def keep_input(request):
    """Put the posted text into the session, by the address of the form, and return whether it is kept.

    Passwords never are. Files cannot be kept; that there were some is.
    """
    fields = {
        name: values
        for name, values in request.POST.lists()
        if name not in _NEVER_KEPT and "password" not in name.lower()
    }
    if sum(len(value) for values in fields.values() for value in values) > MAX_CHARACTERS:
        return False
    request.session[SESSION_KEY] = {
        "path": request.path,
        "at": time.time(),
        "owner": request.POST.get(OWNER_FIELD, ""),
        "fields": fields,
        "files": bool(request.FILES),
    }
    return True


def take_kept_data(request):
    """Return what was posted to this address before, once, as form data; ``None`` if there is nothing.

    Another person's words are dropped, not offered. Sets ``mentoring_input_kept``
    and ``mentoring_files_lost`` on the request, for the page to say so.
    """
    kept = request.session.get(SESSION_KEY)
    if request.method != "GET" or not kept or kept["path"] != request.path:
        return None
    del request.session[SESSION_KEY]
    owner = kept.get("owner")
    if time.time() - kept["at"] > MAX_AGE_SECONDS or (owner and owner != draft_owner(request.user)):
        return None
    data = QueryDict(mutable=True)
    for name, values in kept["fields"].items():
        data.setlist(name, values)
    request.mentoring_input_kept = any(
        value for values in kept["fields"].values() for value in values
    )
    request.mentoring_files_lost = bool(kept.get("files"))
    return data


def take_kept_input(request):
    """Return the kept text as a form's initial values; an empty dictionary if there is none."""
    data = take_kept_data(request)
    if data is None:
        return {}
    return {name: values[0] if len(values) == 1 else values for name, values in data.lists()}


def _is_from_elsewhere(request):
    """Return whether another site's page sent this.

    What it wants to be written is not offered to the member, and its visitor keeps the session
    they have: the browser sent no cookie with this, and a new one would sign them out.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin")
    if origin is None or origin in django_settings.CSRF_TRUSTED_ORIGINS:
        return False
    return urlsplit(origin).netloc != request.get_host()


def csrf_failure(request, reason=""):
    """View for ``CSRF_FAILURE_VIEW``: says what happened, and keeps the text for when the form is opened again.

    Only the text of the members' own forms is kept; the site's other forms are not ours to keep.
    """
    kept = (
        request.method == "POST"
        and not _is_from_elsewhere(request)
        and OWNER_FIELD in request.POST
        and keep_input(request)
    )
    return render(
        request,
        "wagtail_mentoring/csrf_failure.html",
        {
            "mentoring_title": _("Please send this again"),
            "retry_url": request.get_full_path(),
            "input_was_kept": kept,
        },
        status=403,
    )
