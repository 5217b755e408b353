"""Files in parts: players ask for ranges of bytes, so that one can jump to any place."""

import re

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

_RANGE = re.compile(r"bytes=(\d{0,19})-(\d{0,19})", re.ASCII)
CHUNK = 64 * 1024


def wanted_range(header, size):
    """Return ``(first, last)`` of the bytes that a ``Range`` header asks for; ``None`` means all.

    Raises ``ValueError`` when nothing of that is there. Several ranges at once, and what is no range,
    are answered with the whole file, as RFC 9110 allows.
    """
    match = _RANGE.fullmatch(header.replace(" ", "")) if header else None
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        length = min(int(last), size)
        if not length:
            raise ValueError(header)
        return size - length, size - 1
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise ValueError(header)
    return int(first), min(int(last), size - 1) if last else size - 1


def ranged_response(request, file, size, content_type, etag=""):
    """Return the response that sends ``file`` (open, binary, seekable), or the part that is asked for."""
    etag = quote_etag(etag) if etag else ""
    unchanged = get_conditional_response(request, etag=etag or None)
    if unchanged is not None:
        file.close()
        unchanged.headers["Accept-Ranges"] = "bytes"
        return unchanged
    header = request.headers.get("Range", "")
    if request.headers.get("If-Range", etag) != etag:
        # The part belongs to another version of the file.
        header = ""
    try:
        part = wanted_range(header, size)
    except ValueError:
        file.close()
        response = HttpResponse(status=416)
        response.headers["Content-Range"] = f"bytes */{size}"
        return _common(response, content_type, etag)
    first, last = part or (0, size - 1)
    response = StreamingHttpResponse(_Part(file, first, last), status=206 if part else 200)
    response.headers["Content-Length"] = str(last - first + 1)
    if part:
        response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return _common(response, content_type, etag)


def _common(response, content_type, etag):
    response.headers["Content-Type"] = content_type
    response.headers["Accept-Ranges"] = "bytes"
    if etag:
        response.headers["ETag"] = etag
    # What is uploaded is never a page of this site.
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'"
    return response


class _Part:
    """Yields the bytes from ``first`` to ``last``; closes the file, however it ends."""

    def __init__(self, file, first, last):
        self.file, self.left = file, last - first + 1
        file.seek(first)

    def __iter__(self):
        while self.left > 0:
            chunk = self.file.read(min(CHUNK, self.left))
            if not chunk:
                break
            self.left -= len(chunk)
            yield chunk

    def close(self):
        self.file.close()
