"""Keeps what somebody typed when their session ended or the form's token was no longer valid (A-17)."""

import time

from django.shortcuts import render
from django.utils.translation import gettext as _

SESSION_KEY = "mentoring_kept_input"
MAX_AGE_SECONDS = 30 * 60
MAX_CHARACTERS = 20_000
_NEVER_KEPT = {"csrfmiddlewaretoken", "password", "form_token"}


def keep_input(request):
    """Put the posted text into the session, by the address of the form. Files cannot be kept."""
    fields = {name: values for name, values in request.POST.lists() if name not in _NEVER_KEPT}
    if sum(len(value) for values in fields.values() for value in values) <= MAX_CHARACTERS:
        request.session[SESSION_KEY] = {"path": request.path, "at": time.time(), "fields": fields}


def take_kept_input(request):
    """Return the kept text as a form's initial values, once; an empty dictionary if there is none."""
    kept = request.session.get(SESSION_KEY)
    if request.method != "GET" or not kept or kept["path"] != request.path:
        return {}
    del request.session[SESSION_KEY]
    if time.time() - kept["at"] > MAX_AGE_SECONDS:
        return {}
    request.mentoring_input_kept = True
    return {
        name: values[0] if len(values) == 1 else values for name, values in kept["fields"].items()
    }


def csrf_failure(request, reason=""):
    """View for ``CSRF_FAILURE_VIEW``: says what happened, and keeps the text for when the form is opened again."""
    if request.method == "POST":
        keep_input(request)
    return render(
        request,
        "wagtail_mentoring/csrf_failure.html",
        {"mentoring_title": _("Please send this again"), "retry_url": request.get_full_path()},
        status=403,
    )
