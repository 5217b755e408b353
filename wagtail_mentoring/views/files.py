"""Answers that carry a file which is not for everybody. Whoever calls them has asked the rules (S-24)."""

from django.http import FileResponse, Http404
from django.utils.cache import patch_cache_control


def private_picture(file):
    """Return the picture in a file field. The reader's own browser, and nobody else's, may keep it for an hour."""
    response = _response(file)
    response.headers["Content-Security-Policy"] = "default-src 'none'"
    patch_cache_control(response, private=True, max_age=3600)
    return response


def private_download(attached):
    """Return a ``models.AttachedFile`` to be saved; no browser shows it as a page or keeps it."""
    response = _response(
        attached.file,
        as_attachment=True,
        filename=attached.name,
        content_type=attached.content_type,
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    patch_cache_control(response, private=True, no_store=True)
    return response


def _response(file, **kwargs):
    try:
        response = FileResponse(file.open("rb"), **kwargs)
    except FileNotFoundError:
        raise Http404 from None
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
